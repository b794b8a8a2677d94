import type { Upload } from '@parley/flow'
import type { Queryable } from '../database.ts'

const text = `
select id, name, type, size, content from parley.file
where workspace_id = $1 and conversation_id = $2 and id = $3`

export type LoadedFile = Upload & { readonly content: Buffer }

/** A file with its content; null when the conversation has none of this id. */
export async function loadFile(
  db: Queryable,
  workspace: string,
  conversation: string,
  id: string,
): Promise<LoadedFile | null> {
  const { rows } = await db.query<LoadedFile>({ name: 'load-file', text, values: [workspace, conversation, id] })
  return rows[0] ?? null
}
