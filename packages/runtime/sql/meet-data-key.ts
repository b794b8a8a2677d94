import type { Client } from 'pg'

/**
 * The ids of the keys that this database was sealed with before. The current one is added, unless there are others and none of
 * ours is among them: then nothing is written.
 */
export async function meetDataKey(
  client: Client,
  workspace: string,
  keys: readonly string[],
  now: number,
): Promise<readonly string[]> {
  await client.query('begin')
  try {
    // Two nodes that start at once with different keys: the second one finds the first one's.
    await client.query('lock table parley.data_key in exclusive mode')
    const { rows } = await client.query<{ id: string }>('select id from parley.data_key where workspace_id = $1', [
      workspace,
    ])
    const known = rows.map(({ id }) => id)
    if (known.length === 0 || known.some((id) => keys.includes(id)))
      await client.query(
        'insert into parley.data_key (workspace_id, id, created_at) values ($1, $2, $3) on conflict do nothing',
        [workspace, keys[0], now],
      )
    await client.query('commit')
    return known
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
