import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englishVectors } from './english-vectors.ts'
import stored from './english-words.json' with { type: 'json' }
import { evaluate } from './evaluation.ts'
import banking77 from './fixtures/banking77.json' with { type: 'json' }
import hwu64 from './fixtures/hwu64.json' with { type: 'json' }
import { gramsOf } from './grams.ts'
import { readModel, writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { examplesOf, trainIntents } from './train-intents.ts'
import { WordVectors } from './word-vectors.ts'

const vectors = englishVectors()
const shop = examplesOf({
  i1: ['I would like to purchase a ticket', 'may I purchase two of them', 'I want to acquire one'],
  i2: ['is it going to rain', 'will there be snow', 'how cold is it outside'],
  i3: ['my brother is ill', 'she has a fever', 'he feels sick'],
})
/** Three of each intent, from the first, the fourth, the seventh and the tenth on. */
const few = (training: { readonly [intent: string]: readonly string[] }) =>
  [0, 3, 6, 9].map((from) =>
    examplesOf(
      Object.fromEntries(Object.entries(training).map(([intent, texts]) => [intent, texts.slice(from, from + 3)])),
    ),
  )

describe('word vectors', () => {
  test('[N13] tell what words mean that no example has', () => {
    const meant = (text: string, given: WordVectors | null) =>
      createRecognizer(trainIntents(shop, { vectors: given }), 0).recognize(text, 'en').intent
    expect(meant('buying', vectors)).toBe('i1')
    expect(meant('thunderstorms', vectors)).toBe('i2')
    expect(meant('pneumonia', vectors)).toBe('i3')
    expect(['buying', 'thunderstorms', 'pneumonia'].map((text) => meant(text, null))).not.toEqual(['i1', 'i2', 'i3'])
  })

  test.each([
    ['BANKING77', banking77],
    ['HWU64', hwu64],
  ] as const)('[N13] help where there are three examples per intent of an excerpt of %s', (_, { training, asked }) => {
    const right = (given: WordVectors | null) =>
      few(training).reduce((sum, examples) => {
        const recognizer = createRecognizer(trainIntents(examples, { vectors: given }), 0)
        return sum + evaluate(recognizer, examplesOf(asked)).right
      }, 0)
    expect(right(vectors)).toBeGreaterThan(right(null))
  })

  test('[N14] come with requests, by which what is asked elsewhere is told from what is asked here, and the answers stay', () => {
    const bank = examplesOf(banking77.training)
    const without = trainIntents(bank, { vectors: new WordVectors({ ...stored, requests: [] }) })
    const model = trainIntents(bank, { vectors })
    const asked = examplesOf(banking77.asked).map(({ text }) => text)
    const answersOf = (each: typeof model) => {
      const recognizer = createRecognizer(each, 0)
      return asked.map((text) => recognizer.recognize(text, 'en').intent)
    }
    expect(answersOf(model)).toEqual(answersOf(without))
    const strange = examplesOf(hwu64.asked).map(({ text }) => text)
    /** How often a question to the bank is trusted more than one to somebody else. */
    const apart = (each: typeof model) => {
      const recognizer = createRecognizer(each, 0)
      const trustIn = (text: string) => recognizer.recognize(text, 'en').confidence
      const outside = strange.map(trustIn)
      return asked.map(trustIn).reduce((sum, one) => sum + outside.filter((other) => one > other).length, 0)
    }
    expect(apart(model)).toBeGreaterThan(apart(without))
  })

  test('[N13] leave models of other languages as they are', () => {
    const others = [
      examplesOf({ a: ['주문을 취소하고 싶어요', '취소해 주세요'], b: ['배송은 언제 오나요'] }),
      examplesOf({
        a: ['ich möchte meine Bestellung stornieren', 'was kostet die Lieferung'],
        b: ['wo ist mein Paket'],
      }),
      examplesOf({ a: ['je voudrais annuler ma commande', 'où est mon colis'], b: ['quels sont vos horaires'] }),
      examplesOf({ a: ['quiero cancelar mi pedido', 'dónde está el paquete'], b: ['cuánto cuesta el envío'] }),
      examplesOf({ a: ['vorrei annullare il mio ordine'], b: ["dov'è il mio pacco", 'quanto costa la spedizione'] }),
      examplesOf({ a: ['quero cancelar o meu pedido'], b: ['onde está a minha encomenda'] }),
      examplesOf({ a: ['ik wil mijn bestelling annuleren'], b: ['waar is mijn pakket', 'hoeveel kost de bezorging'] }),
    ]
    for (const examples of others)
      expect(writeModel(trainIntents(examples, { vectors }))).toEqual(writeModel(trainIntents(examples)))
  })

  test('[N5] make the same model each time, [N10] which is read with the same vectors and with no others', () => {
    const model = trainIntents(shop, { vectors })
    const file = writeModel(model)
    expect(writeModel(trainIntents(shop, { vectors }))).toEqual(file)
    expect(readModel(file, englishVectors)).toEqual(model)
    expect(() => readModel(file)).toThrow('it was trained with word vectors that are not here')
    const other = new WordVectors({ id: 'other', dimensions: 2, words: 'buy', vectors: btoa('\x88'), requests: [] })
    expect(() => readModel(file, () => other)).toThrow('it was trained with word vectors that are not here')
  })

  test('point where the words point together, and less far where few are known', () => {
    const small = new WordVectors({
      id: 'small',
      dimensions: 2,
      words: 'east north nowhere',
      vectors: btoa('\xf8\x8f\x88'),
      requests: [],
    })
    const sum = new Float32Array(2)
    expect(small.sumOf(gramsOf('North, EAST!'), sum)).toBe(1)
    expect([...sum].map((each) => each.toFixed(3))).toEqual(['0.707', '0.707'])
    expect(small.sumOf(gramsOf("east's far away from here now"), sum)).toBeCloseTo(2 / 7)
    expect(small.sumOf(gramsOf('nowhere'), sum)).toBe(0)
    expect(small.sumOf(gramsOf(''), sum)).toBe(0)
  })

  test('[N1] take any text', () => {
    const sum = new Float32Array(vectors.dimensions)
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
        const size = vectors.sumOf(gramsOf(text), sum)
        const length = Math.sqrt(sum.reduce((all, each) => all + each * each, 0))
        expect(size).toBeLessThanOrEqual(1)
        expect(length).toBeCloseTo(size, 4)
      }),
    )
  })
})
