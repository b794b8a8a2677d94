/**
 * Which choice typed words pick that are not just its name: "yeah", "tea, please", "the second one", "네 맞아요".
 *
 * Owns how such words are told apart from those that name two choices, take back what they said or ask something; how people say
 * yes, no and "the first one" is in the platform's words (`words/`), what a choice is called the offer's concern.
 *
 * FA27 words that name one choice and say nothing else are its pick; so are words that begin with it, as long as they name no
 *      other one, take nothing back and ask nothing
 */
import { foldPhrase, mentions, phrasesIn } from '../understanding/phrase.ts'
import type { WordName } from '../words/en.ts'
import { catalogs } from '../words/words.ts'
import type { Asking } from './answer.ts'
import type { Name, Offer } from './offer.ts'

export interface Pick {
  readonly id: string
  /** Whether the words say more than that. */
  readonly partly: boolean
}

type Speaking = { readonly word: Asking['word'] }

/** Words behind the name of a choice; with more of them it is a sentence of its own. Behind a yes or no anything may follow. */
const mostBehind = 4
/** Asks something. */
const asks = /[?？؟]/
/** Behind these a label says more than yes or no: "Yes, cancel it". */
const labelBreaks = /[,;:!–—、，،]/
/** Behind these typed words say something else. */
const breaks = /[,;.!–—、，。،\n]/

/** `undefined`: none, or more than one could be meant. */
export function findPick(offer: Offer, typed: string, asking: Speaking): Pick | undefined {
  const id = offer.find(typed)
  if (id !== undefined) return { id, partly: false }
  const text = foldPhrase(typed)
  const named = namesIn(offer.names)
  // FA25
  if (text === '' || named.get(text) === null) return undefined
  const sides = sidesOf(offer, asking)
  const found = read(typed, text, entriesFor(named, sides, asking), asking) ?? nthOf(offer, typed, named, asking)
  if (found !== undefined) return found
  const elsewhere = isSaid(text, 'yes') ? sides.yes : isSaid(text, 'no') ? sides.no : undefined
  return elsewhere === undefined ? undefined : { id: elsewhere, partly: false }
}

/** Whether the words are a no and nothing else. */
export function isNo(typed: string, asking: Speaking): boolean {
  const text = foldPhrase(typed)
  return [...wordsFor(asking, 'no_said'), ...wordsFor(asking, 'no_alone')].includes(text) || isSaid(text, 'no')
}

/** Folded names to the choices that they name; to `null` when they could mean two. */
function namesIn(names: readonly Name[]): ReadonlyMap<string, string | null> {
  const named = new Map<string, string | null>()
  for (const [word, id] of names) {
    const folded = foldPhrase(word)
    const other = named.get(folded)
    if (folded !== '') named.set(folded, other === undefined || other === id ? id : null)
  }
  return named
}

/** The choices that are a yes and a no, where one is. */
interface Sides {
  readonly yes: string | undefined
  readonly no: string | undefined
}

function sidesOf({ choices, names }: Offer, asking: Speaking): Sides {
  const sides = { yes: new Set<string>(), no: new Set<string>() }
  const words = { yes: new Set(wordsFor(asking, 'yes_said')), no: new Set(wordsFor(asking, 'no_said')) }
  for (const [word, id] of [...names, ...choices.map(({ id }): Name => [id, id])]) {
    const head = foldPhrase(word.split(labelBreaks)[0] ?? '')
    for (const side of ['yes', 'no'] as const)
      if (words[side].has(head) || everywhere(`${side}_said`).has(head)) sides[side].add(id)
  }
  const only = (ids: ReadonlySet<string>, others: ReadonlySet<string>): string | undefined => {
    const [id] = ids
    return ids.size === 1 && id !== undefined && !others.has(id) ? id : undefined
  }
  return { yes: only(sides.yes, sides.no), no: only(sides.no, sides.yes) }
}

