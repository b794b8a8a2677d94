import type { Queryable } from '../database.ts'

/** Removes what has had its time. */
export async function dropProfiles(db: Queryable, workspace: string, now: number): Promise<void> {
  const text = 'delete from parley.profile where workspace_id = $1 and expires_at <= $2'
  await db.query({ text, values: [workspace, now] })
}

/** Removes what is kept of these profiles in a space; what is being looked up will not be stored. */
export async function forgetProfiles(
  db: Queryable,
  workspace: string,
  space: string,
  profiles: readonly string[],
): Promise<void> {
  const text = 'delete from parley.profile where workspace_id = $1 and space = $2 and profile = any($3::text[])'
  await db.query({ name: 'forget-profiles', text, values: [workspace, space, profiles] })
}
