/**
 * Messages on their way.
 *
 * Owns every message from the moment when it is to be sent until it is settled: its turn, its record, its figures; and keeps what is
 * not settled beyond the process. Leaves rendering to `delivery.ts`, calls and their retries to `webhook.ts`.
 *
 * Q1 A message is counted once, when it is settled; until then it is kept, and sent after a restart.
 * Q2 Nothing that comes back after the end is noted: it is done again at the next start.
 */
import type { Clock } from '../clock.ts'
import type { ProfileStore } from '../profile-store.ts'
import { createChanges, type Rows } from '../rows.ts'
import { showTime } from '../time.ts'
import type { Delivery } from './delivery.ts'
import type { Message } from './message.ts'
import type { Pool } from './pool.ts'
import { postEnd } from './postback.ts'
import type { Received } from './received.ts'
import type { MessageRecord, SendRecords } from './send-record.ts'
import { type Sending, sending } from './sending.ts'
import type { Statistics } from './statistic.ts'
import type { Webhooks } from './webhook.ts'

export interface Sendings {
  readonly rows: Rows
  /** Whether there are as many messages on their way as there may be. */
  readonly isFull: boolean
  /** Sends when its turn comes. */
  add(one: Sending, record: MessageRecord): void
  /** Hears of an attempt to call the webhook of a message. */
  progressed(id: string): void
  /** Hears that the webhook of a message was delivered or given up. */
  called(id: string, delivered: boolean): void
  /** Goes on with what was not settled before a restart. */
  resume(): void
  close(): void
}

export interface SendingNeeds {
  readonly clock: Clock
  readonly profiles: ProfileStore
  readonly pool: Pool
  readonly delivery: Delivery
  readonly webhooks: Webhooks
  readonly records: SendRecords
  readonly statistics: Statistics
  readonly received: Received
  /** Whether there is a database that keeps what is not settled. */
  readonly remembers: boolean
}

/** Messages on their way at a time. */
const MOST = 300_000

/** The key that the figures of a send id are under. */
export function sendKey(sendId: string): string {
  return `send:${sendId}`
}

export function newMessageRecord(
  { id: variation, name, channel }: Message,
  made: Pick<MessageRecord, 'id' | 'dispatch_id' | 'step' | 'due_at'>,
): MessageRecord {
  const { id, ...rest } = made
  return { id, message_variation_id: variation, name, channel, ...rest, status: 'waiting' }
}

export function createSendings(needs: SendingNeeds): Sendings {
  const { clock, profiles, pool, delivery, webhooks, records, statistics, received } = needs
  const changes = createChanges(needs.remembers)
  const underway = new Map<string, { readonly one: Sending; readonly record: MessageRecord }>()
  let saved: readonly Sending[] = []
  let closed = false

  async function send(one: Sending, record: MessageRecord): Promise<void> {
    const { message, origin, sent, subscriptionState } = one
    // Merged or deleted meanwhile: then there is nobody to send to.
    const profile = profiles.find({ kind: 'braze_id', value: one.brazeId })
    record.at = showTime(clock.now())
    if (profile === undefined) {
      Object.assign(record, { status: 'skipped', reason: 'the profile is gone' })
      return settle(one, record)
    }
    const delivered = await delivery.deliver({ message, profile, origin, sent, subscriptionState })
    if (closed) return // Q2
    Object.assign(record, delivered.record)
    keepRendered(one, record)
    if (delivered.call === undefined) return settle(one, record)
    const { record: call, attempt } = webhooks.begin(delivered.call, { kind: 'message', sendingId: one.id })
    record.webhook = call
    records.touch(one.recordId)
    await attempt()
  }

  function keepRendered({ recordId }: Sending, record: MessageRecord): void {
    if (record.rendered === undefined) return
    if (records.makeRoom(recordId, JSON.stringify(record.rendered).length)) return
    delete record.rendered
    record.warnings = [...(record.warnings ?? []), 'what was rendered is not kept: there is too much of it']
  }

  function settle(one: Sending, record: MessageRecord): void {
    underway.delete(one.id)
    changes.mark(one.id)
    records.touch(one.recordId)
    count(one, record) // Q1
    const { postback } = one
    if (postback !== undefined) pool.add(() => postEnd(webhooks, postback, record, clock.now()))
  }

  function count({ brazeId, message, source, step, sendId }: Sending, record: MessageRecord): void {
    const now = clock.now()
    if (record.status === 'sent' && source !== undefined) received.noted(brazeId, source, record, now)
    const subject = {
      id: message.id,
      name: message.name,
      channel: message.channel,
      ...(step !== undefined && { step: step.id }),
    }
    for (const key of [source?.id, sendId === undefined ? undefined : sendKey(sendId)]) {
      if (key === undefined) continue
      if (record.status === 'sent') statistics.sent(key, subject, brazeId, now)
      else if (record.status === 'failed') statistics.failed(key, subject, now)
    }
  }

  /** The record that the send shows, or one that nobody sees where that made room for newer ones. */
  function findRecord({ id, recordId, message, dispatchId }: Sending): MessageRecord {
    for (const { messages } of records.find(recordId)?.recipients ?? []) {
      const found = messages.find((one) => one.id === id)
      if (found !== undefined) return found
    }
    return newMessageRecord(message, { id, dispatch_id: dispatchId })
  }

  return {
    get isFull() {
      return underway.size >= MOST
    },
    rows: {
      changes,
      read: (id) => underway.get(id)?.one,
      load(rows) {
        saved = rows.map(([, data]) => sending.parse(data))
      },
    },
    add(one, record) {
      underway.set(one.id, { one, record })
      changes.mark(one.id)
      pool.add(() => send(one, record))
    },
    progressed(id) {
      const found = underway.get(id)
      if (found !== undefined) records.touch(found.one.recordId)
    },
    called(id, delivered) {
      const found = underway.get(id)
      if (found === undefined) return
      const { one, record } = found
      record.status = delivered ? 'sent' : 'failed'
      if (!delivered) record.reason = reasonOf(record)
      settle(one, record)
    },
    resume() {
      const calls = new Map(
        webhooks
          .unsettled()
          .flatMap(({ purpose, record }) => (purpose.kind === 'message' ? [[purpose.sendingId, record] as const] : [])),
      )
      for (const one of saved) {
        const record = findRecord(one)
        const call = calls.get(one.id)
        if (call !== undefined) record.webhook = call
        underway.set(one.id, { one, record })
        if (call === undefined) pool.add(() => send(one, record))
      }
      saved = []
    },
    close() {
      closed = true
    },
  }
}

function reasonOf({ webhook }: MessageRecord): string {
  const last = webhook?.attempts.at(-1)
  return webhook?.problem ?? last?.problem ?? `the webhook answered ${last?.status}`
}
