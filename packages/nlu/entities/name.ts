import type { Candidate, Surroundings } from './candidate.ts'
import { joinedNames, nameFrom } from './joined-name.ts'
import { familyNames } from './languages/family-names.ts'
import { beings, closings, living, nouns, otherWords, sayings, titles } from './languages/introductions.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import type { SeenText } from './seen-text.ts'
import { areUsual, isNoName } from './usual-word.ts'

/** A word of a name: "O'Brien", "Jean-Luc", "D.", or small words between names. */
const part = "\\p{L}[\\p{L}\\p{M}]*(?:['-]\\p{L}[\\p{L}\\p{M}]*)*\\.?"
const small =
  'de la|de los|de las|del|de|da|dos|das|do|di|von der|von|van der|van den|van de|van|der|den|la|le|el|al|bin|ibn|y|e'

/** What a name is introduced as. */
type Part = 'whole' | 'family' | 'given'

interface NamePatterns {
  readonly saying: RegExp
  readonly being: RegExp
  /** "My last name is": the word, and in `is` what says so. */
  readonly parts: readonly (readonly [part: Part, pattern: RegExp])[]
  /** "… is my last name" */
  readonly behind: readonly (readonly [part: Part, pattern: RegExp])[]
  readonly closing: RegExp | null
}

