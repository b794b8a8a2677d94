import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { bringYourOwn, PostgresError, systemCode } from './error.ts'
import { commandLine, exists, processesIn, signal, startMark } from './process.ts'

/** The right of one process to run the server of one folder. */
export interface Lock {
  release(): Promise<void>
}

const holder = z.object({ pid: z.number().int().positive(), mark: z.string() })
type Holder = z.infer<typeof holder>

/**
 * Takes `<folder>/owner.json`. Its holder is a process id with the start time of that process, so that a file left by a
 * killed process, or one whose id was given to another program, does not count. Two processes that find the same dead
 * holder at once may both get here; the server's own lock on its data directory then stops the second.
 */
export async function takeLock(folder: string): Promise<Lock> {
  const path = join(folder, 'owner.json')
  for (;;) {
    const found = await readHolder(path)
    if (found !== undefined) {
      if ((await startMark(found.pid)) === found.mark) throw inUse(folder, found.pid)
      await rename(path, `${path}.${process.pid}`).catch(ignoreMissing)
      await rm(`${path}.${process.pid}`, { force: true })
    }
    if (await createHolder(path)) return { release: () => rm(path, { force: true }) }
  }
}

export function inUse(folder: string, pid: number): PostgresError {
  return new PostgresError(
    'postgres-in-use',
    `the database in ${folder} already belongs to the running process ${pid}: stop that one, give this one a PARLEY_HOME of its own, ${bringYourOwn} that both share`,
  )
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === undefined) return undefined
  try {
    return holder.parse(JSON.parse(text))
  } catch {
    // Cut short by a crash: nobody alive holds it.
    return { pid: process.pid, mark: 'unreadable' }
  }
}

async function createHolder(path: string): Promise<boolean> {
  const mark = (await startMark(process.pid)) ?? 'unknown'
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(JSON.stringify({ pid: process.pid, mark } satisfies Holder))
    await file.close()
    return true
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    return false
  }
}

function ignoreMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error
  return undefined
}

const goingDownMs = 5_000
const fastStopMs = 20_000
const pollMs = 20

/**
 * Clears what an earlier server left behind; call with the lock held. A server that still runs on this data directory
 * lost its parent: it is given time to go down by itself and is then stopped, first fast, then immediately.
 */
export async function clearOldServer(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === undefined) return
  const pid = Number(/^(\d+)\n/.exec(text)?.[1])
  const known = Number.isSafeInteger(pid) && pid > 1
  if (known && (await isServerOf(pid, data))) await outlast(pid, data)
  // PostgreSQL itself recovers from a file whose process is gone. It refuses to start when the file is broken, or when
  // another program has got the process id since, as happens after every restart of a container.
  if (!known || exists(pid)) await rm(path, { force: true })
}

/** Ends what is left of a server that was killed: its backends notice between two statements, not within one. */
export async function endOrphans(data: string): Promise<void> {
  for (const pid of await processesIn(data)) {
    const line = await commandLine(pid)
    if (line?.startsWith('postgres: ')) signal(pid, 'SIGQUIT') // P5
  }
}

async function outlast(pid: number, data: string): Promise<void> {
  if (await gone(pid, data, goingDownMs)) return
  signal(pid, 'SIGINT')
  if (await gone(pid, data, fastStopMs)) return
  signal(pid, 'SIGQUIT')
  if (await gone(pid, data, goingDownMs)) return
  throw new PostgresError(
    'postgres-in-use',
    `an old database server (process ${pid}) still runs in ${data} and does not stop: end it with "kill -9 ${pid}" and start again`,
    { retry: 'later' },
  )
}

async function gone(pid: number, data: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    if (!(await isServerOf(pid, data))) return true
    await delay(pollMs)
  }
  return false
}

/** P5: only a server whose command line names this data directory is ours to wait for or to stop. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const line = await commandLine(pid)
  return line?.includes(`postgres -D ${data} `) === true
}
