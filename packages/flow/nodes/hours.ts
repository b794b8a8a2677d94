import { z } from 'zod'
import { isIsoDate } from '../calendar.ts'
import type { NodeBuild } from '../node-build.ts'
import { isOpenAt, type OfficeHours, opensAfter, readSpan, type Span } from '../office-hours.ts'
import { isoTime } from '../template.ts'
import { createTimeZone } from '../time-zone.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const spans = z
  .array(z.string())
  .max(10)
  .optional()
  .meta({ description: 'Spans that begin on this day, "09:00-12:00"; none: closed.' })

export const hoursSource = z.strictObject({
  kind: z.literal('hours'),
  time_zone: z
    .string()
    .max(64)
    .meta({ description: 'IANA name of the time zone whose clock counts, "Europe/London".' }),
  open: z.strictObject({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans }).meta({
    description: 'Spans by weekday, "09:00-17:30"; one past midnight, "22:00-02:00", belongs to its first day.',
  }),
  holidays: z.array(z.string()).max(400).optional().meta({ description: 'Days on which nothing opens, "2026-12-25".' }),
  opens_at: z.string().optional().meta({
    description: 'Text variable that gets the next moment of opening, ISO 8601 in UTC; null while it is open.',
  }),
  to: edges.meta({ description: 'Ports "open" and "closed".' }),
  note,
  meta,
})
type HoursSource = z.infer<typeof hoursSource>

export interface HoursBody {
  readonly kind: 'hours'
  /** `null` only of a flow with problems. */
  readonly hours: OfficeHours | null
  readonly opensAt: string | null
}

export const hours: NodeKind<HoursSource, HoursBody> = {
  source: hoursSource,
  ports: () => ({ required: ['open', 'closed'] }),
  compile(source, build) {
    const zone = createTimeZone(source.time_zone)
    if (zone === null)
      build.problem(
        'bad-time-zone',
        ['time_zone'],
        `There is no time zone "${source.time_zone}".`,
        'Use a name of the IANA list such as "Europe/London" or "America/New_York".',
      )
    const week = weekdays.map((day) => readSpans(source, day, build))
    const holidays = readHolidays(source, build)
    return {
      kind: 'hours',
      hours: zone === null ? null : { zone, week, holidays },
      opensAt: source.opens_at === undefined ? null : opensAtOf(source.opens_at, build),
    }
  },
  pauses: () => false,
  enter(body, turn) {
    const open = body.hours !== null && isOpenAt(body.hours, turn.at)
    if (body.opensAt !== null) {
      const next = open || body.hours === null ? null : opensAfter(body.hours, turn.at)
      turn.set(body.opensAt, next === null ? null : isoTime(next))
    }
    return leave(open ? 'open' : 'closed')
  },
}

function readSpans(source: HoursSource, day: (typeof weekdays)[number], build: NodeBuild): readonly Span[] {
  return (source.open[day] ?? []).flatMap((text, index) => {
    const span = readSpan(text)
    if (span !== null) return [span]
    build.problem(
      'bad-hours',
      ['open', day, index],
      `"${text}" is not a span of time.`,
      'Write two times of the day that differ, "09:00-17:30"; the whole day is "00:00-24:00".',
    )
    return []
  })
}

function readHolidays(source: HoursSource, build: NodeBuild): ReadonlySet<string> {
  const days = source.holidays ?? []
  for (const [index, day] of days.entries()) {
    if (!isIsoDate(day))
      build.problem('bad-hours', ['holidays', index], `"${day}" is not a day.`, 'Write it as "2026-12-25".')
  }
  return new Set(days.filter(isIsoDate))
}

function opensAtOf(variable: string, build: NodeBuild): string {
  const type = build.writes(variable, ['opens_at'])
  if (type !== null && type !== 'text' && type !== 'json')
    build.problem(
      'wrong-variable-type',
      ['opens_at'],
      `A moment does not fit the variable "${variable}" of type ${type}.`,
      'Declare the variable as text.',
    )
  return variable
}
