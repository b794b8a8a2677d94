/**
 * What is said once and meant of several: "50 to 100 dollars" are two amounts, "2-4pm" two times, "3 or 4 nights" two durations.
 * Each is told by itself, so that nobody takes the one that has the unit for all that was said.
 */

import { isoDate, isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate } from './candidate.ts'
import { joinedTimeWords } from './languages/joined-time-words.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { settle } from './settle.ts'
import type { FoundNumber } from './word-number.ts'

interface Joins {
  /** Between several of a kind. */
  readonly either: string
  /** Between two where `between` stands before the first; without it, it may join other things. */
  readonly and: string
  readonly between: string
}

const joins: { readonly [language: string]: Joins } = {
  en: { either: 'or|or maybe|or even|to|until|till|through', and: 'and', between: 'between|both' },
  de: { either: 'oder|bis|bis zu|oder auch', and: 'und', between: 'zwischen' },
  fr: { either: "ou|a|ou bien|jusqu'a", and: 'et', between: 'entre' },
  es: { either: 'o|a|hasta', and: 'y', between: 'entre' },
  pt: { either: 'ou|a|ate', and: 'e', between: 'entre' },
  it: { either: 'o|a|fino a', and: 'e', between: 'tra|fra' },
  nl: { either: 'of|tot|a', and: 'en', between: 'tussen' },
  ko: { either: '이나|에서|부터|또는|혹은', and: '', between: '' },
  ja: { either: 'から|か|または|より', and: '', between: '' },
  zh: { either: '到|至|或者?|还是|還是', and: '', between: '' },
}

interface Patterns {
  readonly either: RegExp
  readonly and: RegExp | null
  readonly between: RegExp | null
  /** Before a number: which half of the day. */
  readonly part: RegExp | null
  readonly afternoon: RegExp | null
}

const dash = ' ?[-–—~〜] ?'
/** What stands between two of a kind. */
const farthest = 16

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const words = joins[language]
  if (words === undefined) return null
  const joined = joinedTimeWords[language]
  const article = `(?: (?:the|den|der|dem|les?|las?|las|os|il|le|de))?`
  return joined === undefined
    ? {
        either: new RegExp(`^\\.?(?:${dash}| (?:${words.either})${article} )$`, 'u'),
        and: new RegExp(`^ (?:${words.and})${article} $`, 'u'),
        between: new RegExp(`(?<!\\p{L})(?:${words.between})${article} $`, 'u'),
        part: null,
        afternoon: null,
      }
    : {
        either: new RegExp(`^(?:${dash}| ?(?:${words.either}) ?)$`, 'u'),
        and: null,
        between: null,
        part: new RegExp(`(?:${joined.morning}|${joined.afternoon}) ?$`, 'u'),
        afternoon: new RegExp(`^(?:${joined.afternoon}) ?$`, 'u'),
      }
})

/** What numbers are that stand in one row with an amount, a time, a duration or a day. */
export function inOneRow(
  text: string,
  numbers: readonly FoundNumber[],
  found: readonly Candidate[],
  language: string,
): readonly Candidate[] {
  const patterns = patternsOf(language)
  if (patterns === null || found.length === 0) return []
  const ordered = settle(found)
  const starts = new Map(ordered.map((each) => [each.start, each] as const))
  const ends = new Map(ordered.map((each) => [each.end, each] as const))
  const row: Candidate[] = []
  // From behind, so that "2, 3 or 4 nights" is reached number by number.
  for (const number of numbers.toReversed()) {
    if (number.article === true) continue
    const next = beside(starts, number.end, 1)
    const before = beside(ends, number.start, -1)
    const candidate =
      next !== undefined && joinedTo(number.end, next.start, number.start)
        ? inFront(text, number, next, numbers, patterns)
        : before !== undefined && !starts.has(number.start) && joinedTo(before.end, number.start, before.start)
          ? behind(text, number, before, numbers)
          : null
    if (candidate === null) continue
    row.push(candidate)
    starts.set(candidate.start, candidate)
  }
  return [...row, ...halves(text, [...ordered, ...row], patterns)]

  function beside(places: ReadonlyMap<number, Candidate>, at: number, step: 1 | -1): Candidate | undefined {
    for (let length = 0; length <= farthest; length++) {
      const one = places.get(at + step * length)
      if (one !== undefined) return one
    }
    return undefined
  }

  function joinedTo(from: number, to: number, start: number): boolean {
    const gap = text.slice(from, to)
    if (patterns === null) return false
    // 한두 시간 are one or two hours.
    if (gap === '' || patterns.either.test(gap)) return true
    return (
      patterns.and?.test(gap) === true &&
      patterns.between?.test(text.slice(Math.max(0, start - farthest), start)) === true
    )
  }
}

/** "50" of "50 to 100 dollars". */
function inFront(
  text: string,
  number: FoundNumber,
  next: Candidate,
  numbers: readonly FoundNumber[],
  patterns: Patterns,
): Candidate | null {
  const { start, end, value } = number
  if (next.type === 'money' && number.ordinal !== true)
    return { ...next, value: value * scale(text, value, next), start, end }
  if (next.type === 'duration' && number.ordinal !== true) return sameUnit(number, next)
  if (next.type === 'time' && number.ordinal !== true) return hourBefore(text, number, next, patterns)
  if (next.type !== 'date' || !numbers.some((each) => each.start === next.start)) return null
  return next.named === 'day-of-year' || next.named === 'full' ? dayBeside(text, number, next) : null
}

