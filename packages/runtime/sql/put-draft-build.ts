import type { Queryable } from '../database.ts'
import type { Draft } from '../version.ts'

const buildText = `
insert into parley.draft_build (workspace_id, id, build, expires_at) values ($1, $2, $3::json, $4)
on conflict (workspace_id, id) do update set expires_at = greatest(draft_build.expires_at, excluded.expires_at)`

const draftText = `
insert into parley.draft (workspace_id, id, solution, name, author, version_id, changed_at, expires_at)
select $1, $2, $3, $4, $5, $6, $7, $8
where exists (select from parley.draft where workspace_id = $1 and id = $2)
  or (select count(*) from parley.draft where workspace_id = $1 and solution = $3 and expires_at > $7) < $9
on conflict (workspace_id, id) do update
set version_id = excluded.version_id, changed_at = excluded.changed_at, expires_at = excluded.expires_at`

/**
 * Makes or replaces a draft, its build first, so that a draft always has one. False when the solution has `most` drafts
 * already; of several at the same moment one more may get in.
 */
export async function putDraftBuild(
  db: Queryable,
  workspace: string,
  draft: Draft,
  build: unknown,
  most: number,
): Promise<boolean> {
  const { id, solution, name, author, version, changedAt, expiresAt } = draft
  await db.query({ text: buildText, values: [workspace, version, JSON.stringify(build), expiresAt] })
  const values = [workspace, id, solution, name, author, version, changedAt, expiresAt, most]
  return (await db.query({ text: draftText, values })).rowCount === 1
}
