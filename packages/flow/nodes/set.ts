import { z } from 'zod'
import type { Expression } from '../expression.ts'
import { edges, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const setSource = z.strictObject({
  kind: z.literal('set'),
  set: z.record(z.string(), z.string()).meta({ description: 'Variable to CEL, from top to bottom.' }),
  to: edges,
  note,
})
type SetSource = z.infer<typeof setSource>

export interface SetBody {
  readonly kind: 'set'
  readonly set: readonly { readonly variable: string; readonly value: Expression }[]
}

export const set: NodeKind<SetSource, SetBody> = {
  source: setSource,
  ports: () => ({ required: ['next'] }),
  compile(source, build) {
    return {
      kind: 'set',
      set: Object.entries(source.set).map(([variable, logic]) => ({
        variable,
        value: build.logic(logic, ['set', variable], build.writes(variable, ['set', variable]) ?? 'any'),
      })),
    }
  },
  pauses: () => false,
  enter(body, turn) {
    for (const { variable, value } of body.set) turn.set(variable, turn.fit(variable, value.evaluate(turn)))
    return leave('next')
  },
}
