import { readdirSync, readFileSync } from 'node:fs'

const pageBytes = 4096
/** Linux counts CPU time in hundredths of a second for every program. */
const tickMs = 10

/** Memory a process holds, in bytes; `null` where it cannot be read (not Linux, or the process is gone). */
export function readMemory(pid: number): number | null {
  try {
    const [, resident] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')
    return Number(resident) * pageBytes
  } catch {
    return null
  }
}

/** Fields of a process from its state on; the second field, its name in brackets, may hold spaces. */
function readStat(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** CPU time a process has used, in milliseconds; `null` where it cannot be read. */
export function readCpuTime(pid: number): number | null {
  const stat = readStat(pid)
  return stat && (Number(stat[11]) + Number(stat[12])) * tickMs
}

/** Pids of the processes that a process started and that still run (Linux). */
export function childrenOf(parent: number): readonly number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return all.filter((pid) => Number(readStat(pid)?.[1]) === parent && isAlive(pid))
}

/** False for a process that has ended, also when its parent has not noticed yet (Linux). */
export function isAlive(pid: number): boolean {
  const state = readStat(pid)?.[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}
