import type { Queryable } from '../database.ts'
import type { ProfilePlace } from './read-profile.ts'

const beginText = `
insert into parley.profile (workspace_id, space, profile, account, fields, look_up, expires_at)
values ($1, $2, $3, $4, $5, $6, $7::bigint)
on conflict (workspace_id, space, profile, account, fields)
do update set look_up = excluded.look_up, found = null, expires_at = excluded.expires_at`

/** Notes that a look-up is under way: what it finds may be stored as long as this row is there. */
export async function beginProfile(
  db: Queryable,
  workspace: string,
  { space, profile, account, fields }: ProfilePlace,
  { lookUp, expiresAt }: { readonly lookUp: string; readonly expiresAt: number },
): Promise<void> {
  const values = [workspace, space, profile, account, fields, lookUp, expiresAt]
  await db.query({ name: 'begin-profile', text: beginText, values })
}

const putText = `
update parley.profile set found = $7::json, expires_at = $8::bigint
where workspace_id = $1 and space = $2 and profile = $3 and account = $4 and fields = $5 and look_up = $6`

/** `found`: JSON text. Forgotten meanwhile, or looked up anew, it is not stored. */
export async function putProfile(
  db: Queryable,
  workspace: string,
  { space, profile, account, fields }: ProfilePlace,
  { lookUp, found, expiresAt }: { readonly lookUp: string; readonly found: string; readonly expiresAt: number },
): Promise<void> {
  const values = [workspace, space, profile, account, fields, lookUp, found, expiresAt]
  await db.query({ name: 'put-profile', text: putText, values })
}
