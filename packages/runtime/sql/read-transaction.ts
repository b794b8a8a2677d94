import type { Queryable } from '../database.ts'

/** How a transaction ended. `aborted` also when PostgreSQL no longer knows it or crashed within it. */
export async function readTransaction(
  db: Queryable,
  transaction: string,
): Promise<'committed' | 'aborted' | 'in progress'> {
  const { rows } = await db.query<{ status: 'committed' | 'aborted' | 'in progress' | null }>({
    text: 'select pg_xact_status($1::xid8) as status',
    values: [transaction],
  })
  return rows[0]?.status ?? 'aborted'
}
