/** How well the present examples tell intents apart, found by asking about each what a model of the others takes it for. */
import { createRecognizer, type Example, examplesOf, trainIntents, type WordVectors } from '@parley/nlu/intents'

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

/**
 * @param live the examples of another version, judged beside these on the same sentences; `null`: there is none.
 * @param vectors what is known of words that no example has, as where the solution is built
 */
export function qualityOf(
  intents: Intents,
  live: Intents | null,
  progress: (done: number) => void,
  vectors: WordVectors | null = null,
): Quality {
  const train = (examples: readonly Example[]) => trainIntents(examples, { vectors })
  const examples = examplesOf(intents)
  const names = Object.keys(intents)
  const folds = Math.max(Math.min(mostFolds, examples.length), 1)
  const strange = names.length >= fewestIntents ? Math.min(mostFolds, names.length) : 0
  const steps = folds * (live === null ? 1 : 2) + strange + (live === null ? 1 : 2)
  let done = 0
  const step = (): void => progress(++done / steps)
  const order = foldsOf(examples, folds)
  const beside = live === null ? null : renamed(live, renamedIn(intents, live))
  const judged = examples.length < 2 ? [] : order.flatMap((part) => judge(part, examples, beside, train, step))
  const strangers = Array.from({ length: strange }, (_, round) =>
    strangersOf(examples, names, round, strange, train, step),
  )
  const threshold = thresholdOf(examples, train, step)
  return {
    judged,
    strangers: strangers.flat(),
    threshold,
    liveThreshold: live === null ? null : thresholdOf(examplesOf(live), train, step),
  }
}

function judge(
  part: readonly Example[],
  examples: readonly Example[],
  live: Intents | null,
  train: Train,
  step: () => void,
): readonly JudgedExample[] {
  const asked = new Set(part)
  const texts = new Set(part.map(({ text }) => text))
  const own = recognizerOf(
    examples.filter((each) => !asked.has(each)),
    train,
  )
  step()
  const other =
    live === null
      ? null
      : recognizerOf(
          examplesOf(live).filter(({ text }) => !texts.has(text)),
          train,
        )
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
  train: Train,
  step: () => void,
): readonly number[] {
  const hidden = new Set(names.filter((_, at) => at % rounds === round))
  const recognize = recognizerOf(
    examples.filter(({ intent }) => !hidden.has(intent)),
    train,
  )
  step()
  return examples.filter(({ intent }) => hidden.has(intent)).map(({ text }) => recognize(text).confidence)
}

type Taken = Pick<JudgedExample, 'taken' | 'confidence'>
type Train = (examples: readonly Example[]) => ReturnType<typeof trainIntents>

function recognizerOf(examples: readonly Example[], train: Train): (text: string) => Taken {
  if (examples.length === 0) return () => ({ taken: null, confidence: 0 })
  const recognizer = createRecognizer(train(examples), 0)
  return (text) => {
    const { intent, confidence } = recognizer.recognize(text, 'en')
    return { taken: intent, confidence }
  }
}

function thresholdOf(examples: readonly Example[], train: Train, step: () => void): number {
  step()
  return examples.length === 0 ? 0.5 : train(examples).trust.threshold
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
