/**
 * A child bound to one deployment, and the calls it runs. It owns the limits that hold against the code inside: time,
 * memory, and whether it still answers. Which call goes to which slot, and what becomes of calls that were lost with the
 * child, is the runner's.
 *
 * Rules
 * S1 A call ends exactly once: with the action's answer, at its time limit, by its caller's wish, or lost with the child.
 * S2 At the time limit the call is over, whatever the code does. A child that then does not answer a ping is killed; one that
 *    does keeps its other calls. A child that tells where the call was is given a moment to say so.
 * S3 A child that holds more memory than allowed is killed.
 * S4 When a call is over, its requests are aborted, and requests it still makes are ignored.
 * S5 A call that has not begun because another one holds the event loop is lost early, and not for good; not in a slot for
 *    single calls, where there is no other.
 */
import type { Values } from '@parley/flow'
import type { Child, ChildEnd } from './child.ts'
import type { LogLine } from './deployment.ts'
import { createErrands, type Errands } from './errands.ts'
import { ActionHostError } from './failure.ts'
import type { CallContext, End, FromChild } from './frame.ts'
import { createJournal, type Journal } from './journal.ts'
import { type LanguageName, languages } from './language.ts'
import type { Fresh } from './nursery.ts'
import { createPulse, type Pulse } from './pulse.ts'
import type { Tenant } from './tenant.ts'
import { defaultTimeoutMs, longestTimeoutMs, readTimeout } from './timeout.ts'
import { readCpuTime, readMemory } from './usage.ts'

/** How long a child may take to answer after a time limit before it counts as caught in a loop. */
const pingGraceMs = 100
/** … and how long, within that, a stopped call may take to tell where it was. */
const locateWithinMs = 80
/** A child that leaves a ping open for so long gets no new calls. */
const stuckAfterMs = 100
/** … and after so long the calls that have not begun are given to others. */
const moveAfterMs = 250
const loadWithinMs = 5000
/** Calls given up on may go on inside and hold memory: after so many the child is replaced. */
const abandonedLimit = 50
/** More CPU time than this, in milliseconds between two inspections, without a call is work left behind. */
const idleCpuLimitMs = 300

export interface CallRequest {
  readonly action: string
  readonly payload: Values
  readonly context: CallContext
  /** Null: as the action says, or the default. */
  readonly timeoutMs: number | null
  /** Whether its requests are kept for whoever asked for the call. */
  readonly trace: boolean
  /** Told what the call logs, as it logs it. */
  readonly onLine?: (line: LogLine) => void
  readonly signal: AbortSignal
}

export type SlotEnd =
  | { readonly kind: 'end'; readonly end: End }
  /** `stack`: where it was, in the author's files; empty when nobody knows. */
  | { readonly kind: 'timeout'; readonly timeoutMs: number; readonly stack: string }
  | { readonly kind: 'cancelled' }
  /** The child is gone or stuck. `alone`: it can only be this call's doing. `asked`: the call had already made requests. */
  | { readonly kind: 'lost'; readonly cause: 'memory' | 'crashed'; readonly alone: boolean; readonly asked: boolean }

export interface SlotRun {
  readonly end: SlotEnd
  readonly journal: Journal
}

export interface SlotOptions {
  readonly fresh: Fresh
  readonly tenant: Tenant
  readonly language: LanguageName
  readonly memoryBytes: number
  /** It gets one call at a time. */
  readonly single: boolean
}

interface Running {
  readonly settle: (end: SlotEnd) => void
  readonly requests: AbortController
  readonly journal: Journal
  readonly trace: boolean
  /** True once the action's code runs. */
  begun: boolean
  asked: boolean
  /** How it ends, once it was told to stop and may still say where it is. */
  stopping: SlotEnd | null
}

/** Loads the deployment into the child. @throws ActionHostError `not-loaded` */
export async function createSlot(options: SlotOptions): Promise<Slot> {
  const slot = new Slot(options)
  await slot.load()
  return slot
}

type Loaded = FromChild & { kind: 'loaded' }

export class Slot {
  readonly level: string
  /** Resolves once the child is gone. */
  readonly gone: Promise<ChildEnd>
  readonly #tenant: Tenant
  readonly #language: LanguageName
  readonly #memoryBytes: number
  readonly #cpuLimitMs: number | null
  readonly #single: boolean
  readonly #child: Child
  readonly #pulse: Pulse
  readonly #errands: Errands
  readonly #running = new Map<number, Running>()
  readonly #loaded = Promise.withResolvers<Loaded>()
  readonly #gone = Promise.withResolvers<ChildEnd>()
  #timeouts: Loaded['timeouts'] = {}
  #lastCall = 0
  #retired = false
  #dead = false
  #overMemory = false
  #abandoned = 0
  /** Questions after time limits that the child has not answered yet. */
  #probes = 0
  #idleSince = Date.now()
  #idleCpu: number | null = null

