import { isObject } from '../attribute-value.ts'
import { boundedAudience } from '../audience.ts'
import type { Ground } from '../part.ts'
import { readApiMessages } from './api-message.ts'
import type { Campaign } from './campaign.ts'
import type { Canvas } from './canvas.ts'
import type { Addressees, Trigger } from './dispatch.ts'
import type { SubscriptionState } from './reach.ts'
import { type Checked, type PropertyKind, type Recipient, readProperties, readRecipient } from './recipient.ts'

/** A request to send, read and checked: everything of a trigger but its ids. */
export type Draft = Pick<Trigger, 'source' | 'to' | 'properties' | 'subscriptionState' | 'sendId'>

export type DraftKind = 'campaign' | 'canvas' | 'message'

/** What requests are checked against. */
export interface Definitions extends Pick<Ground, 'clock' | 'segments' | 'settings'> {
  readonly campaign: (id: string) => Campaign | undefined
  readonly canvas: (id: string) => Canvas | undefined
}

type Body = { readonly [member: string]: unknown }
type Warn = (text: string) => void

/** Ids, aliases and recipients of one request. */
const RECIPIENTS = 50
const tooManyRecipients = 'The max number of external_ids and aliases per request was exceeded'
export const canvasIdRefusal = 'canvas_id must be a string of the Canvas api identifier'
export const campaignIdRefusal = 'campaign_id must be a string of the campaign api identifier'

/** Reads the body of a send or of a new schedule; a refusal is Braze's message for a 400. */
export function readDraft(kind: DraftKind, value: unknown, known: Definitions, warn: Warn): Checked<Draft> {
  const body = isObject(value) ? value : {}
  if (kind === 'campaign') return readCampaignDraft(body, known, warn)
  return kind === 'canvas' ? readCanvasDraft(body, known, warn) : readMessageDraft(body, known)
}

function readCampaignDraft(body: Body, known: Definitions, warn: Warn): Checked<Draft> {
  const campaign = findCampaign(body.campaign_id, known)
  if ('refusal' in campaign) return campaign
  const draft = readTriggered(body, 'trigger', known, warn)
  if ('refusal' in draft) return draft
  const refusal = findAttachmentRefusal(body)
  if (refusal !== undefined) return { refusal }
  return { value: { ...draft.value, source: { kind: 'campaign', campaign: campaign.value } } }
}

function readCanvasDraft(body: Body, known: Definitions, warn: Warn): Checked<Draft> {
  const canvas = typeof body.canvas_id === 'string' ? known.canvas(body.canvas_id) : undefined
  if (canvas === undefined) return { refusal: canvasIdRefusal }
  const draft = readTriggered(body, 'context', known, warn)
  if ('refusal' in draft) return draft
  return { value: { ...draft.value, source: { kind: 'canvas', canvas } } }
}

/** The campaign that a request names. */
export function findCampaign(id: unknown, known: Pick<Definitions, 'campaign'>): Checked<Campaign> {
  if (typeof id !== 'string' || id === '') return { refusal: campaignIdRefusal }
  const campaign = known.campaign(id)
  return campaign === undefined ? { refusal: 'Invalid Campaign ID' } : { value: campaign }
}

function readTriggered(body: Body, kind: PropertyKind, known: Definitions, warn: Warn): Checked<Omit<Draft, 'source'>> {
  const properties = readProperties(body, kind)
  if ('refusal' in properties) return properties
  const recipients = readRecipients(body.recipients, kind, known, warn)
  if ('refusal' in recipients) return recipients
  const to = readAddressees(body, recipients.value, known)
  if ('refusal' in to) return to
  const sendId = readSendId(body.send_id)
  if ('refusal' in sendId) return sendId
  return {
    value: {
      to: to.value,
      properties: properties.value,
      subscriptionState: 'subscribed',
      sendId: sendId.value,
    },
  }
}

function readMessageDraft(body: Body, known: Definitions): Checked<Draft> {
  const campaign = body.campaign_id === undefined ? { value: undefined } : findCampaign(body.campaign_id, known)
  if ('refusal' in campaign) return campaign
  const recipients = readIds(body, known)
  if ('refusal' in recipients) return recipients
  const to = readAddressees(body, recipients.value, known)
  if ('refusal' in to) return to
  const sendId = readSendId(body.send_id)
  if ('refusal' in sendId) return sendId
  const state = body.recipient_subscription_state ?? 'subscribed'
  if (!isSubscriptionState(state)) return { refusal: 'recipient_subscription_state is invalid' }
  const messages = readApiMessages(body.messages, campaign.value)
  if ('refusal' in messages) return messages
  return {
    value: {
      source: { kind: 'message', messages: messages.value, campaign: campaign.value },
      to: to.value,
      properties: {},
      subscriptionState: state,
      sendId: sendId.value,
    },
  }
}

