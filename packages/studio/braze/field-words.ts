import type { FieldType } from '@parley/flow/braze-facts'
import { defineWords } from '../app/words.ts'

type Words = { readonly [type in Extract<FieldType, string>]: string }

/** What a standard field of Braze holds, with its form. */
export const useFieldWords = defineWords<Words>({
  en: {
    text: 'text',
    email: 'e-mail address',
    phone: 'phone number, +447400123456',
    date: 'day, 1990-12-10',
    time: 'time, 2031-05-03T10:00:00Z',
    boolean: 'true or false',
    country: 'country, two letters: GB',
    language: 'language, two letters: en',
    'time-zone': 'time zone, Europe/London',
    location: 'place: longitude and latitude',
    object: 'object',
    list: 'list',
  },
  ko: {
    text: '텍스트',
    email: '이메일 주소',
    phone: '전화번호, +447400123456',
    date: '날짜, 1990-12-10',
    time: '시각, 2031-05-03T10:00:00Z',
    boolean: '참 또는 거짓',
    country: '국가, 두 글자: GB',
    language: '언어, 두 글자: en',
    'time-zone': '시간대, Europe/London',
    location: '위치: 경도와 위도',
    object: '객체',
    list: '목록',
  },
})
