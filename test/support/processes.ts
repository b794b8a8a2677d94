import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const repository = resolve(import.meta.dirname, '../..')

/** A running `parley` command in a process of its own. */
export interface ParleyProcess {
  readonly pid: number
  /** Address of the server and of the Braze sandbox; free ports, unless the environment names some. */
  readonly url: string
  readonly sandboxUrl: string
  readonly home: string
  /** Everything printed so far, both streams. */
  output(): string
  /** What was printed on standard output alone. */
  printed(): string
  /** Waits until the server takes requests; throws with the output when it ends before. */
  ready(): Promise<void>
  /** Sends the signal and waits for the end; the exit code, null when a signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>
  readonly exited: Promise<number | null>
  /** Ends it if it still runs and removes its home, unless the caller brought one. */
  dispose(): Promise<void>
}

/**
 * Runs `parley <args>` as a person would, in a fresh PARLEY_HOME and on free ports. `env` wins over both.
 *
 * @example
 * const parley = await spawnParley(['start'])
 * await parley.ready()
 */
export async function spawnParley(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ParleyProcess> {
  const home = env.PARLEY_HOME ?? (await mkdtemp(join(tmpdir(), 'parley-test-home-')))
  const port = env.PORT ?? String(await freePort())
  const sandboxPort = env.BRAZE_SANDBOX_PORT ?? String(await freePort())
  const child = spawn(process.execPath, ['packages/server/main.ts', ...args], {
    cwd: repository,
    env: { ...outerEnvironment(), ...env, PARLEY_HOME: home, PORT: port, BRAZE_SANDBOX_PORT: sandboxPort },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { output, printed } = collect(child)
  const exited = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  const url = `http://127.0.0.1:${port}`
  const kill = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return exited
  }
  const dispose = async (): Promise<void> => {
    await stop(child, exited)
    if (env.PARLEY_HOME === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return {
    pid: child.pid ?? 0,
    url,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    home,
    output,
    printed,
    ready: () =>
      becomeReady(url, exited, output).catch(async (error: unknown) => {
        // Nobody would call dispose on a program that never came up.
        await dispose()
        throw error
      }),
    kill,
    exited,
    dispose,
  }
}

/** What the tests themselves run under, and no setting of Parley that the developer happens to have. */
function outerEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(PARLEY_|BRAZE_|VITEST|NODE_OPTIONS$|DATABASE_URL$|HOST$|PORT$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

function collect(child: ChildProcess): { output(): string; printed(): string } {
  let all = ''
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    all += text
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    all += text
  })
  return { output: () => all, printed: () => out }
}

const pollMs = 25
/** A server that is not up by then will not come up. */
const readyWithinMs = 60_000

async function becomeReady(url: string, exited: Promise<number | null>, output: () => string): Promise<void> {
  const end = performance.now() + readyWithinMs
  const over = exited.then((code) => ({ code }))
  while (performance.now() < end) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    if (answer?.ok) return
    const exit = await Promise.race([over, delay(pollMs)])
    if (exit !== undefined) throw new Error(`parley ended with ${exit.code} before it was ready:\n${output()}`)
  }
  throw new Error(`parley was not ready after ${readyWithinMs / 1000} s:\n${output()}`)
}

/** Long enough to close everything in order; a program that needs longer is stuck. */
const stopWithinMs = 20_000

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  await exited
  clearTimeout(timer)
}

const portsOfWorker = 1_000
const workers = 21
const firstPort = 11_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % workers) * portsOfWorker
let nextPort = Math.floor(Math.random() * portsOfWorker)

/**
 * A TCP port that is free on 127.0.0.1 right now, and stays so until its use: below the ports that systems hand out by themselves; test
 * files that run side by side look each among its own; and what was given once comes last.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < portsOfWorker; tries++) {
    nextPort = (nextPort + 1) % portsOfWorker
    const port = firstPort + nextPort
    if (await isFree(port)) return port
  }
  throw new Error(`No port from ${firstPort} to ${firstPort + portsOfWorker - 1} is free on 127.0.0.1.`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}

/** A process as it was seen; `started` tells it from a later one with the same id. */
export interface SeenProcess {
  readonly pid: number
  readonly parent: number
  readonly started: string
  readonly command: string
}

/** Every process below this one, children of children too, as of now. */
export async function descendants(pid: number): Promise<readonly SeenProcess[]> {
  const all = await processes()
  const found: SeenProcess[] = []
  const parents = new Set([pid])
  for (let before = -1; before !== found.length; ) {
    before = found.length
    for (const each of all) {
      if (!parents.has(each.parent) || parents.has(each.pid)) continue
      parents.add(each.pid)
      found.push(each)
    }
  }
  return found
}

/** Those of the family that still run after `withinMs`; empty as soon as all are gone. */
export async function survivors(family: readonly SeenProcess[], withinMs = 10_000): Promise<readonly SeenProcess[]> {
  const end = performance.now() + withinMs
  for (;;) {
    const running = new Set((await processes()).map(({ pid, started }) => `${pid} ${started}`))
    const left = family.filter(({ pid, started }) => running.has(`${pid} ${started}`))
    if (left.length === 0 || performance.now() > end) return left
    await delay(pollMs)
  }
}

/** All processes of the machine that run; a zombie does not. */
async function processes(): Promise<readonly SeenProcess[]> {
  if (process.platform !== 'linux') return processesByPs()
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const seen = await Promise.all(pids.map(seeProcess))
  return seen.filter((each) => each !== undefined)
}

async function seeProcess(pid: string): Promise<SeenProcess | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The command name may hold spaces and parentheses; the fields after the last one are plain.
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const started = rest[17]
  if (started === undefined || state === 'Z' || state === 'X') return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return { pid: Number(pid), parent: Number(parent), started, command: command.split('\0').join(' ').trimEnd() }
}

async function processesByPs(): Promise<readonly SeenProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,stat=,lstart=,command='])
  return stdout.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(line)
    if (found === null || found[3]?.startsWith('Z')) return []
    return [{ pid: Number(found[1]), parent: Number(found[2]), started: found[4] ?? '', command: found[5] ?? '' }]
  })
}
