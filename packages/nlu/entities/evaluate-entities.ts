import type { MarkedText } from '../nlu-content.ts'
import { createRandom, shuffle } from '../random.ts'
import { seenText } from './seen-text.ts'
import { createTagger } from './tagger.ts'
import { trainEntities } from './train-entities.ts'

export interface EntityFigures {
  /** With its role, `city#from`; `null`: of all together. */
  readonly entity: string | null
  /** How many are marked. */
  readonly marked: number
  /** Of those found, how many are marked just so; `null`: none was found. */
  readonly precision: number | null
  /** Of those marked, how many were found just so; `null`: none is marked. */
  readonly recall: number | null
  /** Their harmonic mean; `null`: there is none. */
  readonly f1: number | null
}

/** How well marks are found in sentences that a model has not seen: each of `folds` parts by a model of the others. */
export function crossValidateEntities(
  examples: readonly MarkedText[],
  { folds = 5, seed = 1 }: { readonly folds?: number; readonly seed?: number } = {},
): readonly EntityFigures[] {
  const order = Int32Array.from(examples.keys())
  shuffle(order, order.length, createRandom(seed))
  const counts = new Map<string | null, { marked: number; found: number; right: number }>([
    [null, { marked: 0, found: 0, right: 0 }],
  ])
  for (let fold = 0; fold < folds; fold++) {
    const part = (inside: boolean) =>
      [...order].filter((_, place) => (place % folds === fold) === inside).flatMap((index) => examples[index] ?? [])
    const asked = part(true)
    if (asked.length === 0) continue
    const tagger = createTagger(trainEntities(part(false), { seed }))
    for (const example of asked) tally(example, tagger, counts)
  }
  return [...counts]
    .map(([entity, { marked, found, right }]) => ({
      entity,
      marked,
      precision: found === 0 ? null : right / found,
      recall: marked === 0 ? null : right / marked,
      f1: marked + found === 0 ? null : (2 * right) / (marked + found),
    }))
    .sort((one, other) => ((one.entity ?? '') < (other.entity ?? '') ? -1 : 1))
}

function tally(
  { text, marks }: MarkedText,
  tagger: ReturnType<typeof createTagger>,
  counts: Map<string | null, { marked: number; found: number; right: number }>,
): void {
  const countOf = (entity: string) => {
    const count = counts.get(entity) ?? { marked: 0, found: 0, right: 0 }
    counts.set(entity, count)
    return [count, counts.get(null) ?? count]
  }
  const name = (type: string, role: string | undefined) => (role === undefined ? type : `${type}#${role}`)
  const seen = seenText(text)
  const right = new Set(marks.map((mark) => `${name(mark.entity, mark.role)} ${mark.start} ${mark.end}`))
  for (const mark of marks) for (const count of countOf(name(mark.entity, mark.role))) count.marked++
  for (const found of tagger(seen)) {
    const entity = name(found.type, found.role)
    const hit = right.has(`${entity} ${seen.startOf(found.start)} ${seen.endOf(found.end - 1)}`)
    for (const count of countOf(entity)) {
      count.found++
      if (hit) count.right++
    }
  }
}
