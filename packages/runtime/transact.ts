import type { Pool, PoolClient } from 'pg'

/** Several statements on one connection, all or nothing. What `work` throws rolls them back and is thrown again. */
export async function transact<Result>(
  pool: Pick<Pool, 'connect'>,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  // Lost between two statements it would end the process without a listener; the next statement rejects.
  const lost = (error: Error): void => {
    broken = error
  }
  client.on('error', lost)
  try {
    await client.query('begin isolation level read committed')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(lost)
    throw error
  } finally {
    client.off('error', lost)
    // A connection that could not roll back is of no use to anybody.
    client.release(broken)
  }
}
