import { z } from 'zod'
import { boundedAudience } from '../audience.ts'
import type { DeedPattern } from '../deed.ts'
import type { CanvasStep, Criteria, Pause } from './canvas-step.ts'
import { writtenMessage } from './message.ts'
import { MESSAGES } from './written.ts'

/** Steps of a Canvas as the control takes and shows them. */

/** Two years, the longest delay that Braze has, and its longest evaluation window. Seconds. */
const LONGEST = { delay: 2 * 366 * 24 * 60 * 60, window: 31 * 24 * 60 * 60 } as const
/** As Braze's composer takes them. */
const UPDATE_CHARACTERS = 65_536
const PATHS = 20
const DEEDS = 20

const id = z.string().min(1).max(255)
const name = z.string().min(1).max(255)
const next = id.nullable()
const shape = { id: id.exactOptional(), name: name.exactOptional() } as const
const seconds = z.number().min(0).max(LONGEST.delay)

const writtenDone = z
  .strictObject({ name: name.exactOptional(), within_seconds: z.number().min(0).max(1e10).exactOptional() })
  .readonly()

const criteriaShape = {
  audience: boundedAudience.exactOptional(),
  segment_id: id.exactOptional(),
  custom_event: writtenDone.exactOptional(),
  purchase: writtenDone.exactOptional(),
} as const
const criteriaNames = Object.keys(criteriaShape)

const someCriteria = { error: `needs at least one of ${criteriaNames.join(', ')}` }
function hasCriteria(value: object): boolean {
  return criteriaNames.some((member) => member in value)
}

export const writtenCriteria = z.strictObject(criteriaShape).refine(hasCriteria, someCriteria)

const properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional()
const writtenDeed = z.union(
  [
    z.strictObject({ custom_event: name, properties }),
    z.strictObject({ purchase: z.union([name, z.literal(true)]), properties }),
  ],
  { error: 'must be { custom_event: name } or { purchase: product or true }, each with properties?' },
)
export const writtenDeeds = z.array(writtenDeed).max(DEEDS)

const percentage = z.number().min(0).max(100)

const written = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    ...shape,
    delay_seconds: seconds.default(0),
    messages: z.array(writtenMessage).max(MESSAGES).default([]),
    next: next.exactOptional(),
  }),
  z
    .strictObject({
      type: z.literal('delay'),
      ...shape,
      delay_seconds: seconds.exactOptional(),
      until: z.iso.datetime({ offset: true }).exactOptional(),
      until_time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 09:30' })
        .exactOptional(),
      in_local_time: z.boolean().exactOptional(),
      next: next.exactOptional(),
    })
    .refine(
      ({ delay_seconds, until, until_time }) =>
        [delay_seconds, until, until_time].filter((one) => one !== undefined).length === 1,
      { error: 'takes exactly one of delay_seconds, until and until_time' },
    )
    .refine(({ until_time, in_local_time }) => until_time !== undefined || in_local_time === undefined, {
      error: 'in_local_time goes with until_time',
    }),
  z
    .strictObject({ type: z.literal('decision_split'), ...shape, ...criteriaShape, yes: next, no: next })
    .refine(hasCriteria, someCriteria),
  z.strictObject({
    type: z.literal('audience_paths'),
    ...shape,
    paths: z
      .array(z.strictObject({ name, ...criteriaShape, next }).refine(hasCriteria, someCriteria))
      .min(1)
      .max(PATHS),
    everyone_else: next,
  }),
  z.strictObject({
    type: z.literal('action_paths'),
    ...shape,
    within_seconds: z.number().positive().max(LONGEST.window),
    ranked: z.boolean().default(false),
    paths: z
      .array(z.strictObject({ name, triggers: writtenDeeds.min(1), next }))
      .min(1)
      .max(PATHS),
    everyone_else: next,
  }),
  z.strictObject({
    type: z.literal('experiment_paths'),
    ...shape,
    paths: z
      .array(z.strictObject({ name, percentage, next }))
      .min(2)
      .max(PATHS)
      .refine((paths) => addsUp(paths), { error: 'the percentages must add up to 100' }),
  }),
  z.strictObject({
    type: z.literal('user_update'),
    ...shape,
    attributes: z.record(z.string(), z.json()).refine((one) => JSON.stringify(one).length <= UPDATE_CHARACTERS, {
      error: `has at most ${UPDATE_CHARACTERS} characters of JSON`,
    }),
    next: next.exactOptional(),
  }),
])
/** A step without a type sends messages. */
export const writtenStep = z.preprocess(
  (step) => (typeof step === 'object' && step !== null && !('type' in step) ? { type: 'message', ...step } : step),
  written,
)
export type WrittenStep = z.output<typeof writtenStep>

