/**
 * The documents that are open on this server, and the line on which servers tell each other of commits and of who is there.
 *
 * Word travels by LISTEN and NOTIFY, in the transaction of what it is about. It may come late or never, when the line breaks; then, and every
 * few seconds, the numbers of the open documents are looked up.
 */
import { randomUUID } from 'node:crypto'
import type { SharedDatabase } from '@parley/runtime'
import type { Logger } from 'pino'
import { Refusal } from '../http/refusal.ts'
import { loggable } from '../loggable.ts'
import { createRoom, type Room } from './room.ts'
import { channel, type SourceRows } from './rows.ts'
import { readDocument } from './stored-document.ts'

export interface Rooms {
  /** @throws Refusal `unknown-source` */
  open(solution: string): Promise<Room>
  /** The document of this name is no more. */
  drop(solution: string): void
  close(): Promise<void>
}

const limits = {
  /** Open documents of one process. */
  rooms: 200,
  /** How long a document stays in memory after everybody left, milliseconds. */
  idleMs: 30_000,
  /** Numbers are looked up this often, milliseconds. */
  lookMs: 5000,
} as const

/** A connection that listens. */
type Client = Awaited<ReturnType<SharedDatabase['connect']>>

interface Word {
  readonly workspace: string
  readonly document: string
  readonly number?: number
  readonly gone?: boolean
  /** The server that says it. */
  readonly from?: string
  /** Base64 of an awareness update. */
  readonly presence?: string
  /** Who has it open may say who is there. */
  readonly asks?: boolean
}

export function createRooms(parts: {
  readonly database: SharedDatabase
  readonly rows: SourceRows
  readonly log: Logger
  readonly now: () => number
}): Rooms {
  const { database, rows, log, now } = parts
  const self = randomUUID()
  const rooms = new Map<string, { readonly room: Promise<Room>; opened: Room | null; usedAt: number }>()
  let line: Promise<Client | null> | null = null
  let closed = false

  const roomOf = (document: string): Room | null =>
    [...rooms.values()].find(({ opened }) => opened?.document === document)?.opened ?? null

  function hear(payload: string): void {
    const word = readWord(payload)
    if (word === null || word.workspace !== database.workspace) return
    const room = roomOf(word.document)
    if (room === null) return
    if (word.gone === true) forget(room)
    else if (word.number !== undefined)
      room.catchUp(word.number).catch(() => {}) // it is looked up again
    else if (word.from !== self) hearPresence(room, word)
  }

  function hearPresence(room: Room, { presence, asks }: Word): void {
    if (presence !== undefined) room.present(Buffer.from(presence, 'base64'), null)
    const present = asks === true ? room.presence() : null
    if (present !== null) say(room.document, present)
  }

  function say(document: string, presence: Uint8Array): void {
    const text = Buffer.from(presence).toString('base64')
    // PostgreSQL takes no more. Who is left out is heard of when they next move.
    if (text.length > 7500) return
    rows.tell({ document, from: self, presence: text }).catch(() => {})
  }

  async function connect(): Promise<Client | null> {
    try {
      const client = await database.connect()
      client.on('notification', ({ payload = '' }) => hear(payload))
      client.once('end', () => {
        line = null
      })
      await client.query(`listen ${channel}`)
      return client
    } catch (error) {
      log.warn({ error: loggable(error) }, 'no word of other servers for now')
      line = null
      return null
    }
  }

  function forget(room: Room): void {
    room.end()
    room.close()
    rooms.delete(room.solution)
  }

  async function look(): Promise<void> {
    dropIdle()
    if (rooms.size === 0) return
    line ??= connect()
    await line
    const found = new Map((await rows.list()).map((row) => [row.document, row]))
    for (const { opened: room } of [...rooms.values()]) {
      if (room === null) continue
      const row = found.get(room.document)
      if (row === undefined) forget(room)
      else if (row.number > room.number) await room.catchUp(row.number)
    }
  }

  function dropIdle(): void {
    const cold = [...rooms].filter(([, { opened, usedAt }]) => opened?.idle === true && now() - usedAt > limits.idleMs)
    for (const [solution, { opened }] of cold) {
      rooms.delete(solution)
      opened?.close()
    }
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => log.debug({ error: loggable(error) }, 'documents could not be looked up'))
  }, limits.lookMs)
  timer.unref()

  async function load(solution: string): Promise<Room> {
    line ??= connect()
    await line
    const row = await rows.find(solution)
    if (row === null) throw new Refusal('unknown-source')
    const stored = await readDocument(rows, row.document)
    const onPresence = (update: Uint8Array) => say(row.document, update)
    const room = createRoom(solution, row.document, stored, { rows, log, now, onPresence })
    rows.tell({ document: row.document, from: self, asks: true }).catch(() => {})
    return room
  }

  return {
    async open(solution) {
      if (closed) throw new Refusal('closing')
      const known = rooms.get(solution)
      if (known?.opened?.ended === true) forget(known.opened)
      else if (known !== undefined) {
        known.usedAt = now()
        return known.room
      }
      dropIdle()
      if (rooms.size >= limits.rooms) throw new Refusal('overloaded')
      const loading = load(solution)
      const entry: { room: Promise<Room>; opened: Room | null; usedAt: number } = {
        room: loading,
        opened: null,
        usedAt: now(),
      }
      rooms.set(solution, entry)
      try {
        entry.opened = await loading
        // Whatever was committed while it was read.
        await entry.opened.catchUp()
        return entry.opened
      } catch (error) {
        rooms.delete(solution)
        throw error
      }
    },
    drop(solution) {
      const room = rooms.get(solution)?.opened
      if (room != null) forget(room)
    },
    async close() {
      closed = true
      clearInterval(timer)
      const open = [...rooms.values()]
      rooms.clear()
      for (const { opened } of open) opened?.close()
      await (await line)?.end().catch(() => {})
    },
  }
}

/** Anyone may notify on the channel; what is not a word is not heard. */
function readWord(payload: string): Word | null {
  try {
    const word = JSON.parse(payload) as Partial<Word> | null
    return typeof word?.workspace === 'string' && typeof word.document === 'string' ? (word as Word) : null
  } catch {
    return null
  }
}
