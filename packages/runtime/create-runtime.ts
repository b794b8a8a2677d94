/**
 * One node of the runtime, put together: what is made of what, and in which order it ends.
 *
 * The life of a happening: `conversations` → `queue` → `lane` → `batch` → commit → `hub` (who watches) and `outbox` (what
 * is to be done), whose results are happenings again. `timers` and the look of `outbox` find what other nodes left.
 */
import { randomBytes } from 'node:crypto'
import type { Batch } from './batch.ts'
import { createBudgets } from './budgets.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { createDataPoints } from './data-points.ts'
import { createDatabase, type Database, unavailable } from './database.ts'
import { createDeadLetters } from './dead-letters.ts'
import { createDrafts } from './drafts.ts'
import { RuntimeError } from './error.ts'
import { createFiles } from './files.ts'
import { createHandOvers } from './hand-overs.ts'
import type { Happening, Outcome } from './happening.ts'
import { createHub, type Hub } from './hub.ts'
import { createLane } from './lane.ts'
import { migrate } from './migrate.ts'
import { createMigrations } from './migrations.ts'
import { createNeighbours, type Neighbours } from './neighbours.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPauses } from './pause.ts'
import { keyOf } from './places.ts'
import { poll } from './poll.ts'
import { createPrograms } from './programs.ts'
import { createTurnQueue, type TurnQueue } from './queue.ts'
import { createRecords } from './records.ts'
import type { Limits, Runtime, RuntimeOptions } from './runtime.ts'
import { createShadow } from './shadow.ts'
import { countWork } from './sql/count-work.ts'
import { dropShadows } from './sql/drop-shadows.ts'
import type { Task } from './sql/lease-outbox.ts'
import { readTranscript } from './sql/read-transcript.ts'
import { readTurns } from './sql/read-turns.ts'
import { releaseLeases } from './sql/release-leases.ts'
import type { LinesMet, OutboxRow } from './sql/save-turns.ts'
import { fireTimers } from './timers.ts'
import { createVersionChoice } from './version-choice.ts'
import { asked, createVersions } from './versions.ts'

const defaultLimits: Limits = {
  queue: 10_000,
  batch: 256,
  actions: 64,
  deliveries: 1024,
  leaseMs: 5000,
  pollMs: 250,
  databaseMs: 10_000,
  graceMs: 1000,
}

/** How often what is watched is looked up, in case word from another node was lost. */
const watchedMs = 1000
const watchedPage = 1000
/** How often shadows that nobody believes any more are removed. */
const sweepMs = 600_000

/** Connects, migrates, starts the pollers. Fails with `database-unavailable` when the database does not let it in. */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { ports } = options
  const limits = readLimits(options.limits)
  const owner = `${options.node ?? 'node'}-${randomBytes(6).toString('hex')}`
  const database = createDatabase({
    url: options.databaseUrl,
    poolSize: options.poolSize ?? 8,
    answerMs: limits.databaseMs,
    name: `parley ${owner}`,
    log: ports.log,
  })
  try {
    await migrateOnce(database)
    return await assemble(options, limits, owner, database)
  } catch (error) {
    await database.close()
    throw error instanceof RuntimeError ? error : unavailable(error)
  }
}

function readLimits(given: Partial<Limits> | undefined): Limits {
  const limits = { ...defaultLimits, ...given }
  for (const [name, value] of Object.entries(limits))
    if (!(Number.isFinite(value) && value > 0))
      throw new RuntimeError('invalid-options', `The limit ${name} must be a number above 0, not ${value}.`)
  return limits
}

async function migrateOnce(database: Database): Promise<void> {
  const client = await database.connect()
  try {
    await migrate(client)
  } finally {
    await client.end()
  }
}

