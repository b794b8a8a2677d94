/**
 * The micro-batcher of `users.track`: callers that come at the same time share requests, and each gets its own answer.
 *
 * It owns the calls and decides when a request goes and what becomes of its answer. `queue.ts` decides what is in it,
 * `parcel.ts` cuts bodies, `merge.ts` joins them and divides the answers, `track-call.ts` answers a caller, `bucket.ts` holds
 * the rate limit, `retry.ts` decides about another try.
 *
 * M1 No request has more objects or bytes than the contract allows.
 * M2 Two requests under way never write the same profile; within a request the objects of a profile stand in the order of the
 *    calls, and no later call's array starts before an earlier call's (Braze works on attributes, then events, then purchases).
 *    A repeat after a lost answer comes before all that is later.
 * M3 The objects of a call travel together, unless they are more than one request takes.
 * M4 A call ends exactly once, with the errors of its own objects in its own places.
 * M5 Nothing under way: what comes is sent in the same tick. Otherwise it collects until an answer comes, a request is full, or
 *    `collectMs` passed.
 * M6 A request refused as a whole is sent again in halves, until the refusal meets one call alone.
 * M7 A cancelled or expired call takes with it only what is not yet sent; what is under way comes to its end.
 * M8 A 429 puts the objects back at the head of the line and holds the bucket; it fails a call only when the bucket opens after
 *    the call's deadline.
 */
import { usersTrack } from '@parley/braze/contract'
import type { Outcome } from './answer.ts'
import type { Bucket } from './bucket.ts'
import { bindSignal, type Call, type CallParcel, createParcel } from './call.ts'
import type { Clock } from './clock.ts'
import { BrazeError, type BrazeErrorCode, describe, type Retry, withDoubt, withErrors } from './error.ts'
import { divide, merge, namesAll } from './merge.ts'
import { type PackLimits, pack, type TrackRequest } from './parcel.ts'
import { ParcelQueue } from './queue.ts'
import { decideRetry } from './retry.ts'
import { type CargoEnd, combine, reject, type TrackResult } from './track-call.ts'

export interface BatchSettings extends PackLimits {
  /** Requests under way at the same time. */
  readonly inFlight: number
  /** How long an object is held for others to join, while requests are under way. */
  readonly collectMs: number
  /** How long a call may wait to be sent, or sent again. */
  readonly patienceMs: number
}

export interface TrackOptions {
  /** Takes the call back: what is not yet sent is not sent. */
  readonly signal?: AbortSignal | undefined
  /**
   * Whether to send again after a failure that leaves open whether Braze took the objects. Default: only where that changes
   * nothing, so not with events, purchases or increments, which would count twice.
   */
  readonly retryAmbiguous?: boolean | undefined
}

export interface BatcherPorts {
  /** Never rejects. */
  readonly send: (body: string, objects: number) => Promise<Outcome>
  readonly bucket: Bucket
  readonly clock: Clock
  /** From 0 to 1. */
  readonly chance: () => number
}

export interface Batcher {
  /** @throws BrazeError */
  track(body: TrackRequest, options?: TrackOptions): Promise<TrackResult>
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>
  /** Ends what is not yet sent with `closed`, and what is under way when its answer comes. */
  stop(): void
}

export function createBatcher(settings: BatchSettings, ports: BatcherPorts): Batcher {
  return new TrackBatcher(settings, ports)
}

type Failed = Extract<Outcome, { kind: 'failure' }>

class TrackBatcher implements Batcher {
  readonly #settings: BatchSettings
  readonly #ports: BatcherPorts
  readonly #queue: ParcelQueue<CallParcel>
  /** Calls that wait for an answer before their deadline; all are as patient, so the first is due first. */
  readonly #due = new Set<Call>()
  #idleWaiters: (() => void)[] = []
  #openParcels = 0
  #underWay = 0
  #answerCame = false
  #pumpQueued = false
  #stopped = false
  #wakeAt = Number.POSITIVE_INFINITY
  #cancelWake = (): void => {}

