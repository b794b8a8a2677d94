import { dayAfter, isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import { type DayCandidate, dayEntity, offsetDay } from './day.ts'
import { type FoundDuration, unitSeconds } from './duration.ts'
import { joinedTimeWords } from './languages/joined-time-words.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { timeWords } from './languages/time-words.ts'

interface Patterns {
  readonly aheadBefore: RegExp | null
  readonly aheadBehind: RegExp | null
  readonly agoBefore: RegExp | null
  readonly agoBehind: RegExp | null
  /** From a day to what is counted from it, and the other way around. */
  readonly fromDay: RegExp
  readonly ahead: RegExp | null
  readonly back: RegExp | null
  readonly later: readonly (readonly [pattern: RegExp, days: number])[]
}

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const spaced = timeWords[language]
  const joined = joinedTimeWords[language]
  const before = (pattern: string) => (pattern === '' ? null : new RegExp(`(?<![\\p{L}])(?:${pattern}) $`, 'u'))
  const behind = (pattern: string) => (pattern === '' ? null : new RegExp(` (?:${pattern})(?![\\p{L}])`, 'uy'))
  return spaced !== undefined
    ? {
        aheadBefore: before(spaced.ahead[0]),
        aheadBehind: behind(spaced.ahead[1]),
        agoBefore: before(spaced.ago[0]),
        agoBehind: behind(spaced.ago[1]),
        fromDay: /^ $/,
        ahead: new RegExp(`^ (?:${spaced.fromDay[0]}) $`, 'u'),
        back: new RegExp(`^ (?:${spaced.fromDay[1]}) $`, 'u'),
        later: spaced.later.map(([pattern, days]) => [new RegExp(` (?:${pattern})(?!\\p{L})`, 'uy'), days]),
      }
    : joined !== undefined
      ? {
          aheadBefore: null,
          aheadBehind: new RegExp(joined.ahead, 'uy'),
          agoBefore: null,
          agoBehind: new RegExp(joined.ago, 'uy'),
          fromDay: new RegExp(`^(?:${joined.fromDay}) ?$`, 'u'),
          ahead: null,
          back: null,
          later: [],
        }
      : null
})

/**
 * "In two weeks", 사흘 뒤: a span of time from now makes a day, a short one a time of day. From one of the days that the text
 * names it makes another: "a week from Tuesday", "Tuesday week".
 */
export function offsetDates(
  text: string,
  durations: readonly FoundDuration[],
  dates: readonly Candidate[],
  around: Surroundings,
): readonly Candidate[] {
  const patterns = patternsOf(around.language)
  if (patterns === null) return []
  const days = dates.filter(isDay)
  const starts = new Map(days.map((day) => [day.start, day] as const))
  const ends = new Map(days.map((day) => [day.end, day] as const))
  const found = durations.flatMap((duration) => {
    const place = placed(text, duration, patterns)
    const from = fromDay(text, duration, place, patterns, { starts, ends })
    return from !== null ? [from] : place === null ? [] : resolved(duration, place, around)
  })
  return [...found, ...days.flatMap((day) => later(text, day, patterns))]
}

const isDay = (date: Candidate): date is DayCandidate =>
  typeof date.value === 'string' && date.resolution?.grain === undefined
const whole = ({ parts }: FoundDuration) => parts.every(([, unit]) => unitSeconds[unit] >= 86_400)
/** What may stand between a day and a span that is counted from it. */
const farthest = 20
/** "Three nights from Friday" is how long somebody stays. */
const stay = /night|nacht|nuit|noche|noite|nott|泊|박/

interface Days {
  readonly starts: ReadonlyMap<number, DayCandidate>
  readonly ends: ReadonlyMap<number, DayCandidate>
}

/** A day that is counted from another one. */
function fromDay(
  text: string,
  duration: FoundDuration,
  place: Placed | null,
  patterns: Patterns,
  { starts, ends }: Days,
): Candidate | null {
  if (!whole(duration)) return null
  const made = (day: DayCandidate, sign: 1 | -1, start: number, end: number) => {
    const value = offsetDay(day.value, duration.parts, sign)
    return value === null ? null : dayEntity({ day: value, grain: 'day' }, start, end, 0.85)
  }
  if (place !== null)
    for (let at = place.start; at >= Math.max(0, place.start - farthest); at--) {
      const day = ends.get(at)
      if (day !== undefined && patterns.fromDay.test(text.slice(at, place.start)))
        return made(day, place.sign, day.start, place.end)
    }
  const { start, end } = duration
  if (stay.test(text.slice(start, end)) || /(?<!\p{L})for $/u.test(text.slice(Math.max(0, start - 5), start)))
    return null
  for (let at = end; at <= end + farthest; at++) {
    const day = starts.get(at)
    if (day === undefined) continue
    const between = text.slice(end, at)
    if (patterns.ahead?.test(between) === true) return made(day, 1, start, day.end)
    if (patterns.back?.test(between) === true) return made(day, -1, start, day.end)
  }
  return null
}

/** "Tuesday week", "heute in acht Tagen", "mardi en huit". */
function later(text: string, day: DayCandidate, patterns: Patterns): readonly Candidate[] {
  return patterns.later.flatMap(([pattern, days]) => {
    pattern.lastIndex = day.end
    if (!pattern.test(text)) return []
    // As long as what is counted in days literally, and surer.
    return [dayEntity({ day: dayAfter(day.value, days), grain: 'day' }, day.start, pattern.lastIndex, 0.9)]
  })
}

interface Placed {
  readonly start: number
  readonly end: number
  readonly sign: 1 | -1
}

function placed(text: string, { start, end }: FoundDuration, patterns: Patterns): Placed | null {
  const lead = text.slice(Math.max(0, start - 16), start)
  const ways = [
    [patterns.agoBefore, patterns.agoBehind, -1],
    [patterns.aheadBefore, patterns.aheadBehind, 1],
  ] as const
  for (const [before, behind, sign] of ways) {
    if (behind !== null) {
      behind.lastIndex = end
      if (behind.test(text)) return { start, end: behind.lastIndex, sign }
    }
    const led = before?.exec(lead)
    if (led !== null && led !== undefined) return { start: start - led[0].length, end, sign }
  }
  return null
}

function resolved(
  { parts, confidence }: FoundDuration,
  { start, end, sign }: Placed,
  { today, minute }: Surroundings,
): readonly Candidate[] {
  if (whole({ parts, start, end, confidence })) {
    const day = offsetDay(today, parts, sign)
    return day === null ? [] : [dayEntity({ day, grain: 'day' }, start, end, Math.min(confidence, 0.9))]
  }
  const seconds = parts.reduce((sum, [amount, unit]) => sum + amount * unitSeconds[unit], 0)
  const minutes = minute + Math.round((sign * seconds) / 60)
  const days = Math.floor(minutes / 1440)
  if (Math.abs(days) > 366) return []
  return [
    {
      type: 'time',
      value: isoTimeOfDay(minutes),
      start,
      end,
      confidence: Math.min(confidence, 0.85),
      resolution: { date: dayAfter(today, days) },
    },
  ]
}
