import { z } from 'zod'
import { contentOf } from './ask.ts'
import { edges, note } from './edges.ts'
import { leave, type Move, type NodeKind } from './node.ts'

export const waitSource = z.strictObject({
  kind: z.literal('wait'),
  for: z.string().meta({ description: 'How long, "10m".' }),
  to: edges.meta({ description: 'Port "next" when the time is over, "reply" when the person says something first.' }),
  note,
})
type WaitSource = z.infer<typeof waitSource>

export interface WaitBody {
  readonly kind: 'wait'
  /** Milliseconds. */
  readonly for: number
  readonly reply: boolean
}

const stay: Move = { kind: 'stay', phase: { kind: 'time' } }

export const wait: NodeKind<WaitSource, WaitBody> = {
  source: waitSource,
  ports: () => ({ required: ['next'], optional: ['reply'] }),
  compile: (source, build) => ({
    kind: 'wait',
    for: build.duration(source.for, ['for']),
    reply: build.routed('reply'),
  }),
  pauses: () => true,
  enter(body, turn) {
    turn.setTimer('wait', body.for)
    return stay
  },
  said(body, turn, said) {
    turn.hear(contentOf(said), false)
    return body.reply ? leave('reply') : stay
  },
  fired: () => leave('next'),
}
