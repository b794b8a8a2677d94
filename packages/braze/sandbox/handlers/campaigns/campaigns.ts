import { randomUUID } from 'node:crypto'
import { successMessage } from '@parley/braze/contract'
import type { Campaign } from '../../messaging/campaign.ts'
import { campaignIdRefusal, findCampaign } from '../../messaging/trigger-request.ts'
import type { Query } from '../../query.ts'
import { showTime } from '../../time.ts'
import type { World } from '../../world.ts'
import { badRequest, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { readSeriesSpans } from '../listing.ts'
import {
  channelsOf,
  copyMessages,
  listDefinitions,
  readCopy,
  showCommon,
  showLinks,
  showMessages,
  showTimeOrNull,
} from './definition.ts'
import { showDay } from './figures.ts'

/** The campaign that the query names. A read answers an unknown id as Canvas reads are recorded to. */
export function readCampaign(query: Query, { messaging }: World): Campaign | undefined {
  return messaging.campaigns.get(query.get('campaign_id') ?? '')
}

export const campaignsList: Handler = {
  answer({ query, world }) {
    const page = listDefinitions(query, world.messaging.campaigns.all())
    if (typeof page === 'string') return badRequest(page)
    const campaigns = page.map(({ id, updatedAt, name, tags, type, schedule }) => ({
      id,
      last_edited: showTime(updatedAt),
      name,
      is_api_campaign: type === 'api_triggered' && schedule === undefined,
      tags,
    }))
    return { status: 200, body: { campaigns, message: successMessage } }
  },
}

export const campaignsDetails: Handler = {
  answer({ query, world }) {
    const campaign = readCampaign(query, world)
    if (campaign === undefined) return badRequest(campaignIdRefusal)
    const body = {
      ...showCommon(campaign),
      channels: channelsOf(campaign.messages),
      first_sent: showTimeOrNull(campaign.firstAt),
      last_sent: showTimeOrNull(campaign.lastAt),
      messages: showMessages(campaign.messages),
      conversion_behaviors: [],
      message: successMessage,
    }
    return { status: 200, body }
  },
}

export const campaignsDataSeries: Handler = {
  answer({ query, world }) {
    const campaign = readCampaign(query, world)
    if (campaign === undefined) return badRequest(campaignIdRefusal)
    const spans = readSeriesSpans(query, world)
    if (typeof spans === 'string') return badRequest(spans)
    const [first, last] = [spans[0]?.from ?? 0, spans.at(-1)?.from ?? 0]
    const data = world.messaging.statistics.days(campaign.id, first, last).map(showDay)
    return { status: 200, body: { data, message: successMessage } }
  },
}

export const campaignsDuplicate: Handler = {
  answer({ body, world }) {
    const { messaging, assets, clock } = world
    const members = membersOf(body)
    const original = findCampaign(members.campaign_id, messaging.definitions)
    if ('refusal' in original) return badRequest(original.refusal)
    const copy = readCopy(members, original.value, assets.tags)
    if (typeof copy === 'string') return badRequest(copy)
    const { firstAt: _first, lastAt: _last, schedule: _schedule, ...rest } = original.value
    return {
      status: 202,
      body: { message: successMessage },
      apply: () => {
        const now = clock.now()
        const messages = copyMessages(original.value.messages)
        const made = { ...rest, ...copy, id: randomUUID(), state: 'draft', messages } as const
        messaging.putCampaign({ ...made, createdAt: now, updatedAt: now })
      },
    }
  },
}

export const campaignsUrlInfo: Handler = {
  answer({ query, world }) {
    const campaign = readCampaign(query, world)
    if (campaign === undefined) return badRequest(campaignIdRefusal)
    const id = query.get('message_variation_id') ?? ''
    if (id === '') return badRequest(mistakes.required('message_variation_id'))
    const message = campaign.messages.find((one) => one.id === id)
    if (message === undefined) return badRequest('Invalid Message Variant')
    return { status: 200, body: showLinks(message, query.get('includes_link_id')) }
  },
}