  constructor({ fresh, tenant, language, memoryBytes, single }: SlotOptions) {
    this.#single = single
    this.#tenant = tenant
    this.#language = language
    this.#memoryBytes = memoryBytes
    this.#child = fresh.child
    this.#cpuLimitMs = fresh.launch.cpuLimitMs
    this.level = fresh.launch.level
    this.gone = this.#gone.promise
    this.#pulse = createPulse((ping) => fresh.child.send({ kind: 'ping', ping }))
    this.#errands = createErrands(tenant, fresh.child.send)
    this.#loaded.promise.catch(() => {})
    fresh.adopt({ onFrame: (frame) => this.#onFrame(frame), onEnd: (end) => this.#onEnd(end) })
  }

  get inFlight(): number {
    return this.#running.size
  }

  /** False once it gets no more calls. */
  get alive(): boolean {
    return !this.#dead && !this.#retired
  }

  /** True once it was told to end with its last call. */
  get retired(): boolean {
    return this.#retired
  }

  /** False while it does not answer: a call in it holds the event loop. */
  get responsive(): boolean {
    return this.#probes === 0 && this.#pulse.waitedMs() < stuckAfterMs
  }

  async load(): Promise<void> {
    const timer = setTimeout(() => this.kill('it did not finish loading'), loadWithinMs)
    try {
      const load = languages[this.#language].read(this.#tenant.deployment)
      if (!load) throw new ActionHostError('not-loaded', 'The version has no actions in this language.', 'no')
      this.#child.send({ kind: 'load', ...load, secrets: this.#tenant.secrets.placeholders })
      const { thrown, timeouts } = await this.#loaded.promise
      this.#timeouts = timeouts
      if (!thrown) return
      this.kill('its bundle does not load')
      const said = this.#tenant.clean(`${thrown.name}: ${thrown.message}\n${thrown.stack}`)
      throw new ActionHostError('not-loaded', `The actions do not load: ${said}`, 'no')
    } finally {
      clearTimeout(timer)
    }
  }

  run(request: CallRequest): Promise<SlotRun> {
    return new Promise((resolve) => {
      this.#lastCall += 1
      const call = this.#lastCall
      const timeoutMs = this.#timeoutOf(request)
      const journal = createJournal(this.#tenant.clean, request.onLine)
      const requests = new AbortController()
      const stop = (): void => this.#abandon(call, { kind: 'cancelled' })
      const timer = setTimeout(() => this.#abandon(call, { kind: 'timeout', timeoutMs, stack: '' }), timeoutMs)
      const settle = (end: SlotEnd): void => {
        const { stopping } = this.#running.get(call) ?? {}
        if (!this.#running.delete(call)) return // S1
        if (request.trace) this.#weigh(journal)
        clearTimeout(timer)
        request.signal.removeEventListener('abort', stop)
        requests.abort() // S4
        resolve({ end: stopping ?? end, journal })
        if (this.#running.size === 0) this.#rest()
      }
      this.#running.set(call, {
        settle,
        requests,
        journal,
        trace: request.trace,
        begun: false,
        asked: false,
        stopping: null,
      })
      if (this.#dead) return settle({ kind: 'lost', cause: 'crashed', alone: false, asked: false })
      request.signal.addEventListener('abort', stop, { once: true })
      this.#child.send({
        kind: 'call',
        call,
        action: request.action,
        payload: request.payload,
        context: request.context,
      })
    })
  }

  /** Looks after a child that runs calls: its memory, whether it answers, and calls that cannot begin. */
  watch(): void {
    this.#checkMemory()
    this.#pulse.beat()
    if (this.#single || this.#pulse.waitedMs() < moveAfterMs) return
    for (const [call, { begun, settle }] of [...this.#running]) {
      if (begun) continue
      this.#child.send({ kind: 'cancel', call })
      settle({ kind: 'lost', cause: 'crashed', alone: false, asked: false }) // S5
    }
    if (this.#running.size === 0) this.kill('it was busy without a call')
  }

  /** Called about every second: retires an idle or worn child, kills one that works without a call. */
  inspect(now: number, idleMs: number): void {
    if (this.#dead) return
    this.#checkMemory()
    const { pid } = this.#child
    const cpu = pid === undefined ? null : readCpuTime(pid)
    if (this.#cpuLimitMs !== null && cpu !== null && cpu > this.#cpuLimitMs / 2) this.retire()
    if (this.#running.size > 0) return
    if (cpu !== null && this.#idleCpu !== null && cpu - this.#idleCpu > idleCpuLimitMs)
      this.kill('it was busy without a call')
    this.#idleCpu = cpu
    if (now - this.#idleSince > idleMs) this.retire()
  }

  /** No more calls; the child ends with the last of those it has. */
  retire(): void {
    this.#retired = true
    if (this.#running.size === 0) this.kill('it is no longer needed')
  }

  kill(reason: string): void {
    if (!this.#dead) this.#child.kill(reason)
  }

  #rest(): void {
    this.#idleSince = Date.now()
    this.#idleCpu = null
    if (this.#retired) this.retire()
  }

  #timeoutOf({ action, timeoutMs }: CallRequest): number {
    const declared = Object.hasOwn(this.#timeouts, action) ? readTimeout(this.#timeouts[action] ?? '') : null
    return Math.min(timeoutMs ?? declared ?? defaultTimeoutMs, longestTimeoutMs)
  }

  #abandon(call: number, end: SlotEnd): void {
    const running = this.#running.get(call)
    if (!running || running.stopping) return
    this.#child.send({ kind: 'cancel', call })
    this.#abandoned += 1
    if (this.#abandoned >= abandonedLimit) this.#retired = true
    this.#probes += 1
    const late = (): void => this.kill('it no longer answered') // S2
    this.#pulse.ask(pingGraceMs, late, () => {
      this.#probes -= 1
    })
    if (end.kind !== 'timeout' || !languages[this.#language].locates) {
      running.settle(end)
      return
    }
    running.stopping = end
    running.requests.abort() // S4
    setTimeout(() => running.settle(end), locateWithinMs)
  }

  #located(call: number, stack: string): void {
    const running = this.#running.get(call)
    if (running?.stopping?.kind !== 'timeout') return
    running.stopping = { ...running.stopping, stack }
    running.settle(running.stopping)
  }

  #checkMemory(): void {
    const { pid } = this.#child
    const memory = pid === undefined || this.#dead ? null : readMemory(pid)
    for (const { trace, journal } of this.#running.values())
      if (trace) journal.memoryBytes = Math.max(journal.memoryBytes, memory ?? 0)
    if (memory === null || memory <= this.#memoryBytes) return
    this.#overMemory = true // S3
    this.kill(`it held ${Math.round(memory / 1e6)} MB`)
  }

  #weigh(journal: Journal): void {
    const { pid } = this.#child
    const memory = pid === undefined || this.#dead ? null : readMemory(pid)
    journal.memoryBytes = Math.max(journal.memoryBytes, memory ?? 0)
  }

  #onFrame(frame: FromChild): void {
    switch (frame.kind) {
      case 'loaded':
        this.#loaded.resolve(frame)
        break
      case 'begun': {
        const call = this.#running.get(frame.call)
        if (call) call.begun = true
        break
      }
      case 'log':
        this.#running.get(frame.call)?.journal.add(frame.level, frame.text)
        break
      case 'fetch':
      case 'braze':
        this.#onRequest(frame)
        break
      case 'abort':
        this.#errands.abort(frame.rpc)
        break
      case 'done':
        this.#running.get(frame.call)?.settle({ kind: 'end', end: frame.end })
        break
      case 'stopped':
        this.#located(frame.call, frame.stack)
        break
      case 'pong':
        this.#pulse.answered(frame.ping)
        break
      case 'ready':
      case 'described':
        break
    }
  }

  #onRequest(frame: FromChild & { kind: 'fetch' | 'braze' }): void {
    const call = this.#running.get(frame.call)
    if (!call) return // S4
    call.asked = true
    this.#errands.run(frame, call.requests.signal, call.trace ? call.journal.addRequest : null)
  }

  #onEnd(end: ChildEnd): void {
    this.#dead = true
    this.#pulse.stop()
    const reason = `The process ended while it loaded the actions: ${end.detail}.`
    this.#loaded.reject(new ActionHostError('not-loaded', reason, 'later'))
    const cause = this.#overMemory || end.cause === 'memory' ? 'memory' : 'crashed'
    // A call that was given up and goes on is no longer among these: then it may have been that one.
    const only = this.#running.size === 1 && this.#probes === 0
    for (const { settle, begun, asked } of [...this.#running.values()]) {
      settle({ kind: 'lost', cause, alone: this.#single || (only && begun), asked })
    }
    this.#gone.resolve(end)
  }
}
