import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asking, spoken } from './fixtures/texts.ts'
import { createLanguages, directionOf, readTag } from './language.ts'
import { converse } from './testing.ts'

function languages(translated: readonly string[], fallbacks: { readonly [language: string]: readonly string[] } = {}) {
  return createLanguages({ own: 'en', stated: true, translated, fallbacks, words: {} })
}

describe('the languages of a solution', () => {
  it.each([
    ['ko', ['ko'], 'ko'],
    ['ko-KR', ['ko'], 'ko'],
    ['KO_kr', ['ko'], 'ko'],
    ['ko', ['ko-KR'], 'ko-KR'],
    ['pt-BR', ['pt-PT', 'pt'], 'pt'],
    ['pt-BR', ['pt-PT', 'pt-BR'], 'pt-BR'],
    ['de-Latn-AT-1996', ['de'], 'de'],
    ['zh-TW', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-CN', ['zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['en-GB', ['ko'], 'en'],
    ['fr', ['ko'], null],
    ['*', ['ko'], null],
    ['', ['ko'], null],
    ['ko'.repeat(200), ['ko'], null],
  ] as const)('[FW1] meet the wish %j with %j by %j', (wish, translated, found) => {
    expect(languages(translated).match([wish])).toBe(found)
  })

  it('[FW1] meet the first wish that can be met', () => {
    expect(languages(['ko', 'ar']).match([undefined, null, 'fr', 'nonsense!', 'ar', 'ko'])).toBe('ar')
  })

  it('[FW1] go along the stated fallbacks before they shorten the wish', () => {
    const some = languages(['pt', 'es'], { 'pt-BR': ['es'], ca: ['fr', 'es'] })
    expect(some.match(['pt-BR'])).toBe('es')
    expect(some.match(['ca-ES'])).toBe('es')
    expect(some.match(['pt-PT'])).toBe('pt')
  })

  it('[FW1] answer every wish with one of themselves or with nothing', () => {
    const some = languages(['ko', 'pt-BR', 'zh-Hant'], { fr: ['pt-BR'] })
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('ko-KR', 'fr-CA', 'zh', 'pt'))), (wishes) => {
        const found = some.match(wishes)
        expect(found === null || some.all.includes(found)).toBe(true)
      }),
    )
  })

  it('[FW2] look for a text along the fallbacks and end with their own', () => {
    const some = languages(['pt-BR', 'pt', 'es'], { 'pt-BR': ['pt', 'es'] })
    expect(some.chain('pt-BR')).toEqual(['pt-BR', 'pt', 'es', 'en'])
    expect(some.chain('es')).toEqual(['es', 'en'])
    expect(some.chain('en')).toEqual(['en'])
  })

  it('know which way they are written', () => {
    expect(['ar', 'he', 'fa-IR', 'ur', 'az-Arab'].map(directionOf)).toEqual(Array(5).fill('rtl'))
    expect(['en', 'ko', 'az', 'ru'].map(directionOf)).toEqual(Array(4).fill('ltr'))
  })

  it('spell tags in one way', () => {
    expect(readTag('PT_br')).toBe('pt-BR')
    expect(readTag('zh-hant-tw')).toBe('zh-Hant-TW')
    expect(readTag('not a tag')).toBeNull()
  })
})

describe('the language of a conversation', () => {
  const program = spoken(
    asking,
    { ko: 'main: { name: { text: 이름이 무엇인가요? } }', ar: 'main: { name: { text: ما اسمك؟ } }' },
    { language: 'en' },
  )
  const first = (options: Parameters<typeof converse>[1]) => converse(program, options).said[0]

  it('[FW1] is that of who begins it, else of the contact, the page, the channel, else the solution’s own', () => {
    const page = { language: 'ar' }
    const contact = { id: 'c', language: 'ko' }
    expect(first({ language: 'en-GB', contact, page })?.language).toBe('en')
    expect(first({ language: 'fr', contact, page })?.language).toBe('ko')
    expect(first({ page, channelLanguages: ['ko'] })?.language).toBe('ar')
    expect(first({ page: { language: 'fr' }, channelLanguages: ['sv', 'ko-KR'] })?.text).toBe('이름이 무엇인가요?')
    expect(first({ language: 'fr' })?.text).toBe('What is your name?')
  })

  it('[FW7] stands on every message, with its direction where that is from right to left', () => {
    expect(first({ language: 'ar' })).toMatchObject({ text: 'ما اسمك؟', language: 'ar', direction: 'rtl' })
    expect(first({ language: 'ko' })).not.toHaveProperty('direction')
    const { said } = converse(program, { language: 'ar' }).says('Ada')
    // The second question has no Arabic text: what is said is English, and says so.
    expect(said[1]).toMatchObject({ text: 'Which system do you use, Ada?', language: 'en' })
    expect(said[1]).not.toHaveProperty('direction')
  })

  it('[FW7] is on no message where the solution does not say what it is written in', () => {
    expect(converse(spoken(asking, {}), { language: 'ko' }).said[0]).not.toHaveProperty('language')
    expect(converse(spoken(asking, {}, { language: 'en' })).said[0]).toMatchObject({ language: 'en' })
  })

  it('[FW9] can be read in texts and logic', () => {
    const draft = {
      variables: { spoken: { type: 'text' } },
      nodes: {
        note: { kind: 'set', set: { spoken: 'conversation.language' }, to: { next: 'tell' } },
        tell: { kind: 'end', text: '{{ conversation.language }} {{ spoken }} {{ contact.language }}' },
      },
    } as const
    const contact = { id: 'c', language: 'ko-KR' }
    expect(converse(spoken(draft, { ko: '' }), { contact }).said[0]?.text).toBe('ko ko ko-KR')
  })

  it('[FW9] names months and days in texts', () => {
    const draft = { nodes: { bye: { kind: 'end', text: "{{ 'now' | date: '%A, %-d %B %Y' }}" } } } as const
    const texts = { ko: '', fr: '', ar: "main: { bye: { text: \"{{ 'now' | date: '%B' }}\" } }" }
    const program = spoken(draft, texts, { language: 'en' })
    const said = (language: string) => converse(program, { language, at: '2026-05-03T10:00:00Z' }).said[0]?.text
    expect(said('en')).toBe('Sunday, 3 May 2026')
    expect(said('ar')).toBe('مايو')
    // Said in English, because there is no French text: and so is its day.
    expect(said('fr')).toBe('Sunday, 3 May 2026')
  })
})
