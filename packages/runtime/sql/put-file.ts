import type { Status, Upload } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'

export interface FilePut {
  readonly workspace: string
  readonly conversation: string
  readonly file: Upload
  readonly content: Uint8Array
  readonly cipher: Cipher
  /** Epoch milliseconds. */
  readonly at: number
  /** What a conversation holds at most. */
  readonly mostFiles: number
  readonly mostBytes: number
}

/** One statement: what is counted and what is stored belong together. */
const text = `
with conversation as (
  select status from parley.conversation where workspace_id = $1 and id = $2
), room as (
  insert into parley.file_room as r (workspace_id, conversation_id, files, bytes)
  select $1, $2, 1, $6::bigint from conversation where status not in ('ended', 'abandoned')
  on conflict (workspace_id, conversation_id) do update set files = r.files + 1, bytes = r.bytes + excluded.bytes
  where r.files < $9 and r.bytes + excluded.bytes <= $10
  returning files
), stored as (
  insert into parley.file (workspace_id, conversation_id, id, name, type, size, content, at, key_id)
  select $1, $2, $3, $4, $5, $6::integer, $7::bytea, $8::bigint, $11 from room
  returning id
)
select c.status, exists (select 1 from stored) as stored from conversation c`

/** Where a file is sealed. What it will answer is not known yet, so all are. */
export const fileOf = (conversation: string, id: string): SealedPlace => ({ of: conversation, row: `file ${id}` })
export const nameOf = (conversation: string, id: string): SealedPlace => ({ of: conversation, row: `name ${id}` })

/** The conversation's status, and whether the file was stored: not in one that is over, and not beyond its room. Null: no such conversation. */
export async function putFile(
  db: Queryable,
  put: FilePut,
): Promise<{ readonly status: Status; readonly stored: boolean } | null> {
  const { cipher, conversation } = put
  const { id, name, type, size } = put.file
  const sealed = cipher.sealBytes(fileOf(conversation, id), put.content)
  const values = [
    put.workspace,
    put.conversation,
    id,
    cipher.sealText(nameOf(conversation, id), name),
    type,
    size,
    sealed.content,
    put.at,
    put.mostFiles,
    put.mostBytes,
    sealed.key,
  ]
  const { rows } = await db.query<{ status: Status; stored: boolean }>({ name: 'put-file', text, values })
  return rows[0] ?? null
}