const patternsOf = oncePerLanguage((language): NamePatterns | null => {
  const saying = sayings[language]
  const being = beings[language]
  const named = nouns[language]
  if (saying === undefined || being === undefined || named === undefined) return null
  // "My name isn't", "d'ici Noël": no cue goes on as another word.
  const before = (words: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}'])(?:${words})(?:(?<=[:,])|(?![\\p{L}\\p{N}'])) *`, 'giu')
  const behind = (noun: string) =>
    new RegExp(
      `(?:${named.is.replace('|:', '')}) ${named.my} (?:${noun})(?= *(?:$|[.,;!?]| (?:and|und|et|y|e|en) ))`,
      'giu',
    )
  const closing = closings[language]
  return {
    saying: before(saying),
    being: before(being),
    parts: [
      ['family', new RegExp(`(?<![\\p{L}\\p{N}])(?:${named.family})(?<is>${named.is})?(?: +|(?<=:))`, 'giu')],
      ['given', new RegExp(`(?<![\\p{L}\\p{N}])(?:${named.given})(?<is>${named.is})?(?: +|(?<=:))`, 'giu')],
    ],
    behind: [
      ['family', behind(named.family)],
      ['given', behind(named.given)],
      ['whole', behind(named.whole)],
    ],
    closing: closing === undefined ? null : new RegExp(` (?:${closing})(?= *(?:$|[.,!]))`, 'giu'),
  }
})

/** Names of people, where the sentence says that they are names, or consists of nothing else but `contacts`, which are told with them. */
export function names(
  seen: SeenText,
  { language }: Surroundings,
  contacts: readonly Candidate[] = [],
): readonly Candidate[] {
  const rest = without(seen.plain, contacts)
  const found = [...cuedNames(seen, language), ...(joinedNames[language]?.(rest) ?? [])]
  return found.length > 0 ? found : bareName(rest, language)
}

/** The text with spaces for what is left out and the marks at its ends, so that every place in it stays. */
function without(text: string, left: readonly Candidate[]): string {
  if (left.length === 0) return text
  let rest = text
  for (const { start, end } of left) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  const spaces = (marks: string) => ' '.repeat(marks.length)
  return rest.replace(/^[\s,;|/-]+/u, spaces).replace(/(?<![\s,;|/-])[\s,;|/-]+$/u, spaces)
}

function cuedNames({ plain }: SeenText, language: string): readonly Candidate[] {
  // Names are introduced in English in conversations of every language.
  const patterns = patternsOf(language) ?? (familyNames[language] === undefined ? null : patternsOf('en'))
  if (patterns === null) return []
  const found: Candidate[] = []
  const add = (name: Candidate | null, confidence: number) => {
    // What is told of a part goes before "name: …".
    if (name === null || found.some(({ start, end }) => start < name.end && end > name.start)) return
    found.push({ ...name, confidence: Math.min(confidence, name.confidence) })
  }
  for (const [of, pattern] of patterns.parts)
    for (const { 0: led, index, groups = {} } of plain.matchAll(pattern))
      add(partOf(nameAt(plain, index + led.length, language, groups.is !== undefined), of), 0.95)
  for (const [of, pattern] of patterns.behind)
    for (const { index } of plain.matchAll(pattern)) add(partOf(nameBefore(plain, index, language, true), of), 0.95)
  for (const { 0: led, index } of plain.matchAll(patterns.saying))
    add(nameAt(plain, index + led.length, language, true), 0.95)
  for (const { 0: led, index } of plain.matchAll(patterns.being)) {
    const name = nameAt(plain, index + led.length, language, false)
    add(name === null ? null : lessSure(name, led, language), 0.8)
  }
  if (patterns.closing !== null)
    for (const { index } of plain.matchAll(patterns.closing)) add(nameBefore(plain, index, language, false), 0.75)
  if (found.length > 0 || language !== 'en') return found
  return [...plain.matchAll(living)].flatMap(({ 0: led, index, groups: { name = '' } = {} }) => {
    if (name.split(' ').some((each) => otherWords.has(each) || isNoName(each, language))) return []
    const start = index + led.length - name.length
    return [{ ...nameOf(name, start, start + name.length), confidence: 0.7 }]
  })
}

function partOf(name: Candidate | null, of: Part): Candidate | null {
  if (name === null || of === 'whole' || typeof name.value !== 'string') return name
  const { value, start, end, confidence } = name
  return nameFrom(value, start, end, of === 'given' ? value : '', of === 'family' ? value : '', confidence)
}

/** What people are in German is written like what they are called, and mostly has one of these endings. */
const german =
  /(?<!^(?:[ck]ath|sev))erin(?:nen)?$|(?:innen|iker|arier|istin|loge|fahrer|nehmer|geber|inhaber|besitzer|mitglied|bürger|gänger|führer|träger|arbeiter|entwickler|leiter|händler|länder|kund(?:e|in)|student|entin|antin|eure?|lehrer|schüler|raucher|rentner|arzt|ärztin|anwalt|mutter|vater|frau|gast|patient|login|psychologe)$/u
/** … but for some: so do given names. */
const germanEr =
  /^(?!(?:peter|dieter|oliver|alexander|walter|werner|günt?h?er|r[ae]iner|rüdiger|holger|volker|xaver|christopher|roger|lother|elmer|jasper|jesper|casper|kasper|xander|sander|esther|ester|heather|jennifer|ginger|amber|hunter|tyler|skyler|javier|olivier|xavier|ansgar)$)\p{L}+er$/u

/** One word that may be something else as well is hardly a name. */
function lessSure(name: Candidate, led: string, language: string): Candidate | null {
  const written = String(name.value)
  const word = written.toLowerCase()
  if (written.includes(' ')) return name
  if (language === 'de' && /^ich bin/i.test(led)) {
    if (german.test(word)) return null
    if (germanEr.test(word)) return { ...name, confidence: bareConfidence }
  }
  return areUsual([written], language) ? { ...name, confidence: bareConfidence } : name
}

/** The name without "de Bogotá", where that is a place. */
export function withoutPlace(name: Candidate, places: readonly Candidate[]): Candidate {
  const place = places.find(({ start, end }) => start > name.start && end === name.end)
  const written = place === undefined || typeof name.value !== 'string' ? undefined : name.value
  const before = written?.slice(0, (place?.start ?? 0) - name.start)
  const kept = before === undefined ? undefined : /^(.+) (?:de|da|do|di|del)\s$/u.exec(before)?.[1]
  if (kept === undefined) return name
  return { ...nameOf(kept, name.start, name.start + kept.length), confidence: name.confidence }
}

const word = new RegExp(part, 'uy')
const between = new RegExp(`(?:${small})(?= \\p{L})`, 'iuy')
const leading = new RegExp(`(?:${small})(?= \\p{Lu})`, 'uy')
const titled = new RegExp(`(?:${titles}) +`, 'iuy')
const smallOnly = new RegExp(`^(?:${small})$`, 'u')
const longestName = 5

/** The name that begins here, at most five words. `free`: small letters are fine. */
function nameAt(text: string, at: number, language: string, free: boolean): Candidate | null {
  const title = titleAt(text, at)
  const name = untitled(text, at + title, language, free)
  return title === 0 || name === null ? name : afterTitle(name)
}

/** How long the title is that begins here. */
function titleAt(text: string, at: number): number {
  titled.lastIndex = at
  const length = titled.exec(text)?.[0].length ?? 0
  return /^\p{Lu}/u.test(text.slice(at + length, at + length + 2)) ? length : 0
}

/** "Mr Smith": a word alone is the family's. */
function afterTitle(name: Candidate): Candidate {
  const value = String(name.value)
  return value.includes(' ') ? name : nameFrom(value, name.start, name.end, '', value, name.confidence)
}

function untitled(text: string, start: number, language: string, free: boolean): Candidate | null {
  const parts: string[] = []
  let at = start
  let end = start
  let capitals = false
  while (parts.length < longestName) {
    // "My last name is de Vries": it begins small only where it is said that it is a name.
    const links = parts.length > 0 ? between : leading
    links.lastIndex = at
    const linked = parts.length > 0 || free ? links.exec(text)?.[0] : undefined
    word.lastIndex = at
    const next = linked ?? word.exec(text)?.[0]
    // "BS3" is none.
    if (next === undefined || /\p{N}/u.test(text[at + next.length] ?? '')) break
    const capital = /^\p{Lu}/u.test(next)
    if (linked === undefined) {
      // "My name is Ada and …": whoever writes one capital writes them all.
      if (otherWords.has(next.toLowerCase().replace(/\.$/, '')) || (!capital && (!free || capitals))) break
      // "My name is wrong", "I'm Sick"; behind a name a capital is one of a name.
      if ((!capital || (!free && parts.length === 0)) && isNoName(next, language)) break
      capitals ||= capital
    }
    parts.push(next)
    // A point behind one letter is of the name, behind a word of the sentence.
    end = at + (next.length > 2 && next.endsWith('.') ? next.length - 1 : next.length)
    if (text[end] !== ' ') break
    at = end + 1
  }
  while (parts.length > 0 && smallOnly.test(parts.at(-1) ?? '')) {
    const last = parts.pop() ?? ''
    end -= last.length + 1
  }
  if (parts.length === 0 || (free && !capitals && parts.length > 3)) return null
  return nameOf(text.slice(start, end), start, end)
}

/** Names are not longer than this. */
const farthestBack = 60

const greeting = /^(?:hi|hello|hey|good|morning|afternoon|evening|hallo|guten|tag|abend|hoi|dag|goede\p{L}*)$/iu
const contraction = /'(?:m|s|re|ll|ve|d)$/iu

/** The name that ends here: what has capitals; `free`: or all of what is said, if that is one word or two. */
function nameBefore(text: string, end: number, language: string, free: boolean): Candidate | null {
  const said = /[^.,;:!?]*$/u.exec(text.slice(Math.max(0, end - farthestBack), end))?.[0].trim() ?? ''
  const all = said.split(/ +/)
  const others = (each: string) => otherWords.has(each.toLowerCase()) || contraction.test(each)
  const first = all.findLastIndex((each) => !/^\p{Lu}/u.test(each) || others(each)) + 1
  if (!free && !all.slice(0, first).every((each) => greeting.test(each))) return null
  const words = first < all.length ? all.slice(first) : free && all.length < 3 ? all : []
  const written = words.join(' ')
  const start = text.lastIndexOf(written, end - written.length)
  if (start < 0 || !bareWords.test(written) || words.some(others) || areUsual(words, language)) return null
  return nameOf(written, start, start + written.length)
}

function nameOf(written: string, start: number, end: number): Candidate {
  const value = /\p{Lu}/u.test(written)
    ? written
    : written.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase())
  const words = value.split(' ')
  if (/^\p{Ll}/u.test(value)) return nameFrom(value, start, end, '', value, 0.95)
  // "Ludwig van Beethoven": what is small begins the family name.
  const cut = words.findIndex((each, index) => index > 0 && /^\p{Ll}/u.test(each))
  const family = cut > 0 ? words.slice(cut) : words.length > 1 ? words.slice(-1) : []
  const given = words.slice(0, words.length - family.length)
  return nameFrom(value, start, end, given.join(' '), family.join(' '), 0.95)
}

/** Of a name that nothing introduces: a question for a name may take it, nothing else should. */
const bareConfidence = 0.5
const bareWords = new RegExp(`^${part}(?: ${part}){0,3}$`, 'u')
const bare =
  /^(?<name>\p{Lu}[[\p{L}'.]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+?(?:[\x20\x2d]\p{Lu}[[\p{L}'.]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]*?){0,3})[.!]?\s*$/v

/** Two to four words with capitals and nothing else, none of them a word that is usual: probably a name that was asked for. */
function bareName(text: string, language: string): readonly Candidate[] {
  const begin = text.length - text.trimStart().length
  const title = titleAt(text, begin)
  const name = bare.exec(text.slice(begin + title))?.groups?.name
  const words = name?.split(/[ -]/) ?? []
  if (name === undefined || (words.length < 2 && title === 0)) return []
  if (words.some((each) => otherWords.has(each.toLowerCase())) || areUsual(words, language)) return []
  const start = begin + title
  const found = { ...nameOf(name, start, start + name.length), confidence: bareConfidence }
  return [title === 0 ? found : afterTitle(found)]
}
