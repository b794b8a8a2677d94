import type { Queryable } from '../database.ts'
import type { HandOverChange } from '../hand-over.ts'
import type { ConversationId } from '../ids.ts'

const beginText = `
insert into parley.hand_over (workspace_id, conversation_id, effect_id, flow, node, skill, note, sensitive, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

const endText = `
update parley.hand_over set ended_at = $3, outcome = $4
where workspace_id = $1 and conversation_id = $2 and ended_at is null`

/** Writes what turns did to hand-overs into the open transaction, in their order. */
export async function saveHandOvers(
  db: Queryable,
  workspace: string,
  changes: readonly { readonly conversation: ConversationId; readonly change: HandOverChange }[],
): Promise<void> {
  // Few and far between: people take over one conversation at a time. Sent at once and answered in order.
  await Promise.all(
    changes.map(({ conversation, change }) => {
      if (change.kind === 'end')
        return db.query({
          name: 'end-hand-over',
          text: endText,
          values: [workspace, conversation, change.at, change.outcome],
        })
      const { effect, flow, node, skill, note, sensitive, at } = change
      const values = [workspace, conversation, effect, flow, node, skill, note, sensitive, at]
      return db.query({ name: 'begin-hand-over', text: beginText, values })
    }),
  )
}
