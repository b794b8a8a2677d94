import type { Values } from '@parley/flow'
import type { Cipher } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Person } from '../link.ts'
import type { Environment } from '../runtime.ts'
import { variablesOf } from './put-links.ts'

/** What a link begins. */
export interface LinkBegins {
  readonly id: string
  readonly solution: string
  readonly environment: Environment
  readonly flow: string | null
  readonly person: Person
  readonly variables: Values
  readonly language: string | null
  readonly origin: Values
}

export interface LinkState extends LinkBegins {
  readonly expiresAt: number
  readonly used: boolean
}

const begins = 'l.id, l.solution, l.environment, l.flow, l.person, l.variables, l.language, l.origin'

const findText = `
select ${begins}, l.expires_at as "expiresAt", l.used_at is not null as used
from parley.link l where l.workspace_id = $1 and l.token_hash = $2`

/** The link of a token; null when there is none, or no longer. */
export async function findLink(
  db: Queryable,
  workspace: string,
  tokenHash: string,
): Promise<Omit<LinkState, 'variables'> | null> {
  const { rows } = await db.query<LinkState>({ name: 'find-link', text: findText, values: [workspace, tokenHash] })
  return rows[0] ?? null
}

/** Of two at once the second sees what the first has written: a row is updated by one after the other. RL1 */
const useText = `
update parley.link l
set used_at = coalesce(l.used_at, $3), used_by = coalesce(l.used_by, $4), conversations = l.conversations || $5::text
where l.workspace_id = $1 and l.token_hash = $2 and l.expires_at > $3
  and (l.used_at is null or l.used_by = $4 and cardinality(l.conversations) < $6)
returning ${begins}`

export interface LinkUse {
  readonly tokenHash: string
  readonly at: number
  /** Who uses it; null: somebody who cannot come again. */
  readonly by: string | null
  /** What is begun with it. */
  readonly conversation: ConversationId
  /** How many conversations one may begin. */
  readonly most: number
}

/** Uses a link, if it is good for this visitor; null when it is not. */
export async function useLink(
  db: Queryable,
  workspace: string,
  use: LinkUse,
  cipher: Cipher,
): Promise<LinkBegins | null> {
  const values = [workspace, use.tokenHash, use.at, use.by, use.conversation, use.most]
  const { rows } = await db.query<LinkBegins>({ name: 'use-link', text: useText, values })
  const [row] = rows
  return row === undefined ? null : withVariables(row, cipher)
}

/** What a link gives to its flow, opened. */
export function withVariables<Link extends LinkBegins>(link: Link, cipher: Cipher): Link {
  return { ...link, variables: cipher.openJson(variablesOf(link.id), link.variables) as Values }
}

const unuseText = `
update parley.link
set conversations = array_remove(conversations, $3::text),
  used_at = case when conversations <> array[$3::text] then used_at end,
  used_by = case when conversations <> array[$3::text] then used_by end
where workspace_id = $1 and id = $2`

/** Takes a use back: the conversation did not begin. */
export async function unuseLink(
  db: Queryable,
  workspace: string,
  id: string,
  conversation: ConversationId,
): Promise<void> {
  await db.query({ name: 'unuse-link', text: unuseText, values: [workspace, id, conversation] })
}
