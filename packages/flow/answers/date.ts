import { de, en, es, fr, it, ja, nl, pt } from 'chrono-node'
import { z } from 'zod'
import { isIsoDate, isoDate } from '../calendar.ts'
import type { DateOrder } from '../locale.ts'
import { dayIn } from '../wall-clock.ts'
import { type AnswerKind, type Asking, value, wordsOf, wrong } from './answer.ts'
import { monthIn } from './month.ts'
import { conventionsOf, typedForm } from './typed.ts'

const bound = z.string().max(20)

export const dateSource = z.strictObject({
  type: z.literal('date').meta({ description: 'One day.' }),
  locale: z
    .string()
    .optional()
    .meta({ description: 'BCP 47 locale that says whether 03/05/1990 is 3 May ("en-GB") or 5 March ("en-US").' }),
  min: bound.optional().meta({ description: 'The first day: an ISO date, "2000-12-31", or "today".' }),
  max: bound.optional().meta({ description: 'The last day: an ISO date or "today".' }),
})
type DateSource = z.infer<typeof dateSource>

export interface DateAnswer {
  readonly type: 'date'
  /** `null`: as the conversation's language writes days. */
  readonly locale: string | null
  readonly min: string | null
  readonly max: string | null
}

/** Longer than any date in words. */
const longest = 60

const yearFirst = /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\.?$/
const yearLast = /^(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4})$/
/** Korean, and Chinese and Japanese, which write the same. */
const named = /^(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]$/

const languages: { readonly [language: string]: typeof en.strict } = {
  en: en.strict,
  de: de.strict,
  es: es.strict,
  fr: fr.strict,
  it: it.strict,
  ja: ja.strict,
  nl: nl.strict,
  pt: pt.strict,
}

/** The day that `text` names, `YYYY-MM-DD`; `null` when it names none, or more than one could be meant. */
export function readDate(text: string, order: DateOrder | null, language: string): string | null {
  if (text.length > longest) return null
  const typed = typedForm(text)
  const first = yearFirst.exec(typed) ?? named.exec(typed)
  if (first !== null) return isoDate(Number(first[1]), Number(first[2]), Number(first[3]))
  const last = yearLast.exec(typed)
  if (last !== null) return inOrder(Number(last[1]), Number(last[2]), Number(last[3]), order)
  return inWords(typed, language) ?? (language === 'en' ? null : inWords(typed, 'en'))
}

function inOrder(one: number, two: number, year: number, order: DateOrder | null): string | null {
  const dayFirst = isoDate(year, two, one)
  const monthFirst = isoDate(year, one, two)
  if (order === 'month-first') return monthFirst
  if (order === 'day-first') return dayFirst
  // Nothing stated: right only when both readings agree or just one of them exists.
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return null
  return dayFirst ?? monthFirst
}

function inWords(typed: string, language: string): string | null {
  // Digits for day and year and letters for the month: refuses "next Friday", "3 days ago" and two-digit years.
  if (!/\p{L}/u.test(typed)) return null
  const digits = typed.match(/\d+/g) ?? []
  const years = digits.filter((each) => each.length === 4)
  const days = digits.filter((each) => each.length <= 2)
  if (digits.length !== 2 || years.length !== 1 || days.length !== 1) return null
  const reader = languages[language]
  if (reader === undefined) {
    const month = monthIn(typed, language)
    return month === null ? null : isoDate(Number(years[0]), month, Number(days[0]))
  }
  const found = reader.parse(typed, new Date(0))
  const start = found[0]?.start
  if (
    found.length !== 1 ||
    start === undefined ||
    found[0]?.text.length !== typed.replace(/[.,]$/, '').length ||
    found[0].end
  )
    return null
  const day = start.get('day')
  const month = start.get('month')
  const year = start.get('year')
  const stated =
    start.isCertain('day') && start.isCertain('month') && start.isCertain('year') && !start.isCertain('hour')
  if (!stated || day !== Number(days[0]) || year !== Number(years[0]) || month === null) return null
  return isoDate(year, month, day)
}

function boundAt(limit: string | null, { at, zone }: Asking): string | null {
  return limit === 'today' ? dayIn(zone, at) : limit
}

export const dateAnswer: AnswerKind<DateSource, DateAnswer> = {
  source: dateSource,
  holds: ['date', 'text', 'json'],
  compile(source, build, path) {
    for (const side of ['min', 'max'] as const) {
      const limit = source[side]
      if (limit === undefined || limit === 'today' || isIsoDate(limit)) continue
      build.problem(
        'bad-limit',
        [...path, side],
        `"${limit}" is not a date.`,
        'Use an ISO date such as "2000-12-31", or "today".',
      )
    }
    const min = source.min ?? null
    const max = source.max ?? null
    if (min !== null && max !== null && isIsoDate(min) && isIsoDate(max) && min > max)
      build.badLimit([...path, 'min'], min, max)
    return { type: 'date', locale: build.locale(source.locale, [...path, 'locale']), min, max }
  },
  hint(answer, asking) {
    const min = boundAt(answer.min, asking)
    const max = boundAt(answer.max, asking)
    return { type: 'date', ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) }
  },
  read(answer, said, asking) {
    const conventions = conventionsOf(answer.locale, asking.language)
    const day = readDate(wordsOf(said) ?? '', conventions.order, conventions.language)
    if (day === null) return wrong('date')
    const { locale } = answer
    const min = boundAt(answer.min, asking)
    const max = boundAt(answer.max, asking)
    if (min !== null && day < min) return wrong('date_min', { min: { date: min, locale } })
    if (max !== null && day > max) return wrong('date_max', { max: { date: max, locale } })
    return value(day)
  },
}
