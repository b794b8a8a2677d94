import type { Queryable } from '../database.ts'
import type { Draft, DraftId } from '../version.ts'

const text = `
select id, solution, name, author, version_id as version, changed_at as "changedAt", expires_at as "expiresAt"
from parley.draft
where workspace_id = $1 and (id = $2::text or solution = $3::text) and expires_at > $4
order by changed_at desc, id
limit 1000`

/** One draft, or all of a solution, last changed first; those that have expired are gone. */
export async function listDraftBuilds(
  db: Queryable,
  workspace: string,
  which: { readonly id: DraftId } | { readonly solution: string },
  now: number,
): Promise<readonly Draft[]> {
  const named = 'id' in which ? [which.id, null] : [null, which.solution]
  const { rows } = await db.query<Draft>({ text, values: [workspace, ...named, now] })
  return rows
}
