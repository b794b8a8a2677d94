import { isObject } from '../../attribute-value.ts'
import type { Campaign } from '../../messaging/campaign.ts'
import { newDispatchId } from '../../messaging/dispatch-id.ts'
import { showPostbackTime } from '../../messaging/postback.ts'
import { type Checked, type Recipient, readProperties, readRecipient } from '../../messaging/recipient.ts'
import type { World } from '../../world.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Sends one transactional e-mail. The same `external_send_id` within a day is answered again and not sent again. */
export const transactionalSend: Handler = {
  answer({ body, params, world, warn, fixed }) {
    const { messaging, clock } = world
    const members = membersOf(body)
    const campaign = readCampaign(params.campaign_id, world)
    if (typeof campaign === 'string') return badRequest(campaign)
    const externalSendId = members.external_send_id ?? undefined
    if (!isExternalSendId(externalSendId)) return badRequest(mistakes.notValid('external_send_id'))
    const properties = readProperties(members, 'trigger')
    if ('refusal' in properties) return badRequest(properties.refusal)
    const recipient = readOneRecipient(members.recipient, clock.now(), warn)
    if ('refusal' in recipient) return badRequest(recipient.refusal)
    const key = externalSendId === undefined ? undefined : JSON.stringify([campaign.id, externalSendId])
    const earlier = key === undefined ? undefined : messaging.externalSends.get(key)
    const isRepeat = fixed === undefined && earlier !== undefined && clock.now() - earlier.at < DAY_MS
    if (isRepeat) return { status: 201, body: earlier.answer }
    const dispatchId = fixed?.dispatchId ?? newDispatchId()
    const metadata = {
      received_at: showPostbackTime(clock.now()),
      campaign_api_id: campaign.id,
      ...(externalSendId !== undefined && { external_send_id: externalSendId }),
    }
    const answer = { dispatch_id: dispatchId, status: 'sent', metadata }
    // Remembered with the answer, not with the send: a repeat must not slip in between.
    if (key !== undefined) messaging.externalSends.put(key, { at: clock.now(), answer })
    return {
      status: 201,
      body: answer,
      apply: () =>
        messaging.send({
          source: { kind: 'campaign', campaign },
          to: { kind: 'recipients', recipients: [recipient.value] },
          dispatchId,
          properties: properties.value,
          subscriptionState: 'all',
          externalSendId,
          postback:
            campaign.postbackUrl === undefined ? undefined : { url: campaign.postbackUrl, dispatchId, metadata },
        }),
      fixed: { dispatchId },
    }
  },
}

function readCampaign(id: string | undefined, { messaging }: World): Campaign | string {
  const campaign = messaging.campaigns.get(id ?? '')
  if (campaign === undefined) return 'Campaign does not exist'
  if (campaign.type !== 'transactional') {
    return 'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint'
  }
  if (campaign.state === 'archived') {
    return 'The campaign is archived. Unarchive the campaign in order for trigger requests to take effect.'
  }
  if (campaign.state === 'active') return campaign
  return 'The campaign is paused. Resume the campaign in order for trigger requests to take effect.'
}

function isExternalSendId(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && /^[a-zA-Z0-9\-_+/=]+$/.test(value))
}

/** One person by external id or alias. With attributes, an unknown external id is created. */
function readOneRecipient(source: unknown, now: number, warn: (text: string) => void): Checked<Recipient> {
  if (!isObject(source)) return { refusal: mistakes.required('recipient') }
  const { external_user_id, user_alias, attributes } = source
  const creates = isObject(attributes) && external_user_id !== undefined
  return readRecipient(
    { external_user_id, user_alias, attributes, ...(creates && { send_to_existing_only: false }) },
    'trigger',
    now,
    warn,
  )
}
