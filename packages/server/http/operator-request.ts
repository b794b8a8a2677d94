import type { Values } from '@parley/flow'
import type { DataPointCount, DataPointRange, DeadLetter } from '@parley/runtime'
import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { pointer } from './request.ts'

const name = z.string().min(1).max(128).optional()

const listing = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().max(200).optional(),
  solution: name,
  environment: z.enum(['sandbox', 'prod']).optional(),
  action: name,
})

const range = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  solution: name,
  environment: z.enum(['sandbox', 'prod']).optional(),
})

const edit = z.object({ input: z.record(z.string(), z.json()) })

/** The last 30 days, today included. */
const usualDays = 30
const dayMs = 86_400_000

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ pointer: pointer(issue.path), detail: issue.message }))
  throw new Refusal('invalid-request', undefined, { errors })
}

/** Leaves out what is undefined, which in our types is not the same as absent. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const present = <T extends object>(record: T): Present<T> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>

/** `GET /v1/dead-letters?limit=&after=&solution=&environment=&action=` */
export const readListing = (query: unknown) => present(read(listing, query))

/** `PATCH /v1/dead-letters/{id}` */
export const readInput = (body: unknown): Values => read(edit, body).input as Values

/** `GET /v1/reports/data-points?from=&to=&solution=&environment=` */
export function readRange(query: unknown, now: number): DataPointRange {
  const given = present(read(range, query))
  const to = given.to ?? new Date(now).toISOString().slice(0, 10)
  const from = given.from ?? new Date(Date.parse(to) - (usualDays - 1) * dayMs).toISOString().slice(0, 10)
  if (from > to)
    throw new Refusal('invalid-request', undefined, { errors: [{ pointer: '/from', detail: '`from` is after `to`' }] })
  return { ...given, from, to }
}

export function deadLetterOf(letter: DeadLetter) {
  const { conversation, effect, solution, environment, flow, node, action, reason, attempts, doubtful, at, diedAt } =
    letter
  return {
    id: `${conversation}.${effect}`,
    solution,
    environment,
    flow,
    node,
    action,
    conversation_id: conversation,
    reason,
    attempts,
    /** Some of it may have been taken: a replay may do it twice. */
    doubtful,
    at: new Date(at).toISOString(),
    given_up_at: new Date(diedAt).toISOString(),
  }
}

export const dataPointLine = ({ day, solution, environment, flow, node, sent, saved }: DataPointCount) => ({
  day,
  solution,
  environment,
  flow,
  node,
  sent,
  saved,
})
