import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRecognizer } from './recognizer.ts'
import { examplesOf, trainIntents } from './train-intents.ts'

const model = trainIntents(
  examplesOf({
    greet: ['Hello', 'good morning', 'hi there'],
    cancel: ['I want to cancel my order', 'cancel it', 'Hello!'],
    help: ['can I talk to somebody', 'help me', 'ayuda, por favor'],
  }),
)
const recognizer = createRecognizer(model)

describe('recognition', () => {
  test('[N8] takes a literal example for its intent with confidence 1', () => {
    for (const text of ['hello', 'HELLO!!', '  hel\u200blo '])
      expect(recognizer.recognize(text, 'en')).toEqual({ intent: 'greet', confidence: 1, entities: {} })
    expect(recognizer.recognize('Ayuda por favor', 'es').intent).toBe('help')
  })

  test('[N8] leaves confidence 1 to them, however sure it is', () => {
    const said = Array.from({ length: 30 }, (_, each) => `cancel my order number ${each} right now`)
    const sure = createRecognizer(trainIntents(examplesOf({ cancel: said, hours: ['are you open', 'opening hours'] })))
    const { intent, confidence } = sure.recognize('cancel my order right now', 'en')
    expect(intent).toBe('cancel')
    expect(confidence).toBeGreaterThan(0.95)
    expect(confidence).toBeLessThan(1)
  })

  test('[N8] keeps to literal examples under any threshold', () => {
    expect(createRecognizer(model, 1).recognize('cancel it', 'en').intent).toBe('cancel')
  })

  test('[N9] recognizes from the threshold on, and says how sure it is', () => {
    const { confidence } = createRecognizer(model, 0).recognize('cancel order', 'en')
    expect(confidence).toBeGreaterThan(0)
    expect(createRecognizer(model, confidence).recognize('cancel order', 'en').intent).toBe('cancel')
    expect(createRecognizer(model, confidence + 0.001).recognize('cancel order', 'en')).toMatchObject({
      intent: null,
      confidence,
      alternatives: [{ intent: 'cancel', confidence }, {}, {}],
    })
  })

  test.each(['', ' ', '\u200b', '…', '字', '\ud800', '¯\\_(ツ)_/¯'])('[N9] takes %j for nothing', (text) => {
    expect(recognizer.recognize(text, 'en')).toEqual({ intent: null, confidence: 0, entities: {} })
  })

  test('[N9] answers any text, the same each time', () => {
    const words = fc
      .array(fc.constantFrom('cancel', 'hello', 'my', 'order', '取消', '👍', 'a\u0301', '\u202e'))
      .map((all) => all.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), words), (text) => {
        const recognition = recognizer.recognize(text, 'en')
        expect(recognition.confidence).toBeGreaterThanOrEqual(0)
        expect(recognition.confidence).toBeLessThanOrEqual(1)
        expect(recognizer.recognize(text, 'en')).toEqual(recognition)
      }),
    )
  })

  test('[N1] takes 100 KB of anything', () => {
    for (const text of [
      'cancel '.repeat(15_000),
      'x'.repeat(100_000),
      '👩‍👩‍👧'.repeat(12_000),
      'а\u0301b'.repeat(33_000),
    ])
      expect(recognizer.recognize(text, 'en').confidence).toBeLessThanOrEqual(1)
  })
})
