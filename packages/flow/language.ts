/**
 * The languages of a solution: which it has, which of them a person is spoken to in, and where a text is looked for when
 * it is not there in that language.
 *
 * FW1 a wish is met by the language itself, then by its fallbacks, then the same with its last part taken off
 *     (`pt-BR`, `pt`), then by a language that differs only in region or script
 * FW2 a text is looked for in the conversation's language, along its fallbacks, and at last in the flow file's own
 */
import { createWords, type Words, type WordsSource } from './words/words.ts'

/** The language that flow files are written in when the solution does not say. */
export const usualLanguage = 'en'

/** Longer than any tag that means something: RFC 5646 has room for 35 characters. */
const longestTag = 64
/** More wishes than a browser states. */
const mostWishes = 20

/** On a message of the bot, where the solution says what it is written in. */
export interface InLanguage {
  /** BCP 47. */
  readonly language?: string
  /** Only where the language is written from right to left. */
  readonly direction?: 'rtl'
}

export interface Languages {
  /** What the flow files are written in. */
  readonly own: string
  /** Whether the solution says so; without that nobody knows which language a message is in. */
  readonly stated: boolean
  /** Every language that the solution can speak, its own first. */
  readonly all: readonly string[]
  /** The language that meets the first of the wishes that can be met; `null` when none can. FW1 */
  match(wishes: readonly (string | null | undefined)[]): string | null
  /** Where a text is looked for, nearest first; ends with the own language. FW2 */
  chain(language: string): readonly string[]
  words(language: string): Words
}

export interface LanguagesSource {
  readonly own: string
  readonly stated: boolean
  /** Languages with a file of texts. */
  readonly translated: readonly string[]
  readonly fallbacks: { readonly [language: string]: readonly string[] }
  /** Words that the solution says differently, by language. */
  readonly words: { readonly [language: string]: WordsSource }
}

/** A tag in its usual spelling, `pt-BR` for `PT_br`; `null` when it is none. "korean" is well-formed, and nobody's language. */
export function readTag(tag: string): string | null {
  if (tag.length > longestTag) return null
  try {
    const found = Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0] ?? null
    return found !== null && /^[a-z]{2,3}(-|$)/.test(found) ? found : null
  } catch {
    return null
  }
}

/** Scripts that run from right to left and are written today. */
const rightToLeft = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'])

/** `rtl` where the language is written from right to left. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(scriptOf(language)) ? 'rtl' : 'ltr'
}

const marks = new Map<string, InLanguage>()

/** What a message in the language says of it; known ones are at hand, because every message asks. */
export function markOf(language: string): InLanguage {
  const known = marks.get(language)
  if (known !== undefined) return known
  const mark: InLanguage = directionOf(language) === 'rtl' ? { language, direction: 'rtl' } : { language }
  if (marks.size < 1000) marks.set(language, mark)
  return mark
}

function scriptOf(tag: string): string {
  return new Intl.Locale(tag).maximize().script ?? ''
}

/** `zh-Hant-TW`, `zh-Hant`, `zh` */
function* shortened(tag: string): Iterable<string> {
  for (let left = tag; left !== ''; left = left.slice(0, Math.max(0, left.lastIndexOf('-')))) {
    // A single letter only introduces what followed it.
    if (!/(^|-)[a-z0-9]$/i.test(left)) yield left
  }
}

export function createLanguages(source: LanguagesSource): Languages {
  const { own, stated, translated, fallbacks } = source
  const all = [...new Set([own, ...translated])]
  const known = new Set(all)
  const matched = new Map<string, string | null>()
  const chains = new Map<string, readonly string[]>()
  const words = new Map<string, Words>()

  /** FW1, without the last resort. */
  function* ways(tag: string): Iterable<string> {
    for (const each of shortened(tag)) {
      yield each
      if (Object.hasOwn(fallbacks, each)) yield* fallbacks[each] ?? []
    }
  }

  function find(tag: string): string | null {
    for (const way of ways(tag)) if (known.has(way)) return way
    const { language } = new Intl.Locale(tag)
    const kin = all.filter((each) => new Intl.Locale(each).language === language)
    return kin.find((each) => scriptOf(each) === scriptOf(tag)) ?? kin[0] ?? null
  }

  function chain(language: string): readonly string[] {
    const known = chains.get(language)
    if (known !== undefined) return known
    const made = [...new Set([...ways(language), own])].filter((each) => each === own || translated.includes(each))
    chains.set(language, made)
    return made
  }

  return {
    own,
    stated,
    all,
    chain,
    match(wishes) {
      for (const wish of wishes.slice(0, mostWishes)) {
        const tag = typeof wish === 'string' ? readTag(wish) : null
        if (tag === null) continue
        let found = matched.get(tag)
        if (found === undefined) {
          found = find(tag)
          // What people ask for is theirs to make up: it must not fill the memory.
          if (matched.size < 1000) matched.set(tag, found)
        }
        if (found !== null) return found
      }
      return null
    },
    words(language) {
      const known = words.get(language)
      if (known !== undefined) return known
      const made = createWords(chain(language), source.words)
      if (words.size < 1000) words.set(language, made)
      return made
    },
  }
}
