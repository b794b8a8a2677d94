import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NluError } from './error.ts'
import { checksum, readModel, writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { examplesOf, trainIntents } from './train-intents.ts'
import type { WordVectors } from './word-vectors.ts'

const model = trainIntents(examplesOf({ greet: ['hello', 'hi'], cancel: ['cancel my order'], 환불: ['환불해 주세요'] }))
const file = writeModel(model)

describe('the model as a file', () => {
  test('[N10] reads what it wrote', () => {
    expect(readModel(file)).toEqual(model)
    const example = fc.record({ text: fc.string({ unit: 'grapheme' }), intent: fc.string({ maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(example, { maxLength: 10 }), (examples) => {
        const made = trainIntents(examples)
        expect(readModel(writeModel(made))).toEqual(made)
      }),
      { numRuns: 50 },
    )
  })

  test('[N10] reads it at any place of a larger one', () => {
    const larger = new Uint8Array(file.length + 9)
    larger.set(file, 3)
    expect(readModel(larger.subarray(3, 3 + file.length))).toEqual(model)
    // A buffer of Node is a view of a shared one, and its slice too.
    expect(readModel(Buffer.from(Buffer.from(file).toString('base64'), 'base64'))).toEqual(model)
  })

  test('[N10] reads one from before there were networks', () => {
    // The lengths of eight more sections are all that its header has not.
    const older = new Uint8Array(file.length - 32)
    older.set(file.subarray(0, 48))
    older.set(file.subarray(80), 48)
    const header = new DataView(older.buffer)
    header.setUint32(4, 2, true)
    header.setUint32(8, checksum(older.subarray(12)), true)
    expect(readModel(older)).toEqual(model)
  })

  test('[N10] recognizes the same after reading', () => {
    const [one, other] = [createRecognizer(model), createRecognizer(readModel(file))]
    for (const text of ['hello', 'cancel the order', '환불', 'what'])
      expect(other.recognize(text, 'en')).toEqual(one.recognize(text, 'en'))
  })

  test('[N10] refuses a file that was cut, changed or is something else', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = file.slice()
        changed[place] = (changed[place] ?? 0) ^ change
        expect(() => readModel(changed)).toThrow(NluError)
        expect(() => readModel(file.subarray(0, place))).toThrow(NluError)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readModel(bytes)).toThrow(NluError)
      }),
    )
    for (const scales of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => readModel(writeModel({ ...model, scales: model.scales.map(() => scales) }))).toThrow(NluError)
    const named = { ...model, vectors: { id: 5 } as unknown as WordVectors }
    expect(() => readModel(writeModel(named))).toThrow(NluError)
    const newer = file.slice()
    newer[4] = 4
    expect(() => readModel(newer)).toThrow(
      'This is no intent model: it has version 4, and this program reads version 3. Build the solution again, which trains a new one.',
    )
  })
})
