/**
 * "Not Seoul, Busan", "서울 말고 부산이요": what somebody names only to say that it is not meant.
 *
 * FU23 it is no answer, fills nothing and corrects nothing
 */
import type { Entity } from '../recognizer.ts'
import { isUnspaced } from '../scripts.ts'
import { foldPhrase } from './phrase.ts'

export interface Rejecting {
  /** Folded phrases that stand before what is not meant: "not", "instead of". */
  readonly before: readonly string[]
  /** That stand behind it: 말고, ではなく. */
  readonly behind: readonly string[]
  /** Those before it that are a plain no as well: "no Lima" may mean "no, Lima". */
  readonly unsure: ReadonlySet<string>
}

export interface Sorted {
  /** What is meant, in its order. */
  readonly meant: readonly Entity[]
  readonly rejected: readonly Entity[]
}

/** What may stand between such a phrase and what is not meant: "not from Lima". */
const mostBetween = 2
const longestBetween = 4
/** "Not only Lima", "not more than three": what follows is meant, one way or the other. */
const comparing =
  /^(?:only|just|more|less|than|till|nur|mehr|vor|vors|plus|que|más|mas|solo|sólo|meno|più|piu|mais|menos|só|meer|dan|voor)$/
/** Particles and counters: "두 명이 아니라". In letters. */
const longestEnding = 4
/** Behind these something else begins. */
const breaks = /[,;:.!?，、。；！？…–—\n]/u

/** Tells what is meant from what is not. */
export function sortRejected(text: string, entities: readonly Entity[], rejecting: Rejecting): Sorted {
  const ordered = entities.toSorted((one, other) => one.start - other.start || one.end - other.end)
  /** With the phrase before it that says so; `''`: one behind it does. */
  const told = new Map<Entity, string>()
  let run: readonly string[] = []
  let before: Entity | null = null
  for (const entity of ordered) {
    const gap = text.slice(before?.end ?? 0, entity.start)
    const behind = beginsInRejection(text.slice(entity.end), rejecting.behind)
    const phrase = behind ? '' : endsInRejection(gap, rejecting.before)
    // "Not tomorrow at three": the time goes with the day. "But Friday" does not.
    const goesOn = run.length > 0 && !run.includes(entity.type) && isShort(gap)
    const along = phrase ?? (goesOn && before !== null ? (told.get(before) ?? null) : null)
    if (along !== null) told.set(entity, along)
    run = phrase !== null ? [entity.type] : goesOn ? [...run, entity.type] : []
    before = entity
  }
  const isRejected = (entity: Entity): boolean => {
    const phrase = told.get(entity)
    return phrase !== undefined && (!rejecting.unsure.has(phrase) || hasAnother(entity))
  }
  const hasAnother = ({ type, role }: Entity): boolean =>
    entities.some(
      (each) =>
        !told.has(each) && each.type === type && (role === undefined || each.role === undefined || each.role === role),
    )
  const rejected = entities.filter(isRejected)
  return { meant: entities.filter((entity) => !rejected.includes(entity)), rejected }
}

/** The phrase that the last words before are, but for one or two small ones. */
function endsInRejection(gap: string, phrases: readonly string[]): string | null {
  const words = foldPhrase(gap.slice(lastBreak(gap))).split(' ')
  for (let between = 0; between <= mostBetween && between < words.length; between += 1) {
    const head = words.slice(0, words.length - between).join(' ')
    const found = phrases.find((phrase) => phrase !== '' && endsWith(head, phrase))
    if (found !== undefined) return found
    const word = words.at(-1 - between) ?? ''
    if (word.length > longestBetween || comparing.test(word)) return null
  }
  return null
}

function endsWith(text: string, phrase: string): boolean {
  if (!text.endsWith(phrase)) return false
  const before = text[text.length - phrase.length - 1]
  return before === undefined || before === ' ' || isUnspaced(phrase)
}

/** Whether one of the phrases follows at once, but for an ending. */
function beginsInRejection(after: string, phrases: readonly string[]): boolean {
  const clause = foldPhrase(after.slice(0, 40).split(breaks)[0] ?? '')
  return phrases.some((phrase) => {
    const at = phrase === '' ? -1 : clause.indexOf(phrase)
    return at !== -1 && clause.slice(0, at).replaceAll(' ', '').length <= longestEnding
  })
}

function isShort(gap: string): boolean {
  return !breaks.test(gap) && foldPhrase(gap).split(' ').length <= 1
}

function lastBreak(text: string): number {
  for (let at = text.length - 1; at >= 0; at -= 1) if (breaks.test(text[at] as string)) return at + 1
  return 0
}
