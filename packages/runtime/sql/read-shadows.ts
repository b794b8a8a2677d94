import type { Queryable } from '../database.ts'

/** A value's fingerprint, and until when it is believed, epoch milliseconds. */
export type Mark = readonly [mark: string, until: number]

export interface ShadowPlace {
  readonly space: string
  /** Fingerprint of the profile's identifier. */
  readonly profile: string
}

export interface StoredShadow extends ShadowPlace {
  readonly marks: { readonly [attribute: string]: Mark }
  /** A write is under way, so what is known may just be changing. */
  readonly busy: boolean
}

const text = `
select s.space, s.profile, s.marks, coalesce(s.busy_until > clock_timestamp(), false) as busy
from unnest($2::text[], $3::text[]) as asked (space, profile)
join parley.shadow s on s.workspace_id = $1 and s.space = asked.space and s.profile = asked.profile`

export async function readShadows(
  db: Queryable,
  workspace: string,
  asked: readonly ShadowPlace[],
): Promise<readonly StoredShadow[]> {
  const values = [workspace, asked.map((place) => place.space), asked.map((place) => place.profile)]
  const { rows } = await db.query<StoredShadow>({ name: 'read-shadows', text, values })
  return rows
}
