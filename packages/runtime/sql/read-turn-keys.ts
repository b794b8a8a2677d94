import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'

/** What a client message id led to. */
export interface TurnKey {
  readonly conversation: ConversationId
  readonly clientMessageId: string
  /** Of what was said, to tell a repetition from a reused id. */
  readonly fingerprint: string
  /** The answer is what the bot said after this seq … */
  readonly afterSeq: number
  /** … up to this one; null as long as the conversation works on it. */
  readonly untilSeq: number | null
}

const text = `
select k.conversation_id as conversation, k.client_message_id as "clientMessageId", k.fingerprint,
  k.after_seq as "afterSeq", k.until_seq as "untilSeq"
from unnest($2::text[], $3::text[]) as asked (conversation_id, client_message_id)
join parley.turn_key k on k.workspace_id = $1
  and k.conversation_id = asked.conversation_id and k.client_message_id = asked.client_message_id`

/** Which of these client message ids have had their turn. */
export async function readTurnKeys(
  db: Queryable,
  workspace: string,
  asked: readonly { readonly conversation: ConversationId; readonly clientMessageId: string }[],
): Promise<readonly TurnKey[]> {
  const values = [workspace, asked.map((key) => key.conversation), asked.map((key) => key.clientMessageId)]
  const { rows } = await db.query<TurnKey>({ name: 'read-turn-keys', text, values })
  return rows
}
