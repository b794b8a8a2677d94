import type { StateMapping } from '@parley/flow'
import type { Queryable } from '../database.ts'
import type { ConversationId, VersionId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import type { MigrationId } from '../version.ts'

const text = `
insert into parley.version_move (workspace_id, id, solution, from_id, to_id, environment, mapping, moved_by, note, at)
values ($1, $2, $3, $4, $5, $6, $7::json, $8, $9, $10)`

/** Notes that conversations are about to be moved. */
export async function putVersionMove(
  db: Queryable,
  workspace: string,
  move: {
    readonly id: MigrationId
    readonly solution: string
    readonly from: VersionId
    readonly to: VersionId
    readonly environment: Environment | null
    readonly mapping: StateMapping
    readonly by: string | null
    readonly note: string | null
    readonly at: number
  },
): Promise<void> {
  const { id, solution, from, to, environment, mapping, by, note, at } = move
  const values = [workspace, id, solution, from, to, environment, JSON.stringify(mapping), by, note, at]
  await db.query({ text, values })
}

const advanceText = `
update parley.version_move
set cursor = greatest(cursor, $3 collate "C"), moved = moved + $4, stayed = stayed + $5, done = done or $6
where workspace_id = $1 and id = $2`

/** Notes how far it has come: `last` is the last conversation that was looked at, `null` when there are no more. */
export async function advanceVersionMove(
  db: Queryable,
  workspace: string,
  id: MigrationId,
  progress: { readonly last: ConversationId | null; readonly moved: number; readonly stayed: number },
): Promise<void> {
  const { last, moved, stayed } = progress
  await db.query({ text: advanceText, values: [workspace, id, last ?? '', moved, stayed, last === null] })
}
