/**
 * A lane: one connection over which batches are taken one after the other.
 *
 * Owns the connection, the transaction's end and the decision whether to try again. Leaves what a batch does to
 * `batch.ts`, who waits to the queue, and what follows a commit to `onCommit`.
 *
 * 1. `onCommit` is called once for a batch, after PostgreSQL has said that it is committed or was asked and said so (R2, R7).
 * 2. A batch whose commit got no answer is repeated only when PostgreSQL says that its transaction was aborted (R3).
 * 3. A batch that PostgreSQL refuses is taken again one happening at a time: a bad turn hurts only itself.
 * 4. Everyone who waits is answered, at the latest a while after `answerMs`.
 */
import type { Client } from 'pg'
import { type Batch, type BatchParts, prepareBatch } from './batch.ts'
import type { Cipher } from './cipher.ts'
import { type Database, readError, unavailable } from './database.ts'
import { RuntimeError } from './error.ts'
import type { Waiting } from './happening.ts'
import type { Pause } from './pause.ts'
import { readTransaction } from './sql/read-transaction.ts'
import { type LinesMet, saveTurns } from './sql/save-turns.ts'

export interface LaneParts extends BatchParts {
  readonly database: Database
  /** How long a happening may wait for the database, milliseconds. */
  readonly answerMs: number
  readonly pause: Pause
  /** `lines`: null when there was nothing to write, or the answer was lost and only the commit is known. */
  onCommit(batch: Batch, lines: LinesMet | null): void
  /** Called while the database does not answer, so that the queue can turn away those who have waited too long. */
  onStall(): void
}

export interface Lane {
  /** Takes a batch to its end: everyone who waits in it is answered. Never rejects. */
  take(waiting: readonly Waiting[]): Promise<void>
  close(): Promise<void>
}

/** How long a transaction may stand idle before PostgreSQL ends it: a node that hangs must not hold its locks for ever. */
const idleTransactionMs = 5000
const firstPauseMs = 20
const longestPauseMs = 500

type Attempt = { readonly kind: 'done' } | { readonly kind: 'lost' | 'conflict' | 'statement'; readonly error: unknown }

export function createLane(parts: LaneParts): Lane {
  let connection: Client | null = null

  async function connected(): Promise<Client> {
    if (connection !== null) return connection
    const client = await parts.database.connectLane()
    await client.query(`set idle_in_transaction_session_timeout = ${idleTransactionMs}`)
    client.once('end', () => {
      if (connection === client) connection = null
    })
    connection = client
    return client
  }

  function discard(client: Client): void {
    if (connection === client) connection = null
    client.end().catch(() => {})
  }

  /** After a failure: the connection is usable again or gone. */
  async function rollBack(client: Client, error: unknown): Promise<Attempt> {
    const kind = readError(error)
    if (kind === 'lost') discard(client)
    else await client.query('rollback').catch(() => discard(client))
    return { kind, error }
  }

  async function tryBatch(waiting: readonly Waiting[]): Promise<Attempt> {
    let client: Client
    try {
      client = await connected()
    } catch (error) {
      return { kind: 'lost', error }
    }
    let batch: Batch
    try {
      batch = await prepareBatch(client, parts, waiting)
    } catch (error) {
      return rollBack(client, error)
    }
    const ended = await commit(client, batch, parts.cipher)
    if (ended.kind === 'committed') {
      parts.onCommit(batch, ended.lines)
      return { kind: 'done' }
    }
    const attempt = await rollBack(client, ended.error)
    if (attempt.kind !== 'lost' || batch.saved === null) return attempt
    return settleDoubt(batch, waiting, attempt)
  }

  /** A lost answer to a commit. Asked again and again, since only PostgreSQL knows; R3 forbids to guess. */
  async function settleDoubt(batch: Batch, waiting: readonly Waiting[], attempt: Attempt): Promise<Attempt> {
    for (let pauseMs = firstPauseMs; waiting.some(isInTime); pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const fate = await readTransaction(await connected(), batch.transaction)
        if (fate === 'aborted') return attempt
        if (fate === 'committed') {
          parts.onCommit(batch, null)
          return { kind: 'done' }
        }
      } catch {
        if (connection !== null) discard(connection)
      }
      parts.onStall()
      await parts.pause(pauseMs)
    }
    for (const entry of waiting) entry.fail(unavailable(undefined))
    return { kind: 'done' }
  }

  function isInTime(entry: Waiting): boolean {
    return performance.now() - entry.since < parts.answerMs
  }

  async function take(waiting: readonly Waiting[]): Promise<void> {
    let left = waiting
    for (let pauseMs = firstPauseMs; left.length > 0; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const attempt = await tryBatch(left)
      if (attempt.kind === 'done') return
      if (attempt.kind === 'statement') return takeOneByOne(left, attempt.error)
      for (const entry of left) if (!isInTime(entry)) entry.fail(unavailable(attempt.error))
      left = left.filter(isInTime)
      parts.onStall()
      if (left.length > 0) await parts.pause(pauseMs)
    }
  }

  async function takeOneByOne(waiting: readonly Waiting[], cause: unknown): Promise<void> {
    const [only] = waiting
    if (waiting.length > 1) {
      parts.log.warn(
        { turns: waiting.length, reason: stateOf(cause) },
        'a batch was refused and is taken again turn by turn',
      )
      for (const entry of waiting) await take([entry])
    } else if (only !== undefined) {
      const { conversation, kind } = only.happening
      parts.log.error({ conversation, happening: kind, reason: stateOf(cause) }, 'the database refused a turn')
      only.fail(
        new RuntimeError('turn-failed', `The database refused a turn of ${conversation}; it was rolled back.`, cause),
      )
    }
  }

  return {
    take,
    async close() {
      await connection?.end().catch(() => {})
      connection = null
    },
  }
}

type Committed =
  | { readonly kind: 'committed'; readonly lines: LinesMet | null }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Writes and commits in one trip. Nothing to write is ended and cannot fail a turn. */
async function commit(client: Client, batch: Batch, cipher: Cipher): Promise<Committed> {
  try {
    const saved = batch.saved && saveTurns(client, batch.saved, cipher)
    const [ended, lines] = await Promise.all([client.query('commit'), saved])
    if (ended.command === 'COMMIT') return { kind: 'committed', lines }
    // PostgreSQL answers the commit of a failed transaction with a cheerful ROLLBACK.
    return { kind: 'failed', error: new Error('the transaction was rolled back') }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

function stateOf(error: unknown): string {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return [code, constraint].filter((part) => typeof part === 'string').join(' ') || 'unknown'
}
