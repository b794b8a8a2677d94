import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { DataKeys } from './cipher.ts'
import type { ContactId, ConversationId } from './ids.ts'
import type { ActionCall, ProfileErased } from './ports.ts'
import type { Keep } from './retention.ts'
import type { Runtime } from './runtime.ts'
import {
  createKeptLog,
  createTestNode,
  eventually,
  type KeptLog,
  prepareTestDatabase,
  startInput,
  success,
  type TestNodeOptions,
  testBuild,
  textsOf,
} from './testing.ts'

const secret = 'CARD-4929-8871'
const dataKeys = { current: 'the first key of all, long enough' }
const dayMs = 86_400_000

let database: TestDatabase
let rows: pg.Client
let log: KeptLog
let now: number
let calls: ActionCall[]
let nodes: Runtime[]
let keep: Keep | null
let deletions: ProfileErased[]
let answer: () => Promise<{ outcome: 'deleted' | 'no-braze' | 'failed' }>

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  log = createKeptLog()
  now = Date.UTC(2026, 0, 5, 12)
  calls = []
  nodes = []
  keep = null
  deletions = []
  answer = async () => ({ outcome: 'deleted' })
})

afterEach(async () => {
  for (const node of nodes) await node.close()
  await rows.end()
  await database.drop()
})

async function start(more: Partial<TestNodeOptions> = {}, keys: DataKeys | null = dataKeys): Promise<Runtime> {
  const node = await createTestNode({
    databaseUrl: database.url,
    ...(keys !== null && { dataKeys: keys }),
    log,
    now: () => now,
    runAction: async (call) => {
      calls.push(call)
      if (call.mode === 'await') return success
      const message = `refused ${JSON.stringify(call.input)}`
      return { outcome: 'error', outputs: {}, error: { kind: 'input', message, retry: 'no' } }
    },
    keep: async () => keep,
    deleteProfile: async (erased) => {
      deletions.push(erased)
      return answer()
    },
    ...more,
  })
  nodes.push(node)
  return node
}

const text = (words: string) => ({ kind: 'text', text: words }) as const

/** Everything that is stored, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await rows.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'parley'",
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const found = await rows.query<{ row: string }>(`select to_jsonb(t)::text as row from parley.${name} t`)
    texts.push(...found.rows.map(({ row }) => `${name} ${row}`))
  }
  return texts.join('\n')
}

/** A conversation that holds a sensitive answer in its state, an awaited action, a dead letter and a hand-over. */
async function tellSecret(node: Runtime, contact = {}): Promise<ConversationId> {
  const { conversation } = await node.start(startInput('secret', contact))
  await node.say(conversation, text(secret), { clientMessageId: 'a' })
  await eventually(async () => (await node.deadLetters.list()).length > 0)
  return conversation
}

