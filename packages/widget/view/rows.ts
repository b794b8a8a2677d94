/** A conversation as it is laid out: days, and messages that belong together. */
import type { ChatState, Entry } from '../client/chat.ts'
import type { Message } from '../protocol.ts'
import { dayOf } from './moment.ts'

export type Sender = Message['from']

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'entry'
      /** The same before and after the server has it, so that nothing is shown, or read out, twice. */
      readonly key: string
      readonly entry: Entry
      readonly from: Sender
      readonly at: number
      /** The first, and the last, of what one person said within one minute. */
      readonly first: boolean
      readonly last: boolean
    }

export function rowsOf(entries: readonly Entry[]): readonly Row[] {
  const placed = entries.map((entry) => ({ entry, from: senderOf(entry), at: timeOf(entry), key: keyOf(entry) }))
  const rows: Row[] = []
  for (const [index, each] of placed.entries()) {
    const before = placed[index - 1]
    const after = placed[index + 1]
    if (before === undefined || dayOf(before.at) !== dayOf(each.at))
      rows.push({ kind: 'day', key: `day ${dayOf(each.at)} ${each.key}`, at: each.at })
    rows.push({ kind: 'entry', ...each, first: !belong(before, each), last: !belong(each, after) })
  }
  return rows
}

interface Placed {
  readonly entry: Entry
  readonly from: Sender
  readonly at: number
}

function belong(one: Placed | undefined, next: Placed | undefined): boolean {
  if (one === undefined || next === undefined || one.from !== next.from) return false
  // What is on its way says how it is doing under itself.
  if (one.entry.kind === 'sending') return false
  return Math.floor(one.at / 60_000) === Math.floor(next.at / 60_000)
}

const senderOf = (entry: Entry): Sender => (entry.kind === 'message' ? entry.message.from : 'user')

function timeOf(entry: Entry): number {
  const at = entry.kind === 'message' ? Date.parse(entry.message.at) : entry.at
  return Number.isNaN(at) ? 0 : at
}

function keyOf(entry: Entry): string {
  if (entry.kind === 'sending') return `own ${entry.id}`
  const { client_message_id: own, id } = entry.message
  return own === undefined ? id : `own ${own}`
}

/** The question that waits for the person: the newest one that nobody has answered, and no answer is on its way. */
export function findQuestion({ entries, status }: ChatState): Message | null {
  if (status !== 'waiting') return null
  for (const entry of entries.toReversed()) {
    if (entry.kind === 'sending') {
      if (entry.state === 'failed') continue
      return null
    }
    if (entry.message.from === 'user') return null
    if (entry.message.input !== undefined) return entry.message
  }
  return null
}

/** The last of what the person said that has arrived. */
export function findLastOwn(entries: readonly Entry[]): Message | null {
  const found = entries.findLast((entry) => entry.kind === 'message' && entry.message.from === 'user')
  return found?.kind === 'message' ? found.message : null
}

/**
 * How many messages the person has not seen, `read` being the newest that they have. Where that is unknown: what came after their own
 * last words.
 */
export function countUnread(entries: readonly Entry[], read: string | null): number {
  const messages = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.message] : []))
  const seen = messages.findLastIndex(({ id, from }) => id === read || from === 'user')
  return messages.slice(seen + 1).length
}
