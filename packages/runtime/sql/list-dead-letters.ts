import type { EffectId, Values } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** A queued action that was given up. */
export interface DeadLetter {
  readonly conversation: ConversationId
  readonly effect: EffectId
  readonly solution: string
  readonly environment: Environment
  readonly flow: string
  readonly node: string
  readonly action: string
  readonly reason: string
  readonly attempts: number
  /** What it sent may have been taken all the same: a replay may do it twice. */
  readonly doubtful: boolean
  /** When the turn that asked for it happened, and when it was given up; epoch milliseconds. */
  readonly at: number
  readonly diedAt: number
}

const columns = `o.conversation_id as conversation, o.effect_id as effect, c.solution, c.environment, o.flow, o.node, o.action,
  coalesce(o.reason, '') as reason, o.attempts, o.doubtful, o.at, o.dead_at as "diedAt"`

const dead = `
from parley.outbox o
join parley.conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
where o.workspace_id = $1 and o.dead_at is not null`

export interface DeadLetterFilter {
  readonly solution?: string
  readonly environment?: string
  readonly action?: string
  /** At most so many, newest first. */
  readonly limit: number
  /** Only what comes after this one in the list. */
  readonly after?: { readonly conversation: string; readonly effect: string }
}

const listText = `select ${columns} ${dead}
  and ($2::text is null or c.solution = $2) and ($3::text is null or c.environment = $3) and ($4::text is null or o.action = $4)
  and ($5::text is null or (o.dead_at, o.conversation_id, o.effect_id) < (
    select a.dead_at, a.conversation_id, a.effect_id from parley.outbox a
    where a.workspace_id = $1 and a.conversation_id = $5 and a.effect_id = $6))
order by o.dead_at desc, o.conversation_id desc, o.effect_id desc
limit $7`

/** Newest first. */
export async function listDeadLetters(
  db: Queryable,
  workspace: string,
  { solution, environment, action, limit, after }: DeadLetterFilter,
): Promise<readonly DeadLetter[]> {
  const values = [
    workspace,
    solution ?? null,
    environment ?? null,
    action ?? null,
    after?.conversation ?? null,
    after?.effect ?? null,
    limit,
  ]
  const { rows } = await db.query<DeadLetter>({ text: listText, values })
  return rows
}

const readText = `select ${columns}, o.input ${dead} and o.conversation_id = $2 and o.effect_id = $3`

/** One with what it was given. */
export async function readDeadLetter(
  db: Queryable,
  workspace: string,
  conversation: string,
  effect: string,
): Promise<(DeadLetter & { readonly input: Values }) | null> {
  const { rows } = await db.query<DeadLetter & { readonly input: Values }>({
    text: readText,
    values: [workspace, conversation, effect],
  })
  return rows[0] ?? null
}
