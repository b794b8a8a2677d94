/** Who a request is about, and how one profile is chosen among several. `_docs/_api/objects_filters/recipient_object.md`. */
import { z } from 'zod'
import { userAlias } from './identifier.ts'
import { flag, many, namedObjects, record, text } from './piece.ts'
import { attributesObject } from './users-track.ts'

/** What decides among several profiles with the same e-mail or phone, the first word first; the two of identity exclude each other. */
export const prioritizations = [
  'identified',
  'unidentified',
  'most_recently_updated',
  'least_recently_updated',
] as const
const word = z
  .enum(prioritizations)
  .register(namedObjects, { name: 'Prioritization', what: 'What decides among several profiles.' })
export const prioritization = many(word).describe(
  'Which profile is meant where several fit, the first word first. `identified` and `unidentified` exclude each other.',
)

export const mergeIdentifier = z
  .object({
    external_id: text.exactOptional().describe('The external id.'),
    user_alias: userAlias.exactOptional(),
    email: text.exactOptional().describe('The e-mail address. Needs `prioritization`.'),
    phone: text.exactOptional().describe('The phone number. Needs `prioritization`.'),
    prioritization: prioritization.exactOptional(),
  })
  .readonly()
  .register(namedObjects, {
    name: 'MergeIdentifier',
    what: 'Exactly one of `external_id`, `user_alias`, `email` and `phone`.',
  })

const recipientShape = {
  external_user_id: z
    .union([text, z.number()])
    .exactOptional()
    .describe('External id of the profile. Numbers are taken as text.'),
  user_alias: userAlias.exactOptional().describe('Alias of the profile.'),
  braze_id: text.exactOptional().describe('The id that Braze gave the profile.'),
  email: text.exactOptional().describe('E-mail address of the profile. Needs `prioritization`.'),
  prioritization: prioritization.exactOptional(),
  send_to_existing_only: flag
    .exactOptional()
    .describe('Default true. False creates the profile where there is none, and needs `attributes`; not for an alias.'),
  attributes: attributesObject.exactOptional().describe('Written to the profile before the send.'),
} as const

const oneOfFour = 'Names the profile by exactly one of `external_user_id`, `user_alias`, `braze_id` and `email`.'
const atMost = 'At most 50, not with `broadcast`. Of a profile listed twice, the last entry counts.'

const campaignRecipient = z
  .object({
    ...recipientShape,
    trigger_properties: record
      .exactOptional()
      .describe("Values for this recipient. They win over the request's own, key by key."),
  })
  .readonly()
  .register(namedObjects, { name: 'CampaignRecipient', what: oneOfFour })

export const campaignRecipients = many(campaignRecipient).describe(atMost)

const canvasRecipient = z
  .object({
    ...recipientShape,
    context: record.exactOptional().describe("Values for this recipient. They win over the request's own, key by key."),
    canvas_entry_properties: record.exactOptional().describe('Older name of `context`.'),
  })
  .readonly()
  .register(namedObjects, { name: 'CanvasRecipient', what: oneOfFour })

export const canvasRecipients = many(canvasRecipient).describe(atMost)

export const transactionalRecipient = z
  .object({
    external_user_id: text.exactOptional().describe('External id of the profile.'),
    user_alias: userAlias.exactOptional().describe('Alias of the profile.'),
    attributes: attributesObject.exactOptional().describe('Written to the profile before the send.'),
  })
  .readonly()
  .register(namedObjects, {
    name: 'TransactionalRecipient',
    what: 'Names the profile by `external_user_id` or `user_alias`.',
  })
