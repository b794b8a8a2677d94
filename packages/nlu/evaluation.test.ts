import { describe, expect, test } from 'vitest'
import { crossValidate, evaluate } from './evaluation.ts'
import banking77 from './fixtures/banking77.json' with { type: 'json' }
import { examplesOf } from './train-intents.ts'

const recognizer = {
  recognize: (text: string) => ({ intent: text === '?' ? null : (text[0] ?? null), confidence: 1, entities: {} }),
}

describe('evaluation', () => {
  test('[N11] counts what was right, and what was taken for what', () => {
    const evaluation = evaluate(recognizer, [
      { text: 'a1', intent: 'a' },
      { text: 'a2', intent: 'b' },
      { text: 'a3', intent: 'b' },
      { text: '?', intent: 'b' },
    ])
    expect(evaluation).toEqual({
      total: 4,
      right: 1,
      accuracy: 0.25,
      intents: [
        { intent: 'a', examples: 1, precision: 1 / 3, recall: 1 },
        { intent: 'b', examples: 3, precision: null, recall: 0 },
      ],
      confusions: [
        { intent: 'b', taken: 'a', count: 2, text: 'a2' },
        { intent: 'b', taken: null, count: 1, text: '?' },
      ],
    })
    expect(evaluate(recognizer, []).accuracy).toBe(0)
  })

  test('[N11] counts what is out of scope as an intent of its own', () => {
    const { accuracy, intents } = evaluate(recognizer, [
      { text: '?', intent: null },
      { text: 'a', intent: null },
      { text: 'a', intent: 'a' },
    ])
    expect(accuracy).toBeCloseTo(2 / 3)
    expect(intents).toEqual([
      { intent: null, examples: 2, precision: 1, recall: 0.5 },
      { intent: 'a', examples: 1, precision: 0.5, recall: 1 },
    ])
  })

  test('[N11] judges every sentence once, by a model that does not know it', () => {
    const examples = examplesOf(banking77.training)
    const evaluation = crossValidate(examples, { folds: 3, threshold: 0 })
    expect(evaluation.total).toBe(examples.length)
    // Literal examples would all be right.
    expect(evaluation.accuracy).toBeGreaterThan(0.75)
    expect(evaluation.accuracy).toBeLessThan(1)
    const wrong = evaluation.confusions.reduce((sum, { count }) => sum + count, 0)
    expect(evaluation.right + wrong).toBe(examples.length)
    expect(crossValidate(examples, { folds: 3, threshold: 0 })).toEqual(evaluation)
  })
})
