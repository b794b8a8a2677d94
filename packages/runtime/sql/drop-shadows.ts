import type { Queryable } from '../database.ts'

/** Removes what nobody believes any more. */
export async function dropShadows(db: Queryable, workspace: string, now: number): Promise<void> {
  await db.query({
    text: 'delete from parley.shadow where workspace_id = $1 and expires_at < $2',
    values: [workspace, now],
  })
}

/** Removes what is known of these profiles. A write that is under way will not be believed. */
export async function forgetShadows(
  db: Queryable,
  workspace: string,
  space: string,
  profiles: readonly string[],
): Promise<void> {
  const text = 'delete from parley.shadow where workspace_id = $1 and space = $2 and profile = any($3::text[])'
  await db.query({ name: 'forget-shadows', text, values: [workspace, space, profiles] })
}
