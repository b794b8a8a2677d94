import { randomUUID } from 'node:crypto'
import { successMessage } from '@parley/braze/contract'
import { sendKey } from '../../messaging/sendings.ts'
import { campaignIdRefusal, findCampaign, readSendId } from '../../messaging/trigger-request.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import { readCampaign } from '../campaigns/campaigns.ts'
import { showDay } from '../campaigns/figures.ts'
import type { Handler } from '../handler.ts'
import { readSeriesSpans } from '../listing.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long figures of a send id are kept. */
const KEPT_DAYS = 14

export const sendsIdCreate: Handler = {
  answer({ body, world, fixed }) {
    const { messaging } = world
    const members = membersOf(body)
    const campaign = findCampaign(members.campaign_id, messaging.definitions)
    if ('refusal' in campaign) return badRequest(campaign.refusal)
    const asked = readSendId(members.send_id)
    if ('refusal' in asked) return badRequest(asked.refusal)
    const sendId = asked.value ?? fixed?.sendId ?? randomUUID()
    return {
      status: 201,
      body: { message: successMessage, send_id: sendId },
      apply: () => messaging.sendIds.put(sendId, campaign.value.id),
      fixed: { sendId },
    }
  },
}

export const sendsDataSeries: Handler = {
  answer({ query, world }) {
    if (readCampaign(query, world) === undefined) return badRequest(campaignIdRefusal)
    const sendId = query.get('send_id') ?? ''
    if (sendId === '') return badRequest(mistakes.required('send_id'))
    const spans = readSeriesSpans(query, world)
    if (typeof spans === 'string') return badRequest(spans)
    const kept = world.clock.now() - KEPT_DAYS * DAY_MS
    const [first, last] = [spans[0]?.from ?? 0, spans.at(-1)?.from ?? 0]
    const days = world.messaging.statistics.days(sendKey(sendId), first, last)
    const data = days.filter(({ day }) => Date.parse(day) + DAY_MS > kept).map(showDay)
    return { status: 200, body: { data, message: successMessage } }
  },
}
