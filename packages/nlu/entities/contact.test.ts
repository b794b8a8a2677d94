import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finding } from '../fixtures/finding.ts'

const find = finding()

describe('addresses and phone numbers', () => {
  test.each([
    ['en', 'mail me at Ada.L@Example.com.', 'ada.l@example.com'],
    ['ko', '주소는ada@example.com입니다', 'ada@example.com'],
    ['en', 'mailto:ada@example.com', 'ada@example.com'],
  ])('[NE8] finds the e-mail address in %s %j', (language, text, value) => {
    expect(find(text, language, 'email').map((entity) => entity.value)).toEqual([value])
  })

  test.each(['ada@', '@example.com', 'ada@example', 'a@b@c'])('[NE8] finds no e-mail address in %j', (text) => {
    expect(find(text, 'en', 'email')).toEqual([])
  })

  test.each([
    ['en', 'call +44 20 7946 0958', '+442079460958'],
    ['en', '(212) 555-2368 is mine', '+12125552368'],
    ['ko', '010-1234-5678로 전화주세요', '+821012345678'],
    ['ja', '03-1234-5678', '+81312345678'],
    ['zh', '13812345678', '+8613812345678'],
  ])('[NE8] finds the phone number in %s %j, of the country of the language', (language, text, value) => {
    expect(find(text, language, 'phone').map((entity) => entity.value)).toEqual([value])
  })

  test.each([
    ['en', 'ada at example dot com', 'ada@example.com'],
    ['en', 'my email is ada dot l at example dot co dot uk', 'ada.l@example.co.uk'],
    ['en', 'ada (at) example (dot) com', 'ada@example.com'],
    ['en', 'ada @ example.com', 'ada@example.com'],
    ['de', 'meine Mailadresse ist ada unterstrich l ät beispiel punkt de', 'ada_l@beispiel.de'],
    ['fr', "c'est ada arobase exemple point fr", 'ada@exemple.fr'],
    ['es', 'ada arroba ejemplo punto es', 'ada@ejemplo.es'],
    ['es', 'ana guion bajo maria arroba ejemplo punto es', 'ana_maria@ejemplo.es'],
    ['ko', '이메일은 ada 골뱅이 naver 점 com 이에요', 'ada@naver.com'],
    ['ko', 'ada 골뱅이 naver 닷 컴', 'ada@naver.com'],
  ])('[NE8] finds the e-mail address that is said in words in %s %j', (language, text, value) => {
    expect(find(text, language, 'email').map((entity) => entity.value)).toEqual([value])
  })

  test.each([
    'I bought shoes at amazon dot com',
    'email me at example dot com',
    'look at example dot com',
    'meet me at noon',
    'a at b',
  ])('[NE8] takes %j for no address', (text) => {
    expect(find(text, 'en', 'email')).toEqual([])
  })

  test.each([
    ['en', '2026-11-26'],
    ['de', 'wir fahren am 24.12.2026 von Berlin nach Wien'],
    ['de', '03.05.1990'],
    ['de', '27.11.2026 um 15 Uhr'],
    ['de', 'ein Hotel 24.12.2026'],
    ['de', '27.11.2026 15.30'],
    ['de', '24. 12. 2026'],
    ['de', '24.12.2026 - 26.12.2026'],
    ['en', '12/24/2026 3:00'],
    ['ko', '2026.11.27 15시'],
  ])('[NE8] takes no day for a phone number in %s %j', (language, text) => {
    expect(find(text, language, 'phone')).toEqual([])
  })

  test('[NE8] a day with one mark throughout is no phone number, day first or month first, anywhere', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2059-12-31'), noInvalidDate: true })
    const language = fc.constantFrom('en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ko', 'ja', 'zh')
    fc.assert(
      fc.property(day, fc.constantFrom('.', '-', '/'), fc.boolean(), language, (date, mark, dayFirst, spoken) => {
        const [year = '', month = '', of = ''] = date.toISOString().slice(0, 10).split('-')
        const written = [...(dayFirst ? [of, month] : [month, of]), year].join(mark)
        expect(find(`(${written})`, spoken, 'phone')).toEqual([])
        expect(find(`${written} 15:30`, spoken, 'phone')).toEqual([])
      }),
    )
  })

  test.each([
    ['de', 'Tel. 030 123456', '+4930123456'],
    ['de', 'Tel. 03.05.1990', '+493051990'],
    ['de', '+49 24 122026', '+4924122026'],
    ['de', 'am 24.12.2026 unter 030 123456', '+4930123456'],
    ['fr', '06.12.34.56.78', '+33612345678'],
    ['ko', '1990.05.03 010-1234-5678', '+821012345678'],
    ['en', 'the customer phone number is 2125552368', '+12125552368'],
  ])('[NE8] what is written as a phone number is one in %s %j', (language, text, value) => {
    expect(find(text, language, 'phone').map((entity) => entity.value)).toEqual([value])
  })

  test.each([
    ['en', 'my order number is 2125552368'],
    ['en', 'ticket #4155552671'],
    ['de', 'Bestellnummer: 030 123456'],
    ['ko', '주문번호는 01012345678이에요'],
  ])('[NE8] the number of something is no phone number in %s %j', (language, text) => {
    expect(find(text, language, 'phone')).toEqual([])
  })

  test.each([
    ['see https://example.com/a?b=1, ok', 'https://example.com/a?b=1'],
    ['www.parley.dev!', 'https://www.parley.dev'],
    ['example.com', 'https://example.com'],
    ['https://example.com에서', 'https://example.com'],
  ])('[NE8] finds the link in %j', (text, value) => {
    expect(find(text, 'en', 'url').map((entity) => entity.value)).toEqual([value])
  })

  test('[NE8] takes no abbreviation for a link', () => {
    expect(find('e.g. this.is nice', 'en', 'url')).toEqual([])
  })
})
