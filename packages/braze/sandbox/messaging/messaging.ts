/**
 * Campaigns, Canvases, schedules, and what was sent to whom.
 *
 * Owns how the parts of messaging are put together, and what of them outlives the process: everything but webhook calls and Canvas steps
 * that were still to come.
 */
import { z } from 'zod'
import type { Assets } from '../assets/assets.ts'
import { createShelf, type Shelf } from '../assets/shelf.ts'
import type { Ground, Part } from '../part.ts'
import { createAgenda } from './agenda.ts'
import { createCaller } from './call.ts'
import { type Campaign, campaign } from './campaign.ts'
import { type Canvas, canvas } from './canvas.ts'
import { type ConnectedContent, createConnectedContent } from './connected-content.ts'
import { createDelivery } from './delivery.ts'
import { createDispatcher, newDispatchId, type Source, type Trigger } from './dispatch.ts'
import { createHostHealth } from './host-health.ts'
import { createLiquidEngine, type LiquidEngine } from './liquid/engine.ts'
import { createPool } from './pool.ts'
import { createReceived, type Received } from './received.ts'
import { createSchedules, type Scheduled, type Schedules } from './schedules.ts'
import { createSendRecords, type SendRecord, type SendRecords } from './send-record.ts'
import { createStatistics, type Statistics } from './statistic.ts'
import { type Definitions, readDraft } from './trigger-request.ts'
import { createWebhooks, type Webhooks } from './webhook.ts'

export interface Messaging extends Part {
  readonly liquid: LiquidEngine
  readonly campaigns: Shelf<Campaign>
  readonly canvases: Shelf<Canvas>
  /** Send ids with the campaign that they belong to. */
  readonly sendIds: Shelf<string>
  /** Transactional sends by campaign and `external_send_id`: their answers, for a day. */
  readonly externalSends: Shelf<ExternalSend>
  readonly liveActivities: Shelf<LiveActivity>
  readonly schedules: Schedules
  readonly records: SendRecords
  readonly statistics: Statistics
  readonly received: Received
  readonly connectedContent: ConnectedContent
  readonly webhooks: Webhooks
  /** What requests are checked against. */
  readonly definitions: Definitions
  /** Puts a campaign in its place; one with a schedule of its own goes when its time comes. */
  putCampaign(campaign: Campaign): void
  putCanvas(canvas: Canvas): void
  send(trigger: Trigger): void
  /** Resolves once everything that could be done is done: only times to come are left. */
  idle(): Promise<void>
}

const externalSend = z.object({ at: z.number(), answer: z.record(z.string(), z.unknown()) }).readonly()
export type ExternalSend = z.output<typeof externalSend>
const liveActivity = z
  .object({ startedAt: z.number(), ended: z.boolean(), content: z.record(z.string(), z.unknown()).readonly() })
  .readonly()
export type LiveActivity = z.output<typeof liveActivity>

/** Messages that are rendered and called for at the same time. */
const WORKERS = 20
/** Connected Content is left in peace only when so much of it fails. */
const FAILED_SHARE = 0.9
const FAILURES = 3000

const savedParts = z.record(z.string(), z.unknown())

