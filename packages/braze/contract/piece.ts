/** Short words for the schemas of the rows, so that a row reads like its documentation. */
import { z } from 'zod'

/** Objects that stand in several places, under the names that the generated types give them. */
export const namedObjects = z.registry<{ readonly name: string; readonly what: string }>()

export const text = z.string()
export const texts = z.array(text).readonly()
/** One or several, as `email` and `external_id` are taken by many endpoints. */
export const textOrTexts = z.union([text, texts])
export const num = z.number()
export const int = z.int()
export const flag = z.boolean()
export const record = z.record(z.string(), z.unknown()).readonly()

export const subscriptionState = z.enum(['subscribed', 'unsubscribed'])
export const sortDirection = z.enum(['asc', 'desc'])
export const seriesUnit = z.enum(['day', 'hour'])

/** Of an answer: may be absent or null, since the documentation rarely says. */
export function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().exactOptional()
}

/** Of an answer: texts that may be absent or null. */
export function textMembers<const Name extends string>(...names: readonly Name[]) {
  return sameMembers(names, maybe(text))
}

/** Of an answer: booleans that may be absent or null. */
export function flagMembers<const Name extends string>(...names: readonly Name[]) {
  return sameMembers(names, maybe(flag))
}

function sameMembers<Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) {
  return Object.fromEntries(names.map((name) => [name, schema])) as { readonly [Each in Name]: Schema }
}

export function many<Schema extends z.ZodType>(schema: Schema) {
  return z.array(schema).readonly()
}

/** Objects that may have more members than the documentation names. */
export function list<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.array(z.looseObject(shape).readonly()).readonly()
}

/** Objects of a request: exactly these members. */
export function exactly<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.array(z.object(shape).readonly()).readonly()
}

/** An answer with a `message`, lenient about everything that it does not name. */
export function answer<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.looseObject({ message: text, ...shape }).readonly()
}

/** An answer that need not have a `message`. */
export function answerless<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.looseObject(shape).readonly()
}

/** Nothing but `{ message: 'success' }`. */
export const done = answer({})

/** Figures of what was sent, an entry a day. */
export const sendFigures = answer({
  data: list({
    ...textMembers('time'),
    revenue: maybe(num),
    unique_recipients: maybe(num),
    conversions: maybe(num),
    messages: maybe(record),
  }),
})

/** The links of a message. */
export const linkFigures = answer({
  ...textMembers('channel', 'name'),
  link_data: maybe(
    list({
      ...textMembers('link_URL', 'link_id', 'link_alias'),
      content_block_path_info: maybe(z.array(z.unknown()).readonly()),
    }),
  ),
})

/** Any answer, none included: the documentation shows no body. */
export const doneOrEmpty = z.union([answerless(textMembers('message')), z.undefined()])