async function assemble(options: RuntimeOptions, limits: Limits, owner: string, database: Database): Promise<Runtime> {
  const { ports, workspace = 'default' } = options
  const { log } = ports
  const now = () => ports.now?.() ?? Date.now()
  const random = () => ports.random?.() ?? Math.random()
  const { pool: db } = database
  const counts = { batches: 0, turns: 0, failedTurns: 0 }
  const pauses = createPauses()
  const programs = createPrograms(workspace, ports)
  const versions = createVersions({ pool: db, workspace, ports, now })

  const hub = createHub({
    log,
    read: (conversation, after, limit) => readTranscript(db, workspace, conversation, { after, limit }),
  })
  const neighbours = createNeighbours({
    database,
    workspace,
    owner,
    log,
    onWord: (word) => hearWord(hub, word, lookAtWatched),
  })
  const lane = createLane({
    workspace,
    programs,
    log,
    now,
    random,
    database,
    answerMs: limits.databaseMs,
    pause: pauses.pause,
    lease: () => outbox.lease(),
    onCommit: (batch, lines) => settle(batch, lines, { counts, hub, neighbours, outbox }),
    onStall: () => queue.expire(limits.databaseMs),
  })
  const queue: TurnQueue = createTurnQueue(lane, limits)
  const take = (happening: Happening) => takeInternally(queue, happening)
  const outbox: Outbox = createOutbox({ db, workspace, owner, ports, limits, pause: pauses.pause, now, random, take })
  const budgets = createBudgets({ db, workspace, pause: pauses.pause })
  const drafts = createDrafts({ db, workspace, ports, now })
  const migrations = createMigrations({ db, workspace, programs, versions, now, take })
  const choose = createVersionChoice({ versions, drafts })
  const conversations = createConversations({ db, workspace, queue, hub, programs, versions, choose, now })

  async function lookAtWatched(): Promise<void> {
    hub.retry()
    if (neighbours.others === 0) return
    const watched = hub.conversations
    for (let from = 0; from < watched.length; from += watchedPage)
      for (const { conversation, turn } of await readTurns(db, workspace, watched.slice(from, from + watchedPage)))
        hub.hinted(conversation, turn)
  }

  let closed: Promise<void> | null = null
  const looking = (name: string, everyMs: number, look: () => Promise<unknown>) =>
    poll({ name, everyMs, look, log, pause: pauses.pause, isClosed: () => closed !== null })

  await neighbours.beat()
  const polls = [
    looking('timers', limits.pollMs, () => fireTimers({ db, workspace, owner, leaseMs: limits.leaseMs, now, take })),
    looking('outbox', limits.pollMs, () => outbox.look()),
    looking('leases', Math.ceil(limits.leaseMs * 0.3), () => outbox.renew()),
    looking('neighbours', Math.min(1500, limits.leaseMs), () => neighbours.beat()),
    looking('watched', watchedMs, lookAtWatched),
    looking('shadows', sweepMs, () => dropShadows(db, workspace, now())),
    looking('drafts', sweepMs, () => drafts.sweep()),
  ]

  /** In this order: nothing new, what runs ends, what waits is taken, leases are given up, lines are closed. */
  async function close(): Promise<void> {
    const renewing = setInterval(() => void outbox.renew().catch(() => {}), Math.ceil(limits.leaseMs * 0.3))
    await outbox.close(limits.graceMs)
    clearInterval(renewing)
    await queue.close()
    budgets.close()
    pauses.close()
    await Promise.all(polls)
    conversations.finish()
    hub.close()
    await releaseLeases(db, workspace, owner, now()).catch((error: unknown) => {
      log.warn(
        { error: error instanceof Error ? error.message : 'unknown' },
        'leases could not be given up and will run out',
      )
    })
    await neighbours.close()
    await lane.close()
    await database.close()
  }

  return {
    ...whileOpen(conversations, () => closed !== null),
    versions,
    drafts,
    migrations,
    files: createFiles({ db, workspace, now }),
    handOvers: createHandOvers({ db, workspace, take }),
    records: createRecords({ db, workspace, programs }),
    deadLetters: createDeadLetters({ db, workspace, now, onReplay: () => outbox.wake() }),
    budgets,
    shadow: createShadow({ db, workspace, now }),
    dataPoints: createDataPoints({ db, workspace, now }),
    async stats() {
      const work = await asked(countWork(db, workspace, now()))
      return { queue: queue.length, ...counts, actionsRunning: outbox.running, watchers: hub.watchers, ...work }
    },
    async healthy() {
      await asked(db.query('select 1'))
    },
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** After the commit, and only then: those who wait are answered, those who watch are told, effects begin. R2 */
function settle(
  batch: Batch,
  lines: LinesMet | null,
  parts: {
    readonly counts: { batches: number; turns: number; failedTurns: number }
    readonly hub: Hub
    readonly neighbours: Neighbours
    readonly outbox: Outbox
  },
): void {
  const { counts, hub, neighbours, outbox } = parts
  counts.batches += 1
  for (const { waiting, outcome } of batch.results) {
    if (outcome instanceof RuntimeError) {
      if (outcome.code === 'turn-failed') counts.failedTurns += 1
      waiting.fail(outcome)
    } else {
      if (outcome.kind === 'taken') counts.turns += 1
      waiting.settle(outcome)
    }
  }
  const changed = batch.drafts.filter((draft) => draft.changed)
  for (const { conversation, messages } of changed) {
    const { state, status, seq: lastSeq } = conversation
    hub.committed(conversation.id, {
      messages: messages.map((entry) => entry.message),
      turn: state.turn,
      status,
      lastSeq,
      menu: state.menu,
    })
  }
  neighbours.tell(changed.map((draft) => draft.conversation.id))
  if (batch.saved === null) return
  outbox.execute(beginsOf(batch, lines))
  const behind = batch.saved.outbox.some((row) => row.mode === 'queue') || (lines !== null && lines.waiting.size > 0)
  if (behind || (lines !== null && lines.freed.length > 0)) outbox.wake(lines?.freed)
}

/** What this node has leased by the commit and executes at once. */
function beginsOf(batch: Batch, lines: LinesMet | null): readonly Task[] {
  if (batch.saved?.lease == null) return []
  // Without the answer nobody knows which deliveries are leased: then their lease runs out. R4
  const isHeld = (row: OutboxRow) => (lines === null ? !row.delivery : !lines.waiting.has(keyOf(row)))
  return batch.drafts.flatMap(({ conversation, actions }) => {
    const { version, solution, environment, channel, state } = conversation
    const contact = state.contact ?? { id: conversation.contact }
    const begun = { version, solution, environment, contact, page: state.page, channel, attempts: 1, takeovers: 0 }
    const fresh = { doubtful: false, repeated: false, late: false }
    return actions.filter((row) => row.mode === 'await' && isHeld(row)).map((row) => ({ ...row, ...begun, ...fresh }))
  })
}

function hearWord(
  hub: Hub,
  word: Parameters<Parameters<typeof createNeighbours>[0]['onWord']>[0],
  look: () => Promise<void>,
): void {
  // A failed look is repeated by the poll.
  if (word === '*') look().catch(() => {})
  else for (const conversation of word) hub.hinted(conversation)
}

/** What the runtime itself must get done: it is not refused for the length of the queue. */
function takeInternally(queue: TurnQueue, happening: Happening): Promise<Outcome> {
  return new Promise((settle, fail) => {
    queue.add({ happening, since: performance.now(), settle, fail }, false)
  })
}

/** Nothing new is begun on a node that closes; what was begun is finished. */
function whileOpen(conversations: Conversations, isClosed: () => boolean): Omit<Conversations, 'finish'> {
  const refuse = () => {
    if (isClosed()) throw new RuntimeError('closing', 'This server is shutting down. Try again in a moment.')
  }
  return {
    async start(input) {
      refuse()
      return conversations.start(input)
    },
    async say(...said) {
      refuse()
      return conversations.say(...said)
    },
    async pageEvent(...event) {
      refuse()
      return conversations.pageEvent(...event)
    },
    async webhook(...webhook) {
      refuse()
      return conversations.webhook(...webhook)
    },
    async returned(conversation) {
      refuse()
      return conversations.returned(conversation)
    },
    async find(conversation) {
      refuse()
      return conversations.find(conversation)
    },
    async messages(...range) {
      refuse()
      return conversations.messages(...range)
    },
    watch: conversations.watch,
  }
}
