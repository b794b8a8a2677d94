import type { Value } from '@parley/flow'
import { type Cipher, openOr } from '../cipher.ts'
import type { Consent, ContactRow } from '../contact.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Environment } from '../runtime.ts'
import { listConversationTables } from './drop-conversations.ts'
import { stateOf } from './lock-conversations.ts'
import { variablesOf } from './put-links.ts'

export interface ConversationRow {
  readonly id: ConversationId
  readonly solution: string
  readonly environment: Environment
  readonly version: string
  readonly channel: string
  readonly status: string
  readonly startedAt: number
  readonly changedAt: number
  readonly visitor: string | null
  readonly language: string | null
  readonly campaign: string | null
  readonly outcome: string | null
  readonly rating: number | null
  readonly state: unknown
}

const conversationsText = `
select id, solution, environment, version_id as version, channel, status, started_at as "startedAt", changed_at as "changedAt",
  visitor_id as visitor, language, campaign, outcome, rating, state
from parley.conversation where workspace_id = $1 and contact_id = $2 order by id limit $3`

export async function listContactConversations(
  db: Queryable,
  workspace: string,
  contact: string,
  most: number,
): Promise<readonly ConversationRow[]> {
  const { rows } = await db.query<ConversationRow>({ text: conversationsText, values: [workspace, contact, most] })
  return rows
}

/** What is exported in a form of its own, or says nothing: keys of requests. */
const elsewhere: ReadonlySet<string> = new Set(['message', 'file', 'file_room', 'turn_key'])
const mostRows = 5000

type Row = { readonly [column: string]: unknown }

/** Rows of all other tables that belong to a conversation, by table, opened. */
export async function listRows(
  db: Queryable,
  workspace: string,
  conversation: string,
  cipher: Cipher,
): Promise<{ readonly [table: string]: readonly unknown[] }> {
  const found: Record<string, readonly unknown[]> = {}
  for (const table of await listConversationTables(db)) {
    if (elsewhere.has(table)) continue
    const text = `select to_json(t) as row from parley.${table} t where workspace_id = $1 and conversation_id = $2 limit ${mostRows}`
    const { rows } = await db.query<{ row: Row }>({ text, values: [workspace, conversation] })
    if (rows.length > 0) found[table] = rows.map(({ row }) => opened(table, row, conversation, cipher))
  }
  return found
}

/** The places at which `save-turns.ts` and others seal, by table and column. */
const sealedAt: { readonly [column: string]: (row: Row) => string } = {
  'turn event': ({ turn }) => `turn ${turn}`,
  'outbox input': ({ effect_id }) => `input ${effect_id}`,
  'retarget input': ({ effect_id }) => `input ${effect_id}`,
  'outbox reason': ({ effect_id }) => `reason ${effect_id}`,
  'hand_over skill': ({ effect_id }) => `hand-over ${effect_id} skill`,
  'inbox text': ({ turn, place }) => `inbox ${turn} ${place}`,
  'hand_over note': ({ effect_id }) => `hand-over ${effect_id} note`,
}

function opened(table: string, row: Row, conversation: string, cipher: Cipher): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => column !== 'workspace_id' && !column.startsWith('lease_'))
      .map(([column, value]) => {
        const place = sealedAt[`${table} ${column}`]
        if (place === undefined) return [column, value]
        const at = { of: conversation, row: place(row) }
        const open = () => (typeof value === 'string' ? cipher.openText(at, value) : cipher.openJson(at, value))
        return [column, openOr(open, null)]
      }),
  )
}

export function openState(conversation: string, state: unknown, cipher: Cipher): unknown {
  return cipher.openJson(stateOf(conversation), state)
}

const filesText = `
select id, type, size, at from parley.file where workspace_id = $1 and conversation_id = $2 order by at, id`

export async function listFiles(
  db: Queryable,
  workspace: string,
  conversation: string,
): Promise<readonly { readonly id: string; readonly type: string; readonly size: number; readonly at: number }[]> {
  const { rows } = await db.query<{ id: string; type: string; size: number; at: number }>({
    text: filesText,
    values: [workspace, conversation],
  })
  return rows
}

const visitorsText = 'select id from parley.visitor where workspace_id = $1 and contact_id = $2'

export async function listVisitors(db: Queryable, workspace: string, contact: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({ text: visitorsText, values: [workspace, contact] })
  return rows.map(({ id }) => id)
}

const consentsText = `
select id, solution, environment, level, source, text_version as "textVersion", at from parley.consent
where workspace_id = $1 and visitor_id = any($2::text[]) order by at desc limit $3`

export async function listConsents(
  db: Queryable,
  workspace: string,
  visitors: readonly string[],
  most: number,
): Promise<readonly Consent[]> {
  const { rows } = await db.query<Consent>({ text: consentsText, values: [workspace, visitors, most] })
  return rows
}

type Values = { readonly [column: string]: Value }

const reportsText = `
select r.solution, r.environment, r.consent, r.page, r.events, r.at from parley.page_report r
where r.workspace_id = $1 and r.visitor_id = any($2::text[]) order by r.at desc limit $3`

export async function listReports(
  db: Queryable,
  workspace: string,
  visitors: readonly string[],
  most: number,
): Promise<readonly Values[]> {
  const { rows } = await db.query<Values>({ text: reportsText, values: [workspace, visitors, most] })
  return rows
}

const linksText = `
select l.id, l.solution, l.environment, l.flow, l.person, l.variables, l.language, l.origin, l.created_at, l.expires_at, l.used_at,
  l.conversations
from parley.link l
where l.workspace_id = $1 and (l.conversations && $2::text[]
  or l.person ->> 'external_id' = $3 or lower(l.person ->> 'email') = lower($4) or l.person ->> 'phone' = $5)
order by l.created_at limit $6`

export async function listContactLinks(
  db: Queryable,
  workspace: string,
  { externalId, email, phone }: ContactRow,
  range: { readonly conversations: readonly string[]; readonly most: number },
  cipher: Cipher,
): Promise<readonly Values[]> {
  const values = [workspace, range.conversations, externalId, email, phone, range.most]
  const { rows } = await db.query<Values & { readonly id: string; readonly variables: unknown }>({
    text: linksText,
    values,
  })
  return rows.map((row) => ({
    ...row,
    variables: openOr(() => cipher.openJson(variablesOf(row.id), row.variables) as Value, null),
  }))
}
