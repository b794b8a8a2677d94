import type { Queryable } from '../database.ts'
import type { BegunShadow } from './begin-shadows.ts'
import type { Mark } from './read-shadows.ts'

export interface EndedShadow extends BegunShadow {
  /** What the service has taken. */
  readonly marks: { readonly [attribute: string]: Mark }
}

/** One that was not alone may have been overtaken by the other, so nothing is known, and the other may still be under way. */
const text = `
update parley.shadow s
set marks = s.marks || d.marks::jsonb, busy_until = null, expires_at = greatest(s.expires_at, d.expires_at)
from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::bigint[]) as d (space, profile, version, marks, expires_at)
where s.workspace_id = $1 and s.space = d.space and s.profile = d.profile and s.version = d.version and s.alone`

/** Notes what was written. Only the last write that began is believed, and only when no other was under way with it. */
export async function endShadows(db: Queryable, workspace: string, ended: readonly EndedShadow[]): Promise<void> {
  const sorted = ended.toSorted((a, b) => (`${a.space} ${a.profile}` < `${b.space} ${b.profile}` ? -1 : 1))
  const values = [
    workspace,
    sorted.map((write) => write.space),
    sorted.map((write) => write.profile),
    sorted.map((write) => write.version),
    sorted.map((write) => JSON.stringify(write.marks)),
    sorted.map((write) => Object.values(write.marks).reduce((latest, [, until]) => Math.max(latest, until), 0)),
  ]
  await db.query({ name: 'end-shadows', text, values })
}
