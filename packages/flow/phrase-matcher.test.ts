import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from './fixtures/any-text.ts'
import { createPhraseMatcher } from './phrase-matcher.ts'

const matcher = createPhraseMatcher({
  order: ['I want to order a bike', 'buy something', 'Où est mon café ?'],
  cancel: ['cancel my order', 'I want to cancel'],
  korean: ['주문을 취소하고 싶어요', '배송이 언제 오나요'],
  empty: ['!!!', ''],
})
const meant = (text: string) => matcher.recognize(text, 'en').intent

describe('the phrase matcher', () => {
  it('[FU3] takes an example said literally, whatever its case, accents and punctuation', () => {
    for (const text of [
      'i want to order a bike',
      '  I  WANT to order a bike!! ',
      'ou est mon cafe',
      "I wan't to order a bike",
    ])
      expect(matcher.recognize(text, 'en')).toEqual({ intent: 'order', confidence: 1, entities: {} })
  })

  it('[FU3] gives a phrase that two intents have to the first of them', () => {
    const both = createPhraseMatcher({ one: ['yes'], two: ['Yes.'] })
    expect(both.recognize('YES', 'en').intent).toBe('one')
  })

  it('[FU4] takes the example that shares most words, rare ones before common ones', () => {
    expect(meant('please cancel my order')).toBe('cancel')
    expect(meant('I would like to buy something nice')).toBe('order')
    expect(meant('주문 취소하고 싶은데요')).toBe('korean')
    expect(meant('the weather is fine today')).toBeNull()
  })

  it('[FU4] recognizes nothing below its threshold, and says how near it was', () => {
    const strict = createPhraseMatcher({ cancel: ['cancel my order'] }, 0.9)
    const near = strict.recognize('cancel the order', 'en')
    expect(near.intent).toBeNull()
    expect(near.confidence).toBeGreaterThan(0.3)
    expect(createPhraseMatcher({ cancel: ['cancel my order'] }, 0.3).recognize('cancel the order', 'en').intent).toBe(
      'cancel',
    )
  })

  it('[FU4] answers any text over any examples, the same each time', () => {
    const words = fc.constantFrom('order', 'my', 'a', 'é', '한국어', 'ไทย', '!', '', '日本語テスト', '1')
    const phrase = fc.oneof(
      fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
      anyText(),
    )
    const intents = fc.dictionary(fc.string(), fc.array(phrase, { maxLength: 4 }), { maxKeys: 4 })
    fc.assert(
      fc.property(intents, phrase, (given, text) => {
        const made = createPhraseMatcher(given)
        const found = made.recognize(text, 'en')
        expect(made.recognize(text, 'en')).toEqual(found)
        expect(found.confidence).toBeGreaterThanOrEqual(0)
        expect(found.confidence).toBeLessThanOrEqual(1)
        if (found.intent !== null) expect(Object.keys(given)).toContain(found.intent)
      }),
    )
  })

  it('recognizes every one of its own examples', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{2,8}( [a-z]{2,8}){0,4}$/), { minLength: 1, maxLength: 20 }),
        (phrases) => {
          const intents = Object.fromEntries(phrases.map((phrase, index) => [`i${index}`, [phrase]]))
          const made = createPhraseMatcher(intents)
          for (const [index, phrase] of phrases.entries()) expect(made.recognize(phrase, 'en').intent).toBe(`i${index}`)
        },
      ),
      { numRuns: 30 },
    )
  })
})
