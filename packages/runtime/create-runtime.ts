/**
 * One node of the runtime, put together: what is made of what, and in which order it ends.
 *
 * The life of a happening: `conversations` → `queue` → `lane` → `batch` → commit → `hub` (who watches) and `outbox` (what
 * is to be done), whose results are happenings again. `timers` and the look of `outbox` find what other nodes left.
 */
import { randomBytes } from 'node:crypto'
import { createBudgets } from './budgets.ts'
import { type Cipher, createCipher } from './cipher.ts'
import { createConsents } from './consents.ts'
import { createContacts } from './contacts.ts'
import { createConversations } from './conversations.ts'
import { createDataPoints } from './data-points.ts'
import { createDatabase, type Database, unavailable } from './database.ts'
import { createDeadLetters } from './dead-letters.ts'
import { createDrafts } from './drafts.ts'
import { createErasures } from './erasures.ts'
import { RuntimeError } from './error.ts'
import { createFiles } from './files.ts'
import { createHandOvers } from './hand-overs.ts'
import type { Happening, Outcome } from './happening.ts'
import { createHub, type Hub } from './hub.ts'
import { createInbox } from './inbox.ts'
import { createLane } from './lane.ts'
import { createLinks } from './links.ts'
import { createMigrations } from './migrations.ts'
import { createNeighbours } from './neighbours.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { createPageEvents } from './page-events.ts'
import { createPauses } from './pause.ts'
import { poll } from './poll.ts'
import { prepareDatabase } from './prepare-database.ts'
import { createProfileLookUp, profileOfConversation } from './profile-look-up.ts'
import { createProfiles, withProfiles } from './profiles.ts'
import { createPrograms } from './programs.ts'
import { createTurnQueue, type TurnQueue } from './queue.ts'
import { createRecords } from './records.ts'
import { createRetargets } from './retargets.ts'
import { createRetention } from './retention.ts'
import type { Limits, Runtime, RuntimeOptions } from './runtime.ts'
import { settleBatch } from './settle-batch.ts'
import { createShadow } from './shadow.ts'
import { shareDatabase } from './shared-database.ts'
import { countWork } from './sql/count-work.ts'
import { dropShadows } from './sql/drop-shadows.ts'
import { readTranscript } from './sql/read-transcript.ts'
import { readTurns } from './sql/read-turns.ts'
import { releaseLeases } from './sql/release-leases.ts'
import { fireTimers } from './timers.ts'
import { createTranscripts } from './transcripts.ts'
import { createUnderstanding } from './understanding.ts'
import { createVersionChoice } from './version-choice.ts'
import { asked, createVersions } from './versions.ts'
import { createVisitors } from './visitors.ts'
import { whileOpen } from './while-open.ts'

const defaultLimits: Limits = {
  queue: 10_000,
  batch: 256,
  actions: 64,
  deliveries: 1024,
  leaseMs: 5000,
  pollMs: 250,
  sweepMs: 600_000,
  databaseMs: 10_000,
  graceMs: 1000,
}

/** How often what is watched is looked up, in case word from another node was lost. */
const watchedMs = 1000
const watchedPage = 1000
/** How often profiles that are still to be deleted are looked for. */
const erasuresMs = 5000
/** How often shadows that nobody believes any more are removed. */
const sweepMs = 600_000
/** How often page events that are due elsewhere are looked for. */
const deliverMs = 1000

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
    const { workspace = 'default' } = options
    const cipher = createCipher(workspace, options.dataKeys)
    await prepareDatabase(database, { workspace, cipher, ports })
    return await assemble(options, limits, owner, database, cipher)
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

