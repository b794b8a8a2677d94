import { readState, type State, type Status } from '@parley/flow'
import { type Cipher, isSealed, type SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { ContactId, ConversationId, VersionId, VisitorId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

/** A conversation between two turns. */
export interface Conversation {
  readonly id: ConversationId
  readonly contact: ContactId
  /** Only of one that begins: by which visitor. */
  readonly visitor?: VisitorId
  readonly solution: string
  readonly environment: Environment
  /** R6 */
  readonly version: VersionId
  readonly channel: string
  readonly state: State
  readonly status: Status
  /** The last message's seq, 0 before the first. */
  readonly seq: number
  /** It was stored sealed: it stays so. */
  readonly sealed?: boolean
  /** What its present turns make known; what is absent stays as it is stored. */
  readonly outcome?: string | null
  readonly rating?: { readonly value: number; readonly most: number }
  /** Only of one that begins: its first flow, the language it is held in, the campaign that led to it. */
  readonly begins?: {
    readonly flow: string
    readonly language: string | null
    readonly campaign: string | null
  }
}

/** One that is there and cannot be read. RX3 */
export interface Unreadable {
  readonly id: ConversationId
  readonly error: RuntimeError
}

/** Where the state of a conversation is sealed. */
export const stateOf = (conversation: string): SealedPlace => ({ of: conversation, row: 'state' })

/** Always in the order of ids, so that two nodes never wait for each other. R5 */
const text = `
select id, contact_id as contact, solution, environment, version_id as version, channel, state, status, last_seq as seq
from parley.conversation
where workspace_id = $1 and id = any($2::text[])
order by id
for update`

/** Locks the conversations until the transaction ends and gives them as they are then. */
export async function lockConversations(
  db: Queryable,
  workspace: string,
  conversations: readonly ConversationId[],
  cipher: Cipher,
): Promise<{ readonly locked: readonly Conversation[]; readonly unreadable: readonly Unreadable[] }> {
  const { rows } = await db.query<Conversation>({
    name: 'lock-conversations',
    text,
    values: [workspace, conversations],
  })
  const locked: Conversation[] = []
  const unreadable: Unreadable[] = []
  for (const row of rows) {
    const sealed = isSealed(row.state)
    try {
      const stored = cipher.openJson(stateOf(row.id), row.state)
      locked.push({ ...row, state: readState(stored, { conversation: row.id }), ...(sealed && { sealed }) })
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error
      unreadable.push({ id: row.id, error })
    }
  }
  return { locked, unreadable }
}
