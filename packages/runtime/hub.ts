/**
 * Those who watch conversations from this process, and what each of them has seen.
 *
 * Owns the cursors. Is told of this process's commits as they happen and of other nodes' by hint or look; either may be
 * late, doubled or missing, the cursors make up for it.
 *
 * 1. A watcher gets every message after its cursor once, in order of seq. A gap is filled from the database before
 *    anything behind it is given.
 * 2. A status is given only with or after the messages of its turn, and never an older one after a newer.
 * 3. A menu is given with the status of its turn, when it is another one than the watcher has been given.
 * 4. Nothing is kept for a conversation that nobody watches.
 */
import type { MenuItem, Status } from '@parley/flow'
import { RuntimeError } from './error.ts'
import type { ConversationId } from './ids.ts'
import type { Log } from './ports.ts'
import type { Frame, StoredMessage } from './runtime.ts'
import type { Transcript } from './sql/read-transcript.ts'

/** What one or more turns brought to one conversation. */
export interface Progress {
  readonly messages: readonly StoredMessage[]
  readonly turn: number
  readonly lastSeq: number
  readonly status: Status
  /** The persistent menu now; absent: not known. */
  readonly menu?: readonly MenuItem[]
}

export interface HubParts {
  read(conversation: ConversationId, after: number, limit: number): Promise<Transcript | null>
  readonly log: Log
}

/** Where a watcher stands. `turn` and `status` are undefined as long as it has not been told any. */
export interface Cursor {
  readonly seq: number
  readonly turn?: number
  readonly status?: Status
  readonly menu?: readonly MenuItem[]
}

export interface Hub {
  readonly watchers: number
  readonly conversations: readonly ConversationId[]
  /** A cursor with a turn is known to be current; without one the hub reads what there is first. */
  watch(
    conversation: ConversationId,
    cursor: Cursor,
    listener: (frame: Frame) => void,
    onError?: (error: unknown) => void,
  ): () => void
  /** This process committed. */
  committed(conversation: ConversationId, progress: Progress): void
  /** Somebody may have committed: looked up, for those watched. `turn` spares the look when it is known already. */
  hinted(conversation: ConversationId, turn?: number): void
  /** Looks again where the database did not answer. */
  retry(): void
  close(): void
}

interface Watcher {
  seq: number
  turn: number
  status: Status | undefined
  menu: readonly MenuItem[]
  readonly listener: (frame: Frame) => void
  readonly onError: (error: unknown) => void
}

interface Entry {
  readonly watchers: Set<Watcher>
  reading: boolean
  /** Something happened that has not been read. */
  stale: boolean
}

const pageSize = 500

export function createHub(parts: HubParts): Hub {
  const entries = new Map<ConversationId, Entry>()
  let watchers = 0

  function give(watcher: Watcher, messages: readonly StoredMessage[], progress: Omit<Progress, 'messages'>): void {
    if (progress.turn < watcher.turn) return
    // A cursor from beyond the end would swallow what comes next.
    if (watcher.turn < 0) watcher.seq = Math.min(watcher.seq, progress.lastSeq)
    const fresh = messages.filter((message) => message.seq > watcher.seq)
    const seq = fresh.at(-1)?.seq ?? watcher.seq
    const whole = seq >= progress.lastSeq
    const status = whole ? progress.status : (watcher.status ?? progress.status)
    const menu =
      whole && progress.menu !== undefined && !isSame(progress.menu, watcher.menu) ? progress.menu : undefined
    const news = fresh.length > 0 || status !== watcher.status || menu !== undefined
    watcher.seq = seq
    watcher.status = status
    if (whole) watcher.turn = progress.turn
    if (menu !== undefined) watcher.menu = menu
    if (!news) return
    try {
      watcher.listener({ messages: fresh, status, ...(menu && { menu }) })
    } catch (error) {
      parts.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a watcher threw')
    }
  }

  /** Whether these messages follow directly on what the watcher has. */
  function follows(watcher: Watcher, progress: Progress): boolean {
    const first = progress.messages[0]?.seq ?? progress.lastSeq + 1
    return watcher.turn >= 0 && first <= watcher.seq + 1
  }

  async function read(conversation: ConversationId, entry: Entry): Promise<void> {
    entry.stale = true
    if (entry.reading) return
    entry.reading = true
    try {
      while (entry.stale && entry.watchers.size > 0) {
        entry.stale = false
        // One that joins meanwhile may know more than this read; it is read for again.
        const present = [...entry.watchers]
        const after = Math.min(...present.map((watcher) => watcher.seq))
        const transcript = await parts.read(conversation, after, pageSize)
        if (transcript === null) return refuse(conversation, entry)
        for (const watcher of present) if (entry.watchers.has(watcher)) give(watcher, transcript.messages, transcript)
        // A full page may not be all.
        const behind = [...entry.watchers].some((watcher) => watcher.turn < 0 || watcher.seq < transcript.lastSeq)
        if (behind) entry.stale = true
      }
    } catch {
      // Tried again by `retry`; the database's state is reported by those whose work depends on it.
      entry.stale = true
    } finally {
      entry.reading = false
    }
  }

  function refuse(conversation: ConversationId, entry: Entry): void {
    for (const watcher of [...entry.watchers]) {
      leave(conversation, entry, watcher)
      watcher.onError(new RuntimeError('unknown-conversation', `There is no conversation ${conversation}.`))
    }
  }

  function leave(conversation: ConversationId, entry: Entry, watcher: Watcher): void {
    if (!entry.watchers.delete(watcher)) return
    watchers -= 1
    if (entry.watchers.size === 0 && entries.get(conversation) === entry) entries.delete(conversation)
  }

  return {
    get watchers() {
      return watchers
    },
    get conversations() {
      return [...entries.keys()]
    },
    watch(conversation, cursor, listener, onError = () => {}) {
      const entry = entries.get(conversation) ?? { watchers: new Set(), reading: false, stale: false }
      entries.set(conversation, entry)
      const { seq, turn = -1, status, menu = [] } = cursor
      const watcher: Watcher = { seq, turn, status, menu, listener, onError }
      entry.watchers.add(watcher)
      watchers += 1
      if (cursor.turn === undefined) void read(conversation, entry)
      return () => leave(conversation, entry, watcher)
    },
    committed(conversation, progress) {
      const entry = entries.get(conversation)
      if (entry === undefined) return
      for (const watcher of [...entry.watchers]) {
        if (follows(watcher, progress)) give(watcher, progress.messages, progress)
        else void read(conversation, entry)
      }
    },
    hinted(conversation, turn) {
      const entry = entries.get(conversation)
      if (entry === undefined) return
      if (turn === undefined || [...entry.watchers].some((watcher) => watcher.turn < turn))
        void read(conversation, entry)
    },
    retry() {
      for (const [conversation, entry] of entries) if (entry.stale && !entry.reading) void read(conversation, entry)
    },
    close() {
      for (const entry of entries.values()) entry.watchers.clear()
      entries.clear()
      watchers = 0
    },
  }
}

function isSame(one: readonly MenuItem[], other: readonly MenuItem[]): boolean {
  if (one === other) return true
  return (
    one.length === other.length &&
    one.every((item, index) => item.id === other[index]?.id && item.label === other[index]?.label)
  )
}
