import type { Upload } from '@parley/flow'
import { type Cipher, openOr } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import { mask } from '../sensitive.ts'
import { nameOf } from './put-file.ts'

/** Of one conversation or of several, each with its own files. */
const text = `
select f.conversation_id as conversation, f.id, f.name, f.type, f.size
from parley.file f
join unnest($2::text[], $3::text[]) as d (conversation, id) on f.conversation_id = d.conversation and f.id = d.id
where f.workspace_id = $1`

type StoredUpload = Upload & { readonly conversation: ConversationId }

/** What is known of these files, without their content. Those that their conversation does not have are left out. */
export async function findFiles(
  db: Queryable,
  workspace: string,
  asked: readonly { readonly conversation: ConversationId; readonly file: string }[],
  cipher: Cipher,
): Promise<readonly StoredUpload[]> {
  const values = [workspace, asked.map(({ conversation }) => conversation), asked.map(({ file }) => file)]
  const { rows } = await db.query<StoredUpload>({ name: 'find-files', text, values })
  return rows.map((row) => ({
    ...row,
    name: openOr(() => cipher.openText(nameOf(row.conversation, row.id), row.name), mask),
  }))
}
