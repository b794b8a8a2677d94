/**
 * The server's side of the action host: starts its process, keeps it running, and speaks to it.
 *
 * Rules
 * H1 A host process that dies is started again, with everything loaded as before; calls that were running reject with
 *    `host-gone`, which says to try again.
 * H2 The host's process gets no environment beyond what it needs to start: no secret of the server is in it.
 * H3 After `close` has resolved the process and everything it started are gone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BrazeError } from '@parley/braze'
import { createMayConnect } from './address.ts'
import type { Deployment, LogLine } from './deployment.ts'
import { ActionHostError } from './failure.ts'
import { chosenPython } from './interpreter.ts'
import type { FromHost, ToHost, WireError } from './letter.ts'
import type { HostLog } from './log.ts'
import type { ActionCall, PoolOptions, PoolStats } from './pool.ts'
import type { RecentRequest } from './recent-requests.ts'
import type { ActionReport } from './report.ts'
import { createServices, type Services } from './services.ts'
import type { BudgetWindow } from './upstream.ts'

export interface ActionHostOptions {
  /**
   * Private addresses that actions may reach, set by whoever runs the server: `127.0.0.1:8080`, `10.0.0.0/8`.
   * Default: `PARLEY_EGRESS_PRIVATE`, a comma list.
   */
  readonly openedAddresses?: readonly string[]
  /** The most memory a child may hold, in MB. Default 256. */
  readonly memoryMegabytes?: number
  /** The most JavaScript heap of a child, in MB. Default 128. */
  readonly heapMegabytes?: number
  /** Default 2. */
  readonly childrenPerDeployment?: number
  /** Default 32. */
  readonly callsPerChild?: number
  /** Milliseconds without a call after which a deployment's processes end. Default 5 minutes. */
  readonly idleMs?: number
  /** The Python that runs actions in Python. Default: `PARLEY_PYTHON`, then `python3` of the PATH. */
  readonly python?: string
  readonly log?: HostLog
  /** Rate limits of Braze that several nodes share. Default: this host keeps them by itself. */
  readonly budget?: {
    /** Resolves when one request may go. */
    take(name: string, window: BudgetWindow, signal: AbortSignal): Promise<void>
    /** Braze asked for a pause. */
    pause(name: string, ms: number): Promise<void>
  }
  /** Told, and waited for, before and after an action itself changes profiles in Braze; they are named as by {@link nameProfile}. */
  readonly onChange?: (deployment: string, profiles: readonly string[]) => Promise<void>
}

export interface ActionHostStats extends PoolStats {
  readonly pid: number | null
  /** How often the process had to be started again. */
  readonly restarts: number
}

export interface ActionHost {
  /** Makes a deployment runnable; the same id again changes nothing. */
  load(deployment: Deployment): void
  unload(id: string): void
  /**
   * Runs an action to its result; whatever the action does is a result.
   * @throws ActionHostError when there is none: `host-gone`, `overloaded`, `unknown-deployment`, `cancelled`, `closed`
   */
  run(call: ActionCall, options?: RunOptions): Promise<ActionReport>
  /**
   * Calls Braze with the deployment's key, `users.track` sharing requests with its actions.
   * @param method Path of the client's method, `users.track`.
   * @throws BrazeError, ActionHostError
   */
  call(deployment: string, method: string, body: unknown, options?: { readonly signal?: AbortSignal }): Promise<unknown>
  /**
   * What this host sent last to the Braze workspace of a deployment, newest first; bounded. Holds personal data.
   * @throws ActionHostError
   */
  recent(deployment: string): Promise<readonly RecentRequest[]>
  stats(): Promise<ActionHostStats>
  close(): Promise<void>
}

export interface RunOptions {
  readonly signal?: AbortSignal
  /** Told what a traced call logs, as it logs it. */
  readonly onLine?: (line: LogLine) => void
}

interface Asked {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onLine: RunOptions['onLine']
}

const readyWithinMs = 15_000
const closeWithinMs = 3000
/** Between attempts to start a process that keeps dying. */
const restartAfterMs = 200

/** The variables a Node process needs to start, to be as small as the server's, and to trust the operator's certificates. */
const kept = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'SystemRoot',
  'LANG',
  'TZ',
  'MALLOC_ARENA_MAX',
  'NODE_COMPILE_CACHE',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]

/** What lives in the host is small (about 20 MB); without a limit V8 lets garbage grow to several times that. */
const hostFlags = ['--max-semi-space-size=4', '--max-old-space-size=256']

function readOptions(options: ActionHostOptions): PoolOptions {
  const list = (process.env.PARLEY_EGRESS_PRIVATE ?? '').split(',').map((one) => one.trim())
  return {
    openedAddresses: options.openedAddresses ?? list.filter((one) => one !== ''),
    memoryMegabytes: options.memoryMegabytes ?? 256,
    heapMegabytes: options.heapMegabytes ?? 128,
    childrenPerDeployment: options.childrenPerDeployment ?? 2,
    callsPerChild: options.callsPerChild ?? 32,
    idleMs: options.idleMs ?? 300_000,
    python: options.python ?? chosenPython(),
  }
}

function toError({ name, message, code, retry, status, ambiguous, errors }: WireError): Error {
  if (name !== 'BrazeError') return new ActionHostError(code as ActionHostError['code'], message, retry)
  return new BrazeError(message, {
    code: code as BrazeError['code'],
    retry,
    status,
    ambiguous: ambiguous ?? false,
    errors: (errors ?? []) as BrazeError['errors'],
  })
}

