import { z } from 'zod'
import { isIsoDateTime } from '../calendar.ts'
import { isoTimeOfDay } from '../clock.ts'
import { createTimeZone, type TimeZone } from '../time-zone.ts'
import { wallTimeIn } from '../wall-clock.ts'
import { type AnswerKind, type Asking, value, wordsOf, wrong } from './answer.ts'
import { readDate } from './date.ts'
import { readTime } from './time.ts'
import { type Conventions, conventionsOf, typedForm } from './typed.ts'

const bound = z.string().max(20)

export const dateTimeSource = z.strictObject({
  type: z.literal('date-time').meta({ description: 'A day and a time of day, by the clock on the wall.' }),
  locale: z
    .string()
    .optional()
    .meta({ description: "BCP 47 locale of the date; default the flow's, else the language of the conversation." }),
  min: bound.optional().meta({ description: 'The first moment: "2026-12-31T09:00", or "now".' }),
  max: bound.optional().meta({ description: 'The last moment: "2026-12-31T18:00", or "now".' }),
  time_zone: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'IANA time zone of "now"; default that of the conversation.' }),
})
type DateTimeSource = z.infer<typeof dateTimeSource>

export interface DateTimeAnswer {
  readonly type: 'date-time'
  readonly locale: string | null
  readonly min: string | null
  readonly max: string | null
  /** `null`: the conversation's. */
  readonly timeZone: TimeZone | null
}

/** Longer than any date with a time in words. */
const longest = 90
/** More words than any of them has. */
const mostWords = 12

/** The moment that `text` names, `YYYY-MM-DDTHH:MM`; `null` when it names none. The time may stand first or last. */
export function readDateTime(text: string, { order, language }: Conventions): string | null {
  if (text.length > longest) return null
  const typed = typedForm(text).replace(/^(\d{4}-\d{2}-\d{2})t(?=\d)/i, '$1 ')
  const words = typed.split(' ')
  if (words.length > mostWords) return null
  for (let cut = 1; cut < words.length; cut++) {
    const ways = [
      [words.slice(0, cut), words.slice(cut)],
      [words.slice(cut), words.slice(0, cut)],
    ] as const
    for (const [day, hour] of ways) {
      const time = readTime(joined(hour))
      const date = time === null ? null : readDate(joined(day), order, language)
      if (date !== null) return `${date}T${time}`
    }
  }
  return null
}

/** What stands between the two: a comma, "at", "um", "à", "の". */
function joined(words: readonly string[]): string {
  const text = words.join(' ').replace(/^[,;·-]+ ?| ?[,;·-]+$/g, '')
  return text.replace(/^(?:at|on|um|am|à|a las?|alle|om|op|às|em|el|le) | (?:at|um|à|a las?|alle|om|às)$/gi, '')
}

function boundsAt(
  { min, max, timeZone }: DateTimeAnswer,
  { at, zone }: Asking,
): { readonly min: string | null; readonly max: string | null } {
  const bounded = min === 'now' || max === 'now'
  const wall = !bounded ? null : timeZone === null ? wallTimeIn(zone, at) : timeZone.wallTime(at)
  const now = wall === null ? null : `${wall.day}T${isoTimeOfDay(wall.minute)}`
  const of = (limit: string | null) => (limit === 'now' ? now : limit)
  return { min: of(min), max: of(max) }
}

export const dateTimeAnswer: AnswerKind<DateTimeSource, DateTimeAnswer> = {
  source: dateTimeSource,
  holds: ['date-time', 'text', 'json'],
  compile(source, build, path) {
    const { min = null, max = null, time_zone: timeZone } = source
    for (const [side, limit] of [
      ['min', min],
      ['max', max],
    ] as const) {
      if (limit === null || limit === 'now' || isIsoDateTime(limit)) continue
      const reason = `"${limit}" is not a date with a time.`
      build.problem('bad-limit', [...path, side], reason, 'Use one such as "2026-12-31T09:00", or "now".')
    }
    if (min !== null && max !== null && isIsoDateTime(min) && isIsoDateTime(max) && min > max)
      build.badLimit([...path, 'min'], min, max)
    const zone = timeZone === undefined ? null : createTimeZone(timeZone)
    if (timeZone !== undefined && zone === null) {
      const repair = 'Use an IANA name such as "Europe/London" or "Asia/Seoul".'
      build.problem('bad-time-zone', [...path, 'time_zone'], `"${timeZone}" is not a time zone.`, repair)
    }
    const locale = build.locale(source.locale, [...path, 'locale'])
    return { type: 'date-time', locale, min, max, timeZone: zone }
  },
  hint(answer, asking) {
    const { min, max } = boundsAt(answer, asking)
    return { type: 'date-time', ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) }
  },
  read(answer, said, asking) {
    const given = readDateTime(wordsOf(said) ?? '', conventionsOf(answer.locale, asking.language))
    if (given === null) return wrong('date_time')
    const { min, max } = boundsAt(answer, asking)
    if (min !== null && given < min) return wrong('date_time_min', { min: moment(min, answer.locale) })
    if (max !== null && given > max) return wrong('date_time_max', { max: moment(max, answer.locale) })
    return value(given)
  },
}

function moment(iso: string, locale: string | null) {
  return { date: iso.slice(0, 10), time: iso.slice(11), locale }
}
