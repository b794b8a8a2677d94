import { describe, expect, it } from 'vitest'
import { spoken } from '../fixtures/texts.ts'
import { createLanguages } from '../language.ts'
import { compileTemplate } from '../template.ts'
import { converse } from '../testing.ts'
import { en } from './en.ts'
import { catalogs, missingWords, wordNames } from './words.ts'

function wordsIn(language: string, fallbacks: { readonly [language: string]: readonly string[] } = {}) {
  return createLanguages({ own: 'en', stated: true, translated: [language], fallbacks, words: {} }).words(language)
}

function usesOf(text: string): readonly string[] {
  const template = compileTemplate(text)
  if ('reason' in template) throw new Error(`${text}: ${template.reason}`)
  return template.uses.map((use) => use.join('.')).toSorted()
}

describe('what the platform says', () => {
  it.each(Object.keys(catalogs))('[FW6] is there in %s, every word with its values', (language) => {
    const words = catalogs[language]
    for (const word of wordNames) {
      const text = words?.[word] ?? ''
      expect(text.trim(), word).not.toBe('')
      expect(usesOf(text), word).toEqual(usesOf(en[word]))
    }
    expect(Object.keys(words ?? {}).toSorted()).toEqual(wordNames.toSorted())
  })

  it('[FW6] is said in the language, else in its shorter form, else along the fallbacks, else in English', () => {
    expect(wordsIn('ko').say('choice')).toEqual({ text: '보기 중에서 하나를 골라 주세요.', language: 'ko' })
    expect(wordsIn('pt-BR').say('choice').language).toBe('pt-BR')
    expect(wordsIn('pt-BR').say('choice').text).toBe('Por favor, escolha uma das opções.')
    expect(wordsIn('th').say('choice')).toEqual({ text: en.choice, language: 'en' })
    const some = createLanguages({
      own: 'en',
      stated: true,
      translated: ['ca', 'es'],
      fallbacks: { ca: ['es'] },
      words: {},
    })
    expect(some.words('ca').say('choice').language).toBe('es')
  })

  it('[FW6] is what the solution says instead', () => {
    const draft = {
      variables: { age: { type: 'number' } },
      nodes: {
        ask: { kind: 'ask', text: 'Age?', answer: { type: 'number', max: 130 }, variable: 'age', to: { next: 'bye' } },
        bye: { kind: 'end' },
      },
    } as const
    const texts = {
      ko: 'main: { ask: { text: 나이? } }\nwords: { number_max: "{{ max }}살까지만요!" }',
      en: 'words: { number: Digits! }',
    }
    const program = spoken(draft, texts, { language: 'en' })
    const korean = converse(program, { language: 'ko' }).ignores().says('200').hears('130살까지만요!')
    korean.says('열').hears('숫자가 아니에요. 숫자로 입력해 주세요.')
    expect(korean.said[2]).toMatchObject({ language: 'ko' })
    converse(program).ignores().says('ten').hears('Digits!')
  })

  it('[FW6] is missing in a language that neither the platform nor the solution has', () => {
    expect(missingWords('ko-KR', ['ko-KR', 'en'], {})).toEqual([])
    expect(missingWords('th', ['th', 'en'], {})).toEqual(wordNames)
    const template = compileTemplate('x')
    if ('reason' in template) throw new Error(template.reason)
    expect(missingWords('th', ['th', 'en'], { th: { choice: template } })).not.toContain('choice')
  })

  it.each([
    ['en', null, 'May 3, 1990', '1,234.5'],
    ['en', 'en-GB', '3 May 1990', '1,234.5'],
    ['en', 'de-DE', 'May 3, 1990', '1,234.5'],
    ['de', null, '3. Mai 1990', '1.234,5'],
    ['ko', null, '1990년 5월 3일', '1,234.5'],
    ['ja', null, '1990年5月3日', '1,234.5'],
    ['fr', null, '3 mai 1990', '1\u202f234,5'],
  ] as const)('[FW9] writes days and numbers as people write them in %s (%s)', (language, locale, day, number) => {
    expect(wordsIn(language).say('date_min', { min: { date: '1990-05-03', locale } }).text).toContain(day)
    expect(wordsIn(language).say('number_min', { min: 1234.5 }).text).toContain(number)
  })
})
