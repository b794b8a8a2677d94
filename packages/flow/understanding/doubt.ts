/**
 * What is done where words may mean several things: people are asked which they meant.
 *
 * FU18 it is asked where two intents are close, or the only one is not sure enough to be taken for meant
 * FU19 what was picked is proposed as an example of it, to be decided about, and so is what was done without being sure;
 *      nothing is learned by itself
 */

import { contentOf } from '../content/heard.ts'
import type { Effect } from '../effect.ts'
import type { Said } from '../event.ts'
import type { Choice } from '../message.ts'
import type { Alternative, Recognition } from '../recognizer.ts'
import type { Doubt } from '../state.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { foldPhrase } from './phrase.ts'

/** When and how a node asks which intent was meant. */
export interface Asking {
  /** `null`: the platform's words. */
  readonly text: Text | null
  readonly none: Text | null
  /** How close to the likeliest another one has to be. */
  readonly within: number
  /** How likely one has to be to be asked about. */
  readonly least: number
  readonly most: number
  /** Labels that the node itself has. */
  readonly labels: ReadonlyMap<string, Text>
}

/** Everything that may have been meant, the likeliest first. */
export function rankedIn({ intent, confidence, alternatives = [] }: Recognition): readonly Alternative[] {
  const others = alternatives.filter((each) => each.intent !== intent)
  return (intent === null ? others : [{ intent, confidence }, ...others]).slice(0, mostRanked)
}

const mostRanked = 10

/**
 * What is to be asked about; empty: nothing. `meant`: what would be taken without asking, `leads`: whether something is done about
 * an intent. FU18
 */
export function doubtful(
  ranked: readonly Alternative[],
  meant: Alternative | null,
  asking: Asking,
  leads: (intent: string) => boolean,
): readonly Alternative[] {
  const [top] = ranked
  // What was said literally leaves no doubt.
  if (top === undefined || (meant !== null && meant.confidence >= 1)) return []
  const close = ranked
    .filter(({ confidence }) => confidence >= asking.least && top.confidence - confidence <= asking.within)
    .filter(({ intent }) => leads(intent))
  const settled = meant !== null && (close.length < 2 || close[0]?.intent !== meant.intent)
  return settled ? [] : close.slice(0, asking.most)
}

const noneOfThese = 'none'

export function poseDoubt(asking: Asking, turn: Turn, doubt: Doubt): void {
  const own = asking.text === null ? '' : asking.text.render(turn)
  const word = turn.word('meant')
  const stated = own.trim() !== '' && asking.text !== null
  const text = stated ? own : word.text
  const language = stated ? asking.text.languageFor(turn.language) : word.language
  const choices = choicesOf(asking, turn, doubt)
  turn.send({ kind: 'choices', text, choices, input: { type: 'choice' } }, asking.text?.sensitive === true, language)
}

function choicesOf(asking: Asking, turn: Turn, { alternatives }: Doubt): readonly Choice[] {
  const none = asking.none?.render(turn).trim() || turn.word('meant_none').text
  return [
    ...alternatives.map(({ intent }) => ({ id: `intent.${intent}`, label: labelOf(intent, asking, turn) })),
    { id: noneOfThese, label: none },
  ]
}

/** As the node, the flow or the solution calls it; its name, where nobody does. */
function labelOf(intent: string, { labels }: Asking, turn: Turn): string {
  const text =
    labels.get(intent) ?? turn.flow.understanding?.labels.get(intent) ?? turn.program.intentTexts.get(intent)?.label
  return text?.render(turn).trim() || intent.replaceAll(/[_.-]+/g, ' ')
}

/** What was picked: an intent, `null` for none of them; `undefined`: the words are no pick. It enters the transcript either way. */
export function hearPick(asking: Asking, turn: Turn, doubt: Doubt, said: Said): string | null | undefined {
  const choices = choicesOf(asking, turn, doubt)
  const picked = findPick(choices, said)
  if (picked === undefined) {
    turn.hear(contentOf(said), doubt.sensitive)
    return undefined
  }
  turn.hear({ kind: 'choice', text: picked.label, choice: picked.id }, false)
  return picked.id === noneOfThese ? null : picked.id.slice('intent.'.length)
}

function findPick(choices: readonly Choice[], said: Said): Choice | undefined {
  if (said.kind === 'choice') return choices.find(({ id }) => id === said.choice)
  if (said.kind === 'choices') return choices.find(({ id }) => said.choices.length === 1 && id === said.choices[0])
  if (said.kind !== 'text' || said.text.length > 400) return undefined
  const words = foldPhrase(said.text)
  const named = choices.filter(({ label }) => words !== '' && foldPhrase(label) === words)
  return named.length === 1 ? named[0] : /^\d$/.test(words) ? choices[Number(words) - 1] : undefined
}

type Proposal = Extract<Effect, { kind: 'propose' }>

/** Confidences are calibrated: below this one in three answers and more was wrong. */
const leastSure = 0.65
/** As near as nodes that ask about it find it doubtful, unless they say otherwise. */
const leastMargin = 0.2
/** Alternatives that are proposed. */
const mostProposed = 5

/** Words that are taken for the first of these, which something is done about: proposed where that is hardly sure. FU19 */
export function proposeUnsure(
  turn: Turn,
  text: string,
  ranked: readonly Alternative[],
  meant: Alternative,
  sensitive: boolean,
): void {
  const next = ranked.find(({ intent }) => intent !== meant.intent)?.confidence ?? 0
  const sure = meant.confidence >= leastSure && meant.confidence - next >= leastMargin
  // What was said literally leaves no doubt.
  if (sure || meant.confidence >= 1) return
  propose(turn, { text, alternatives: ranked.slice(0, mostProposed), sensitive }, 'unsure', null)
}

/** FU19 */
export function propose(
  turn: Turn,
  { text, alternatives, sensitive }: Doubt,
  reason: Proposal['reason'],
  intent: string | null,
): void {
  if (sensitive || text.trim() === '') return
  const place = { flow: turn.flow.name, node: turn.node.id }
  turn.effects.push({ kind: 'propose', ...place, text, language: turn.language, reason, intent, alternatives })
}

/** Whether the words that were understood may be sensitive: those of another turn may be anything. */
export function heardSensitive(turn: Turn): boolean {
  const heard = turn.effects.findLast((effect) => effect.kind === 'hear')
  return heard?.kind !== 'hear' || heard.sensitive
}
