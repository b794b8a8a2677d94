import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { systemCode } from './error.ts'

const run = promisify(execFile)

/**
 * A mark that tells a process from a later one with the same id: its start time. Undefined when no such process runs
 * (a zombie does not run). Reads /proc on Linux, because small images have no ps.
 */
export async function startMark(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The command name may hold spaces and parentheses; the fields after the last one are plain.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return fields[19]
}

/** The command line of a running process; readable whoever owns the process. Undefined when it does not run. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return ps(pid, 'command=')
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return raw === '' ? undefined : raw.split('\0').join(' ').trimEnd()
}

async function ps(pid: number, field: string): Promise<string | undefined> {
  const found = await run('ps', ['-o', field, '-p', String(pid)]).catch(() => undefined)
  const text = found?.stdout.trim()
  return text === undefined || text === '' ? undefined : text
}

/** Whether the kernel knows the id, be it a zombie or somebody else's. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** Processes whose working directory is this folder, as far as this user may see; none where there is no /proc. */
export async function processesIn(folder: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid > 1)
  const found = await Promise.all(
    pids.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder),
  )
  return pids.filter((_, index) => found[index])
}

/** Sends a signal; a process that is already gone is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {}
}
