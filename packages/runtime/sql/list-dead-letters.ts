import type { EffectId, Values } from '@parley/flow'
import { type Cipher, isSealed } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { valuesAt, withoutValues } from '../sensitive.ts'
import { masksIn } from './lease-outbox.ts'
import { inputOf, reasonOf } from './save-turns.ts'

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

interface Row extends DeadLetter {
  /** The input, where it is. */
  readonly sealed: unknown
}

const columns = `o.conversation_id as conversation, o.effect_id as effect, c.solution, c.environment, o.flow, o.node, o.action,
  coalesce(o.reason, '') as reason, o.attempts, o.doubtful, o.at, o.dead_at as "diedAt", 
  case when o.input -> '$sealed' is not null then o.input end as sealed`

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
  cipher: Cipher,
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
  const { rows } = await db.query<Row>({ text: listText, values })
  return rows.map((row) => letterOf(row, cipher))
}

/** RX3: one whose key is gone must not hide the others. */
function letterOf({ sealed, ...letter }: Row, cipher: Cipher): DeadLetter {
  if (sealed === null) return letter
  const { conversation, effect, reason } = letter
  try {
    const hidden = valuesAt(cipher.openJson(inputOf(conversation, effect), sealed) as Values, masksIn(sealed))
    return { ...letter, reason: withoutValues(cipher.openText(reasonOf(conversation, effect), reason), hidden) }
  } catch (error) {
    if (error instanceof RuntimeError) return { ...letter, reason: error.message }
    throw error
  }
}

const readText = `select ${columns}, o.input ${dead} and o.conversation_id = $2 and o.effect_id = $3`

/** What it was given, and JSON pointers to what of it holds sensitive answers. */
export interface LetterInput {
  readonly input: Values
  readonly masks: readonly string[]
  readonly sealed: boolean
}

/** One with what it was given. */
export async function readDeadLetter(
  db: Queryable,
  workspace: string,
  conversation: string,
  effect: string,
  cipher: Cipher,
): Promise<(DeadLetter & LetterInput) | null> {
  const { rows } = await db.query<Row & { readonly input: unknown }>({
    text: readText,
    values: [workspace, conversation, effect],
  })
  const [found] = rows
  if (found === undefined) return null
  const { input, ...row } = found
  const opened = cipher.openJson(inputOf(row.conversation, row.effect), input) as Values
  return { ...letterOf(row, cipher), input: opened, masks: masksIn(input), sealed: isSealed(input) }
}
