import type { Client, QueryResult } from 'pg'

/**
 * Opens the transaction of a batch and tells its number, by which its fate can be asked after a lost connection.
 * Read committed whatever the database's default: each statement must see what was committed while it waited for a lock.
 */
export async function beginTurns(client: Client): Promise<string> {
  const text = 'begin isolation level read committed; select pg_current_xact_id()::text as transaction'
  // Several statements in one text give several results, which pg's types do not know.
  const results = (await client.query(text)) as unknown as readonly QueryResult<{ transaction: string }>[]
  const transaction = results[1]?.rows[0]?.transaction
  if (transaction === undefined) throw new Error('begin did not tell the transaction')
  return transaction
}
