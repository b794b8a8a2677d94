import type { Content, MenuItem, Status } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { StoredMessage } from '../runtime.ts'
import { messageId } from '../turn.ts'
import { stateOf } from './lock-conversations.ts'

/** A conversation as it was at one moment. */
export interface Transcript {
  readonly status: Status
  readonly turn: number
  /** The conversation's last seq, perhaps beyond the messages given. */
  readonly lastSeq: number
  readonly messages: readonly StoredMessage[]
  readonly menu: readonly MenuItem[]
}

/** One statement, so that status and messages belong together. */
const text = `
with c as materialized (
  -- Once, not for every message: a state has to be read through to find what is in it.
  select status, turn, last_seq, coalesce(state -> 'menu', case when state -> '$sealed' is not null then state end) as menu
  from parley.conversation where workspace_id = $1 and id = $2
)
select c.status, c.turn, c.last_seq as "lastSeq", c.menu, m.seq, m.author, m.content, m.at, m.sensitive,
  m.client_message_id as "clientMessageId"
from c
left join lateral (
  select * from parley.message m
  where m.workspace_id = $1 and m.conversation_id = $2 and m.seq > $3 and m.seq <= $4
  order by m.seq limit $5
) m on true
order by m.seq`

interface Row {
  readonly status: Status
  readonly turn: number
  readonly lastSeq: number
  /** Of a sealed one: the state. */
  readonly menu: unknown
  readonly seq: number | null
  readonly author: StoredMessage['from']
  readonly content: Content
  readonly at: number
  readonly sensitive: boolean
  readonly clientMessageId: string | null
}

const lastPossibleSeq = 2_147_483_647

/** The messages after one seq up to another; null when there is no such conversation. */
export async function readTranscript(
  db: Queryable,
  workspace: string,
  conversation: ConversationId,
  range: { readonly after: number; readonly until?: number | null; readonly limit: number },
  cipher: Cipher,
): Promise<Transcript | null> {
  const values = [workspace, conversation, range.after, range.until ?? lastPossibleSeq, range.limit]
  const { rows } = await db.query<Row>({ name: 'read-transcript', text, values })
  const [first] = rows
  if (first === undefined) return null
  const messages = rows.flatMap((row) => (row.seq === null ? [] : [messageOf(conversation, row, row.seq, cipher)]))
  return {
    status: first.status,
    turn: first.turn,
    lastSeq: first.lastSeq,
    messages,
    menu: menuOf(conversation, first.menu, cipher),
  }
}

function menuOf(conversation: ConversationId, stored: unknown, cipher: Cipher): readonly MenuItem[] {
  const opened = cipher.openJson(stateOf(conversation), stored)
  const menu = opened === stored ? stored : (opened as { readonly menu?: unknown }).menu
  return (menu as readonly MenuItem[] | null | undefined) ?? []
}

/** Where the content of a message is sealed. */
export const contentOf = (conversation: string, seq: number): SealedPlace => ({
  of: conversation,
  row: `message ${seq}`,
})

function messageOf(conversation: ConversationId, row: Row, seq: number, cipher: Cipher): StoredMessage {
  const { author: from, at, sensitive, clientMessageId } = row
  const content = cipher.openJson(contentOf(conversation, seq), row.content) as Content
  return {
    id: messageId(conversation, seq),
    seq,
    from,
    content,
    at,
    sensitive,
    ...(clientMessageId !== null && { clientMessageId }),
  }
}