async function assemble(
  options: RuntimeOptions,
  limits: Limits,
  owner: string,
  database: Database,
  cipher: Cipher,
): Promise<Runtime> {
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
    read: (conversation, after, limit) => readTranscript(db, workspace, conversation, { after, limit }, cipher),
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
    cipher,
    log,
    now,
    random,
    database,
    answerMs: limits.databaseMs,
    pause: pauses.pause,
    lease: () => outbox.lease(),
    onCommit: (batch, lines) => settleBatch(batch, lines, { counts, hub, neighbours, outbox }),
    onStall: () => queue.expire(limits.databaseMs),
  })
  const queue: TurnQueue = createTurnQueue(lane, limits)
  const take = (happening: Happening) => takeInternally(queue, happening)
  const outbox: Outbox = createOutbox({
    db,
    workspace,
    cipher,
    owner,
    ports,
    limits,
    pause: pauses.pause,
    now,
    random,
    take,
  })
  const budgets = createBudgets({ db, workspace, pause: pauses.pause })
  const drafts = createDrafts({ db, workspace, ports, now })
  const migrations = createMigrations({ db, workspace, cipher, programs, versions, now, take })
  const choose = createVersionChoice({ versions, drafts })
  const lookUpProfile = createProfileLookUp({ db, workspace, log, lookUp: ports.lookUpProfile?.bind(ports) })
  const profiles = createProfiles({ db, workspace, cipher, now })
  const visitors = createVisitors({
    db,
    workspace,
    now,
    take,
    wake: (contacts) => outbox.wake(contacts),
    profileOf: profileOfConversation({ db, workspace, programs, lookUpProfile }),
  })
  const { join, joinReported } = visitors
  const understanding = createUnderstanding({ db, workspace, cipher, programs, log, now, port: ports.understand })
  const conversations = createConversations({
    db,
    workspace,
    cipher,
    queue,
    hub,
    programs,
    versions,
    choose,
    join,
    joinReported,
    lookUpProfile,
    understanding,
    log,
    now,
  })
  const { start } = conversations
  const links = createLinks({ db, workspace, cipher, log, programs, choose, start, limits, now })

  const { deliverPageReports: deliver } = ports
  const pageEvents = createPageEvents({ db, workspace, owner, log, limits, now, ...(deliver && { deliver }) })

  const retargets = createRetargets({
    db,
    workspace,
    owner,
    leaseMs: limits.leaseMs,
    now,
    wake: (contacts) => outbox.wake(contacts),
  })

  const inbox = createInbox({ db, workspace, programs, cipher, now })

  const { keep, deleteProfile } = ports
  const retention = createRetention({ db, workspace, log, now, ...(keep && { keep }) })
  const erasures = createErasures({
    db,
    workspace,
    cipher,
    log,
    now,
    ...(deleteProfile && { deleteProfile }),
    onErased(erased) {
      for (const conversation of erased) hub.hinted(conversation)
      neighbours.tell(erased)
    },
  })

  async function lookAtWatched(): Promise<void> {
    hub.retry()
    if (neighbours.others === 0) return
    const watched = hub.conversations
    for (let from = 0; from < watched.length; from += watchedPage) {
      const page = watched.slice(from, from + watchedPage)
      const turns = new Map(
        (await readTurns(db, workspace, page)).map(({ conversation, turn }) => [conversation, turn]),
      )
      // One that is gone is read once more: then whoever watches it is told.
      for (const conversation of page) hub.hinted(conversation, turns.get(conversation))
    }
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
    looking('profiles', sweepMs, () => profiles.sweep()),
    looking('erasures', erasuresMs, () => erasures.look()),
    looking('old conversations', limits.sweepMs, () => retention.look()),
    looking('inbox', sweepMs, () => inbox.sweep()),
    looking('drafts', sweepMs, () => drafts.sweep()),
    looking('page events', deliverMs, () => pageEvents.look()),
    looking('old page events', sweepMs, () => pageEvents.sweep()),
    looking('outreach', limits.pollMs, () => links.look()),
    looking('links', sweepMs, () => links.sweep()),
    looking('retargets', limits.pollMs, () => retargets.look()),
    looking('old retargets', sweepMs, () => retargets.sweep()),
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
    await links.close()
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
    files: createFiles({ db, workspace, cipher, now }),
    links,
    visitors,
    handOvers: createHandOvers({ db, workspace, cipher, take }),
    contacts: createContacts({ db, workspace, cipher, erasures }),
    consents: createConsents({ db, workspace, now }),
    records: createRecords({ db, workspace, programs, cipher }),
    transcripts: createTranscripts({ db, workspace, programs, cipher }),
    inbox,
    pageEvents,
    deadLetters: createDeadLetters({ db, workspace, cipher, now, onReplay: () => outbox.wake() }),
    budgets,
    shadow: withProfiles(createShadow({ db, workspace, cipher, now }), profiles),
    profiles,
    dataPoints: createDataPoints({ db, workspace, now }),
    database: shareDatabase(database, workspace),
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