/** What a phrase says of the pick. */
interface Entry {
  /** `said`: a yes or no, whatever else is said; `alone`: one where nothing else is; `around`: nothing. */
  readonly kind: 'name' | 'said' | 'alone' | 'around' | 'nth'
  /** `null`: of no choice, or of more than one. */
  readonly id: string | null
}

type Entries = ReadonlyMap<string, Entry>

function entriesFor(named: ReadonlyMap<string, string | null>, sides: Sides, asking: Speaking): Entries {
  const entries = aroundIn(asking)
  const add = (word: WordName, entry: Entry) => {
    for (const phrase of wordsFor(asking, word)) entries.set(phrase, entry)
  }
  const yes = (kind: 'said' | 'alone'): Entry =>
    sides.yes === undefined ? { kind: 'around', id: null } : { kind, id: sides.yes }
  if (sides.no !== undefined) add('no_alone', { kind: 'alone', id: sides.no })
  add('yes_alone', yes('alone'))
  add('talk_thanks_said', { kind: 'around', id: null })
  // "No" to something else than the choices says nothing of them.
  add('no_said', { kind: 'said', id: sides.no ?? null })
  add('yes_said', yes('said'))
  for (const [phrase, id] of named) {
    const said = entries.get(phrase)
    if (said?.kind !== 'said' || said.id !== id) entries.set(phrase, { kind: 'name', id })
  }
  entries.delete('')
  return entries
}

function aroundIn(asking: Speaking): Map<string, Entry> {
  return new Map(wordsFor(asking, 'around_said').map((phrase) => [phrase, { kind: 'around', id: null }]))
}

/** FA27 */
function read(typed: string, text: string, entries: Entries, asking: Speaking): Pick | undefined {
  const { hits, beside, before } = scan(text, entries)
  const telling = hits.filter(({ kind }) => kind !== 'around')
  const [first] = telling
  if (first === undefined) return undefined
  if (beside === 0) {
    const id = onlyId(telling)
    return id === null ? undefined : { id, partly: false }
  }
  // What is left open, taken back or asked decides nothing.
  if (before || first.kind === 'alone' || asks.test(typed) || hedges(typed, asking)) return undefined
  const id = onlyId(telling.filter(({ kind }) => kind !== 'alone'))
  const isSentence = first.kind === 'name' && beside > mostBehind
  return id === null || isSentence ? undefined : { id, partly: true }
}

function onlyId(hits: readonly Entry[]): string | null {
  const [id = null, ...others] = new Set(hits.map((hit) => hit.id))
  return others.length === 0 ? id : null
}

function hedges(typed: string, asking: Speaking): boolean {
  const text = withAccents(typed)
  return asking
    .word('but_said')
    .text.split('|')
    .some((phrase) => mentions(text, withAccents(phrase)))
}

