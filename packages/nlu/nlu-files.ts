/** The files in `nlu/`, all together: what they say, and everything that is wrong with them. Total and bounded. */
import type { Problem } from '@parley/flow'
import type { Placed } from './conflicts.ts'
import { definitionOf, type Gathered, nothingGathered, type PlacedExample } from './files/file-part.ts'
import { nearestOf } from './files/nearest.ts'
import { readNluFile } from './files/nlu-file.ts'
import { shown } from './files/shown.ts'
import { ProblemList } from './files/yaml-file.ts'
import {
  type ByLanguage,
  mostEntityWords,
  mostExamples,
  mostHeard,
  mostIntents,
  mostPatterns,
  type NluContent,
} from './nlu-content.ts'
import { foldedOf } from './text.ts'

/** The usual file. */
export const intentsPath = 'nlu/intents.yaml'
export const mostNluFiles = 100
/** Of one file, in characters. */
const longestNluFile = 4 * 1024 * 1024

/** Whether a path in a solution is one of its files of understanding. */
export const isNluPath = (path: string): boolean => /^nlu\/[^/]+\.ya?ml$/.test(path)

/** @param files by path, `nlu/intents.yaml`; their order is that of the paths. */
export function readNlu(files: { readonly [path: string]: string }): {
  readonly nlu: NluContent | null
  readonly problems: readonly Problem[]
} {
  const problems = new ProblemList()
  const gathered = gather(files, problems)
  checkLimits(gathered, problems)
  const kept = keptExamples(gathered, problems)
  const labels = textsOf(gathered, 'label', problems)
  const answers = textsOf(gathered, 'answer', problems)
  const nlu = problems.hasErrors ? null : contentOf(gathered, kept, labels, answers)
  return { nlu, problems: problems.all() }
}

/** Examples that stand in an intent already, but for case, accents and punctuation. */
export function repeatedExamples(files: { readonly [path: string]: string }): readonly Placed[] {
  return [...gather(files, new ProblemList()).intents].flatMap(([intent, examples]) => {
    const seen = new Set<string>()
    return examples.flatMap(({ text }): readonly Placed[] => {
      const same = sameAs(text)
      if (seen.has(same)) return [{ intent, text }]
      seen.add(same)
      return []
    })
  })
}

function gather(files: { readonly [path: string]: string }, problems: ProblemList): Gathered {
  const gathered = nothingGathered()
  const paths = Object.keys(files).sort()
  if (paths.length > mostNluFiles) {
    const reason = `There are ${paths.length} files; there may be ${mostNluFiles}.`
    problems.add('broken-intents', { file: 'nlu' }, reason, 'Put several into one.')
  }
  for (const path of paths.slice(0, mostNluFiles)) {
    const text = files[path] ?? ''
    if (text.length > longestNluFile) {
      const reason = `The file has ${text.length} characters; it may have ${longestNluFile}.`
      problems.add('broken-intents', { file: path }, reason, 'Split it, or keep the examples that tell most.')
    } else readNluFile(path, text, gathered, problems)
  }
  return gathered
}

const sameAs = (text: string): string => foldedOf(text) || text

function checkLimits(gathered: Gathered, problems: ProblemList): void {
  const total = (lists: Iterable<{ readonly length: number }>) =>
    [...lists].reduce((sum, { length }) => sum + length, 0)
  const entities = [...gathered.entities.values()]
  const words = entities.reduce((sum, { values }) => sum + values.size + total(values.values()), 0)
  const limits: readonly (readonly [number, number, string, string])[] = [
    [gathered.intents.size, mostIntents, 'intents', 'Put those together that are answered alike.'],
    [total(gathered.intents.values()), mostExamples, 'examples', 'Keep those that tell most.'],
    [words + total(gathered.synonyms.values()), mostEntityWords, 'words of entities', 'Keep those that people say.'],
    [gathered.heard.size, mostHeard, 'sentences under "heard"', 'Keep the newest.'],
    [total(entities.map(({ patterns }) => patterns)), mostPatterns, 'patterns', 'Put several into one with "|".'],
  ]
  for (const [count, most, what, repair] of limits)
    if (count > most) problems.add('broken-intents', { file: 'nlu' }, `${count} ${what}; there may be ${most}.`, repair)
}

