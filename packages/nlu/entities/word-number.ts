import { type NumberWords, numberWords } from './languages/number-words.ts'
import { NumberSum } from './number-sum.ts'

/** A number that stands in a text. */
export interface FoundNumber {
  readonly value: number
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly ordinal?: boolean
  /** An article that is a number only before a unit: "eine Stunde". */
  readonly article?: boolean
}

const letters = /\p{L}+/uy
/** Words of no language's numbers are longer; what compounds are split in. */
const longestWord = 60

/** Every number in words, by the words of the language; none for languages without. */
export function numbersInWords(folded: string, language: string): readonly FoundNumber[] {
  const words = numberWords[language]
  if (words === undefined) return []
  const found: FoundNumber[] = []
  const start = /(?<![\p{L}\p{N}_])\p{L}/gu
  for (;;) {
    const match = start.exec(folded)
    if (match === null) return found
    const number = phraseAt(folded, match.index, words) ?? numberAt(folded, match.index, words)
    if (number === null) continue
    found.push(number)
    start.lastIndex = number.end
  }
}

function phraseAt(text: string, start: number, words: NumberWords): FoundNumber | null {
  let best: FoundNumber | null = null
  for (const [phrase, value] of words.phrases) {
    const end = start + phrase.length
    if (!text.startsWith(phrase, start) || isLetter(text[end]) || (best !== null && best.end >= end)) continue
    best = { value, start, end, confidence: phrase.includes(' ') ? 0.8 : 0.6 }
  }
  return best
}

function wordAt(text: string, at: number): string {
  letters.lastIndex = at
  return letters.exec(text)?.[0] ?? ''
}

const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign)

/** The longest number that begins with the word at `start`. */
function numberAt(text: string, start: number, words: NumberWords): FoundNumber | null {
  const sum = new NumberSum(words)
  let at = start
  let end = -1
  let value = 0
  let count = 0
  let joining = false
  let only = ''
  for (;;) {
    const word = wordAt(text, at)
    if (word === '' || word.length > longestWord) break
    if (word === words.and && sum.joins && !joining) {
      joining = true
      at += word.length + 1
      continue
    }
    const [length, atoms] = atomsAt(text, at, word, words)
    if (atoms.length === 0 || (count === 0 && words.dependent.has(word))) break
    if (!addAll(sum, atoms, joining)) break
    joining = false
    count++
    only = word
    value = sum.value
    end = at + length
    if (!/[ -]/.test(text[end] ?? '')) break
    at = end + 1
  }
  if (end < 0) return compoundHalf(text, start, words) ?? ordinalAt(text, start, words)
  // "Twenty" may go on as an ordinal, "a" may be an article: both only where they are the whole.
  if (count > 1 || end - start > only.length) only = ''
  return finished(text, { value, start, end, confidence: 0.9 }, only, words)
}

function finished(text: string, number: FoundNumber, only: string, words: NumberWords): FoundNumber | null {
  const dozen = matchedAt(words.dozen, text, number.end)
  if (dozen > number.end) return { ...number, value: number.value * 12, end: dozen }
  const half = matchedAt(words.half, text, number.end)
  if (half > number.end) return { ...number, value: number.value + 0.5, end: half }
  const ordinal = ordinalAfter(text, number, words)
  if (ordinal !== null) return ordinal
  const point = matchedAt(words.point, text, number.end)
  const decimals = point > number.end ? decimalsAt(text, point, words) : null
  if (decimals !== null) return { ...number, value: Number(`${number.value}.${decimals[0]}`), end: decimals[1] }
  if (words.articles.has(only)) return { ...number, confidence: 0.2, article: true }
  if (words.doubtful.has(only)) return isPronoun(text, number) ? null : { ...number, confidence: 0.5 }
  return number
}

/** "The one", "one of", "this one", "another one". */
function isPronoun(text: string, { start, end }: FoundNumber): boolean {
  const before = text.slice(Math.max(0, start - 12), start)
  const after = text.slice(end, end + 5)
  return (
    /(?:^|[^\p{L}])(?:the|this|that|no|any|every|each|which|another|other|new|some|first|last|next|good|red|blue) $/u.test(
      before,
    ) || /^ (?:of|day|who|that)\b/.test(after)
  )
}

