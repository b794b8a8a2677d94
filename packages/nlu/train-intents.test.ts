import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluation.ts'
import banking77 from './fixtures/banking77.json' with { type: 'json' }
import hwu64 from './fixtures/hwu64.json' with { type: 'json' }
import { writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { type Example, examplesOf, trainIntents } from './train-intents.ts'

const shop = examplesOf({
  cancel_order: ['I want to cancel my order', 'please cancel it', 'stop the order'],
  where_is_it: ['where is my parcel', 'has it been shipped', 'track my order'],
  주문취소: ['주문을 취소하고 싶어요', '주문 취소해 주세요'],
  返品: ['返品したいです', '商品を返したい'],
  退款: ['我想退款', '请把钱退给我'],
})

const meant = (examples: readonly Example[], text: string) =>
  createRecognizer(trainIntents(examples), 0).recognize(text, 'en').intent

describe('training', () => {
  test('[N4] learns from a few examples, in any script', () => {
    const recognizer = createRecognizer(trainIntents(shop), 0)
    const said = (text: string) => recognizer.recognize(text, 'en').intent
    expect(said('can you cancel the order please')).toBe('cancel_order')
    expect(said('wheres my parcle')).toBe('where_is_it')
    expect(said('주문취소하려고요')).toBe('주문취소')
    expect(said('返品できますか')).toBe('返品')
    expect(said('怎么退款')).toBe('退款')
  })

  test('[N4] takes the name of an intent for an example', () => {
    const examples = examplesOf({ lost_luggage: ['my suitcase is gone'], upgrade: ['first class, please'] })
    expect(meant(examples, 'luggage')).toBe('lost_luggage')
  })

  test.each([
    ['BANKING77', banking77, 0.9],
    ['HWU64', hwu64, 0.8],
  ] as const)('[N4] understands most of an excerpt of %s', (_, file, least) => {
    const { training, asked } = file
    const { accuracy } = evaluate(createRecognizer(trainIntents(examplesOf(training)), 0), examplesOf(asked))
    expect(accuracy).toBeGreaterThanOrEqual(least)
  })

  test('[N5] makes the same model of the same examples', () => {
    const { training } = banking77
    const bytes = () => writeModel(trainIntents(examplesOf(training), { seed: 7 }))
    expect(bytes()).toEqual(bytes())
    const example = fc.record({ text: fc.string(), intent: fc.constantFrom('a', 'b', 'c') })
    fc.assert(
      fc.property(fc.array(example, { maxLength: 12 }), (examples) => {
        expect(writeModel(trainIntents(examples))).toEqual(writeModel(trainIntents(examples)))
      }),
      { numRuns: 30 },
    )
  })

  test('[N6] refuses too much, and says how much may be', () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({ text: `${index}`, intent: 'a' }))
    expect(() => trainIntents(many)).toThrow('There are 20001 examples; there may be 20000.')
    const kinds = Array.from({ length: 2001 }, (_, index) => ({ text: 'hi', intent: `i${index}` }))
    expect(() => trainIntents(kinds)).toThrow('There are 2001 intents; there may be 2000.')
  })

  test('[N6] trains 2,000 intents with one example each', () => {
    const examples = Array.from({ length: 2000 }, (_, index) => ({
      text: `tell me about product number ${index * 7919}`,
      intent: `product_${index}`,
    }))
    const model = trainIntents(examples)
    expect(model.weights.length).toBeLessThanOrEqual(6_100_000)
    const recognizer = createRecognizer(model)
    expect(recognizer.recognize(`tell me about product number ${1999 * 7919}!`, 'en').intent).toBe('product_1999')
  }, 120_000)

  test('[N6] makes a model of whatever there is', () => {
    expect(meant([], 'hello')).toBeNull()
    expect(meant([{ text: 'hello', intent: 'greet' }], 'hello there')).toBe('greet')
    expect(meant([{ text: '', intent: 'greet' }], '')).toBeNull()
    const contradicting = ['a', 'b', 'c'].map((intent) => ({ text: 'open the door', intent }))
    expect(['a', 'b', 'c']).toContain(meant(contradicting, 'open that door'))
    const long = [
      { text: 'refund '.repeat(20_000), intent: 'refund' },
      { text: '👍🏽\u200d'.repeat(30_000), intent: 'thanks' },
    ]
    expect(meant(long, 'refund')).toBe('refund')
  })

  test('[N7] turns away what no intent is meant for', () => {
    const { training } = banking77
    const model = trainIntents(examplesOf(training))
    const recognizer = createRecognizer(model)
    const strange = ['will it rain in paris tomorrow', 'play some jazz', 'xyzzy plugh', 'how tall is mount everest']
    expect(strange.map((text) => recognizer.recognize(text, 'en').intent)).toEqual([null, null, null, null])
    expect(model.trust.threshold).toBeGreaterThan(0)
    expect(model.trust.threshold).toBeLessThan(1)
  })
})
