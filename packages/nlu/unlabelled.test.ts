import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluation.ts'
import banking77 from './fixtures/banking77.json' with { type: 'json' }
import hwu64 from './fixtures/hwu64.json' with { type: 'json' }
import { writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { type Example, examplesOf, trainIntents } from './train-intents.ts'

const examples = examplesOf({
  a1: ['please cancel my order', 'cancel the order now'],
  a2: ['where is my parcel', 'when does the parcel arrive'],
  a3: ['what do you charge for delivery', 'is delivery free'],
})
const logs = [
  'please cancel my booking',
  'cancel the booking now',
  'my booking, please cancel my booking now',
  'where is my shipment',
  'when does the shipment arrive',
  'when does my shipment arrive please',
]
const meant = (unlabelled: readonly string[], text: string) =>
  createRecognizer(trainIntents(examples, { unlabelled }), 0).recognize(text, 'en').intent

describe('unlabelled sentences', () => {
  test('[N12] teach words that no example has', () => {
    expect(meant([], 'booking')).toBeNull()
    expect(meant(logs, 'booking')).toBe('a1')
    expect(meant(logs, 'shipment')).toBe('a2')
  })

  // They help on average, not always: of the excerpt of HWU64 they lose four answers of 160 (see docs/nlu.md).
  test.each([
    ['BANKING77', banking77],
    ['HWU64', hwu64],
  ] as const)(
    '[N12] cost little where they do not help: three examples per intent of an excerpt of %s, all four choices',
    (_, file) => {
      const { training, asked } = file
      const right = (choice: number, learns: boolean) => {
        const chosen = (place: number) => Math.floor(place / 3) === choice
        const few = Object.entries(training).map(
          ([intent, texts]) => [intent, texts.filter((_, at) => chosen(at))] as const,
        )
        const others = Object.values(training).flatMap((texts) => texts.filter((_: string, at: number) => !chosen(at)))
        const model = trainIntents(examplesOf(Object.fromEntries(few)), { unlabelled: learns ? others : [] })
        return evaluate(createRecognizer(model, 0), examplesOf(asked)).right
      }
      const sum = (learns: boolean) => [0, 1, 2, 3].reduce((all, choice) => all + right(choice, learns), 0)
      expect(sum(true)).toBeGreaterThanOrEqual(0.95 * sum(false))
    },
  )

  test('[N12] count once, and not at all where they are examples', () => {
    const bytes = (unlabelled: readonly string[]) => writeModel(trainIntents(examples, { unlabelled }))
    expect(bytes([...logs, ...logs, 'WHERE is my shipment?', '', '…'])).toEqual(bytes(logs))
    expect(bytes(examples.map(({ text }) => text.toUpperCase()))).toEqual(bytes([]))
  })

  test('[N5] make the same model each time', () => {
    const example = fc.record({ text: fc.string(), intent: fc.constantFrom('a', 'b') })
    fc.assert(
      fc.property(fc.array(example, { maxLength: 6 }), fc.array(fc.string(), { maxLength: 8 }), (some, unlabelled) => {
        const bytes = () => writeModel(trainIntents(some, { unlabelled }))
        expect(bytes()).toEqual(bytes())
      }),
      { numRuns: 30 },
    )
  })

  test('[N6] are bounded: too many are refused, long ones cut, and no model is broken by any', () => {
    expect(() => trainIntents(examples, { unlabelled: new Array<string>(10_001).fill('hi') })).toThrow(
      'There are 10001 unlabelled sentences; there may be 10000.',
    )
    const hostile = ['x'.repeat(100_000), 'order '.repeat(20_000), '\ud800', '👍🏽\u200d'.repeat(30_000), 'cancel']
    expect(meant(hostile, 'cancel order')).toBe('a1')
    const none: readonly Example[] = []
    expect(createRecognizer(trainIntents(none, { unlabelled: logs })).recognize('booking', 'en').intent).toBeNull()
    expect(trainIntents([{ text: 'hi', intent: 'a' }], { unlabelled: logs }).weights.some(Number.isNaN)).toBe(false)
  })
})
