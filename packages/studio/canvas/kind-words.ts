import { defineWords } from '../app/words.ts'
import { type AllKindWords, kindWords } from './kind-text.ts'
import type { KindGroup } from './kind-view.ts'

export const useKindWords: () => AllKindWords = defineWords(kindWords)

export const useGroupWords: () => { readonly [group in KindGroup]: string } = defineWords({
  en: { talk: 'Talk', logic: 'Logic', system: 'Systems and people', braze: 'Braze', end: 'End' },
  ko: { talk: '대화', logic: '논리', system: '시스템과 사람', braze: 'Braze', end: '끝' },
})