describe('[RX1] what is sensitive', () => {
  test('is nowhere in the database nor in the log, and everywhere it is needed', async () => {
    const node = await start()
    const conversation = await tellSecret(node)
    const file = { name: `${secret}.txt`, type: 'text/plain', content: Buffer.from(secret) }
    const { id } = await node.files.put(conversation, file)

    const stored = await dump()
    expect(stored).not.toContain(secret)
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'))
    expect(stored).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    expect(JSON.stringify(log.lines)).not.toContain(secret)
    // The tables were really filled.
    for (const table of ['conversation', 'message', 'turn', 'turn_key', 'outbox', 'hand_over', 'file'])
      expect(stored).toContain(`\n${table} `)

    expect(calls.map(({ input }) => input.word)).toEqual([secret, secret])
    const { messages, status } = await node.messages(conversation, 0)
    expect(textsOf({ messages })).toContain(secret)
    expect(status).toBe('with-agent')
    expect((await node.files.load(conversation, id))?.content.toString()).toBe(secret)
    expect((await node.files.load(conversation, id))?.name).toBe(file.name)
    expect(await node.handOvers.list({ skill: `about ${secret}` })).toMatchObject([{ note: `Said ${secret}` }])
    const record = await node.records.read(conversation)
    expect(JSON.stringify(record)).toContain(secret)
  })

  test('goes on where it was on another node, and a repetition is known by its keyed mark', async () => {
    const conversation = await tellSecret(await start())
    const other = await start()
    const again = await other.say(conversation, text(secret), { clientMessageId: 'a' })
    expect(textsOf(again)).toEqual(['One moment'])
    await expect(other.say(conversation, text('another'), { clientMessageId: 'a' })).rejects.toMatchObject({
      code: 'client-message-id-reused',
    })
    await other.handOvers.end(conversation, 'done')
    expect(textsOf(await other.messages(conversation, 0)).at(-1)).toBe('Card')
  })

  test('is masked in dead letters, and stays what it was when an operator changes the rest', async () => {
    const node = await start()
    await tellSecret(node)
    const [letter] = await node.deadLetters.list()
    expect(letter?.reason).toContain('•••')
    const id = `${letter?.conversation}.${letter?.effect}`
    const shown = await node.deadLetters.show(id)
    expect(JSON.stringify(shown)).not.toContain(secret)
    expect(shown?.input).toEqual({ word: '•••', kind: 'card' })
    expect(await node.deadLetters.edit(id, { word: '•••', kind: 'other' })).toBe(true)
    expect(await dump()).not.toContain(secret)
    await node.deadLetters.replay(id)
    await eventually(async () => calls.length === 3)
    expect(calls[2]?.input).toEqual({ word: secret, kind: 'other' })
  })

  test('moved to another row, or changed, is an error of that conversation alone', async () => {
    const node = await start()
    const [one, two] = [await tellSecret(node), await tellSecret(node)]
    await rows.query(
      'update parley.conversation c set state = o.state from parley.conversation o where c.id = $1 and o.id = $2',
      [one, two],
    )
    await expect(node.say(one, text('x'))).rejects.toMatchObject({ code: 'sealed' })
    expect((await node.messages(two, 0)).status).toBe('with-agent')
  })

  test('does not hinder solutions that declare nothing: they are stored as before', async () => {
    const node = await start()
    const { help: _help, secret: _secret, ...plain } = testBuild().flows
    const { version } = await node.versions.put('plain', { ...testBuild(), name: 'plain', flows: plain })
    await node.versions.deploy('plain', 'sandbox', version)
    const { conversation } = await node.start({ ...startInput('echo'), solution: 'plain' })
    await node.say(conversation, text('plain words'))
    expect(await dump()).toContain('plain words')
  })
})

describe('keys', () => {
  test('[RX1] are changed without stopping: what the old one sealed is read with it, what is new has the new one', async () => {
    const first = await start()
    const conversation = await tellSecret(first)
    const second = await start({}, { current: 'the second key, also long enough', old: [dataKeys.current] })
    expect(textsOf(await second.messages(conversation, 0))).toContain(secret)
    await second.handOvers.end(conversation, 'done')
    await second.say(conversation, text(`${secret} again`))
    const { rows: found } = await rows.query<{ key: string }>(
      `select distinct split_part(content ->> '$sealed', '.', 1) as key from parley.message where sensitive`,
    )
    expect(found).toHaveLength(2)
  })

  test('[RX2] that come later read what was stored plain', async () => {
    const conversation = await tellSecret(await start({}, null))
    expect(await dump()).toContain(secret)
    const node = await start()
    expect(textsOf(await node.messages(conversation, 0))).toContain(secret)
    expect(textsOf(await node.say(conversation, text(secret), { clientMessageId: 'a' }))).toEqual(['One moment'])
  })

  test('[RX3] that nobody knows do not start, and those of which only some are missing hold up only what they sealed', async () => {
    const first = await start()
    const conversation = await tellSecret(first)
    const wrong = { current: 'the wrong key, which is long enough too' }
    await expect(start({}, wrong)).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('PARLEY_DATA_KEYS_OLD'),
    })
    await rows.query('delete from parley.data_key')
    // Whoever has the right key would take over some of what the other is asked to do.
    await first.close()
    const node = await start({}, wrong)
    await expect(node.say(conversation, text('x'))).rejects.toMatchObject({ code: 'sealed' })
    await expect(node.messages(conversation, 0)).rejects.toMatchObject({
      message: expect.stringContaining('PARLEY_DATA_KEYS_OLD'),
    })
    expect(await tellSecret(node)).not.toBe(conversation)
    // What is in lists beside it is seen.
    expect(await node.handOvers.list()).toHaveLength(2)
    const reasons = await eventually(async () => {
      const letters = await node.deadLetters.list()
      return letters.length === 2 && letters.map(({ reason }) => reason).sort()
    })
    expect(reasons).toEqual([expect.stringContaining('PARLEY_DATA_KEYS_OLD'), expect.stringContaining('•••')])
    const { rows: of } = await rows.query('select contact_id from parley.conversation where id = $1', [conversation])
    expect(await node.contacts.export(of[0].contact_id)).toMatchObject({
      conversations: [{ id: conversation, state: null, messages: [] }],
      truncated: true,
    })
  })
})

