import type { Queryable } from '../database.ts'

/** A limit: so many requests in any span of this length. */
export interface BudgetWindow {
  readonly requests: number
  readonly windowMs: number
}

export interface BudgetGrant {
  readonly granted: number
  /** Milliseconds until asking again makes sense; 0 when everything was granted. */
  readonly waitMs: number
}

/** The window is counted in this many slices. */
const slices = 100
/**
 * Slices that count: the window, the one that is being filled, and two for the time between grant and arrival, which differs
 * from node to node and from moment to moment. Each costs one hundredth of the limit.
 */
const counted = slices + 3

const addText = `
insert into parley.budget (workspace_id, name) values ($1, $2) on conflict do nothing`

/** The row's lock orders the nodes; the clock is read under it, so that it never goes back. */
const takeText = `
with held as (
  select slices, used, not_before from parley.budget where workspace_id = $1 and name = $2 for update
), clock as materialized (
  select held.*, extract(epoch from clock_timestamp()) * 1000 as ms from held
), kept as (
  select s.slice, s.used from clock, unnest(clock.slices, clock.used) as s (slice, used)
  where s.slice > floor(clock.ms / $5::float8) - $6::int
), sums as (
  select clock.ms, floor((clock.ms + $7::float8) / $5::float8)::bigint as slice,
    greatest(0, ceil(extract(epoch from clock.not_before) * 1000 - clock.ms)) as pause,
    $4::int - coalesce((select sum(used) from kept), 0) as room,
    (select min(kept.slice) from kept) as oldest
  from clock
), granted as (
  select *, case when coalesce(pause, 0) > 0 then 0 else greatest(0, least($3::int, room)) end::int as count from sums
), written as (
  select array_agg(w.slice order by w.slice) as slices, array_agg(w.used order by w.slice) as used
  from (
    select slice, sum(used)::int as used
    from (select slice, used from kept union all select slice, count from granted where count > 0) as each
    group by slice
  ) as w
), saved as (
  update parley.budget b
  set slices = coalesce(written.slices, '{}'), used = coalesce(written.used, '{}'),
    not_before = case when granted.pause > 0 then b.not_before end
  from granted, written
  where b.workspace_id = $1 and b.name = $2
)
select count as granted,
  case when pause > 0 then pause when count < $3 then greatest(1, ceil((oldest + $6::int) * $5::float8 - ms)) else 0 end::float8
    as "waitMs"
from granted`

/**
 * Takes up to `wanted` requests out of what the limit leaves to all nodes together, by the database's clock.
 * @param lateMs How much later than usual they may arrive: they count from then on.
 */
export async function takeBudget(
  db: Queryable,
  workspace: string,
  name: string,
  wanted: number,
  { requests, windowMs }: BudgetWindow,
  lateMs = 0,
): Promise<BudgetGrant> {
  const values = [workspace, name, wanted, requests, windowMs / slices, counted, lateMs]
  for (;;) {
    const { rows } = await db.query<BudgetGrant>({ name: 'take-budget', text: takeText, values })
    if (rows[0] !== undefined) return rows[0]
    await db.query({ name: 'add-budget', text: addText, values: [workspace, name] })
  }
}

const pauseText = `
insert into parley.budget as b (workspace_id, name, not_before)
values ($1, $2, clock_timestamp() + $3::float8 * interval '1 millisecond')
on conflict (workspace_id, name) do update set not_before = greatest(b.not_before, excluded.not_before)`

/** Nothing is granted for so long. */
export async function pauseBudget(db: Queryable, workspace: string, name: string, ms: number): Promise<void> {
  await db.query({ name: 'pause-budget', text: pauseText, values: [workspace, name, ms] })
}
