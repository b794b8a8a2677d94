/**
 * What the platform itself says to people, in the language of their conversation.
 *
 * Owns where a word is looked for and how numbers and days are written in it. The words are in one file per language; the
 * solution's own come from its texts.
 *
 * FW6 a word is the solution's own, else the platform's, in the conversation's language, along its fallbacks, at last in English
 */
import { compileTemplate, type Template } from '../template.ts'
import type { Value } from '../value.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { type Catalog, en, type WordName } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { nl } from './nl.ts'
import { pt } from './pt.ts'
import type { Moment, WordValues } from './word.ts'
import { zh } from './zh.ts'

export const catalogs: { readonly [language: string]: Catalog } = {
  en,
  de,
  fr,
  es,
  it,
  pt,
  nl,
  ja,
  ko,
  zh,
  ar,
  he,
}

/** Words that a solution says differently. */
export type WordsSource = { readonly [word in WordName]?: Template }

export interface Spoken {
  readonly text: string
  /** The language that the text is in. */
  readonly language: string
}

/** The platform's words in one language. */
export interface Words {
  say(word: WordName, values?: WordValues): Spoken
}

export const wordNames = Object.keys(en) as readonly WordName[]

export function isWord(name: string): name is WordName {
  return Object.hasOwn(en, name)
}

/** `chain` is where words are looked for; `own` what the solution says differently, by language. */
export function createWords(chain: readonly string[], own: { readonly [language: string]: WordsSource }): Words {
  const found = new Map<WordName, { readonly template: Template; readonly language: string }>()

  function find(word: WordName): { readonly template: Template; readonly language: string } {
    for (const each of chain) {
      const said = Object.hasOwn(own, each) ? own[each]?.[word] : undefined
      if (said !== undefined) return { template: said, language: each }
      const template = builtIn(each, word)
      if (template !== null) return { template, language: each }
    }
    return { template: ready(en[word]), language: 'en' }
  }

  return {
    say(word, values = {}) {
      let known = found.get(word)
      if (known === undefined) {
        known = find(word)
        found.set(word, known)
      }
      const { template, language: spoken } = known
      const value = (name: string): Value => {
        const given = Object.hasOwn(values, name) ? values[name] : undefined
        return given === undefined ? null : written(given, spoken)
      }
      return { text: template.render({ at: 0, language: spoken, value }), language: spoken }
    },
  }
}

/** Words that neither the platform nor the solution has in any of these languages. */
export function missingWords(
  language: string,
  chain: readonly string[],
  own: { readonly [language: string]: WordsSource },
): readonly WordName[] {
  const base = new Intl.Locale(language).language
  const near = chain.filter((each) => new Intl.Locale(each).language === base || each === language)
  return wordNames.filter(
    (word) => !near.some((each) => own[each]?.[word] !== undefined || builtIn(each, word) !== null),
  )
}

function builtIn(language: string, word: WordName): Template | null {
  const text = platformText(language, word)
  return text === null ? null : ready(text)
}

/** The platform's own word in the language, Liquid; `null` when it does not have it there. */
export function platformText(language: string, word: WordName): string | null {
  const base = new Intl.Locale(language).language
  for (const each of [language, base]) {
    const text = Object.hasOwn(catalogs, each) ? catalogs[each]?.[word] : undefined
    if (text !== undefined) return text
  }
  return null
}

const templates = new Map<string, Template>()

function ready(text: string): Template {
  const known = templates.get(text)
  if (known !== undefined) return known
  const template = compileTemplate(text)
  if ('reason' in template) throw new Error(`${JSON.stringify(text)} is not Liquid: ${template.reason}`)
  templates.set(text, template)
  return template
}

/** As the language writes it. */
function written(value: string | number | Moment, language: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberFormat(language).format(value)
  const { date, time, locale } = value
  // A British question in an English conversation: the day first.
  const closer = locale && new Intl.Locale(locale).language === new Intl.Locale(language).language ? locale : language
  const at = new Date(`${date ?? '1970-01-01'}T${time ?? '00:00'}:00Z`)
  if (Number.isNaN(at.getTime())) return [date, time].filter((part) => part !== undefined).join(' ')
  const style = {
    ...(date === undefined ? {} : { dateStyle: 'long' as const }),
    ...(time === undefined ? {} : { timeStyle: 'short' as const }),
  }
  return dateFormat(closer, style).format(at)
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: string): Intl.NumberFormat {
  const known = numberFormats.get(language)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(language, { maximumFractionDigits: 20 })
  numberFormats.set(language, made)
  return made
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${style.dateStyle ?? ''} ${style.timeStyle ?? ''}`
  const known = dateFormats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { ...style, calendar: 'gregory', timeZone: 'UTC' })
  dateFormats.set(key, made)
  return made
}