/** Zweieinhalb, tweeënhalf. */
function compoundHalf(text: string, start: number, words: NumberWords): FoundNumber | null {
  const word = wordAt(text, start)
  const stem = words.halfEnding?.exec(word)?.[1]
  if (stem === undefined || word.length > longestWord) return null
  const value = words.atoms.get(stem)
  return value === undefined ? null : { value: value + 0.5, start, end: start + word.length, confidence: 0.9 }
}

function ordinalAt(text: string, start: number, words: NumberWords): FoundNumber | null {
  const word = wordAt(text, start)
  const value = ordinalOf(word, words)
  return value === null ? null : { value, start, end: start + word.length, confidence: 0.7, ordinal: true }
}

/** "Twenty-first": an ordinal that ends a number. */
function ordinalAfter(text: string, number: FoundNumber, words: NumberWords): FoundNumber | null {
  if (!/[ -]/.test(text[number.end] ?? '') || number.value % 10 !== 0) return null
  const word = wordAt(text, number.end + 1)
  const value = words.ordinals.get(word)
  if (value === undefined || value >= 10) return null
  return { ...number, value: number.value + value, end: number.end + 1 + word.length, ordinal: true }
}

function ordinalOf(word: string, words: NumberWords): number | null {
  if (word.length > longestWord) return null
  const named = words.ordinals.get(word) ?? words.ordinals.get(word.replace(/e[nrsm]$/, 'e'))
  if (named !== undefined) return named
  const stem = words.ordinal?.exec(word)?.[1]
  if (stem === undefined) return null
  const atoms = words.atoms.has(stem) ? [stem] : words.compound ? split(stem, words) : null
  // Cinquième, ventesimo: without their last letter.
  const whole =
    atoms ??
    ['e', 'o', 'a', 'i', 'u']
      .map((end) => stem + end)
      .filter((each) => words.atoms.has(each))
      .slice(0, 1)
  const sum = new NumberSum(words)
  return whole.length > 0 &&
    addAll(
      sum,
      whole.map((atom) => (atom === words.and ? -1 : (words.atoms.get(atom) ?? 0))),
      false,
    )
    ? sum.value
    : null
}

function matchedAt(pattern: RegExp | null, text: string, at: number): number {
  if (pattern === null) return at
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function decimalsAt(text: string, start: number, words: NumberWords): readonly [digits: string, end: number] | null {
  let digits = ''
  let at = start
  let end = start
  while (digits.length < 6) {
    const word = wordAt(text, at)
    const value = words.atoms.get(word)
    if (value === undefined || value > 9) break
    digits += value
    end = at + word.length
    at = end + 1
    if (text[end] !== ' ') break
  }
  return digits === '' ? null : [digits, end]
}

/** The parts of the word at `at`; -1 stands for "and". Some parts are two words: "quatre-vingt". */
function atomsAt(
  text: string,
  at: number,
  word: string,
  words: NumberWords,
): readonly [length: number, atoms: readonly number[]] {
  const second = /[ -]/.test(text[at + word.length] ?? '') ? wordAt(text, at + word.length + 1) : ''
  const both = second === '' ? undefined : words.atoms.get(`${word} ${second}`)
  if (both !== undefined) return [word.length + 1 + second.length, [both]]
  const whole = words.atoms.get(word)
  if (whole !== undefined) return [word.length, [whole]]
  if (!words.compound) return [word.length, []]
  const parts = split(word, words)
  return [word.length, (parts ?? []).map((part) => (part === words.and ? -1 : (words.atoms.get(part) ?? 0)))]
}

function addAll(sum: NumberSum, atoms: readonly number[], joined: boolean): boolean {
  let afterAnd = joined
  for (const atom of atoms) {
    if (atom === -1) {
      if (!sum.joins) return false
      afterAnd = true
      continue
    }
    if (!sum.add(atom, afterAnd)) return false
    afterAnd = false
  }
  return true
}

/** A compound in its parts, the longest first; `null`: it is none. */
function split(word: string, words: NumberWords): readonly string[] | null {
  const dead = new Set<number>()
  const parts: string[] = []
  const from = (at: number): boolean => {
    if (at === word.length) return true
    if (dead.has(at)) return false
    for (let end = Math.min(word.length, at + 12); end > at; end--) {
      const part = word.slice(at, end)
      if (!(words.atoms.has(part) || (part === words.and && at > 0 && end < word.length))) continue
      parts.push(part)
      if (from(end)) return true
      parts.pop()
    }
    dead.add(at)
    return false
  }
  return from(0) ? parts : null
}