function forkHost(): ChildProcess {
  const env = Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  ) // H2
  return fork(join(import.meta.dirname, 'main.ts'), [], {
    env,
    execArgv: hostFlags,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/**
 * Starts the action host's process.
 * @throws Error when an entry of `openedAddresses` cannot be read, ActionHostError `host-gone` when the process does not start.
 */
export async function createActionHost(options: ActionHostOptions = {}): Promise<ActionHost> {
  const read = readOptions(options)
  // Here rather than in the process it is for, where a mistake would only show as a process that does not start.
  createMayConnect(read.openedAddresses)
  const host = new Host(read, options)
  try {
    await host.start()
    return host
  } catch (error) {
    await host.close()
    throw error
  }
}

class Host implements ActionHost {
  readonly #options: PoolOptions
  readonly #log: HostLog
  readonly #services: Services
  readonly #deployments = new Map<string, Deployment>()
  readonly #asked = new Map<number, Asked>()
  #process: ChildProcess | null = null
  #ready: Promise<void> = Promise.resolve()
  #last = 0
  #restarts = 0
  #closed = false

  constructor(options: PoolOptions, parts: ActionHostOptions) {
    this.#options = options
    this.#log = parts.log ?? (() => {})
    this.#services = createServices(parts)
  }

  start(): Promise<void> {
    const started = Promise.withResolvers<void>()
    const child = forkHost()
    this.#process = child
    const timer = setTimeout(() => child.kill('SIGKILL'), readyWithinMs)
    child.on('message', (letter: FromHost) => {
      if (letter.kind === 'ready') {
        clearTimeout(timer)
        started.resolve()
      } else this.#receive(letter)
    })
    child.on('error', () => {})
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      const gone = new ActionHostError('host-gone', `The action host ended (${signal ?? `code ${code}`}).`, 'later')
      started.reject(gone)
      this.#lost(gone)
    })
    this.#post({ kind: 'start', options: this.#options, serves: this.#services.serves })
    for (const deployment of this.#deployments.values()) this.#post({ kind: 'load', deployment })
    this.#ready = started.promise
    return started.promise
  }

  #post(letter: ToHost): void {
    if (this.#process?.connected) this.#process.send(letter, undefined, undefined, () => {})
  }

  #receive(letter: FromHost): void {
    if (letter.kind === 'log') this.#log(letter.level, letter.fields, letter.text)
    if (letter.kind === 'need')
      void this.#services
        .meet(letter.need, letter.what)
        .then((met) => this.#post({ kind: 'answered', need: letter.need, met }))
    if (letter.kind === 'needless') this.#services.drop(letter.need)
    if (letter.kind === 'pause') this.#services.pause(letter.name, letter.ms)
    if (letter.kind === 'line') this.#asked.get(letter.ask)?.onLine?.(letter.line)
    if (letter.kind !== 'done' && letter.kind !== 'failed') return
    const asked = this.#asked.get(letter.ask)
    this.#asked.delete(letter.ask)
    if (letter.kind === 'done') asked?.resolve(letter.value)
    else asked?.reject(toError(letter.error))
  }

  #lost(error: ActionHostError): void {
    this.#process = null
    this.#services.dropAll()
    for (const asked of this.#asked.values()) asked.reject(error) // H1
    this.#asked.clear()
    if (this.#closed) return
    this.#restarts += 1
    this.#log(
      'error',
      { restarts: this.#restarts, reason: error.message },
      'The action host died and is started again.',
    )
    void this.#restart()
  }

  async #restart(): Promise<void> {
    if (this.#restarts > 1) await wait(restartAfterMs, undefined, { ref: false })
    if (this.#closed || this.#process) return
    // A start that fails ends in `#lost`, which comes back here.
    await this.start().catch(() => {})
  }

  #ask<Answer>(make: (ask: number) => ToHost, { signal, onLine }: RunOptions = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new ActionHostError('closed', 'The action host is closed.', 'later'))
      if (!this.#process?.connected)
        return reject(new ActionHostError('host-gone', 'The action host is being started.', 'later'))
      if (signal?.aborted) return reject(new ActionHostError('cancelled', 'The call was cancelled.', 'no'))
      this.#last += 1
      const ask = this.#last
      const cancel = (): void => this.#post({ kind: 'cancel', ask })
      const settled = (): void => signal?.removeEventListener('abort', cancel)
      signal?.addEventListener('abort', cancel, { once: true })
      this.#asked.set(ask, {
        resolve: (value) => {
          settled()
          resolve(value as Answer)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
        onLine,
      })
      this.#post(make(ask))
    })
  }

  load(deployment: Deployment): void {
    if (this.#deployments.has(deployment.id)) return
    this.#deployments.set(deployment.id, deployment)
    this.#post({ kind: 'load', deployment })
  }

  unload(id: string): void {
    if (this.#deployments.delete(id)) this.#post({ kind: 'unload', id })
  }

  async run(call: ActionCall, options: RunOptions = {}): Promise<ActionReport> {
    return this.#ask((ask) => ({ kind: 'run', ask, call }), options)
  }

  async call(
    deployment: string,
    method: string,
    body: unknown,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<unknown> {
    return this.#ask((ask) => ({ kind: 'call', ask, deployment, method, body }), options)
  }

  async recent(deployment: string): Promise<readonly RecentRequest[]> {
    return this.#ask((ask) => ({ kind: 'recent', ask, deployment }))
  }

  async stats(): Promise<ActionHostStats> {
    const stats = await this.#ask<PoolStats>((ask) => ({ kind: 'stats', ask }))
    return { ...stats, pid: this.#process?.pid ?? null, restarts: this.#restarts }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const child = this.#process
    if (!child) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    this.#post({ kind: 'close' })
    const timer = setTimeout(() => child.kill('SIGKILL'), closeWithinMs)
    await gone // H3
    clearTimeout(timer)
    await this.#ready.catch(() => {})
  }
}
