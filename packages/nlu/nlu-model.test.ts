import { describe, expect, test } from 'vitest'
import { NluError } from './error.ts'
import { readModel, writeModel } from './model-file.ts'
import { packModel, unpackModel } from './nlu-model.ts'
import { trainIntents } from './train-intents.ts'
import { markedOf, trainNluModel } from './train-nlu.ts'

const intents = { order: ['I want a bike', 'order a bike please'], bye: ['bye', 'see you'] }
const marked = [
  { intent: 'order', text: 'I want a bike', marks: [{ entity: 'thing', start: 9, end: 13 }] },
  { intent: 'order', text: 'order a bike please', marks: [{ entity: 'thing', start: 8, end: 12 }] },
]

describe('[NM1] the model of a solution', () => {
  test('holds what was learned of intents and of entities, and is the same for the same examples', () => {
    const file = trainNluModel({ intents, marked })
    const parts = file === null ? null : unpackModel(file)
    expect(parts?.intents && readModel(parts.intents).intents).toEqual(['order', 'bye'])
    expect(parts?.entities).not.toBeNull()
    expect(trainNluModel({ intents, marked })).toEqual(file)
    expect(trainNluModel({ intents: { order: [] } })).toBeNull()
    const alone = trainNluModel({ intents })
    expect(alone && unpackModel(alone).entities).toBeNull()
  })

  test('is read where it has intents alone, as it was before', () => {
    const before = writeModel(trainIntents([{ intent: 'a', text: 'x' }]))
    expect(unpackModel(before)).toEqual({ intents: before, entities: null })
  })

  test('is refused where it was cut, is of another version, or is something else', () => {
    const file = packModel({ intents: new Uint8Array([1, 2, 3]), entities: new Uint8Array([4]) })
    const newer = file.slice()
    newer[4] = 9
    for (const [bytes, why] of [
      [file.subarray(0, 8), /too short/],
      [file.subarray(0, file.length - 1), /another length/],
      [newer, /version 9/],
      [new Uint8Array(40), /does not begin/],
    ] as const) {
      expect(() => unpackModel(bytes)).toThrow(NluError)
      expect(() => unpackModel(bytes)).toThrow(why)
    }
  })

  test('is taught by sentences that people said too', () => {
    const heard = ['I would love to have a bike', 'see you later']
    expect(trainNluModel({ intents, heard })).not.toEqual(trainNluModel({ intents }))
  })

  test('is taught by examples without marks too, each once', () => {
    expect(markedOf({ intents, marked }).map(({ text, marks }) => [text, marks.length])).toEqual([
      ['I want a bike', 1],
      ['order a bike please', 1],
      ['bye', 0],
      ['see you', 0],
    ])
  })
})
