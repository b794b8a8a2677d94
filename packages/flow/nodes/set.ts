import { z } from 'zod'
import type { Expression } from '../expression.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const setSource = z.strictObject({
  kind: z.literal('set'),
  set: z.record(z.string(), z.string()).optional().meta({ description: 'Variable to CEL, from top to bottom.' }),
  language: z.string().optional().meta({
    description: 'CEL; the language to speak from now on, "\'pt-BR\'"; one that the solution lacks changes nothing.',
  }),
  to: edges,
  note,
  meta,
})
type SetSource = z.infer<typeof setSource>

export interface SetBody {
  readonly kind: 'set'
  readonly set: readonly { readonly variable: string; readonly value: Expression }[]
  /** `null`: stays as it is. */
  readonly language: Expression | null
}

export const set: NodeKind<SetSource, SetBody> = {
  source: setSource,
  ports: () => ({ required: ['next'] }),
  compile(source, build) {
    return {
      kind: 'set',
      set: Object.entries(source.set ?? {}).map(([variable, logic]) => ({
        variable,
        value: build.assigns(variable, logic, ['set', variable]),
      })),
      language: source.language === undefined ? null : build.logic(source.language, ['language'], 'text'),
    }
  },
  pauses: () => false,
  enter(body, turn) {
    for (const { variable, value } of body.set) turn.set(variable, turn.fit(variable, value.evaluate(turn)))
    const language = body.language?.evaluate(turn)
    if (typeof language === 'string') turn.speak([language])
    return leave('next')
  },
}
