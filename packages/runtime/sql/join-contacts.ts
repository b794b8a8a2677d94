import type { EffectId, Values } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ContactId, ConversationId, VisitorId } from '../ids.ts'
import type { Environment } from '../runtime.ts'

const conversationsText = `
update parley.conversation set contact_id = $2 where workspace_id = $1 and id = any($3::text[])`

/** What they asked for stands in the line of the contact that they are now of. R21 */
const outboxText = `
update parley.outbox set contact_id = $2 where workspace_id = $1 and conversation_id = any($3::text[])`

/** Gives conversations, which are locked, another contact. */
export async function giveConversations(
  db: Queryable,
  workspace: string,
  contact: ContactId,
  conversations: readonly ConversationId[],
): Promise<void> {
  const values = [workspace, contact, conversations]
  await db.query({ text: conversationsText, values })
  await db.query({ text: outboxText, values })
}

const renewText = `
with renewed as (
  update parley.visitor set contact_id = $3, renewed_at = $4 where workspace_id = $1 and id = $2
)
insert into parley.contact (workspace_id, id, created_at) values ($1, $3, $4)`

/** From now on the visitor is another contact as long as nobody knows them. */
export async function renewVisitor(
  db: Queryable,
  workspace: string,
  visitor: VisitorId,
  contact: ContactId,
  now: number,
): Promise<void> {
  await db.query({ text: renewText, values: [workspace, visitor, contact, now] })
}

const aliasText = `
insert into parley.contact_alias (workspace_id, contact_id, solution, environment) values ($1, $2, $3, $4)
on conflict do nothing`

/** Notes that an alias becomes part of the contact's profile there. True: it is the first one. */
export async function addAlias(
  db: Queryable,
  workspace: string,
  contact: ContactId,
  place: { readonly solution: string; readonly environment: Environment },
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: aliasText,
    values: [workspace, contact, place.solution, place.environment],
  })
  return rowCount === 1
}

const deliveryText = `
insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, flow, node, action, delivery, input, mode, at,
  run_at, look_at, attempts)
values ($1, $2, $3, $4, '', '', $5, true, $6, 'queue', $7, $7, $7, 0)
on conflict (workspace_id, conversation_id, effect_id) do nothing`

/** A queued delivery that no turn asked for, at the end of the contact's line. The same effect twice is one. */
export async function queueDelivery(
  db: Queryable,
  workspace: string,
  delivery: {
    readonly conversation: ConversationId
    readonly effect: EffectId
    readonly contact: ContactId
    readonly action: `braze.${string}`
    readonly input: Values
    readonly at: number
  },
): Promise<void> {
  const { conversation, effect, contact, action, input, at } = delivery
  const values = [workspace, conversation, effect, contact, action, JSON.stringify(input), at]
  await db.query({ text: deliveryText, values })
}

const reportedText = `
select exists (
  select from parley.page_report r
  join parley.visitor v on v.workspace_id = r.workspace_id and v.id = r.visitor_id
  where r.workspace_id = $1 and r.visitor_id = $2 and r.at >= v.renewed_at and r.attempts > 0
) as "isReported"`

/** Whether Braze has heard, or is hearing, of who the visitor is as long as nobody knows, by what they did on pages. */
export async function hasReported(db: Queryable, workspace: string, visitor: VisitorId): Promise<boolean> {
  const { rows } = await db.query<{ isReported: boolean }>({ text: reportedText, values: [workspace, visitor] })
  return rows[0]?.isReported === true
}
