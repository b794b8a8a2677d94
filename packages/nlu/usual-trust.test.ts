import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecognizer } from './recognizer.ts'
import { trainIntents } from './train-intents.ts'
import { usualTrust } from './usual-trust.ts'
import { VectorTable, WordVectors } from './word-vectors.ts'

const table = JSON.parse(readFileSync(new URL('./words/en.json', import.meta.url), 'utf8'))
const vectors = new WordVectors([new VectorTable(table)])

const hours = [
  'when are you open',
  'what are your opening hours',
  'are you open on sunday',
  'how late are you open',
  'open today?',
]
const parcel = [
  'where is my parcel',
  'track my order',
  'my package has not come',
  'when does my delivery arrive',
  'parcel status',
]

function recognizerOf(examples: { readonly [intent: string]: readonly string[] }) {
  const list = Object.entries(examples).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })))
  return createRecognizer(trainIntents(list, { vectors }))
}

const elsewhere = [
  'I want to buy a house',
  'what does a haircut cost',
  'is there life on other planets',
  'turn on the lights',
]

describe('trust where there are few examples', () => {
  it.each([{ hours }, { hours, parcel }])('[N7] is not given to whatever is said: $parcel.length', (examples) => {
    const recognizer = recognizerOf(examples)
    expect(recognizer.recognize('are you open on monday', 'en').intent).toBe('hours')
    expect(elsewhere.map((text) => recognizer.recognize(text, 'en').intent)).toEqual(elsewhere.map(() => null))
  })

  it('[N7] grows with every sign that speaks for an answer, for any number of intents and examples', () => {
    const count = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(count, count, fc.boolean(), (intents, examples, knowsWords) => {
        const { weights, threshold } = usualTrust(intents, examples, knowsWords)
        expect(weights).toHaveLength(5)
        expect(weights.every(Number.isFinite)).toBe(true)
        expect(weights.slice(1).every((weight) => weight >= 0)).toBe(true)
        expect(threshold).toBeGreaterThan(0.3)
        expect(threshold).toBeLessThan(0.6)
      }),
    )
  })
})
