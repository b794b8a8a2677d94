import pg from 'pg'

/** One thing of a part of the world. */
export interface KeptRow {
  readonly kind: string
  readonly id: string
  /** JSON; `undefined` once it is gone. */
  readonly data: string | undefined
}

/** What has changed since the last write. */
export interface KeptChanges {
  /** Whether everything that is there is to be forgotten first. */
  readonly clear: boolean
  readonly rows: readonly KeptRow[]
  readonly parts: readonly { readonly name: string; readonly data: string }[]
}

/** What is there, parsed. */
export interface KeptWorld {
  readonly parts: ReadonlyMap<string, unknown>
  /** By kind. */
  readonly rows: ReadonlyMap<string, readonly (readonly [id: string, data: unknown])[]>
}

/** The tables that a world is kept in. Profiles have one of their own, so that people who look find them. */
export interface KeptStore {
  /** Makes the tables where they are not there yet. */
  load(): Promise<KeptWorld>
  /** In one transaction. */
  write(changes: KeptChanges): Promise<void>
  close(): Promise<void>
}

const schema = `
  create schema if not exists braze_sandbox;
  create table if not exists braze_sandbox.profile (braze_id text primary key, data text not null);
  create table if not exists braze_sandbox.part (name text primary key, data text not null);
  create table if not exists braze_sandbox.item (kind text, id text, data text not null, primary key (kind, id));`

const PROFILE = 'profile'
/** A database that does not answer is one that is not there. */
const CONNECT_MS = 10_000
/** Of one statement: rows, and characters of their data. */
const PIECE = { rows: 1000, characters: 8_000_000 }

export function createKeptStore(databaseUrl: string): KeptStore {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_MS,
  })
  // A broken connection shows at the next write, which is tried again.
  const ignore = () => undefined
  pool.on('error', ignore)

  return {
    async load() {
      await pool.query(schema)
      const parts = await pool.query<{ name: string; data: string }>('select name, data from braze_sandbox.part')
      const items = await pool.query<{ kind: string; id: string; data: string }>(
        `select '${PROFILE}' as kind, braze_id as id, data from braze_sandbox.profile
         union all select kind, id, data from braze_sandbox.item`,
      )
      const rows = new Map<string, [string, unknown][]>()
      for (const { kind, id, data } of items.rows) {
        const list = rows.get(kind) ?? []
        rows.set(kind, list)
        list.push([id, JSON.parse(data)])
      }
      return { rows, parts: new Map(parts.rows.map(({ name, data }) => [name, JSON.parse(data) as unknown])) }
    },
    async write(changes) {
      const client = await pool.connect()
      // A connection that breaks under the write says so twice: here, and in the query that fails.
      client.on('error', ignore)
      let broken = true
      try {
        await client.query('begin')
        await writeChanges(client, changes)
        await client.query('commit')
        broken = false
      } finally {
        client.off('error', ignore)
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}

async function writeChanges(client: pg.PoolClient, { clear, rows, parts }: KeptChanges): Promise<void> {
  if (clear) await client.query('truncate braze_sandbox.profile, braze_sandbox.part, braze_sandbox.item')
  const present = rows.filter((row): row is KeptRow & { readonly data: string } => row.data !== undefined)
  const gone = rows.filter(({ data }) => data === undefined)
  for (const piece of pieces(present.filter(({ kind }) => kind === PROFILE))) {
    await client.query(
      `insert into braze_sandbox.profile (braze_id, data) select * from unnest($1::text[], $2::text[])
       on conflict (braze_id) do update set data = excluded.data`,
      [piece.map(({ id }) => id), piece.map(({ data }) => data)],
    )
  }
  for (const piece of pieces(present.filter(({ kind }) => kind !== PROFILE))) {
    await client.query(
      `insert into braze_sandbox.item (kind, id, data) select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (kind, id) do update set data = excluded.data`,
      [piece.map(({ kind }) => kind), piece.map(({ id }) => id), piece.map(({ data }) => data)],
    )
  }
  const profiles = gone.filter(({ kind }) => kind === PROFILE).map(({ id }) => id)
  if (profiles.length > 0) await client.query('delete from braze_sandbox.profile where braze_id = any($1)', [profiles])
  const items = gone.filter(({ kind }) => kind !== PROFILE)
  if (items.length > 0) {
    await client.query(
      'delete from braze_sandbox.item where (kind, id) in (select * from unnest($1::text[], $2::text[]))',
      [items.map(({ kind }) => kind), items.map(({ id }) => id)],
    )
  }
  for (const { name, data } of parts) {
    await client.query(
      'insert into braze_sandbox.part (name, data) values ($1, $2) on conflict (name) do update set data = excluded.data',
      [name, data],
    )
  }
}

function* pieces<Row extends { readonly data: string }>(rows: readonly Row[]): Generator<readonly Row[]> {
  let piece: Row[] = []
  let characters = 0
  for (const row of rows) {
    if (piece.length === PIECE.rows || (piece.length > 0 && characters + row.data.length > PIECE.characters)) {
      yield piece
      piece = []
      characters = 0
    }
    piece.push(row)
    characters += row.data.length
  }
  if (piece.length > 0) yield piece
}
