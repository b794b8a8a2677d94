import type { Recognition, Recognizer } from '@parley/flow'
import type { IntentModel } from './intent-model.ts'
import { Judge } from './judge.ts'
import { logistic } from './logistic.ts'

/** Intents that are named as what may have been meant. */
const mostAlternatives = 6

/** Only what is said literally is beyond doubt. */
const mostConfidence = 0.999

const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000

const nothing: Recognition = { intent: null, confidence: 0, entities: {} }

/** Recognizes by a trained model. `threshold`: the least confidence that counts as meant; default: what training found. */
export function createRecognizer(model: IntentModel, threshold: number = model.trust.threshold): Recognizer {
  const judge = new Judge(model)
  return {
    recognize(text) {
      const literal = judge.literal(text)
      if (literal !== null) return { intent: model.intents[literal] ?? null, confidence: 1, entities: {} }
      const verdict = judge.judge(text)
      if (verdict === null) return nothing
      const confidence = Math.min(mostConfidence, rounded(logistic(verdict.signals, model.trust.weights)))
      // Every other intent is as much less likely as the model holds it to be.
      const ranked = judge.ranked(mostAlternatives).map(({ intent, share }) => {
        return { intent: model.intents[intent] ?? '', confidence: rounded(confidence * share) }
      })
      const [best, ...others] = ranked.filter((each) => each.confidence > 0)
      if (best === undefined) return { ...nothing, confidence }
      const meant = confidence >= threshold
      return {
        intent: meant ? best.intent : null,
        confidence,
        entities: {},
        alternatives: meant ? others : [best, ...others],
      }
    },
  }
}
