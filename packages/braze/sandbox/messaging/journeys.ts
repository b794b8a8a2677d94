/**
 * People on their way through Canvases.
 *
 * Owns who is in which step, until when, and where they go next; keeps it beyond the process. Leaves what a Canvas is made of to
 * `canvas.ts`, its messages to `sendings.ts`, who enters and when to `dispatch.ts`.
 *
 * J1 A step's effect and the move to the next step happen together: after a restart no step is taken twice and none is left out.
 * J2 A journey follows the Canvas as it is when a step is taken. Whose step is gone, or whose Canvas is not active when they would
 *    move on, leaves.
 * J3 Whoever does what ends the journey, or meets the exit criteria, leaves at the end of the step that they are in.
 * J4 A delay counts from when its time began by the sandbox's clock: a clock set forward by days runs through everything that
 *    would have happened in them.
 * J5 A journey takes a bounded number of steps, every message counted, so that steps which lead back to each other end.
 */
import { randomUUID } from 'node:crypto'
import { type Deed, isMeant } from '../deed.ts'
import type { Ground } from '../part.ts'
import type { Profile } from '../profile.ts'
import { createChanges, type Rows } from '../rows.ts'
import type { Agenda } from './agenda.ts'
import { type Canvas, drawVariant, findStep, type Variant } from './canvas.ts'
import { type ActionStep, type CanvasStep, fulfils, messagesOf, pathsOf, type StepPath } from './canvas-step.ts'
import { createJourneyBook, type Journey, journey } from './journey.ts'
import type { JourneyLog } from './journey-log.ts'
import type { SentProperties } from './liquid/scope.ts'
import type { Pool } from './pool.ts'
import type { SubscriptionState } from './reach.ts'
import type { Received } from './received.ts'
import type { Statistics } from './statistic.ts'
import type { StepMessages } from './step-messages.ts'
import { pathAfterWait, takeTurn } from './turn.ts'
import type { UserUpdate, UserUpdates } from './user-update.ts'

/** Somebody who enters a Canvas. */
export interface Entry {
  readonly canvas: Canvas
  readonly profile: Profile
  /** The send that lets the person in, and the place among its recipients. */
  readonly recordId: string
  readonly place: number
  readonly sent: SentProperties
  readonly subscriptionState: SubscriptionState
}

export interface Journeys {
  readonly rows: Rows
  /** Why the person may not enter now; `undefined` when they may. */
  findObstacle(canvas: Canvas, profile: Profile): string | undefined
  /** Lets the person in. */
  enter(entry: Entry): void
  /** How many people are in each step of the Canvas, by the step's id. */
  count(canvasId: string): ReadonlyMap<string, number>
  /** Hears what a profile did. */
  noticed(profile: Profile, deed: Deed): void
  /** Goes on where everybody was before a restart. */
  resume(): void
  close(): void
}

export interface JourneyNeeds extends Ground {
  readonly agenda: Agenda
  readonly pool: Pool
  readonly log: JourneyLog
  readonly messages: StepMessages
  readonly updates: UserUpdates
  readonly statistics: Statistics
  readonly received: Received
  readonly canvas: (id: string) => Canvas | undefined
}

interface Whereabouts {
  readonly canvas: Canvas
  readonly step: CanvasStep
  readonly profile: Profile
}

/** Steps of one journey, and journeys under way at a time. */
const MOST = { steps: 500, journeys: 200_000 }

