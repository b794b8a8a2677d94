import { z } from 'zod'
import { createChanges, type Rows } from '../rows.ts'
import type { CanvasStep } from './canvas-step.ts'
import type { ContentCall } from './liquid/session.ts'
import type { Channel, JsonObject } from './message.ts'
import type { WebhookRecord } from './webhook.ts'

/** One dispatch as the controls show it: what was asked for, and what became of each person and message. Grows until all is done. */
export interface SendRecord {
  readonly id: string
  readonly at: string
  readonly dispatch_id: string
  readonly send_id?: string
  readonly schedule_id?: string
  readonly external_send_id?: string
  readonly source: { readonly kind: 'campaign' | 'canvas' | 'message'; readonly id?: string; readonly name?: string }
  readonly broadcast: boolean
  /** Why nothing is sent at all. */
  readonly notice?: string
  recipients_total: number
  /** The first 1,000. */
  readonly recipients: RecipientRecord[]
}

export interface RecipientRecord {
  /** The identifier of the request; absent in a broadcast. */
  readonly asked?: JsonObject
  readonly braze_id: string | null
  readonly external_id: string | null
  /** Why this person gets nothing. */
  readonly left_out?: string
  readonly send_to_existing_only?: boolean
  readonly created?: boolean
  /** Applied before the send. */
  readonly attributes?: unknown
  /** `trigger_properties` or `context`, the request's and the recipient's own together. */
  readonly properties: { readonly [name: string]: unknown }
  /** Of a Canvas: how far the person came. */
  entry?: EntryRecord
  readonly messages: MessageRecord[]
}

/** One person's way through a Canvas. */
export interface EntryRecord {
  /** `null`: the control group. */
  readonly variant: { readonly id: string; readonly name: string } | null
  status: 'underway' | 'finished' | 'exited'
  /** Why the person left before the end. */
  reason?: string
  /** Where the person waits, and until when at most. */
  waiting?: { readonly step: string; readonly until: string }
  /** The steps that were taken, by name. */
  readonly steps: StepRecord[]
}

export interface StepRecord {
  readonly id: string
  readonly name: string
  readonly type: CanvasStep['kind']
  readonly at: string
  /** The path that was taken, where there are several. */
  path?: string
  /** What went wrong; the person went on. */
  problem?: string
}

export interface MessageRecord {
  readonly id: string
  readonly message_variation_id: string
  readonly name: string
  readonly channel: Channel
  readonly dispatch_id: string
  readonly step?: { readonly id: string; readonly name: string }
  status: 'waiting' | 'sent' | 'aborted' | 'failed' | 'skipped'
  reason?: string
  readonly due_at?: string
  at?: string
  /** The content with all Liquid rendered. */
  rendered?: JsonObject
  extras?: { readonly [key: string]: string }
  warnings?: readonly string[]
  connected_content?: readonly ContentCall[]
  webhook?: WebhookRecord
}

/** Which records the controls ask for. */
export interface RecordFilter {
  readonly limit: number
  /** Of a campaign or Canvas. */
  readonly sourceId?: string | undefined
  readonly dispatchId?: string | undefined
  /** Part of an identifier of a recipient, or of the name of the source. */
  readonly search: string
}

export interface SendRecords {
  readonly rows: Rows
  /** Puts it last, under an id of its own. */
  add(record: Omit<SendRecord, 'id'>): SendRecord
  /** `undefined` once it made room for newer ones. */
  find(id: string): SendRecord | undefined
  /** Says that the record has changed. */
  touch(id: string): void
  /** Whether there is room for so many characters of what was rendered; older records make room, this one has its share. */
  makeRoom(id: string, characters: number): boolean
  readonly size: number
  /** Newest last. */
  list(filter: RecordFilter): readonly SendRecord[]
}

/** Records that are kept, and people in each of them. Beyond so many people in all, the oldest records go. */
export const KEPT = { records: 5000, recipients: 1000, recipientsInAll: 20_000 }
/** What a message takes besides what was rendered, in characters. */
export const MESSAGE_CHARACTERS = 500
/** Characters of messages: in one record, and in all. */
const CHARACTERS = { each: 16 * 1024 * 1024, inAll: 64 * 1024 * 1024 }

/** Written by this very store: shown again, never acted on. */
const savedRecord = z.custom<SendRecord>(
  (value) => typeof value === 'object' && value !== null && 'recipients' in value,
)

/** @param remembers whether there is a database that keeps the records */
export function createSendRecords(remembers = false): SendRecords {
  const changes = createChanges(remembers)
  const byId = new Map<string, SendRecord>()
  let records: SendRecord[] = []
  const weights = new Map<string, number>()
  let weight = 0
  let last = 0

  function trim(): void {
    let recipients = 0
    let first = records.length
    while (first > 0 && records.length - first < KEPT.records) {
      recipients += Math.max(1, Math.min(KEPT.recipients, records[first - 1]?.recipients_total ?? 0))
      if (recipients > KEPT.recipientsInAll && first < records.length) break
      first -= 1
    }
    forget(first)
  }

  /** Forgets the oldest. */
  function forget(count: number): void {
    if (count === 0) return
    for (const { id } of records.slice(0, count)) {
      byId.delete(id)
      weight -= weights.get(id) ?? 0
      weights.delete(id)
      changes.mark(id)
    }
    records = records.slice(count)
  }

  function put(record: SendRecord): void {
    records.push(record)
    byId.set(record.id, record)
  }

  return {
    get size() {
      return records.length
    },
    rows: {
      changes,
      read: (id) => byId.get(id),
      load(saved) {
        const read = saved.map(([, data]) => savedRecord.parse(data))
        for (const record of read.sort((one, other) => Number(one.id) - Number(other.id))) {
          put(record)
          last = Number(record.id)
        }
      },
    },
    add(given) {
      last += 1
      const record = { ...given, id: String(last) }
      put(record)
      changes.mark(record.id)
      // Trimming looks at every record, so it happens now and then.
      if (records.length % 20 === 0) trim()
      return record
    },
    find: (id) => byId.get(id),
    touch: (id) => changes.mark(id),
    makeRoom(id, characters) {
      const own = (weights.get(id) ?? 0) + characters
      if (!byId.has(id) || own > CHARACTERS.each) return false
      weights.set(id, own)
      weight += characters
      let first = 0
      for (let over = weight - CHARACTERS.inAll; over > 0; first += 1)
        over -= weights.get(records[first]?.id ?? '') ?? 0
      forget(first)
      return byId.has(id)
    },
    list({ limit, sourceId, dispatchId, search }) {
      const wanted = search.toLowerCase()
      const found = records.filter(
        (record) =>
          (sourceId === undefined || record.source.id === sourceId) &&
          (dispatchId === undefined || record.dispatch_id === dispatchId) &&
          (wanted === '' || mentions(record, wanted)),
      )
      return found.slice(Math.max(0, found.length - limit))
    },
  }
}

function mentions({ source, recipients }: SendRecord, wanted: string): boolean {
  if (source.name?.toLowerCase().includes(wanted) === true) return true
  return recipients.some(
    ({ asked, braze_id, external_id }) =>
      braze_id?.includes(wanted) === true ||
      external_id?.toLowerCase().includes(wanted) === true ||
      (asked !== undefined && JSON.stringify(asked).toLowerCase().includes(wanted)),
  )
}