/** Decimal fractions do not add up to the last digit. */
export function addsUp(ones: readonly { readonly percentage: number }[], rest = 0): boolean {
  return Math.abs(ones.reduce((sum, one) => sum + one.percentage, rest) - 100) < 0.001
}

/** @param following the id of the step that comes next where none is named */
export function readStep(
  written: WrittenStep,
  own: { readonly id: string; readonly name: string },
  following: string | null,
): CanvasStep {
  const to = 'next' in written && written.next !== undefined ? written.next : following
  switch (written.type) {
    case 'message': {
      const { delay_seconds: delaySeconds, messages } = written
      if (messages.length > 0 || delaySeconds === 0)
        return { kind: 'message', ...own, delaySeconds, messages, next: to }
      return { kind: 'delay', ...own, pause: { kind: 'for', seconds: delaySeconds }, next: to }
    }
    case 'delay':
      return { kind: 'delay', ...own, pause: readPause(written), next: to }
    case 'decision_split':
      return { kind: 'decision_split', ...own, criteria: readCriteria(written), yes: written.yes, no: written.no }
    case 'audience_paths':
      return {
        kind: 'audience_paths',
        ...own,
        paths: written.paths.map((path) => ({ name: path.name, criteria: readCriteria(path), next: path.next })),
        everyoneElse: written.everyone_else,
      }
    case 'action_paths':
      return {
        kind: 'action_paths',
        ...own,
        windowSeconds: written.within_seconds,
        ranked: written.ranked,
        paths: written.paths.map((path) => ({ name: path.name, deeds: path.triggers.map(readDeed), next: path.next })),
        everyoneElse: written.everyone_else,
      }
    case 'experiment_paths':
      return { kind: 'experiment_paths', ...own, paths: written.paths }
    case 'user_update':
      return { kind: 'user_update', ...own, attributes: written.attributes, next: to }
  }
}

export function readDeed(written: z.output<typeof writtenDeed>): DeedPattern {
  const { properties } = written
  const also = properties === undefined ? {} : { properties }
  if ('custom_event' in written) return { kind: 'event', name: written.custom_event, ...also }
  return { kind: 'purchase', ...(written.purchase !== true && { name: written.purchase }), ...also }
}

type WrittenCriteria = z.output<typeof writtenCriteria>

export function readCriteria({ audience, segment_id, custom_event, purchase }: WrittenCriteria): Criteria {
  return {
    ...(audience !== undefined && { audience }),
    ...(segment_id !== undefined && { segmentId: segment_id }),
    ...(custom_event !== undefined && { event: readDone(custom_event) }),
    ...(purchase !== undefined && { purchase: readDone(purchase) }),
  }
}

function readDone({ name: done, within_seconds }: z.output<typeof writtenDone>): NonNullable<Criteria['event']> {
  return {
    ...(done !== undefined && { name: done }),
    ...(within_seconds !== undefined && { withinSeconds: within_seconds }),
  }
}

function readPause(written: Extract<WrittenStep, { readonly type: 'delay' }>): Pause {
  const { delay_seconds, until, until_time, in_local_time: local = false } = written
  if (until !== undefined) return { kind: 'until', time: Date.parse(until) }
  if (until_time === undefined) return { kind: 'for', seconds: delay_seconds ?? 0 }
  const [hours = 0, minutes = 0] = until_time.split(':').map(Number)
  return { kind: 'until-clock', minutes: hours * 60 + minutes, local }
}