/** As phrases are folded, but for accents: "si" is not "sí". */
function withAccents(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** "The second one", "option 2": by its place, unless choices are called by such words themselves. */
function nthOf(
  { choices }: Offer,
  typed: string,
  named: ReadonlyMap<string, string | null>,
  asking: Speaking,
): Pick | undefined {
  const entries = aroundIn(asking)
  choices.forEach(({ id }, index) => {
    for (const phrase of [String(index + 1), ...(placesIn(asking)[index] ?? [])])
      entries.set(phrase, { kind: 'nth', id })
  })
  const [head = '', ...rest] = typed.split(breaks)
  for (const part of rest.length === 0 ? [typed] : [typed, head]) {
    const text = foldPhrase(part)
    const { hits, beside } = scan(text, entries)
    const places = hits.filter(({ kind }) => kind === 'nth')
    const [place] = places
    const id = onlyId(places)
    if (place === undefined || id === null || beside > 0) continue
    if ([...named.keys()].some((name) => places.some(({ phrase }) => mentions(name, phrase)))) return undefined
    const partly = part !== typed && foldPhrase(typed) !== text
    // "First, I want to know …" begins something else.
    if (!partly || (hits.length > 1 && !asks.test(typed) && !hedges(typed, asking))) return { id, partly }
  }
  return undefined
}

function placesIn(asking: Speaking): readonly (readonly string[])[] {
  return asking
    .word('nth_said')
    .text.split('|')
    .map((ways) => ways.split(',').map(foldPhrase))
}

interface Hit extends Entry {
  readonly phrase: string
}

interface Scanned {
  readonly hits: readonly Hit[]
  /** Words that are none of the phrases. */
  readonly beside: number
  /** Whether such words stand before the first phrase that tells something. */
  readonly before: boolean
}

/** The longest phrases that stand one after the other in the folded text. */
function scan(text: string, entries: Entries): Scanned {
  const longest = Math.max(0, ...[...entries.keys()].map((phrase) => phrase.length))
  const hits: Hit[] = []
  let beside = 0
  let before = false
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ') {
      at += 1
      continue
    }
    const phrase = phraseAt(text, at, entries, longest)
    const entry = phrase === null ? undefined : entries.get(phrase)
    if (phrase !== null && entry !== undefined) {
      hits.push({ ...entry, phrase })
      at += phrase.length
      continue
    }
    beside += 1
    before ||= !hits.some(({ kind }) => kind !== 'around')
    at = nextWord(text, at, entries, longest)
  }
  return { hits, beside, before }
}

function nextWord(text: string, from: number, entries: Entries, longest: number): number {
  const space = text.indexOf(' ', from)
  const end = space === -1 ? text.length : space
  // Where words are not set apart, one may begin at any letter.
  for (let at = from + 1; at < end; at += 1)
    if (unset.test(text[at - 1] ?? '') && phraseAt(text, at, entries, longest) !== null) return at
  return end
}

function phraseAt(text: string, at: number, entries: Entries, longest: number): string | null {
  for (let end = Math.min(text.length, at + longest); end > at; end -= 1) {
    const phrase = text.slice(at, end)
    const entry = entries.get(phrase)
    if (entry !== undefined && endsThere(text, end, phrase, entry, entries)) return phrase
  }
  return null
}

/** Scripts that set no words apart, and one whose words carry endings. */
const unset = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u
const hangul = /\p{sc=Hangul}/u

/** Whether a word ends where the phrase does, but for endings: "서울이요". */
function endsThere(text: string, end: number, phrase: string, { kind }: Entry, entries: Entries): boolean {
  const next = text[end]
  if (next === undefined || next === ' ') return true
  const isShort = phrase.length < 2
  if (unset.test(phrase.at(-1) ?? '') && (!isShort || kind === 'around')) return true
  // "네" is yes, "네가" is "you" and "是不是" is a question.
  if (isShort && (kind === 'said' || kind === 'alone')) return false
  if (!hangul.test(next) && !unset.test(next)) return false
  const space = text.indexOf(' ', end)
  return isEnding(text.slice(end, space === -1 ? text.length : space), entries)
}

/** Longer than any row of endings. */
const longestEnding = 10

function isEnding(rest: string, entries: Entries): boolean {
  if (rest === '') return true
  if (rest.length > longestEnding) return false
  for (let end = rest.length; end > 0; end -= 1)
    if (entries.get(rest.slice(0, end))?.kind === 'around' && isEnding(rest.slice(end), entries)) return true
  return false
}

function wordsFor(asking: Speaking, word: WordName): readonly string[] {
  return phrasesIn(asking.word(word).text)
}

/** Whether people say yes or no so in any language. */
function isSaid(text: string, side: 'yes' | 'no'): boolean {
  return everywhere(`${side}_said`).has(text) || everywhere(`${side}_alone`).has(text)
}

const known = new Map<WordName, ReadonlySet<string>>()

function everywhere(word: WordName): ReadonlySet<string> {
  const found = known.get(word)
  if (found !== undefined) return found
  const made = new Set(Object.values(catalogs).flatMap((catalog) => phrasesIn(catalog[word])))
  known.set(word, made)
  return made
}
