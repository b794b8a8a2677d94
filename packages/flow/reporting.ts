/**
 * What a conversation tells Braze by itself: standard events, mapped attributes, and messages for who has left.
 *
 * Owns what is told and to whom, as far as the conversation alone decides it. The settings are read and checked in
 * `reporting-compile.ts`; whether a planned message still goes out when its time has come is the runtime's concern.
 *
 * FZ1 nothing is told unless the solution asks for it, and nothing about somebody whom nobody knows
 * FZ2 all that a turn has to tell is one queued call, after everything else that it asks for; what is planned comes after it
 */
import { attributesOf, type Change } from './braze/attributes.ts'
import { clip } from './braze/clip.ts'
import type { Properties } from './braze/properties.ts'
import { propertiesMember } from './braze/properties.ts'
import { type Recipient, recipientOf } from './braze/recipients.ts'
import type { Trigger } from './braze/trigger.ts'
import { findUser, trackIdentifier, type User } from './braze/user.ts'
import { visitorLabel } from './event.ts'
import type { Expression } from './expression.ts'
import type { MomentName } from './reporting-source.ts'
import type { Scope } from './scope.ts'
import { isoTime } from './template.ts'
import type { Turn } from './turn.ts'
import type { Value, Values } from './value.ts'

/** Something of a turn that may be told. */
export interface Moment {
  readonly name: MomentName
  readonly flow: string
  readonly node: string
  readonly properties: Values
}

/** Something that is written once and means the variables of the flow it is worked out in, by flow; not in all it can be. */
export type ByFlow<T> = ReadonlyMap<string, T>

export interface Report {
  /** What is told, and under which name. */
  readonly events: ReadonlyMap<MomentName, string>
  readonly attributes: readonly ByFlow<readonly Change[]>[]
  /** Nothing is told where it does not hold. */
  readonly if: ByFlow<Expression> | null
  /** Data points of writing all attributes once. */
  readonly points: number
  readonly user: User
}

export interface Retarget {
  readonly name: string
  readonly when: 'abandoned' | 'completed'
  readonly flow: string | null
  /** `null`: anywhere. */
  readonly at: ReadonlySet<string> | null
  readonly if: ByFlow<Expression> | null
  /** Milliseconds. */
  readonly after: number
  readonly once: number
  readonly trigger: Trigger
  readonly id: { readonly sandbox: string; readonly prod: string }
  readonly context: readonly ByFlow<Properties>[]
  readonly recipient: Recipient
}

/** What a program tells Braze. */
export interface Reporting {
  readonly report: Report | null
  readonly retargets: readonly Retarget[]
}

/** Moments that cost too much to write the attributes at each of them. */
const passing: readonly MomentName[] = ['idle', 'answered']

/** Adds the effects that tell of the turn. FZ2 */
export function tell(turn: Turn): void {
  const { reporting } = turn.program
  if (reporting === null || turn.moments.length === 0) return
  if (reporting.report !== null) track(reporting.report, turn)
  const last = turn.moments.at(-1)
  if (last === undefined || (last.name !== 'abandoned' && last.name !== 'completed')) return
  for (const rule of reporting.retargets) if (rule.when === last.name && isAt(rule, turn)) plan(rule, last, turn)
}

function track({ events, attributes, user, if: condition }: Report, turn: Turn): void {
  const found = holds(condition, turn) ? findUser(user, turn) : null
  if (found === null) return // FZ1
  // Braze makes no profile for an alias unless it is told to, and a visitor has none yet.
  const isVisitor = found.kind === 'alias' && found.label === visitorLabel
  const identifier = { ...trackIdentifier(found), ...(isVisitor && { _update_existing_only: false }) }
  const told = turn.moments.flatMap((moment) => eventOf(moment, events.get(moment.name), identifier, turn))
  const writes = turn.moments.some(({ name }) => !passing.includes(name))
  const values = writes ? valuesOf(attributes, turn) : {}
  const written = Object.keys(values).length > 0
  if (told.length === 0 && !written) return
  const input = {
    ...(written && { attributes: [{ ...values, ...identifier }] }),
    ...(told.length > 0 && { events: told }),
  }
  turn.runAction('braze.users.track', input, 'queue', null, { report: true })
}