export function createMessaging(ground: Ground & { readonly assets: Assets }): Messaging {
  const { clock, profiles, settings } = ground
  let revision = 0
  const changed = () => {
    revision += 1
  }
  const agenda = createAgenda(clock)
  const pool = createPool(WORKERS, (bug) => settings.log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`))
  const caller = createCaller()
  const liquid = createLiquidEngine(() => clock.now())
  const webhooks = createWebhooks({ clock, settings, caller, health: createHostHealth(clock), agenda, pool })
  const contentHealth = createHostHealth(clock, FAILURES, FAILED_SHARE)
  const connectedContent = createConnectedContent({ clock, settings, caller, health: contentHealth })
  const delivery = createDelivery({ ...ground, engine: liquid, connectedContent, webhooks })

  const campaigns = createShelf(campaign, changed)
  const canvases = createShelf(canvas, changed)
  const statistics = createStatistics()
  const received = createReceived()
  const records = createSendRecords()
  const definitions: Definitions = { ...ground, campaign: campaigns.get, canvas: canvases.get }
  const dispatcher = createDispatcher({
    ...ground,
    agenda,
    pool,
    delivery,
    records,
    statistics,
    received,
    used: noteUse,
    changed,
  })
  const schedules = createSchedules({ clock, profiles, agenda, fire: sendScheduled, changed })
  const kept = {
    campaigns,
    canvases,
    sendIds: createShelf(z.string(), changed),
    externalSends: createShelf(externalSend, changed),
    liveActivities: createShelf(liveActivity, changed),
    schedules,
    statistics,
    received,
  } as const

  function noteUse(source: Source, at: number): void {
    const used = source.kind === 'canvas' ? canvases.get(source.canvas.id) : campaigns.get(source.campaign?.id ?? '')
    if (used === undefined) return
    const times = { firstAt: used.firstAt ?? at, lastAt: at }
    if ('steps' in used) canvases.put(used.id, { ...used, ...times })
    else campaigns.put(used.id, { ...used, ...times })
  }

  function sendScheduled(one: Scheduled, only?: Trigger['only']): void {
    const draft = readDraft(one.kind, one.body, definitions, () => undefined)
    if ('refusal' in draft) {
      settings.log(`schedule ${one.id} is not sent: ${draft.refusal}`)
      return
    }
    const { id: scheduleId, dispatchId, sendId } = one
    dispatcher.dispatch({ ...draft.value, dispatchId, scheduleId, sendId: sendId ?? draft.value.sendId, only })
  }

  /** The schedule that a campaign or Canvas has of its own; read again then, for it may have been replaced. */
  function arm({ id, schedule }: Campaign | Canvas, source: () => Source | undefined): void {
    if (schedule === undefined || schedule.time <= clock.now()) return
    agenda.at(schedule.time, () => {
      const current = source()
      const now = current?.kind === 'canvas' ? canvases.get(id)?.schedule : campaigns.get(id)?.schedule
      if (current === undefined || now?.time !== schedule.time) return
      dispatcher.dispatch({
        source: current,
        to: { kind: 'everybody', broadcast: true },
        dispatchId: newDispatchId(),
        properties: {},
        subscriptionState: 'subscribed',
      })
    })
  }

  function armCampaign(one: Campaign): void {
    arm(one, () => {
      const current = campaigns.get(one.id)
      return current === undefined ? undefined : { kind: 'campaign', campaign: current }
    })
  }

  function armCanvas(one: Canvas): void {
    arm(one, () => {
      const current = canvases.get(one.id)
      return current === undefined ? undefined : { kind: 'canvas', canvas: current }
    })
  }

  return {
    ...kept,
    get revision() {
      return revision
    },
    liquid,
    records,
    connectedContent,
    webhooks,
    definitions,
    putCampaign(one) {
      campaigns.put(one.id, one)
      armCampaign(one)
    },
    putCanvas(one) {
      canvases.put(one.id, one)
      armCanvas(one)
    },
    send: dispatcher.dispatch,
    idle: pool.idle,
    save: () => ({
      ...Object.fromEntries(Object.entries(kept).map(([name, part]) => [name, part.save()])),
      records: records.save(),
    }),
    load(json) {
      const parts = savedParts.parse(json)
      for (const [name, part] of Object.entries(kept)) if (parts[name] !== undefined) part.load(parts[name])
      // Written by `save` of this very store: shown again, never acted on.
      if (Array.isArray(parts.records)) records.load(parts.records as SendRecord[])
      for (const one of campaigns.all()) armCampaign(one)
      for (const one of canvases.all()) armCanvas(one)
    },
    close() {
      agenda.close()
      pool.close()
      caller.close()
    },
  }
}
