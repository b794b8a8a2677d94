/** Who a request is about, and how one profile is chosen among several. `_docs/_api/objects_filters/recipient_object.md`. */
import { z } from 'zod'
import { userAlias } from './identifier.ts'
import { flag, record, text } from './piece.ts'
import { attributesObject } from './users-track.ts'

/** What decides among several profiles with the same e-mail or phone, the first word first; the two of identity exclude each other. */
export const prioritizations = [
  'identified',
  'unidentified',
  'most_recently_updated',
  'least_recently_updated',
] as const
export const prioritization = z.array(z.enum(prioritizations)).readonly()

/** Exactly one of the four. */
export const mergeIdentifier = z
  .object({
    external_id: text.exactOptional(),
    user_alias: userAlias.exactOptional(),
    /** Needs `prioritization`. */
    email: text.exactOptional(),
    /** Needs `prioritization`. */
    phone: text.exactOptional(),
    prioritization: prioritization.exactOptional(),
  })
  .readonly()

const recipientShape = {
  /** Exactly one of external_user_id, user_alias, braze_id and email. Numbers are taken as text. */
  external_user_id: z.union([text, z.number()]).exactOptional(),
  user_alias: userAlias.exactOptional(),
  braze_id: text.exactOptional(),
  /** Needs `prioritization`. */
  email: text.exactOptional(),
  prioritization: prioritization.exactOptional(),
  /** Default true. False creates the profile and needs `attributes`; not for an alias. */
  send_to_existing_only: flag.exactOptional(),
  /** Applied before the send. */
  attributes: attributesObject.exactOptional(),
} as const

export const campaignRecipient = z
  .object({
    ...recipientShape,
    /** Wins over the request's own, key by key. */
    trigger_properties: record.exactOptional(),
  })
  .readonly()

export const canvasRecipient = z
  .object({
    ...recipientShape,
    /** Wins over the request's own, key by key. */
    context: record.exactOptional(),
    /** The older name of `context`. */
    canvas_entry_properties: record.exactOptional(),
  })
  .readonly()

export const transactionalRecipient = z
  .object({
    /** One of external_user_id and user_alias. */
    external_user_id: text.exactOptional(),
    user_alias: userAlias.exactOptional(),
    attributes: attributesObject.exactOptional(),
  })
  .readonly()
