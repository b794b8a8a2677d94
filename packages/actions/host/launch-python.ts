import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Interpreter } from './interpreter.ts'
import {
  asNobody,
  cpuLimitSeconds,
  findLinuxProgram,
  isRoot,
  type Launch,
  type Level,
  launchOf,
  leash,
  withoutCapabilities,
} from './launch.ts'

/** Address space that Python, its libraries and the threads' stacks take before an action takes any. */
const ownMegabytes = 128

const scripts = join(import.meta.dirname, 'python')

/** What the kernel adds, strongest first: see `python/jail.py`. */
const walls = ['landlock+seccomp', 'seccomp', 'landlock'] as const

/** Whether every user may read what is at a path. */
function isForEverybody(path: string): boolean {
  try {
    const { mode } = statSync(path)
    if ((mode & 0o004) === 0) return false
    for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
      const entry = statSync(folder)
      if (entry.isDirectory() && (entry.mode & 0o001) === 0) return false
    }
    return true
  } catch {
    return false
  }
}

interface Identity {
  readonly name: string
  readonly prefix: readonly string[]
}

/** As whom a child runs: root's are `nobody` where that can read Python, and otherwise without root's rights. */
function identities({ path, library }: Interpreter): readonly Identity[] {
  const setpriv = findLinuxProgram('setpriv')
  if (setpriv === null) return [{ name: '', prefix: [] }]
  const held = leash(setpriv) // L2
  if (!isRoot()) return [{ name: '+no-new-privs', prefix: held }]
  const open = [path, library, join(scripts, 'main.py')].every(isForEverybody)
  return [
    ...(open ? [{ name: '+nobody+no-new-privs', prefix: [...held, ...asNobody] }] : []),
    { name: '+no-capabilities+no-new-privs', prefix: [...held, ...withoutCapabilities] },
  ]
}

/**
 * The ways to start a Python child here, strongest first. `threads` is how many calls it runs at once; `memoryMegabytes` what
 * an action may hold. L3
 */
export function pythonLaunches(
  interpreter: Interpreter,
  { threads, memoryMegabytes }: { readonly threads: number; readonly memoryMegabytes: number },
): readonly Launch[] {
  const windows = process.platform === 'win32'
  // One arena: each would reserve 64 MB of the address space. L1
  const env = windows ? { SystemRoot: process.env.SystemRoot ?? '' } : { MALLOC_ARENA_MAX: '1' }
  const python = [interpreter.path, '-I', '-S', '-B']
  const main = [...python, join(scripts, 'main.py'), String(threads)]
  if (windows) return [launchOf('python', main, env, null)]

  const jail = [...python, join(scripts, 'jail.py'), String(memoryMegabytes + ownMegabytes)]
  const launches: Launch[] = []
  const add = (level: Level, command: readonly string[]): void => {
    launches.push(launchOf(level, command, env, cpuLimitSeconds * 1000))
  }
  const all = identities(interpreter)
  for (const wall of process.platform === 'linux' ? walls : []) {
    // Without a filter of system calls its own limit keeps the process from starting others.
    const alone = wall === 'landlock' ? ['alone'] : []
    for (const { name, prefix } of all)
      add(`python${name}+${wall}`, [...prefix, ...jail, wall.replace('+', ','), ...main, ...alone])
  }
  for (const { name, prefix } of all) add(`python${name}+limits`, [...prefix, ...jail, 'limits', ...main, 'alone'])
  add('python+limits', [...jail, 'limits', ...main, 'alone'])
  return launches
}
