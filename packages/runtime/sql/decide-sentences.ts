import type { Queryable } from '../database.ts'
import { deleted } from './drop-conversations.ts'
import type { Sentence } from './save-sentences.ts'

export type SentenceKey = Pick<Sentence, 'conversation' | 'turn' | 'place'>

export interface SentenceDecision {
  /** `open`: it was decided by mistake. */
  readonly decision: 'assigned' | 'ignored' | 'open'
  readonly intent: string | null
  readonly by: string
  readonly at: number
}

const text = `
update parley.inbox i
set decision = nullif($3, 'open'), decided_intent = $4, decided_by = $5, decided_at = $6::bigint
from unnest($7::text[], $8::int[], $9::int[]) as d (conversation, turn, place)
where i.workspace_id = $1 and i.solution = $2 and i.conversation_id = d.conversation and i.turn = d.turn and i.place = d.place
  and ($3 = 'open' or i.decision is null
    or (i.decision = $3 and i.decided_intent is not distinct from $4 and i.decided_by = $5))
returning i.conversation_id as conversation, i.turn, i.place`

/** Of several who decide at once the first one does, and may say the same again; anybody may open. Says which are decided so. */
export async function decideSentences(
  db: Queryable,
  workspace: string,
  solution: string,
  keys: readonly SentenceKey[],
  { decision, intent, by, at }: SentenceDecision,
): Promise<readonly SentenceKey[]> {
  const column = (read: (key: SentenceKey) => unknown) => keys.map(read)
  const values = [
    workspace,
    solution,
    decision,
    decision === 'assigned' ? intent : null,
    by,
    at,
    column(({ conversation }) => conversation),
    column(({ turn }) => turn),
    column(({ place }) => place),
  ]
  return (await db.query<SentenceKey>({ text, values })).rows
}

const oldText = `
delete from parley.inbox where ctid = any(array(
  select ctid from parley.inbox where workspace_id = $1 and at < $2 order by at limit $3 for update skip locked
))`

/** Removes those that were said before; says how many, at most `limit`. */
export const dropOldSentences = (db: Queryable, workspace: string, before: number, limit: number): Promise<number> =>
  deleted(db, oldText, [workspace, before, limit])

const placesText = `
select solution, environment from parley.inbox where workspace_id = $1 and decision is null
group by solution, environment having count(*) > $2`

const excessText = `
delete from parley.inbox where ctid = any(array(
  select ctid from parley.inbox where workspace_id = $1 and solution = $2 and environment = $3 and decision is null
  order by at desc offset $4 limit $5 for update skip locked
))`

/** Removes the oldest where there are more open ones than `most`; says how many, at most `limit` of each place. */
export async function dropExcessSentences(
  db: Queryable,
  workspace: string,
  most: number,
  limit: number,
): Promise<number> {
  type Place = Pick<Sentence, 'solution' | 'environment'>
  const { rows } = await db.query<Place>({ text: placesText, values: [workspace, most] })
  let count = 0
  for (const { solution, environment } of rows)
    count += await deleted(db, excessText, [workspace, solution, environment, most, limit])
  return count
}
