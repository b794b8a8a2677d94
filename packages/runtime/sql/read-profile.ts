import type { Queryable } from '../database.ts'

export interface ProfilePlace {
  readonly space: string
  /** Fingerprints of the profile's identifier and of the fields that were asked for. */
  readonly profile: string
  readonly account: string
  readonly fields: string
}

const text = `
select found from parley.profile
where workspace_id = $1 and space = $2 and profile = $3 and account = $4 and fields = $5
  and found is not null and expires_at > $6::bigint`

/** What was found, as it was stored; undefined when nothing is kept. */
export async function readProfile(
  db: Queryable,
  workspace: string,
  { space, profile, account, fields }: ProfilePlace,
  now: number,
): Promise<{ readonly found: unknown } | undefined> {
  const values = [workspace, space, profile, account, fields, now]
  const { rows } = await db.query<{ found: unknown }>({ name: 'read-profile', text, values })
  return rows[0]
}
