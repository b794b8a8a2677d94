import { z } from 'zod'
import { type ControlCall, type ControlTable, readControlBody } from '../controls/control.ts'
import { type ControlProblem, sendJson, sendProblem } from '../problem.ts'
import { showTime } from '../time.ts'
import type { World } from '../world.ts'
import type { Campaign } from './campaign.ts'
import type { Canvas } from './canvas.ts'
import type { SendRecord } from './send-record.ts'
import { showMessage } from './shown-step.ts'
import { findBrokenLiquid, readCampaign, writtenCampaign } from './written.ts'
import { findCanvasProblem, findSameIds, readCanvas, showCanvas, writtenCanvas } from './written-canvas.ts'

/** Sends shown with a campaign or Canvas; `/__sandbox/sends` has all of them. */
const SENDS_SHOWN = 20

type Times = 'createdAt' | 'updatedAt' | 'firstAt' | 'lastAt' | 'schedule'

const credential = z.strictObject({ name: z.string().min(1), username: z.string(), password: z.string() })

/** The controls under `/__sandbox` that are about messaging. */
export function messagingControls({ messaging, clock }: World): ControlTable {
  const sendsOf = (sourceId: string) =>
    messaging.records.list({ limit: SENDS_SHOWN, sourceId, search: '' }).map(summarize)

  return {
    '/__sandbox/campaigns': {
      GET: ({ response, query }) => {
        const campaigns = select(messaging.campaigns.all(), query).map((one) => ({
          ...showDefinition(one),
          sends: sendsOf(one.id),
        }))
        sendJson(response, 200, { campaigns })
      },
      POST: (call) => {
        const written = readControlBody(call, writtenCampaign)
        if (written === undefined) return
        const campaign = readCampaign(written, clock.now())
        const problem =
          findBrokenLiquid(messaging.liquid, campaign.messages, '/messages') ?? findSameIds(campaign.messages)
        if (problem !== undefined) return sendProblem(call.response, problem)
        messaging.putCampaign(keepCreation(campaign, messaging.campaigns.get(campaign.id)))
        sendJson(call.response, 201, { campaign: showDefinition(campaign) })
      },
    },
    '/__sandbox/canvases': {
      GET: ({ response, query }) => {
        const canvases = select(messaging.canvases.all(), query).map((one) => ({
          ...showDefinition(one),
          underway: [...messaging.journeys.count(one.id)].map(([step_id, people]) => ({ step_id, people })),
          sends: sendsOf(one.id),
        }))
        sendJson(response, 200, { canvases })
      },
      POST: (call) => {
        const written = readControlBody(call, writtenCanvas)
        if (written === undefined) return
        const canvas = readCanvas(written, clock.now())
        const problem = findCanvasProblem(messaging.liquid, canvas)
        if (problem !== undefined) return sendProblem(call.response, problem)
        messaging.putCanvas(keepCreation(canvas, messaging.canvases.get(canvas.id)))
        sendJson(call.response, 201, { canvas: showDefinition(canvas) })
      },
    },
    '/__sandbox/sends': { GET: listSends },
    '/__sandbox/sends/{id}': {
      GET: ({ response, params }) => {
        const send = messaging.records.find(params.id ?? '')
        if (send === undefined) sendProblem(response, noSendProblem)
        else sendJson(response, 200, send)
      },
    },
    '/__sandbox/schedules': {
      GET: ({ response }) => {
        const schedules = messaging.schedules
          .list()
          .map(({ id, dispatchId, kind, sourceId, sendId, schedule, body }) => ({
            schedule_id: id,
            dispatch_id: dispatchId,
            kind,
            source_id: sourceId,
            send_id: sendId,
            time: showTime(schedule.time),
            in_local_time: schedule.local,
            request: body,
          }))
        sendJson(response, 200, { schedules })
      },
    },
    '/__sandbox/live-activities': {
      GET: ({ response }) => sendJson(response, 200, { live_activities: messaging.liveActivities.all() }),
    },
    '/__sandbox/credentials': {
      GET: ({ response }) => sendJson(response, 200, { credentials: messaging.connectedContent.credentials() }),
      POST: (call) => {
        const written = readControlBody(call, credential)
        if (written === undefined) return
        messaging.connectedContent.setCredential(written)
        sendJson(call.response, 201, { credentials: messaging.connectedContent.credentials() })
      },
    },
  }
}

