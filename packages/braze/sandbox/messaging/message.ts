import { randomUUID } from 'node:crypto'
import { z } from 'zod'

/** Channels as the exports name them. */
export const channels = [
  'email',
  'ios_push',
  'android_push',
  'kindle_push',
  'web_push',
  'windows_push',
  'sms',
  'whats_app',
  'webhook',
  'content_cards',
] as const
export type Channel = (typeof channels)[number]

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [member: string]: Json
}

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json).readonly(), jsonObject]),
)
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json).readonly()

/** One message of a campaign, of a Canvas step or of a request: every text in `content` is Liquid. */
export const message = z
  .object({
    /** The `message_variation_id`. */
    id: z.string(),
    name: z.string(),
    channel: z.enum(channels),
    content: jsonObject,
  })
  .readonly()
export type Message = z.output<typeof message>

const text = z.string()
const named = { id: text.min(1).max(255).exactOptional(), name: text.min(1).max(255).exactOptional() } as const
const extras = z.record(text, text).exactOptional()

const push = {
  ...named,
  title: text.exactOptional(),
  alert: text,
  uri: text.exactOptional(),
  extras,
} as const

const written = z.discriminatedUnion('channel', [
  z.strictObject({
    channel: z.literal('email'),
    ...named,
    subject: text,
    /** HTML. */
    body: text,
    plaintext_body: text.exactOptional(),
    preheader: text.exactOptional(),
    from: text.exactOptional(),
    reply_to: text.exactOptional(),
    extras,
  }),
  z.strictObject({
    channel: z.enum(['push', 'ios_push', 'android_push', 'kindle_push', 'web_push', 'windows_push']),
    ...push,
  }),
  z.strictObject({
    channel: z.literal('sms'),
    ...named,
    body: text,
    from: text.exactOptional(),
    subscription_group_id: text.exactOptional(),
  }),
  z.strictObject({
    channel: z.literal('whats_app'),
    ...named,
    body: text,
    subscription_group_id: text.exactOptional(),
  }),
  z.strictObject({
    channel: z.literal('webhook'),
    ...named,
    url: text.min(1),
    method: z.enum(['POST', 'GET', 'PUT', 'DELETE']).default('POST'),
    headers: z.record(text, text).default({}),
    /** Text, or JSON pairs that become a JSON object. */
    body: z.union([text, jsonObject]).default(''),
  }),
  z.strictObject({
    channel: z.literal('content_cards'),
    ...named,
    title: text,
    description: text.exactOptional(),
    extras,
  }),
])

/** A message as a control takes it; `push` is short for `ios_push`. */
export const writtenMessage = written.transform(({ channel, id, name, ...content }): Message => {
  const present = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined))
  return {
    id: id ?? randomUUID(),
    name: name ?? 'Variation 1',
    channel: channel === 'push' ? 'ios_push' : channel,
    content: present as JsonObject,
  }
})

/** Every text of the content with a JSON pointer to it. */
export function* textsOf(value: Json, pointer = ''): Generator<{ readonly pointer: string; readonly text: string }> {
  if (typeof value === 'string') yield { pointer, text: value }
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* textsOf(item, `${pointer}/${key}`)
  }
}
