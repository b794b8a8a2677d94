/**
 * A Deno child bound to one deployment, and the calls it runs. It owns the limits that hold against the code inside: time,
 * memory, and whether it still answers. Which call goes to which slot, and what becomes of calls that were lost with the
 * child, is the runner's.
 *
 * Rules
 * S1 A call ends exactly once: with the action's answer, at its time limit, by its caller's wish, or lost with the child.
 * S2 At the time limit the call is over, whatever the code does. A child that then does not answer a ping is killed; one that
 *    does keeps its other calls.
 * S3 A child that holds more memory than allowed is killed.
 * S4 When a call is over, its requests are aborted.
 */
import type { Values } from '@parley/flow'
import { toRemoteError } from './braze-desk.ts'
import type { ChildEnd } from './child.ts'
import { ActionHostError } from './failure.ts'
import type { CallContext, End, FromChild, Thrown } from './frame.ts'
import { createJournal, type Journal } from './journal.ts'
import type { Fresh } from './nursery.ts'
import { Refusal } from './refusal.ts'
import type { Tenant } from './tenant.ts'
import { defaultTimeoutMs, longestTimeoutMs, readTimeout } from './timeout.ts'
import { readCpuTime, readMemory } from './usage.ts'

/** How long a child may take to answer a ping before it counts as stuck in a loop. */
const pingGraceMs = 100
const loadWithinMs = 5000
/** Calls given up on may go on inside and hold memory: after so many the child is replaced. */
const abandonedLimit = 50

export interface CallRequest {
  readonly action: string
  readonly payload: Values
  readonly context: CallContext
  readonly timeoutMs: number | null
  readonly signal: AbortSignal
}

export type SlotEnd =
  | { readonly kind: 'end'; readonly end: End }
  | { readonly kind: 'timeout'; readonly timeoutMs: number }
  | { readonly kind: 'cancelled' }
  /** The child is gone. `alone`: no other call was in it. `asked`: the call had already made requests. */
  | { readonly kind: 'lost'; readonly cause: 'memory' | 'crashed'; readonly alone: boolean; readonly asked: boolean }

export interface SlotRun {
  readonly end: SlotEnd
  readonly journal: Journal
}

export interface Slot {
  readonly level: string
  readonly inFlight: () => number
  /** False once it should get no more calls. */
  readonly usable: () => boolean
  readonly run: (request: CallRequest) => Promise<SlotRun>
  /** Kills the child when it holds too much memory. Cheap; called often while calls run. */
  readonly checkMemory: () => void
  /** Called about every second: retires an idle or worn child, kills one that is busy without a call. */
  readonly inspect: (now: number, idleMs: number) => void
  /** No more calls; the child ends with the last of those it has. */
  readonly retire: () => void
  readonly kill: (reason: string) => void
  readonly gone: Promise<void>
}

interface Running {
  readonly settle: (end: SlotEnd) => void
  readonly requests: AbortController
  readonly journal: Journal
  asked: boolean
}

export interface SlotOptions {
  readonly fresh: Fresh
  readonly tenant: Tenant
  readonly memoryBytes: number
  readonly onGone: (end: ChildEnd) => void
}

