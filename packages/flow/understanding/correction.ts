/**
 * "No, my city is Busan": what somebody said before is changed.
 *
 * FU15 an entity changes a variable that is known, where words of correction come first or the variable is named
 * FU22 what flows know that wait for the present one is changed there, unless the present one was given it
 */
import type { AskBody } from '../nodes/ask.ts'
import { type Enclosing, findOutward } from '../outward.ts'
import type { Flow } from '../program.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'
import { beginsWith, foldPhrase, mentions, phrasesFor, wordsBeside } from './phrase.ts'
import type { Sorted } from './rejected.ts'
import { type Fill, fitting, hereOf, isGuessedName, type Slot, slotOf } from './slot.ts'

/** What is nothing else wherever it stands; a number or a day may be anything. */
const unmistakable = ['email', 'phone']

/** A variable of a flow that the conversation is in, and what it is instead. */
export interface Correction extends Fill {
  readonly within: Enclosing
  /** Words beside what is changed and what says so; 0 where the variable is named. */
  readonly beside: number
}

/** What words change of what is known. */
export interface Corrected {
  readonly corrections: readonly Correction[]
  /** Whether they say of something what it is already. */
  readonly confirms: boolean
}

/** Whether words may change anything here. */
export function mayCorrect({ program, flow, frames }: Turn): boolean {
  return findOutward(program, { flow: flow.name, frames }, corrects) !== null
}

const corrects = ({ understanding }: Flow): boolean => understanding?.corrections === true

/**
 * What the words at the question change of what is known, of the present flow first.
 *
 * @param isFree whether the question takes any words whatever, and nothing in particular
 */
export function correctionsIn(
  text: string,
  { meant, rejected }: Sorted,
  body: AskBody,
  turn: Turn,
  isFree: boolean,
): Corrected {
  if (meant.length === 0 || body.fills?.length === 0) return { corrections: [], confirms: false }
  const folded = foldPhrase(text)
  const opening = phrasesFor(turn, text, 'correction')
  const inside = phrasesFor(turn, text, 'correction_inside')
  const rejections = [...phrasesFor(turn, text, 'rejection_before'), ...phrasesFor(turn, text, 'rejection_behind')]
  const cued = beginsWith(folded, opening) || inside.some((phrase) => mentions(folded, phrase))
  const asked = slotOf(turn.flow.variables.get(body.variable))
  const found: Correction[] = []
  let confirms = false
  const left = new Set(meant.filter((entity) => !isGuessedName(entity)))
  for (const within of enclosing(turn))
    for (const [variable, slot] of correctable(body, within, turn)) {
      const names = namesOf(variable, within.flow)
      const named = names.some((name) => mentions(folded, name))
      // What is being asked for may be just this kind of thing: then only its name tells that it is not the answer.
      const open = asked !== null && asked.type === slot.type && asked.role === slot.role
      if (!named && (!cued || open || !(slot.stated || unmistakable.includes(slot.type)))) continue
      const fit = [...left].flatMap((entity) => {
        const value = fitting(entity, variable, slot, turn, within)
        return value === undefined ? [] : [{ variable, value, entity, within }]
      })
      const [first] = fit
      // Two of a kind, and nothing says which is meant.
      if (first === undefined || (!named && fit.some(({ value }) => !isSame(value, first.value)))) continue
      const beside = wordsBeside(text, [...meant, ...rejected], [...opening, ...inside, ...rejections, ...names])
      if (beside > (isFree ? mostBesideFree : mostBeside) * (named ? 2 : 1)) continue
      const now = valuesIn(within, turn)[variable]
      const changed = fit.find(({ value }) => !isSame(value, now))
      if (changed === undefined) {
        confirms = true
        continue
      }
      found.push({ ...changed, beside: named ? 0 : beside })
      if (changed.entity.type === slot.type) left.delete(changed.entity)
    }
  return { corrections: found, confirms }
}

/** Words beside what is changed and what says so, twice as many where it is named: with more it is about something else. */
const mostBeside = 7
/** Where any words are an answer: "Sorry, my last trip to Seoul was a mess" is one. */
const mostBesideFree = 4

/** The flows that let themselves be corrected, the present one first. */
function* enclosing(turn: Turn): Iterable<Enclosing> {
  if (corrects(turn.flow)) yield hereOf(turn)
  for (let depth = turn.frames.length - 1; depth >= 0; depth -= 1) {
    const frame = turn.frames[depth]
    const flow = frame === undefined ? undefined : turn.program.flows.get(frame.flow)
    if (frame !== undefined && flow !== undefined && corrects(flow)) yield { flow, depth, frame }
  }
}

const valuesIn = ({ frame }: Enclosing, turn: Turn): Values => frame?.variables ?? turn.variables

/** Variables that are known and that some question of the flow asks for, or that say which entity fills them; those named last first. */
function correctable(
  body: AskBody,
  within: Enclosing,
  turn: Turn,
): readonly (readonly [variable: string, slot: Slot])[] {
  const { variables, askers } = within.flow
  const values = valuesIn(within, turn)
  return [...variables].flatMap(([name, declared]) => {
    const slot = declared.slot !== null || askers.has(name) ? slotOf(declared) : null
    const known = (values[name] ?? null) !== null
    const safe = !body.sensitive || declared.sensitive
    const isOpen = within.frame === null && name === body.variable
    return slot !== null && known && safe && !isOpen && isChangeable(name, within) ? [[name, slot] as const] : []
  })
}

/** Whether the flow that was called meanwhile was not given it, or is given up by a correction. */
function isChangeable(variable: string, { flow, frame }: Enclosing): boolean {
  const body = frame === null ? undefined : flow.nodes.get(frame.node)?.body
  if (body?.kind !== 'call' || (flow.askers.get(variable)?.corrected ?? null) !== null) return true
  return !body.input.some(({ value }) => value.uses.some(([name]) => name === variable))
}

/** What the variable is called, folded. */
function namesOf(variable: string, { variables }: Flow): readonly string[] {
  return [variable, ...(variables.get(variable)?.called ?? [])].map(foldPhrase)
}

function isSame(value: unknown, other: unknown): boolean {
  return value === other || JSON.stringify(value) === JSON.stringify(other)
}
