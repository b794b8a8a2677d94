/**
 * Keeps a world in PostgreSQL, so that it outlives the process.
 *
 * Owns when it is written. Leaves what there is to keep to the parts of the world, the tables to `kept-store.ts`. Memory stays the
 * place where everything is read: the database is written behind it.
 *
 * K1 What was applied is in the database within a moment, and at the latest when the keeper closes. A kill loses that moment.
 * K2 A write that fails is tried again with whatever changed since; nothing is skipped.
 * K3 One sandbox per database: two would overwrite each other.
 * K4 The database always holds the world as it was at one moment: each write is one transaction over all that changed.
 */
import { createKeptStore, type KeptRow } from './kept-store.ts'
import type { Part } from './part.ts'
import type { Rows } from './rows.ts'
import type { World } from './world.ts'

export interface Keeper {
  /** Fills the world with what is kept, and keeps it from now on. */
  open(world: World): Promise<void>
  /** Forgets what is kept, and keeps this world from now on. */
  replace(world: World): void
  /** Writes what is still to be written. */
  close(): Promise<void>
}

/** How long a change waits for others, milliseconds: what a kill loses. */
const FLUSH_MS = 20
/**
 * Rest after a flush, in times of what it took: making texts of large parts holds up everything else, writing them keeps the database
 * busy.
 */
const REST = { collecting: 3, writing: 1 }
/** Before the next try when the database is not there. */
const RETRY_MS = 500
/** Tries to write once more what is left when the keeper closes. */
const LAST_TRIES = 3

export function createKeeper(databaseUrl: string, log: (line: string) => void): Keeper {
  const store = createKeptStore(databaseUrl)
  let cleared = false
  let written = new Map<string, number>()
  let world: World | undefined
  let writing: Promise<number> = Promise.resolve(0)
  let failed = false
  let timer: NodeJS.Timeout | undefined

  /** Writes what has changed and says how long to rest then, milliseconds. */
  async function flush(): Promise<number> {
    if (world === undefined) return 0
    const of = world
    const started = performance.now()
    const marked = rowsOf(of).map(([kind, rows]) => ({ kind, rows, ids: rows.changes.take() }))
    const rows = marked.flatMap(({ kind, rows: { read }, ids }) => ids.map((id) => readRow(kind, id, read(id))))
    const parts = partsOf(of).filter(([name, part]) => (written.get(name) ?? 0) !== part.revision)
    const saved = parts.map(([name, part]) => ({ name, data: JSON.stringify(part.save() ?? null) }))
    const revisions = parts.map(([name, part]) => [name, part.revision] as const)
    const rest = REST.collecting * (performance.now() - started)
    failed = false
    const clear = cleared
    if (!clear && rows.length + saved.length === 0) return rest
    cleared = false
    const writes = performance.now()
    try {
      await store.write({ clear, rows, parts: saved }) // K4
      if (of === world) for (const [name, revision] of revisions) written.set(name, revision)
    } catch (error) {
      log(`the database is not written: ${error instanceof Error ? error.message : 'unknown'}`)
      failed = true
      if (of !== world) return rest // replaced meanwhile: all of it is to be forgotten anyway
      cleared ||= clear // K2
      for (const { rows: one, ids } of marked) for (const id of ids) one.changes.mark(id)
      return RETRY_MS
    }
    return Math.max(rest, REST.writing * (performance.now() - writes))
  }

  /** One flush after the other. */
  function flushInTurn(): Promise<number> {
    writing = writing.then(flush).catch((bug: unknown) => {
      log(`bug: ${bug instanceof Error ? bug.stack : 'unknown'}`)
      return RETRY_MS
    })
    return writing
  }

  function schedule(rest: number): void {
    timer = setTimeout(() => void flushInTurn().then((next) => timer && schedule(next)), Math.max(FLUSH_MS, rest))
    timer.unref()
  }

  return {
    async open(opened) {
      const kept = await store.load()
      for (const [name, part] of partsOf(opened)) {
        const saved = kept.parts.get(name)
        if (saved !== undefined && saved !== null) load(name, () => part.load(saved))
      }
      for (const [kind, rows] of rowsOf(opened)) {
        load(kind, () => rows.load(kept.rows.get(kind) ?? []))
        rows.changes.take()
      }
      written = new Map(partsOf(opened).map(([name, part]) => [name, part.revision]))
      world = opened
      schedule(0)
    },
    replace(next) {
      cleared = true
      written = new Map()
      world = next
    },
    async close() {
      clearTimeout(timer)
      timer = undefined
      await flushInTurn() // K1
      for (let tries = 1; failed && tries < LAST_TRIES; tries += 1) await flushInTurn() // K2
      world = undefined
      await store.close()
    },
  }
}

function load(what: string, run: () => void): void {
  try {
    run()
  } catch (cause) {
    const repair = 'drop schema braze_sandbox cascade starts anew'
    throw new Error(`the database holds a ${what} that this sandbox cannot read: ${repair}`, { cause })
  }
}

function readRow(kind: string, id: string, data: unknown): KeptRow {
  return { kind, id, data: data === undefined ? undefined : JSON.stringify(data) }
}

/** In the order in which they are loaded. */
function partsOf(world: World): readonly (readonly [name: string, part: Part])[] {
  const { clock, settings, addresses, groups, segments, activity, assets, faults, rateLimits, messaging } = world
  const { statistics } = messaging
  return Object.entries({
    clock,
    settings: settings.adjustments,
    addresses,
    groups,
    segments,
    activity,
    assets,
    faults,
    rateLimits,
    messaging,
    statistics,
  })
}

/** In the order in which they are loaded. */
function rowsOf({ profiles, messaging, exports, pending }: World): readonly (readonly [kind: string, rows: Rows])[] {
  return Object.entries({ profile: profiles.rows, ...messaging.rows, export: exports.rows, pending: pending.rows })
}