export function createJourneys(needs: JourneyNeeds): Journeys {
  const { clock, profiles, agenda, pool, log, messages, updates, statistics, received } = needs
  const changes = createChanges(needs.settings.databaseUrl !== undefined)
  const book = createJourneyBook(changes.mark)
  const timers = new Map<string, () => void>()
  /** Whom a piece of work is just moving. */
  const moving = new Set<string>()
  let closed = false

  function findObstacle({ id, reentrySeconds }: Canvas, { brazeId }: Profile): string | undefined {
    if (book.size >= MOST.journeys) return 'too many people are in Canvases'
    const before = received.entryOf(brazeId, id)
    if (before === undefined) return undefined
    if (reentrySeconds === null) return 'the profile has been in the Canvas before'
    return clock.now() - before.at < reentrySeconds * 1000 ? 'the profile may not enter again yet' : undefined
  }

  function enter({ canvas, profile, recordId, place, sent, subscriptionState }: Entry): void {
    const now = clock.now()
    const { brazeId } = profile
    const variant = variantFor(canvas, brazeId)
    received.entered(brazeId, canvas, variant === undefined ? null : { id: variant.id, name: variant.name }, now)
    statistics.entered(canvas.id, now, variant?.id)
    log.entered({ recordId, place }, variant)
    const stepId = variant?.firstStepId ?? null
    if (variant === undefined || stepId === null) {
      log.ended({ recordId, place }, 'finished')
      return
    }
    const one: Journey = {
      id: randomUUID(),
      canvasId: canvas.id,
      brazeId,
      variant: { id: variant.id, name: variant.name },
      recordId,
      place,
      sent,
      subscriptionState,
      stepId,
      at: now,
      taken: 0,
      leaving: false,
    }
    book.put(one)
    pool.addSource(() => advance(one.id))
  }

  /** The one that the person was in before, as long as it is there. */
  function variantFor(canvas: Canvas, brazeId: string): Variant | undefined {
    const before = received.entryOf(brazeId, canvas.id)
    const hasControl = canvas.variants.reduce((sum, { percentage }) => sum + percentage, 0) < 100
    if (before?.variant === null && hasControl) return undefined
    return canvas.variants.find(({ id }) => id === before?.variant?.id) ?? drawVariant(canvas, brazeId)
  }

  /** Takes steps until the person has to wait or is through. */
  async function advance(id: string): Promise<void> {
    if (moving.has(id)) return
    moving.add(id)
    for (let one = book.get(id); one !== undefined && one.wait === undefined && !closed; one = book.get(id)) {
      await arrive(one)
    }
    moving.delete(id)
  }

  async function arrive(one: Journey): Promise<void> {
    const found = whereabouts(one)
    if (typeof found === 'string') return end(one, found)
    const { step, profile } = found
    if (step.kind !== 'user_update') return take(one, found)
    const write = await updates.prepare(step, profile, found.canvas, one)
    // Its texts may have been fetched: much may have happened meanwhile.
    const now = book.get(one.id)
    if (closed || now === undefined) return // J1
    const still = whereabouts(now)
    if (typeof still === 'string') end(now, still)
    else take(now, still, write)
  }

  function take(one: Journey, { canvas, step, profile }: Whereabouts, write?: UserUpdate): void {
    log.arrived(one, step, clock.now(), write?.problem)
    const turn = takeTurn(step, profile, one.at, needs)
    if (turn.kind === 'leave') end(one, turn.reason)
    else if (turn.kind === 'wait') wait(one, step, turn.until)
    else {
      write?.apply()
      if (step.kind === 'message') messages.send(one, canvas, step)
      move(one, step, turn.path, one.at)
    }
  }

  function wait(one: Journey, step: CanvasStep, until: number): void {
    const delayed = step.kind === 'message' ? messages.announce(one, step, until) : { dispatchId: '', messageIds: [] }
    book.put({ ...one, wait: { until, ...delayed } })
    log.waits(one, step, until)
    watch(one.id, until)
  }

  function watch(id: string, until: number): void {
    if (until <= clock.now()) pool.addSource(async () => wake(id))
    else
      timers.set(
        id,
        agenda.at(until, () => wake(id)),
      )
  }

  /** The time of the step is over. */
  function wake(id: string): void {
    const one = book.get(id)
    timers.delete(id)
    if (closed || one?.wait === undefined || one.wait.until > clock.now()) return
    const found = whereabouts(one)
    if (typeof found === 'string') {
      end(one, found)
      return
    }
    const { canvas, step } = found
    if (step.kind === 'message') messages.send(one, canvas, step, one.wait)
    move(one, step, pathAfterWait(step, one.wait.path), one.wait.until) // J4
  }

  function move(one: Journey, step: CanvasStep, path: StepPath, at: number): void {
    const { wait: _wait, ...rest } = one
    const taken = one.taken + Math.max(1, messagesOf(step).length)
    log.went(one, path)
    if (path.next === null) end(one)
    else if (taken >= MOST.steps)
      end(one, `more than ${MOST.steps} steps`) // J5
    else {
      book.put({ ...rest, stepId: path.next, at, taken })
      if (!moving.has(one.id)) pool.addSource(() => advance(one.id))
    }
  }

  function end(one: Journey, reason?: string): void {
    book.remove(one)
    if (reason !== undefined && one.wait !== undefined) messages.callOff(one, one.wait.messageIds, reason)
    log.ended(one, reason === undefined ? 'finished' : 'exited', reason)
  }

  /** The step that the person is in, or why they leave before it goes on. */
  function whereabouts(one: Journey): Whereabouts | string {
    const canvas = needs.canvas(one.canvasId)
    if (canvas === undefined || canvas.state !== 'active') return 'the Canvas is not active' // J2
    const step = findStep(canvas, one.stepId)
    if (step === undefined) return 'the step is gone' // J2
    const profile = profiles.find({ kind: 'braze_id', value: one.brazeId })
    if (profile === undefined) return 'the profile is gone'
    const { exitCriteria } = canvas
    const leaves = one.leaving || (exitCriteria !== undefined && fulfils(profile, exitCriteria, needs))
    return leaves ? 'the exit criteria are met' : { canvas, step, profile } // J3
  }

  function noticed({ brazeId }: Profile, deed: Deed): void {
    const advanced = new Set<string>()
    for (const { id, canvasId, stepId } of book.of(brazeId)) {
      const canvas = needs.canvas(canvasId)
      if (canvas?.exitDeeds.some((pattern) => isMeant(pattern, deed)) === true) change(id, { leaving: true }) // J3
      const step = canvas === undefined ? undefined : findStep(canvas, stepId)
      const key = JSON.stringify([canvasId, stepId])
      // Of several entries in the same step, the earliest goes on.
      if (step?.kind !== 'action_paths' || advanced.has(key)) continue
      if (takeAction(id, step, deed)) advanced.add(key)
    }
  }

  /** Whether the deed has moved the person on. */
  function takeAction(id: string, step: ActionStep, deed: Deed): boolean {
    const index = step.paths.findIndex(({ deeds }) => deeds.some((pattern) => isMeant(pattern, deed)))
    const one = book.get(id)
    if (index === -1 || one?.wait === undefined) return false
    if (step.ranked) {
      change(id, { wait: { ...one.wait, path: Math.min(index, one.wait.path ?? index) } })
      return false
    }
    timers.get(id)?.()
    timers.delete(id)
    const found = whereabouts(one)
    if (typeof found === 'string') end(one, found)
    else move(one, step, pathsOf(step)[index] ?? { name: null, next: null }, clock.now())
    return true
  }

  function change(id: string, by: Partial<Pick<Journey, 'leaving' | 'wait'>>): void {
    const one = book.get(id)
    if (one !== undefined) book.put({ ...one, ...by })
  }

  return {
    rows: {
      changes,
      read: (id) => book.get(id),
      load(saved) {
        const read = saved.map(([, data]) => journey.parse(data))
        for (const one of read.sort((left, right) => left.at - right.at)) book.put(one)
      },
    },
    findObstacle,
    enter,
    count: book.count,
    noticed,
    resume() {
      for (const { id, wait: held } of [...book.all()]) {
        if (held === undefined) pool.addSource(() => advance(id))
        else watch(id, held.until)
      }
    },
    close() {
      closed = true
    },
  }
}
