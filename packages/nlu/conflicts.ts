/** What in the examples works against each other: for the designer to look through, worst first. Bounded. */
import type { JudgedSentence } from './judged-sentences.ts'
import { pairsAlike } from './look-alikes.ts'
import type { NluContent } from './nlu-content.ts'
import { reportOf } from './report.ts'
import { foldedOf } from './text.ts'

export interface Placed {
  readonly intent: string
  readonly text: string
}

/** Two examples of different intents that say nearly the same. */
export interface LookAlike {
  readonly one: Placed
  readonly other: Placed
  /** From 0 to 1. */
  readonly likeness: number
}

/** An example that a model which does not know it would file elsewhere. */
export interface Misfiled extends Placed {
  readonly taken: string
  readonly confidence: number
}

export interface WeakIntent {
  readonly intent: string
  readonly examples: number
  /** Share of its examples that were understood by a model which did not know them; `null`: nobody tried. */
  readonly recall: number | null
  readonly why: 'few-examples' | 'low-recall' | 'outweighed'
}

export interface EntityConflict {
  readonly text: string
  readonly reason: string
}

export interface Conflicts {
  /** The same words in several intents. */
  readonly contradicting: readonly { readonly text: string; readonly intents: readonly string[] }[]
  /** The same words several times in one intent. */
  readonly repeated: readonly Placed[]
  readonly lookAlikes: readonly LookAlike[]
  readonly misfiled: readonly Misfiled[]
  readonly weak: readonly WeakIntent[]
  readonly entities: readonly EntityConflict[]
}

/** From here on two sentences differ in little that counts. */
const leastLikeness = 0.7
const mostOfKind = 200
const mostCompared = 20_000
const fewExamples = 5
const lowRecall = 0.6
/** An intent with a tenth of what another has is seldom heard. */
const outweighedBy = 10

/**
 * @param judged the examples, each by a model that was not trained on it; none: what needs a model is left out.
 * @param repeated as {@link repeatedExamples} finds them: what files say twice is once in `nlu`.
 */
export function findConflicts(
  nlu: NluContent,
  judged: readonly JudgedSentence[],
  repeated: readonly Placed[] = [],
): Conflicts {
  const placed = Object.entries(nlu.intents).flatMap(([intent, texts]) => texts.map((text) => ({ intent, text })))
  const byWords = new Map<string, Placed[]>()
  for (const each of placed) {
    const words = foldedOf(each.text)
    const same = byWords.get(words)
    if (same === undefined) byWords.set(words, [each])
    else same.push(each)
  }
  const contradicting = [...byWords.values()].flatMap((same) => {
    const intents = [...new Set(same.map(({ intent }) => intent))]
    return intents.length > 1 ? [{ text: same[0]?.text ?? '', intents }] : []
  })
  return {
    contradicting: contradicting.slice(0, mostOfKind),
    repeated: repeated.slice(0, mostOfKind),
    lookAlikes: lookAlikesIn([...byWords.values()].flatMap(([first]) => (first === undefined ? [] : [first]))),
    misfiled: misfiledIn(judged, new Set(contradicting.map(({ text }) => foldedOf(text)))),
    weak: weakIn(nlu, judged),
    entities: entityConflicts(nlu).slice(0, mostOfKind),
  }
}

function lookAlikesIn(placed: readonly Placed[]): readonly LookAlike[] {
  const some = placed.slice(0, mostCompared)
  const isPair = (one: number, other: number) => some[one]?.intent !== some[other]?.intent
  return pairsAlike(
    some.map(({ text }) => text),
    leastLikeness,
    isPair,
  )
    .slice(0, mostOfKind)
    .flatMap(({ one: first, other: second, likeness }): readonly LookAlike[] => {
      const [one, other] = [some[first], some[second]]
      return one === undefined || other === undefined
        ? []
        : [{ one, other, likeness: Math.round(likeness * 1000) / 1000 }]
    })
}

function misfiledIn(judged: readonly JudgedSentence[], told: ReadonlySet<string>): readonly Misfiled[] {
  return judged
    .flatMap(({ text, intent, taken, confidence }): readonly Misfiled[] =>
      intent === null || taken === null || taken === intent || told.has(foldedOf(text))
        ? []
        : [{ text, intent, taken, confidence }],
    )
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, mostOfKind)
}

