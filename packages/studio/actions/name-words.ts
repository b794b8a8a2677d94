import { defineWords } from '../app/words.ts'

/** What is wrong with the name of an action, by the fault. */
export const useNameWords = defineWords({
  en: {
    empty: 'Give it a name.',
    form: 'Use lower-case words joined by hyphens, like send-receipt.',
    long: 'Use at most 64 characters.',
    taken: 'There is an action of this name.',
  },
  ko: {
    empty: '이름을 입력하세요.',
    form: 'send-receipt처럼 소문자 단어를 하이픈으로 이어 쓰세요.',
    long: '64자 이내로 쓰세요.',
    taken: '같은 이름의 액션이 있습니다.',
  },
})
