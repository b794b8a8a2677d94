import type { ContentCall } from './liquid/session.ts'
import type { Channel, JsonObject } from './message.ts'
import type { WebhookRecord } from './webhook.ts'

/** One dispatch as the controls show it: what was asked for, and what became of each person and message. Grows until all is done. */
export interface SendRecord {
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
  readonly properties?: unknown
  readonly messages: MessageRecord[]
}

export interface MessageRecord {
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
  add(record: SendRecord): void
  /** Newest last. */
  list(filter: RecordFilter): readonly SendRecord[]
  save(): readonly SendRecord[]
  load(records: readonly SendRecord[]): void
}

/** Records that are kept, and people in each of them. Beyond so many people in all, the oldest records go. */
export const KEPT = { records: 5000, recipients: 1000, recipientsInAll: 20_000, saved: 1000 }

export function createSendRecords(): SendRecords {
  let records: SendRecord[] = []

  function trim(): void {
    let recipients = 0
    let first = records.length
    while (first > 0 && records.length - first < KEPT.records) {
      recipients += Math.max(1, Math.min(KEPT.recipients, records[first - 1]?.recipients_total ?? 0))
      if (recipients > KEPT.recipientsInAll && first < records.length) break
      first -= 1
    }
    if (first > 0) records = records.slice(first)
  }

  return {
    add(record) {
      records.push(record)
      // Trimming looks at every record, so it happens now and then.
      if (records.length % 20 === 0) trim()
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
    save: () => records.slice(-KEPT.saved),
    load(saved) {
      records = [...saved]
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
