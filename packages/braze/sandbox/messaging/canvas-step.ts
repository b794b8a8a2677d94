import { connectedAudience } from '@parley/braze/contract'
import { z } from 'zod'
import { isInAudience } from '../audience.ts'
import { deedPattern } from '../deed.ts'
import type { Ground } from '../part.ts'
import type { Profile } from '../profile.ts'
import type { Tally } from '../tally.ts'
import { message } from './message.ts'

/** The id of a step; `null` leaves the Canvas. */
const to = z.string().nullable()

const done = z
  .object({
    /** Without it, any. */
    name: z.string().exactOptional(),
    withinSeconds: z.number().exactOptional(),
  })
  .readonly()

/** What is true of a profile at a moment; all members must be. */
export const criteria = z
  .object({
    audience: connectedAudience.exactOptional(),
    segmentId: z.string().exactOptional(),
    event: done.exactOptional(),
    purchase: done.exactOptional(),
  })
  .readonly()
export type Criteria = z.output<typeof criteria>

/** How long a delay lasts. */
const pause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('for'), seconds: z.number() }).readonly(),
  /** Epoch milliseconds. */
  z.object({ kind: z.literal('until'), time: z.number() }).readonly(),
  /** The next time that clocks show so many minutes after midnight: in UTC, or where the person is. */
  z.object({ kind: z.literal('until-clock'), minutes: z.number(), local: z.boolean() }).readonly(),
])
export type Pause = z.output<typeof pause>

const named = { id: z.string(), name: z.string() }

/** What a Canvas is made of. A person takes one step after the other along its paths. */
export const canvasStep = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('message'),
      ...named,
      /** Before the messages go. */
      delaySeconds: z.number(),
      messages: z.array(message).readonly(),
      next: to,
    })
    .readonly(),
  z.object({ kind: z.literal('delay'), ...named, pause, next: to }).readonly(),
  z.object({ kind: z.literal('decision_split'), ...named, criteria, yes: to, no: to }).readonly(),
  z
    .object({
      kind: z.literal('audience_paths'),
      ...named,
      paths: z.array(z.object({ name: z.string(), criteria, next: to }).readonly()).readonly(),
      everyoneElse: to,
    })
    .readonly(),
  z
    .object({
      kind: z.literal('action_paths'),
      ...named,
      windowSeconds: z.number(),
      /** Whether everybody waits for the end of the window, and the first path in order decides. */
      ranked: z.boolean(),
      paths: z
        .array(z.object({ name: z.string(), deeds: z.array(deedPattern).readonly(), next: to }).readonly())
        .readonly(),
      everyoneElse: to,
    })
    .readonly(),
  z
    .object({
      kind: z.literal('experiment_paths'),
      ...named,
      paths: z.array(z.object({ name: z.string(), percentage: z.number(), next: to }).readonly()).readonly(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('user_update'),
      ...named,
      /** As in a track request; every text is Liquid. */
      attributes: z.record(z.string(), z.json()).readonly(),
      next: to,
    })
    .readonly(),
])
export type CanvasStep = z.output<typeof canvasStep>
export type ActionStep = Extract<CanvasStep, { readonly kind: 'action_paths' }>

/** A way out of a step. `name` as Braze's details have it: `null` where there is only one. */
export interface StepPath {
  readonly name: string | null
  readonly next: string | null
}

export const EVERYONE_ELSE = 'Everyone Else'

/** All ways out of the step, those that leave the Canvas too. */
export function pathsOf(step: CanvasStep): readonly StepPath[] {
  switch (step.kind) {
    case 'decision_split':
      return [
        { name: 'Yes', next: step.yes },
        { name: 'No', next: step.no },
      ]
    case 'audience_paths':
    case 'action_paths':
      return [...step.paths, { name: EVERYONE_ELSE, next: step.everyoneElse }]
    case 'experiment_paths':
      return step.paths
    default:
      return [{ name: null, next: step.next }]
  }
}

/** The same step, with every way out leading where `moved` says. */
export function redirect(step: CanvasStep, moved: (next: string | null) => string | null): CanvasStep {
  switch (step.kind) {
    case 'decision_split':
      return { ...step, yes: moved(step.yes), no: moved(step.no) }
    case 'audience_paths':
      return { ...step, paths: step.paths.map(lead), everyoneElse: moved(step.everyoneElse) }
    case 'action_paths':
      return { ...step, paths: step.paths.map(lead), everyoneElse: moved(step.everyoneElse) }
    case 'experiment_paths':
      return { ...step, paths: step.paths.map(lead) }
    default:
      return lead(step)
  }
  function lead<One extends { readonly next: string | null }>(one: One): One {
    return { ...one, next: moved(one.next) }
  }
}

/** The messages of the step; most kinds have none. */
export function messagesOf(step: CanvasStep): readonly z.output<typeof message>[] {
  return step.kind === 'message' ? step.messages : []
}

/** Whether all of it is true of the profile now. A segment that is gone is nobody's. */
export function fulfils(
  profile: Profile,
  { audience, segmentId, event, purchase }: Criteria,
  { segments, clock }: Pick<Ground, 'segments' | 'clock'>,
): boolean {
  const now = clock.now()
  if (audience !== undefined && !isInAudience(profile, audience, now)) return false
  if (segmentId !== undefined) {
    const segment = segments.find(segmentId)
    if (segment === undefined) return false
    if (segment.audience !== undefined && !isInAudience(profile, segment.audience, now)) return false
  }
  return hasDone(profile.events, event, now) && hasDone(profile.purchases, purchase, now)
}

function hasDone(tallies: ReadonlyMap<string, Tally>, wanted: z.output<typeof done> | undefined, now: number): boolean {
  if (wanted === undefined) return true
  const since = wanted.withinSeconds === undefined ? Number.NEGATIVE_INFINITY : now - wanted.withinSeconds * 1000
  const found = wanted.name === undefined ? [...tallies.values()] : [tallies.get(wanted.name)]
  return found.some((tally) => tally !== undefined && tally.last >= since)
}
