import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs one of the bench's own scripts and resolves with the first message that it sends. */
export async function startScript<T>(
  script: string,
  options: object,
): Promise<{ readonly child: ChildProcess; readonly first: T }> {
  const child = fork(join(root, 'bench', script), [JSON.stringify(options)], { stdio: 'inherit' })
  const first = await new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
  })
  return { child, first }
}

/** Like {@link startScript} for a script that ends by itself after its one message. */
export async function runScript<T>(script: string, options: object): Promise<T> {
  const { child, first } = await startScript<T>(script, options)
  await stop(child)
  return first
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

export interface RunningParley {
  readonly pid: number
  readonly url: string
  readonly startedMs: number
  /** What it has written to standard output until now. */
  printed(): string
  close(): Promise<void>
}

/**
 * As the npm scripts start it: a small young generation and a bounded old one cost no measurable throughput here, and keep V8
 * from growing its heap by 100 MB because the machine has so much.
 */
const flags = ['--max-semi-space-size=8', '--max-old-space-size=512']
/** Where glibc's threads would each keep memory of their own: 40 MB over all processes. */
const arenas = { MALLOC_ARENA_MAX: '1' }

/** A whole platform in its own process, on free ports, with a home of its own. */
export async function startParley(
  solution: string,
  home?: string,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningParley> {
  const ownHome = home ?? (await mkdtemp(join(tmpdir(), 'parley-bench-')))
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, join(root, 'packages/server/main.ts'), 'start', solution], {
    cwd: root,
    env: {
      ...process.env,
      ...arenas,
      PORT: '0',
      BRAZE_SANDBOX_PORT: '0',
      PARLEY_HOME: ownHome,
      PARLEY_LOG: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      const chat = /Chat\s+(http:\S+?)\/\s/.exec(output)
      if (chat?.[1] !== undefined && output.includes('Ctrl-C')) resolve(chat[1])
    })
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}:\n${output}`)))
  })
  const startedMs = performance.now() - began
  return {
    pid: child.pid ?? 0,
    url,
    startedMs,
    printed: () => output,
    async close() {
      await stop(child)
      if (home === undefined) await rm(ownHome, { recursive: true, force: true })
    },
  }
}

export interface ProcessMemory {
  readonly pid: number
  readonly name: string
  readonly rssMb: number
  /** Proportional share: pages shared by several processes counted once over all of them. */
  readonly pssMb: number
}

/** The memory of a process and all its descendants. Linux only. */
export async function memoryOf(pid: number): Promise<readonly ProcessMemory[]> {
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc')) {
    const id = Number(entry)
    if (!Number.isInteger(id)) continue
    const status = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => null)
    if (status !== null) parents.set(id, Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const family = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const [child, parent] of parents) {
      if (!family.has(parent) || family.has(child)) continue
      family.add(child)
      grown = true
    }
  }
  const processes: ProcessMemory[] = []
  for (const id of family) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
    const name = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim()
    const kb = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
    processes.push({ pid: id, name, rssMb: kb('Rss') / 1024, pssMb: kb('Pss') / 1024 })
  }
  return processes
}
