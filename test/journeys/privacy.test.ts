import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Postgres, startPostgres } from '@parley/runtime/postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runParley, startParley } from '../support/parley.ts'
import { arrive, type Person, Refused } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

/** As the person writes it, and as the flow keeps it. */
const birthday = ['7 August 1983', '1983-08-07'] as const

let home: string
let database: Postgres
let parley: ParleyProcess
let ada: Person

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-privacy-'))
  database = await startPostgres({ home })
  parley = await startParley({ env: { DATABASE_URL: database.url, PARLEY_LOG: 'debug' } })
  ada = await arrive(parley.url, { contact: { external_id: 'ada-privacy', email: 'ada@privacy.example' } })
  for (const answer of ['Ada', 'Lovelace', 'ada@privacy.example', birthday[0], 'London']) await ada.says(answer)
  await ada.picks('macOS')
})
afterAll(async () => {
  await parley.dispose()
  await database.stop()
  await rm(home, { recursive: true, force: true })
})

/** All that Parley stores, one row a line. */
async function dump(): Promise<string> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'parley'",
  )
  const lines: string[] = []
  // The solution's own texts are not the person's.
  for (const { name } of rows)
    for (const { row } of (await client.query(`select to_jsonb(t)::text as row from parley.${name} t`)).rows)
      if (name !== 'version') lines.push(`${name} ${row}`)
  await client.end()
  return lines.join('\n')
}

const contact = (...args: readonly string[]) =>
  runParley(['contact', ...args, '--server', parley.url], { PARLEY_HOME: parley.home })

const profile = (id: string): Promise<Response> => fetch(`${parley.sandboxUrl}/__sandbox/profiles/${id}`)

describe('a sensitive answer', () => {
  it('reaches Braze, and is neither in the database, the log, the metrics nor the transcript', async () => {
    await vi.waitFor(async () => expect(await (await profile('ada-privacy')).text()).toContain(birthday[1]), 20_000)
    const metrics = await (await fetch(`${parley.url}/metrics`)).text()
    const transcript = JSON.stringify(await ada.transcript())
    const stored = await dump()
    expect(stored).toContain('Lovelace')
    for (const text of [stored, parley.output(), metrics, transcript])
      for (const words of birthday) expect(text).not.toContain(words)
    expect(transcript).toContain('•••')
  })

  it('is sealed with a key that was made for this installation alone', async () => {
    const key = await readFile(join(parley.home, 'data.key'), 'utf8')
    expect(key.trim().length).toBeGreaterThan(32)
    expect(await dump()).not.toContain(key.trim())
  })
})

describe('whoever asks what is stored of them', () => {
  it('is found, told in clear, and erased, in Braze too, with a proof', async () => {
    const found = await contact('find', '--email', 'ADA@privacy.example', '--json')
    const [{ id, external_id }] = JSON.parse(found.out).contacts
    expect(external_id).toBe('ada-privacy')

    const told = await contact('export', id)
    expect(told.code).toBe(0)
    for (const words of birthday) expect(told.out).toContain(words)

    const stream = new WebSocket(
      `${parley.url.replace('http', 'ws')}/v1/conversations/${ada.conversation}/stream?token=${ada.token}`,
    )
    await new Promise((resolve) => stream.addEventListener('message', resolve, { once: true }))
    const closed = new Promise((resolve) => stream.addEventListener('close', resolve, { once: true }))

    const erased = await contact('erase', id, '--yes', '--reason', 'asked by mail')
    expect(erased).toMatchObject({ code: 0, out: expect.stringMatching(/Braze, braze-signup\/sandbox: deleted/) })
    const erasure = /Erased: (\S+)/.exec(erased.out)?.[1] ?? ''
    await vi.waitFor(async () => expect((await profile('ada-privacy')).status).toBe(404), 20_000)

    const left = (await dump()).split('\n').filter((row) => !row.startsWith('erased_conversation'))
    for (const words of ['ada-privacy', 'privacy.example', 'Lovelace', ada.conversation, id])
      expect(left.filter((row) => row.includes(words))).toEqual([])
    const proof = await contact('erasure', erasure)
    expect(JSON.parse(proof.out)).toMatchObject({ id: erasure, reason: 'asked by mail', braze: { status: 'done' } })

    await closed
    const gone = await ada.transcript().catch((error: unknown) => error)
    expect(gone).toBeInstanceOf(Refused)
    expect(gone).toMatchObject({ problem: { status: 410, code: 'erased' } })
    expect((await contact('find', '--id', id)).code).toBe(1)
  })
})

it('a server that has another key says so and does not start', async () => {
  const env = { DATABASE_URL: database.url, PARLEY_DATA_KEY: 'a key that this database has never seen' }
  const { code, all } = await runParley(['start', 'examples/braze-signup'], env)
  expect(code).toBe(1)
  expect(all).toContain('PARLEY_DATA_KEYS_OLD')
})
