/** The words of the interface in the person's language: one small file per language, of which a page loads one. */
import type { Words } from './en.ts'

const files: { readonly [language: string]: () => Promise<Words> } = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  en: english,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  he: async () => (await import('./he.ts')).he,
  it: async () => (await import('./it.ts')).it,
  ja: async () => (await import('./ja.ts')).ja,
  ko: async () => (await import('./ko.ts')).ko,
  nl: async () => (await import('./nl.ts')).nl,
  pt: async () => (await import('./pt.ts')).pt,
  zh: async () => (await import('./zh.ts')).zh,
}

async function english(): Promise<Words> {
  return (await import('./en.ts')).en
}

export const languages: readonly string[] = Object.keys(files)

/** What the interface says, and in which language. */
export interface Spoken {
  readonly words: Words
  /** BCP 47; what days and numbers are written in. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

const fromRight = new Set(['ar', 'he'])

/** The first of the wishes that there are words for, else English. */
export function pickLanguage(wishes: readonly string[]): string {
  return wishes.find((wish) => languages.includes(baseOf(wish))) ?? 'en'
}

/**
 * Words in a language of `pickLanguage`; `texts` are the brand's own. In English where the language's file cannot be had; rejects
 * when English cannot be had either.
 */
export async function loadWords(language: string, texts: Partial<Words> = {}): Promise<Spoken> {
  const base = baseOf(language)
  const words = await files[base]?.().catch(() => undefined)
  if (words === undefined) return { words: { ...(await english()), ...texts }, language: 'en', direction: 'ltr' }
  return { words: { ...words, ...texts }, language, direction: fromRight.has(base) ? 'rtl' : 'ltr' }
}

/** Fills in what stands in braces. */
export function fill(text: string, values: { readonly [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

function baseOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? ''
}