function weakIn({ intents }: NluContent, judged: readonly JudgedSentence[]): readonly WeakIntent[] {
  const recalls = new Map(reportOf(judged).intents.map(({ intent, recall }) => [intent, recall]))
  const counts = Object.values(intents).map(({ length }) => length)
  const most = Math.max(0, ...counts)
  return Object.entries(intents)
    .flatMap(([intent, { length: examples }]): readonly WeakIntent[] => {
      const recall = recalls.get(intent) ?? null
      const told = { intent, examples, recall }
      if (examples < fewExamples) return [{ ...told, why: 'few-examples' }]
      if (recall !== null && recall < lowRecall) return [{ ...told, why: 'low-recall' }]
      return examples * outweighedBy < most ? [{ ...told, why: 'outweighed' }] : []
    })
    .sort((a, b) => (a.recall ?? 0) - (b.recall ?? 0) || a.examples - b.examples)
}

/** Words that are marked as several entities, or here and not there; items and synonyms that mean several things. */
function entityConflicts({
  marked = [],
  entities = {},
  synonyms = {},
  intents,
}: NluContent): readonly EntityConflict[] {
  return [
    ...markConflicts(marked),
    ...unmarkedIn(marked, intents),
    ...itemConflicts(entities),
    ...synonymConflicts(synonyms),
  ]
}

type Marked = NonNullable<NluContent['marked']>

function markConflicts(marked: Marked): readonly EntityConflict[] {
  const seen = new Map<string, Set<string>>()
  for (const { text, marks } of marked)
    for (const { entity, start, end } of marks) {
      const words = foldedOf(text.slice(start, end))
      seen.set(words, (seen.get(words) ?? new Set()).add(entity))
    }
  return [...seen].flatMap(([text, names]) =>
    names.size > 1 ? [{ text, reason: `It is marked as ${[...names].map(quoted).join(' and as ')}.` }] : [],
  )
}

/** Words that are marked in most places and not in some, with as many letters as are no chance. */
function unmarkedIn(marked: Marked, intents: NluContent['intents']): readonly EntityConflict[] {
  const entityOf = new Map<string, string>()
  for (const { text, marks } of marked)
    for (const { entity, start, end } of marks) {
      const words = text.slice(start, end).toLowerCase()
      if (words.length >= 4) entityOf.set(words, entity)
    }
  if (entityOf.size === 0 || entityOf.size > 5000) return []
  const withMarks = new Set(marked.map(({ text }) => text))
  const plain = Object.values(intents).flatMap((texts) => texts.filter((text) => !withMarks.has(text)))
  return plain.flatMap((text) => {
    const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    const found = words.find((word) => entityOf.has(word))
    return found === undefined
      ? []
      : [{ text, reason: `"${found}" is marked as "${entityOf.get(found)}" elsewhere, and not here.` }]
  })
}

function itemConflicts(entities: NonNullable<NluContent['entities']>): readonly EntityConflict[] {
  const seen = new Map<string, string>()
  const conflicts: EntityConflict[] = []
  for (const [entity, { values = {} }] of Object.entries(entities))
    for (const [value, words] of Object.entries(values))
      for (const word of new Set([value, ...words].map(foldedOf))) {
        const own = `${quoted(value)} of ${quoted(entity)}`
        const before = seen.get(word)
        if (before === undefined) seen.set(word, own)
        else if (before !== own) conflicts.push({ text: word, reason: `It means ${before} and ${own}.` })
      }
  return conflicts
}

function synonymConflicts(synonyms: NonNullable<NluContent['synonyms']>): readonly EntityConflict[] {
  const seen = new Map<string, string>()
  return Object.entries(synonyms).flatMap(([value, words]) =>
    words.flatMap((word) => {
      const before = seen.get(foldedOf(word))
      if (before === undefined) seen.set(foldedOf(word), value)
      return before === undefined || before === value
        ? []
        : [{ text: word, reason: `It comes to ${quoted(before)} and to ${quoted(value)}.` }]
    }),
  )
}

const quoted = (name: string): string => `"${name}"`
