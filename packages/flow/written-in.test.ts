import { describe, expect, it } from 'vitest'
import { program } from './fixtures/flow.ts'
import { listener } from './fixtures/listening.ts'
import { converse } from './testing.ts'
import { writtenIn } from './written-in.ts'

describe('the language that words are read in', () => {
  it.each([
    ['en', 'tomorrow', 'en'],
    ['en', '내일이요', 'ko'],
    ['en', '저는 Ada예요', 'ko'],
    ['de-AT', 'morgen', 'de-AT'],
    ['ko', 'tomorrow please', 'en'],
    ['ko', '내일 tomorrow', 'ko'],
    ['en', '明日', 'zh'],
    ['en', '明日の朝', 'ja'],
    ['ja', '明日', 'ja'],
    ['zh-Hant', '明天', 'zh-Hant'],
    ['en', '3 / 4', 'en'],
    ['en', '', 'en'],
    ['he', 'שלום', 'he'],
    ['en', 'غدا', 'ar'],
    ['ru', 'нет, bob@example.com', 'ru'],
    ['th', 'ไม่ Busan', 'th'],
    ['el', 'όχι hello there', 'el'],
    ['no such language', 'hello', 'no such language'],
  ])('[FU24] %s, "%s": %s', (language, text, expected) => {
    expect(writtenIn(text, language)).toBe(expected)
  })

  it('[FU24] is that in which words of correction are looked for', () => {
    const recognizer = listener({ Seoul: ['city'], 부산: ['city', 'Busan'] })
    const flow = {
      understanding: { corrections: true },
      variables: { city: { type: 'text', entity: 'city' }, mail: { type: 'email' } },
      nodes: {
        city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'mail' } },
        mail: { kind: 'ask', text: 'Mail?', answer: { type: 'email' }, variable: 'mail', to: { next: 'bye' } },
        bye: { kind: 'end', text: '{{ city }}' },
      },
    }
    const person = converse(program(flow, { recognizer })).ignores().says('Seoul').hears('Mail?')
    person.says('아니 부산이요').hears('All right, I have changed that.').hears('Mail?')
    expect(person.variable('city')).toBe('Busan')
  })
})