/** Each example once per intent; tells of those that are repeated, that contradict each other, and of intents with one. */
function keptExamples(gathered: Gathered, problems: ProblemList): ReadonlyMap<string, readonly PlacedExample[]> {
  const first = new Map<string, { readonly intent: string; readonly example: PlacedExample }>()
  const kept = new Map<string, PlacedExample[]>()
  for (const [intent, examples] of gathered.intents) {
    const own = new Map<string, PlacedExample>()
    for (const example of examples) {
      const same = sameAs(example.text)
      const before = own.get(same)
      const other = first.get(same)
      if (before !== undefined) tellRepeated(example, before, intent, problems)
      else if (other !== undefined && other.intent !== intent) tellContradiction(example, other, intent, problems)
      // The words count once; how they are written may still teach, and marks do.
      if (before === undefined || before.text !== example.text || example.marks.length > before.marks.length)
        own.set(before === undefined ? same : `${same}\n${own.size}`, example)
      if (other === undefined) first.set(same, { intent, example })
    }
    const place = gathered.places.get(intent)
    // Where others could not be read, nobody knows how many there are.
    if (own.size === 1 && place !== undefined && !problems.hasErrors) {
      const repair = 'Write some ten, as different as people say it.'
      problems.add('few-examples', place, `"${intent}" has one example.`, repair)
    }
    kept.set(intent, [...own.values()])
  }
  return kept
}

function tellRepeated(example: PlacedExample, before: PlacedExample, intent: string, problems: ProblemList): void {
  const { file, line } = example
  const reason = `"${shown(example.text)}" is an example of "${intent}" already, in ${before.file}:${before.line}.`
  problems.add('repeated-example', { file, line }, reason, 'Remove one of them.')
}

function tellContradiction(
  example: PlacedExample,
  other: { readonly intent: string; readonly example: PlacedExample },
  intent: string,
  problems: ProblemList,
): void {
  const { file, line } = example
  const where = `${other.example.file}:${other.example.line}`
  const reason = `"${shown(example.text)}" is an example of "${intent}" here and of "${other.intent}" in ${where}.`
  const repair = `Remove it where it does not belong; until then it means "${other.intent}".`
  problems.add('contradicting-examples', { file, line }, reason, repair)
}

type Texts = { readonly [intent: string]: ByLanguage }

function textsOf(gathered: Gathered, what: 'label' | 'answer', problems: ProblemList): Texts {
  const texts = new Map<string, { [language: string]: string }>()
  for (const { intent, language, text, file, line } of what === 'label' ? gathered.labels : gathered.answers) {
    if (!gathered.intents.has(intent)) {
      const repair = `${nearestOf(intent, [...gathered.intents.keys()])}Write the intent with examples of what people say.`
      problems.add('broken-intents', { file, line }, `There is no intent "${intent}".`, repair)
    }
    const known = texts.get(intent) ?? {}
    texts.set(intent, known)
    if (Object.hasOwn(known, language) && known[language] !== text) {
      const reason = `"${intent}" has another ${what} already${language === '' ? '' : ` in ${language}`}.`
      problems.add('broken-intents', { file, line }, reason, 'Keep one of them.')
    } else known[language] = text
  }
  return Object.fromEntries(texts)
}

function contentOf(
  gathered: Gathered,
  kept: ReadonlyMap<string, readonly PlacedExample[]>,
  labels: Texts,
  answers: Texts,
): NluContent {
  const marked = [...kept].flatMap(([intent, examples]) =>
    examples.flatMap(({ text, marks }) => (marks.length === 0 ? [] : [{ intent, text, marks }])),
  )
  const entities = new Map([...gathered.entities].map(([name, parts]) => [name, definitionOf(parts)]))
  for (const { marks } of marked) for (const { entity } of marks) if (!entities.has(entity)) entities.set(entity, {})
  return {
    intents: Object.fromEntries([...kept].map(([intent, examples]) => [intent, [...new Set(examples.map(textOf))]])),
    leastConfidence: gathered.threshold?.value ?? null,
    ...(marked.length === 0 ? {} : { marked }),
    ...(gathered.heard.size === 0 ? {} : { heard: [...gathered.heard] }),
    ...(entities.size === 0 ? {} : { entities: Object.fromEntries(entities) }),
    ...(gathered.synonyms.size === 0 ? {} : { synonyms: Object.fromEntries(gathered.synonyms) }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
    ...(gathered.notes.size === 0 ? {} : { notes: Object.fromEntries(gathered.notes) }),
  }
}

const textOf = ({ text }: PlacedExample): string => text
