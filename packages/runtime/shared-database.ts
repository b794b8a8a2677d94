import type { Client, Pool } from 'pg'
import type { Database, Queryable } from './database.ts'

/** The runtime's database as other parts of the server use it. Tables are made by the migrations of this package. */
export interface SharedDatabase extends Queryable {
  /** The tenant: the first column of every table. */
  readonly workspace: string
  /** Several statements, all or nothing. What `work` throws rolls them back and is thrown again. */
  transaction<Result>(work: (db: Queryable) => Promise<Result>): Promise<Result>
  /** A connection of its own, to listen with; whoever asks for it ends it. */
  connect(): Promise<Client>
}

export function shareDatabase(database: Pick<Database, 'pool' | 'connect'>, workspace: string): SharedDatabase {
  const { pool } = database
  return {
    workspace,
    query: (query) => pool.query(query),
    connect: () => database.connect(),
    transaction: (work) => transact(pool, work),
  }
}

async function transact<Result>(pool: Pool, work: (db: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    // A connection that could not roll back is of no use to anybody.
    client.release(broken)
  }
}
