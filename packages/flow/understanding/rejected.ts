/**
 * "Not Seoul, Busan", "서울 말고 부산이요": what somebody names only to say that it is not meant.
 *
 * FU23 it is no answer, fills nothing and corrects nothing, as long as something else of its kind is named
 */
import type { Entity } from '../recognizer.ts'
import { foldPhrase } from './phrase.ts'

export interface Rejecting {
  /** Folded phrases that stand before what is not meant: "not", "instead of". */
  readonly before: readonly string[]
  /** That stand behind it: 말고, ではなく. */
  readonly behind: readonly string[]
}

/** What may stand between such a phrase and what is not meant: "not on Friday". */
const mostBetween = 2
/** Particles and counters: "두 명이 아니라". In letters. */
const longestEnding = 4
/** Behind these something else begins. */
const breaks = /[,;:.!?，、。；！？…–—\n]/u

/** The entities but for those that are not meant, in their order. */
export function withoutRejected(text: string, entities: readonly Entity[], rejecting: Rejecting): readonly Entity[] {
  if (entities.length < 2) return entities
  const ordered = entities.toSorted((one, other) => one.start - other.start || one.end - other.end)
  const rejected = new Set<Entity>()
  let run: readonly string[] = []
  for (const [at, entity] of ordered.entries()) {
    const before = ordered.findLast((each, place) => place < at && each.end <= entity.start)
    const gap = text.slice(before?.end ?? 0, entity.start)
    const isTold = endsInRejection(gap, rejecting.before) || beginsInRejection(text.slice(entity.end), rejecting.behind)
    // "Not tomorrow at three": the time goes with the day. "But Friday" does not.
    const goesOn = run.length > 0 && !run.includes(entity.type) && isShort(gap)
    if (isTold || goesOn) rejected.add(entity)
    run = isTold ? [entity.type] : goesOn ? [...run, entity.type] : []
  }
  const isLeft = ({ type, role }: Entity): boolean =>
    entities.some(
      (each) =>
        !rejected.has(each) &&
        each.type === type &&
        (role === undefined || each.role === undefined || each.role === role),
    )
  return entities.filter((entity) => !rejected.has(entity) || !isLeft(entity))
}

/** Whether the last words before are such a phrase, but for one or two small ones. */
function endsInRejection(gap: string, phrases: readonly string[]): boolean {
  const clause = foldPhrase(gap.slice(lastBreak(gap)))
  const words = clause.split(' ')
  for (let between = 0; between <= mostBetween && between < words.length; between += 1) {
    const head = words.slice(0, words.length - between).join(' ')
    if (phrases.some((phrase) => phrase !== '' && endsWith(head, phrase))) return true
  }
  return false
}

function endsWith(text: string, phrase: string): boolean {
  if (!text.endsWith(phrase)) return false
  const before = text[text.length - phrase.length - 1]
  return before === undefined || before === ' ' || isUnspaced(phrase)
}

/** Whether such a phrase follows at once, but for an ending. */
function beginsInRejection(after: string, phrases: readonly string[]): boolean {
  const clause = after.slice(0, 40).split(breaks)[0] ?? ''
  return phrases.some((phrase) => {
    const at = phrase === '' ? -1 : foldPhrase(clause).indexOf(phrase)
    return at !== -1 && foldPhrase(clause).slice(0, at).replaceAll(' ', '').length <= longestEnding
  })
}

function isShort(gap: string): boolean {
  return !breaks.test(gap) && foldPhrase(gap).split(' ').length <= 1
}

function lastBreak(text: string): number {
  for (let at = text.length - 1; at >= 0; at -= 1) if (breaks.test(text[at] as string)) return at + 1
  return 0
}

const isUnspaced = (phrase: string): boolean => /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(phrase)
