import { compile, type SolutionSource } from '@parley/flow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createRuntime } from './create-runtime.ts'
import type { ConversationId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { prepareTestDatabase } from './testing.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const dataKeys = { current: 'a key that only this test knows, long enough' }
const day = 86_400_000

/** Takes everything for one of two intents, or for nothing. */
function shop(sensitive: boolean): SolutionSource {
  const flow = {
    format: 1,
    start: 'ask',
    variables: { word: { type: 'text' }, card: { type: 'text', sensitive } },
    nodes: {
      ask: { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'word', to: { next: 'meant' } },
      meant: {
        kind: 'understand',
        intents: [{ intent: 'order', label: 'Order' }],
        to: { order: 'ask', else: 'ask' },
      },
    },
  }
  return {
    name: sensitive ? 'bank' : 'shop',
    start: 'main',
    actions: {},
    language: 'en',
    intents: { order: ['i want to order'] },
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
  }
}

let database: TestDatabase
let now: number
let node: Runtime

beforeAll(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
})
beforeEach(async () => {
  now = Date.UTC(2026, 4, 4, 9)
  node = await start()
  await node.database.query({ text: 'delete from parley.inbox' })
})
afterEach(() => node.close())
afterAll(() => database.drop())

const start = () =>
  createRuntime({
    databaseUrl: database.url,
    dataKeys,
    ports: {
      log: quiet,
      readProgram(stored) {
        const { program, problems } = compile(stored as SolutionSource)
        if (program === null) throw new Error(JSON.stringify(problems))
        return program
      },
      runAction: async () => ({ outcome: 'success', outputs: {} }),
      now: () => now,
    },
  })

async function say(words: readonly string[], { sensitive = false, contact = {} } = {}): Promise<ConversationId> {
  const source = shop(sensitive)
  const { version } = await node.versions.put(source.name, source)
  await node.versions.deploy(source.name, 'prod', version)
  const begun = { solution: source.name, environment: 'prod', variables: {}, page: null, channel: 'web' } as const
  const { conversation } = await node.start({ ...begun, contact })
  for (const text of words) await node.say(conversation, { kind: 'text', text })
  return conversation
}

const open = async (solution = 'shop') => (await node.inbox.list({ solution, environment: 'prod' }, 100)).sentences