/** `?campaign_id=`, `?canvas_id=`, `?dispatch_id=`, and `?settled=true` to wait for what is under way. */
async function listSends({ response, world, query }: ControlCall): Promise<void> {
  const { campaign_id: campaignId, canvas_id: canvasId, dispatch_id: dispatchId, settled } = query
  if (settled === 'true') await world.messaging.idle()
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const sends = world.messaging.records.list({
    limit: query.limit,
    search: query.search,
    sourceId: text(campaignId) ?? text(canvasId),
    dispatchId: text(dispatchId),
  })
  const shown = query.summary === 'true' ? sends.map(countMessages) : sends
  sendJson(response, 200, { sends: shown }, { 'X-Total-Count': String(world.messaging.records.size) })
}

/** A send without its people, with how many messages came to what. */
function countMessages({ recipients, ...send }: SendRecord): object {
  const messages: { [status: string]: number } = {}
  for (const message of recipients.flatMap((one) => one.messages)) {
    messages[message.status] = (messages[message.status] ?? 0) + 1
  }
  return { ...send, messages }
}

const noSendProblem: ControlProblem = {
  status: 404,
  code: 'unknown-send',
  title: 'No send has this id',
  detail: 'GET /__sandbox/sends lists those that are kept; the oldest make room for newer ones.',
}

function select<One extends Campaign | Canvas>(all: readonly One[], query: ControlCall['query']): readonly One[] {
  const wanted = query.search.toLowerCase()
  const found = all.filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted))
  return found.slice(Math.max(0, found.length - query.limit))
}

/** As the control takes it, and what became of it. */
function showDefinition(one: Campaign | Canvas): object {
  const { createdAt, updatedAt, firstAt, lastAt, schedule, ...rest } = one
  return {
    ...('steps' in rest ? showAll(rest) : showCampaign(rest)),
    ...(schedule !== undefined && { schedule: { ...schedule, time: showTime(schedule.time) } }),
    created_at: showTime(createdAt),
    updated_at: showTime(updatedAt),
    first_sent: firstAt === undefined ? null : showTime(firstAt),
    last_sent: lastAt === undefined ? null : showTime(lastAt),
  }
}

function showAll({
  variants,
  entryDeeds,
  reentrySeconds,
  exitDeeds,
  exitCriteria,
  steps,
  ...rest
}: Omit<Canvas, Times>): object {
  const exit = exitCriteria === undefined ? {} : { exitCriteria }
  return { ...rest, ...showCanvas({ variants, entryDeeds, reentrySeconds, exitDeeds, ...exit, steps }) }
}

function showCampaign({ messages, postbackUrl, ...rest }: Omit<Campaign, Times>): object {
  const postback = postbackUrl === undefined ? {} : { postback_url: postbackUrl }
  return { ...rest, ...postback, messages: messages.map(showMessage) }
}

function summarize({ id, at, dispatch_id, broadcast, notice, recipients_total }: SendRecord): object {
  return { id, at, dispatch_id, broadcast, ...(notice !== undefined && { notice }), recipients: recipients_total }
}

/** A definition that replaces one is as old as that one. */
function keepCreation<One extends Campaign | Canvas>(made: One, before: One | undefined): One {
  if (before === undefined) return made
  const { createdAt, firstAt, lastAt } = before
  return { ...made, createdAt, ...(firstAt !== undefined && { firstAt }), ...(lastAt !== undefined && { lastAt }) }
}
