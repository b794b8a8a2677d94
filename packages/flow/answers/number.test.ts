import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asking } from '../fixtures/asking.ts'
import { numberMarks } from '../locale.ts'
import { numberAnswer, readNumber } from './number.ts'

const read = (text: string, locale: string) => readNumber(text, numberMarks(locale))

describe('a number answer', () => {
  it.each([
    ['42', 'en', 42],
    [' 1,234.5 ', 'en', 1234.5],
    ['1.234,5', 'de', 1234.5],
    ['1 234,5', 'fr', 1234.5],
    ["1'234.5", 'de-CH', 1234.5],
    ['-7', 'en', -7],
    ['−7', 'en', -7],
    ['+7', 'en', 7],
    ['.5', 'en', 0.5],
    ['-0', 'en', 0],
    ['１２', 'en', 12],
    ['1,234,567', 'en', 1_234_567],
    ['12,34,567', 'en-IN', 1_234_567],
  ])('[FA7] reads %j in %s as %d', (typed, locale, number) => {
    expect(read(typed, locale)).toBe(number)
  })

  it.each([
    '',
    'twelve',
    '1,23',
    '1,2345',
    '12,34,567',
    '1.2.3',
    '1e5',
    '--5',
    '-',
    '.',
    '0x10',
    '5 apples',
    '1,234.5,6',
    'Infinity',
    '9'.repeat(41),
  ])('[FA7] refuses %j', (typed) => {
    expect(read(typed, 'en')).toBeNull()
  })

  it('[FA7] reads every number as its locale writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('en', 'de', 'fr', 'de-CH', 'en-IN', 'ko'),
        (hundredths, locale) => {
          const number = hundredths / 100
          const written = new Intl.NumberFormat(locale, {
            maximumFractionDigits: 2,
            numberingSystem: 'latn',
          }).format(number)
          expect(read(written, locale)).toBe(number + 0)
        },
      ),
    )
  })

  it('[FA7] keeps to its bounds and says what is wrong', () => {
    const answer = { type: 'number', min: 1, max: 10, integer: true, locale: null } as const
    const say = (text: string) => numberAnswer.read(answer, { kind: 'text', text }, asking())
    expect(say('10')).toEqual({ kind: 'value', value: 10 })
    expect(say('0')).toEqual({ kind: 'wrong', word: 'number_min', values: { min: 1 } })
    expect(say('11')).toEqual({ kind: 'wrong', word: 'number_max', values: { max: 10 } })
    expect(say('1.5')).toEqual({ kind: 'wrong', word: 'number_whole' })
    expect(numberAnswer.hint(answer, asking())).toEqual({ type: 'number', min: 1, max: 10, integer: true })
  })
})
