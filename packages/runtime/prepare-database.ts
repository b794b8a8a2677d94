import type { Client } from 'pg'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import { RuntimeError } from './error.ts'
import { migrate } from './migrate.ts'
import type { Ports } from './ports.ts'
import { meetDataKey } from './sql/meet-data-key.ts'

interface Parts {
  readonly workspace: string
  readonly cipher: Cipher
  readonly ports: Pick<Ports, 'log' | 'now'>
}

/** Brings the database to the newest schema, and makes sure that what is sealed in it can be read. */
export async function prepareDatabase(database: Database, parts: Parts): Promise<void> {
  const client = await database.connect()
  try {
    await migrate(client)
    await meetKeys(client, parts)
  } finally {
    await client.end()
  }
}

/** RX3: better not to start than to seal with a key that no other node has. */
async function meetKeys(client: Client, { workspace, cipher: { keys }, ports: { log, now } }: Parts): Promise<void> {
  if (keys.length === 0) return
  const known = await meetDataKey(client, workspace, keys, now?.() ?? Date.now())
  const missing = known.filter((id) => !keys.includes(id))
  if (missing.length > 0 && missing.length === known.length)
    throw new RuntimeError(
      'invalid-options',
      `What is sensitive in this database is sealed with the data key ${known.join(', ')}; this server has ${keys.join(', ')}. Give it the same PARLEY_DATA_KEY as the other servers, or the earlier key in PARLEY_DATA_KEYS_OLD. If that key is lost, see docs/privacy.md.`,
    )
  if (missing.length > 0)
    log.warn(
      { keys: missing },
      'what was sealed with these data keys cannot be opened; add them to PARLEY_DATA_KEYS_OLD',
    )
}
