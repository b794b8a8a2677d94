import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finding } from '../fixtures/finding.ts'
import { editDistance } from './edit-distance.ts'
import { NearPhrases, slipsFor } from './near-phrases.ts'

const find = finding({
  entities: {
    drink: { values: { espresso: ['short black'], cappuccino: [], 'flat white': [], tea: ['차', 'お茶'] } },
    order: { patterns: ['[A-Z]{2}-\\d{4,6}', '(broken'] },
    nothing: { patterns: ['x*'] },
  },
  synonyms: { 'black coffee': ['espresso'] },
})
const values = (text: string, type: string, language = 'en') => find(text, language, type).map(({ value }) => value)

describe('lists and patterns of the solution', () => {
  test.each([
    ['a cappuccino please', ['cappuccino']],
    ['A CAPPUCCINO!', ['cappuccino']],
    ['a capuccino please', ['cappuccino']],
    ['flat wihte', ['flat white']],
    ['two short blacks', ['espresso']],
    ['one tea, one flat white', ['tea', 'flat white']],
    ['teapot', []],
    ['tee', []],
    ['차 한 잔', ['tea']],
    ['녹차', []],
    ['お茶ください', ['tea']],
  ])('[NE11] in %j there is %j', (text, expected) => {
    expect(values(text, 'drink')).toEqual(expected)
  })

  test('[NE11] one letter that is a part of a longer word is no item', () => {
    const sizes = finding({ entities: { size: { values: { small: ['s'], large: ['l', 'L'], tee: ['t'] } } } })
    const found = (text: string, language: string) => sizes(text, language, 'size').map(({ value }) => value)
    expect(found("what's left, I don't know", 'en')).toEqual([])
    expect(found("l'eau, s'il vous plaît", 'fr')).toEqual([])
    expect(found('mit der S-Bahn, im T-Shirt', 'de')).toEqual([])
    expect(found("S, or an L if there's none", 'en')).toEqual(['small', 'large'])
  })

  test('[NE11] a slip costs confidence, and synonyms say what an item comes to', () => {
    expect(find('flat white', 'en', 'drink')[0]?.confidence).toBe(1)
    expect(find('flat wihte', 'en', 'drink')[0]?.confidence).toBeLessThan(0.9)
    expect(values('an espresso', 'drink')).toEqual(['black coffee'])
  })

  test('[NE11] nobody can tell which of two items that are equally near was meant, and a number is no slip of another', () => {
    const near = finding({ entities: { x: { values: { 'room 101': [], 'room 102': [], marten: [], marden: [] } } } })
    expect(near('room 103', 'en', 'x')).toEqual([])
    expect(near('marxen', 'en', 'x')).toEqual([])
    expect(near('room 101', 'en', 'x').map(({ value }) => value)).toEqual(['room 101'])
  })

  test('[NE11] the index finds exactly what comparing with every item finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 5, maxLength: 11 })
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (phrases, asked) => {
        const slips = phrases.map((phrase) => editDistance(asked, phrase, 2))
        const allowed = slips.map((count, index) => (count <= slipsFor(phrases[index]?.length ?? 0) ? count : 9))
        const least = Math.min(...allowed)
        const expected = least > 2 ? [] : allowed.flatMap((count, index) => (count === least ? [index] : []))
        const found = new NearPhrases(phrases).nearest(asked, 0, asked.length)
        expect(found.map(({ phrase }) => phrase).sort((a, b) => a - b)).toEqual(expected)
      }),
    )
  })

  test('[NE11] fifty thousand items are one list like any other', () => {
    const items = Array.from({ length: 50_000 }, (_, index) => [
      `${(index * 7919).toString(36)}${index.toString(36)}zebra`,
      [],
    ])
    const many = finding({ entities: { code: { values: Object.fromEntries(items) } } })
    const [name] = items[41_234] ?? ['']
    expect(many(`send ${name} today`, 'en', 'code').map(({ value }) => value)).toEqual([name])
  })

  test('[NE12] patterns find what they match, wherever it stands; those that are none find nothing', () => {
    expect(find('orders AB-12345 and CD-9999', 'en', 'order').map(({ text, start }) => [text, start])).toEqual([
      ['AB-12345', 7],
      ['CD-9999', 20],
    ])
    expect(find('no x at all, xx', 'en', 'nothing').map(({ text }) => text)).toEqual(['x', 'xx'])
  })

  test('[NE12] capitals and small letters are the same to a pattern, unless it says `(?-i)`', () => {
    const orders = finding({ entities: { order: { patterns: ['ab-\\d{4}'] }, code: { patterns: ['(?-i)XY\\d{2}'] } } })
    expect(orders('AB-1234 and ab-9999', 'en', 'order').map(({ value }) => value)).toEqual(['AB-1234', 'ab-9999'])
    expect(orders('XY12 and xy34', 'en', 'code').map(({ value }) => value)).toEqual(['XY12'])
  })

  test('[NE12] hostile patterns on hostile texts are given up', () => {
    const hostile = finding({ entities: { bad: { patterns: ['(a?){300}a{300}', '(x+x+)+y'] } } })
    expect(hostile('a'.repeat(100_000), 'en', 'bad')).toEqual([])
  })
})
