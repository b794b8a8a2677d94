import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { fill, languages, loadWords, pickLanguage } from './words.ts'

const bracesOf = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('the words of the interface', () => {
  test.each(languages)(
    'in %s there is each, with the same to fill in, and none is left in English',
    async (language) => {
      const { words } = await loadWords(language)
      expect(Object.keys(words)).toEqual(Object.keys(en))
      for (const [word, text] of Object.entries(words)) {
        expect(text.trim(), word).not.toBe('')
        expect(bracesOf(text), word).toEqual(bracesOf(en[word as keyof typeof en]))
      }
      const same = Object.entries(words).filter(
        ([word, text]) => text.length > 12 && text === en[word as keyof typeof en],
      )
      if (language !== 'en') expect(same).toEqual([])
    },
  )

  test('are those of the first language that is wished for and known', () => {
    expect(pickLanguage(['tlh', 'pt-BR', 'de'])).toBe('pt-BR')
    expect(pickLanguage(['tlh'])).toBe('en')
  })

  test('a brand says some differently, and says which way they are read', async () => {
    const spoken = await loadWords('he', { title: 'Shop' })
    expect(spoken).toMatchObject({ language: 'he', direction: 'rtl', words: { title: 'Shop', menu: 'תפריט' } })
    expect(await loadWords('en-GB')).toMatchObject({ language: 'en-GB', direction: 'ltr' })
  })

  test('what stands in braces is filled in, what is not known stays', () => {
    expect(fill('{n} of {all} {x}', { n: 1, all: 2 })).toBe('1 of 2 {x}')
  })
})
