import { expect, it } from 'vitest'
import { chooseLanguage, withRegion } from './language.ts'

it('a page gets its own language, a form of it, or the first', () => {
  const languages = ['en', 'pt-BR', 'ko']
  expect(chooseLanguage('ko', languages)).toBe('ko')
  expect(chooseLanguage('KO-kr', languages)).toBe('ko')
  expect(chooseLanguage('pt', languages)).toBe('pt-BR')
  expect(chooseLanguage('fr', languages)).toBe('en')
  expect(chooseLanguage('', languages)).toBe('en')
  expect(chooseLanguage('fr', [])).toBeUndefined()
})

it.each([
  ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
  ['en', ['de-DE', 'en'], 'en'],
  ['pt-BR', ['pt-PT'], 'pt-BR'],
  ['zh', ['ZH-Hant-TW'], 'ZH-Hant-TW'],
  ['e', ['en-GB'], 'e'],
])('%s of somebody whose browser says %j is %s', (language, wishes, form) => {
  expect(withRegion(language, wishes)).toBe(form)
})
