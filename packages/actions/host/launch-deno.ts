import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  asNobody,
  cpuLimitSeconds,
  findLinuxProgram,
  findProgram,
  isRoot,
  type Launch,
  type Level,
  launchOf,
  leash,
} from './launch.ts'

/** V8 needs about 540 MB of reserved data before it starts; above that a big allocation fails inside the action. */
const dataLimitBytes = 640 * 1024 * 1024

/** Path of the Deno program that npm installed for this machine. */
function findDeno(): string {
  const require = createRequire(import.meta.url)
  const platform = `${process.platform}-${process.arch}`
  const name = process.platform === 'win32' ? 'deno.exe' : 'deno'
  const places = [`@deno/${platform}-glibc`, `@deno/${platform}`].map((packageName) => {
    try {
      return join(require.resolve(`${packageName}/package.json`), '..', name)
    } catch {
      return null
    }
  })
  const found = places.find((place) => place !== null && existsSync(place))
  if (found) return found
  throw new Error(`Deno is not installed for ${platform}. Run npm install with optional dependencies.`)
}

function denoCommand(heapMegabytes: number): readonly string[] {
  const flags = ['--quiet', '--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock', '--cached-only']
  const worker = join(import.meta.dirname, 'worker', 'main.ts')
  return [findDeno(), 'run', ...flags, `--v8-flags=--max-old-space-size=${heapMegabytes}`, worker] // L1
}

/**
 * The ways to start a Deno child here, strongest first. Whether one works shows only when it is tried (containers forbid this
 * or that), so the nursery goes down the list until a child says it is ready. L3
 */
export function denoLaunches(heapMegabytes: number): readonly Launch[] {
  const deno = denoCommand(heapMegabytes)
  // A store that cannot be made: `caches` and `localStorage` would be shared between solutions otherwise.
  const env = { DENO_DIR: '/dev/null/x', DENO_NO_UPDATE_CHECK: '1', DENO_NO_PACKAGE_JSON: '1', NO_COLOR: '1' } // L1
  const launches: Launch[] = []
  const add = (level: Level, command: readonly string[], cpuLimitMs: number | null): void => {
    launches.push(launchOf(level, command, env, cpuLimitMs))
  }
  const setpriv = findLinuxProgram('setpriv')
  const prlimit = findLinuxProgram('prlimit')
  const data = prlimit ? [prlimit, `--data=${dataLimitBytes}`, '--core=0'] : []
  const dataName = prlimit ? '+data-limit' : ''
  if (setpriv) {
    const held = leash(setpriv) // L2
    if (isRoot()) add(`deno+nobody+no-new-privs${dataName}`, [...data, ...held, ...asNobody, ...deno], null)
    add(`deno+no-new-privs${dataName}`, [...data, ...held, ...deno], null)
    add('deno+no-new-privs', [...held, ...deno], null)
  }
  const sh = process.platform === 'win32' ? null : findProgram('sh')
  if (sh)
    add('deno+cpu-limit', [sh, '-c', `ulimit -t ${cpuLimitSeconds}; exec "$@"`, 'sh', ...deno], cpuLimitSeconds * 1000)
  add('deno', deno, null)
  return launches
}
