import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accentColours, type Colour, contrast, readHex, writeHex } from './colour.ts'

const part = fc.integer({ min: 0, max: 255 })
const colour = fc.tuple(part, part, part)
const light: readonly Colour[] = [
  [255, 255, 255],
  [241, 242, 244],
]
const dark: readonly Colour[] = [
  [23, 27, 33],
  [37, 43, 52],
]
const read = (text: string): Colour => readHex(text) ?? [-1, -1, -1]

describe('a brand colour', () => {
  test.each([
    ['light', light],
    ['dark', dark],
  ])('whatever it is, it can be read on %s ground', (_name, grounds) => {
    fc.assert(
      fc.property(colour, (given) => {
        const made = accentColours(given, grounds)
        for (const behind of [made.accent, made.strong])
          expect(contrast(read(made.onAccent), read(behind))).toBeGreaterThanOrEqual(4.5)
        for (const ground of grounds) expect(contrast(read(made.text), ground)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('stays as it is where it can be read', () => {
    expect(accentColours(read('#0e6a5b'), light)).toMatchObject({
      accent: '#0e6a5b',
      onAccent: '#ffffff',
      text: '#0e6a5b',
    })
    expect(accentColours(read('#ffd400'), light)).toMatchObject({ accent: '#ffd400', onAccent: '#000000' })
  })

  test('is read as it is written', () => {
    expect([readHex('#fff'), readHex('#0E6a5B'), readHex('red'), readHex('#12345')]).toEqual([
      [255, 255, 255],
      [14, 106, 91],
      null,
      null,
    ])
    fc.assert(fc.property(colour, (given) => void expect(readHex(writeHex(given))).toEqual(given)))
  })
})
