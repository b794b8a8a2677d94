import type { Recognizer } from '@parley/flow'
import { type Asked, partsOf } from './evaluation.ts'
import type { IntentModel } from './intent-model.ts'
import { createRandom, shuffle } from './random.ts'
import { createRecognizer } from './recognizer.ts'
import { type Example, type TrainOptions, trainIntents } from './train-intents.ts'

/** A sentence, what it means, and what a model takes it for. */
export interface JudgedSentence extends Asked {
  /** The likeliest, whatever the threshold; `null`: nothing in it is known. */
  readonly best: string | null
  /** From 0 to 1. */
  readonly confidence: number
  /** `best` where the confidence counts. */
  readonly taken: string | null
}

export interface CrossOptions extends TrainOptions {
  readonly folds?: number
  /** The least confidence that counts; default: each model's own. */
  readonly threshold?: number
  /** Told before each training. */
  readonly onTraining?: (done: number, of: number) => void
}

/** So many intents are needed to hold some out. */
const fewestIntents = 6

export function judgeSentences(
  model: IntentModel,
  sentences: readonly Asked[],
  threshold: number = model.trust.threshold,
): readonly JudgedSentence[] {
  return judgeBy(createRecognizer(model, 0), sentences, threshold)
}

/** `recognizer`: with a threshold of 0. */
function judgeBy(recognizer: Recognizer, sentences: readonly Asked[], threshold: number): readonly JudgedSentence[] {
  return sentences.map(({ text, intent }) => {
    const { intent: best, confidence } = recognizer.recognize(text, 'en')
    return { text, intent, best, confidence, taken: confidence >= threshold ? best : null }
  })
}

/** Each example as a model takes it that was trained on the other parts. */
export function crossJudge(
  examples: readonly Example[],
  { folds = 5, threshold, onTraining, ...options }: CrossOptions = {},
): readonly JudgedSentence[] {
  const parts = partsOf(examples, folds, options.seed ?? 1)
  return parts.flatMap((part, place) => {
    onTraining?.(place, folds)
    const model = trainIntents(parts.filter((_, index) => index !== place).flat(), options)
    return judgeSentences(model, part, threshold)
  })
}

/**
 * Each example as a model takes it that knows nothing of its intent: what people say who mean something that the solution does not
 * have. With few intents nothing is held out.
 */
export function judgeOutside(
  examples: readonly Example[],
  { folds = 5, threshold, onTraining, ...options }: CrossOptions = {},
): readonly JudgedSentence[] {
  const intents = [...new Set(examples.map(({ intent }) => intent))]
  if (intents.length < fewestIntents) return []
  const order = Int32Array.from(intents.keys())
  shuffle(order, order.length, createRandom((options.seed ?? 1) ^ 0x2545f491))
  const parts = Array.from({ length: Math.min(folds, intents.length) }, (): Set<string> => new Set())
  for (const [place, index] of order.entries()) parts[place % parts.length]?.add(intents[index] ?? '')
  return parts.flatMap((hidden, place) => {
    onTraining?.(place, parts.length)
    const model = trainIntents(
      examples.filter(({ intent }) => !hidden.has(intent)),
      options,
    )
    const asked = examples.filter(({ intent }) => hidden.has(intent)).map(({ text }) => ({ text, intent: null }))
    return judgeSentences(model, asked, threshold)
  })
}
