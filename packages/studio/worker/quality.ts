/** How well the present examples tell intents apart, found by asking about each what a model of the others takes it for. */
import { createRecognizer, type Example, examplesOf, trainIntents } from '@parley/nlu'

/** An example, judged by a model that has not seen it. */
export interface JudgedExample {
  readonly text: string
  readonly intent: string
  /** The likeliest intent, however unlikely; `null`: nothing in it was known. */
  readonly taken: string | null
  readonly confidence: number
  /** What a model of other examples, that has not seen it either, takes it for. */
  readonly live?: { readonly taken: string | null; readonly confidence: number }
}

export interface Quality {
  readonly judged: readonly JudgedExample[]
  /** How sure it was of sentences whose intent it did not know at all. */
  readonly strangers: readonly number[]
  /** The least confidence that training itself finds right. */
  readonly threshold: number
  readonly liveThreshold: number | null
}

const mostFolds = 5
/** Fewer intents are not held out: the rest would be another solution. */
const fewestIntents = 4

type Intents = { readonly [intent: string]: readonly string[] }

/** @param live the examples of another version, judged beside these on the same sentences; `null`: there is none. */
export function qualityOf(intents: Intents, live: Intents | null, progress: (done: number) => void): Quality {
  const examples = examplesOf(intents)
  const names = Object.keys(intents)
  const folds = Math.max(Math.min(mostFolds, examples.length), 1)
  const strange = names.length >= fewestIntents ? Math.min(mostFolds, names.length) : 0
  const steps = folds * (live === null ? 1 : 2) + strange + (live === null ? 1 : 2)
  let done = 0
  const step = (): void => progress(++done / steps)
  const order = foldsOf(examples, folds)
  const beside = live === null ? null : renamed(live, renamedIn(intents, live))
  const judged = examples.length < 2 ? [] : order.flatMap((part) => judge(part, examples, beside, step))
  const strangers = Array.from({ length: strange }, (_, round) => strangersOf(examples, names, round, strange, step))
  const threshold = thresholdOf(examples, step)
  return {
    judged,
    strangers: strangers.flat(),
    threshold,
    liveThreshold: live === null ? null : thresholdOf(examplesOf(live), step),
  }
}

function judge(
  part: readonly Example[],
  examples: readonly Example[],
  live: Intents | null,
  step: () => void,
): readonly JudgedExample[] {
  const asked = new Set(part)
  const texts = new Set(part.map(({ text }) => text))
  const own = recognizerOf(examples.filter((each) => !asked.has(each)))
  step()
  const other = live === null ? null : recognizerOf(examplesOf(live).filter(({ text }) => !texts.has(text)))
  if (live !== null) step()
  return part.map(({ text, intent }) => ({
    text,
    intent,
    ...own(text),
    ...(other === null ? {} : { live: other(text) }),
  }))
}

function strangersOf(
  examples: readonly Example[],
  names: readonly string[],
  round: number,
  rounds: number,
  step: () => void,
): readonly number[] {
  const hidden = new Set(names.filter((_, at) => at % rounds === round))
  const recognize = recognizerOf(examples.filter(({ intent }) => !hidden.has(intent)))
  step()
  return examples.filter(({ intent }) => hidden.has(intent)).map(({ text }) => recognize(text).confidence)
}

type Taken = Pick<JudgedExample, 'taken' | 'confidence'>

function recognizerOf(examples: readonly Example[]): (text: string) => Taken {
  if (examples.length === 0) return () => ({ taken: null, confidence: 0 })
  const recognizer = createRecognizer(trainIntents(examples), 0)
  return (text) => {
    const { intent, confidence } = recognizer.recognize(text, 'en')
    return { taken: intent, confidence }
  }
}

function thresholdOf(examples: readonly Example[], step: () => void): number {
  step()
  return examples.length === 0 ? 0.5 : trainIntents(examples).trust.threshold
}

/** An intent that has another name now is the same if most examples that both have are: by the name from before. */
function renamedIn(intents: Intents, live: Intents): ReadonlyMap<string, string> {
  const now = new Map(examplesOf(intents).map(({ text, intent }) => [text, intent]))
  const names = new Map<string, string>()
  for (const [name, texts] of Object.entries(live)) {
    if (Object.hasOwn(intents, name)) continue
    const counts = new Map<string, number>()
    for (const text of texts) {
      const intent = now.get(text)
      if (intent !== undefined) counts.set(intent, (counts.get(intent) ?? 0) + 1)
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    if (most !== undefined && !Object.hasOwn(live, most[0]) && 2 * most[1] > texts.length) names.set(name, most[0])
  }
  return names
}

const renamed = (live: Intents, names: ReadonlyMap<string, string>): Intents =>
  Object.fromEntries(Object.entries(live).map(([name, texts]) => [names.get(name) ?? name, texts]))

/** Each intent's examples spread evenly. */
function foldsOf(examples: readonly Example[], count: number): readonly (readonly Example[])[] {
  const parts = Array.from({ length: count }, (): Example[] => [])
  for (const [at, example] of examples.entries()) parts[at % count]?.push(example)
  return parts
}
