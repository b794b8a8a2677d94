/**
 * How a Deno child is started: with no permission at all, and as much help of the operating system as it offers.
 *
 * Rules
 * L1 The child gets no environment, no permission, no configuration file, no place to cache or store.
 * L2 The child dies with the host, also when it spins: by the kernel's parent-death signal where there is one, otherwise by
 *    a limit of CPU time; a child that listens ends by itself when its stdin closes.
 * L3 The strongest level that works here is used, and named.
 */
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** Names what holds a child: always `deno` (zero permissions), then what the operating system adds. */
export type Level = 'deno' | `deno+${string}`

export interface Launch {
  readonly level: Level
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Set when only CPU time bounds an orphan: the child must be replaced before it has used that many milliseconds. */
  readonly cpuLimitMs: number | null
}

/** V8 needs about 540 MB of reserved data before it starts; above that a big allocation fails inside the action. */
const dataLimitBytes = 640 * 1024 * 1024
const cpuLimitSeconds = 600
/** `nobody` on Linux. */
const nobody = '65534'

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

function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin', '/usr/sbin', '/sbin']
  for (const folder of folders) {
    try {
      const path = join(folder, name)
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not here: try the next folder.
    }
  }
  return null
}

function denoCommand(heapMegabytes: number): readonly string[] {
  const flags = ['--quiet', '--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock', '--cached-only']
  const worker = join(import.meta.dirname, 'worker', 'main.ts')
  return [findDeno(), 'run', ...flags, `--v8-flags=--max-old-space-size=${heapMegabytes}`, worker] // L1
}

/**
 * The ways to start a child here, strongest first. Whether one works shows only when it is tried (containers forbid this or
 * that), so the pool goes down the list until a child says it is ready.
 */
export function launchesFor(heapMegabytes: number): readonly Launch[] {
  const deno = denoCommand(heapMegabytes)
  // A store that cannot be made: `caches` and `localStorage` would be shared between solutions otherwise.
  const env = { DENO_DIR: '/dev/null/x', DENO_NO_UPDATE_CHECK: '1', DENO_NO_PACKAGE_JSON: '1', NO_COLOR: '1' } // L1
  const launches: Launch[] = []
  const add = (level: Level, command: readonly string[], cpuLimitMs: number | null): void => {
    const [file, ...args] = command
    if (file) launches.push({ level, file, args, env, cpuLimitMs })
  }
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null
  const prlimit = process.platform === 'linux' ? findProgram('prlimit') : null
  const data = prlimit ? [prlimit, `--data=${dataLimitBytes}`, '--core=0'] : []
  const dataName = prlimit ? '+data-limit' : ''
  if (setpriv) {
    const leash = [setpriv, '--pdeathsig', 'KILL', '--no-new-privs'] // L2
    if (process.getuid?.() === 0) {
      const drop = ['--reuid', nobody, '--regid', nobody, '--clear-groups', '--bounding-set=-all', '--inh-caps=-all']
      add(`deno+nobody+no-new-privs${dataName}`, [...data, ...leash, ...drop, ...deno], null)
    }
    add(`deno+no-new-privs${dataName}`, [...data, ...leash, ...deno], null)
    add('deno+no-new-privs', [...leash, ...deno], null)
  }
  const sh = process.platform === 'win32' ? null : findProgram('sh')
  if (sh)
    add('deno+cpu-limit', [sh, '-c', `ulimit -t ${cpuLimitSeconds}; exec "$@"`, 'sh', ...deno], cpuLimitSeconds * 1000)
  add('deno', deno, null)
  return launches
}
