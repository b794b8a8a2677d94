/**
 * Campaigns, Canvases, schedules, and what was sent to whom.
 *
 * Owns how the parts of messaging are put together, and what of them outlives the process: everything, also what is still to come.
 */
import { z } from 'zod'
import type { Assets } from '../assets/assets.ts'
import { createShelf, type Shelf } from '../assets/shelf.ts'
import { isMeant } from '../deed.ts'
import type { Ground, Part } from '../part.ts'
import type { Profile } from '../profile.ts'
import type { Rows } from '../rows.ts'
import { createAgenda } from './agenda.ts'
import { type Broadcasts, createBroadcasts, type Planned } from './broadcasts.ts'
import { createCaller } from './call.ts'
import { type Campaign, campaign } from './campaign.ts'
import { type Canvas, canvas } from './canvas.ts'
import { fulfils } from './canvas-step.ts'
import { type ConnectedContent, createConnectedContent } from './connected-content.ts'
import { createDelivery } from './delivery.ts'
import { createDispatcher, type Source, type Trigger } from './dispatch.ts'
import { newDispatchId } from './dispatch-id.ts'
import { createHostHealth } from './host-health.ts'
import { createJourneyLog } from './journey-log.ts'
import { createJourneys, type Journeys } from './journeys.ts'
import { createLiquidEngine, type LiquidEngine } from './liquid/engine.ts'
import { createPool } from './pool.ts'
import { postSent } from './postback.ts'
import { createReceived, type Received } from './received.ts'
import { createSchedules, type Scheduled, type Schedules } from './schedules.ts'
import { createSendRecords, type SendRecords } from './send-record.ts'
import { createSendings } from './sendings.ts'
import { createStatistics, type Statistics } from './statistic.ts'
import { createStepMessages } from './step-messages.ts'
import { type Definitions, readDraft } from './trigger-request.ts'
import { createUserUpdates } from './user-update.ts'
import { createWebhooks, type Purpose } from './webhook.ts'

