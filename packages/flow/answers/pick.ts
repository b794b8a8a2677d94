/**
 * Which choice typed words pick that are not just its name: "yeah", "tea, please", "the second one", "네 맞아요".
 *
 * Owns how such words are told apart from those that name two choices, refuse one, take back what they said or ask something; how
 * people say yes, no and "the first one" is in the platform's words (`words/`), what a choice is called the offer's concern. What is
 * not clearly a pick is none: being asked again costs little, what was never meant costs much.
 *
 * FA27 words that name one choice and say nothing else are its pick; so are words that begin with it and say more, as far as what
 *      they begin with allows it (`Kind`), they name no other choice, refuse or take back nothing and ask nothing
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
type Side = 'yes' | 'no'

/**
 * What a phrase is, and what may follow it where it is not all that is said.
 *
 * - `said`: a yes or no; anything: "yes cancel it".
 * - `apart`: a yes or no that begins other things as well; anything behind a break: "no, cancel it", but "no idea".
 * - `name`: of a choice; anything behind a break: "Monday, please call me", but "Monday is bad".
 * - `alone`: a yes or no; nothing: "right", but "right now".
 * - `around`: tells nothing: "please".
 * - `unlike`: only begins like a yes: "네 명", four people; other words.
 */
type Kind = 'said' | 'apart' | 'name' | 'alone' | 'around' | 'unlike'

interface Entry {
  readonly kind: Kind
  /** `null`: of no choice, or of more than one. */
  readonly id: string | null
}

type Entries = ReadonlyMap<string, Entry>

/** What is in several rows is what the last of them says; a name comes behind them all. */
const precedence: readonly (readonly [word: WordName, kind: Kind, side: Side | null])[] = [
  ['around_said', 'around', null],
  ['no_alone', 'alone', 'no'],
  ['yes_alone', 'alone', 'yes'],
  ['talk_thanks_said', 'around', null],
  ['no_said', 'said', 'no'],
  ['yes_said', 'said', 'yes'],
  ['no_apart', 'apart', 'no'],
  ['yes_apart', 'apart', 'yes'],
  ['yes_unlike', 'unlike', null],
]

/** Asks something. */
const asks = /[?？؟¿]/
/** Behind these something else is said; not in "10:30" and "No. 2". */
const breaks = /[;!…–—、，。！；：،؛\n]|[,:](?!\d)|\.(?!\s*\d)|\s-+(?=\s)/u

/** `undefined`: none, or more than one could be meant. */
export function findPick(offer: Offer, typed: string, asking: Speaking): Pick | undefined {
  const sides = sidesOf(offer, asking)
  const isAsked = asks.test(typed)
  const id = offer.find(typed)
  // "Yes?" is no yes, unless the choice itself is called so; "Tea?" is the tea.
  if (id !== undefined && (!isAsked || (id !== sides.yes && id !== sides.no) || isCalled(offer, typed)))
    return { id, partly: false }
  const text = foldPhrase(typed)
  const named = namesIn(offer.names)
  // FA25
  if (isAsked || text === '' || named.get(text) === null) return undefined
  const entries = entriesFor(named, sides, asking)
  const found = placeIn(typed, entries, offer, asking) ?? pickIn(typed, entries, sides, asking)
  if (found !== undefined) return found
  const elsewhere = isSaid(text, 'yes') ? sides.yes : isSaid(text, 'no') ? sides.no : undefined
  return elsewhere === undefined ? undefined : { id: elsewhere, partly: false }
}

/** Whether the words are a no and nothing else. */
export function isNo(typed: string, asking: Speaking): boolean {
  const text = foldPhrase(typed)
  const own = [...wordsFor(asking, 'no_said'), ...wordsFor(asking, 'no_alone')]
  return !asks.test(typed) && (own.includes(text) || isSaid(text, 'no'))
}

function isCalled({ names, has }: Offer, typed: string): boolean {
  return has(typed.trim()) || names.some(([word]) => asks.test(word) && foldPhrase(word) === foldPhrase(typed))
}

/** Folded, with a comma for each break. */
function foldParts(typed: string): string {
  return typed
    .split(breaks)
    .map(foldPhrase)
    .filter((part) => part !== '')
    .join(', ')
}

