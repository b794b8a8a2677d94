/** Rows to take along. Read page by page, each a question of its own, so that nobody's slow line holds the database up. */
import { type Content, plainOf } from '@parley/flow'
import { mask, type Queryable } from '@parley/runtime'
import type { TranscriptFilter, TranscriptRow } from '@parley/studio/api'
import { Refusal } from '../http/refusal.ts'
import type { Scope } from './filter.ts'
import type { Ask } from './question.ts'
import { countTranscripts, listTranscripts } from './transcripts.ts'

export type ExportedRow = { readonly [column: string]: string | number | boolean | null }

/** Conversations in one file. */
const most = 100_000
const page = { conversations: 1000, messages: 200 }

/** Newest first: one row per conversation, nothing of what was said. */
export async function* exportConversations(
  ask: Ask,
  scope: Scope,
  filter: TranscriptFilter,
): AsyncGenerator<readonly ExportedRow[]> {
  for await (const rows of pages(ask, scope, filter, page.conversations)) yield rows.map(conversationRow)
}

/** Newest conversation first: one row per message, `•••` where it is sensitive. */
export async function* exportMessages(
  ask: Ask,
  scope: Scope,
  filter: TranscriptFilter,
): AsyncGenerator<readonly ExportedRow[]> {
  for await (const rows of pages(ask, scope, filter, page.messages))
    yield await ask((db) =>
      readMessages(
        db,
        scope,
        rows.map(({ id }) => id),
      ),
    )
}

async function* pages(
  ask: Ask,
  scope: Scope,
  filter: TranscriptFilter,
  size: number,
): AsyncGenerator<readonly TranscriptRow[]> {
  const count = await ask((db) => countTranscripts(db, scope, filter, most + 1))
  if (count > most)
    throw new Refusal(
      'report-too-large',
      `More than ${most.toLocaleString('en')} conversations fit. Narrow the range or the filters.`,
    )
  for (let before = filter.before; ; ) {
    const asked = before === undefined ? filter : { ...filter, before }
    const { conversations, next } = await ask((db) => listTranscripts(db, scope, asked, size))
    yield conversations
    if (next === null) return
    before = next
  }
}

function conversationRow(row: TranscriptRow): ExportedRow {
  const { id, status, outcome, version, channel, language, campaign, rating, rating_most, handed_over } = row
  const place = row.flow === null || row.node === null ? null : `${row.flow}.${row.node}`
  return {
    conversation: id,
    status,
    outcome,
    version,
    channel,
    language,
    campaign,
    rating,
    rating_most,
    handed_over,
    place,
    messages: row.messages,
    started_at: isoTime(row.started_at),
    changed_at: isoTime(row.changed_at),
  }
}

const messagesText = `
select m.conversation_id as conversation, m.seq, m.author, case when not m.sensitive then m.content end as content, m.at
from parley.message m where m.workspace_id = $1 and m.conversation_id = any($2::text[])
order by m.conversation_id desc, m.seq`

interface MessageRow {
  readonly conversation: string
  readonly seq: number
  readonly author: string
  readonly content: Content | null
  readonly at: number
}

async function readMessages(db: Queryable, { workspace }: Scope, conversations: readonly string[]) {
  const { rows } = await db.query<MessageRow>({ text: messagesText, values: [workspace, conversations] })
  return rows.map(
    ({ conversation, seq, author, content, at }): ExportedRow => ({
      conversation,
      seq,
      from: author,
      at: isoTime(at),
      kind: content?.kind ?? 'sensitive',
      text: content === null ? mask : plainOf(content),
    }),
  )
}

const isoTime = (at: number): string => new Date(at).toISOString()
