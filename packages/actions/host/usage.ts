import { readFileSync } from 'node:fs'

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

/** CPU time a process has used, in milliseconds; `null` where it cannot be read. */
export function readCpuTime(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  } catch {
    return null
  }
}
