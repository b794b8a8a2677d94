import { isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate } from './candidate.ts'
import { type TimeWords, timeWords } from './languages/time-words.ts'
import type { FoundNumber } from './word-number.ts'

interface TimePatterns {
  readonly at: RegExp
  readonly oclock: RegExp
  readonly minutesBehind: RegExp
  readonly pastHour: readonly (readonly [pattern: RegExp, minutes: number])[]
  readonly beforeHour: readonly (readonly [pattern: RegExp, minutes: number])[]
  readonly morning: RegExp
  readonly afternoon: RegExp
  readonly morningBefore: RegExp
  readonly afternoonBefore: RegExp
  readonly named: readonly (readonly [pattern: RegExp, time: string])[]
}

const made = new Map<string, TimePatterns>()
const clock = /(?<![\p{L}\p{N}.,:/-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])/gu
const halfSign = / ?(a|p)\.? ?m\b\.?/uy
const otherUnit =
  /^ ?(?:%|\p{Sc}|°|\/|-?\d|[.,:]\d|euros?\b|dollars?\b|bucks\b|people\b|persons?\b|personen\b|personas\b|pessoas\b|persone\b|personnes\b|of\b|(?:x|mal|fois|times|veces|vezes|volte|keer)\b|st\b|nd\b|th\b)/u

