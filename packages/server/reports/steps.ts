import type { ReportFilter } from '@parley/studio/api'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Hours for up to three days, days for more. */
export function stepOf({ from, to }: Pick<ReportFilter, 'from' | 'to'>): 'hour' | 'day' {
  return to - from <= 3 * dayMs ? 'hour' : 'day'
}

/** Every hour or day that the range touches, as the clocks of the time zone show its beginning: `2026-03-29T14:00`. */
export function stepsOf(range: Pick<ReportFilter, 'from' | 'to'>, timeZone: string): readonly string[] {
  const step = stepOf(range)
  const ms = step === 'hour' ? hourMs : dayMs
  // The wall clock's readings are counted on as if they were UTC: an hour that a change of the clocks leaves out is an empty one.
  const end = wallClock(range.to - 1, timeZone)
  const steps: string[] = []
  for (let at = floor(wallClock(range.from, timeZone), ms); at <= end; at += ms)
    steps.push(new Date(at).toISOString().slice(0, 16))
  return steps
}

const floor = (at: number, ms: number): number => Math.floor(at / ms) * ms

/** What the clocks show at that moment, as if they showed UTC. */
function wallClock(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value ?? 0)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
}

/** Whether the runtime knows a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
