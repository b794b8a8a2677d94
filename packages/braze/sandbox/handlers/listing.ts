import type { Ground } from '../part.ts'
import { type Query, readInteger } from '../query.ts'
import { isDate, readTime } from '../time.ts'
import { mistakes } from './bad-request.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** Texts of our own: the documentation forbids these without giving words. */
const ownErrors = {
  notDate: (member: string) => `'${member}' must be a date of the form YYYY-MM-DD`,
  outOfRange: (member: string, min: number, max: number) => `'${member}' must be an integer from ${min} to ${max}`,
  notTime: (member: string) => `'${member}' must be an ISO 8601 date and time`,
} as const

/** A stretch of time: epoch milliseconds, the end excluded. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The days from `start_date` to `end_date`, both included; open where one is missing. Or the message of a 400. */
export function readDays(query: Query): Span | string {
  const [start, end] = [query.get('start_date') || undefined, query.get('end_date') || undefined]
  if (start !== undefined && !isDate(start)) return ownErrors.notDate('start_date')
  if (end !== undefined && !isDate(end)) return ownErrors.notDate('end_date')
  return {
    from: start === undefined ? Number.NEGATIVE_INFINITY : Date.parse(start),
    to: end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end) + DAY_MS,
  }
}

/** Cuts `limit` items from `offset` on, or the message of a 400. */
export function readWindow(
  query: Query,
  limits: { readonly usual: number; readonly most: number },
): ((<Item>(items: readonly Item[]) => readonly Item[]) & { readonly message?: never }) | { readonly message: string } {
  const limit = readInteger(query, 'limit', { min: 1, max: limits.most }) ?? limits.usual
  const offset = readInteger(query, 'offset', { min: 0, max: 1e12 }) ?? 0
  if (limit === 'invalid') return { message: ownErrors.outOfRange('limit', 1, limits.most) }
  if (offset === 'invalid') return { message: mistakes.notValid('offset') }
  return (items) => items.slice(offset, offset + limit)
}

/** Cuts the page `page`, counted from 0, or the message of a 400. */
export function readPage<Item>(query: Query, items: readonly Item[], size: number): readonly Item[] | string {
  const page = readInteger(query, 'page', { min: 0, max: 1e9 }) ?? 0
  return page === 'invalid' ? mistakes.notValid('page') : items.slice(page * size, (page + 1) * size)
}

/** Days or hours that a series is asked for, oldest first. */
export interface SeriesSpan extends Span {
  /** As the answer writes it: a day, or an hour of it. */
  readonly time: string
}

/** The members `length`, `unit` and `ending_at`, or the message of a 400. A day is one of UTC. */
export function readSeriesSpans(
  query: Query,
  { clock }: Pick<Ground, 'clock'>,
  units: readonly ('day' | 'hour')[] = ['day'],
): readonly SeriesSpan[] | string {
  const length = readInteger(query, 'length', { min: 1, max: 100 })
  if (length === undefined) return mistakes.required('length')
  if (length === 'invalid') return ownErrors.outOfRange('length', 1, 100)
  const unit = units.find((one) => one === (query.get('unit') || 'day'))
  if (unit === undefined) return mistakes.notValid('unit')
  const ending = query.get('ending_at') || undefined
  const endingAt = ending === undefined ? clock.now() : readTime(ending)
  if (endingAt === undefined) return ownErrors.notTime('ending_at')
  const step = unit === 'day' ? DAY_MS : HOUR_MS
  const last = Math.floor(endingAt / step) * step
  return Array.from({ length }, (_, index) => {
    const from = last - (length - 1 - index) * step
    const iso = new Date(from).toISOString()
    return { from, to: from + step, time: unit === 'day' ? iso.slice(0, 10) : iso }
  })
}

/** A time as recorded traffic writes it in lists, `2020-06-17 19:27:44 +0000`. */
export function showListTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +0000`
}
