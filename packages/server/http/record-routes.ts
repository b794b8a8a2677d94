import { isDeepStrictEqual } from 'node:util'
import type { Effect, Program } from '@parley/flow'
import { disguise, type OriginalTurn, playExactly } from '@parley/flow/story'
import type { ConversationId, ConversationRecord, Runtime } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { closed, placesOf } from './closed.ts'
import { operatorOnly } from './operator-guard.ts'
import { pointer } from './pointer.ts'
import { Refusal } from './refusal.ts'

interface Parts {
  readonly key: string
  readonly records: Runtime['records']
  readonly versions: Pick<Runtime['versions'], 'find'>
}

interface OfConversation {
  readonly Params: { readonly id: ConversationId }
}

const listing = closed({
  solution: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be the name of a solution'),
  environment: z.enum(['sandbox', 'prod']).optional(),
  version: z.coerce.number().int().min(1).max(1e9).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  before: z
    .string()
    .regex(/^conv_[0-9a-z]{1,64}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

/**
 * `/v1/records`: conversations event by event, to be played again. What the solution calls sensitive never leaves: something of
 * the same sort stands for it, and the messages are those that follow from that.
 */
export function addRecordRoutes(app: FastifyInstance, { key, records, versions }: Parts): void {
  const onRequest = operatorOnly(key)

  app.get('/v1/records', { onRequest }, async (request) => {
    const parsed = listing.safeParse(request.query)
    if (!parsed.success) {
      const errors = parsed.error.issues.flatMap((issue) =>
        placesOf(issue).map((place) => ({ pointer: pointer(place), detail: issue.message })),
      )
      throw new Refusal('invalid-request', undefined, { errors: errors.slice(0, 20) })
    }
    const { solution, environment, version: number, since, before, limit } = parsed.data
    const version = number === undefined ? null : (await versions.find(solution, number)).version
    const found = await records.list({
      solution,
      limit,
      version,
      environment: environment ?? null,
      since: since === undefined ? null : Date.parse(since),
      before: (before as ConversationId | undefined) ?? null,
    })
    return { records: found.map((id) => ({ conversation_id: id })), cursor: found.at(-1) ?? null }
  })

  app.get<OfConversation>('/v1/conversations/:id/record', { onRequest }, async ({ params }) => {
    const record = await records.read(params.id)
    if (record === 'unknown') throw new Refusal('unknown-conversation')
    if (record === 'not-recorded' || record === 'too-long')
      throw new Refusal(
        'not-recorded',
        record === 'too-long' ? 'The conversation is too long to be played again.' : undefined,
      )
    return { record: recordOf(record, await records.program(record.version)) }
  })
}

function recordOf(record: ConversationRecord, program: Program) {
  const events = record.turns.map(({ at, event }) => ({ at, happening: event }))
  const isFaithful =
    !record.givenUp &&
    isDeepStrictEqual(messagesOf(playExactly(program, { flow: record.flow, events })), storedOf(record))
  const shown = disguise(program, { flow: record.flow, events })
  const turns = playExactly(program, shown.record)
  return {
    conversation_id: record.conversation,
    solution: record.solution,
    environment: record.environment,
    status: record.status,
    version_id: record.version,
    flow: record.flow,
    /** It went on in another version, or was ended because its flow could not take what it waited for. */
    moved: record.moved,
    given_up: record.givenUp,
    /** Whether playing it gives the messages that were really sent. */
    faithful: isFaithful,
    /** Whether something stands for sensitive answers; `same_way`: whether the conversation goes on as it did all the same. */
    disguised: shown.changed,
    same_way: shown.faithful,
    turns: turns.map(turnOf),
  }
}

/** What was said, as far as playing can give it. */
function messagesOf(turns: readonly OriginalTurn[]) {
  return turns.flatMap(({ at, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'send' || effect.kind === 'hear'
        ? [
            {
              at,
              from: effect.kind === 'send' ? 'bot' : 'user',
              content: plain(effect.content),
              sensitive: effect.sensitive,
            },
          ]
        : [],
    ),
  )
}

function storedOf({ messages }: ConversationRecord) {
  return messages.map(({ at, from, content, sensitive }) => ({ at, from, content, sensitive }))
}

/** As the database gives it back: without members that are undefined. */
function plain(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content))
}

function turnOf({ at, happening, effects, timers, awaits }: OriginalTurn) {
  return { at: new Date(at).toISOString(), event: eventOf(happening), effects: effects.map(effectOf), timers, awaits }
}

function eventOf(happening: OriginalTurn['happening']) {
  if (happening.kind !== 'started') return happening
  const { channelLanguages, ...event } = happening
  return channelLanguages === undefined ? event : { ...event, channel_languages: channelLanguages }
}

function effectOf(effect: Effect) {
  if (effect.kind !== 'run-action') return effect
  const { timeoutMs, ...run } = effect
  return timeoutMs === undefined ? run : { ...run, timeout_ms: timeoutMs }
}
