import { readTag, type Said, type Value, type Values } from '@parley/flow'
import type { StartInput } from '@parley/runtime'
import type {
  ClientFrame,
  EventsRequest,
  IdentifyRequest,
  SayRequest,
  StartRequest,
  TokenRequest,
} from '@parley/widget/protocol'
import { z } from 'zod'
import { readAcceptLanguage } from './accept-language.ts'
import { closed, placesOf } from './closed.ts'
import { pointer } from './pointer.ts'
import { Refusal } from './refusal.ts'
import { cleanText, cleanValue, hasControls, lengthOf } from './text.ts'

/** Text that a person or their page wrote: cleaned, then measured. */
export const text = (max: number) => z.string().transform(cleanText).pipe(z.string().min(1).max(max))

/** A name that a program made: changing it silently would make it another name, so it is refused instead. */
export const name = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((it) => !hasControls(it), 'Invalid input: holds control characters')

export const values = z
  .record(z.string(), z.unknown())
  .transform((record, context): { readonly [name: string]: Value } => {
    const clean = cleanValue(record)
    if (typeof clean === 'object' && clean !== null && !Array.isArray(clean))
      return clean as { readonly [name: string]: Value }
    context.addIssue({
      code: 'custom',
      message: 'Invalid input: nested too deeply, or a number is out of range',
      input: record,
    })
    return z.NEVER
  })

/** Longer is no token of a person. */
const identity = z.string().min(1).max(8192)
export const visitor = z
  .string()
  .regex(/^vis_[A-Za-z0-9_-]{22,96}$/, 'Not a visitor. Give `vis_` and 22 or more random characters of base64url.')

/** What a page says of itself; what is too much of it, the flow language leaves out. */
export const page = closed({
  url: text(8192).optional(),
  referrer: text(8192).optional(),
  title: text(1024).optional(),
  language: text(64).optional(),
  utm: z.record(z.string().max(64), z.string().max(1000)).optional(),
  product: z.record(z.string().max(64), z.union([z.string().max(8192), z.number()])).optional(),
  tags: values.optional(),
  meta: values.optional(),
  history: z
    .array(z.strictObject({ url: text(8192), title: text(1024).exactOptional() }))
    .max(50)
    .readonly()
    .optional(),
})

