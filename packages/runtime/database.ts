/**
 * The way to PostgreSQL: connections, their settings, and what an error of theirs means.
 *
 * Owns the pool for reads and background work and opens the pipelined connections of the lanes. What is asked is in
 * `sql/`; who retries what is the business of the lane and of each poller.
 */
import pg from 'pg'
import { RuntimeError } from './error.ts'
import type { Log } from './ports.ts'

/** What both a connection and the pool can do. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>
}

const int8 = 20

/** Epoch milliseconds and counts fit a double; pg would give strings. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** A table may be empty when a statement is planned and full when it matters, as an outbox is when Braze was away. */
const poolSettings = 'set enable_seqscan = off; set jit = off'

/**
 * Every statement of a turn reaches its rows by primary key, whatever the planner believes about tables that have just
 * been created or never been analysed.
 */
const laneSettings = [
  'set plan_cache_mode = force_generic_plan',
  'set enable_seqscan = off',
  'set enable_hashjoin = off',
  'set enable_mergejoin = off',
  'set jit = off',
].join('; ')

export interface Database {
  readonly pool: pg.Pool
  /** A connection of its own that sends statements without waiting for the answers to the ones before. */
  connectLane(): Promise<pg.Client>
  /** A plain connection of its own. */
  connect(): Promise<pg.Client>
  close(): Promise<void>
}

export function createDatabase(options: {
  url: string
  poolSize: number
  answerMs: number
  name: string
  log: Log
}): Database {
  const base: pg.ClientConfig = {
    connectionString: options.url,
    connectionTimeoutMillis: Math.min(options.answerMs, 5000),
    query_timeout: options.answerMs,
    application_name: options.name,
    keepAlive: true,
    types,
  }
  const pool = new pg.Pool({
    ...base,
    max: options.poolSize,
    idleTimeoutMillis: 30_000,
    maxUses: 100_000,
    async onConnect(client) {
      await client.query(poolSettings)
    },
  })
  // `end` lets go of idle connections before their goodbye has arrived; a server that stops right then is no loss.
  let closing = false
  pool.on('error', (error) => {
    if (!closing) options.log.warn({ error: error.message }, 'an idle database connection was lost')
  })
  return {
    pool,
    async connectLane() {
      const client = await open({ ...base, pipeline: true } as pg.ClientConfig, options.log)
      await client.query(laneSettings)
      return client
    },
    connect: () => open(base, options.log),
    close() {
      closing = true
      return pool.end()
    },
  }
}

async function open(config: pg.ClientConfig, log: Log): Promise<pg.Client> {
  const client = new pg.Client(config)
  // Without a listener a lost connection would end the process; the query in hand rejects as well.
  client.on('error', (error) => log.warn({ error: error.message }, 'a database connection was lost'))
  try {
    await client.connect()
    return client
  } catch (error) {
    client.end().catch(() => {})
    throw error
  }
}

/** PostgreSQL's five-character SQLSTATE, when the server itself said it. */
export function errorState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

/**
 * What an error of a statement means for it.
 * - `lost`: the server is not there, is going down, starting up, read-only or out of something; later may help
 * - `conflict`: another transaction was in the way; at once may help
 * - `statement`: it will never work
 */
export function readError(error: unknown): 'lost' | 'conflict' | 'statement' {
  const state = errorState(error)
  if (state === undefined) return 'lost'
  if (state === '40001' || state === '40P01' || state === '55P03') return 'conflict'
  return lostClasses.has(state.slice(0, 2)) || state === '25006' ? 'lost' : 'statement'
}

/** Connection exceptions, authorisation, insufficient resources, operator intervention, system and configuration errors. */
const lostClasses = new Set(['08', '28', '3D', '53', '57', '58', 'F0'])

export function unavailable(cause: unknown): RuntimeError {
  return new RuntimeError(
    'database-unavailable',
    'The database did not answer in time. Try again with the same client message id.',
    cause,
  )
}
