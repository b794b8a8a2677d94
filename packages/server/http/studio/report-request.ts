import type { ReportFilter, TranscriptFilter } from '@parley/studio/api'
import { z } from 'zod'
import { isTimeZone } from '../../reports/steps.ts'
import { closed, placesOf } from '../closed.ts'
import { Refusal } from '../refusal.ts'
import { pointer } from '../request.ts'

const dayMs = 86_400_000
const mostDays = 400
/** What is asked about unless the caller says. */
const usualDays = 30

const moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000)
const name = z.string().min(1).max(200).optional()

const place = {
  environment: z.enum(['sandbox', 'prod']).default('prod'),
  from: moment.optional(),
  to: moment.optional(),
}

const filter = {
  ...place,
  version: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
  channel: name,
  language: name,
  campaign: name,
}

const timeZone = z.string().max(64).refine(isTimeZone, 'No time zone that is known, like "Asia/Seoul".').default('UTC')

const nodeForm = /^[a-z][a-z0-9_]{0,63}\.[a-z][a-z0-9_]{0,63}$/

const transcripts = {
  ...filter,
  status: z.enum(['completed', 'abandoned', 'open', 'handed-over']).optional(),
  node: z.string().regex(nodeForm, 'A flow and a node, like "main.email".').optional(),
  at: z.enum(['here', 'stopped']).optional(),
  rating: z.coerce.number().int().min(1).max(10).optional(),
  text: z.string().min(1).max(200).optional(),
  before: z.string().max(100).optional(),
}

const schemas = {
  overview: closed({ ...filter, tz: timeZone }),
  filter: closed(filter),
  delivery: closed(place),
  flows: closed({ environment: filter.environment, version: filter.version }),
  transcripts: closed(transcripts),
  export: closed({
    ...transcripts,
    format: z.enum(['csv', 'json']).default('csv'),
    // The name of the file says so; nothing else depends on it.
    tz: timeZone,
  }),
}

export function readOverviewQuery(query: unknown, now: number) {
  const { tz, ...rest } = read(schemas.overview, query)
  return { filter: ranged(rest, now), timeZone: tz }
}

export const readFilter = (query: unknown, now: number): ReportFilter => ranged(read(schemas.filter, query), now)

export const readDeliveryQuery = (query: unknown, now: number) => ranged(read(schemas.delivery, query), now)

export const readFlowsQuery = (query: unknown) => present(read(schemas.flows, query))

export const readTranscriptsQuery = (query: unknown, now: number): TranscriptFilter =>
  ranged(read(schemas.transcripts, query), now)

export function readExportQuery(query: unknown, now: number) {
  const { format, tz: _zone, ...rest } = read(schemas.export, query)
  return { format, filter: ranged(rest, now) as TranscriptFilter }
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({ pointer: pointer(place), detail: issue.message })),
  )
  throw refusal(errors.slice(0, 20))
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const present = <T extends object>(record: T): Present<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>

/** With a range: the last thirty days unless it says. */
function ranged<Given extends { readonly from?: number | undefined; readonly to?: number | undefined }>(
  given: Given,
  now: number,
): Present<Given> & { readonly from: number; readonly to: number } {
  const { to = Math.floor(now) + 1 } = given
  const { from = to - usualDays * dayMs } = given
  if (from >= to) throw refusal([{ pointer: '/from', detail: '`from` must be before `to`.' }])
  if (to - from > mostDays * dayMs)
    throw refusal([{ pointer: '/from', detail: `At most ${mostDays} days at once. Choose a later \`from\`.` }])
  return { ...present(given), from, to }
}

const refusal = (errors: readonly { readonly pointer: string; readonly detail: string }[]) =>
  new Refusal('invalid-request', undefined, { errors })
