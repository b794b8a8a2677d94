import type { Upload } from '@parley/flow'
import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { fileOf, nameOf } from './put-file.ts'

const text = `
select id, name, type, size, content, key_id as key from parley.file
where workspace_id = $1 and conversation_id = $2 and id = $3`

export type LoadedFile = Upload & { readonly content: Buffer }

/** A file with its content; null when the conversation has none of this id. */
export async function loadFile(
  db: Queryable,
  workspace: string,
  conversation: string,
  id: string,
  cipher: Cipher,
): Promise<LoadedFile | null> {
  const { rows } = await db.query<LoadedFile & { readonly key: string | null }>({
    name: 'load-file',
    text,
    values: [workspace, conversation, id],
  })
  const [row] = rows
  if (row === undefined) return null
  const { key, ...file } = row
  const name = cipher.openText(nameOf(conversation, id), file.name)
  return { ...file, name, content: cipher.openBytes(fileOf(conversation, id), key, file.content) }
}
