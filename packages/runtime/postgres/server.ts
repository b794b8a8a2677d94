import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { bringYourOwn, diskFull, PostgresError } from './error.ts'
import { endOrphans, inUse } from './lock.ts'
import type { ServerLog } from './log.ts'
import { type ServerAddress, settingArguments } from './settings.ts'
import { type Exit, type Watched, watch } from './watcher.ts'

/** One run of the server process. */
export interface Server extends ServerAddress {
  readonly process: Watched
  readonly pid: number
}

export interface ServerOptions {
  readonly binaries: Binaries
  readonly cluster: Cluster
  readonly log: ServerLog
  /** A free one when not given. */
  readonly port: number | undefined
  readonly settings: Readonly<Record<string, string | number>>
}

/** The kernel's limit for the path of a unix socket (macOS has the lower one), less the name of the socket itself. */
const maxSocketFolder = 103 - '/.s.PGSQL.65535'.length

const portTries = 5
// Ten seconds: backends of a killed server that still hold its memory are told to go at each try.
const memoryTries = 50
const memoryRetryMs = 200

/** Starts the server and waits until it takes connections. */
export async function launch(options: ServerOptions): Promise<Server> {
  const { cluster, log } = options
  let lostPorts = 0
  let heldMemory = 0
  for (;;) {
    const port = options.port ?? (await freePort())
    const before = await log.size()
    const { server, exit } = await attempt(options, port)
    if (server !== undefined) return server
    const said = await log.read(before)
    if (said.includes('could not bind') && options.port === undefined && ++lostPorts < portTries) continue
    if (said.includes('pre-existing shared memory block') && ++heldMemory < memoryTries) {
      await endOrphans(cluster.data)
      await delay(memoryRetryMs)
      continue
    }
    throw startError(said, options, port, exit)
  }
}

type Attempt =
  | { readonly server: Server; readonly exit?: undefined }
  | { readonly server?: undefined; readonly exit: Exit }

async function attempt({ binaries, cluster, log, settings }: ServerOptions, port: number): Promise<Attempt> {
  const short = cluster.data.length <= maxSocketFolder && !cluster.data.includes('"')
  const socketFolder = short ? cluster.data : undefined
  const process = watch({
    command: binaries.postgres,
    args: ['-D', cluster.data, ...settingArguments({ port, socketFolder }, settings)],
    identity: cluster.identity,
    env: binaries.env,
    output: log.fd,
  })
  const pid = await ready(process, cluster.data)
  return pid === undefined ? { exit: await process.exited } : { server: { process, pid, port, socketFolder } }
}

const pollMs = 10

/** Waits until the server takes connections; undefined when it ended instead. */
async function ready(process: Watched, data: string): Promise<number | undefined> {
  let ended = false
  void process.exited.then(() => {
    ended = true
  })
  const pid = await process.pid.catch(() => undefined)
  while (!ended) {
    // The server keeps its own state there: process id in the first line, "ready" in the eighth.
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (pid !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return pid
    await Promise.race([delay(pollMs), process.exited])
  }
  return undefined
}

/** Another program may take the port before the server does; `launch` then tries the next. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function startError(said: string, { cluster, log }: ServerOptions, port: number, exit: Exit): PostgresError {
  if (said.includes('No space left on device')) return diskFull(cluster.folder)
  if (said.includes('could not bind')) {
    return new PostgresError(
      'postgres-port',
      `port ${port} on 127.0.0.1 is taken: choose another one or leave it out to get a free one`,
    )
  }
  const holder = /Is another postmaster \(PID (\d+)\) running/.exec(said)?.[1]
  if (holder !== undefined) return inUse(cluster.folder, Number(holder))
  const reason = said.trim().split('\n').slice(-3).join(' ')
  return new PostgresError(
    'postgres-start',
    `the database server did not start in ${cluster.data} (${exit.signal ?? exit.code}): ${reason || 'it said nothing'}; see ${log.path}, ${bringYourOwn}`,
  )
}
