/** What a sentence is taken for, and why. */
import type { Entity, Recognizer } from '@parley/flow'
import { createNearest } from '@parley/nlu/intents'

export interface TriedSentence {
  /** `null`: nothing that counts. */
  readonly intent: string | null
  /** The likeliest first, at most ten. */
  readonly ranked: readonly { readonly intent: string; readonly confidence: number }[]
  readonly entities: readonly Entity[]
  /** Examples that are most like it. */
  readonly near: readonly { readonly text: string; readonly intent: string; readonly likeness: number }[]
}

/** `learning`: there is no answer yet. `impossible`: as the examples are, there will be none. */
export type SentenceTrial =
  | { readonly kind: 'tried'; readonly tried: TriedSentence }
  | { readonly kind: 'learning' | 'impossible' }

const mostNear = 5
type Intents = { readonly [intent: string]: readonly string[] }

let known: {
  readonly intents: Intents
  readonly examples: readonly { text: string; intent: string }[]
  readonly nearest: ReturnType<typeof createNearest>
} | null = null

export function trySentence(
  recognizer: Recognizer,
  intents: Intents,
  { text, language, at }: { readonly text: string; readonly language: string; readonly at: number },
): TriedSentence {
  const {
    intent,
    confidence,
    alternatives = [],
    extracted = [],
  } = recognizer.recognize(text, language, {
    at,
    zone: null,
  })
  const own = intent === null ? [] : [{ intent, confidence }]
  return {
    intent,
    ranked: [...own, ...alternatives.filter((each) => each.intent !== intent)].slice(0, 10),
    entities: extracted,
    near: nearTo(text, intents),
  }
}

function nearTo(text: string, intents: Intents): TriedSentence['near'] {
  if (known?.intents !== intents) {
    const examples = Object.entries(intents).flatMap(([intent, texts]) => texts.map((each) => ({ text: each, intent })))
    known = { intents, examples, nearest: createNearest(examples.map((each) => each.text)) }
  }
  const { examples, nearest } = known
  return nearest(text, mostNear).flatMap(({ index, likeness }) => {
    const example = examples[index]
    return example === undefined ? [] : [{ ...example, likeness }]
  })
}
