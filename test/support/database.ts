import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabaseOptions {
  /** Fills the template database, usually by migrating it. Runs once per `key`; each test gets a copy. */
  readonly template?: (url: string) => Promise<void>
  /** Templates with the same key are one, also across test files. Without it, one per `template` function. */
  readonly key?: string
}

export interface TestDatabase {
  readonly url: string
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>
}

const keys = new WeakMap<(url: string) => Promise<void>, string>()

/**
 * A database of its own for one test, on the run's server.
 *
 * @example
 * const database = await createTestDatabase({ template: migrate })
 * try { … } finally { await database.drop() }
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const template = options.template === undefined ? 'template0' : await ensureTemplate(options.template, options.key)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator((client) => client.query(`create database ${name} template ${template}`))
  return {
    url: urlOf(name),
    drop: () =>
      asAdministrator(async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/** Connections for a test's own questions. It may end before they are closed, so that dropping the database cuts them, which is no error. */
export function openTestPool(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 2 }).on('error', () => {})
}

async function ensureTemplate(template: (url: string) => Promise<void>, given?: string): Promise<string> {
  const key = given ?? keys.get(template) ?? randomUUID()
  keys.set(template, key)
  const name = `template_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`
  await asAdministrator(async (client) => {
    // Test files run side by side: one fills the template, the others wait for it here.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const found = await client.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    )
    if (found.rows[0]?.datistemplate === true) return
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name} template template0`)
    await template(urlOf(name))
    // Marks it complete, and keeps a test from connecting to it by mistake.
    await client.query(`alter database ${name} with is_template true allow_connections false`)
    // A copy needs the template to itself; a pool that was just closed may take a moment to let go.
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [name])
  })
  return name
}

function urlOf(name: string): string {
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  return url.href
}

async function asAdministrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
