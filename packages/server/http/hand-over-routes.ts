import type { HandOver, Runtime } from '@parley/runtime'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { closed, placesOf } from './closed.ts'
import { operatorOnly } from './operator-guard.ts'
import { pointer } from './pointer.ts'
import { Refusal } from './refusal.ts'

interface Parts {
  readonly key: string
  readonly handOvers: Runtime['handOvers']
}

interface OfConversation {
  readonly Params: { readonly id: `conv_${string}` }
}

const name = z.string().min(1).max(200).optional()

const listing = closed({
  status: z.enum(['open', 'ended']).default('open'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().max(200).optional(),
  solution: name,
  environment: z.enum(['sandbox', 'prod']).optional(),
  skill: name,
})

const ending = closed({ outcome: z.enum(['done', 'unavailable']).default('done') })

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap((issue) =>
    placesOf(issue).map((place) => ({ pointer: pointer(place), detail: issue.message })),
  )
  throw new Refusal('invalid-request', undefined, { errors: errors.slice(0, 20) })
}

/** `/v1/hand-overs`: conversations that people of the brand took over, or are to. */
export function addHandOverRoutes(app: FastifyInstance, { key, handOvers }: Parts): void {
  const onRequest = operatorOnly(key)

  app.get('/v1/hand-overs', { onRequest }, async (request) => {
    const { status, limit, after, solution, environment, skill } = read(listing, request.query)
    const found = await handOvers.list({
      ended: status === 'ended',
      limit,
      ...(after !== undefined && { after }),
      ...(solution !== undefined && { solution }),
      ...(environment !== undefined && { environment }),
      ...(skill !== undefined && { skill }),
    })
    const listed = found.map(handOverOf)
    return { hand_overs: listed, cursor: listed.at(-1)?.id ?? null }
  })

  app.post<OfConversation>('/v1/hand-overs/:id/end', { onRequest }, async (request) => {
    const { outcome } = read(ending, request.body ?? {})
    if (!(await handOvers.end(request.params.id, outcome))) throw new Refusal('unknown-hand-over')
    return { conversation_id: request.params.id, outcome }
  })
}

/** What the flow handed on is masked when it may repeat a sensitive answer. */
const masked = (text: string | null, sensitive: boolean): string | null =>
  text !== null && sensitive ? '[sensitive]' : text

function handOverOf(handOver: HandOver) {
  const { conversation, effect, solution, environment, flow, node, skill, note, sensitive, at, endedAt, outcome } =
    handOver
  return {
    id: `${conversation}.${effect}`,
    conversation_id: conversation,
    solution,
    environment,
    flow,
    node,
    skill: masked(skill, sensitive),
    brief: masked(note, sensitive),
    at: new Date(at).toISOString(),
    ended_at: endedAt === null ? null : new Date(endedAt).toISOString(),
    outcome,
  }
}
