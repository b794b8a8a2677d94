/**
 * People, for whoever has to answer what is stored of them: looked up, exported, erased.
 *
 * Owns what belongs to a contact. Erasing is `erasures.ts`.
 *
 * RE4 an export tells, in clear, everything that erasing would remove, up to its bounds
 */
import { type Cipher, openOr } from './cipher.ts'
import type { ContactExport, ContactRow, Contacts, ExportedConversation, ExportedFile } from './contact.ts'
import type { Database } from './database.ts'
import type { Erasures } from './erasures.ts'
import {
  type ConversationRow,
  listConsents,
  listContactConversations,
  listContactLinks,
  listFiles,
  listReports,
  listRows,
  listVisitors,
  openState,
} from './sql/export-contact.ts'
import { findContacts } from './sql/find-contacts.ts'
import { loadFile } from './sql/load-file.ts'
import { readTranscript } from './sql/read-transcript.ts'
import { asked } from './versions.ts'

/** Of each sort of thing. */
const most = { conversations: 500, messages: 5000, reports: 5000, consents: 5000, links: 1000 } as const
/** Content of files, all together: the export is one JSON document. */
const mostFileBytes = 20_000_000

export function createContacts(parts: {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  readonly erasures: Pick<Erasures, 'erase' | 'read'>
}): Contacts {
  const { db, workspace, cipher, erasures } = parts

  async function filesOf(conversation: ConversationRow['id'], room: { bytes: number }): Promise<ExportedFile[]> {
    const files: ExportedFile[] = []
    for (const listed of await listFiles(db, workspace, conversation)) {
      const file = await loadFile(db, workspace, conversation, listed.id, cipher).catch(nothingIfSealed)
      const fits = file !== null && file.size <= room.bytes
      if (fits) room.bytes -= file.size
      const content = fits ? file.content.toString('base64') : null
      files.push({ ...listed, name: file?.name ?? '', content })
    }
    return files
  }

  async function messagesOf(id: ConversationRow['id']): Promise<ExportedConversation['messages']> {
    const range = { after: 0, limit: most.messages }
    const transcript = await readTranscript(db, workspace, id, range, cipher).catch(nothingIfSealed)
    return (transcript?.messages ?? []).map(({ seq, from, content, at }) => ({ seq, from, content, at }))
  }

  async function exportOne(row: ConversationRow, room: { bytes: number }): Promise<ExportedConversation> {
    const { visitor: _visitor, state, ...conversation } = row
    const { id } = conversation
    return {
      ...conversation,
      state: openOr(() => openState(id, state, cipher), null),
      messages: await messagesOf(id),
      files: await filesOf(id, room),
      more: await listRows(db, workspace, id, cipher),
    }
  }

  async function exportAll(contact: ContactRow): Promise<ContactExport> {
    const rows = await listContactConversations(db, workspace, contact.id, most.conversations)
    const room = { bytes: mostFileBytes }
    const conversations: ExportedConversation[] = []
    for (const row of rows) conversations.push(await exportOne(row, room))
    const visitors = [
      ...new Set([...(await listVisitors(db, workspace, contact.id)), ...rows.flatMap(({ visitor }) => visitor ?? [])]),
    ]
    const pageReports = await listReports(db, workspace, visitors, most.reports)
    const range = { conversations: rows.map(({ id }) => id), most: most.links }
    const truncated =
      contact.conversations > rows.length ||
      pageReports.length === most.reports ||
      conversations.some(
        ({ files, messages, state }) =>
          state === null || messages.length === most.messages || files.some(({ content }) => content === null),
      )
    return {
      contact,
      conversations,
      consents: await listConsents(db, workspace, visitors, most.consents),
      pageReports,
      links: await listContactLinks(db, workspace, contact, range, cipher),
      truncated,
    }
  }

  return {
    find: (query) => asked(findContacts(db, workspace, query)),
    async export(id) {
      const [contact] = await asked(findContacts(db, workspace, { id }))
      return contact === undefined ? null : asked(exportAll(contact))
    },
    erase: (id, options) => erasures.erase(id, options),
    erasure: (id) => erasures.read(id),
  }
}

const nothingIfSealed = (error: unknown): null =>
  openOr(() => {
    throw error
  }, null)
