import { expect, it } from 'vitest'
import { chooseLanguage } from './language.ts'

it('a page gets its own language, a form of it, or the first', () => {
  const languages = ['en', 'pt-BR', 'ko']
  expect(chooseLanguage('ko', languages)).toBe('ko')
  expect(chooseLanguage('KO-kr', languages)).toBe('ko')
  expect(chooseLanguage('pt', languages)).toBe('pt-BR')
  expect(chooseLanguage('fr', languages)).toBe('en')
  expect(chooseLanguage('', languages)).toBe('en')
  expect(chooseLanguage('fr', [])).toBeUndefined()
})
