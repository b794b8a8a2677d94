import type { Candidate, Surroundings } from './candidate.ts'
import { oncePerLanguage } from './languages/once-per-language.ts'
import { timeWords } from './languages/time-words.ts'
import { direction, weekdayEntity } from './spaced-date.ts'

interface Patterns {
  /** Groups: next, last, present, on (a word that makes a day of it), name. */
  readonly short: RegExp
  readonly names: readonly (RegExp | null)[]
  /** Those that need no more than a word before them. */
  readonly led: readonly (RegExp | null)[]
  /** From a weekday to the day or time that it is beside; the group is a word such as "at". */
  readonly toBeside: RegExp
  readonly list: RegExp
}

const choice = (pattern: string) => (pattern === '' ? '(?!)' : `(?:${pattern})`)
const whole = (pattern: string) => (pattern === '' ? null : new RegExp(`^(?:${pattern})$`, 'u'))
/** Words of other kinds far more often than they are days. */
const rarely = /^(?:so|zo)$/
/** "Mon 7th", "Fr 27." */
const dayBehind = /^\.?,? ?(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|e|º|\.(?!\d))(?!\p{L})/u

const patternsOf = oncePerLanguage((language): Patterns | null => {
  const words = timeWords[language]
  if (words === undefined) return null
  const both = words.shortWeekdays.map((each, day) => [each, words.weekdaySigns[day]].filter(Boolean).join('|'))
  const names = both.filter((each) => each !== '').join('|')
  const before = `(?:(?<next>${choice(words.next[0])}) |(?<last>${choice(words.last[0])}) |(?<present>${choice(words.present[0])}) |(?<on>(?<=(?<!\\p{L})(?:${words.onDay}) )))?`
  return {
    short: new RegExp(
      `(?<![\\p{L}\\p{N}'.])${before}(?<name>${choice(names)})(?![\\p{L}\\p{N}'])(?: (?:(?<nextBehind>${choice(words.next[1])})|(?<lastBehind>${choice(words.last[1])}))(?!\\p{L}))?`,
      'gu',
    ),
    names: both.map(whole),
    led: words.shortWeekdays.map(whole),
    toBeside: new RegExp(`^\\.?\\)?,? ?\\(?(?:(${words.at}) )?$`, 'u'),
    list: new RegExp(`^\\.?(?: ?[-–/,&] ?| (?:${words.either}|${words.to}) )$`, 'u'),
  }
})

/**
 * Weekdays cut short, which are other words as well: "Wed 3pm", "am Mo", "(Fr)". They are days behind a word that goes with days,
 * beside a day, a time or another weekday, and where they are the whole text.
 */
export function shortWeekdays(
  text: string,
  plain: string,
  beside: readonly Candidate[],
  { language, today }: Surroundings,
): readonly Candidate[] {
  const patterns = patternsOf(language)
  if (patterns === null) return []
  const { toBeside, list } = patterns
  const seen = [...text.matchAll(patterns.short)].flatMap(({ 0: written, index, groups = {} }) => {
    const name = groups.name ?? ''
    const weekday = patterns.names.findIndex((each) => each?.test(name) === true)
    const end = index + written.length
    return weekday < 0 ? [] : [{ name, weekday, groups, start: index, end }]
  })
  const starts = new Set(beside.map(({ start }) => start))
  const ends = new Set(beside.map(({ end }) => end))
  const named = [
    ...seen,
    ...beside
      .filter((each) => each.named === 'weekday')
      .map((each) => ({ ...each, name: text.slice(each.start, each.end) })),
  ]
  const nameAt = new Map(named.map(({ start, name }) => [start, name] as const))
  const nameTo = new Map(named.map(({ end, name }) => [end, name] as const))
  const alone = text.length > 24 ? '' : text.replace(/\P{L}/gu, '')
  const isDay = (each: (typeof seen)[number]) => {
    const { name, weekday, groups } = each
    const led = groups.on !== undefined || direction(groups) !== null
    if (led && patterns.led[weekday]?.test(name) === true) return true
    if (alone === name) return !rarely.test(name)
    return standsBeside(each) || inList(each)
  }
  return seen.filter(isDay).map(({ weekday, groups, start, end }) => weekdayEntity(today, weekday, groups, start, end))

  function standsBeside({ name, start, end }: (typeof seen)[number]): boolean {
    const first = start + text.slice(start, end).lastIndexOf(name)
    const capital = plain[first] !== text[first]
    if (rarely.test(name) && !capital) return false
    if (dayBehind.test(text.slice(end, end + 8))) return true
    for (let length = 0; length <= farthest; length++) {
      if (ends.has(start - length) && /^,? ?\(?$/.test(text.slice(start - length, start))) return true
      if (!starts.has(end + length)) continue
      const gap = toBeside.exec(text.slice(end, end + length))
      // "So um drei" is how; "we sat at three" is what we did.
      if (gap !== null && (gap[1] === undefined || (!rarely.test(name) && (capital || start === 0)))) return true
    }
    return false
  }

  /** "Mon-Fri", "Mo und Mi". */
  function inList({ name, start, end }: (typeof seen)[number]): boolean {
    for (let length = 1; length <= farthest; length++) {
      const [after, before] = [nameAt.get(end + length), nameTo.get(start - length)]
      if (after !== undefined && after !== name && list.test(text.slice(end, end + length))) return true
      if (before !== undefined && before !== name && list.test(text.slice(start - length, start))) return true
    }
    return false
  }
}

/** What may stand between a weekday and what is beside it. */
const farthest = 16
