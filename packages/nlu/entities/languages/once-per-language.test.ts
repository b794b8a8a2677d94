import { expect, test } from 'vitest'
import { oncePerLanguage } from './once-per-language.ts'

test('what is made of a language is made when it is first asked for, and once', () => {
  const asked: string[] = []
  const wordsOf = oncePerLanguage((language) => {
    asked.push(language)
    return { language }
  })
  expect(asked).toEqual([])
  const english = wordsOf('en')
  expect(wordsOf('de')).toEqual({ language: 'de' })
  expect(wordsOf('en')).toBe(english)
  expect(asked).toEqual(['en', 'de'])
})

test('a language that is not known is not remembered', () => {
  const asked: string[] = []
  const wordsOf = oncePerLanguage((language) => {
    asked.push(language)
    return null
  })
  expect([wordsOf('xx'), wordsOf('xx')]).toEqual([null, null])
  expect(asked).toEqual(['xx', 'xx'])
})
