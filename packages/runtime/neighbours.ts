/**
 * The other nodes on the same database: whether there are any, and word of each other's commits.
 *
 * Word travels by LISTEN and NOTIFY and is a hint only: it may come late or never, whoever needs certainty looks. It is
 * sent after the commit and by one statement at a time, because a NOTIFY holds a lock of the whole server while its
 * transaction commits. A node alone sends nothing.
 */
import type { Client } from 'pg'
import type { Database } from './database.ts'
import type { ConversationId } from './ids.ts'
import type { Log } from './ports.ts'
import { beat, leave } from './sql/beat.ts'

export interface NeighboursParts {
  readonly database: Database
  readonly workspace: string
  readonly owner: string
  readonly log: Log
  /** Another node committed these, or more than it could name. */
  onWord(conversations: readonly ConversationId[] | '*'): void
}

export interface Neighbours {
  /** How many there are, as far as is known. */
  readonly others: number
  /** Says that this node lives, looks who else does, and restores the line when it is broken. */
  beat(): Promise<void>
  /** Passes the word that these have new turns. */
  tell(conversations: readonly ConversationId[]): void
  close(): Promise<void>
}

/** Three missed beats of one and a half seconds. */
const livelyMs = 5000
const channel = 'parley'
/** PostgreSQL refuses 8,000 bytes. Ids are ASCII. */
const longestWord = 7900

interface Word {
  readonly workspace: string
  readonly from: string
  readonly conversations: readonly ConversationId[] | '*'
}

export function createNeighbours(parts: NeighboursParts): Neighbours {
  const { database, workspace, owner } = parts
  let line: Client | null = null
  let others = 0
  let untold = new Set<ConversationId>()
  let telling: Promise<void> | null = null
  let closed = false

  async function connect(): Promise<void> {
    const client = await database.connect()
    if (closed) return client.end()
    client.on('notification', (notification) => hear(notification.payload ?? ''))
    client.once('end', () => {
      if (line === client) line = null
    })
    await client.query(`listen ${channel}`)
    line = client
  }

  function hear(payload: string): void {
    const word = readWord(payload)
    if (word !== null && word.workspace === workspace && word.from !== owner) parts.onWord(word.conversations)
  }

  async function tellAll(): Promise<void> {
    while (untold.size > 0 && line !== null) {
      const word: Word = { workspace, from: owner, conversations: [...untold] }
      untold = new Set()
      const text = JSON.stringify(word)
      const payload = text.length <= longestWord ? text : JSON.stringify({ ...word, conversations: '*' })
      await line.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {})
    }
    untold = new Set()
    telling = null
  }

  return {
    get others() {
      return others
    },
    async beat() {
      if (line === null) await connect()
      others = await beat(database.pool, workspace, owner, livelyMs)
    },
    tell(conversations) {
      if (others === 0 || closed) return
      for (const conversation of conversations) untold.add(conversation)
      telling ??= tellAll()
    },
    async close() {
      closed = true
      await telling
      await leave(database.pool, workspace, owner).catch(() => {})
      await line?.end().catch(() => {})
    },
  }
}

/** Anyone may notify on the channel; what is not a word is not heard. */
function readWord(payload: string): Word | null {
  try {
    const { workspace, from, conversations } = JSON.parse(payload) as Partial<Word>
    if (typeof workspace !== 'string' || typeof from !== 'string') return null
    if (conversations === '*') return { workspace, from, conversations }
    return Array.isArray(conversations) ? { workspace, from, conversations } : null
  } catch {
    return null
  }
}
