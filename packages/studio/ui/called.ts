import { defineWords } from '../app/words.ts'

const useWords = defineWords({
  en: {
    called: (name: string) => `It will be called ${name}.`,
    latin: 'Nothing of this can be written in Latin letters. Write a short name in them, like sign-up.',
  },
  ko: {
    called: (name: string) => `${name}(으)로 불립니다.`,
    latin: '이 이름은 영문으로 옮길 수 없습니다. sign-up처럼 짧은 영문 이름을 쓰세요.',
  },
})

/** What to say below a field in which somebody writes everyday words for a name: the name that comes of them, once it is another. */
export function useCalled(written: string, name: string): { readonly hint?: string; readonly error?: string } {
  const words = useWords()
  if (written.trim() === '' || written === name) return {}
  return name === '' ? { error: words.latin } : { hint: words.called(name) }
}
