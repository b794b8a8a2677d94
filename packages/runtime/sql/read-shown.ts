import type { Content, Status } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId, VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** A conversation as it is stored, with all that was said and happened; what is sensitive is still sealed. */
export interface ShownRows {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  readonly status: Status
  readonly state: unknown
  /** No content where it is sensitive. */
  readonly messages: readonly {
    readonly seq: number
    readonly turn: number
    readonly from: 'bot' | 'user'
    readonly content: Content | null
    readonly sensitive: boolean
    readonly at: number
  }[]
  readonly happened: readonly { readonly turn: number; readonly at: number; readonly event: unknown }[]
  readonly visits: readonly { readonly turn: number; readonly at: number; readonly path: string }[]
  readonly effects: readonly {
    readonly effect: string
    readonly flow: string
    readonly node: string
    readonly action: string
    readonly attempts: number
    readonly dead: boolean
    readonly reason: string | null
  }[]
}

/** One statement, so that all of it belongs together. The lists are as long as they are let be. */
const text = `
select c.solution, c.environment, c.version_id as version, c.status, c.state,
  coalesce((
    select json_agg(json_build_object('seq', m.seq, 'turn', m.turn, 'from', m.author, 'at', m.at, 'sensitive', m.sensitive,
      'content', case when not m.sensitive then m.content end) order by m.seq)
    from (select * from parley.message where workspace_id = $1 and conversation_id = $2 order by seq limit $3) m
  ), '[]') as messages,
  coalesce((
    select json_agg(json_build_object('turn', t.turn, 'at', t.at, 'event', t.event) order by t.turn)
    from (select * from parley.turn where workspace_id = $1 and conversation_id = $2 order by turn limit $3) t
  ), '[]') as happened,
  coalesce((
    select json_agg(json_build_object('turn', v.turn, 'at', v.at, 'path', v.path) order by v.turn, v.at)
    from (select * from parley.visit where workspace_id = $1 and conversation_id = $2 order by turn limit $3) v
  ), '[]') as visits,
  coalesce((
    select json_agg(json_build_object('effect', o.effect_id, 'flow', o.flow, 'node', o.node, 'action', o.action,
      'attempts', o.attempts, 'dead', o.dead_at is not null, 'reason', o.reason) order by o.position)
    from (select * from parley.outbox where workspace_id = $1 and conversation_id = $2 order by position limit $3) o
  ), '[]') as effects
from parley.conversation c
where c.workspace_id = $1 and c.id = $2`

/** Null when there is no such conversation. `most`: of each list, the first. */
export async function readShown(
  db: Queryable,
  workspace: string,
  conversation: ConversationId,
  most: number,
): Promise<ShownRows | null> {
  const { rows } = await db.query<ShownRows>({ name: 'read-shown', text, values: [workspace, conversation, most] })
  return rows[0] ?? null
}
