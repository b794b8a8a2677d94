import type { Candidate } from './candidate.ts'
import { type JoinedTimeWords, joinedTimeWords } from './languages/joined-time-words.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { type TimeWords, timeWords, type Unit } from './languages/time-words.ts'
import type { FoundNumber } from './word-number.ts'

export interface FoundDuration {
  /** The largest unit first, each once. */
  readonly parts: readonly (readonly [amount: number, unit: Unit])[]
  readonly start: number
  readonly end: number
  readonly confidence: number
}

export const unitSeconds: { readonly [unit in Unit]: number } = {
  ...{ second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_629_800, year: 31_557_600 },
}

interface Patterns {
  readonly units: readonly (readonly [pattern: RegExp, unit: Unit])[]
  readonly half: RegExp | null
  readonly halfBefore: RegExp | null
  readonly spans: readonly (readonly [pattern: RegExp, amount: number, unit: Unit])[]
}

const between = /,? (?:and |und |et |y |e |en )?| ?/y
const shortForm = /(?<![\p{L}\p{N}.,])(\d{1,3}) ?h ?(\d{1,2}) ?m(?:in)?(?![\p{L}\p{N}])/gu

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const spaced = timeWords[language]
  const joined = joinedTimeWords[language]
  return spaced !== undefined ? spacedPatterns(spaced) : joined !== undefined ? joinedPatterns(joined) : null
})

function spacedPatterns(words: TimeWords): Patterns {
  const units = Object.entries(words.units) as (readonly [Unit, string])[]
  return {
    units: units.map(([unit, pattern]) => [new RegExp(`[ '-]?(?:${pattern})(?![\\p{L}\\p{N}])`, 'uy'), unit]),
    half: words.andHalf === '' ? null : new RegExp(`${words.andHalf}(?!\\p{L})`, 'uy'),
    halfBefore: null,
    spans: words.spans.map(([pattern, amount, unit]) => [spacedWord(pattern), amount, unit]),
  }
}

const spacedWord = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu')

function joinedPatterns(words: JoinedTimeWords): Patterns {
  return {
    units: words.units.map(([pattern, unit]) => [new RegExp(` ?(?:${pattern})`, 'uy'), unit]),
    half: new RegExp(words.half, 'uy'),
    halfBefore: words.halfBefore === '' ? null : new RegExp(words.halfBefore, 'uy'),
    spans: words.spans.map(([pattern, amount, unit]) => [new RegExp(pattern, 'gu'), amount, unit]),
  }
}

/** Spans of time: a number with a unit, several of them, or words of their own. */
export function durationsIn(text: string, numbers: readonly FoundNumber[], language: string): readonly FoundDuration[] {
  const patterns = patternsOf(language)
  if (patterns === null) return []
  const found: FoundDuration[] = []
  for (const number of numbers) {
    const duration = number.ordinal === true ? null : measured(text, number, patterns)
    if (duration !== null) found.push(duration)
  }
  for (const [pattern, amount, unit] of patterns.spans)
    for (const { 0: word, index } of text.matchAll(pattern))
      found.push({ parts: [[amount, unit]], start: index, end: index + word.length, confidence: 0.9 })
  for (const { 0: written, 1: hours, 2: minutes, index } of text.matchAll(shortForm))
    found.push({
      parts: [
        [Number(hours), 'hour'],
        [Number(minutes), 'minute'],
      ],
      start: index,
      end: index + written.length,
      confidence: 0.95,
    })
  return together(text, found)
}

function measured(text: string, number: FoundNumber, { units, half, halfBefore }: Patterns): FoundDuration | null {
  let at = number.end
  let amount = number.value
  if (halfBefore !== null) {
    halfBefore.lastIndex = at
    if (halfBefore.test(text)) {
      amount += 0.5
      at = halfBefore.lastIndex
    }
  }
  for (const [pattern, unit] of units) {
    pattern.lastIndex = at
    if (!pattern.test(text)) continue
    let end = pattern.lastIndex
    if (unit === 'year' && isAge(text, number.start, end)) return null
    if (half !== null) {
      half.lastIndex = end
      if (half.test(text)) {
        amount += 0.5
        end = half.lastIndex
      }
    }
    // One letter may be anything: "5 h", "5 s".
    const short = text.slice(at, end).trim().length === 1 && /[a-z]$/.test(text.slice(at, end))
    return { parts: [[amount, unit]], start: number.start, end, confidence: short ? 0.5 : 0.9 }
  }
  return null
}

