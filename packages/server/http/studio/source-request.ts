import { sourceLimits } from '@parley/studio/source'
import { z } from 'zod'
import { closed, placesOf } from '../closed.ts'
import { pointer } from '../pointer.ts'
import { Refusal } from '../refusal.ts'

function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) =>
    placesOf(issue).map((path) => ({ pointer: pointer(path), detail: issue.message })),
  )
  throw new Refusal('invalid-request', undefined, { errors: errors.slice(0, 20) })
}

const text = z.string().max(sourceLimits.bytes)

/** More than the largest solution, and JSON's own signs. */
export const filesBytes = 2 * sourceLimits.bytes

const files = closed({ files: z.record(z.string().max(sourceLimits.path), text) })
export const readFiles = (body: unknown) => read(files, body).files

const changes = closed({ files: z.record(z.string().max(sourceLimits.path), text.nullable()) })
export const readChanges = (body: unknown) => read(changes, body).files

const by = z.string().min(1).max(200).exactOptional()
const renewed = closed({ files: z.record(z.string().max(sourceLimits.path), text), by })
export const readRenewed = (body: unknown) => read(renewed, body)
const pushed = closed({ files: z.record(z.string().max(sourceLimits.path), text.nullable()), by })
export const readPushed = (body: unknown) => read(pushed, body)

const choices = closed({
  choices: z.record(z.string().max(sourceLimits.path), z.enum(['here', 'folder'])).default({}),
})
export const readChoices = (body: unknown) => read(choices, body ?? {}).choices

const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
export const readNumber = (given: unknown): number => read(number, given)

const before = z.object({ before: number.optional() })
export const readBefore = (query: unknown): number | undefined => read(before, query).before

export const pointName = z.string().trim().min(1).max(120)
const point = closed({ name: pointName, number: number.exactOptional() })
export const readPoint = (body: unknown) => read(point, body)
