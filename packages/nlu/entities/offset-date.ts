import { dayAfter, isoTimeOfDay } from '@parley/flow/readers'
import type { Candidate, Surroundings } from './candidate.ts'
import { dayEntity, offsetDay } from './day.ts'
import { type FoundDuration, unitSeconds } from './duration.ts'
import { joinedTimeWords } from './languages/joined-time-words.ts'
import { timeWords } from './languages/time-words.ts'

interface Patterns {
  readonly aheadBefore: RegExp | null
  readonly aheadBehind: RegExp | null
  readonly agoBefore: RegExp | null
  readonly agoBehind: RegExp | null
}

const made = new Map<string, Patterns>()

function patternsOf(language: string): Patterns | null {
  const known = made.get(language)
  if (known !== undefined) return known
  const spaced = timeWords[language]
  const joined = joinedTimeWords[language]
  const before = (pattern: string) => (pattern === '' ? null : new RegExp(`(?<![\\p{L}])(?:${pattern}) $`, 'u'))
  const behind = (pattern: string) => (pattern === '' ? null : new RegExp(` (?:${pattern})(?![\\p{L}])`, 'uy'))
  const patterns: Patterns | null =
    spaced !== undefined
      ? {
          aheadBefore: before(spaced.ahead[0]),
          aheadBehind: behind(spaced.ahead[1]),
          agoBefore: before(spaced.ago[0]),
          agoBehind: behind(spaced.ago[1]),
        }
      : joined !== undefined
        ? {
            aheadBefore: null,
            aheadBehind: new RegExp(joined.ahead, 'uy'),
            agoBefore: null,
            agoBehind: new RegExp(joined.ago, 'uy'),
          }
        : null
  if (patterns !== null) made.set(language, patterns)
  return patterns
}

/** "In two weeks", 사흘 뒤: a span of time from now makes a day, a short one a time of day. */
export function offsetDates(
  text: string,
  durations: readonly FoundDuration[],
  around: Surroundings,
): readonly Candidate[] {
  const patterns = patternsOf(around.language)
  if (patterns === null) return []
  return durations.flatMap((duration) => {
    const place = placed(text, duration, patterns)
    return place === null ? [] : resolved(duration, place, around)
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
  if (parts.every(([, unit]) => unitSeconds[unit] >= 86_400)) {
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
