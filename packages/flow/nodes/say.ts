import { z } from 'zod'
import { type BotContent, botContentSource, compileBotContent } from '../content/bot-content.ts'
import type { Text } from '../template.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const saySource = z.strictObject({
  kind: z.literal('say'),
  text: z
    .string()
    .meta({ description: 'Liquid; what renders as white space only is not sent, unless there is content.' }),
  content: botContentSource.optional().meta({ description: 'What is shown besides the text.' }),
  to: edges,
  note,
  meta,
})
type SaySource = z.infer<typeof saySource>

export interface SayBody {
  readonly kind: 'say'
  readonly text: Text
  readonly content: BotContent | null
}

export const say: NodeKind<SaySource, SayBody> = {
  source: saySource,
  ports: () => ({ required: ['next'] }),
  compile: (source, build) => ({
    kind: 'say',
    text: build.text(source.text, ['text']),
    content: source.content === undefined ? null : compileBotContent(source.content, build, ['content']),
  }),
  pauses: () => false,
  enter(body, turn) {
    const shown = body.content?.show(turn.render(body.text), turn) ?? null
    if (shown === null || body.content === null) turn.say(body.text)
    else turn.send(shown, body.text.sensitive || body.content.sensitive, body.text.languageFor(turn.language))
    return leave('next')
  },
}
