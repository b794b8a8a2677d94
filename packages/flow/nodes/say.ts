import { z } from 'zod'
import type { Text } from '../template.ts'
import { edges, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const saySource = z.strictObject({
  kind: z.literal('say'),
  text: z.string().meta({ description: 'Liquid; what renders as white space only is not sent.' }),
  to: edges,
  note,
})
type SaySource = z.infer<typeof saySource>

export interface SayBody {
  readonly kind: 'say'
  readonly text: Text
}

export const say: NodeKind<SaySource, SayBody> = {
  source: saySource,
  ports: () => ({ required: ['next'] }),
  compile: (source, build) => ({ kind: 'say', text: build.text(source.text, ['text']) }),
  pauses: () => false,
  enter(body, turn) {
    turn.say(body.text)
    return leave('next')
  },
}
