/**
 * One attempt to deliver a track body: what is unchanged is left out, what must not be sent twice is marked before or kept back,
 * what was taken is known afterwards.
 *
 * Owns the order of these steps. What may be left out is `track-plan.ts`'s decision, what is known the runtime's shadow, the
 * sending the action host's.
 */
import { findChanged } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import { type TrackError, trackError } from '@parley/braze/contract'
import type { Values } from '@parley/flow'
import type { ActionCall, ActionEnd, Attempt, Runtime, ShadowWrite } from '@parley/runtime'
import { fail, readFailure, succeed } from './delivery-end.ts'
import type { Target } from './target.ts'
import {
  type AttributeWrite,
  countSent,
  placeErrors,
  planTrack,
  readBody,
  readWrites,
  restOf,
  type TrackBody,
  type TrackPlan,
} from './track-plan.ts'

export interface TrackParts {
  readonly shadow: Runtime['shadow']
  readonly dataPoints: Runtime['dataPoints']
  /** Sends the body. @throws BrazeError, ActionHostError */
  send(body: Values): Promise<unknown>
}

export async function deliverTrack(
  call: ActionCall,
  target: Target,
  attempt: Attempt,
  parts: TrackParts,
): Promise<ActionEnd> {
  const input = readBody(call.input)
  if (countObjects(input) === 0)
    return fail('input', 'There is nothing to track: no attributes, no events and no purchases.', 'no')
  const writes = readWrites(input)
  const compares = target.keepMs > 0 && !isOff(call.input)
  const known = compares ? await findKnown(writes, target, parts.shadow) : new Map()
  const { idempotencyKey: key, doubtful, repeated } = call
  const plan = planTrack(input, writes, known, { key, doubtful, repeated })
  if (plan.body === null) {
    count(call, plan, 0, parts)
    return plan.held.size > 0 ? leave(call, input, plan, []) : succeed({ attributes_processed: plan.unsent })
  }
  const begun = await beginWrites(plan, target, call, parts.shadow)
  if (plan.marked) await attempt.mark()
  let answer: unknown
  try {
    answer = await parts.send(plan.body)
  } catch (failure) {
    return endFailed(failure, call, input, plan, begun)
  }
  const errors = placeErrors(plan, readErrors(answer))
  await settle(begun, errors)
  count(call, plan, countSent(plan, input, errors), parts)
  return errors.length + plan.held.size > 0 ? leave(call, input, plan, errors) : succeed(readCounts(answer, plan))
}

const isOff = ({ options }: Values): boolean =>
  typeof options === 'object' && options !== null && !Array.isArray(options) && 'deltas' in options
    ? options.deltas === false
    : false

async function findKnown(
  writes: readonly AttributeWrite[],
  target: Target,
  shadow: Runtime['shadow'],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const found = await Promise.all(
    writes.map(async ({ index, profile, comparable }) => {
      if (profile === undefined || Object.keys(comparable).length === 0) return [index, new Set<string>()] as const
      const known = await shadow.known({ ...target, profile }, comparable)
      const gone = known.size > 0 && target.exists !== undefined && !(await target.exists(profile))
      return [index, gone ? new Set<string>() : known] as const
    }),
  )
  return new Map(found)
}

interface Begun {
  readonly writes: readonly { readonly of: AttributeWrite; readonly write: ShadowWrite }[]
  /** Forgets once more what cannot be followed. */
  readonly after: () => Promise<void>
}

/** From here on nothing that is about to be written is believed any more, whatever becomes of this attempt. */
async function beginWrites(
  plan: TrackPlan,
  target: Target,
  call: ActionCall,
  shadow: Runtime['shadow'],
): Promise<Begun> {
  const veiled = plan.sent.some(({ profile }) => !profile?.startsWith('external_id:'))
  // Named by address, alias or Braze's own id it may be the contact's own profile that changes.
  const contact = veiled ? findChanged('users.track', { attributes: [call.contact] }) : []
  const profiles = [...new Set(plan.sent.flatMap(({ profile }) => profile ?? []))]
  const forgotten = target.keepMs > 0 ? contact : [...contact, ...profiles]
  const after = async () => {
    if (forgotten.length > 0) await shadow.forget(target.space, forgotten)
  }
  await after()
  if (target.keepMs <= 0) return { writes: [], after }
  const begun = profiles.map(async (profile) => {
    const all = plan.sent.filter((write) => write.profile === profile)
    const names = [...new Set(all.flatMap((write) => Object.keys(write.attributes)))]
    const [first] = all
    if (first === undefined || names.length === 0) return []
    // Of a profile that occurs twice nothing is known afterwards: no write of it proves anything.
    return [{ of: first, write: await shadow.begin({ ...target, profile }, names, target.keepMs) }]
  })
  return { writes: (await Promise.all(begun)).flat(), after }
}

