/**
 * One document while somebody has it open on this server: what is stored, in memory, and everybody who is there.
 *
 * Owns the order of commits of this server, the copy that members are told of, and presence. Who may come in is the concern of the door,
 * what may be changed that of the gate.
 *
 * S1 an update is acknowledged, and shown to others, after its commit
 * S2 what other servers commit reaches every member: numbers have no gaps, so that what is missing is known and fetched
 * S3 after a failed commit nothing is promised: members are sent away and bring again what was not acknowledged
 */
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'
import { loggable } from '../loggable.ts'
import { createClients } from './clients.ts'
import { type Author, createGate, type Gate, mostTouched } from './gate.ts'
import { smallUpdate, tryLarge } from './large-update.ts'
import { createPresence } from './presence.ts'
import type { SourceRows } from './rows.ts'
import type { StoredDocument } from './stored-document.ts'
import { createTouches } from './touches.ts'

/** Somebody who has the document open here. */
export interface Member {
  /** Whose connection it is: the id of an account or a key. */
  readonly by?: string
  update(content: Uint8Array): void
  presence(content: Uint8Array): void
  /** The document is no more. */
  gone(): void
  /** Something failed here; whoever comes again finds everything that was acknowledged. */
  sendAway(): void
}

export interface Room {
  readonly solution: string
  readonly document: string
  /** What is stored, as far as this server has heard. Nobody but the room changes it. */
  readonly doc: Y.Doc
  readonly number: number
  /** Nobody is here and nothing is under way. */
  readonly idle: boolean
  /** The document was removed; nothing more is taken. */
  readonly ended: boolean
  join(member: Member): void
  leave(member: Member): void
  /**
   * Resolves when it is stored, with its number.
   * @throws Refusal when it may not be, or cannot be now
   */
  submit(update: Uint8Array, author: Author, from?: Member, made?: Made): Promise<number>
  /** Takes over what others stored, as far as `number`, or as it turns out. */
  catchUp(number?: number): Promise<void>
  present(update: Uint8Array, from: Member | null): void
  /** Who is here, for somebody who has just come; `null`: nobody. */
  presence(): Uint8Array | null
  /** The document was removed. */
  end(): void
  close(): void
}

/** What an update was made of. It is refused as `source-changed` when one of the files was changed after that number, on whichever server. */
export interface Made {
  readonly of: number
  readonly files: readonly string[]
}

export interface RoomParts {
  readonly rows: SourceRows
  readonly log: Logger
  readonly now: () => number
  /** What members of this server say of themselves, for the other servers. */
  readonly onPresence: (update: Uint8Array) => void
}

export const roomLimits = {
  /** Largest state of a document, bytes: twenty megabytes of files and what became of them. */
  stateBytes: 48 * 1024 * 1024,
  /** After so many updates, or bytes of them, a state sums them up. */
  updates: 200,
  updateBytes: 2 * 1024 * 1024,
  /** Updates in one commit. */
  batch: 100,
  /** History is kept as long, milliseconds, as many updates, and as many bytes. */
  historyMs: 90 * 24 * 3600 * 1000,
  historyUpdates: 50_000,
  historyBytes: 200 * 1024 * 1024,
  /** Of states in between one is kept for each so many updates. */
  apart: 2000,
} as const

interface Waiting {
  readonly content: Uint8Array
  readonly author: Author
  readonly at: number
  readonly touched: readonly string[]
  readonly from: Member | undefined
  readonly made: Made | undefined
  readonly settle: PromiseWithResolvers<number>
}

