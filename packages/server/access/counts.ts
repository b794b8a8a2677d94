// How often something was done within a time, counted in the database, so that all servers that share it keep one limit together.
//
// 1. Names are hashed into slots: whoever makes up names fills no table and leaves none behind. With a million of them, two names
//    that somebody uses hardly ever share one; if they do, they share a limit for that time.
// 2. Who is over the limit is told so by reading alone: a flood of refused tries writes nothing.
import { createHash } from 'node:crypto'
import type { SharedDatabase } from '@parley/runtime'

export interface Limit {
  /** What is counted, a word for each limit. */
  readonly deed: string
  readonly most: number
  /** From the first time on, milliseconds. */
  readonly withinMs: number
  /** Who goes over it waits for so long from then on; absent: until the time is over. */
  readonly lockMs?: number
}

export interface Counted {
  readonly isOver: boolean
  /** Whether this very time went over the limit, and not one before. */
  readonly begins: boolean
  /** Epoch milliseconds: when it is counted anew. */
  readonly endsAt: number
}

export interface Counts {
  /** Counts it, `times` at once, unless it is over the limit already. */
  take(limit: Limit, name: string, times?: number): Promise<Counted>
  /** Takes one time back. */
  giveBack(limit: Limit, name: string): Promise<void>
  /** Takes all of them back. */
  forget(limit: Limit, name: string): Promise<void>
}

/** At most so many rows for each deed, about 100 MB. 1 */
const slots = 2 ** 20
/** What is over is removed at most so often, at most so much. */
const sweepMs = 60_000
const sweepRows = 10_000

const slotOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE() % slots

/** 2. Beside others who count at the same moment it may go over by as many as they are. */
const takeText = `
with closed as (
  select true as closed, count, ends_at from parley.count
  where workspace_id = $1 and deed = $2 and slot = $3 and ends_at > $5::bigint and count > $6::int
), counted as (
  insert into parley.count as c (workspace_id, deed, slot, count, ends_at)
  select $1, $2, $3, $4::int, $7::bigint where not exists (select from closed)
  on conflict (workspace_id, deed, slot) do update set
    count = case when c.ends_at > $5 then c.count else 0 end + excluded.count,
    ends_at = case
      when c.ends_at <= $5 then excluded.ends_at
      when c.count <= $6 and c.count + excluded.count > $6 then coalesce($8::bigint, c.ends_at)
      else c.ends_at end
  returning count, ends_at
)
select closed, count, ends_at as "endsAt" from closed
union all
select false, count, ends_at from counted`

const sweepText = `
delete from parley.count where ctid = any(array(
  select ctid from parley.count where workspace_id = $1 and ends_at <= $2 order by ends_at limit $3 for update skip locked
))`

const giveBackText = `
update parley.count set count = count - 1
where workspace_id = $1 and deed = $2 and slot = $3 and ends_at > $4 and count > 0`

const forgetText = 'delete from parley.count where workspace_id = $1 and deed = $2 and slot = $3'

export function createCounts(database: SharedDatabase, now: () => number): Counts {
  const { workspace } = database
  let sweptAt = Number.NEGATIVE_INFINITY

  async function sweep(at: number): Promise<void> {
    if (at - sweptAt < sweepMs) return
    sweptAt = at
    await database.query({ name: 'count-sweep', text: sweepText, values: [workspace, at, sweepRows] })
  }

  return {
    async take({ deed, most, withinMs, lockMs }, name, times = 1) {
      const at = now()
      await sweep(at)
      const lockedUntil = lockMs === undefined ? null : at + lockMs
      const values = [workspace, deed, slotOf(name), times, at, most, at + withinMs, lockedUntil]
      type Row = { readonly closed: boolean; readonly count: number; readonly endsAt: number }
      const { rows } = await database.query<Row>({ name: 'count-take', text: takeText, values })
      const [row] = rows
      if (row === undefined) throw new Error('what was counted is not there')
      const { closed, count, endsAt } = row
      return { isOver: count > most, begins: !closed && count > most && count - times <= most, endsAt }
    },
    async giveBack({ deed }, name) {
      const values = [workspace, deed, slotOf(name), now()]
      await database.query({ name: 'count-give-back', text: giveBackText, values })
    },
    async forget({ deed }, name) {
      await database.query({ name: 'count-forget', text: forgetText, values: [workspace, deed, slotOf(name)] })
    },
  }
}
