/**
 * Runs the calls of one deployment: gives each to a slot, starts slots when those there are busy, keeps the rest in order.
 *
 * Rules
 * N1 A call that was lost with a child it shared is run once more, by itself, unless it had already made a request.
 * N2 At most `waiting` calls wait; the next is refused at once.
 * N3 A slot that is stuck gets no new calls.
 */
import { ActionHostError, failed } from './failure.ts'
import { createJournal } from './journal.ts'
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
  readonly most: number
  starting: number
}

export interface Runner {
  run(request: CallRequest): Promise<ActionReport>
  slots(): readonly Slot[]
  /** Refuses what waits and ends every child; resolves when they are gone. */
  close(): Promise<void>
}

export interface RunnerOptions {
  readonly tenant: Tenant
  readonly nursery: Nursery
  readonly limits: RunnerLimits
  readonly log: HostLog
  /** Called when calls begin to run, so that memory is watched. */
  readonly onBusy: () => void
}

export function createRunner({ tenant, nursery, limits, log, onBusy }: RunnerOptions): Runner {
  const lane = (perSlot: number, most: number): Lane => ({ slots: new Set(), queue: [], perSlot, most, starting: 0 })
  const shared = lane(limits.callsPerChild, limits.children)
  /** For calls that were lost with their child: one each, so that the one that ends children is found. */
  const single = lane(1, limits.children)
  let closed = false

  const finish = (item: Item, { end, journal }: SlotRun, level: string): void => {
    const result = readSlotEnd(end, item.request.action, tenant, journal)
    item.resolve({ result, logs: journal.lines, tookMs: performance.now() - item.arrived, level })
  }
  const place = async (item: Item, slot: Slot, from: Lane): Promise<void> => {
    onBusy()
    const ran = await slot.run(item.request)
    const { end } = ran
    if (end.kind === 'cancelled') {
      item.reject(new ActionHostError('cancelled', 'The call was cancelled.', 'no'))
    } else if (end.kind === 'lost' && from === shared && !end.alone && !end.asked && !closed) {
      single.queue.push(item) // N1
      dispatch(single)
    } else finish(item, ran, slot.level)
    dispatch(from)
  }
  /** The usable slot with the fewest calls, and room. */
  const choose = ({ slots, perSlot }: Lane): Slot | null => {
    let best: Slot | null = null
    for (const slot of slots) {
      if (!slot.usable() || slot.inFlight() >= perSlot) continue // N3
      if (best === null || slot.inFlight() < best.inFlight()) best = slot
    }
    return best
  }
  const dispatch = (at: Lane): void => {
    while (at.queue.length > 0) {
      const slot = choose(at)
      const usable = [...at.slots].filter((one) => one.usable()).length + at.starting
      const crowded = slot === null || slot.inFlight() >= at.perSlot / 4
      if (crowded && usable < at.most && at.queue.length > at.starting * at.perSlot) void start(at)
      if (!slot) return
      const item = at.queue.shift()
      if (!item) return
      if (item.request.signal.aborted) item.reject(new ActionHostError('cancelled', 'The call was cancelled.', 'no'))
      else void place(item, slot, at)
    }
  }
  const start = async (at: Lane): Promise<void> => {
    at.starting += 1
    try {
      const fresh = await nursery.take()
      if (closed) return fresh.child.kill('the host closes')
      const made: { slot?: Slot } = {}
      const slot = await createSlot({
        fresh,
        tenant,
        memoryBytes: limits.memoryBytes,
        onGone: (end) => {
          if (made.slot) at.slots.delete(made.slot)
          if (end.cause !== 'killed' || !end.detail.includes('no longer needed')) {
            log('warn', { deployment: tenant.deployment.id, cause: end.cause, reason: end.detail }, 'A process of actions ended.')
          }
          if (!closed) dispatch(at)
        },
      })
      made.slot = slot
      at.slots.add(slot)
      if (closed) slot.kill('the host closes')
    } catch (error) {
      // Nothing can run these: every start would end the same way, or the next call tries again.
      for (const item of at.queue.splice(0)) refuse(item, error)
    } finally {
      at.starting -= 1
      nursery.refill()
      if (!closed) dispatch(at)
    }
  }
  const refuse = (item: Item, error: unknown): void => {
    if (!(error instanceof ActionHostError) || error.code !== 'not-loaded') return item.reject(error)
    const journal = createJournal(tenant.clean)
    journal.add('error', error.message)
    const { action } = item.request
    const result = failed('crashed', `The action "${action}" could not be loaded.`, error.retry)
    item.resolve({ result, logs: journal.lines, tookMs: performance.now() - item.arrived, level: nursery.level() })
  }

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new ActionHostError('closed', 'The deployment was unloaded.', 'later'))
        if (shared.queue.length >= waiting) {
          return reject(new ActionHostError('overloaded', 'Too many actions are waiting to run.', { afterMs: 1000 })) // N2
        }
        shared.queue.push({ request, arrived: performance.now(), resolve, reject })
        dispatch(shared)
      }),
    slots: () => [...shared.slots, ...single.slots],
    async close() {
      closed = true
      const gone = new ActionHostError('closed', 'The deployment was unloaded.', 'later')
      for (const item of [...shared.queue.splice(0), ...single.queue.splice(0)]) item.reject(gone)
      const slots = [...shared.slots, ...single.slots]
      for (const slot of slots) slot.kill('the host closes')
      await Promise.all(slots.map((slot) => slot.gone))
    },
  }
}
