/** What somebody mentions in answer to something else than a question, such as which of several intents they meant. */
import type { Flow } from '../program.ts'
import type { Entity } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import { defaultsOf } from '../variable.ts'
import { mentionedIn } from './entity.ts'
import { type Fill, fillsFrom, isGuessedName, openSlots } from './slot.ts'

/** What the words fill of the present flow. Sensitive words fill sensitive variables only. FU6, FU10 */
export function fillsBeside(turn: Turn, text: string, sensitive: boolean): readonly Fill[] {
  const open = openSlots(turn.flow, turn.variables, (isSensitive) => isSensitive || !sensitive)
  return open.length === 0 ? [] : fillsFrom(saidIn(turn, text), open, turn)
}

/**
 * What the words that called for a flow fill of it before it begins: "are you open on Sunday?" says which day. Nothing that is
 * sensitive, and nothing that has a default.
 */
export function fillsOfCalled(turn: Turn, flow: Flow, text: string): readonly Fill[] {
  const variables = defaultsOf(flow.variables)
  const open = openSlots(flow, variables, (isSensitive) => !isSensitive)
  if (open.length === 0) return []
  const frame = { flow: flow.name, node: flow.start, variables, results: {} }
  return fillsFrom(saidIn(turn, text), open, turn, { flow, depth: turn.frames.length + 1, frame })
}

function saidIn(turn: Turn, text: string): readonly Entity[] {
  return text.trim() === '' ? [] : mentionedIn(text, turn).meant.filter((entity) => !isGuessedName(entity))
}

/** Whether one of them is of a sensitive variable. */
export function fillSensitive(turn: Turn, fills: readonly Fill[]): boolean {
  return fills.some(({ variable }) => turn.flow.variables.get(variable)?.sensitive === true)
}