/** "34 years old", "tengo 34 años": an age is a number. */
function isAge(text: string, start: number, end: number): boolean {
  return (
    /^ (?:old|of age|alt|oud)(?!\p{L})/u.test(text.slice(end, end + 8)) ||
    /(?<!\p{L})(?:tengo|tenho|ho|j'ai|aged?) $/u.test(text.slice(Math.max(0, start - 8), start))
  )
}

/** "Two hours and thirty minutes" is one. */
function together(text: string, found: readonly FoundDuration[]): readonly FoundDuration[] {
  const ordered = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const joined: FoundDuration[] = []
  for (const duration of ordered) {
    const last = joined.at(-1)
    if (last !== undefined && duration.start < last.end) {
      if (duration.end - duration.start > last.end - last.start) joined[joined.length - 1] = duration
      continue
    }
    if (last !== undefined && goesOn(text, last, duration))
      joined[joined.length - 1] = {
        parts: [...last.parts, ...duration.parts],
        start: last.start,
        end: duration.end,
        confidence: Math.max(last.confidence, duration.confidence),
      }
    else joined.push(duration)
  }
  return joined
}

function goesOn(text: string, last: FoundDuration, next: FoundDuration): boolean {
  between.lastIndex = last.end
  if (!between.test(text) || between.lastIndex !== next.start) return false
  const [, large] = last.parts.at(-1) ?? [0, 'second']
  const [, small] = next.parts[0] ?? [0, 'year']
  return unitSeconds[small] < unitSeconds[large]
}

const signs: { readonly [unit in Unit]: string } = {
  ...{ year: 'Y', month: 'M', week: 'W', day: 'D', hour: 'H', minute: 'M', second: 'S' },
}

/** ISO 8601, `P1DT2H30M`: parts of units become whole ones of smaller units where those have a fixed length. */
function isoDuration(parts: FoundDuration['parts']): string {
  const whole: (readonly [number, Unit])[] = parts.flatMap(([amount, unit]) => split(amount, unit))
  const date = whole.filter(([, unit]) => unitSeconds[unit] >= 86_400)
  const time = whole.filter(([, unit]) => unitSeconds[unit] < 86_400)
  const text = (list: typeof whole) => list.map(([amount, unit]) => `${amount}${signs[unit]}`).join('')
  return `P${text(date)}${time.length > 0 ? `T${text(time)}` : ''}`
}

function split(amount: number, unit: Unit): readonly (readonly [number, Unit])[] {
  const whole = Math.floor(amount)
  const rest = amount - whole
  const smaller = (
    { year: [12, 'month'], week: [7, 'day'], day: [24, 'hour'], hour: [60, 'minute'], minute: [60, 'second'] } as const
  )[unit as 'year'] as readonly [number, Unit] | undefined
  if (rest === 0 || smaller === undefined) return [[amount, unit]]
  const below: readonly [number, Unit] = [Math.round(rest * smaller[0] * 100) / 100, smaller[1]]
  return whole === 0 ? [below] : [[whole, unit], below]
}

export function durationEntities(durations: readonly FoundDuration[]): readonly Candidate[] {
  return durations
    .filter(({ parts }) => parts.every(([amount]) => amount >= 0 && amount < 1e9))
    .map(({ parts, start, end, confidence }) => {
      const seconds = parts.reduce((sum, [amount, unit]) => sum + amount * unitSeconds[unit], 0)
      return {
        type: 'duration',
        value: isoDuration(parts),
        start,
        end,
        confidence,
        resolution: { seconds: Math.round(seconds) },
      }
    })
}
