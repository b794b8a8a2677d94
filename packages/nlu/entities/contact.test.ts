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

  test('[NE8] takes no day for a phone number', () => {
    expect(find('2026-11-26', 'en', 'phone')).toEqual([])
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
