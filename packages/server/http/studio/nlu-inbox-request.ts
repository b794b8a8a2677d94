import { readTag } from '@parley/flow'
import { type ConversationId, longestSentence, type SentenceKey } from '@parley/runtime'
import { mostDecided } from '@parley/studio/api'
import { z } from 'zod'
import { closed, placesOf } from '../closed.ts'
import { Refusal } from '../refusal.ts'
import { pointer, text } from '../request.ts'

const conversationForm = /^conv_[\w-]{1,100}$/
const idForm = /^(conv_[\w-]{1,100})\.(\d{1,9})\.(\d{1,9})$/

const language = z
  .string()
  .max(100)
  .transform((tag, context) => {
    const read = readTag(tag)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'No language, like "ko" or "pt-BR".', input: tag })
    return z.NEVER
  })
const intent = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'No name of an intent.')

const filter = closed({
  environment: z.enum(['sandbox', 'prod']).default('prod'),
  language: language.optional(),
  reason: z.enum(['unknown', 'unsure', 'none', 'picked', 'corrected']).optional(),
})

const decision = closed({
  ids: z.array(z.string().regex(idForm, 'No sentence of an inbox.')).min(1).max(mostDecided),
  decision: z.enum(['assigned', 'ignored', 'open']),
  intent: intent.exactOptional(),
}).refine(
  (body) => (body.decision === 'assigned') === (body.intent !== undefined),
  'Send `intent` with `assigned` and only then.',
)

const correction = closed({
  conversation: z.string().regex(conversationForm, 'No conversation.'),
  text: text(10 * longestSentence),
  language,
  intent: intent.exactOptional(),
})

export function readInboxFilter(query: unknown) {
  const { environment, language: spoken, reason } = read(filter, query)
  return {
    environment,
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(reason === undefined ? {} : { reason }),
  }
}

export function readDecision(body: unknown) {
  const { ids, ...rest } = read(decision, body)
  return { ...rest, keys: ids.map(keyOf) }
}

export function readCorrection(body: unknown) {
  const { conversation, ...rest } = read(correction, body)
  return { ...rest, conversation: conversation as ConversationId }
}

export const idOf = ({ conversation, turn, place }: SentenceKey): string => `${conversation}.${turn}.${place}`

function keyOf(id: string): SentenceKey {
  const [, conversation = '', turn, place] = idForm.exec(id) ?? []
  return { conversation: conversation as ConversationId, turn: Number(turn), place: Number(place) }
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({ pointer: pointer(place), detail: issue.message })),
  )
  throw new Refusal('invalid-request', undefined, { errors: errors.slice(0, 20) })
}