function patternsOf(language: string, words: TimeWords): TimePatterns {
  const known = made.get(language)
  if (known !== undefined) return known
  const behind = (pattern: string) => new RegExp(` (?:${pattern})(?![\\p{L}\\p{N}])`, 'uy')
  const before = (pattern: string) =>
    new RegExp(`(?<![\\p{L}])(?:${pattern})(?: (?:at|um|a|a las?|alle|as|om|gegen|vers))? ?$`, 'u')
  const patterns: TimePatterns = {
    at: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.at}) ?$`, 'u'),
    oclock: new RegExp(`(?:${words.oclock})(?![\\p{L}])`, 'uy'),
    minutesBehind: /(?: ?(?:h|uhr|uur) ?|[.:])([0-5]\d)(?:h| ?(?:uhr|uur|min))?(?![\d\p{L}])/uy,
    pastHour: words.pastHour.map(([pattern, minutes]) => [behind(pattern), minutes]),
    beforeHour: words.beforeHour.map(([pattern, minutes]) => [
      new RegExp(`(?<![\\p{L}])(?:${pattern}) $`, 'u'),
      minutes,
    ]),
    morning: new RegExp(`,? ?(?:${words.morning})(?![\\p{L}])`, 'uy'),
    afternoon: new RegExp(`,? ?(?:${words.afternoon})(?![\\p{L}])`, 'uy'),
    morningBefore: before(words.morning),
    afternoonBefore: before(words.afternoon),
    named: words.named.map(([pattern, time]) => [
      new RegExp(`(?<![\\p{L}\\p{N}-])(?:${pattern})(?![\\p{L}\\p{N}-])`, 'gu'),
      time,
    ]),
  }
  made.set(language, patterns)
  return patterns
}

/** Times of day in the words of a language that sets words apart, and in figures with a colon in any language. */
export function spacedTimes(text: string, numbers: readonly FoundNumber[], language: string): readonly Candidate[] {
  const found: Candidate[] = []
  const words = timeWords[language]
  const patterns = words === undefined ? null : patternsOf(language, words)
  for (const match of text.matchAll(clock)) {
    const hour = Number(match[1])
    const end = match.index + match[0].length
    found.push(
      inHalf(text, patterns, {
        hour,
        minute: Number(match[2]),
        start: match.index,
        end,
        confidence: 0.95,
        sure: hour > 12 || match[1]?.length === 2,
      }),
    )
  }
  for (const number of numbers) {
    const time = hourAt(text, number, patterns)
    if (time !== null) found.push(time)
  }
  for (const [pattern, time] of patterns?.named ?? [])
    for (const { 0: written, index } of text.matchAll(pattern))
      found.push({ type: 'time', value: time, start: index, end: index + written.length, confidence: 0.85 })
  return found
}

interface Hour {
  readonly hour: number
  readonly minute: number
  readonly start: number
  readonly end: number
  readonly confidence: number
  /** Whether the half of the day is said by the figure itself. */
  readonly sure: boolean
}

/** A number that is an hour by what stands around it; `null`: it is none. */
function hourAt(text: string, number: FoundNumber, patterns: TimePatterns | null): Candidate | null {
  const { value, start } = number
  if (number.ordinal === true || value < 0 || value > 24) return null
  if (!Number.isInteger(value)) return halfHour(text, number, patterns)
  if (/^(?::\d)/.test(text.slice(number.end)) || /[:.]$/.test(text.slice(0, start))) return null
  halfSign.lastIndex = number.end
  const half = halfSign.exec(text)?.[1]
  if (half !== undefined && value >= 1 && value <= 12)
    return candidate(to24(value, half === 'p'), 0, start, halfSign.lastIndex, 0.95)
  if (patterns === null) return null
  return minuteForms(text, number, patterns) ?? plainHour(text, number, patterns)
}

/** "A las tres y media" counts as three and a half before it is known to be an hour. */
function halfHour(text: string, { value, start, end }: FoundNumber, patterns: TimePatterns | null): Candidate | null {
  if (
    value % 1 !== 0.5 ||
    /^\d/.test(text.slice(start)) ||
    patterns?.at.test(text.slice(Math.max(0, start - 24), start)) !== true
  )
    return null
  return inHalf(text, patterns, { hour: Math.floor(value), minute: 30, start, end, confidence: 0.88, sure: false })
}

/** "15h30", "3 Uhr 20", "half past three", "las tres y media". */
function minuteForms(text: string, { value, start, end }: FoundNumber, patterns: TimePatterns): Candidate | null {
  const lead = text.slice(Math.max(0, start - 24), start)
  for (const [pattern, minutes] of patterns.beforeHour) {
    const match = pattern.exec(lead)
    if (match === null || value < 1 || value > 12) continue
    const [tail] = oclockEnd(text, end, patterns)
    return inHalf(text, patterns, {
      ...shifted(value, minutes),
      start: start - match[0].length,
      end: tail,
      confidence: 0.9,
      sure: false,
    })
  }
  if (/^\d/.test(text.slice(start))) {
    patterns.minutesBehind.lastIndex = end
    const minute = patterns.minutesBehind.exec(text)?.[1]
    if (minute !== undefined && value < 24 && !(text[end] === '.' && !patterns.at.test(lead)))
      return inHalf(text, patterns, {
        hour: value,
        minute: Number(minute),
        start,
        end: patterns.minutesBehind.lastIndex,
        confidence: 0.92,
        sure: value > 12,
      })
  }
  const [tail] = oclockEnd(text, end, patterns)
  if (!patterns.at.test(lead)) return null
  for (const [pattern, minutes] of patterns.pastHour) {
    pattern.lastIndex = tail
    if (!pattern.test(text) || value > 23) continue
    return inHalf(text, patterns, {
      ...shifted(value, minutes),
      start,
      end: pattern.lastIndex,
      confidence: 0.88,
      sure: value > 12,
    })
  }
  return null
}

/** An hour alone needs "o'clock", a half of the day, or "at" before it and nothing behind it that it could count. */
function plainHour(
  text: string,
  { value, start, end, article }: FoundNumber,
  patterns: TimePatterns,
): Candidate | null {
  const lead = text.slice(Math.max(0, start - 24), start)
  const led = patterns.at.test(lead)
  const [tail, clocked] = oclockEnd(text, end, patterns)
  const part = clocked || led || article !== true ? partOf(text, tail, start, patterns) : null
  if (article === true && !clocked && !(led && part !== null)) return null
  // "Tres horas" is how long, "a las tres horas" is when.
  if (clocked && !led && part === null && /heure|hora|uur/.test(text.slice(end, tail))) return null
  if (clocked)
    return inHalf(text, patterns, {
      hour: value,
      minute: 0,
      start,
      end: tail,
      confidence: led ? 0.95 : 0.75,
      sure: value > 12 || value === 0,
    })
  if (part !== null && value >= 1 && value <= 12)
    return inHalf(text, patterns, { hour: value, minute: 0, start, end, confidence: 0.85, sure: false })
  if (!led || otherUnit.test(text.slice(end)) || value === 0) return null
  const strong = /(?:^|\P{L})(?:at|um|a las?|alle|om|as|a)\s?$/u.test(lead)
  return strong
    ? inHalf(text, patterns, { hour: value, minute: 0, start, end, confidence: 0.6, sure: value > 12 })
    : null
}

function oclockEnd(text: string, end: number, { oclock }: TimePatterns): readonly [end: number, said: boolean] {
  oclock.lastIndex = end
  return oclock.test(text) && oclock.lastIndex > end ? [oclock.lastIndex, true] : [end, false]
}

/** Which half of the day is said behind a time, or before it. */
function partOf(
  text: string,
  end: number,
  start: number,
  patterns: TimePatterns,
): { readonly late: boolean; readonly end: number } | null {
  for (const [pattern, late] of [
    [patterns.morning, false],
    [patterns.afternoon, true],
  ] as const) {
    pattern.lastIndex = end
    if (pattern.test(text)) return { late, end: pattern.lastIndex }
  }
  const lead = text.slice(Math.max(0, start - 32), start)
  if (patterns.afternoonBefore.test(lead)) return { late: true, end }
  return patterns.morningBefore.test(lead) ? { late: false, end } : null
}

function shifted(hour: number, minutes: number): { readonly hour: number; readonly minute: number } {
  const all = hour * 60 + minutes
  return { hour: Math.floor(all / 60), minute: ((all % 60) + 60) % 60 }
}

const to24 = (hour: number, late: boolean) => (hour % 12) + (late ? 12 : 0)

function inHalf(
  text: string,
  patterns: TimePatterns | null,
  { hour, minute, start, end, confidence, sure }: Hour,
): Candidate {
  halfSign.lastIndex = end
  const sign = halfSign.exec(text)?.[1]
  if (sign !== undefined && hour >= 1 && hour <= 12)
    return candidate(to24(hour, sign === 'p'), minute, start, halfSign.lastIndex, 0.98)
  const part = patterns === null ? null : partOf(text, end, start, patterns)
  if (part !== null && hour <= 12) return candidate(to24(hour, part.late), minute, start, part.end, 0.95)
  if (sure || hour > 12 || hour === 0) return candidate(hour, minute, start, end, confidence)
  // Nobody said which half: as the clock on the wall shows it, and the other one beside it.
  const other = isoTimeOfDay(((hour + 12) % 24) * 60 + minute)
  return { ...candidate(hour, minute, start, end, Math.min(confidence, 0.7)), resolution: { other } }
}

function candidate(hour: number, minute: number, start: number, end: number, confidence: number): Candidate {
  return { type: 'time', value: isoTimeOfDay((hour % 24) * 60 + minute), start, end, confidence }
}
