import type { Values } from '@parley/flow'
import type { Cipher, SealedPlace } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import type { ConversationId } from '../ids.ts'
import type { Person } from '../link.ts'
import type { Environment } from '../runtime.ts'

export interface LinkRow {
  readonly id: string
  /** `null`: the conversation begins by itself. */
  readonly tokenHash: string | null
  readonly solution: string
  readonly environment: Environment
  readonly flow: string | null
  readonly person: Person
  readonly variables: Values
  readonly language: string | null
  readonly origin: Values
  readonly createdAt: number
  readonly expiresAt: number
  /** Of one that begins by itself: the conversation's id. */
  readonly conversation: ConversationId | null
}

/**
 * In the order of the ids, so that nodes that put the same ones wait for each other and nobody waits in a ring. What is there stays,
 * but for the hash: when the key that tokens are made with was changed, the token that is given out now is the good one.
 */
const text = `
insert into parley.link as l (workspace_id, id, token_hash, solution, environment, flow, person, variables, language, origin,
  created_at, expires_at, conversations, begin_at)
select $1, d.id, d.token_hash, d.solution, d.environment, d.flow, d.person::json, d.variables::json, d.language, d.origin::json,
  d.created_at, d.expires_at, case when d.conversation is null then '{}' else array[d.conversation] end,
  case when d.conversation is not null then d.created_at end
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::bigint[], $12::bigint[], $13::text[])
  as d (id, token_hash, solution, environment, flow, person, variables, language, origin, created_at, expires_at, conversation)
order by d.id
on conflict (workspace_id, id) do update set token_hash = excluded.token_hash
returning l.id, l.expires_at as "expiresAt", case when l.token_hash is null then l.conversations[1] end as conversation`

/** Where what a link gives to its flow is sealed. */
export const variablesOf = (id: string): SealedPlace => ({ of: `link ${id}`, row: 'variables' })

/** Which of them are sensitive is known to the version that will run. */
function variablesText({ id, variables }: LinkRow, cipher: Cipher): string {
  return Object.keys(variables).length === 0 ? '{}' : cipher.sealJson(variablesOf(id), variables)
}

export interface PutLink {
  readonly id: string
  readonly expiresAt: number
  readonly conversation: ConversationId | null
}

/** Keeps links, each id once; of those that were kept before, gives what is known. */
export async function putLinks(
  db: Queryable,
  workspace: string,
  links: readonly LinkRow[],
  cipher: Cipher,
): Promise<ReadonlyMap<string, PutLink>> {
  const column = (read: (link: LinkRow) => unknown) => links.map(read)
  const values = [
    workspace,
    column((link) => link.id),
    column((link) => link.tokenHash),
    column((link) => link.solution),
    column((link) => link.environment),
    column((link) => link.flow),
    column((link) => JSON.stringify(link.person)),
    column((link) => variablesText(link, cipher)),
    column((link) => link.language),
    column((link) => JSON.stringify(link.origin)),
    column((link) => link.createdAt),
    column((link) => link.expiresAt),
    column((link) => link.conversation),
  ]
  const { rows } = await db.query<PutLink>({ name: 'put-links', text, values })
  return new Map(rows.map((row) => [row.id, row]))
}
