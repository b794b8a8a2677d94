import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { HandOverChange } from '../hand-over.ts'
import type { ConversationId } from '../ids.ts'

const beginText = `
insert into parley.hand_over (workspace_id, conversation_id, effect_id, flow, node, skill, note, sensitive, at, skill_mark)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

const endText = `
update parley.hand_over set ended_at = $3, outcome = $4
where workspace_id = $1 and conversation_id = $2 and ended_at is null`

/** Where what a hand-over tells is sealed. */
export const handOverOf = (conversation: string, effect: string, what: 'skill' | 'note'): SealedPlace => ({
  of: conversation,
  row: `hand-over ${effect} ${what}`,
})

/** Writes what turns did to hand-overs into the open transaction, in their order. */
export async function saveHandOvers(
  db: Queryable,
  workspace: string,
  changes: readonly { readonly conversation: ConversationId; readonly change: HandOverChange }[],
  cipher: Cipher,
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
      const told = (text: string | null, what: 'skill' | 'note') =>
        text !== null && sensitive ? cipher.sealText(handOverOf(conversation, effect, what), text) : text
      const skillMark = skill !== null && sensitive ? cipher.keyed(skill) : null
      const place = [workspace, conversation, effect, flow, node]
      const values = [...place, told(skill, 'skill'), told(note, 'note'), sensitive, at, skillMark]
      return db.query({ name: 'begin-hand-over', text: beginText, values })
    }),
  )
}
