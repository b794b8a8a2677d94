import { z } from 'zod'
import type { Expression } from '../expression.ts'
import { edges, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const branchSource = z.strictObject({
  kind: z.literal('branch'),
  cases: z
    .array(z.strictObject({ when: z.string().meta({ description: 'CEL; true takes the port.' }), port: z.string() }))
    .min(1)
    .max(100),
  to: edges,
  note,
})
type BranchSource = z.infer<typeof branchSource>

export interface BranchBody {
  readonly kind: 'branch'
  readonly cases: readonly { readonly when: Expression; readonly port: string }[]
}

export const branch: NodeKind<BranchSource, BranchBody> = {
  source: branchSource,
  ports: (source) => ({ required: [...new Set([...source.cases.map((each) => each.port), 'else'])] }),
  compile(source, build) {
    return {
      kind: 'branch',
      cases: source.cases.map((each, index) => ({
        when: build.logic(each.when, ['cases', index, 'when'], 'condition'),
        port: each.port,
      })),
    }
  },
  pauses: () => false,
  enter(body, turn) {
    // A condition that fails does not match: the conversation goes on by the next case.
    const taken = body.cases.find((each) => each.when.evaluate(turn) === true)
    return leave(taken?.port ?? 'else')
  },
}
