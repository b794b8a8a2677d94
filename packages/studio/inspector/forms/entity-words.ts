import { defineWords } from '../../app/words.ts'
import type { entityNames } from './entities.ts'

type EntityWords = { readonly [entity in (typeof entityNames)[number]]: string }

export const useEntityWords: () => EntityWords = defineWords({
  en: {
    name: 'A person’s name',
    given_name: 'A first name',
    family_name: 'A last name',
    city: 'A city',
    country: 'A country',
    date: 'A day',
    time: 'A time of day',
    'date-time': 'A day with a time',
    duration: 'A length of time',
    number: 'A number',
    money: 'An amount of money',
    email: 'An e-mail address',
    phone: 'A phone number',
    url: 'A web address',
  },
  ko: {
    name: '사람 이름',
    given_name: '이름 (성 제외)',
    family_name: '성',
    city: '도시',
    country: '나라',
    date: '날짜',
    time: '시각',
    'date-time': '날짜와 시각',
    duration: '시간 길이',
    number: '숫자',
    money: '금액',
    email: '이메일 주소',
    phone: '전화번호',
    url: '웹 주소',
  },
})

/** What an entity is called; one of the solution has its own name. */
export const entityLabel = (words: EntityWords, entity: string): string =>
  (words as { readonly [name: string]: string })[entity] ?? entity
