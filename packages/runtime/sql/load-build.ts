import type { Queryable } from '../database.ts'
import { RuntimeError } from '../error.ts'
import type { VersionId } from '../ids.ts'

/** How the id of a draft's build begins. */
const draftPrefix = 'ver_draft_'

export const draftBuildId = (fingerprint: string): VersionId => `${draftPrefix}${fingerprint}`

/** Whether a conversation runs on a draft. */
export const isDraftBuild = (version: VersionId): boolean => version.startsWith(draftPrefix)

/** A version's or a draft's build as it was put. Fails with `unknown-version`. */
export async function loadBuild(db: Queryable, workspace: string, version: VersionId): Promise<unknown> {
  const isDraft = isDraftBuild(version)
  const { rows } = await db.query<{ build: unknown }>({
    text: `select build from parley.${isDraft ? 'draft_build' : 'version'} where workspace_id = $1 and id = $2`,
    values: [workspace, version],
  })
  const row = rows[0]
  if (row === undefined)
    throw new RuntimeError(
      'unknown-version',
      isDraft
        ? `The draft's build ${version} is gone: it has expired. Upload the draft again and start anew.`
        : `There is no version ${version}. Deploy the solution again.`,
    )
  return row.build
}