/** Whatever becomes of this, the delivery has ended as it has: what cannot be noted stays unknown. */
async function settle(begun: Begun, errors: readonly TrackError[]): Promise<void> {
  const refused = new Set(errors.flatMap((error) => (error.input_array === 'attributes' ? [error.index] : [])))
  await Promise.allSettled([
    begun.after(),
    ...begun.writes.map(({ of, write }) => write.settle(of.proves && !refused.has(of.index) ? comparableOf(of) : {})),
  ])
}

const comparableOf = ({ attributes, comparable }: AttributeWrite): Values =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => Object.hasOwn(comparable, name)))

async function endFailed(
  failure: unknown,
  call: ActionCall,
  input: TrackBody,
  plan: TrackPlan,
  begun: Begun,
): Promise<ActionEnd> {
  const end = readFailure(failure)
  // Nobody knows: what was to be written stays unknown.
  if (end.ambiguous === true) {
    await begun.after().catch(() => {})
    return end
  }
  const errors = placeErrors(plan, failure instanceof BrazeError ? failure.errors : [])
  const all = plan.sent.map(({ index }) => ({ type: '', input_array: 'attributes' as const, index }))
  await settle(begun, all)
  return errors.length === 0 ? end : { ...end, ...leftOver(call, input, plan, errors) }
}

/** Something was refused for good, or is kept back. */
function leave(call: ActionCall, input: TrackBody, plan: TrackPlan, errors: readonly TrackError[]): ActionEnd {
  const left = leftOver(call, input, plan, errors)
  if (errors.length === 0) return fail('unavailable', keptBack, 'no', left)
  const types = [...new Set(errors.map((error) => error.type))].slice(0, 3).join('; ')
  const refused = `Braze refused ${countPlaces(errors)} of ${countObjects(input)} objects: ${types}`
  return fail('rejected', plan.held.size > 0 ? `${refused}. ${keptBack}` : refused, 'no', left)
}

const keptBack =
  'Increments or added objects may have been taken by an attempt that nobody knows the end of. They are not sent again by themselves.'

function leftOver(
  call: ActionCall,
  input: TrackBody,
  { held }: TrackPlan,
  errors: readonly TrackError[],
): Partial<ActionEnd> {
  const listed = errors.map(({ type, input_array, index }) => ({ type, input_array, index }))
  const isPart = countPlaces(errors) < countObjects(input)
  return {
    outputs: listed.length > 0 ? { errors: listed } : {},
    ...(held.size > 0 && { ambiguous: true }),
    ...(isPart && { rest: restOf(call.input, errors, held) }),
  }
}

const countPlaces = (errors: readonly TrackError[]): number =>
  new Set(errors.map((error) => `${error.input_array} ${error.index}`)).size

const countObjects = ({ attributes, events, purchases }: TrackBody): number =>
  attributes.length + events.length + purchases.length

function readErrors(answer: unknown): readonly TrackError[] {
  const listed = typeof answer === 'object' && answer !== null && 'errors' in answer ? answer.errors : undefined
  if (!Array.isArray(listed)) return []
  return listed.flatMap((entry) => {
    const parsed = trackError.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}

function readCounts(answer: unknown, plan: TrackPlan): Values {
  const counts = typeof answer === 'object' && answer !== null ? (answer as Values) : {}
  const names = ['attributes_processed', 'events_processed', 'purchases_processed']
  const told = Object.fromEntries(
    names.flatMap((name) => (typeof counts[name] === 'number' ? [[name, counts[name]]] : [])),
  )
  if (plan.unsent === 0) return told
  const attributes = typeof told.attributes_processed === 'number' ? told.attributes_processed : 0
  return { ...told, attributes_processed: attributes + plan.unsent }
}

/** Not waited for: a count that fails must not fail what was delivered. */
function count(call: ActionCall, plan: TrackPlan, sent: number, parts: TrackParts): void {
  if (sent === 0 && plan.saved === 0) return
  const { solution, environment, flow, node } = call
  parts.dataPoints.add({ solution, environment, flow, node, sent, saved: plan.saved }).catch(() => {})
}