const start = closed({
  solution: name(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
  flow: name(128).optional(),
  contact: closed({
    external_id: name(512).optional(),
    email: text(320).optional(),
    phone: text(64).optional(),
    language: text(64).optional(),
  }).optional(),
  identity: identity.optional(),
  visitor: visitor.optional(),
  page: page.optional(),
  variables: values.optional(),
  language: z
    .string()
    .refine((tag) => readTag(tag) !== null, 'Not a language. Give a BCP 47 tag such as "ko" or "pt-BR".')
    .optional(),
  // Read for itself, see `readPreview`.
  preview: z.string().optional(),
  // Read for itself, see `readLink`.
  link: z.string().optional(),
})

const login = closed({
  solution: name(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
  visitor,
  identity,
})

const renewal = closed({ visitor: visitor.optional() })

const forms = ['text', 'choice', 'choices', 'form', 'file'] as const

const say = closed({
  text: z.string().transform(cleanText).optional(),
  choice: name(256).optional(),
  choices: z.array(name(256)).max(200).readonly().optional(),
  form: values.optional(),
  file: name(2048).optional(),
  client_message_id: name(128).optional(),
}).superRefine((body, context) => {
  if (forms.filter((form) => body[form] !== undefined).length !== 1) {
    context.addIssue({ code: 'custom', message: `Send exactly one of ${forms.join(', ')}` })
  } else if (body.text?.trim() === '') {
    context.addIssue({ code: 'custom', path: ['text'], message: 'The text is empty' })
  }
})

const events = closed({
  events: z
    .array(
      closed({
        type: z.enum(['page', 'returned']).optional(),
        name: name(128).optional(),
        properties: values.optional(),
      }).superRefine(({ type, name: called, properties }, context) => {
        if (type !== 'returned' && called === undefined)
          context.addIssue({ code: 'custom', path: ['name'], message: 'Give the event a name' })
        if (type === 'returned' && (called !== undefined || properties !== undefined))
          context.addIssue({ code: 'custom', path: ['type'], message: 'A return has neither name nor properties' })
      }),
    )
    .min(1)
    .max(50)
    .readonly(),
})

const frame = z.discriminatedUnion('type', [
  closed({ type: z.literal('say'), message: say }),
  closed({ type: z.literal('typing'), on: z.boolean() }),
])

// The protocol is the widget's; what it allows, these schemas must take.
type Takes<Schema extends z.ZodType, Request> = Request extends z.input<Schema> ? true : never
const agreed: readonly [
  Takes<typeof start, StartRequest>,
  Takes<typeof login, IdentifyRequest>,
  Takes<typeof renewal, TokenRequest>,
  Takes<typeof say, SayRequest>,
  Takes<typeof events, EventsRequest>,
  Takes<typeof frame, ClientFrame>,
] = [true, true, true, true, true, true]
void agreed

export { pointer } from './pointer.ts'

const mostErrors = 20

export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // A hostile body can be wrong in thousands of places; the first ones are enough to mend it.
  const errors = parsed.error.issues
    .slice(0, mostErrors)
    .flatMap((issue) => placesOf(issue).map((place) => ({ pointer: pointer(place), detail: issue.message })))
    .slice(0, mostErrors)
  throw new Refusal('invalid-request', undefined, { errors })
}

/** Leaves out what is undefined, which in our types is not the same as absent. */
export function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** `POST /v1/conversations`. The contact is who the caller says it is; whether that is proved, `admission.ts` finds out. */
export function readStart(body: unknown, acceptLanguage?: string): StartInput {
  const { solution, environment, flow, contact, page, variables, language, visitor } = read(start, body)
  return {
    solution,
    environment,
    ...(flow === undefined ? {} : { flow }),
    contact: present(contact ?? {}),
    variables: variables ?? {},
    page: page === undefined ? null : present(page),
    ...(language === undefined ? {} : { language }),
    channelLanguages: readAcceptLanguage(acceptLanguage),
    channel: 'web',
    ...(visitor === undefined ? {} : { visitor }),
  }
}

/** Of the body of `POST /v1/conversations`: the tokens that it shows. */
export function readProof(body: unknown): {
  readonly identity: string | undefined
  readonly preview: string | undefined
} {
  const { identity, preview } = read(start, body)
  return { identity, preview }
}

/** `POST /v1/identify` */
export function readLogin(body: unknown): z.output<typeof login> {
  return read(login, body)
}

/** `POST …/token`: who asks, when it is not told by a token. */
export function readVisitor(body: unknown): string | undefined {
  return body === undefined || body === null ? undefined : read(renewal, body).visitor
}

export interface SayInput {
  readonly said: Said
  readonly clientMessageId?: string
}

/** `POST …/messages` and the frame `say`. */
export function readSay(body: unknown, maxCharacters: number): SayInput {
  return sayInput(read(say, body), maxCharacters)
}

function sayInput(body: z.output<typeof say>, maxCharacters: number): SayInput {
  // Counting is dear; a text with no more UTF-16 units than the limit cannot have more characters.
  if (body.text !== undefined && body.text.length > maxCharacters && lengthOf(body.text) > maxCharacters) {
    throw new Refusal(
      'message-too-long',
      `A message has at most ${maxCharacters} characters. Shorten it, or send several.`,
    )
  }
  return {
    said: saidOf(body),
    ...(body.client_message_id === undefined ? {} : { clientMessageId: body.client_message_id }),
  }
}

function saidOf(body: z.output<typeof say>): Said {
  if (body.text !== undefined) return { kind: 'text', text: body.text }
  if (body.choice !== undefined) return { kind: 'choice', choice: body.choice }
  if (body.choices !== undefined) return { kind: 'choices', choices: body.choices }
  if (body.form !== undefined) return { kind: 'form', form: body.form }
  return { kind: 'file', file: body.file ?? '' }
}

export type EventInput =
  | { readonly kind: 'page'; readonly name: string; readonly properties: Values }
  | { readonly kind: 'returned' }

/** `POST …/events` */
export function readEvents(body: unknown): readonly EventInput[] {
  return read(events, body).events.map(({ type, name = '', properties = {} }) =>
    type === 'returned' ? { kind: 'returned' } : { kind: 'page', name, properties },
  )
}

export type FrameInput =
  | { readonly kind: 'say'; readonly input: SayInput }
  | { readonly kind: 'typing'; readonly on: boolean }

/** A frame of the stream, as text. */
export function readFrame(data: string, maxCharacters: number): FrameInput {
  const parsed = read(frame, readJson(data))
  return parsed.type === 'say'
    ? { kind: 'say', input: sayInput(parsed.message, maxCharacters) }
    : { kind: 'typing', on: parsed.on }
}

/** The id of a message that is being refused, so that its sender knows which one; whatever else is wrong with the frame. */
export function readClientMessageId(data: string): string | undefined {
  try {
    return namedFrame.parse(JSON.parse(data)).message.client_message_id
  } catch {
    return undefined
  }
}

const namedFrame = z.object({ message: z.object({ client_message_id: z.string().max(128) }) })

export function readJson(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    // The parser's own message quotes the text, which may be what a person wrote.
    throw new Refusal('invalid-request', 'This is not JSON. Send one JSON object, in UTF-8.')
  }
}

/** `?after=`: a cursor as an answer gave it. Absent or empty = from the beginning. */
export function readCursor(value: unknown): number {
  if (value === undefined || value === '') return 0
  if (typeof value === 'string' && /^[0-9]{1,9}$/.test(value)) return Number(value)
  throw new Refusal(
    'invalid-request',
    '`after` is not a cursor. Pass on the `cursor` of an earlier answer, or leave it out.',
  )
}

/** `?wait=` in seconds, 0 to 30, to milliseconds. */
export function readWait(value: unknown): number {
  if (value === undefined) return 10_000
  if (typeof value === 'string' && /^[0-9]{1,2}(\.[0-9]{1,3})?$/.test(value) && Number(value) <= 30)
    return Number(value) * 1000
  throw new Refusal('invalid-request', '`wait` is a number of seconds from 0 to 30.')
}
