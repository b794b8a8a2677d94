/**
 * How a child is started: with no permission at all, and as much help of the operating system as it offers. What is the same
 * for every language; the commands are in `launch-deno.ts` and `launch-python.ts`.
 *
 * Rules
 * L1 The child gets no environment, no permission, no configuration file, no place to cache or store.
 * L2 The child dies with the host, also when it spins: by the kernel's parent-death signal where there is one, otherwise by
 *    a limit of CPU time; a child that listens ends by itself when its stdin closes.
 * L3 The strongest level that works here is used, and named.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names what holds a child: the language's own means, then what the operating system adds. */
export type Level = 'deno' | `deno+${string}` | `python${string}`

export interface Launch {
  readonly level: Level
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Set when CPU time bounds the child: it must be replaced before it has used that many milliseconds. */
  readonly cpuLimitMs: number | null
}

export const cpuLimitSeconds = 600
/** `nobody` on Linux. */
const nobody = '65534'

/** What `setpriv` takes from a child of root: everything, or everything but the right to read root's own files. */
export const withoutCapabilities = ['--bounding-set=-all', '--inh-caps=-all'] as const
export const asNobody = ['--reuid', nobody, '--regid', nobody, '--clear-groups', ...withoutCapabilities] as const

export const isRoot = (): boolean => process.getuid?.() === 0

/** The command that ends its program with its parent, and keeps it from gaining rights. L2 */
export function leash(setpriv: string): readonly string[] {
  return [setpriv, '--pdeathsig', 'KILL', '--no-new-privs']
}

/** Path of a program of this machine, `null` when there is none. */
export function findProgram(name: string): string | null {
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

/** The same, for what only Linux has. */
export function findLinuxProgram(name: string): string | null {
  return process.platform === 'linux' ? findProgram(name) : null
}

/** Puts one way to start a child into the list; `command` begins with the program. */
export function launchOf(
  level: Level,
  [file = '', ...args]: readonly string[],
  env: Launch['env'],
  cpuLimitMs: number | null,
): Launch {
  return { level, file, args, env, cpuLimitMs }
}
