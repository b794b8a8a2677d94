import type { Card, Choice, LinkButton } from '../message.ts'
import { fold } from './fold.ts'

/** A word for a choice. */
export type Name = readonly [word: string, id: string]

/** What a question offers to pick from at one moment, and the words for it. */
export interface Offer {
  readonly choices: readonly Choice[]
  /** `null`: the choices are not on cards. */
  readonly cards: readonly Card[] | null
  has(id: string): boolean
  label(id: string): string | undefined
  /** The id of the choice that typed words name. */
  find(typed: string): string | undefined
  /** What each choice is called: its label, other words for it, its card. */
  readonly names: readonly Name[]
}

export function choiceOf(
  id: string,
  label: string | null,
  description: string | null,
  image: string | null,
  url: string | null,
): Choice {
  return {
    id,
    label: label || id,
    ...(description ? { description } : {}),
    ...(image === null ? {} : { image }),
    ...(url === null ? {} : { url }),
  }
}

function isChoice(button: Choice | LinkButton): button is Choice {
  return 'id' in button
}

export function createOffer(
  choices: readonly Choice[],
  cards: readonly Card[] | null,
  synonyms: ReadonlyMap<string, readonly string[]>,
): Offer {
  const labels = new Map(choices.map(({ id, label }) => [id, label]))
  const names = namesOf(choices, cards, synonyms)
  let words: ReadonlyMap<string, string> | null = null
  return {
    choices,
    cards,
    has: (id) => labels.has(id),
    label: (id) => labels.get(id),
    find(typed) {
      const exact = typed.trim()
      if (labels.has(exact)) return exact
      words ??= wordsOf(choices, names)
      return words.get(fold(typed)) || undefined
    },
    names,
  }
}

/** The choices of all cards; those whose label stands on several cards are told apart by the card. */
export function picksOn(cards: readonly Card[]): readonly Choice[] {
  const times = new Map<string, number>()
  for (const { choices } of cards) for (const { label } of choices) times.set(label, (times.get(label) ?? 0) + 1)
  return cards.flatMap(({ title, choices }) => {
    const picks = choices.filter(isChoice)
    return picks.map((choice) => {
      if ((times.get(choice.label) ?? 0) < 2 || title === '') return choice
      return { ...choice, label: picks.length === 1 ? title : `${title} – ${choice.label}` }
    })
  })
}

function namesOf(
  choices: readonly Choice[],
  cards: readonly Card[] | null,
  synonyms: ReadonlyMap<string, readonly string[]>,
): readonly Name[] {
  const names: Name[] = choices.map(({ id, label }) => [label, id])
  for (const { id } of choices) for (const word of synonyms.get(id) ?? []) names.push([word, id])
  for (const { title, choices: buttons } of cards ?? []) {
    const picks = buttons.filter(isChoice)
    const [only] = picks
    if (picks.length === 1 && only !== undefined) names.push([title, only.id])
    for (const { id, label } of picks) names.push([`${title} ${label}`, id])
  }
  return names
}

/** Folded words to the id that they name; to nothing when they could mean two. */
function wordsOf(choices: readonly Choice[], names: readonly Name[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const { id } of choices) words.set(fold(id), id)
  for (const [word, id] of names) {
    const folded = fold(word)
    const other = words.get(folded)
    if (folded !== '') words.set(folded, other === undefined || other === id ? id : '')
  }
  // A typed number counts the choices, unless a choice is itself called by that number.
  choices.forEach(({ id }, index) => {
    if (!words.has(String(index + 1))) words.set(String(index + 1), id)
  })
  return words
}
