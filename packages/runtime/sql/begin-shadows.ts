import type { Queryable } from '../database.ts'
import type { ShadowPlace } from './read-shadows.ts'

export interface BegunShadow extends ShadowPlace {
  /** Names this write. */
  readonly version: number
}

const text = `
insert into parley.shadow as s (workspace_id, space, profile, writing, version, alone, busy_until, expires_at)
select $1, d.space, d.profile, array(select json_array_elements_text(d.attributes::json)), nextval('parley.shadow_version'), true,
  clock_timestamp() + $5::int * interval '1 millisecond', $6::bigint
from unnest($2::text[], $3::text[], $4::text[]) as d (space, profile, attributes)
order by d.space, d.profile
on conflict (workspace_id, space, profile) do update set
  marks = s.marks - excluded.writing, writing = excluded.writing, version = excluded.version,
  alone = s.busy_until is null or s.busy_until < clock_timestamp(), busy_until = excluded.busy_until,
  expires_at = greatest(s.expires_at, excluded.expires_at)
returning s.space, s.profile, s.version`

/**
 * Notes that these attributes are about to be written: from now on nobody believes what was known of them. `busyMs` is how long
 * a write whose end stays unknown keeps others from being believed. Names every profile once.
 */
export async function beginShadows(
  db: Queryable,
  workspace: string,
  writes: readonly (ShadowPlace & { readonly attributes: readonly string[] })[],
  time: { readonly busyMs: number; readonly expiresAt: number },
): Promise<readonly BegunShadow[]> {
  const values = [
    workspace,
    writes.map((write) => write.space),
    writes.map((write) => write.profile),
    writes.map((write) => JSON.stringify(write.attributes)),
    time.busyMs,
    time.expiresAt,
  ]
  const { rows } = await db.query<BegunShadow>({ name: 'begin-shadows', text, values })
  return rows
}