  constructor(settings: BatchSettings, ports: BatcherPorts) {
    this.#settings = settings
    this.#ports = ports
    this.#queue = new ParcelQueue(settings)
    ports.bucket.watch?.(() => this.#pump())
  }

  track(body: TrackRequest, options: TrackOptions = {}): Promise<TrackResult> {
    return new Promise((resolve, reject) => {
      // Thrown in here, a failure is a rejection.
      if (this.#stopped) throw failUnsent('closed', 'no')
      if (options.signal?.aborted) throw failUnsent('cancelled', 'no')
      const { cargos, idempotent } = pack(body, this.#settings)
      const now = this.#ports.clock.now()
      const parcels: CallParcel[] = []
      const call: Call = {
        parcels,
        ends: [],
        deadline: now + this.#settings.patienceMs,
        repeatable: options.retryAmbiguous ?? idempotent,
        open: cargos.length,
        answered: false,
        ...bindSignal(options.signal, { resolve, reject, abort: () => this.#cancel(call) }),
      }
      this.#due.add(call)
      this.#openParcels += cargos.length
      for (const [index, cargo] of cargos.entries()) {
        const parcel = createParcel(call, index, cargo)
        parcels.push(parcel)
        this.#queue.add(parcel, now)
      }
      this.#schedule(now)
    })
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#openParcels === 0) resolve()
      else this.#idleWaiters.push(resolve)
    })
  }

  stop(): void {
    this.#stopped = true
    this.#cancelWake()
    for (const call of this.#due) this.#giveUp(call, 'closed', 'no')
  }

  #schedule(now: number): void {
    const { inFlight, objects, collectMs, patienceMs } = this.#settings
    this.#wake(now + patienceMs, now)
    if (this.#underWay >= inFlight || this.#pumpQueued) return
    if (this.#underWay > 0 && this.#queue.objects < objects) {
      this.#wake(now + collectMs, now) // M5
      return
    }
    this.#pumpQueued = true
    queueMicrotask(() => {
      this.#pumpQueued = false
      this.#pump()
    })
  }

  /** Sends what may go now, and sets the timer for what may go later. */
  #pump(): void {
    if (this.#stopped) return
    const { clock, bucket } = this.#ports
    const now = clock.now()
    let wakeAt = Number.POSITIVE_INFINITY
    let late: 'timeout' | 'rate-limited' = 'timeout'
    for (let since = this.#queue.oldest(now); since !== undefined; since = this.#queue.oldest(now)) {
      if (this.#underWay >= this.#settings.inFlight) break
      const wait = bucket.wait(this.#wantedRequests())
      if (wait === 'asked') {
        late = 'rate-limited'
        break
      }
      if (wait > 0) {
        this.#giveUpBefore(now + wait, wait)
        wakeAt = now + wait
        break
      }
      if (this.#collects(now, since)) {
        wakeAt = since + this.#settings.collectMs
        break
      }
      this.#answerCame = false
      void this.#send(this.#queue.take(now))
    }
    this.#answerCame = false
    // After the sending: a call without patience goes when it can go at once.
    for (const call of this.#due) {
      if (call.deadline > now) break
      this.#giveUp(call, late, 'later')
    }
    this.#cancelWake()
    this.#wakeAt = Number.POSITIVE_INFINITY
    const [first] = this.#due
    this.#wake(Math.min(wakeAt, this.#queue.nextWake(), first?.deadline ?? Number.POSITIVE_INFINITY), now)
  }

  /** What could go now, as requests. */
  #wantedRequests(): number {
    const { inFlight, objects } = this.#settings
    return Math.max(1, Math.min(inFlight - this.#underWay, Math.ceil(this.#queue.objects / objects)))
  }

  // M5
  #collects(now: number, since: number): boolean {
    const { objects, collectMs } = this.#settings
    return this.#underWay > 0 && !this.#answerCame && this.#queue.objects < objects && now < since + collectMs
  }

  #wake(at: number, now: number): void {
    if (at >= this.#wakeAt) return
    this.#cancelWake()
    this.#wakeAt = at
    this.#cancelWake = this.#ports.clock.after(Math.max(0, at - now), () => {
      this.#wakeAt = Number.POSITIVE_INFINITY
      this.#pump()
    })
  }

  async #send(parcels: readonly CallParcel[]): Promise<void> {
    const { send, bucket } = this.#ports
    const cargos = parcels.map((parcel) => parcel.cargo)
    this.#underWay += 1
    bucket.take()
    const objects = cargos.reduce((sum, cargo) => sum + cargo.objects, 0)
    const outcome = await send(merge(cargos), objects)
    this.#underWay -= 1
    this.#answerCame = true
    if (outcome.kind === 'success') {
      bucket.done(outcome.headers)
      const shares = divide(cargos, outcome.errors)
      const message = readMessage(outcome.value)
      for (const [at, parcel] of parcels.entries())
        this.#end(parcel, { kind: 'taken', message, errors: shares[at] ?? [] })
    } else {
      bucket.done(outcome.failure.headers)
      this.#fail(parcels, outcome)
    }
    this.#pump()
  }

  #fail(parcels: readonly CallParcel[], failed: Failed): void {
    const { failure, error } = failed
    const shares = divide(
      parcels.map((parcel) => parcel.cargo),
      error.errors,
    )
    const now = this.#ports.clock.now()
    const chance = this.#ports.chance()
    const wholeRefused = (failure.code === 'invalid' || failure.code === 'too-large') && !failure.ambiguous
    for (const [at, parcel] of parcels.entries()) {
      const own = shares[at] ?? []
      parcel.doubtful ||= failure.ambiguous
      if (failure.code === 'invalid' && namesAll(parcel.cargo, own)) {
        this.#end(parcel, { kind: 'failed', error: reject(own, failure.status) })
      } else if (wholeRefused && parcels.length > 1) {
        this.#separate(parcel, Math.ceil(parcels.length / 2), now)
      } else {
        this.#retryOrEnd(parcel, { failure, error: withErrors(error, own) }, now, chance)
      }
    }
  }

  // M6
  #separate(parcel: CallParcel, mates: number, now: number): void {
    parcel.mates = mates
    if (this.#wanted(parcel, now)) this.#queue.putBack(parcel, now, now)
    // Not known to be wrong itself: only a neighbour of something wrong.
    else this.#end(parcel, { kind: 'failed', error: failUnsent(this.#stopped ? 'closed' : 'timeout', 'later') })
  }

  #retryOrEnd(parcel: CallParcel, { failure, error }: Omit<Failed, 'kind'>, now: number, chance: number): void {
    const decision = decideRetry({ ...failure, repeatable: parcel.call.repeatable }, parcel.attempt, now, chance)
    const limited = failure.code === 'rate-limited'
    if (limited && decision.retry) this.#ports.bucket.pause(decision.afterMs) // M8
    if (decision.retry && this.#wanted(parcel, now + decision.afterMs)) {
      this.#queue.putBack(parcel, limited ? now : now + decision.afterMs, now)
    } else {
      this.#end(parcel, { kind: 'failed', error: this.#stopped ? failSent('closed') : error })
    }
  }

  /** Whether anybody would still wait for it at that time. */
  #wanted(parcel: CallParcel, at: number): boolean {
    return !this.#stopped && !parcel.call.answered && at < parcel.call.deadline
  }

