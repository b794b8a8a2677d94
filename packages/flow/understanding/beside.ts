/** What somebody mentions in answer to something else than a question, such as which of several intents they meant. */
import type { Flow } from '../program.ts'
import type { Turn } from '../turn.ts'
import { defaultsOf } from '../variable.ts'
import { mentionedIn } from './entity.ts'
import { type Fill, fillsFrom, isGuessedName } from './slot.ts'

/** What the words fill of the present flow. Sensitive words fill sensitive variables only. FU6, FU10 */
export function fillsBeside(turn: Turn, text: string, sensitive: boolean): readonly Fill[] {
  const { slots, variables } = turn.flow
  const open = [...slots].filter(([name, slot]) => {
    const safe = !sensitive || variables.get(name)?.sensitive === true
    return slot.stated && safe && (turn.variables[name] ?? null) === null
  })
  if (open.length === 0 || text.trim() === '') return []
  const said = mentionedIn(text, turn).filter((entity) => !isGuessedName(entity))
  return fillsFrom(said, open, turn)
}

/**
 * What the words that called for a flow fill of it before it begins: "are you open on Sunday?" says which day. Nothing that is
 * sensitive, and nothing that has a default.
 */
export function fillsOfCalled(turn: Turn, flow: Flow, text: string): readonly Fill[] {
  if (text.trim() === '') return []
  const variables = defaultsOf(flow.variables)
  const open = [...flow.slots].filter(
    ([name, slot]) => slot.stated && flow.variables.get(name)?.sensitive !== true && (variables[name] ?? null) === null,
  )
  if (open.length === 0) return []
  const said = mentionedIn(text, turn).filter((entity) => !isGuessedName(entity))
  const frame = { flow: flow.name, node: flow.start, variables, results: {} }
  return fillsFrom(said, open, turn, { flow, depth: turn.frames.length + 1, frame })
}

/** Whether one of them is of a sensitive variable. */
export function fillSensitive(turn: Turn, fills: readonly Fill[]): boolean {
  return fills.some(({ variable }) => turn.flow.variables.get(variable)?.sensitive === true)
}
