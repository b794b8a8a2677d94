/**
 * Runs the calls of one deployment in one language: gives each to a slot, starts slots when those there are busy, keeps the rest in order.
 *
 * Rules
 * N1 A call that was lost with a child, perhaps by another one's fault, is run once more, by itself, unless it had already
 *    made a request.
 * N2 At most `waiting` calls wait; the next is refused at once.
 * N3 A slot that does not answer gets no new calls.
 */
import { ActionHostError, failed } from './failure.ts'
import { createJournal } from './journal.ts'
import type { LanguageName } from './language.ts'
import type { HostLog } from './log.ts'
import type { Nursery } from './nursery.ts'
import { type ActionReport, readSlotEnd } from './report.ts'
import { type CallRequest, createSlot, type Slot, type SlotRun } from './slot.ts'
import type { Tenant } from './tenant.ts'

const waiting = 2000

export interface RunnerLimits {
  /** Calls in one child at once. */
  readonly callsPerChild: number
  readonly children: number
  readonly memoryBytes: number
}

interface Item {
  readonly request: CallRequest
  readonly arrived: number
  readonly resolve: (report: ActionReport) => void
  readonly reject: (error: unknown) => void
}

/** Slots of one kind and the calls that wait for one. */
interface Lane {
  readonly slots: Set<Slot>
  readonly queue: Item[]
  readonly perSlot: number
  starting: number
}

export interface RunnerOptions {
  readonly tenant: Tenant
  readonly language: LanguageName
  readonly nursery: Nursery
  readonly limits: RunnerLimits
  readonly log: HostLog
  /** Called when calls begin to run, so that somebody watches the slots. */
  readonly onBusy: () => void
}

function createLane(perSlot: number): Lane {
  return { slots: new Set(), queue: [], perSlot, starting: 0 }
}

/** The slot with the fewest calls that has room and answers. */
function chooseSlot({ slots, perSlot }: Lane): Slot | null {
  let best: Slot | null = null
  for (const slot of slots) {
    if (!slot.alive || !slot.responsive || slot.inFlight >= perSlot) continue // N3
    if (best === null || slot.inFlight < best.inFlight) best = slot
  }
  return best
}

export class Runner {
  readonly #options: RunnerOptions
  readonly #shared: Lane
  /** For calls that were lost with their child: one each, so that the one that ends children is found. */
  readonly #single = createLane(1)
  #closed = false

  constructor(options: RunnerOptions) {
    this.#options = options
    this.#shared = createLane(options.limits.callsPerChild)
  }

  run(request: CallRequest): Promise<ActionReport> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new ActionHostError('closed', 'The deployment was unloaded.', 'later'))
      if (this.#shared.queue.length >= waiting) {
        return reject(new ActionHostError('overloaded', 'Too many actions wait to be run.', { afterMs: 1000 })) // N2
      }
      this.#shared.queue.push({ request, arrived: performance.now(), resolve, reject })
      this.#dispatch(this.#shared)
    })
  }

  get slots(): readonly Slot[] {
    return [...this.#shared.slots, ...this.#single.slots]
  }

  /** Gives waiting calls to slots that answer again. */
  poke(): void {
    if (this.#shared.queue.length > 0) this.#dispatch(this.#shared)
  }

  /** Refuses what waits and ends every child; resolves when they are gone. */
  async close(): Promise<void> {
    this.#closed = true
    const error = new ActionHostError('closed', 'The deployment was unloaded.', 'later')
    for (const item of [...this.#shared.queue.splice(0), ...this.#single.queue.splice(0)]) item.reject(error)
    const { slots } = this
    for (const slot of slots) slot.kill('the host closes')
    await Promise.all(slots.map((slot) => slot.gone))
  }

  #dispatch(lane: Lane): void {
    while (lane.queue.length > 0) {
      const slot = chooseSlot(lane)
      if (this.#wantsMore(lane, slot)) void this.#start(lane)
      const item = slot && lane.queue.shift()
      if (!item) return
      if (item.request.signal.aborted) item.reject(new ActionHostError('cancelled', 'The call was cancelled.', 'no'))
      else void this.#place(item, slot, lane)
    }
    if (lane === this.#single) for (const slot of lane.slots) slot.retire()
  }

  #wantsMore(lane: Lane, best: Slot | null): boolean {
    const crowded = best === null || best.inFlight >= lane.perSlot / 4
    const there = [...lane.slots].filter((slot) => slot.alive).length + lane.starting
    return crowded && there < this.#options.limits.children && lane.queue.length > lane.starting * lane.perSlot
  }

  async #place(item: Item, slot: Slot, lane: Lane): Promise<void> {
    this.#options.onBusy()
    const run = await slot.run(item.request)
    const { end } = run
    if (end.kind === 'cancelled') {
      item.reject(new ActionHostError('cancelled', 'The call was cancelled.', 'no'))
    } else if (end.kind === 'lost' && lane === this.#shared && !end.alone && !end.asked && !this.#closed) {
      this.#single.queue.push(item) // N1
      this.#dispatch(this.#single)
    } else this.#finish(item, run, slot.level)
    this.#dispatch(lane)
  }

  #finish(item: Item, { end, journal }: SlotRun, level: string): void {
    const result = readSlotEnd(end, item.request.action, this.#options.tenant, journal)
    const { lines: logs, requests, memoryBytes } = journal
    const traced = item.request.trace ? { requests, memoryBytes } : {}
    item.resolve({ result, logs, tookMs: performance.now() - item.arrived, level, ...traced })
  }

  async #start(lane: Lane): Promise<void> {
    const { nursery, tenant, language, limits } = this.#options
    lane.starting += 1
    try {
      const fresh = await nursery.take()
      if (this.#closed) return fresh.child.kill('the host closes')
      const single = lane === this.#single
      const slot = await createSlot({ fresh, tenant, language, memoryBytes: limits.memoryBytes, single })
      lane.slots.add(slot)
      if (this.#closed) slot.kill('the host closes')
      void this.#forget(slot, lane)
    } catch (error) {
      // The next start would end the same way: whoever waits hears of it now.
      for (const item of lane.queue.splice(0)) this.#refuse(item, error)
    } finally {
      lane.starting -= 1
      nursery.refill()
      if (!this.#closed) this.#dispatch(lane)
    }
  }

  async #forget(slot: Slot, lane: Lane): Promise<void> {
    const { cause, detail } = await slot.gone
    lane.slots.delete(slot)
    if (this.#closed) return
    const fields = { deployment: this.#options.tenant.deployment.id, cause, reason: detail }
    this.#options.log(slot.retired ? 'debug' : 'warn', fields, 'A process of actions ended.')
    this.#dispatch(lane)
  }

  #refuse(item: Item, error: unknown): void {
    const { tenant, nursery } = this.#options
    if (!(error instanceof ActionHostError) || error.code !== 'not-loaded') {
      item.reject(error)
      return
    }
    const journal = createJournal(tenant.clean)
    journal.add('error', error.message)
    const result = failed('crashed', `The action "${item.request.action}" could not be loaded.`, error.retry)
    item.resolve({
      result,
      logs: journal.lines,
      tookMs: performance.now() - item.arrived,
      level: nursery.level() ?? 'none',
    })
  }
}