export function createRoom(solution: string, document: string, stored: StoredDocument, parts: RoomParts): Room {
  const { rows, log, now } = parts
  const { doc } = stored
  const members = new Set<Member>()
  const awareness = createPresence(doc, members, parts.onPresence)
  const clients = createClients(awareness.whose)
  const touches = createTouches(stored.number, mostTouched)
  let { number, stateNumber, stateBytes, updateBytes } = stored
  let heard = number
  let gate: Gate | null = null
  let waiting: Waiting[] = []
  let working: Promise<void> | null = null
  /** Whose large update is being tried, or who waits for that. */
  const trying = new Map<Member, Promise<void>>()
  let gone = false

  /** Made when somebody first changes something, and again after it refused something. */
  function openGate(): Gate {
    if (gate !== null) return gate
    const made = createGate(Y.encodeStateAsUpdate(doc), clients)
    for (const { content } of waiting) made.trust(content)
    gate = made
    return made
  }

  function dropGate(): void {
    gate?.close()
    gate = null
  }

  function show(content: Uint8Array, from?: Member): void {
    Y.applyUpdate(doc, content)
    for (const member of members) if (member !== from) member.update(content)
  }

  /** What may be stored together: one that must follow what it was made of goes alone. */
  function nextBatch(): readonly Waiting[] {
    const alone = waiting.findIndex(({ made }) => made !== undefined)
    return waiting.slice(0, alone === -1 ? roomLimits.batch : Math.min(Math.max(alone, 1), roomLimits.batch))
  }

  async function commit(): Promise<void> {
    const batch = nextBatch()
    const made = batch[0]?.made
    if (made !== undefined && touches.any(made.files, made.of)) {
      waiting = waiting.slice(1)
      dropGate()
      return batch[0]?.settle.reject(new Refusal('source-changed'))
    }
    const rowsToAdd = batch.map(({ content, author, at, touched }) => ({
      content,
      at,
      touched,
      author: author.id,
      authorName: author.name,
    }))
    const last = await rows.append(document, rowsToAdd, made === undefined ? undefined : number)
    if (last === null) return made === undefined ? end() : look()
    waiting = waiting.slice(batch.length)
    if (last - batch.length === number) {
      for (const { content, from, touched } of batch) {
        show(content, from)
        updateBytes += content.length
        number += 1
        touches.heard(number, touched)
      }
    } else {
      // S2: somebody else's came before.
      await fetch(last)
    }
    heard = Math.max(heard, last)
    for (const [index, { settle }] of batch.entries()) settle.resolve(last - batch.length + index + 1) // S1
  }

  /** Another server was quicker, or the document is gone. */
  async function look(): Promise<void> {
    const row = await rows.find(solution)
    if (row?.document !== document) return end()
    heard = Math.max(heard, row.number)
  }

  async function fetch(upTo: number): Promise<void> {
    while (number < upTo && !gone) {
      const updates = await rows.updates(document, number, upTo)
      const isWhole = updates[0]?.number === number + 1
      if (!isWhole) return reload(upTo)
      for (const update of updates) {
        show(update.content)
        clients.heard(update.content, update.author)
        gate?.trust(update.content)
        updateBytes += update.content.length
        number = update.number
        touches.heard(number, update.touched)
      }
    }
  }

  /** What is missing was summed up meanwhile, or the document is gone. */
  async function reload(upTo: number): Promise<void> {
    const state = await rows.state(document, Number.MAX_SAFE_INTEGER)
    if (state === null) return end()
    if (state.number <= number) {
      heard = number
      return
    }
    show(state.content)
    dropGate()
    number = state.number
    touches.lost(number)
    stateNumber = state.number
    stateBytes = state.content.length
    updateBytes = 0
    await fetch(upTo)
  }

  async function sumUp(): Promise<void> {
    if (number - stateNumber < roomLimits.updates && updateBytes < Math.max(roomLimits.updateBytes, stateBytes / 4))
      return
    const content = Y.encodeStateAsUpdate(doc)
    await rows.putState(document, { number, at: now(), content })
    stateNumber = number
    stateBytes = content.length
    updateBytes = 0
    await rows.trim(document, {
      before: now() - roomLimits.historyMs,
      updates: roomLimits.historyUpdates,
      bytes: roomLimits.historyBytes,
      apart: roomLimits.apart,
    })
  }

  async function work(): Promise<void> {
    try {
      while (!gone && (waiting.length > 0 || heard > number)) {
        if (heard > number) await fetch(heard)
        if (waiting.length > 0 && !gone) await commit()
        await sumUp()
      }
    } catch (error) {
      log.warn({ error: loggable(error) }, 'a document could not be stored')
      fail(new Refusal('database-unavailable', undefined, { cause: error })) // S3
    } finally {
      working = null
    }
  }

  function fail(refusal: Refusal): void {
    const refused = waiting
    waiting = []
    dropGate()
    for (const { settle } of refused) settle.reject(refusal)
    for (const member of [...members]) member.sendAway()
  }

  function end(): void {
    if (gone) return
    gone = true
    const refused = waiting
    waiting = []
    for (const { settle } of refused) settle.reject(new Refusal('unknown-source'))
    for (const member of [...members]) member.gone()
  }

  function judge(update: Uint8Array, author: Author): readonly string[] {
    if (gone) throw new Refusal('unknown-source')
    if (stateBytes + updateBytes + update.length > roomLimits.stateBytes) throw new Refusal('source-too-large')
    try {
      return openGate().take(update, author)
    } catch (error) {
      dropGate()
      throw error
    }
  }

  async function tried(update: Uint8Array, from: Member): Promise<void> {
    const own = (trying.get(from) ?? Promise.resolve()).then(async () => {
      if (update.length > smallUpdate && !gone)
        await tryLarge([Y.encodeStateAsUpdate(doc), ...waiting.map(({ content }) => content)], update)
    })
    const settled = own.catch(() => {})
    trying.set(from, settled)
    try {
      await own
    } finally {
      if (trying.get(from) === settled) trying.delete(from)
    }
  }

  return {
    solution,
    document,
    doc,
    get number() {
      return number
    },
    get idle() {
      return working === null && members.size === 0 && trying.size === 0
    },
    get ended() {
      return gone
    },
    join: (member) => void members.add(member),
    leave(member) {
      members.delete(member)
      awareness.forget(member)
    },
    async submit(update, author, from, made) {
      // What this server made itself is honest. What somebody sends after something large waits for it, so that their order stays.
      if (from !== undefined && (trying.has(from) || update.length > smallUpdate)) await tried(update, from)
      const touched = judge(update, author)
      const settle = Promise.withResolvers<number>()
      waiting.push({ content: update, author, touched, at: now(), from, made, settle })
      working ??= work()
      return settle.promise
    },
    async catchUp(upTo) {
      if (upTo === undefined) await look()
      else heard = Math.max(heard, upTo)
      while (heard > number && !gone) {
        const before = number
        working ??= work()
        await working
        if (number === before) throw new Refusal('database-unavailable')
      }
    },
    present: awareness.take,
    presence: awareness.all,
    end,
    close() {
      dropGate()
      awareness.close()
      doc.destroy()
      for (const member of [...members]) member.sendAway()
    },
  }
}
