import type { Queryable } from '../database.ts'
import type { ContactId } from '../ids.ts'
import type { DueRetarget } from './lease-retargets.ts'

/** A planned message that is decided on. */
export interface DecidedRetarget {
  readonly due: DueRetarget
  readonly sends: boolean
}

/**
 * One statement, so that what is noted as sent is in the outbox and the other way round. Only what is still planned as it was
 * when it was leased: a person who left once more meanwhile is counted anew.
 */
const text = `
with decided as materialized (
  select r.ctid as place, r.workspace_id, r.conversation_id, r.effect_id, r.flow, r.node, r.action, r.input, d.sends
  from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bool[])
    as d (contact, solution, environment, rule, due_at, sends)
  join parley.retarget r on r.workspace_id = $1 and r.contact_id = d.contact and r.solution = d.solution
    and r.environment = d.environment and r.rule = d.rule and r.due_at = d.due_at and r.lease_owner = $2
  order by d.contact, d.solution, d.environment, d.rule
  for update of r
), ended as (
  update parley.retarget r
  set due_at = null, input = null, lease_owner = null, lease_until = null,
    sent_at = case when decided.sends then $3::bigint else r.sent_at end
  from decided where r.ctid = decided.place
)
insert into parley.outbox (workspace_id, conversation_id, effect_id, contact_id, flow, node, action, delivery, input, mode, at,
  run_at, look_at, attempts)
select $1, d.conversation_id, d.effect_id, c.contact_id, d.flow, d.node, d.action, true, d.input, 'queue', $3, $3, $3, 0
from decided d
join parley.conversation c on c.workspace_id = $1 and c.id = d.conversation_id
where d.sends
on conflict (workspace_id, conversation_id, effect_id) do nothing
returning contact_id as contact`

/** Ends what is planned: those that are sent stand at the end of their contact's line, which is given. */
export async function endRetargets(
  db: Queryable,
  workspace: string,
  owner: string,
  now: number,
  decided: readonly DecidedRetarget[],
): Promise<readonly ContactId[]> {
  const column = (read: (decided: DecidedRetarget) => unknown) => decided.map(read)
  const values = [
    workspace,
    owner,
    now,
    column(({ due }) => due.contact),
    column(({ due }) => due.solution),
    column(({ due }) => due.environment),
    column(({ due }) => due.rule),
    column(({ due }) => due.dueAt),
    column(({ sends }) => sends),
  ]
  const { rows } = await db.query<{ contact: ContactId }>({ name: 'end-retargets', text, values })
  return rows.map(({ contact }) => contact)
}
