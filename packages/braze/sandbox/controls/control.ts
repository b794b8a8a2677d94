import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { PathParams } from '../path.ts'
import { describeMisfit, sendProblem } from '../problem.ts'
import type { World } from '../world.ts'

const LIST_MAX = 1_000_000

/** `?limit=` the newest so many, `?search=` part of what the list is searched by. Other members are left as sent. */
export const listQuery = z.looseObject({
  limit: z.coerce.number().int().min(0).max(LIST_MAX).default(LIST_MAX),
  search: z.string().default(''),
})

/** One call of a control, its body read and parsed. */
export interface ControlCall {
  readonly response: ServerResponse
  readonly world: World
  /** Puts a new world in the place of the old. */
  readonly reset: () => void
  readonly query: z.output<typeof listQuery>
  /** What stands in the path where the control has a name in braces, decoded. */
  readonly params: PathParams
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
}

/** What a control does, by method. Answers through `sendJson` or `sendProblem`; may take its time. */
export interface Control {
  readonly [method: string]: (call: ControlCall) => void | Promise<void>
}

/** Controls by their path, `/__sandbox/profiles/{external_id}`. */
export interface ControlTable {
  readonly [path: string]: Control
}

/** The body as the schema reads it; `undefined` once a 400 says what is wrong with it. */
export function readControlBody<Schema extends z.ZodType>(
  { response, body }: ControlCall,
  schema: Schema,
): z.output<Schema> | undefined {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  sendProblem(response, describeMisfit(read.error))
  return undefined
}