/** Folded names, with and without their breaks, to the choices that they name; to `null` when they could mean two. */
function namesIn(names: readonly Name[]): ReadonlyMap<string, string | null> {
  const named = new Map<string, string | null>()
  for (const [word, id] of names)
    for (const folded of new Set([foldPhrase(word), foldParts(word)])) {
      const other = named.get(folded)
      if (folded !== '') named.set(folded, other === undefined || other === id ? id : null)
    }
  return named
}

/** The choices that are a yes and a no, where one is. */
type Sides = { readonly [side in Side]: string | undefined }

function sidesOf({ choices, names }: Offer, asking: Speaking): Sides {
  const sides = { yes: new Set<string>(), no: new Set<string>() }
  const heads = { yes: new Set(wordsFor(asking, 'yes_said')), no: new Set(wordsFor(asking, 'no_said')) }
  for (const [word, id] of [...names, ...choices.map(({ id }): Name => [id, id])]) {
    const [head = ''] = foldParts(word).split(', ')
    for (const side of ['yes', 'no'] as const)
      if (heads[side].has(head) || inAllLanguages(`${side}_said`).has(head)) sides[side].add(id)
  }
  const only = (ids: ReadonlySet<string>, others: ReadonlySet<string>): string | undefined => {
    const [id] = ids
    return ids.size === 1 && id !== undefined && !others.has(id) ? id : undefined
  }
  return { yes: only(sides.yes, sides.no), no: only(sides.no, sides.yes) }
}

function entriesFor(named: ReadonlyMap<string, string | null>, sides: Sides, asking: Speaking): Entries {
  const entries = new Map<string, Entry>()
  for (const [word, kind, side] of precedence) {
    // A yes to other things than the choices says nothing of them, a no refuses them: "yes, tea", "no tea".
    const isSaid = side !== 'yes' || sides.yes !== undefined
    const entry: Entry = { kind: isSaid ? kind : 'around', id: (side === null ? null : sides[side]) ?? null }
    for (const phrase of wordsFor(asking, word)) entries.set(phrase, entry)
  }
  for (const [phrase, id] of named)
    if (id === null || entries.get(phrase)?.id !== id) entries.set(phrase, { kind: 'name', id })
  entries.delete('')
  return entries
}

/** FA27 */
function pickIn(typed: string, entries: Entries, sides: Sides, asking: Speaking): Pick | undefined {
  const text = foldParts(typed)
  const { hits, beside } = scan(text, entries)
  const telling = hits.filter(({ kind }) => kind !== 'around')
  const [first] = telling
  if (first === undefined) return undefined
  if (beside === null) {
    const id = onlyId(telling)
    return id === null ? undefined : { id, partly: false }
  }
  if (!goesOn(first, text, beside)) return undefined
  // "No, I want a good room": of what is said behind it such words are no yes.
  const id = onlyId(telling.filter((hit) => hit.kind !== 'alone' || hit.id !== sides.yes))
  if (id === null || isTakenBack(text.slice(first.end), id === sides.no, asking)) return undefined
  return { id, partly: true }
}

function onlyId(hits: readonly Hit[]): string | null {
  const [id = null, ...others] = new Set(hits.map((hit) => hit.id))
  return others.length === 0 ? id : null
}

/** Whether it may be followed by the words that begin at `beside`. */
function goesOn({ kind, start, end }: Hit, text: string, beside: number): boolean {
  if (beside < start || kind === 'alone') return false
  return kind === 'said' || text.slice(end, beside).includes(',')
}

/** Whether what is said behind a pick leaves it open, asks something or, unless the pick is itself a no, refuses it. */
function isTakenBack(behind: string, saysNo: boolean, asking: Speaking): boolean {
  const text = behind.replaceAll(',', '').trim()
  const says = (word: WordName) => wordsFor(asking, word).some((phrase) => holds(text, phrase))
  return says('but_said') || says('asks_said') || (!saysNo && says('not_said'))
}

/** Words of one Korean syllable begin many others: "안 돼요", but "안내". */
function holds(text: string, phrase: string): boolean {
  return phrase.length === 1 && hangul.test(phrase) ? text.split(' ').includes(phrase) : mentions(text, phrase)
}