export interface Messaging extends Part {
  /** What is kept one by one. */
  readonly rows: { readonly [kind: string]: Rows }
  readonly liquid: LiquidEngine
  readonly campaigns: Shelf<Campaign>
  readonly canvases: Shelf<Canvas>
  /** Send ids with the campaign that they belong to. */
  readonly sendIds: Shelf<string>
  /** Transactional sends by campaign and `external_send_id`: their answers, for a day. */
  readonly externalSends: Shelf<ExternalSend>
  readonly liveActivities: Shelf<LiveActivity>
  readonly schedules: Schedules
  readonly journeys: Pick<Journeys, 'count'>
  readonly records: SendRecords
  readonly statistics: Statistics
  readonly received: Received
  readonly connectedContent: ConnectedContent
  /** What requests are checked against. */
  readonly definitions: Definitions
  /** Puts a campaign in its place; one with a schedule of its own goes when its time comes. */
  putCampaign(campaign: Campaign): void
  putCanvas(canvas: Canvas): void
  send(trigger: Trigger): void
  /** Goes on with what was still to come before a restart. */
  resume(): void
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
  const remembers = settings.databaseUrl !== undefined
  let revision = 0
  const changed = () => {
    revision += 1
  }
  const agenda = createAgenda(clock)
  const pool = createPool(WORKERS, (bug) => settings.log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`))
  const caller = createCaller()
  const liquid = createLiquidEngine(() => clock.now())
  const health = { webhooks: createHostHealth(clock), content: createHostHealth(clock, FAILURES, FAILED_SHARE) }
  const progress = { progressed, settled }
  const webhooks = createWebhooks({ clock, settings, caller, health: health.webhooks, agenda, pool, ...progress })
  const connectedContent = createConnectedContent({ clock, settings, caller, health: health.content, changed })
  const delivery = createDelivery({ ...ground, engine: liquid, connectedContent })

  const campaigns = createShelf(campaign, changed)
  const canvases = createShelf(canvas, changed)
  const statistics = createStatistics()
  const received = createReceived(remembers)
  const records = createSendRecords(remembers)
  const definitions: Definitions = { ...ground, campaign: campaigns.get, canvas: canvases.get }
  const shared = { ...ground, agenda, pool, delivery, webhooks, records, statistics, received, remembers }
  const sendings = createSendings(shared)
  const log = createJourneyLog(records)
  const journeys = createJourneys({
    ...shared,
    log,
    messages: createStepMessages(log, sendings),
    updates: createUserUpdates(ground, delivery),
    canvas: canvases.get,
  })
  const dispatcher = createDispatcher({ ...shared, sendings, journeys, used: noteUse })
  const schedules = createSchedules({ clock, profiles, agenda, fire: sendScheduled, changed })
  const broadcasts: Broadcasts = createBroadcasts({ clock, agenda, fire: sendPlanned, changed })
  const kept = {
    campaigns,
    canvases,
    sendIds: createShelf(z.string(), changed),
    externalSends: createShelf(externalSend, changed),
    liveActivities: createShelf(liveActivity, changed),
    schedules,
    broadcasts,
    credentials: connectedContent.credentialShelf,
  } as const

  function progressed(purpose: Purpose): void {
    if (purpose.kind === 'message') sendings.progressed(purpose.sendingId)
  }

  function settled(purpose: Purpose, delivered: boolean): void {
    if (purpose.kind === 'message') sendings.called(purpose.sendingId, delivered)
    else if (!delivered) settings.log(`the status ${purpose.status} could not be posted`)
  }

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

  /** The campaign or Canvas as it is when its time comes. */
  function sendPlanned({ kind, id }: Planned): void {
    const source = kind === 'canvas' ? asSource(canvases.get(id)) : asSource(campaigns.get(id))
    if (source === undefined) return
    dispatcher.dispatch({
      source,
      to: { kind: 'everybody', broadcast: true },
      dispatchId: newDispatchId(),
      properties: {},
      subscriptionState: 'subscribed',
    })
  }

  /** Lets a person into the Canvases that wait for what the person did. */
  function letIn(profile: Profile, deed: Parameters<typeof isMeant>[1]): void {
    for (const one of canvases.all()) {
      if (one.state !== 'active' || !one.entryDeeds.some((pattern) => isMeant(pattern, deed))) continue
      if (one.audience !== undefined && !fulfils(profile, { audience: one.audience }, ground)) continue
      if (journeys.findObstacle(one, profile) !== undefined) continue
      dispatcher.dispatch({
        source: { kind: 'canvas', canvas: one },
        to: { kind: 'profile', profile },
        dispatchId: newDispatchId(),
        properties: deed.properties,
        event: deed.properties,
        subscriptionState: 'subscribed',
      })
    }
  }

  ground.deeds.onDeed((profile, deed) => {
    journeys.noticed(profile, deed)
    letIn(profile, deed)
  })

  return {
    ...kept,
    rows: {
      sendRecord: records.rows,
      received: received.rows,
      webhookCall: webhooks.rows,
      sending: sendings.rows,
      journey: journeys.rows,
    },
    get revision() {
      return revision
    },
    liquid,
    journeys,
    records,
    statistics,
    received,
    connectedContent,
    definitions,
    putCampaign(one) {
      campaigns.put(one.id, one)
      broadcasts.plan({ kind: 'campaign', id: one.id }, one.schedule?.time)
    },
    putCanvas(one) {
      canvases.put(one.id, one)
      broadcasts.plan({ kind: 'canvas', id: one.id }, one.schedule?.time)
    },
    send(trigger) {
      const { postback } = trigger
      if (postback !== undefined) pool.add(() => postSent(webhooks, postback, clock.now()))
      dispatcher.dispatch(trigger)
    },
    resume() {
      // Messages first: they have to hear of the calls that are made for them.
      sendings.resume()
      webhooks.resume()
      journeys.resume()
      schedules.resume()
      broadcasts.resume()
    },
    idle: pool.idle,
    save: () => Object.fromEntries(Object.entries(kept).map(([name, part]) => [name, part.save()])),
    load(json) {
      const parts = savedParts.parse(json)
      for (const [name, part] of Object.entries(kept)) if (parts[name] !== undefined) part.load(parts[name])
    },
    close() {
      agenda.close()
      pool.close()
      for (const one of [sendings, webhooks, journeys]) one.close()
      caller.close()
    },
  }
}

function asSource(one: Campaign | Canvas | undefined): Source | undefined {
  if (one === undefined) return undefined
  return 'steps' in one ? { kind: 'canvas', canvas: one } : { kind: 'campaign', campaign: one }
}
