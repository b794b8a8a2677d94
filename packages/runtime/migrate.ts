import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { errorState } from './database.ts'
import { RuntimeError } from './error.ts'

const folder = join(import.meta.dirname, 'migrations')

/** Two nodes that create the very first objects at once: PostgreSQL's `if not exists` is not proof against that. */
const createdMeanwhile = new Set(['23505', '42710', '42P06', '42P07'])

/**
 * Brings the database to the newest schema. Any number of nodes may start at once: the table of migrations is locked for
 * the length of one, the others wait and find the work done. Each migration is committed whole or not at all.
 */
export async function migrate(client: Client): Promise<void> {
  await createLedger(client)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  await client.query('begin')
  try {
    await client.query('lock table parley.migration in exclusive mode')
    const { rows } = await client.query<{ name: string }>('select name from parley.migration')
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !files.includes(name))
    if (unknown.length > 0)
      throw new RuntimeError(
        'invalid-options',
        `The database was migrated by a newer Parley (${unknown.join(', ')}). Start that version, or restore a backup.`,
      )
    for (const file of files) {
      if (done.has(file)) continue
      await client.query(await readFile(join(folder, file), 'utf8'))
      await client.query('insert into parley.migration (name) values ($1)', [file])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function createLedger(client: Client): Promise<void> {
  for (;;) {
    try {
      await client.query('create schema if not exists parley')
      await client.query(
        'create table if not exists parley.migration (name text primary key, applied_at timestamptz not null default now())',
      )
      return
    } catch (error) {
      if (!createdMeanwhile.has(errorState(error) ?? '')) throw error
    }
  }
}
