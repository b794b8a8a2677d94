import type { Client } from 'pg'
import type { Database, Queryable } from './database.ts'
import { transact } from './transact.ts'

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
