import type { Queryable } from '../database.ts'

const text = `
select
  (select count(*) from parley.outbox where workspace_id = $1 and dead_at is null) as outbox,
  (select count(*) from parley.outbox where workspace_id = $1 and dead_at is not null) as "deadLetters",
  (select count(*) from parley.timer where workspace_id = $1 and at <= $2 and (lease_until is null or lease_until < clock_timestamp()))
    as "timersDue"`

/** What there is to do in the whole workspace. */
export async function countWork(
  db: Queryable,
  workspace: string,
  now: number,
): Promise<{ readonly outbox: number; readonly deadLetters: number; readonly timersDue: number }> {
  const { rows } = await db.query<{ outbox: number; deadLetters: number; timersDue: number }>({
    text,
    values: [workspace, now],
  })
  return rows[0] ?? { outbox: 0, deadLetters: 0, timersDue: 0 }
}
