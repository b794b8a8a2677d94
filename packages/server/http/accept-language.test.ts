import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAcceptLanguage } from './accept-language.ts'

describe('what a browser accepts', () => {
  it.each([
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', ['ko-KR', 'ko', 'en-US', 'en']],
    ['en;q=0.5, ar ; q=1.0, *;q=0.1', ['ar', 'en']],
    ['fr;q=0, de', ['de']],
    ['', []],
    [undefined, []],
    ['x'.repeat(2000), []],
  ])('%j is %j', (header, languages) => {
    expect(readAcceptLanguage(header)).toEqual(languages)
  })

  it('is read whatever the header holds', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        for (const tag of readAcceptLanguage(header)) expect(tag).toMatch(/^[A-Za-z0-9-]+$/)
      }),
    )
  })
})
