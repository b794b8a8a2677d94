import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, cleanValue, hasControls, lengthOf } from './text.ts'

test('control characters are taken out, tabs and line ends stay', () => {
  expect(cleanText('a\u0000b\u0007c\td\ne\r\nf\rg\u007fh\u0085i')).toBe('abc\td\ne\nf\nghi')
})

test('lone surrogates become the replacement character, pairs stay', () => {
  expect(cleanText('a\ud800b 👋')).toBe('a\ufffdb 👋')
})

test('cleaned text is clean, and cleaning it again changes nothing', () => {
  const utf16 = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units))
  fc.assert(
    fc.property(utf16, (text) => {
      const clean = cleanText(text)
      expect(hasControls(clean)).toBe(false)
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})

test('length counts characters, not UTF-16 units', () => {
  expect(lengthOf('👋👋')).toBe(2)
})

test('every ordinary JSON value passes unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10, stringUnit: 'grapheme' }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'))
      expect(cleanValue(value)).toEqual(value)
    }),
  )
})

test('values are refused when nested too deeply or beyond the numbers of JSON', () => {
  expect(cleanValue(JSON.parse('['.repeat(17) + ']'.repeat(17)))).toBeUndefined()
  expect(cleanValue(JSON.parse('['.repeat(30_000) + ']'.repeat(30_000)))).toBeUndefined()
  expect(cleanValue(JSON.parse('{"a":[1e999]}'))).toBeUndefined()
})

test('keys are cleaned too, and __proto__ never becomes one', () => {
  const clean = cleanValue(JSON.parse('{"a\\u0000":{"__proto__":{"admin":true},"__proto\\u0000__":{"admin":true}}}'))
  expect(clean).toEqual({ a: {} })
  expect(Reflect.get(Reflect.get(clean as object, 'a'), 'admin')).toBeUndefined()
})
