/**
 * One message to one person: rendered, sent, recorded.
 *
 * Owns what becomes of a message. Leaves who gets it and when to `dispatch.ts`, the call of a webhook to `webhook.ts`.
 *
 * D1 A message whose Liquid aborts or fails is not sent, and its record says why; other messages and people are not touched.
 * D2 Whom a channel does not reach is skipped. The record shows what would have been sent; nothing is fetched for it.
 */
import type { AddressBook } from '../address-book.ts'
import type { Assets } from '../assets/assets.ts'
import type { Clock } from '../clock.ts'
import type { Profile } from '../profile.ts'
import { showTime } from '../time.ts'
import type { ConnectedContent } from './connected-content.ts'
import type { LiquidEngine } from './liquid/engine.ts'
import { LiquidProblem, MessageAborted } from './liquid/problem.ts'
import { createScope, type MessageOrigin, type SentProperties } from './liquid/scope.ts'
import type { ContentCall, Library, Session } from './liquid/session.ts'
import type { Json, JsonObject, Message } from './message.ts'
import { findObstacle, type SubscriptionState } from './reach.ts'
import type { MessageRecord } from './send-record.ts'
import type { WebhookCall, Webhooks } from './webhook.ts'

export interface Parcel {
  readonly message: Message
  readonly profile: Profile
  readonly origin: MessageOrigin
  readonly sent: SentProperties | undefined
  readonly subscriptionState: SubscriptionState
  /** Filled in as things happen. */
  readonly record: MessageRecord
}

export interface Delivery {
  /** Resolves once the message is on its way; `settled` hears how it ended, which for a webhook may be a day later. */
  deliver(parcel: Parcel, settled: (record: MessageRecord) => void): Promise<void>
}

export interface DeliveryNeeds {
  readonly clock: Clock
  readonly engine: LiquidEngine
  readonly addresses: AddressBook
  readonly assets: Assets
  readonly connectedContent: ConnectedContent
  readonly webhooks: Webhooks
}

export function createDelivery(needs: DeliveryNeeds): Delivery {
  const { clock, engine, addresses, assets, connectedContent, webhooks } = needs
  const library: Library = {
    contentBlock: (name) =>
      assets.contentBlocks.all().find((block) => block.name === name && block.state === 'active')?.content,
    catalogItem: (catalog, id) => assets.catalogs.get(catalog)?.items.get(id),
    connectedContent: connectedContent.fetch,
  }
  const unconnected: Library = {
    ...library,
    connectedContent: async ({ method, url }, record) => {
      record({ method, url, status: null, attempts: 0, cached: false, problem: 'the message is skipped' })
      return { kind: 'text', text: '' }
    },
  }

  async function deliver(parcel: Parcel, settled: (record: MessageRecord) => void): Promise<void> {
    const { message, profile, record } = parcel
    const obstacle = findObstacle(profile, message, parcel.subscriptionState, addresses)
    record.at = showTime(clock.now())
    const contentCalls: ContentCall[] = []
    const session: Session = {
      library: obstacle === undefined ? library : unconnected,
      contentCalls,
      warnings: [],
      extras: {},
    }
    try {
      record.rendered = await renderContent(parcel, session)
      if (obstacle !== undefined) end(record, 'skipped', obstacle) // D2
    } catch (error) {
      if (error instanceof MessageAborted)
        end(record, 'aborted', error.message) // D1
      else if (error instanceof LiquidProblem)
        end(record, 'failed', `Liquid: ${error.message}`) // D1
      else throw error
    }
    if (Object.keys(session.extras).length > 0) record.extras = session.extras
    if (session.warnings.length > 0) record.warnings = session.warnings
    if (contentCalls.length > 0) record.connected_content = contentCalls
    if (record.status !== 'waiting') return settled(record)
    if (message.channel !== 'webhook') {
      end(record, 'sent')
      return settled(record)
    }
    record.webhook = { state: 'calling', attempts: [] }
    await webhooks.send(readWebhookCall(record.rendered ?? {}), record.webhook, (delivered) => {
      end(record, delivered ? 'sent' : 'failed', delivered ? undefined : reasonOf(record))
      settled(record)
    })
  }

  async function renderContent({ message, profile, origin, sent }: Parcel, session: Session): Promise<JsonObject> {
    const scope = createScope(engine, profile, origin, sent)
    async function render(value: Json): Promise<Json> {
      if (typeof value === 'string') return engine.read(value).render(scope, session)
      if (typeof value !== 'object' || value === null) return value
      if (Array.isArray(value)) {
        const items: Json[] = []
        for (const item of value) items.push(await render(item))
        return items
      }
      return renderMembers(value as JsonObject)
    }
    async function renderMembers(object: JsonObject): Promise<JsonObject> {
      const rendered: [string, Json][] = []
      for (const [key, value] of Object.entries(object)) rendered.push([key, await render(value)])
      return Object.fromEntries(rendered)
    }
    return renderMembers(message.content)
  }

  return { deliver }
}

function end(record: MessageRecord, status: MessageRecord['status'], reason?: string): void {
  record.status = status
  if (reason !== undefined) record.reason = reason
}

function reasonOf({ webhook }: MessageRecord): string {
  const last = webhook?.attempts.at(-1)
  return webhook?.problem ?? last?.problem ?? `the webhook answered ${last?.status}`
}

/** The rendered content of a webhook as a call. JSON pairs become a JSON object. */
function readWebhookCall({ url, method, headers, body }: JsonObject): WebhookCall {
  const isText = typeof body === 'string'
  const named = typeof headers === 'object' && headers !== null ? Object.entries(headers) : []
  const sent = Object.fromEntries(named.map(([name, value]) => [name, String(value)]))
  const hasType = named.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    url: String(url ?? ''),
    method: String(method ?? 'POST'),
    headers: isText || hasType ? sent : { ...sent, 'Content-Type': 'application/json' },
    body: isText ? body : JSON.stringify(body ?? {}),
  }
}