describe('erasing', () => {
  // With a space, which no random id and nothing that is sealed can have.
  const externalId = 'ada lovelace'
  const ada = { external_id: externalId, email: 'Ada@example.com' }
  const find = async (node: Runtime): Promise<ContactId> => {
    const [contact] = await node.contacts.find({ email: 'ada@EXAMPLE.com' })
    if (contact === undefined) throw new Error('nobody was found')
    return contact.id
  }

  test('[RE1] [RE2] leaves no row of the person in any table, everybody else as they were, and a proof that names nobody', async () => {
    const node = await start()
    const conversation = await tellSecret(node, ada)
    const other = await tellSecret(node, { external_id: 'bob' })
    await node.files.put(conversation, { name: 'a.txt', type: 'text/plain', content: Buffer.from('a') })
    const id = await find(node)
    expect(await node.contacts.find({ externalId })).toMatchObject([{ id, conversations: 1 }])

    const erasure = await node.contacts.erase(id, { by: 'the operator', reason: 'asked by mail', braze: true })
    expect(erasure).toMatchObject({ by: 'the operator', braze: { status: 'done', answers: [{ outcome: 'deleted' }] } })
    expect(erasure?.counts).toMatchObject({ contact: 1, conversation: 1, file: 1, outbox: 1, hand_over: 1 })
    expect(deletions).toMatchObject([{ solution: 'test', environment: 'sandbox', externalIds: [externalId] }])
    const left = (await dump()).split('\n').filter((row) => !row.startsWith('erased_conversation '))
    for (const name of [conversation, id, externalId, 'Ada@'])
      expect(left.filter((row) => row.includes(name))).toEqual([])
    expect((await node.messages(other, 0)).status).toBe('with-agent')
    expect(await node.contacts.erasure(erasure?.id ?? '')).toEqual(erasure)
    expect(await node.contacts.erase(id, { by: 'x', braze: false })).toBeNull()
  })

  test('ends conversations that go on: whoever has one is told, on every node', async () => {
    const [one, two] = [await start(), await start()]
    const { conversation } = await one.start(startInput('once', ada))
    const gone = new Promise((resolve) => two.watch(conversation, 0, () => {}, resolve))
    await eventually(async () => (await two.stats()).watchers === 1)
    await one.contacts.erase(await find(one), { by: 'x', braze: false })
    expect(await gone).toMatchObject({ code: 'unknown-conversation' })
    await expect(two.say(conversation, text('hi'))).rejects.toMatchObject({ code: 'erased' })
    await expect(one.messages(conversation, 0)).rejects.toMatchObject({ code: 'erased' })
    await expect(one.messages('conv_none', 0)).rejects.toMatchObject({ code: 'unknown-conversation' })
    // Who comes again is somebody new.
    await one.start(startInput('once', ada))
    expect(await one.contacts.find({ externalId })).toMatchObject([{ conversations: 1 }])
  })

  test('[RE3] deletes the profile later when it cannot be done now, on whichever node looks', async () => {
    const node = await start()
    await tellSecret(node, ada)
    answer = () => Promise.reject(new Error('away'))
    const erasure = await node.contacts.erase(await find(node), { by: 'x', braze: true })
    expect(erasure?.braze).toMatchObject({ status: 'waiting', answers: [{ outcome: 'failed', error: 'unavailable' }] })
    expect(await dump()).not.toContain('"ada"')
    answer = async () => ({ outcome: 'deleted' })
    now += 10_000
    const ended = await eventually(async () => {
      const found = await node.contacts.erasure(erasure?.id ?? '')
      return found?.braze.status === 'done' && found
    })
    expect(ended.braze.answers).toMatchObject([{ outcome: 'deleted' }])
    expect((await rows.query('select braze from parley.erasure')).rows).toEqual([{ braze: null }])
  })

  test('[RE4] an export tells everything in clear', async () => {
    const node = await start()
    const conversation = await tellSecret(node, ada)
    await node.files.put(conversation, { name: 'a.txt', type: 'text/plain', content: Buffer.from('hello') })
    const told = await node.contacts.export(await find(node))
    expect(told).toMatchObject({
      contact: { externalId, email: 'Ada@example.com' },
      conversations: [
        {
          id: conversation,
          state: { variables: { word: secret } },
          files: [{ name: 'a.txt', content: Buffer.from('hello').toString('base64') }],
          more: { outbox: [{ input: { word: secret } }], hand_over: [{ note: `Said ${secret}` }] },
        },
      ],
      truncated: false,
    })
    expect(JSON.stringify(told)).not.toContain('$sealed')
    expect(await node.contacts.export('cont_none')).toBeNull()
  })
})

