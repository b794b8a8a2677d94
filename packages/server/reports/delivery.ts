import type { Queryable } from '@parley/runtime'
import type { DeliveryHealth, ReportFilter } from '@parley/studio/api'
import type { Scope } from './filter.ts'

const waitingText = `
select count(*) as queued, min(o.at) as oldest_at, count(*) filter (where o.attempts > 1) as retrying
from parley.outbox o join parley.conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
where o.workspace_id = $1 and o.dead_at is null and (o.mode = 'queue' or o.delivery) and c.solution = $2 and c.environment = $3`

const deadText = `
select o.action, count(*) as count, max(o.dead_at) as latest_at
from parley.outbox o join parley.conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
where o.workspace_id = $1 and o.dead_at is not null and c.solution = $2 and c.environment = $3
group by 1 order by 2 desc`

const waitsText = `
select name, ceil(extract(epoch from not_before) * 1000)::bigint as until from parley.budget
where workspace_id = $1 and not_before > clock_timestamp() order by not_before limit 20`

/** Days are UTC's, as they are written. */
const pointsText = `
select flow, node, sum(sent)::bigint as sent, sum(saved)::bigint as saved from parley.data_point
where workspace_id = $1 and solution = $2 and environment = $3
  and day between (to_timestamp($4::bigint / 1000.0) at time zone 'UTC')::date and (to_timestamp($5::bigint / 1000.0) at time zone 'UTC')::date
group by 1, 2 order by sum(sent) + sum(saved) desc limit 200`

/** What goes to Braze: what waits, what was given up, what was written and what was spared. */
export async function readDelivery(
  db: Queryable,
  { workspace, solution }: Scope,
  { environment, from, to }: Pick<ReportFilter, 'environment' | 'from' | 'to'>,
): Promise<DeliveryHealth> {
  const place = [workspace, solution, environment]
  const { rows: waiting } = await db.query<Pick<DeliveryHealth, 'queued' | 'oldest_at' | 'retrying'>>({
    text: waitingText,
    values: place,
  })
  const { rows: dead } = await db.query<DeliveryHealth['dead_by_action'][number]>({ text: deadText, values: place })
  const { rows: waits } = await db.query<DeliveryHealth['waits'][number]>({ text: waitsText, values: [workspace] })
  const { rows: points } = await db.query<DeliveryHealth['points'][number]>({
    text: pointsText,
    values: [...place, from, to - 1],
  })
  return {
    ...(waiting[0] ?? { queued: 0, oldest_at: null, retrying: 0 }),
    dead: dead.reduce((total, { count }) => total + count, 0),
    dead_by_action: dead,
    waits,
    points,
  }
}
