import type { Figures } from '../api.ts'

/** Of those that are over; `null`: none are. */
export interface Shares {
  readonly completed: number | null
  readonly abandoned: number | null
  readonly contained: number | null
}

export function sharesOf({ completed, abandoned, contained }: Figures): Shares {
  const over = completed + abandoned
  const share = (count: number) => (over === 0 ? null : count / over)
  return { completed: share(completed), abandoned: share(abandoned), contained: share(contained) }
}

/** What is shown where there is nothing to show. */
export const none = '–'

export const formatCount = (count: number, language: string): string => count.toLocaleString(language)

export function formatShare(share: number | null, language: string): string {
  if (share === null) return none
  return share.toLocaleString(language, { style: 'percent', maximumFractionDigits: share < 0.1 && share > 0 ? 1 : 0 })
}

/** Two parts at most: `3 min 20 s`. */
export function formatDuration(ms: number | null, language: string): string {
  if (ms === null) return none
  const seconds = Math.round(ms / 1000)
  const parts: readonly (readonly [Unit, number])[] = [
    ['day', Math.floor(seconds / 86_400)],
    ['hour', Math.floor(seconds / 3600) % 24],
    ['minute', Math.floor(seconds / 60) % 60],
    ['second', seconds % 60],
  ]
  const first = parts.findIndex(([, count]) => count > 0)
  if (first < 0) return unit(0, 'second', language)
  return parts
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => unit(count, name, language))
    .join(' ')
}

type Unit = 'day' | 'hour' | 'minute' | 'second'

const unit = (count: number, name: Unit, language: string): string =>
  count.toLocaleString(language, { style: 'unit', unit: name, unitDisplay: 'short' })

export function formatMoment(at: number, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
}

/** `2026-03-29` or `2026-03-29T14:00`, the clock's own words, as an axis shows them. */
export function formatStep(key: string, language: string): string {
  const [date = '', time] = key.split('T')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const shown = new Date(Date.UTC(year, month - 1, day))
  const words = shown.toLocaleDateString(language, { timeZone: 'UTC', month: 'short', day: 'numeric' })
  return time === undefined ? words : `${words} ${time}`
}

/** How a figure moved: `null` where there is nothing to compare with. */
export interface Movement {
  /** Of a count the relative change, of a share the difference. */
  readonly by: number
  readonly direction: 'up' | 'down' | 'same'
}

export function countMovement(now: number, before: number): Movement | null {
  return before === 0 ? null : movement(now / before - 1)
}

export function shareMovement(now: number | null, before: number | null): Movement | null {
  return now === null || before === null ? null : movement(now - before)
}

function movement(by: number): Movement {
  return { by, direction: Math.abs(by) < 0.0005 ? 'same' : by > 0 ? 'up' : 'down' }
}
