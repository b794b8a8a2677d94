import { clean } from '../clean.ts'
import type { Entity } from '../recognizer.ts'
import { isUnspaced, wordsOf } from '../scripts.ts'
import type { Turn } from '../turn.ts'
import type { WordName } from '../words/en.ts'
import { platformText } from '../words/words.ts'
import { writtenIn } from '../written-in.ts'

/** Text as phrases are compared: no case, no accents, nothing but letters and digits between single spaces. */
export function foldPhrase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether the folded text begins with one of the folded phrases. */
export function beginsWith(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => phrase !== '' && text.startsWith(phrase) && endsWord(text, phrase.length, phrase))
}

/** Whether the folded phrase stands in the folded text. */
export function mentions(text: string, phrase: string): boolean {
  if (phrase === '') return false
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const begins = at === 0 || text[at - 1] === ' ' || isUnspaced(phrase)
    if (begins && endsWord(text, at + phrase.length, phrase)) return true
  }
  return false
}

/** Of longer texts the beginning tells as much. */
const longestLook = 4096

/** How many words the text has beside these entities and folded phrases. */
export function wordsBeside(text: string, entities: readonly Entity[], phrases: readonly string[] = []): number {
  const words = clean(text).slice(0, longestLook)
  let rest = ''
  let from = 0
  for (const { start, end } of entities.toSorted((one, other) => one.start - other.start)) {
    rest += `${words.slice(from, Math.max(start, from))} `
    from = Math.max(end, from)
  }
  let left = foldPhrase(rest + words.slice(from))
  for (const phrase of phrases.toSorted((one, other) => other.length - one.length))
    if (phrase !== '' && left.includes(phrase)) left = without(left, phrase)
  return left
    .split(' ')
    .filter((word) => word !== '')
    .reduce((sum, word) => sum + wordsOf(word), 0)
}

function without(text: string, phrase: string): string {
  let left = ''
  let from = 0
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, from)) {
    const end = at + phrase.length
    const isWord = (at === 0 || text[at - 1] === ' ' || isUnspaced(phrase)) && endsWord(text, end, phrase)
    left += isWord ? `${text.slice(from, at)} ` : text.slice(from, end)
    from = end
  }
  return left + text.slice(from)
}

function endsWord(text: string, end: number, phrase: string): boolean {
  return end === text.length || text[end] === ' ' || isUnspaced(phrase)
}

const parts = new Map<string, readonly string[]>()

/** The phrases of a word of the platform, which are parted by bars, folded. */
export function phrasesIn(word: string): readonly string[] {
  const known = parts.get(word)
  if (known !== undefined) return known
  const made = word.split('|').map(foldPhrase)
  // A solution may say its words differently; what it says is bounded, but solutions come and go.
  if (parts.size < 1000) parts.set(word, made)
  return made
}

/** Phrases as they are said in the language of the text. */
export function phrasesFor(turn: Turn, text: string, word: WordName): readonly string[] {
  const language = writtenIn(text, turn.language)
  const said = turn.flow.languages.words(language).say(word)
  // What the solution does not say in that language the platform may.
  const isThere = language === turn.language || sameLanguage(said.language, language)
  return phrasesIn(isThere ? said.text : (platformText(language, word) ?? said.text))
}

function sameLanguage(one: string, other: string): boolean {
  return one.split('-')[0] === other.split('-')[0]
}
