import { z } from 'zod'
import { buckets } from './bucket.ts'
import { defineEndpoint } from './endpoint.ts'
import { identifierShape } from './identifier.ts'
import { limits, reservedPropertyKeys } from './limit.ts'
import { namedObjects } from './piece.ts'
import { profileShape } from './profile.ts'

const updateExistingOnly = z
  .boolean()
  .exactOptional()
  .describe('True: nothing happens where there is no such profile. Default false, and true where an alias names it.')

const customAttribute = [
  'A custom attribute: a name of at most 255 characters and a text of as many, a number, true or false, a time, a list of at',
  'most 500 values, an object or a list of objects of at most 100 KB. `null` removes it; `{ inc }` counts it up; `{ add }` and',
  '`{ remove }` change a list, `{ $add }`, `{ $update }` and `{ $remove }` a list of objects.',
].join(' ')

export const attributesObject = z
  .object({
    ...profileShape,
    ...identifierShape,
    _merge_objects: z
      .boolean()
      .exactOptional()
      .describe(
        'True: objects are merged deeply into what is there, as `$update` wants. Default false: they replace it.',
      ),
    _update_existing_only: updateExistingOnly,
    push_token_import: z
      .boolean()
      .exactOptional()
      .describe('True: imports `push_tokens` without naming a profile; neither `external_id` nor `braze_id` then.'),
  })
  .catchall(z.unknown().describe(customAttribute))
  .readonly()
  .register(namedObjects, {
    name: 'ProfileAttributes',
    what: 'What is written to one profile: standard fields by their names, of which `null` removes one, and custom attributes.',
  })

const appId = z.string().exactOptional().describe('API identifier of the app where it happened.')

/** What events and purchases have in common: `reserved` are the keys that are taken. */
function propertiesOf(reserved: readonly string[], most: string) {
  const keys = `Keys of 1 to 255 characters without \`$\` in front, and not ${reserved.map((key) => `\`${key}\``).join(', ')}.`
  return z
    .record(z.string(), z.unknown())
    .readonly()
    .exactOptional()
    .describe(`Details. ${keys} Texts of at most 255 characters. ${most}`)
}

const eventBytes = `${limits.objectBytes / 1024} KB`
const purchaseBytes = `${limits.purchasePropertiesBytes / 1024} KB`

export const eventObject = z
  .object({
    ...identifierShape,
    app_id: appId,
    name: z.string().min(1).max(limits.textCharacters).describe('What happened: 1 to 255 characters.'),
    time: z.string().describe("When, ISO 8601 or `yyyy-MM-dd'T'HH:mm:ss:SSSZ`. A time to come is replaced by now."),
    properties: propertiesOf(
      reservedPropertyKeys.events,
      `At most ${limits.eventProperties} of them, ${eventBytes} with lists and objects.`,
    ),
    _update_existing_only: updateExistingOnly,
  })
  .readonly()
  .register(namedObjects, {
    name: 'CustomEvent',
    what: 'Something that a person did. Sent twice, it counts twice. Names its profile as attributes do.',
  })

export const purchaseObject = z
  .object({
    ...identifierShape,
    app_id: appId,
    product_id: z
      .union([z.string().min(1).max(limits.textCharacters), z.number()])
      .describe('What was bought: at most 255 characters. The dashboard keeps 5,000 different ones.'),
    currency: z.string().length(3).describe('ISO 4217, three letters.'),
    price: z.number().describe('Of one piece, in the main unit of the currency. Negative for a refund.'),
    quantity: z
      .int()
      .min(1)
      .max(limits.purchaseQuantity)
      .exactOptional()
      .describe('How many pieces, 1 to 100; each counts as a purchase of its own. Default 1.'),
    time: z.string().describe('When, ISO 8601.'),
    properties: propertiesOf(reservedPropertyKeys.purchases, `At most ${purchaseBytes}.`),
    _update_existing_only: updateExistingOnly,
  })
  .readonly()
  .register(namedObjects, {
    name: 'Purchase',
    what: 'Something that a person bought. Sent twice, it counts twice. Names its profile as attributes do.',
  })

/** The arrays of a track request, in the order in which the API starts to work on them. */
export const trackArrays = ['attributes', 'events', 'purchases'] as const
export type TrackArray = (typeof trackArrays)[number]

/** Why one object was refused: its array, its place in it from 0, and the API's own word for the reason. */
export const trackError = z
  .looseObject({ type: z.string(), input_array: z.enum(trackArrays), index: z.int().min(0) })
  .readonly()
export type TrackError = z.output<typeof trackError>

export const trackRequest = z
  .object({
    attributes: z
      .array(attributesObject)
      .readonly()
      .exactOptional()
      .describe('Profiles and what is written to them. Worked on first.'),
    events: z.array(eventObject).readonly().exactOptional().describe('What people did. Worked on second.'),
    purchases: z.array(purchaseObject).readonly().exactOptional().describe('What people bought. Worked on last.'),
  })
  .readonly()

export const trackAnswer = z
  .looseObject({
    message: z.string(),
    /** Each counter is there only when its array was sent. */
    attributes_processed: z.int().exactOptional(),
    events_processed: z.int().exactOptional(),
    purchases_processed: z.int().exactOptional(),
    errors: z.array(trackError).readonly().exactOptional(),
  })
  .readonly()

export const usersTrack = defineEndpoint({
  id: 'users.track',
  method: 'POST',
  path: '/users/track',
  permission: 'users.track',
  rateLimit: buckets.track,
  batchLimits: {
    combined: limits.trackObjects,
    maxPayloadBytes: limits.bodyBytes,
    note: 'Older contracts: 75 in each of the three arrays.',
  },
  successStatus: 201,
  // Events and purchases count twice when sent twice; a client may know better from the body.
  repeatable: false,
  request: trackRequest,
  response: trackAnswer,
  docs: {
    what: 'Writes attributes, events and purchases of profiles.',
    docPath: '_docs/_api/endpoints/user_data/post_user_track.md',
    limits:
      'Accepted is not yet applied. Attributes are worked on first, then events, then purchases; across requests no order is promised.',
  },
})
