/**
 * Files that people give to their conversations.
 *
 * Owns how much one conversation holds. What a file is was found out by whoever took it in; that a file answers a question is
 * read in the batch, under the lock of its conversation.
 *
 * R41 a conversation holds at most 20 files and 50 MB, however many are sent at once
 * R42 a file belongs to one conversation: no other can name it
 */
import type { Said, Upload } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import { RuntimeError } from './error.ts'
import { type ConversationId, createId } from './ids.ts'
import { type LoadedFile, loadFile } from './sql/load-file.ts'
import { putFile } from './sql/put-file.ts'
import { isOver } from './turn.ts'
import { asked } from './versions.ts'

/** R41 */
const mostFiles = 20
const mostBytes = 50_000_000

export interface Files {
  /** Keeps a file. Refuses with `conversation-over` and `too-many-files`. */
  put(
    conversation: ConversationId,
    file: Omit<Upload, 'id' | 'size'> & { readonly content: Uint8Array },
  ): Promise<Upload>
  /** A file with its content, null when the conversation has none of this id. */
  load(conversation: ConversationId, id: string): Promise<LoadedFile | null>
}

export function createFiles(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  now(): number
}): Files {
  const { db, workspace, cipher } = parts
  return {
    async put(conversation, { name, type, content }) {
      const at = parts.now()
      const file: Upload = { id: createId('file', at), name, type, size: content.length }
      const outcome = await asked(
        putFile(db, { workspace, conversation, file, content, cipher, at, mostFiles, mostBytes }),
      )
      if (outcome === null) throw new RuntimeError('unknown-conversation', `There is no conversation ${conversation}.`)
      if (outcome.stored) return file
      if (isOver(outcome.status))
        throw new RuntimeError('conversation-over', `The conversation ${conversation} is over. Start a new one.`)
      throw new RuntimeError(
        'too-many-files',
        `The conversation holds as many files as it may: ${mostFiles}, or ${mostBytes / 1_000_000} MB.`,
      )
    },
    load: (conversation, id) => asked(loadFile(db, workspace, conversation, id, cipher)),
  }
}

/** Ids of files look like this; what does not is not looked up. */
const fileId = /^file_[0-9a-z]{10,64}$/
/** As many as a form has fields. */
const mostNamed = 30

/** The files that something said names. */
export function filesIn(said: Said): readonly string[] {
  if (said.kind === 'file') return fileId.test(said.file) ? [said.file] : []
  if (said.kind !== 'form') return []
  const named = Object.values(said.form).filter(
    (value): value is string => typeof value === 'string' && fileId.test(value),
  )
  return [...new Set(named)].slice(0, mostNamed)
}

/** What was said, with what its conversation has of the files that it names. R42 */
export function withUploads(said: Said, conversation: ConversationId, uploads: ReadonlyMap<string, Upload>): Said {
  if (said.kind !== 'file' && said.kind !== 'form') return said
  const known = filesIn(said).flatMap((id) => uploads.get(`${conversation}.${id}`) ?? [])
  if (said.kind === 'file' && known.length === 0)
    throw new RuntimeError(
      'unknown-file',
      'The conversation has no file of this id. Upload it first, then answer with its id.',
    )
  return known.length === 0 ? said : { ...said, uploads: known }
}
