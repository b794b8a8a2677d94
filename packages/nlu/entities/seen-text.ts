/**
 * A text as the finders of entities see it, and the way back to where it stands in what was written.
 *
 * NE2 the three forms have the same length, and every place in them leads to one in the original
 */

/** A message, not a document; what NFKC makes of it is cut to the same. */
const longestText = 4096
const plainAscii = /^[\x20-\x7e]*$/
/** What belongs together when forms are made one: a letter with its marks, the parts of a Korean syllable, a half-wide kana. */
const cluster = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uff66-\uff9d][\uff9e\uff9f]|\P{M}\p{M}*|\p{M}+/gu
const invisible = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}]|\u034f|[\ufe00-\ufe0f]/gu
const blank = /[\p{Cc}\u2028\u2029]/gu
const accented = /[\u00c0-\u024f\u1e00-\u1eff]/
const marks = /\p{M}/gu
/** The zeros of digits that NFKC leaves as they are. */
const otherDigit = /[\p{Nd}--[0-9]]/gv
const vulgar = /^[\u00bc-\u00be\u2150-\u215f\u2189]$/

export interface SeenText {
  readonly original: string
  /** NFKC, nothing invisible, digits 0 to 9. */
  readonly plain: string
  /** … in lower case, */
  readonly lower: string
  /** … and Latin letters without accents. */
  readonly folded: string
  /** Where in the original the character at a place of `plain` begins and ends. */
  readonly startOf: (place: number) => number
  readonly endOf: (place: number) => number
}

/** At most 4,096 characters of the text count. */
export function seenText(original: string): SeenText {
  const text = original.slice(0, longestText)
  if (plainAscii.test(text)) {
    const lower = text.toLowerCase()
    return { original, plain: text, lower, folded: lower, startOf: (place) => place, endOf: (place) => place + 1 }
  }
  let plain = ''
  let lower = ''
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  for (const { 0: written, index } of text.matchAll(cluster)) {
    // 1½ is one and a half, not eleven halves.
    const form = /\d$/.test(plain) && vulgar.test(written) ? ` ${formOf(written)}` : formOf(written)
    if (form === '' || plain.length + form.length > longestText) continue
    const small = sameLength(form.toLowerCase(), form)
    plain += form
    lower += small
    folded += sameLength(foldLatin(small), small)
    for (let at = 0; at < form.length; at++) {
      starts.push(index)
      ends.push(index + written.length)
    }
  }
  return { original, plain, lower, folded, startOf: (at) => starts[at] ?? 0, endOf: (at) => ends[at] ?? 0 }
}

function formOf(written: string): string {
  return written
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(blank, ' ')
    .replace(/[’`´ʼ]/g, "'")
    .replace(otherDigit, digitOf)
}

/** Decimal digits of every script stand in tens, one after the other. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

function foldLatin(text: string): string {
  return accented.test(text) ? text.normalize('NFD').replace(marks, '').normalize('NFC') : text
}

/** `made`, unless it no longer stands place by place beside `form`. NE2 */
function sameLength(made: string, form: string): string {
  return made.length === form.length ? made : form
}

/** The form in which words of lists and languages are compared with `folded`. */
export function foldWord(word: string): string {
  return seenText(word).folded.replace(/\s+/g, ' ').trim()
}

/** A cut of the original. */
export function spanIn(seen: SeenText, start: number, end: number): { readonly start: number; readonly end: number } {
  return { start: seen.startOf(start), end: seen.endOf(end - 1) }
}

const wordSign = /[\p{L}\p{M}\p{N}_]/u
/** Scripts that put no space between words, and Korean, which writes particles to the word before. */
const joined =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

const isWord = (sign: string | undefined) => sign !== undefined && wordSign.test(sign)

/** What stands behind the apostrophe in "what's", "don't" and "we'll". */
const contracted = /(?:s|t|d|m|ll|re|ve)(?![\p{L}\p{N}])/iuy
/** "l'eau", "S-Bahn": one letter before a longer word is none. */
const joinedOn = /['-]\p{L}{2}/uy

/** Whether a word may begin here. */
export function mayBegin(text: string, at: number): boolean {
  const before = text[at - 1]
  const first = text[at]
  if (before === "'" && isWord(text[at - 2])) {
    contracted.lastIndex = at
    if (contracted.test(text)) return false
  }
  return !isWord(before) || !isWord(first) || joined.test(first ?? '') || joined.test(before ?? '')
}

/** Whether a word may end before `at`. */
export function mayEnd(text: string, at: number): boolean {
  const last = text[at - 1]
  const next = text[at]
  if ((next === "'" || next === '-') && /\p{sc=Latin}/u.test(last ?? '') && !isWord(text[at - 2])) {
    joinedOn.lastIndex = at
    if (joinedOn.test(text)) return false
  }
  return !isWord(last) || !isWord(next) || joined.test(next ?? '') || joined.test(last ?? '')
}

export function isJoined(sign: string): boolean {
  return joined.test(sign)
}