/** "The second one", "option 2": by its place, unless choices are called by such words themselves. FA8 */
function placeIn(typed: string, entries: Entries, { choices }: Offer, asking: Speaking): Pick | undefined {
  const placed = new Map([...entries].filter(([, { kind }]) => kind === 'around'))
  for (const phrase of wordsFor(asking, 'nth_around')) placed.set(phrase, { kind: 'around', id: null })
  const places = asking.word('nth_said').text.split('|')
  choices.forEach(({ id }, index) => {
    for (const phrase of [String(index + 1), ...(places[index]?.split(',').map(foldPhrase) ?? [])])
      placed.set(phrase, { kind: 'name', id })
  })
  placed.delete('')
  const text = foldParts(typed)
  const { hits, beside } = scan(text, placed)
  const found = hits.filter(({ kind }) => kind === 'name')
  const id = onlyId(found)
  if (beside !== null || id === null) return undefined
  // "No. 2" is no place beside a no, "the second" none beside "Second class".
  const telling = [...entries].filter(([, told]) => told.kind === 'name' || told.id !== null).map(([phrase]) => phrase)
  const said = found.map(({ start, end }) => text.slice(start, end))
  const isTold = said.some((place) => telling.some((phrase) => mentions(phrase, place) || mentions(place, phrase)))
  return isTold ? undefined : { id, partly: false }
}

interface Hit extends Entry {
  readonly start: number
  readonly end: number
}

interface Scanned {
  readonly hits: readonly Hit[]
  /** Where the first word begins that is none of the phrases; `null`: there is none. */
  readonly beside: number | null
}

/** The longest phrases that stand one after the other in the text; none reaches over a break that it does not itself have. */
function scan(text: string, entries: Entries): Scanned {
  const longest = Math.max(0, ...[...entries.keys()].map((phrase) => phrase.length))
  const hits: Hit[] = []
  let beside: number | null = null
  for (let at = 0; at < text.length; ) {
    if (text[at] === ' ' || text[at] === ',') {
      at += 1
      continue
    }
    const hit = hitAt(text, at, entries, longest)
    if (hit === null || hit.kind === 'unlike') beside ??= at
    else hits.push(hit)
    at = hit?.end ?? nextWord(text, at, entries, longest)
  }
  return { hits, beside }
}

function wordEnd(text: string, from: number): number {
  const length = text.slice(from).search(/[ ,]/)
  return length === -1 ? text.length : from + length
}

function nextWord(text: string, from: number, entries: Entries, longest: number): number {
  const end = wordEnd(text, from)
  // Where words are not set apart, one may begin at any letter.
  for (let at = from + 1; at < end; at += 1)
    if (unset.test(text[at - 1] ?? '') && hitAt(text, at, entries, longest) !== null) return at
  return end
}

function hitAt(text: string, start: number, entries: Entries, longest: number): Hit | null {
  for (let end = Math.min(text.length, start + longest); end > start; end -= 1) {
    const entry = entries.get(text.slice(start, end))
    if (entry !== undefined && endsWord(text, start, end, entry.kind, entries)) return { ...entry, start, end }
  }
  return null
}

const hangul = /\p{sc=Hangul}/u
const kana = /[\p{sc=Hiragana}\p{sc=Katakana}ー]/u
/** Scripts that set no words apart. */
const unset = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** Whether a word ends where the phrase does, but for endings: "서울이요". */
function endsWord(text: string, start: number, end: number, kind: Kind, entries: Entries): boolean {
  const next = text[end]
  if (next === undefined || next === ' ' || next === ',') return true
  const last = text[end - 1] ?? ''
  const isLong = end - start > 1
  const hasEnding = () => isEnding(text.slice(end, wordEnd(text, end)), entries)
  // "그래도" is no "그래", "ええと" no "ええ" and "对不起" no "对".
  if (kind === 'said' || kind === 'apart' || kind === 'alone')
    return kana.test(last) ? !kana.test(next) || hasEnding() : unset.test(last) && isLong
  if (unset.test(last) && (isLong || kind === 'around')) return true
  return (hangul.test(next) || unset.test(next)) && hasEnding()
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

const known = new Map<WordName, ReadonlySet<string>>()

function inAllLanguages(word: WordName): ReadonlySet<string> {
  const found = known.get(word)
  if (found !== undefined) return found
  const phrases = Object.values(catalogs).flatMap((catalog) => phrasesIn(catalog[word]))
  // A single letter is a yes or no in its own language only: "s", "y".
  const made = new Set(phrases.filter((phrase) => phrase !== '' && !/^\p{sc=Latin}$/u.test(phrase)))
  known.set(word, made)
  return made
}

/** Whether people say yes or no so in any language. */
function isSaid(text: string, side: Side): boolean {
  return inAllLanguages(`${side}_said`).has(text) || inAllLanguages(`${side}_alone`).has(text)
}