describe('keeping', () => {
  test('[RK1] [RK2] removes what ended long ago with everything of it, and nothing that goes on', async () => {
    const node = await start({ limits: { sweepMs: 20 } })
    const ended = (await node.start(startInput('once', { email: 'a@example.com' }))).conversation
    await node.say(ended, text('done'), { clientMessageId: 'a' })
    const going = (await node.start(startInput('echo', { email: 'b@example.com' }))).conversation
    const other = await start({ limits: { sweepMs: 20 } })
    now += 91 * dayMs
    const late = (await node.start(startInput('once', { email: 'c@example.com' }))).conversation
    await node.say(late, text('done'))
    keep = { conversationsMs: 90 * dayMs }
    await eventually(async () => (await node.contacts.find({ email: 'a@example.com' })).length === 0)
    await expect(other.messages(ended, 0)).rejects.toMatchObject({ code: 'unknown-conversation' })
    expect(await dump()).not.toContain(ended)
    expect((await node.messages(going, 0)).messages).toHaveLength(1)
    expect((await node.messages(late, 0)).status).toBe('ended')
    expect(await node.contacts.find({ email: 'b@example.com' })).toHaveLength(1)
  })

  test('removes files and page events by their own time', async () => {
    const node = await start({ limits: { sweepMs: 20 } })
    const { conversation } = await node.start(startInput('once'))
    const { id } = await node.files.put(conversation, { name: 'a', type: 'text/plain', content: Buffer.from('a') })
    const place = { solution: 'test', environment: 'sandbox', visitor: 'vis_1', consent: 'full', page: null } as const
    await node.pageEvents.add({ ...place, events: [{ id: 'e1', name: 'viewed', at: now, properties: {} }] })
    now += 8 * dayMs
    keep = { filesMs: 7 * dayMs, pageEventsMs: 7 * dayMs }
    await eventually(async () => (await node.files.load(conversation, id)) === null)
    await eventually(async () => (await rows.query('select from parley.page_report')).rowCount === 0)
    expect((await node.messages(conversation, 0)).messages).toHaveLength(1)
  })
})

test('a consent is noted each time somebody chooses, and shown in the export of who they are', async () => {
  const node = await start()
  const visitor = 'vis_0123456789abcdef'
  const place = { solution: 'test', environment: 'sandbox', visitor } as const
  const chosen = { ...place, source: 'banner', textVersion: '2026-01' } as const
  await node.consents.add({ ...chosen, level: 'full' })
  await node.consents.add({ ...chosen, level: 'full' })
  now += 1000
  await node.consents.add({ ...chosen, level: 'none' })
  const event = { id: 'e1', name: 'viewed', at: now, properties: {} }
  await node.pageEvents.add({ ...place, consent: 'full', page: null, events: [event] })
  await node.start({ ...startInput('once', { email: 'ada@example.com' }), visitor })
  const [contact] = await node.contacts.find({ email: 'ada@example.com' })
  const told = await node.contacts.export(contact?.id ?? '')
  expect(told?.consents).toMatchObject([{ level: 'none' }, { level: 'full', textVersion: '2026-01' }])
  expect(told?.pageReports).toMatchObject([{ events: [{ name: 'viewed' }] }])
  const erasure = await node.contacts.erase(contact?.id ?? '', { by: 'x', braze: false })
  expect(erasure?.counts).toMatchObject({ consent: 2, visitor: 1, page_report: 1 })
  expect(await dump()).not.toContain(visitor)
})
