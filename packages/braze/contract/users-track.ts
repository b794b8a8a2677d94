import { z } from 'zod'
import { buckets } from './bucket.ts'
import { defineEndpoint } from './endpoint.ts'
import { identifierShape } from './identifier.ts'
import { limits } from './limit.ts'
import { profileShape } from './profile.ts'

/**
 * Standard fields by their names, everything else is a custom attribute: a JSON scalar, an array of scalars, an object, an
 * array of objects, one of the operations `{ inc }`, `{ add }`, `{ remove }`, `{ $add }`, `{ $update }`, `{ $remove }`, or `null`
 * to remove it.
 */
export const attributesObject = z
  .looseObject({
    ...profileShape,
    ...identifierShape,
    /** True: objects are merged deeply into what is there. False, the default: they replace it. */
    _merge_objects: z.boolean().exactOptional(),
    /** Default false; true where an alias is the identifier. */
    _update_existing_only: z.boolean().exactOptional(),
    /** True: carries `push_tokens` and no identifier. */
    push_token_import: z.boolean().exactOptional(),
  })
  .readonly()

const properties = z.record(z.string(), z.unknown()).readonly()

/** Something a person did. Not idempotent: sent twice is counted twice. */
export const eventObject = z
  .looseObject({
    ...identifierShape,
    app_id: z.string().exactOptional(),
    name: z.string().min(1).max(limits.textCharacters),
    /** ISO 8601 or `yyyy-MM-dd'T'HH:mm:ss:SSSZ`; a time to come is replaced by now. */
    time: z.string(),
    properties: properties.exactOptional(),
    _update_existing_only: z.boolean().exactOptional(),
  })
  .readonly()

/** Something a person bought. Not idempotent. */
export const purchaseObject = z
  .looseObject({
    ...identifierShape,
    app_id: z.string().exactOptional(),
    product_id: z.union([z.string().min(1).max(limits.textCharacters), z.number()]),
    /** ISO 4217, three letters. */
    currency: z.string().length(3),
    /** In the main unit of the currency, of one piece; negative for a refund. */
    price: z.number(),
    /** Default 1. */
    quantity: z.int().min(1).max(limits.purchaseQuantity).exactOptional(),
    time: z.string(),
    properties: properties.exactOptional(),
    _update_existing_only: z.boolean().exactOptional(),
  })
  .readonly()

/** The arrays of a track request, in the order in which the API starts to work on them. */
export const trackArrays = ['attributes', 'events', 'purchases'] as const
export type TrackArray = (typeof trackArrays)[number]

/** Why one object was refused: its array, its place in it from 0, and the API's own word for the reason. */
export const trackError = z
  .looseObject({ type: z.string(), input_array: z.enum(trackArrays), index: z.int().min(0) })
  .readonly()
export type TrackError = z.output<typeof trackError>

export const trackRequest = z
  .looseObject({
    attributes: z.array(attributesObject).readonly().exactOptional(),
    events: z.array(eventObject).readonly().exactOptional(),
    purchases: z.array(purchaseObject).readonly().exactOptional(),
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
