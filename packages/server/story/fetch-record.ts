import type { Effect } from '@parley/flow'
import type { OriginalTurn } from '@parley/flow/story'
import { z } from 'zod'
import { askOperator, type OperatorOptions } from '../commands/operator.ts'

/** A recorded conversation as a server gives it away. */
export interface FetchedRecord {
  readonly conversation: string
  readonly solution: string
  readonly flow: string
  readonly status: string
  readonly moved: boolean
  readonly givenUp: boolean
  /** Whether playing it on its own version gives what was really said. */
  readonly faithful: boolean
  /** Whether something stands for sensitive answers, and whether the conversation goes on as it did all the same. */
  readonly disguised: boolean
  readonly sameWay: boolean
  readonly turns: readonly OriginalTurn[]
}

const kinded = z.looseObject({ kind: z.string() })
const timers = z.strictObject({ idle: z.number().optional(), wait: z.number().optional() })
const shape = z.object({
  record: z.object({
    conversation_id: z.string(),
    solution: z.string(),
    flow: z.string(),
    status: z.string(),
    moved: z.boolean(),
    given_up: z.boolean(),
    faithful: z.boolean(),
    disguised: z.boolean(),
    same_way: z.boolean(),
    turns: z.array(
      z.object({
        at: z.iso.datetime(),
        event: kinded,
        effects: z.array(kinded),
        timers,
        awaits: z.object({ effect: z.string(), action: z.string() }).nullable(),
      }),
    ),
  }),
})

/** @throws Error with words for the person at the terminal. */
export async function fetchRecord(conversation: string, options: OperatorOptions): Promise<FetchedRecord> {
  const path = `/v1/conversations/${encodeURIComponent(conversation)}/record`
  const parsed = shape.safeParse(await askOperator(path, options))
  if (!parsed.success)
    throw new Error('The server answers in a form that this Parley does not know. Are both of one age?')
  const { conversation_id: id, given_up: givenUp, same_way: sameWay, turns, ...rest } = parsed.data.record
  return { conversation: id, givenUp, sameWay, ...rest, turns: turns.map(turnOf) }
}

function turnOf(turn: z.infer<typeof shape>['record']['turns'][number]): OriginalTurn {
  const { channel_languages: channelLanguages, ...event } = turn.event
  const happening = channelLanguages === undefined ? event : { ...event, channelLanguages }
  const effects = turn.effects.map(({ timeout_ms: timeoutMs, ...effect }) =>
    timeoutMs === undefined ? effect : { ...effect, timeoutMs },
  )
  // Made by the same program on the other side; what of it is used is checked where it is.
  return {
    at: Date.parse(turn.at),
    happening: happening as OriginalTurn['happening'],
    effects: effects as unknown as readonly Effect[],
    timers: turn.timers as OriginalTurn['timers'],
    awaits: turn.awaits as OriginalTurn['awaits'],
  }
}

const listed = z.object({
  records: z.array(z.object({ conversation_id: z.string() })),
  cursor: z.string().nullable(),
})

export interface RecordQuery {
  readonly solution: string
  readonly version?: number
  readonly environment?: string
  /** ISO 8601. */
  readonly since?: string
  readonly limit: number
}

const page = 500

/** Ids of recorded conversations, newest first. */
export async function listRecords(query: RecordQuery, options: OperatorOptions): Promise<readonly string[]> {
  const { limit, ...filter } = query
  const ids: string[] = []
  for (let before: string | null = null; ids.length < limit; ) {
    const wanted = { ...filter, limit: Math.min(page, limit - ids.length), ...(before === null ? {} : { before }) }
    const search = new URLSearchParams(Object.entries(wanted).map(([name, value]) => [name, String(value)]))
    const { records, cursor } = listed.parse(await askOperator(`/v1/records?${search}`, options))
    ids.push(...records.map(({ conversation_id: id }) => id))
    if (cursor === null || records.length < wanted.limit) break
    before = cursor
  }
  return ids
}
