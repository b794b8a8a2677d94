import type { Queryable } from '../database.ts'

const text = `
with beat as (
  insert into parley.node (workspace_id, id, seen_at) values ($1, $2, clock_timestamp())
  on conflict (workspace_id, id) do update set seen_at = excluded.seen_at
), gone as (
  delete from parley.node where workspace_id = $1 and id <> $2 and seen_at < clock_timestamp() - interval '1 hour'
)
select count(*) as others from parley.node
where workspace_id = $1 and id <> $2 and seen_at > clock_timestamp() - $3::int * interval '1 millisecond'`

/** Says that this node lives; tells how many others said so lately. */
export async function beat(db: Queryable, workspace: string, node: string, livelyMs: number): Promise<number> {
  const { rows } = await db.query<{ others: number }>({ name: 'beat', text, values: [workspace, node, livelyMs] })
  return rows[0]?.others ?? 0
}

/** Says that this node goes. */
export async function leave(db: Queryable, workspace: string, node: string): Promise<void> {
  await db.query({ text: 'delete from parley.node where workspace_id = $1 and id = $2', values: [workspace, node] })
}