  #end(parcel: CallParcel, end: CargoEnd): void {
    const { call } = parcel
    this.#queue.remove(parcel, this.#ports.clock.now())
    call.ends[parcel.index] =
      end.kind === 'failed' && parcel.doubtful ? { kind: 'failed', error: withDoubt(end.error) } : end
    call.open -= 1
    this.#openParcels -= 1
    if (call.open === 0) this.#answer(call)
    if (this.#openParcels > 0) return
    this.#cancelWake()
    this.#wakeAt = Number.POSITIVE_INFINITY
    for (const resolve of this.#idleWaiters) resolve()
    this.#idleWaiters = []
  }

  #answer(call: Call): void {
    this.#due.delete(call)
    if (call.answered) return // M4
    call.answered = true
    try {
      call.resolve(
        combine(
          call.parcels.map((parcel) => parcel.cargo),
          call.ends,
        ),
      )
    } catch (error) {
      call.reject(error)
    }
  }

  /** The caller's signal: it is answered now, whatever is under way. */
  #cancel(call: Call): void {
    if (call.answered) return
    const doubtful = call.parcels.some((parcel) => parcel.state === 'sent' || parcel.doubtful)
    const sent = doubtful || call.ends.some((end) => end?.kind === 'taken')
    call.answered = true
    call.reject(sent ? failSent('cancelled') : failUnsent('cancelled', 'no'))
    this.#giveUp(call, 'cancelled', 'no')
  }

  /** Takes out what is not yet sent. */
  #giveUp(call: Call, code: 'timeout' | 'rate-limited' | 'closed' | 'cancelled', retry: Retry): void {
    this.#due.delete(call)
    for (const parcel of call.parcels) {
      if (parcel.state === 'sent' || parcel.state === 'gone') continue // M7
      this.#end(parcel, { kind: 'failed', error: failUnsent(code, retry) })
    }
  }

  /** The bucket opens at a time for which these calls do not wait: they are told at once. */
  #giveUpBefore(opens: number, afterMs: number): void {
    for (const call of this.#due) {
      if (call.deadline > opens) break
      this.#giveUp(call, 'rate-limited', { afterMs })
    }
  }
}

function failUnsent(code: BrazeErrorCode, retry: Retry): BrazeError {
  return new BrazeError(describe(usersTrack, code, { detail: 'Not sent.' }), { code, retry })
}

function failSent(code: 'cancelled' | 'closed'): BrazeError {
  const detail = 'It was under way and may have been taken.'
  return new BrazeError(describe(usersTrack, code, { detail }), { code, retry: 'no', ambiguous: true })
}

function readMessage(value: unknown): string {
  return (value as { readonly message: string }).message
}
