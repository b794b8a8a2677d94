import type { Content, Status } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { Happened } from '../happened.ts'
import type { ConversationId, VersionId } from '../ids.ts'
import type { Environment, StoredMessage } from '../runtime.ts'
import { messageId } from '../turn.ts'
import { contentOf } from './read-transcript.ts'

/** A conversation, whole: what was said and what happened. */
export interface RecordRows {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  readonly status: Status
  readonly turn: number
  readonly messages: readonly (StoredMessage & { readonly turn: number })[]
  readonly happened: readonly { readonly turn: number; readonly at: number; readonly event: Happened }[]
}

/** One statement, so that all of it belongs together. The lists are as long as they are let be. */
const text = `
select c.solution, c.environment, c.version_id as version, c.status, c.turn,
  coalesce((
    select json_agg(json_build_object('seq', m.seq, 'turn', m.turn, 'from', m.author, 'content', m.content, 'at', m.at,
      'sensitive', m.sensitive, 'clientMessageId', m.client_message_id) order by m.seq)
    from (select * from parley.message where workspace_id = $1 and conversation_id = $2 order by seq limit $3) m
  ), '[]') as messages,
  coalesce((
    select json_agg(json_build_object('turn', t.turn, 'at', t.at, 'event', t.event) order by t.turn)
    from (select * from parley.turn where workspace_id = $1 and conversation_id = $2 order by turn limit $3) t
  ), '[]') as happened
from parley.conversation c
where c.workspace_id = $1 and c.id = $2`

interface Row extends Omit<RecordRows, 'messages'> {
  readonly messages: readonly {
    readonly seq: number
    readonly turn: number
    readonly from: StoredMessage['from']
    readonly content: Content
    readonly at: number
    readonly sensitive: boolean
    readonly clientMessageId: string | null
  }[]
}

/** Where what happened in a turn is sealed. */
export const eventOf = (conversation: string, turn: number): SealedPlace => ({ of: conversation, row: `turn ${turn}` })

/** Null when there is no such conversation. `most`: of its messages and of its turns, the first. */
export async function readRecordRows(
  db: Queryable,
  workspace: string,
  conversation: ConversationId,
  most: number,
  cipher: Cipher,
): Promise<RecordRows | null> {
  const { rows } = await db.query<Row>({ name: 'read-record', text, values: [workspace, conversation, most] })
  const [row] = rows
  if (row === undefined) return null
  const messages = row.messages.map(({ clientMessageId, ...message }) => ({
    id: messageId(conversation, message.seq),
    ...message,
    content: cipher.openJson(contentOf(conversation, message.seq), message.content) as Content,
    ...(clientMessageId !== null && { clientMessageId }),
  }))
  const happened = row.happened.map(({ turn, at, event }) => ({
    turn,
    at,
    event: cipher.openJson(eventOf(conversation, turn), event) as Happened,
  }))
  return { ...row, messages, happened }
}