/** "100" of "$50 to 100", "5" of "9am to 5", "28" of "November 27 or 28". */
function behind(
  text: string,
  number: FoundNumber,
  before: Candidate,
  numbers: readonly FoundNumber[],
): Candidate | null {
  const { start, end, value } = number
  if (!nothingElse.test(text.slice(end, end + farthest))) return null
  const led = !/^[\d\p{L}]/u.test(text.slice(before.start))
  if (before.type === 'money') return led && number.ordinal !== true ? { ...before, value, start, end } : null
  if (before.type === 'time' && number.ordinal !== true && Number.isInteger(value) && value >= 1 && value <= 24)
    return timeOf(value * 60, value <= 12, start, end)
  if (before.type !== 'date' || before.resolution?.grain !== undefined) return null
  const dated = before.named === 'day-of-month' || numbers.some((each) => each.end === before.end && each.value <= 31)
  return dated && before.named !== undefined && before.named !== 'weekday' ? dayBeside(text, number, before) : null
}

/** Behind a number that counts nothing of its own. */
const nothingElse = /^(?:[^\p{L}\p{N}]*$|[.,;!?)](?!\d)| (?:on|at|am|an|le|el|il|op|please|bitte)(?!\p{L}))/u

/** "5~10만" is fifty thousand to a hundred thousand. */
function scale(text: string, value: number, next: Candidate): number {
  const face = Number(/^\D{0,4}(\d+)(?![\d.,])/.exec(text.slice(next.start, next.end))?.[1])
  const factor = Number(next.value) / face
  return value < face && [1e3, 1e4, 1e6, 1e8, 1e9].includes(factor) ? factor : 1
}

function sameUnit({ value, start, end }: FoundNumber, next: Candidate): Candidate | null {
  const one = /^P(T?)([\d.]+)([A-Z])$/.exec(String(next.value))
  const seconds = Number(next.resolution?.seconds)
  if (one === null || value < 0) return null
  const [, time, amount, sign] = one
  const each = seconds / Number(amount)
  return { ...next, value: `P${time}${value}${sign}`, start, end, resolution: { seconds: Math.round(each * value) } }
}

function dayBeside(text: string, { value, start, end }: FoundNumber, day: Candidate): Candidate | null {
  const found = isoDate(Number(String(day.value).slice(0, 4)), Number(String(day.value).slice(5, 7)), value)
  if (found === null || !Number.isInteger(value)) return null
  const article =
    /(?<!\p{L})(?:on the|the|am|der|den|dem|le|el|il|de) $/u.exec(text.slice(Math.max(0, start - 8), start))?.[0]
      .length ?? 0
  const dot = /^\.(?!\d)/.test(text.slice(end)) ? 1 : 0
  const { resolution: _, ...plain } = day
  return { ...plain, value: found, start: start - article, end: end + dot, confidence: Math.max(day.confidence, 0.6) }
}

const minutesOf = (time: unknown) => Number(String(time).slice(0, 2)) * 60 + Number(String(time).slice(3, 5))
const halfDay = 720

function timeOf(minutes: number, unsure: boolean, start: number, end: number): Candidate {
  const value = isoTimeOfDay(minutes % 1440)
  const other = unsure ? { resolution: { other: isoTimeOfDay((minutes + halfDay) % 1440) } } : {}
  return { type: 'time', value, start, end, confidence: unsure ? 0.7 : 0.88, ...other }
}

/** "2" of "2-4pm", of "오후 2~4시", of "2 bis 16 Uhr". */
function hourBefore(text: string, number: FoundNumber, next: Candidate, patterns: Patterns): Candidate | null {
  const { value, start, end } = number
  if (!Number.isInteger(value) || value > 24 || value < 0) return null
  const part = patterns.part?.exec(text.slice(Math.max(0, start - 6), start))?.[0] ?? ''
  if (part !== '' && value <= 12) {
    const late = patterns.afternoon?.test(part) === true
    return timeOf((value % 12) * 60 + (late ? halfDay : 0), false, start - part.length, end)
  }
  const unsure = next.resolution?.other !== undefined || value > 12 || written24(text, next)
  if (unsure) return timeOf(value * 60, value >= 1 && value <= 12, start, end)
  const last = minutesOf(next.value)
  const [early, late] = [(value % 12) * 60, (value % 12) * 60 + halfDay]
  return timeOf(late <= last || early > last ? late : early, false, start, end)
}

/** Whether the hour is written as clocks of 24 hours show it. */
function written24(text: string, { value, start }: Candidate): boolean {
  const hour = Number(String(value).slice(0, 2))
  return hour > 12 && text.startsWith(String(hour), start)
}

/** Of two times the one that is clear tells which half of the day the other is in: 오후 2시부터 4시까지. */
function halves(text: string, found: readonly Candidate[], { either, and }: Patterns): readonly Candidate[] {
  const times = found.filter(({ type }) => type === 'time').sort((a, b) => a.start - b.start)
  return times.flatMap((time, index) => {
    const other = time.resolution?.other
    if (typeof other !== 'string') return []
    const [before, next] = [times[index - 1], times[index + 1]]
    const clear = (each: Candidate | undefined, from: number, to: number): each is Candidate =>
      each !== undefined &&
      each.resolution?.other === undefined &&
      (either.test(text.slice(from, to)) || and?.test(text.slice(from, to)) === true)
    const options = [minutesOf(time.value), minutesOf(other)]
    const fitting = clear(before, before?.end ?? 0, time.start)
      ? options.filter((each) => each > minutesOf(before.value)).sort((a, b) => a - b)
      : clear(next, time.end, next?.start ?? 0)
        ? options.filter((each) => each < minutesOf(next.value))
        : []
    const [one, two] = fitting
    // "De 3h à 17h" may be of either half.
    if (one === undefined || (two !== undefined && before === undefined)) return []
    return [{ ...timeOf(one, false, time.start, time.end), confidence: Math.max(time.confidence, 0.88) }]
  })
}
