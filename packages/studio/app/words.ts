import { useSyncExternalStore } from 'react'

/** The languages of the Studio itself. */
export const languages = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof languages

const kept = 'parley.studio.language'
const listeners = new Set<() => void>()

function chosen(): Language {
  const stored = localStorage.getItem(kept)
  if (stored !== null && Object.hasOwn(languages, stored)) return stored as Language
  return navigator.languages.some((each) => each.startsWith('ko')) ? 'ko' : 'en'
}

let language: Language = chosen()
document.documentElement.lang = language

export function chooseLanguage(next: Language): void {
  language = next
  localStorage.setItem(kept, next)
  document.documentElement.lang = next
  for (const listener of [...listeners]) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => language,
  )
}

/** The words of one part of the Studio, in every language: texts, and functions where something is put in. */
export function defineWords<Words>(words: { readonly [language in Language]: Words }): () => Words {
  return () => words[useLanguage()]
}