/** Loads the deployment into the child. @throws ActionHostError `not-loaded` */
export async function createSlot(options: SlotOptions): Promise<Slot> {
  const { fresh, tenant, memoryBytes } = options
  const { child, launch } = fresh
  const running = new Map<number, Running>()
  const asked = new Map<number, AbortController>()
  const pings = new Map<number, () => void>()
  const loaded = Promise.withResolvers<{ readonly thrown: Thrown | null; readonly timeouts: Readonly<Record<string, string>> }>()
  const gone = Promise.withResolvers<void>()
  let last = 0
  let retired = false
  let dead = false
  let overMemory = false
  let abandoned = 0
  let idleSince = Date.now()
  let idleCpu: number | null = null

  const endWhenDone = (): void => {
    if (retired && running.size === 0 && !dead) child.kill('it is no longer needed')
  }
  const retire = (): void => {
    retired = true
    endWhenDone()
  }
  const answer = async (rpc: number, work: Promise<unknown>): Promise<void> => {
    try {
      child.send({ kind: 'answer', rpc, value: await work })
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : null
      const error = refusal
        ? { name: 'TypeError', message: refusal.message, kind: refusal.kind, retry: refusal.retry }
        : toRemoteError(thrown)
      child.send({ kind: 'refusal', rpc, error })
    } finally {
      asked.delete(rpc)
    }
  }
  const onRequest = (frame: FromChild & { kind: 'fetch' | 'braze' }): void => {
    const call = running.get(frame.call)
    if (!call) return
    call.asked = true
    const stop = new AbortController()
    asked.set(frame.rpc, stop)
    const signal = AbortSignal.any([stop.signal, call.requests.signal])
    const work = frame.kind === 'fetch' ? tenant.broker.fetch(frame.request, signal) : tenant.braze.call(frame.method, frame.body)
    void answer(frame.rpc, work)
  }
  const onFrame = (frame: FromChild): void => {
    switch (frame.kind) {
      case 'loaded':
        loaded.resolve(frame)
        break
      case 'log':
        running.get(frame.call)?.journal.add(frame.level, frame.text)
        break
      case 'fetch':
      case 'braze':
        onRequest(frame)
        break
      case 'abort':
        asked.get(frame.rpc)?.abort()
        break
      case 'done':
        running.get(frame.call)?.settle({ kind: 'end', end: frame.end })
        break
      case 'pong':
        pings.get(frame.ping)?.()
        break
      case 'ready':
      case 'described':
        break
    }
  }
  const onEnd = (end: ChildEnd): void => {
    dead = true
    const cause = overMemory || end.cause === 'memory' ? 'memory' : 'crashed'
    const alone = running.size === 1
    loaded.reject(new ActionHostError('not-loaded', `The process ended while it loaded the actions: ${end.detail}.`, 'later'))
    for (const call of [...running.values()]) call.settle({ kind: 'lost', cause, alone, asked: call.asked })
    for (const answered of [...pings.values()]) answered()
    gone.resolve()
    options.onGone(end)
  }

  // S2: asked after a time limit has passed.
  const probe = (): void => {
    if (dead) return
    last += 1
    const ping = last
    const timer = setTimeout(() => child.kill('it no longer answered'), pingGraceMs)
    pings.set(ping, () => {
      clearTimeout(timer)
      pings.delete(ping)
    })
    child.send({ kind: 'ping', ping })
  }
  const abandon = (call: number, end: SlotEnd): void => {
    child.send({ kind: 'cancel', call })
    abandoned += 1
    if (abandoned >= abandonedLimit) retired = true
    running.get(call)?.settle(end)
    probe()
  }

  const load = async (): Promise<Readonly<Record<string, string>>> => {
    const timer = setTimeout(() => child.kill('it did not finish loading'), loadWithinMs)
    try {
      const { bundle, params } = tenant.deployment
      child.send({ kind: 'load', bundle, params, secrets: tenant.secrets.placeholders })
      const { thrown, timeouts } = await loaded.promise
      if (!thrown) return timeouts
      child.kill('its bundle does not load')
      const said = tenant.clean(`${thrown.name}: ${thrown.message}\n${thrown.stack}`)
      throw new ActionHostError('not-loaded', `The actions do not load: ${said}`, 'no')
    } finally {
      clearTimeout(timer)
    }
  }

  fresh.adopt({ onFrame, onEnd })
  const timeouts = await load()

  const run = (request: CallRequest): Promise<SlotRun> =>
    new Promise((resolve) => {
      last += 1
      const call = last
      const declared = Object.hasOwn(timeouts, request.action) ? readTimeout(timeouts[request.action] ?? '') : null
      const timeoutMs = Math.min(request.timeoutMs ?? declared ?? defaultTimeoutMs, longestTimeoutMs)
      const journal = createJournal(tenant.clean)
      const requests = new AbortController()
      const stop = (): void => abandon(call, { kind: 'cancelled' })
      const timer = setTimeout(() => abandon(call, { kind: 'timeout', timeoutMs }), timeoutMs)
      const settle = (end: SlotEnd): void => {
        if (!running.delete(call)) return // S1
        clearTimeout(timer)
        request.signal.removeEventListener('abort', stop)
        requests.abort() // S4
        if (running.size === 0) {
          idleSince = Date.now()
          idleCpu = null
        }
        resolve({ end, journal })
        endWhenDone()
      }
      running.set(call, { settle, requests, journal, asked: false })
      if (dead) return settle({ kind: 'lost', cause: 'crashed', alone: false, asked: false })
      request.signal.addEventListener('abort', stop, { once: true })
      child.send({ kind: 'call', call, action: request.action, payload: request.payload, context: request.context })
    })

  const checkMemory = (): void => {
    const memory = child.pid === undefined || dead ? null : readMemory(child.pid)
    if (memory === null || memory <= memoryBytes) return
    overMemory = true // S3
    child.kill(`it held ${Math.round(memory / 1e6)} MB`)
  }

  const inspect = (now: number, idleMs: number): void => {
    if (dead) return
    checkMemory()
    const cpu = child.pid === undefined ? null : readCpuTime(child.pid)
    if (launch.cpuLimitMs !== null && cpu !== null && cpu > launch.cpuLimitMs / 2) retired = true
    if (running.size > 0) return
    // Work that goes on although no call does: a loop left behind, or threads of it.
    if (cpu !== null && idleCpu !== null && cpu - idleCpu > 500) child.kill('it was busy without a call')
    idleCpu = cpu
    if (now - idleSince > idleMs) retire()
    else endWhenDone()
  }

  return {
    level: launch.level,
    inFlight: () => running.size,
    usable: () => !dead && !retired && pings.size === 0,
    run,
    checkMemory,
    inspect,
    retire,
    kill: (reason) => child.kill(reason),
    gone: gone.promise,
  }
}
