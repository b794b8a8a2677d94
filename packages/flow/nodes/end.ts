import { z } from 'zod'
import type { Text } from '../template.ts'
import { meta, note } from './edges.ts'
import type { NodeKind } from './node.ts'

export const endSource = z.strictObject({
  kind: z.literal('end'),
  text: z.string().optional().meta({ description: 'Liquid; last words.' }),
  outcome: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ description: 'How it ended, for reports; of a called flow, the port by which the caller goes on.' }),
  conversation: z
    .boolean()
    .optional()
    .meta({ description: 'Inside a called flow: ends the whole conversation instead of returning.' }),
  note,
  meta,
})
type EndSource = z.infer<typeof endSource>

export interface EndBody {
  readonly kind: 'end'
  readonly text: Text | null
  readonly outcome: string | null
  readonly conversation: boolean
}

export const end: NodeKind<EndSource, EndBody> = {
  source: endSource,
  ports: () => ({ required: [] }),
  compile: (source, build) => ({
    kind: 'end',
    text: source.text === undefined ? null : build.text(source.text, ['text']),
    outcome: source.outcome ?? null,
    conversation: source.conversation === true,
  }),
  pauses: () => true,
  enter(body, turn) {
    if (body.text !== null) turn.say(body.text)
    return { kind: 'end', outcome: body.outcome, whole: body.conversation }
  },
}
