import { type Cipher, openOr } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { HandOver } from '../hand-over.ts'
import { mask } from '../sensitive.ts'
import { handOverOf } from './save-hand-overs.ts'

export interface HandOverFilter {
  readonly solution?: string
  readonly environment?: string
  readonly skill?: string
  /** Those that have ended, newest end first, instead of those that wait, oldest first. */
  readonly ended: boolean
  readonly limit: number
  /** Only what comes after this one in the list. */
  readonly after?: { readonly conversation: string; readonly effect: string }
}

const columns = `h.conversation_id as conversation, h.effect_id as effect, c.solution, c.environment, h.flow, h.node, h.skill,
  h.note, h.sensitive, h.at, h.ended_at as "endedAt", h.outcome`

const from = `
from parley.hand_over h
join parley.conversation c on c.workspace_id = h.workspace_id and c.id = h.conversation_id
where h.workspace_id = $1
  and ($2::text is null or c.solution = $2) and ($3::text is null or c.environment = $3) and ($4::text is null or h.skill = $4 or h.skill_mark = $8)`

const openText = `select ${columns} ${from} and h.ended_at is null
  and ($5::text is null or (h.at, h.conversation_id, h.effect_id) > (
    select a.at, a.conversation_id, a.effect_id from parley.hand_over a
    where a.workspace_id = $1 and a.conversation_id = $5 and a.effect_id = $6))
order by h.at, h.conversation_id, h.effect_id
limit $7`

const endedText = `select ${columns} ${from} and h.ended_at is not null
  and ($5::text is null or (h.ended_at, h.conversation_id, h.effect_id) < (
    select a.ended_at, a.conversation_id, a.effect_id from parley.hand_over a
    where a.workspace_id = $1 and a.conversation_id = $5 and a.effect_id = $6))
order by h.ended_at desc, h.conversation_id desc, h.effect_id desc
limit $7`

export async function listHandOvers(
  db: Queryable,
  workspace: string,
  { solution, environment, skill, ended, limit, after }: HandOverFilter,
  cipher: Cipher,
): Promise<readonly HandOver[]> {
  const values = [
    workspace,
    solution ?? null,
    environment ?? null,
    skill ?? null,
    after?.conversation ?? null,
    after?.effect ?? null,
    limit,
    skill === undefined ? null : cipher.keyed(skill),
  ]
  const { rows } = await db.query<HandOver>({ text: ended ? endedText : openText, values })
  return rows.map((row) => {
    const told = (text: string | null, what: 'skill' | 'note') =>
      text !== null && row.sensitive
        ? openOr(() => cipher.openText(handOverOf(row.conversation, row.effect, what), text), mask)
        : text
    return { ...row, skill: told(row.skill, 'skill'), note: told(row.note, 'note') }
  })
}
