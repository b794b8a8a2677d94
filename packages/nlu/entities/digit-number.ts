import { conventionsOf, readNumber } from '@parley/flow/readers'
import { isCounted } from './joined-number.ts'
import { numberWords } from './languages/number-words.ts'
import type { FoundNumber } from './word-number.ts'

/** Digits with the marks between them; a mark counts only before another digit. */
const run =
  /(?<![[\p{L}--[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}ー]]\p{N}_.,])[\-+−]?(?:\d{1,15}(?:[.,' ](?=\d)\d{1,15})*|\.\d{1,15})/gv
const fraction = /(?<![\d/.,-])(?:(\d{1,3}) )?(\d{1,3}) ?[/⁄] ?(\d{1,3})(?![\d/]|[.,-]\d)/gu
/** All day and every day: neither a number nor a day. */
const always = /(?<![\d/.,-])24\/7(?![\d/]|[.,-]\d)/g
/** Thousands and millions as people short them, and as words. */
const multiplier =
  / ?(k|m|mn|mio|mrd|bn|million(?:en|s)?|billion|thousand|hundred|tausend|mille|mil|millones|millon|milhoes|milhao|milioni|milione|miljoen|duizend|mila|millionen|milliarden?|milliards?)(?![\p{L}\p{N}])/uy
const factors: { readonly [word: string]: number } = {
  ...{
    k: 1e3,
    m: 1e6,
    mn: 1e6,
    mio: 1e6,
    mrd: 1e9,
    bn: 1e9,
    million: 1e6,
    millions: 1e6,
    millionen: 1e6,
    billion: 1e9,
  },
  ...{ thousand: 1e3, hundred: 100, tausend: 1e3, mille: 1e3, mil: 1e3, millones: 1e6, millon: 1e6, milhoes: 1e6 },
  ...{ milhao: 1e6, milioni: 1e6, milione: 1e6, miljoen: 1e6, duizend: 1e3, mila: 1e3 },
  ...{ milliarde: 1e9, milliarden: 1e9, milliard: 1e9, milliards: 1e9 },
}

/** Numbers in digits, with the marks of the locale, or with others where only one reading makes sense. */
export function numbersInDigits(text: string, locale: string, language: string): readonly FoundNumber[] {
  const folded = text.replace(always, '    ')
  const found: FoundNumber[] = []
  for (const { 0: typed, index } of folded.matchAll(run)) {
    // 어른2명 are two, 아이폰15 is a name.
    const inWord = /\p{L}/u.test(folded[index - 1] ?? '')
    if (inWord && !isCounted(folded, index + typed.length, language)) continue
    for (const number of readings(typed, index, locale)) found.push(behind(number, folded, language))
  }
  for (const match of folded.matchAll(fraction)) {
    const [written, whole, over, under] = match
    if (Number(under) === 0) continue
    const value = Number(whole ?? 0) + Number(over) / Number(under)
    // 3/4 may be a day as well; ¾ is none.
    const confidence = written.includes('⁄') ? 0.95 : 0.5
    found.push({ value, start: match.index, end: match.index + written.length, confidence })
  }
  return found
}

function readings(typed: string, start: number, locale: string): readonly FoundNumber[] {
  const { marks } = conventionsOf(locale, 'en')
  const whole = readNumber(typed, marks)
  if (whole !== null) return [{ value: whole, start, end: start + typed.length, confidence: 0.95 }]
  const other = otherReading(typed)
  if (other !== null) return [{ value: other, start, end: start + typed.length, confidence: 0.75 }]
  // "12 500 7": several numbers, one after the other.
  const each: FoundNumber[] = []
  for (const { 0: part, index } of typed.matchAll(/[-+−]?\d+(?:[.,]\d+)?/g)) {
    const value = Number(part.replace('−', '-').replace(',', '.'))
    each.push({ value, start: start + index, end: start + index + part.length, confidence: 0.7 })
  }
  return each
}

/** Both marks: the last is the decimal one. One mark: decimal if no group could end there, otherwise groups. */
function otherReading(typed: string): number | null {
  const text = typed.replace('−', '-')
  if (/^[-+]?\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+$/.test(text)) {
    const cut = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
    return Number(`${text.slice(0, cut).replace(/[.,']/g, '')}.${text.slice(cut + 1)}`)
  }
  if (/^[-+]?\d+[.,]\d+$/.test(text)) return Number(text.replace(',', '.'))
  if (/^[-+]?\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})+$/.test(text)) return Number(text.replace(/[.,' ]/g, ''))
  return null
}

/** What stands right behind the digits: "k", "million", "th", "dozen". */
function behind(number: FoundNumber, folded: string, language: string): FoundNumber {
  multiplier.lastIndex = number.end
  const word = multiplier.exec(folded)?.[1]
  const factor = word === undefined ? undefined : factors[word]
  // "5 m" is metres, "5m" may be either.
  if (factor !== undefined && word !== 'm')
    return { ...number, value: number.value * factor, end: multiplier.lastIndex }
  const words = numberWords[language]
  const { ordinalSign = null, dozen = null } = words ?? {}
  if (ordinalSign !== null) {
    ordinalSign.lastIndex = number.end
    if (Number.isInteger(number.value) && ordinalSign.test(folded))
      return { ...number, end: ordinalSign.lastIndex, ordinal: true }
  }
  if (dozen !== null) {
    dozen.lastIndex = number.end
    if (dozen.test(folded)) return { ...number, value: number.value * 12, end: dozen.lastIndex }
  }
  return number
}