describe('the inbox', () => {
  test('[RN1] keeps what was not understood, without what tells who said it', async () => {
    const conversation = await say(
      ['Grüezi, Ada Lovelace hier, ada@example.com oder +41 79 555 01 23', 'i want to order', '2 Zimmer, Code 4711'],
      { contact: { name: 'Ada Lovelace' } },
    )
    expect((await open()).map(({ text }) => text).toSorted()).toEqual([
      '2 Zimmer, Code ‹number›',
      'Grüezi, ••• hier, ‹email› oder ‹phone›',
    ])
    expect((await open())[0]).toMatchObject({ conversation, flow: 'main', node: 'meant', language: 'en', intent: null })
    expect((await open())[0]?.reason).toBe('unknown')
  })

  test('[RN1] seals it where the conversation is sealed, and gives it to whoever exports or erases the contact', async () => {
    const conversation = await say(['what about bonsai'], { sensitive: true })
    const { rows } = await node.database.query<{ text: string }>({ text: 'select text from parley.inbox' })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain('bonsai')
    expect(await open('bank')).toMatchObject([{ conversation, text: 'what about bonsai' }])
    const contact = await node.database.query<{ id: string }>({
      text: 'select contact_id as id from parley.conversation where id = $1',
      values: [conversation],
    })
    const [found] = await node.contacts.find({ id: contact.rows[0]?.id ?? '' })
    const told = JSON.stringify(await node.contacts.export(found?.id ?? 'con_none'))
    expect(told).toContain('what about bonsai')
    await node.contacts.erase(found?.id ?? 'con_none', { braze: false, by: 'acc_1' })
    expect(await open('bank')).toEqual([])
  })

  test('[RN2] keeps fifty of a conversation, and nothing for longer than ninety days', async () => {
    await say(Array.from({ length: 53 }, (_, at) => `nonsense of kind ${'x'.repeat(at + 1)}`))
    const { total } = await node.inbox.list({ solution: 'shop', environment: 'prod' }, 10)
    expect(total).toBe(50)
    now += 89 * day
    await node.inbox.sweep()
    expect(await open()).toHaveLength(50)
    now += 2 * day
    await node.inbox.sweep()
    expect(await open()).toEqual([])
  })

  test('[RN2] keeps the newest five thousand that are open', async () => {
    await node.database.query({
      text: `insert into parley.inbox (workspace_id, conversation_id, turn, place, solution, environment, at, flow, node, language, reason,
          alternatives, text)
        select 'default', 'conv_' || n, 1, 0, 'shop', 'prod', $1::bigint + n, 'main', 'meant', 'ko', 'unknown', '[]', 'n' || n
        from generate_series(1, 6100) as n`,
      values: [now],
    })
    await node.inbox.sweep()
    const { sentences, total } = await node.inbox.list({ solution: 'shop', environment: 'prod', language: 'ko' }, 2)
    expect([total, sentences.map(({ text }) => text)]).toEqual([5000, ['n6100', 'n6099']])
    const { rows } = await node.database.query<{ text: string }>({
      text: 'select text from parley.inbox order by at limit 1',
    })
    expect(rows).toEqual([{ text: 'n1101' }])
  })

  test('[RN3] lets the first decide, and opens again', async () => {
    await say(['lorem ipsum', 'dolor sit'])
    const keys = await open()
    const decide = (decision: 'assigned' | 'ignored' | 'open') =>
      node.inbox.decide('shop', keys, { decision, intent: 'order', by: 'acc_1' })
    const done = await Promise.all([decide('assigned'), decide('ignored')])
    expect(done.flat()).toHaveLength(2)
    expect(await open()).toEqual([])
    expect(await node.inbox.decide('other', keys, { decision: 'open', intent: null, by: 'acc_1' })).toEqual([])
    expect(await decide('open')).toHaveLength(2)
    expect(await open()).toHaveLength(2)
  })

  test('[RN3] says which were decided, to whoever decided them again too', async () => {
    await say(['lorem ipsum', 'dolor sit'])
    const keys = (await open()).map(({ conversation, turn, place }) => ({ conversation, turn, place }))
    const [first] = keys
    const assign = (of: typeof keys, by: string, intent = 'order') =>
      node.inbox.decide('shop', of, { decision: 'assigned', intent, by })
    expect(await assign(first === undefined ? [] : [first], 'acc_1')).toEqual([first])
    expect(await assign(keys, 'acc_2')).toEqual(keys.slice(1))
    expect(await assign(keys, 'acc_1')).toEqual([first])
    expect(await assign(keys, 'acc_1', 'parcel')).toEqual([])
  })

  test('[RN3] says again what is open, to whoever did not hear it', async () => {
    await say(['lorem ipsum', '무슨 말이지'])
    const keys = (await open()).map(({ conversation, turn, place }) => ({ conversation, turn, place }))
    const decide = (decision: 'ignored' | 'open') =>
      node.inbox.decide('shop', keys, { decision, intent: null, by: 'acc_1' })
    expect(await decide('ignored')).toHaveLength(2)
    for (let time = 0; time < 2; time += 1) expect(new Set(await decide('open'))).toEqual(new Set(keys))
    expect(await open()).toHaveLength(2)
  })

  test('[RN1] takes what somebody of the brand says was meant, masked too', async () => {
    const conversation = await say(['i want to order'], { contact: { name: 'Min Kim' } })
    const correction = { solution: 'shop', conversation, text: 'Min here: parcel 123456', language: 'en' }
    await node.inbox.correct({ ...correction, intent: 'order' })
    await node.inbox.correct({ ...correction, text: 'and the bill', intent: null })
    expect((await open()).map(({ text, reason, intent }) => [text, reason, intent])).toEqual([
      ['••• here: parcel ‹number›', 'corrected', 'order'],
      ['and the bill', 'corrected', null],
    ])
    await expect(node.inbox.correct({ ...correction, solution: 'other', intent: null })).rejects.toMatchObject({
      code: 'unknown-conversation',
    })
  })
})
