import type { Queryable } from '../database.ts'
import type { DraftId } from '../version.ts'

const buildsText = `
delete from parley.draft_build b
where b.workspace_id = $1 and b.expires_at <= $2
  and not exists (select from parley.draft d where d.workspace_id = $1 and d.version_id = b.id)
  and not exists (
    select from parley.conversation c where c.workspace_id = $1 and c.version_id = b.id and not c.is_over)`

/** Removes drafts whose time is over, and builds that neither a draft nor a conversation needs any more. */
export async function dropDraftBuilds(db: Queryable, workspace: string, now: number): Promise<void> {
  await db.query({
    text: 'delete from parley.draft where workspace_id = $1 and expires_at <= $2',
    values: [workspace, now],
  })
  await db.query({ text: buildsText, values: [workspace, now] })
}

/** Removes one draft; its build goes when its time is over. False when there is none. */
export async function dropDraft(db: Queryable, workspace: string, id: DraftId): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'delete from parley.draft where workspace_id = $1 and id = $2',
    values: [workspace, id],
  })
  return rowCount === 1
}
