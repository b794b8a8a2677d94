/**
 * Keeps a world in PostgreSQL, so that it outlives the process.
 *
 * Owns the tables and when they are written. Leaves what there is to keep to the profile store and the parts of the world. Memory
 * stays the place where everything is read: the database is written behind it.
 *
 * K1 What was applied is in the database within a moment, and at the latest when the keeper closes. A kill loses that moment.
 * K2 A write that fails is tried again with whatever changed since; nothing is skipped.
 * K3 One sandbox per database: two would overwrite each other.
 */
import pg from 'pg'
import type { Part } from './part.ts'
import type { Profile } from './profile.ts'
import { readProfile, writeProfile } from './profile-record.ts'
import type { World } from './world.ts'

export interface Keeper {
  /** Fills the world with what is kept, and keeps it from now on. */
  open(world: World): Promise<void>
  /** Forgets what is kept, and keeps this world from now on. */
  replace(world: World): void
  /** Writes what is still to be written. */
  close(): Promise<void>
}

const FLUSH_MS = 250
/** Profiles of one statement. */
const PIECE = 1000

const schema = `
  create schema if not exists braze_sandbox;
  create table if not exists braze_sandbox.profile (braze_id text primary key, data text not null);
  create table if not exists braze_sandbox.part (name text primary key, data text not null);`

/** What has changed and is not written yet. */
interface Changes {
  cleared: boolean
  readonly changed: Map<string, Profile>
  readonly removed: Set<string>
}

export function createKeeper(databaseUrl: string, log: (line: string) => void): Keeper {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 })
  // A broken connection shows at the next write, which is tried again.
  pool.on('error', () => undefined)
  const changes: Changes = { cleared: false, changed: new Map(), removed: new Set() }
  let written = new Map<string, number>()
  let world: World | undefined
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function collect(from: World): void {
    const { changed, removed } = from.profiles.takeChanges()
    for (const profile of changed) changes.changed.set(profile.brazeId, profile)
    for (const id of removed) {
      changes.changed.delete(id)
      changes.removed.add(id)
    }
  }

  async function flush(): Promise<void> {
    if (world === undefined) return
    collect(world)
    const parts = partsOf(world).filter(([name, part]) => (written.get(name) ?? 0) !== part.revision)
    if (!changes.cleared && changes.changed.size + changes.removed.size + parts.length === 0) return
    const batch = { cleared: changes.cleared, changed: [...changes.changed.values()], removed: [...changes.removed] }
    const texts = batch.changed.map(writeProfile)
    const saved = parts.map(([name, part]) => ({
      name,
      revision: part.revision,
      data: JSON.stringify(part.save() ?? null),
    }))
    const of = world
    changes.cleared = false
    changes.changed.clear()
    changes.removed.clear()
    try {
      await write(pool, { ...batch, texts, saved })
      if (of === world) for (const { name, revision } of saved) written.set(name, revision)
    } catch (error) {
      log(`the database is not written: ${error instanceof Error ? error.message : 'unknown'}`)
      if (of !== world) return // replaced meanwhile: all of it is to be forgotten anyway
      changes.cleared ||= batch.cleared // K2
      for (const profile of batch.changed) {
        if (!changes.changed.has(profile.brazeId)) changes.changed.set(profile.brazeId, profile)
      }
      for (const id of batch.removed) changes.removed.add(id)
    }
  }

  /** One flush after the other. */
  function flushInTurn(): Promise<void> {
    writing = writing.then(flush)
    return writing
  }

  function schedule(): void {
    timer = setTimeout(() => void flushInTurn().then(() => timer && schedule()), FLUSH_MS)
    timer.unref()
  }

  return {
    async open(opened) {
      await pool.query(schema)
      await load(pool, opened)
      opened.profiles.takeChanges()
      written = new Map(partsOf(opened).map(([name, part]) => [name, part.revision]))
      world = opened
      schedule()
    },
    replace(next) {
      changes.cleared = true
      changes.changed.clear()
      changes.removed.clear()
      written = new Map()
      world = next
    },
    async close() {
      clearTimeout(timer)
      timer = undefined
      await flushInTurn() // K1
      world = undefined
      await pool.end()
    },
  }
}

function partsOf(world: World): readonly (readonly [name: string, part: Part])[] {
  const { clock, addresses, groups, segments, activity, assets, messaging } = world
  return Object.entries({ clock, addresses, groups, segments, activity, assets, messaging })
}

async function load(pool: pg.Pool, world: World): Promise<void> {
  const profiles = await pool.query<{ data: string }>('select data from braze_sandbox.profile')
  const read = profiles.rows.map(({ data }) => readProfile(data))
  // Oldest first, as they came.
  for (const profile of read.sort((one, other) => one.createdAt - other.createdAt)) world.profiles.adopt(profile)
  const parts = await pool.query<{ name: string; data: string }>('select name, data from braze_sandbox.part')
  const saved = new Map(parts.rows.map(({ name, data }): [string, unknown] => [name, JSON.parse(data)]))
  for (const [name, part] of partsOf(world)) {
    const one = saved.get(name)
    if (one !== undefined && one !== null) part.load(one)
  }
}

interface Batch {
  readonly cleared: boolean
  readonly changed: readonly Profile[]
  readonly texts: readonly string[]
  readonly removed: readonly string[]
  readonly saved: readonly { readonly name: string; readonly data: string }[]
}

async function write(pool: pg.Pool, batch: Batch): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    if (batch.cleared) await client.query('truncate braze_sandbox.profile, braze_sandbox.part')
    for (let start = 0; start < batch.changed.length; start += PIECE) {
      const ids = batch.changed.slice(start, start + PIECE).map(({ brazeId }) => brazeId)
      await upsert(client, 'braze_sandbox.profile', 'braze_id', [ids, batch.texts.slice(start, start + PIECE)])
    }
    if (batch.removed.length > 0) {
      await client.query('delete from braze_sandbox.profile where braze_id = any($1)', [batch.removed])
    }
    const names = batch.saved.map(({ name }) => name)
    await upsert(client, 'braze_sandbox.part', 'name', [names, batch.saved.map(({ data }) => data)])
    await client.query('commit')
    broken = false
  } finally {
    client.release(broken)
  }
}

async function upsert(
  client: pg.PoolClient,
  table: 'braze_sandbox.profile' | 'braze_sandbox.part',
  key: 'braze_id' | 'name',
  columns: readonly [keys: readonly string[], data: readonly string[]],
): Promise<void> {
  if (columns[0].length === 0) return
  await client.query(
    `insert into ${table} (${key}, data) select * from unnest($1::text[], $2::text[])
     on conflict (${key}) do update set data = excluded.data`,
    [...columns],
  )
}
