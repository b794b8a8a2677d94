/**
 * "No, my city is Busan": what somebody said before is changed.
 *
 * FU15 an entity changes a variable that is known, where words of correction come first or the variable is named
 */
import type { AskBody } from '../nodes/ask.ts'
import type { Entity } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import { beginsWith, foldPhrase, mentions, phrasesIn } from './phrase.ts'
import { type Fill, fitting, type Slot, slotOf } from './slot.ts'

/** What is nothing else wherever it stands; a number or a day may be anything. */
const unmistakable = ['email', 'phone']

/** What the words at the question change of what is known. */
export function correctionsIn(text: string, entities: readonly Entity[], body: AskBody, turn: Turn): readonly Fill[] {
  const { flow } = turn
  if (flow.understanding?.corrections !== true || entities.length === 0) return []
  const folded = foldPhrase(text)
  const cued = beginsWith(folded, phrasesIn(turn.word('correction').text))
  const asked = slotOf(flow.variables.get(body.variable))
  const fills: Fill[] = []
  const left = new Set(entities)
  for (const [variable, slot] of correctable(body, turn)) {
    const named = isNamed(variable, folded, turn)
    // What is being asked for may be just this kind of thing: then only its name tells that it is not the answer.
    const open = asked !== null && asked.type === slot.type && asked.role === slot.role
    if (!named && (!cued || open || !(slot.stated || unmistakable.includes(slot.type)))) continue
    for (const entity of left) {
      const value = fitting(entity, variable, slot, turn)
      if (value === undefined || isSame(value, turn.variables[variable])) continue
      fills.push({ variable, value, entity })
      if (entity.type === slot.type) left.delete(entity)
      break
    }
  }
  return fills
}

/** Variables that are known and that some question of the flow asks for, or that say which entity fills them; those named last first. */
function correctable(body: AskBody, turn: Turn): readonly (readonly [variable: string, slot: Slot])[] {
  const { variables, askers } = turn.flow
  return [...variables].flatMap(([name, declared]) => {
    const slot = declared.slot !== null || askers.has(name) ? slotOf(declared) : null
    const known = (turn.variables[name] ?? null) !== null
    const safe = !body.sensitive || declared.sensitive
    return slot !== null && known && safe && name !== body.variable ? [[name, slot] as const] : []
  })
}

function isNamed(variable: string, folded: string, turn: Turn): boolean {
  const called = turn.flow.variables.get(variable)?.called ?? []
  return [variable, ...called].some((name) => mentions(folded, foldPhrase(name)))
}

function isSame(value: unknown, other: unknown): boolean {
  return value === other || JSON.stringify(value) === JSON.stringify(other)
}
