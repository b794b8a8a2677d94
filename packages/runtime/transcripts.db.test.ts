import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { DataKeys } from './cipher.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, prepareTestDatabase, startInput } from './testing.ts'

const secret = 'tea-4711-0815'
const dataKeys = { current: 'the first key of all, long enough' }
let database: TestDatabase
const nodes: Runtime[] = []

beforeAll(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
})
afterEach(async () => {
  await Promise.all(nodes.splice(0).map((node) => node.close()))
})
afterAll(() => database.drop())

async function start(keys: DataKeys): Promise<Runtime> {
  const node = await createTestNode({
    databaseUrl: database.url,
    dataKeys: keys,
    // As careless as an action may be: it repeats what somebody said.
    runAction: async () => ({
      outcome: 'error',
      outputs: { word: secret },
      error: { kind: 'timeout', message: `Nothing about ${secret} in time.`, retry: 'no' },
    }),
  })
  nodes.push(node)
  return node
}

async function tell(node: Runtime) {
  const { conversation } = await node.start(startInput('secret'))
  await node.say(conversation, { kind: 'text', text: secret })
  return conversation
}

test('[RW3] what is shown of a conversation holds nothing sensitive, wherever it went', async () => {
  const node = await start(dataKeys)
  const conversation = await tell(node)
  const shown = await node.transcripts.show(conversation)
  expect(JSON.stringify(shown)).not.toContain(secret)
  expect(shown).toMatchObject({
    status: 'with-agent',
    variables: [{ flow: 'secret', name: 'word', value: '•••', sensitive: true }],
    cut: false,
  })
  expect(shown?.messages.map(({ from, content }) => [from, content?.text ?? null])).toEqual([
    ['bot', 'Card'],
    ['user', null],
    ['bot', 'One moment'],
  ])
  expect(shown?.events.map(({ kind, detail, error }) => [kind, detail, error])).toEqual([
    ['started', 'secret', null],
    ['action-finished', 'error', { kind: 'timeout', message: 'Nothing about ••• in time.' }],
  ])
  expect(shown?.visits.map(({ path }) => path.split('\n').at(-1))).toEqual([
    'secret/ask',
    'secret/check',
    'secret/help',
  ])
})

test('[RW3] without the key it was sealed with, what nobody can judge is not shown', async () => {
  const conversation = await tell(await start(dataKeys))
  const other = await start({ current: 'the second key, also long enough', old: [dataKeys.current] })
  expect((await other.transcripts.show(conversation))?.variables).toHaveLength(1)
  const { database: db } = other
  // As if the key were gone: nobody can open what names another one.
  const broken = `update parley.conversation set state = '{"$sealed":"broken"}' where id = $1`
  await db.query({ text: broken, values: [conversation] })
  const shown = await other.transcripts.show(conversation)
  expect(shown?.variables).toEqual([])
  expect(JSON.stringify(shown)).not.toContain(secret)
})

test('a conversation that is not there is not shown', async () => {
  const node = await start(dataKeys)
  expect(await node.transcripts.show('conv_none')).toBeNull()
})
