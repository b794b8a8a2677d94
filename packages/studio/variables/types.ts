import type { VariableType } from '@parley/flow'
import { defineWords } from '../app/words.ts'
import type { Option } from '../ui/index.ts'

type TypeWords = { readonly [type in VariableType]: string }

export const useTypeWords: () => TypeWords = defineWords({
  en: {
    text: 'Text',
    email: 'E-mail address',
    phone: 'Phone number',
    date: 'Date',
    time: 'Time of day',
    'date-time': 'Date and time',
    number: 'Number',
    boolean: 'Yes or no',
    choice: 'A choice',
    choices: 'Several choices',
    file: 'File',
    location: 'Place',
    form: 'A form’s answers',
    json: 'Anything (JSON)',
  },
  ko: {
    text: '텍스트',
    email: '이메일 주소',
    phone: '전화번호',
    date: '날짜',
    time: '시각',
    'date-time': '날짜와 시각',
    number: '숫자',
    boolean: '예/아니요',
    choice: '선택지 하나',
    choices: '선택지 여러 개',
    file: '파일',
    location: '장소',
    form: '양식의 답변',
    json: '무엇이든 (JSON)',
  },
})

export const typeOptions = (words: TypeWords): readonly Option<string>[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
