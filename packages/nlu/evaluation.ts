import type { Recognizer } from '@parley/flow'
import { createRandom, shuffle } from './random.ts'
import { createRecognizer } from './recognizer.ts'
import { type Example, type TrainOptions, trainIntents } from './train-intents.ts'

export interface IntentFigures {
  /** `null`: out of scope. */
  readonly intent: string | null
  /** How many sentences mean it. */
  readonly examples: number
  /** Of those taken for it, how many mean it; `null`: none was. */
  readonly precision: number | null
  /** Of those that mean it, how many were taken for it; `null`: there are none. */
  readonly recall: number | null
}

export interface Evaluation {
  readonly total: number
  readonly right: number
  /** From 0 to 1; of no sentences 0. */
  readonly accuracy: number
  /** By name of the intent. */
  readonly intents: readonly IntentFigures[]
  /** Most frequent first; `taken` is `null` where nothing was recognized. `text`: one sentence of them. */
  readonly confusions: readonly Confusion[]
}

export interface Confusion {
  readonly intent: string | null
  readonly taken: string | null
  readonly count: number
  readonly text: string
}

/** A sentence whose meaning is known; `null`: nothing that any intent is for. */
export interface Asked {
  readonly text: string
  readonly intent: string | null
}

/** How often a recognizer is right about sentences whose meaning is known. */
export function evaluate(recognizer: Recognizer, examples: readonly Asked[], language = 'en'): Evaluation {
  return tally(examples.map((example) => ({ ...example, taken: recognizer.recognize(example.text, language).intent })))
}

/**
 * How often a model is right about sentences that it has not seen: each of `folds` parts is judged by a model of the others.
 * `threshold`: the least confidence; default: the model's own.
 */
export function crossValidate(
  examples: readonly Example[],
  { folds = 5, threshold, ...options }: TrainOptions & { readonly folds?: number; readonly threshold?: number } = {},
): Evaluation {
  const parts = partsOf(examples, folds, options.seed ?? 1)
  const judged = parts.flatMap((part, place) => {
    const others = parts.filter((_, index) => index !== place).flat()
    const recognizer = createRecognizer(trainIntents(others, options), threshold)
    return part.map((example) => ({ ...example, taken: recognizer.recognize(example.text, 'en').intent }))
  })
  return tally(judged)
}

/** Each intent's sentences spread evenly over the parts. */
export function partsOf(examples: readonly Example[], folds: number, seed: number): readonly (readonly Example[])[] {
  const order = Int32Array.from(examples.keys())
  shuffle(order, order.length, createRandom(seed))
  const byIntent = new Map<string, Example[]>()
  for (const index of order) {
    const example = examples[index] as Example
    const known = byIntent.get(example.intent)
    if (known === undefined) byIntent.set(example.intent, [example])
    else known.push(example)
  }
  const parts = Array.from({ length: folds }, (): Example[] => [])
  for (const [place, example] of [...byIntent.values()].flat().entries()) parts[place % folds]?.push(example)
  return parts
}

type Judged = Asked & { readonly taken: string | null }

/** Figures of sentences that were judged. */
export function tally(judged: readonly Judged[]): Evaluation {
  const counts = new Map<string | null, { means: number; taken: number; right: number }>()
  const countOf = (intent: string | null) => {
    const count = counts.get(intent) ?? { means: 0, taken: 0, right: 0 }
    counts.set(intent, count)
    return count
  }
  const confusions = new Map<string, { intent: string | null; taken: string | null; count: number; text: string }>()
  const hasOutside = judged.some(({ intent }) => intent === null)
  for (const { text, intent, taken } of judged) {
    countOf(intent).means++
    // Of sentences that all mean something, nothing is not one more intent.
    if (taken !== null || hasOutside) countOf(taken).taken++
    if (taken === intent) {
      countOf(intent).right++
      continue
    }
    const key = JSON.stringify([intent, taken])
    const known = confusions.get(key)
    if (known === undefined) confusions.set(key, { intent, taken, count: 1, text })
    else known.count++
  }
  const right = judged.filter(({ intent, taken }) => intent === taken).length
  return {
    total: judged.length,
    right,
    accuracy: judged.length === 0 ? 0 : right / judged.length,
    intents: [...counts]
      .map(([intent, count]) => ({
        intent,
        examples: count.means,
        precision: count.taken === 0 ? null : count.right / count.taken,
        recall: count.means === 0 ? null : count.right / count.means,
      }))
      .sort((a, b) => ((a.intent ?? '') < (b.intent ?? '') ? -1 : 1)),
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count),
  }
}