function isSubscriptionState(value: unknown): value is SubscriptionState {
  return value === 'opted_in' || value === 'subscribed' || value === 'all'
}

function readRecipients(
  value: unknown,
  kind: PropertyKind,
  known: Definitions,
  warn: Warn,
): Checked<readonly Recipient[]> {
  if (value === undefined || value === null) return { value: [] }
  if (!Array.isArray(value)) return { refusal: 'recipients must be an array of objects' }
  if (value.length > RECIPIENTS) return { refusal: tooManyRecipients }
  const recipients: Recipient[] = []
  for (const [index, item] of value.entries()) {
    const recipient = readRecipient(item, kind, known.clock.now(), (text) => warn(`recipients[${index}] ${text}`))
    if ('refusal' in recipient) return recipient
    recipients.push(recipient.value)
  }
  return { value: recipients }
}

/** `external_user_ids` and `user_aliases`, as recipients without anything of their own. */
export function readIds(body: Body, known: Pick<Definitions, 'clock'>): Checked<readonly Recipient[]> {
  const ids = body.external_user_ids ?? []
  const aliases = body.user_aliases ?? []
  if (!Array.isArray(ids)) return { refusal: 'external_user_ids must be an array of strings' }
  if (!Array.isArray(aliases)) return { refusal: 'user_aliases must be an array of objects' }
  if (ids.length + aliases.length > RECIPIENTS) return { refusal: tooManyRecipients }
  const recipients: Recipient[] = []
  const sources = [
    ...ids.map((external_user_id: unknown) => ({ external_user_id })),
    ...aliases.map((user_alias: unknown) => ({ user_alias })),
  ]
  for (const source of sources) {
    const recipient = readRecipient(source, 'trigger', known.clock.now(), () => undefined)
    if ('refusal' in recipient) return recipient
    recipients.push(recipient.value)
  }
  return { value: recipients }
}

function readAddressees(body: Body, recipients: readonly Recipient[], known: Definitions): Checked<Addressees> {
  const { broadcast } = body
  if (broadcast !== undefined && typeof broadcast !== 'boolean') return { refusal: 'broadcast must be a boolean' }
  if (broadcast === true && recipients.length > 0) {
    return { refusal: 'broadcast and a list of recipients cannot be used together' }
  }
  const narrowed = readNarrowing(body, known)
  if ('refusal' in narrowed) return narrowed
  if (recipients.length > 0) return { value: { ...narrowed.value, kind: 'recipients', recipients } }
  if (broadcast !== true) return { refusal: 'No Recipients' }
  return { value: { ...narrowed.value, kind: 'everybody', broadcast } }
}

/** The members `audience` and `segment_id`. */
export function readNarrowing(
  { audience, segment_id: segmentId }: Body,
  { segments, settings }: Pick<Definitions, 'segments' | 'settings'>,
): Checked<Pick<Addressees, 'audience' | 'segmentId'>> {
  const tree = audience === undefined || audience === null ? undefined : boundedAudience.safeParse(audience)
  if (tree?.success === false) return { refusal: 'audience is invalid' }
  if (segmentId !== undefined && segmentId !== null) {
    if (typeof segmentId !== 'string') return { refusal: 'segment_id must be a string' }
    // Before any segment is made, every id is taken for one that holds everybody.
    const anyWillDo = segments.list().length === 0 && !settings.strict
    if (segments.find(segmentId) === undefined && !anyWillDo) return { refusal: 'Invalid Segment ID' }
  }
  return {
    value: {
      audience: tree?.data,
      segmentId: typeof segmentId === 'string' ? segmentId : undefined,
    },
  }
}

/** A send id: up to 64 letters, digits, `_` and `-`. */
export function readSendId(value: unknown): Checked<string | undefined> {
  if (value === undefined || value === null) return { value: undefined }
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? { value } : { refusal: 'send_id is invalid' }
}

function findAttachmentRefusal({ attachments, broadcast }: Body): string | undefined {
  if (attachments === undefined || attachments === null) return undefined
  const good =
    Array.isArray(attachments) &&
    attachments.every(
      (one) => isObject(one) && typeof one.file_name === 'string' && typeof one.url === 'string' && one.url !== '',
    )
  if (!good) return 'attachments must be an array of objects with file_name and url'
  return broadcast === true ? 'attachments cannot be used with broadcast' : undefined
}
