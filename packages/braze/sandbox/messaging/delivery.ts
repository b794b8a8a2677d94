/**
 * One message to one person: rendered, and sent where sending is all there is to it.
 *
 * Owns what becomes of a message. Leaves who gets it and when to `dispatch.ts` and `journeys.ts`, its record to `sendings.ts`, the call
 * of a webhook to `webhook.ts`.
 *
 * D1 A message whose Liquid aborts or fails is not sent, and its record says why; other messages and people are not touched.
 * D2 Whom a channel does not reach is skipped. The record shows what would have been sent; nothing is fetched for it.
 */
import type { AddressBook } from '../address-book.ts'
import type { Assets } from '../assets/assets.ts'
import type { Profile } from '../profile.ts'
import type { ConnectedContent } from './connected-content.ts'
import { createBudget } from './liquid/budget.ts'
import type { LiquidEngine } from './liquid/engine.ts'
import { LiquidProblem, MessageAborted } from './liquid/problem.ts'
import { createScope, type MessageOrigin, type SentProperties } from './liquid/scope.ts'
import type { ContentCall, Library, Session } from './liquid/session.ts'
import type { Json, JsonObject, Message } from './message.ts'
import { findObstacle, type SubscriptionState } from './reach.ts'
import type { MessageRecord } from './send-record.ts'
import type { WebhookCall } from './webhook.ts'

/** Whom a text is rendered for, and what it may name. */
export interface Occasion {
  readonly profile: Profile
  readonly origin: MessageOrigin
  readonly sent: SentProperties | undefined
}

export interface Parcel extends Occasion {
  readonly message: Message
  readonly subscriptionState: SubscriptionState
}

/** What the record of the message says from now on. A webhook is rendered and yet to be called. */
export interface Delivered {
  readonly record: Partial<MessageRecord>
  readonly call?: WebhookCall
}

export interface Delivery {
  deliver(parcel: Parcel): Promise<Delivered>
  /** The content with every text rendered, or why it cannot be. */
  render(
    content: JsonObject,
    occasion: Occasion,
  ): Promise<{ readonly content: JsonObject } | { readonly problem: string }>
}

export interface DeliveryNeeds {
  readonly engine: LiquidEngine
  readonly addresses: AddressBook
  readonly assets: Assets
  readonly connectedContent: ConnectedContent
}

export function createDelivery({ engine, addresses, assets, connectedContent }: DeliveryNeeds): Delivery {
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

  async function deliver(parcel: Parcel): Promise<Delivered> {
    const { message, profile } = parcel
    const obstacle = findObstacle(profile, message, parcel.subscriptionState, addresses)
    const contentCalls: ContentCall[] = []
    const session = newSession(obstacle === undefined ? library : unconnected, contentCalls)
    const outcome = await tryRender(message.content, parcel, session)
    const rendered = 'content' in outcome ? outcome.content : undefined
    const record: Partial<MessageRecord> = {
      ...(rendered !== undefined && { rendered }),
      ...(Object.keys(session.extras).length > 0 && { extras: session.extras }),
      ...(session.warnings.length > 0 && { warnings: session.warnings }),
      ...(contentCalls.length > 0 && { connected_content: contentCalls }),
    }
    if (rendered === undefined) return { record: { ...record, ...('status' in outcome && outcome) } } // D1
    if (obstacle !== undefined) return { record: { ...record, status: 'skipped', reason: obstacle } } // D2
    if (message.channel !== 'webhook') return { record: { ...record, status: 'sent' } }
    return { record, call: readWebhookCall(rendered) }
  }

  async function render(content: JsonObject, occasion: Occasion): ReturnType<Delivery['render']> {
    const outcome = await tryRender(content, occasion, newSession(library, []))
    return 'content' in outcome ? outcome : { problem: outcome.reason }
  }

  async function tryRender(
    content: JsonObject,
    { profile, origin, sent }: Occasion,
    session: Session,
  ): Promise<{ readonly content: JsonObject } | { readonly status: 'aborted' | 'failed'; readonly reason: string }> {
    const scope = createScope(engine, profile, origin, sent)
    try {
      return { content: await renderMembers(content, (text) => engine.read(text).render(scope, session)) }
    } catch (error) {
      if (error instanceof MessageAborted) return { status: 'aborted', reason: error.message }
      if (error instanceof LiquidProblem) return { status: 'failed', reason: `Liquid: ${error.message}` }
      throw error
    }
  }

  return { deliver, render }
}

function newSession(library: Library, contentCalls: ContentCall[]): Session {
  return { library, budget: createBudget(), contentCalls, warnings: [], extras: Object.create(null) }
}

type RenderText = (text: string) => Promise<string>

async function renderValue(value: Json, render: RenderText): Promise<Json> {
  if (typeof value === 'string') return render(value)
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return renderMembers(value as JsonObject, render)
  const items: Json[] = []
  for (const item of value) items.push(await renderValue(item, render))
  return items
}

async function renderMembers(object: JsonObject, render: RenderText): Promise<JsonObject> {
  const rendered: [string, Json][] = []
  for (const [key, value] of Object.entries(object)) rendered.push([key, await renderValue(value, render)])
  return Object.fromEntries(rendered)
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
