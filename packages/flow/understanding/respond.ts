/** What is done about words at a question that mean more than its answer, or something else. */

import { scopeIn } from '../menu.ts'
import type { AskBody } from '../nodes/ask.ts'
import type { Move } from '../nodes/node.ts'
import type { Enclosing } from '../outward.ts'
import type { Turn } from '../turn.ts'
import type { WordName } from '../words/en.ts'
import { fillsOfCalled } from './beside.ts'
import type { Correction } from './correction.ts'
import type { Meaning } from './listen.ts'
import type { Fill } from './slot.ts'
import type { FoundWay } from './understanding.ts'

/** Whether the words hold what a sensitive variable gets. */
export function holdsSensitive(meaning: Meaning | null, turn: Turn): boolean {
  if (meaning === null || !('fills' in meaning)) return false
  const corrections = meaning.kind === 'correct' ? meaning.corrections : []
  return (
    meaning.fills.some(({ variable }) => turn.flow.variables.get(variable)?.sensitive === true) ||
    corrections.some(({ variable, within }) => within.flow.variables.get(variable)?.sensitive === true)
  )
}

/** Sets what the words filled, and says so where the author has words for it. FU6 */
export function fillIn(turn: Turn, fills: readonly Fill[]): void {
  if (fills.length === 0) return
  for (const { variable, value } of fills) {
    turn.set(variable, value)
    turn.trail?.push({ kind: 'fill', flow: turn.flow.name, node: turn.node.id, variable })
  }
  turn.filled = [...new Set([...turn.filled, ...fills.map(({ variable }) => variable)])]
}

/** FU6 */
export function confirmFills({ understood }: Pick<AskBody, 'understood'>, turn: Turn, fills: readonly Fill[]): void {
  const text = understood ?? turn.flow.understanding?.understood ?? null
  if (fills.length > 0 && text !== null) turn.say(text)
}

/** Changes what was known and says so; where it leads on, `null`: nowhere. FU15, FU16, FU22 */
export function correct(turn: Turn, corrections: readonly Correction[]): Move | null {
  for (const { variable, value, within } of corrections) {
    turn.setWithin(within, variable, value)
    turn.trail?.push({ kind: 'correct', flow: turn.flow.name, node: turn.node.id, variable })
  }
  const [first] = corrections
  const text = first?.within.flow.understanding?.corrected ?? null
  if (text !== null && first !== undefined) turn.say(text, scopeIn(turn, asNow(turn, first.within)))
  else sayWord(turn, 'corrected')
  // Where several lead on, the outermost: what it called is gone through again.
  for (const { variable, within } of corrections.toSorted((one, other) => one.within.depth - other.within.depth)) {
    const asker = within.flow.askers.get(variable)
    const { filled = nothing } = within.frame ?? turn
    // Whose question has not come yet, of that nothing was worked out.
    if (asker === undefined || asker.corrected === null || filled.includes(variable)) continue
    return { kind: 'go', to: asker.corrected, within: asNow(turn, within), edge: `${asker.node}.corrected` }
  }
  return null
}

const nothing: readonly string[] = []

/** The flow with what it knows now. */
function asNow({ frames }: Turn, within: Enclosing): Enclosing {
  return within.frame === null ? within : { ...within, frame: frames[within.depth] ?? within.frame }
}

/** Something that the platform itself says. */
export function sayWord(turn: Turn, word: WordName): void {
  const { text, language } = turn.word(word)
  turn.send({ kind: 'text', text }, false, language)
}

/** The words of this turn, where they are not sensitive. */
function plainlyHeard(turn: Turn): string {
  const heard = turn.effects.findLast((effect) => effect.kind === 'hear')
  return heard?.kind === 'hear' && !heard.sensitive ? heard.content.text : ''
}

/** What the words say already of what a flow asks for. FU12 */
function saidOf(
  turn: Turn,
  name: string,
  words: string,
): Pick<Extract<Move, { kind: 'call' }>, 'variables' | 'filled'> {
  const flow = turn.program.flows.get(name)
  const fills = flow === undefined ? [] : fillsOfCalled(turn, flow, words)
  for (const { variable } of fills) turn.trail?.push({ kind: 'fill', flow: name, node: flow?.start ?? '', variable })
  return {
    variables: Object.fromEntries(fills.map(({ variable, value }) => [variable, value])),
    filled: fills.map(({ variable }) => variable),
  }
}

/** Does what the intent means, said in these words; `null`: it is said, and the question is to be asked again. FU12 */
export function answerIntent(
  turn: Turn,
  intent: string,
  { found, way }: FoundWay,
  words: string = plainlyHeard(turn),
): Move | null {
  const { flow, node } = turn
  const digress = (to: string | null) =>
    turn.trail?.push({ kind: 'digress', flow: flow.name, node: node.id, intent, to })
  switch (way.kind) {
    case 'answer':
      digress(null)
      turn.say(way.text, scopeIn(turn, found))
      return null
    case 'call':
      digress(way.flow)
      return {
        kind: 'call',
        flow: way.flow,
        ...saidOf(turn, way.flow, words),
        aside: { tries: turn.tries, draft: turn.draft },
      }
    case 'again':
      digress(null)
      return null
    case 'back':
      turn.trail?.push({ kind: 'understand', flow: flow.name, node: node.id, intent })
      return { kind: 'back', to: way.to }
    case 'go':
      turn.trail?.push({ kind: 'understand', flow: flow.name, node: node.id, intent })
      return { kind: 'go', to: way.to, within: found, edge: `intent.${intent}` }
  }
}