function eventOf(moment: Moment, name: string | undefined, identifier: Values, turn: Turn): readonly Values[] {
  if (name === undefined) return []
  const { flow, node } = moment
  const seconds = turn.startedAt === null ? null : Math.max(0, Math.round((turn.at - turn.startedAt) / 1000))
  const all: Values = {
    solution: turn.program.name,
    flow,
    node,
    conversation_id: turn.conversation,
    language: turn.flow.languages.stated ? turn.language : null,
    duration_seconds: moment.name === 'completed' || moment.name === 'abandoned' ? seconds : null,
    ...moment.properties,
  }
  const known = Object.entries(all).filter(([, value]) => value !== null)
  const time = isoTime(turn.at)
  const properties = Object.fromEntries(known.map(([key, value]) => [key, clip(value)]))
  return [{ ...identifier, name, ...(time !== null && { time }), properties }]
}

/** What the conversation's flows know of each, the present one first. */
function valuesOf(attributes: Report['attributes'], turn: Turn): Values {
  const values: { [name: string]: Value } = {}
  for (const byFlow of attributes)
    Object.assign(
      values,
      outward(byFlow, turn, (changes, scope) => {
        const found = attributesOf(changes, scope)
        return Object.keys(found).length === 0 ? null : found
      }),
    )
  return values
}

/** What the innermost flow gives that gives anything. */
function outward<T, Found>(
  byFlow: ByFlow<T>,
  turn: Turn,
  read: (given: T, scope: Scope) => Found | null,
): Found | null {
  const given = byFlow.get(turn.flow.name)
  const found = given === undefined ? null : read(given, turn)
  if (found !== null) return found
  for (let depth = turn.frames.length - 1; depth >= 0; depth--) {
    const frame = turn.frames[depth]
    const flow = frame === undefined ? undefined : turn.program.flows.get(frame.flow)
    const own = flow === undefined ? undefined : byFlow.get(flow.name)
    if (frame === undefined || flow === undefined || own === undefined) continue
    const outer = read(own, turn.scopeOf(flow, frame))
    if (outer !== null) return outer
  }
  return null
}

/** Whether the conversation stands where the rule is about, in the present flow or in one that waits for it. */
function isAt({ flow, at }: Retarget, turn: Turn): boolean {
  const places = [{ flow: turn.flow.name, node: turn.node.id }, ...turn.frames]
  return places.some((place) => (flow === null || place.flow === flow) && (at === null || at.has(place.node)))
}

function holds(condition: ByFlow<Expression> | null, turn: Turn): boolean {
  return condition === null || outward(condition, turn, (logic, scope) => logic.evaluate(scope) ?? null) === true
}

function plan(rule: Retarget, { flow, node }: Moment, turn: Turn): void {
  const recipient = holds(rule.if, turn) ? recipientOf(rule.recipient, rule.trigger.properties, turn) : null
  if (recipient === null) return // FZ1
  const context: { [name: string]: Value } = {}
  const { properties: member } = rule.trigger
  for (const byFlow of rule.context)
    Object.assign(
      context,
      outward(byFlow, turn, (properties, scope) => {
        const found = propertiesMember(member, properties, scope)[member]
        return found === undefined ? null : (found as Values)
      }),
    )
  turn.plan({
    flow,
    node,
    rule: rule.name,
    at: turn.at + rule.after,
    once: rule.once,
    action: rule.trigger.action,
    message: { member: rule.trigger.id, ...rule.id },
    input: { ...(Object.keys(context).length > 0 && { [member]: context }), recipients: [recipient] },
  })
}
