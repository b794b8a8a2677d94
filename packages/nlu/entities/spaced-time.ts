import { isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate } from './candidate.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { timeWords } from './languages/time-words.ts'
import type { FoundNumber } from './word-number.ts'

interface TimePatterns {
  readonly at: RegExp
  readonly oclock: RegExp
  readonly minutesBehind: RegExp
  readonly pastHour: readonly (readonly [pattern: RegExp, minutes: number])[]
  readonly beforeHour: readonly (readonly [pattern: RegExp, minutes: number])[]
  readonly morning: RegExp
  readonly afternoon: RegExp
  /** Behind a day that is behind the time: "10 tomorrow morning". The day is none of the time's own. */
  readonly day: RegExp
  readonly morningOfDay: RegExp
  readonly afternoonOfDay: RegExp
  readonly morningBefore: RegExp
  readonly afternoonBefore: RegExp
  readonly named: readonly (readonly [pattern: RegExp, time: string])[]
}

const clock = /(?<![\p{L}\p{N}.,:/-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?![\d:])/gu
/** A point for the colon, where something else tells that it is a time: "7.30pm", "um 15.30". */
const pointed = /(?<![\p{L}\p{N}.,:/-])([01]?\d|2[0-3])\.([0-5]\d)(?![\d:/-]|[.,]\d)/gu
/** German "um acht am Montag" has no half in it. */
const halfSign =
  / ?(a|p)\.? ?m\b(?! (?:\d{1,2}\.|(?:(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|sonnabend|abend|morgen|vormittag|nachmittag|wochenende|nachsten|kommenden|folgenden)))\.?/uy
const otherUnit =
  /^ ?(?:%|per\b|percent\b|prozent\b|\p{Sc}|°|\/|-?\d|[.,:]\d|euros?\b|dollars?\b|bucks\b|people\b|persons?\b|personen\b|personas\b|pessoas\b|persone\b|personnes\b|of\b|(?:x|mal|fois|times|veces|vezes|volte|keer)\b|st\b|nd\b|th\b)/u

const patternsOf = oncePerLanguage((language): TimePatterns | null => {
  const words = timeWords[language]
  if (words === undefined) return null
  const behind = (pattern: string) => new RegExp(` (?:${pattern})(?![\\p{L}\\p{N}])`, 'uy')
  const before = (pattern: string) =>
    new RegExp(`(?<![\\p{L}])(?:${pattern})(?: (?:at|um|a|a las?|alle|as|om|gegen|vers))? ?$`, 'u')
  const day = `,? ?(?:(?:${words.onDay}) )?(?:${[...words.days.map(([pattern]) => pattern), ...words.weekdays].join('|')})`
  return {
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
    day: new RegExp(`^${day}(?!\\p{L})`, 'u'),
    morningOfDay: new RegExp(`${day} ?(?:${words.morning})(?![\\p{L}])`, 'uy'),
    afternoonOfDay: new RegExp(`${day} ?(?:${words.afternoon})(?![\\p{L}])`, 'uy'),
    morningBefore: before(words.morning),
    afternoonBefore: before(words.afternoon),
    named: words.named.map(([pattern, time]) => [
      new RegExp(`(?<![\\p{L}\\p{N}-])(?:${pattern})(?![\\p{L}\\p{N}-])`, 'gu'),
      time,
    ]),
  }
})

/** Times of day in the words of a language that sets words apart, and in figures with a colon in any language. */
export function spacedTimes(text: string, numbers: readonly FoundNumber[], language: string): readonly Candidate[] {
  const found: Candidate[] = []
  const patterns = patternsOf(language)
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
  for (const match of text.matchAll(pointed)) {
    const time = pointedTime(
      text,
      Number(match[1]),
      Number(match[2]),
      match.index,
      match.index + match[0].length,
      patterns,
    )
    if (time !== null) found.push(time)
  }
  for (const [index, number] of numbers.entries()) {
    const time = hourAt(text, number, numbers[index + 1], patterns)
    if (time !== null) found.push(time)
  }
  for (const [pattern, time] of patterns?.named ?? [])
    for (const { 0: written, index } of text.matchAll(pattern))
      found.push({ type: 'time', value: time, start: index, end: index + written.length, confidence: 0.85 })
  return found
}

function pointedTime(
  text: string,
  hour: number,
  minute: number,
  start: number,
  end: number,
  patterns: TimePatterns | null,
): Candidate | null {
  const found = { hour, minute, start, end, confidence: 0.9, sure: hour > 12 }
  halfSign.lastIndex = end
  if (halfSign.test(text)) return hour >= 1 && hour <= 12 ? inHalf(text, patterns, found) : null
  if (patterns === null) return null
  const [tail, clocked] = oclockEnd(text, end, patterns)
  if (clocked) return inHalf(text, patterns, { ...found, end: tail })
  // "At 7.30" is a time; "at 7.32" may be a price, and "at 7.30 euros" is one.
  if (minute % 5 !== 0 || otherUnit.test(text.slice(end))) return null
  return patterns.at.test(text.slice(Math.max(0, start - 24), start))
    ? inHalf(text, patterns, { ...found, confidence: 0.7 })
    : null
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
function hourAt(
  text: string,
  number: FoundNumber,
  next: FoundNumber | undefined,
  patterns: TimePatterns | null,
): Candidate | null {
  const { value, start } = number
  if (number.ordinal === true || value < 0 || value > 24) return null
  if (!Number.isInteger(value)) return halfHour(text, number, patterns)
  if (/^(?::\d)/.test(text.slice(number.end)) || /[:.]$/.test(text.slice(0, start))) return null
  halfSign.lastIndex = number.end
  const half = halfSign.exec(text)?.[1]
  if (half !== undefined && value >= 1 && value <= 12)
    return candidate(to24(value, half === 'p'), 0, start, halfSign.lastIndex, 0.95)
  if (patterns === null) return null
  return (
    spokenMinutes(text, number, next, patterns) ??
    minuteForms(text, number, patterns) ??
    plainHour(text, number, patterns)
  )
}

/** "Eight thirty pm", "at seven fifteen". */
function spokenMinutes(
  text: string,
  { value, start, end }: FoundNumber,
  next: FoundNumber | undefined,
  patterns: TimePatterns,
): Candidate | null {
  if (next === undefined || next.start !== end + 1 || text[end] !== ' ' || value < 1) return null
  if (next.ordinal === true || next.value < 10 || next.value > 59 || next.value % 5 !== 0) return null
  halfSign.lastIndex = next.end
  const said = halfSign.test(text) || partOf(text, next.end, start, patterns) !== null
  const led = patterns.at.test(text.slice(Math.max(0, start - 24), start)) && nothingBehind.test(text.slice(next.end))
  if (!said && !led) return null
  const found = { hour: value, minute: next.value, start, end: next.end }
  return inHalf(text, patterns, { ...found, confidence: 0.8, sure: value > 12 })
}

const nothingBehind = /^(?:$|[.,!?;]| (?:on|am|le|el|il|op|please|bitte|today|tomorrow)(?!\p{L}))/u

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
  const said = value < 1 || value > 12 ? null : longestLead(lead, patterns)
  if (said !== null) {
    const [tail] = oclockEnd(text, end, patterns)
    const found = { ...shifted(value, said.minutes), start: start - said.length, end: tail }
    return inHalf(text, patterns, { ...found, confidence: 0.9, sure: false })
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

/** "Fünf vor halb" ends as "halb" does. */
function longestLead(
  lead: string,
  { beforeHour }: TimePatterns,
): { readonly length: number; readonly minutes: number } | null {
  let best: { readonly length: number; readonly minutes: number } | null = null
  for (const [pattern, minutes] of beforeHour) {
    const length = pattern.exec(lead)?.[0].length ?? 0
    if (length > (best?.length ?? 0)) best = { length, minutes }
  }
  return best
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
  for (const [pattern, late, own] of [
    [patterns.morningOfDay, false, false],
    [patterns.afternoonOfDay, true, false],
    [patterns.morning, false, true],
    [patterns.afternoon, true, true],
  ] as const) {
    pattern.lastIndex = end
    if (!pattern.test(text)) continue
    // "This evening" is a day of its own.
    return { late, end: own && !patterns.day.test(text.slice(end, pattern.lastIndex)) ? pattern.lastIndex : end }
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
