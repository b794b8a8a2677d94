import { dutch } from './time/dutch.ts'
import { english } from './time/english.ts'
import { french } from './time/french.ts'
import { german } from './time/german.ts'
import { italian } from './time/italian.ts'
import { portuguese } from './time/portuguese.ts'
import { spanish } from './time/spanish.ts'
import type { TimeWords } from './time/words.ts'

export type { TimeWords, Unit } from './time/words.ts'

/** By language; what a language does not have stands in joined-time-words.ts or is left to chrono. */
export const timeWords: { readonly [language: string]: TimeWords } = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  it: italian,
  nl: dutch,
}
