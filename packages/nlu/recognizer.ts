import type { Recognition, Recognizer } from '@parley/flow'
import type { IntentModel } from './intent-model.ts'
import { Judge } from './judge.ts'
import { trustIn } from './trust.ts'

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
      const confidence = Math.round(trustIn(verdict.signals, model.trust.weights) * 1000) / 1000
      const intent = model.intents[verdict.intent] ?? null
      return { intent: confidence >= threshold ? intent : null, confidence, entities: {} }
    },
  }
}
