/**
 * Slots: variables that are filled by what somebody mentions, whatever they were asked.
 *
 * FU6 an entity fills a variable that is not known, one each, if the question that asks for it would take it for an answer
 */
import type { Asking } from '../answers/answer.ts'
import { type Answer, readAnswer } from '../answers/index.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Enclosing } from '../outward.ts'
import type { Flow, FlowNode } from '../program.ts'
import type { Entity } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'
import { type Declaration, fit } from '../variable.ts'
import { naturalEntity, valueFor } from './entity.ts'

/** What fills a variable. */
export interface Slot {
  /** Type of the entity. */
  readonly type: string
  /** `null`: in any. */
  readonly role: string | null
  /** Whether its author says so; otherwise it is what its type suggests. */
  readonly stated: boolean
}

/** The question that asks for a variable. */
export interface Asker {
  readonly node: string
  readonly answer: Answer
  /** Where a correction leads on; `null`: nowhere. */
  readonly corrected: string | null
}

/** A variable and what it gets. */
export interface Fill {
  readonly variable: string
  readonly value: Value
  readonly entity: Entity
}

/** What fills the variable, by its declaration or, where that says nothing, by its type. */
export function slotOf(declared: Declaration | undefined): Slot | null {
  if (declared?.slot !== undefined && declared.slot !== null) return { ...declared.slot, stated: true }
  const type = declared === undefined ? null : naturalEntity(declared.type)
  return type === null ? null : { type, role: null, stated: false }
}

/** Of all variables that say so, or that some question fills. */
export function slotsIn(
  variables: ReadonlyMap<string, Declaration>,
  nodes: Iterable<FlowNode>,
): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>()
  for (const [name, declared] of variables) {
    const slot = declared.slot === null ? null : slotOf(declared)
    if (slot !== null) slots.set(name, slot)
  }
  for (const { body } of nodes)
    for (const name of body.kind === 'ask' ? (body.fills ?? []) : []) {
      const slot = slotOf(variables.get(name))
      if (slot !== null) slots.set(name, slot)
    }
  return slots
}

export function askersIn(nodes: Iterable<FlowNode>): ReadonlyMap<string, Asker> {
  const askers = new Map<string, Asker>()
  for (const { id, body, exits } of nodes)
    if (body.kind === 'ask' && !askers.has(body.variable))
      askers.set(body.variable, { node: id, answer: body.answer, corrected: exits.get('corrected') ?? null })
  return askers
}

type OpenSlot = readonly [variable: string, slot: Slot]

/** The variables that words at the question may fill besides its own. Sensitive words fill sensitive variables only. */
export function fillable(body: AskBody, turn: Turn): readonly OpenSlot[] {
  const isSafe = (isSensitive: boolean) => isSensitive || !body.sensitive
  return openSlots(turn.flow, turn.variables, isSafe, body.fills).filter(([name]) => name !== body.variable)
}

/** Variables that are not known and that words may fill; `names`: of these, default: of all that say so. */
export function openSlots(
  { slots, variables }: Flow,
  values: Values,
  isSafe: (isSensitive: boolean) => boolean,
  names: readonly string[] | null = null,
): readonly OpenSlot[] {
  return [...(names ?? slots.keys())].flatMap((name) => {
    const slot = slots.get(name)
    const isOpen = (values[name] ?? null) === null && isSafe(variables.get(name)?.sensitive === true)
    return slot !== undefined && (names !== null || slot.stated) && isOpen ? [[name, slot] as const] : []
  })
}

/** What the entities give to these variables. One entity fills one variable. FU6 */
export function fillsFrom(
  entities: readonly Entity[],
  slots: readonly OpenSlot[],
  turn: Turn,
  within: Enclosing = hereOf(turn),
): readonly Fill[] {
  const left = new Set(entities)
  const fills: Fill[] = []
  // A variable that takes one role only goes before those that take any.
  const ordered = [...slots].sort(([, one], [, other]) => Number(one.role === null) - Number(other.role === null))
  for (const [variable, slot] of ordered)
    for (const entity of left) {
      const value = fitting(entity, variable, slot, turn, within)
      if (value === undefined || isKnownElsewhere(value, variable, slot, within, turn)) continue
      fills.push({ variable, value, entity })
      // A name has two parts, which may fill two variables.
      if (entity.type === slot.type) left.delete(entity)
      break
    }
  return fills
}

/** Who says again on which day they travel has not said when they come back. */
function isKnownElsewhere(value: Value, variable: string, slot: Slot, { flow, frame }: Enclosing, turn: Turn): boolean {
  if (slot.role !== null) return false
  const known = frame?.variables ?? turn.variables
  return [...flow.slots].some(([name, { type }]) => name !== variable && type === slot.type && known[name] === value)
}

const nameTypes: readonly string[] = ['name', 'given_name', 'family_name']
/** Of a name that somebody says to be one; what only looks like one is less sure. */
const leastName = 0.7

export const isNameType = (type: string): boolean => nameTypes.includes(type)

/** Whether it is a name for all that is known, which may be anything else: it counts only where a name is asked for. */
export function isGuessedName({ type, confidence }: Entity): boolean {
  return isNameType(type) && confidence < leastName
}

/** What the variable would hold of the entity; `undefined`: it does not take it. `within`: the flow that the variable is of. */
export function fitting(
  entity: Entity,
  variable: string,
  slot: Slot,
  turn: Turn,
  within: Enclosing = hereOf(turn),
): Value | undefined {
  const value = valueFor(entity, slot.type, slot.role)
  if (value === undefined || value === null) return undefined
  const { askers, variables } = within.flow
  const asker = askers.get(variable)
  if (asker !== undefined) return readEntity(asker.answer, entity, value, askingIn(turn, within))
  const declared = variables.get(variable)
  return declared === undefined ? undefined : (fit(declared.type, value) ?? undefined)
}

export function hereOf({ flow, frames }: Turn): Enclosing {
  return { flow, depth: frames.length, frame: null }
}

/** What a question of a flow sees that the conversation is in. */
function askingIn(turn: Turn, { flow, frame }: Enclosing): Asking {
  if (frame === null) return turn
  return { ...turn.scopeOf(flow, frame), draft: null, word: (word, values) => turn.word(word, values) }
}

/** The entity as an answer to the question: numbers as they were written, everything else by its value first. */
export function readEntity(answer: Answer, entity: Entity, value: Value, asking: Asking): Value | undefined {
  const ways =
    typeof value === 'number' ? [entity.text, String(value)] : [typeof value === 'string' ? value : '', entity.text]
  for (const text of ways) {
    if (text === '') continue
    const reading = readAnswer(answer, { kind: 'text', text }, asking)
    if (reading.kind === 'value') return reading.value
  }
  return undefined
}
