/**
 * What is done where words may mean several things: people are asked which they meant.
 *
 * FU18 it is asked where two intents are close, or the only one is not sure enough to be taken for meant
 * FU25 at a question it is asked where two intents that something is done about are close
 * FU19 what was picked is proposed as an example of it, to be decided about, and so is what was done without being sure;
 *      nothing is learned by itself
 */

import { createOffer } from '../answers/offer.ts'
import { findPick } from '../answers/pick.ts'
import { contentOf } from '../content/heard.ts'
import type { Effect } from '../effect.ts'
import type { Said } from '../event.ts'
import type { Choice } from '../message.ts'
import type { Alternative, Recognition } from '../recognizer.ts'
import type { Doubt } from '../state.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import { foldPhrase, phrasesIn } from './phrase.ts'

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

/** At a question, where nobody says how it is to be asked. */
export const usualAsking: Asking = { text: null, none: null, within: 0.2, least: 0.2, most: 3, labels: new Map() }
/** More likely than not it is one of them. */
const leastTogether = 0.5

/** What is to be asked about where words at a question are no answer to it; empty: nothing. FU25 */
export function doubtfulAside(recognition: Recognition, leads: (intent: string) => boolean): readonly Alternative[] {
  const ranked = rankedIn(recognition)
  const [top = null] = ranked
  const alternatives = doubtful(ranked, top, usualAsking, leads)
  const together = alternatives.reduce((sum, { confidence }) => sum + confidence, 0)
  return alternatives.length < 2 || together < leastTogether ? [] : alternatives
}

/** Beside a question another id: its choices may be called "none". */
const noneIn = ({ aside }: Doubt): string => (aside === true ? 'meant.none' : 'none')

export function poseDoubt(asking: Asking, turn: Turn, doubt: Doubt): void {
  const own = asking.text === null ? '' : asking.text.render(turn)
  const word = turn.word('meant')
  const stated = own.trim() !== '' && asking.text !== null
  const text = stated ? own : word.text
  const language = stated ? asking.text.languageFor(turn.language) : word.language
  const choices = choicesOf(asking, turn, doubt)
  turn.send({ kind: 'choices', text, choices, input: { type: 'choice' } }, asking.text?.sensitive === true, language)
}

function choicesOf(asking: Asking, turn: Turn, doubt: Doubt): readonly Choice[] {
  const none = asking.none?.render(turn).trim() || turn.word('meant_none').text
  return [
    ...doubt.alternatives.map(({ intent }) => ({ id: `intent.${intent}`, label: labelOf(intent, asking, turn) })),
    { id: noneIn(doubt), label: none },
  ]
}

/** As the node, the flow or the solution calls it; its name, where nobody does. */
function labelOf(intent: string, { labels }: Asking, turn: Turn): string {
  const text =
    labels.get(intent) ?? turn.flow.understanding?.labels.get(intent) ?? turn.program.intentTexts.get(intent)?.label
  return text?.render(turn).trim() || intent.replaceAll(/[_.-]+/g, ' ')
}

/** What somebody picked who was asked which they meant. */
export interface Picked {
  /** `null`: none of them. */
  readonly intent: string | null
  readonly choice: Choice
  /** Whether the words say more than that. */
  readonly partly: boolean
}

/** `null`: what was said is no pick. */
export function pickOf(asking: Asking, turn: Turn, doubt: Doubt, said: Said): Picked | null {
  const choices = choicesOf(asking, turn, doubt)
  const noneOfThese = noneIn(doubt)
  const found = findChoice(choices, noneOfThese, said, turn)
  const choice = choices.find(({ id }) => id === found?.id)
  if (found === null || choice === undefined) return null
  const intent = choice.id === noneOfThese ? null : choice.id.slice('intent.'.length)
  return { intent, choice, partly: found.partly }
}

/** What was said enters the transcript: a pick as what it is called, unless the words say more. `sensitive`: whether they may be. */
export function hearPick(turn: Turn, picked: Picked | null, said: Said, sensitive: boolean): void {
  if (picked === null || picked.partly) turn.hear(contentOf(said), sensitive)
  else turn.hear({ kind: 'choice', text: picked.choice.label, choice: picked.choice.id }, false)
}

/** More is no pick. */
const longestPick = 400

function findChoice(
  choices: readonly Choice[],
  noneOfThese: string,
  said: Said,
  turn: Turn,
): { readonly id: string; readonly partly: boolean } | null {
  if (said.kind === 'choice') return { id: said.choice, partly: false }
  if (said.kind === 'choices') return said.choices.length === 1 ? { id: said.choices[0] ?? '', partly: false } : null
  if (said.kind !== 'text' || said.text.length > longestPick) return null
  const no = [...phrasesIn(turn.word('meant_none_said').text), ...phrasesIn(turn.word('no_said').text)]
  const synonyms = new Map([[noneOfThese, no]])
  // Who is asked about one thing only may say just yes.
  const [only, ...others] = choices.filter(({ id }) => id !== noneOfThese)
  if (only !== undefined && others.length === 0) synonyms.set(only.id, [...phrasesIn(turn.word('yes_said').text)])
  return findPick(createOffer(choices, null, synonyms), said.text, turn) ?? null
}

/**
 * Proposes the words that were asked about, whatever came of it: with what was picked, or with what other words turned out to mean
 * where that had been offered. FU19
 */
export function proposeAsked(turn: Turn, doubt: Doubt, picked: Picked | null, meant: string | null): void {
  if (picked !== null) propose(turn, doubt, picked.intent === null ? 'none' : 'picked', picked.intent)
  else if (doubt.alternatives.some(({ intent }) => intent === meant)) propose(turn, doubt, 'picked', meant)
  else propose(turn, doubt, 'unknown', null)
}

/** Whether words are sure enough to say what others meant. */
export function isSure(recognition: Recognition, text: string, doubt: Doubt): boolean {
  return recognition.confidence >= leastSure && foldPhrase(text) !== foldPhrase(doubt.text)
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
