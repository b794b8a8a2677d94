import type { Upload } from '@parley/flow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, prepareTestDatabase, startInput, testBuild, textsOf } from './testing.ts'

let database: TestDatabase
let node: Runtime

/** Asks for a file for ever, and says what it got. */
const flow = {
  format: 1,
  start: 'ask',
  variables: { given: { type: 'file' } },
  nodes: {
    ask: { kind: 'ask', text: 'File?', answer: { type: 'file' }, variable: 'given', to: { next: 'say' } },
    say: { kind: 'say', text: '{{ given.name }} {{ given.type }} {{ given.size }}', to: { next: 'ask' } },
  },
}

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  node = await createTestNode({ databaseUrl: database.url })
  const build = testBuild()
  const flows = { ...build.flows, echo: { file: 'flows/echo.flow.json', text: JSON.stringify(flow) } }
  const { version } = await node.versions.put('test', { ...build, flows })
  await node.versions.deploy('test', 'sandbox', version)
})

afterEach(async () => {
  await node.close()
  await database.drop()
})

const start = async (): Promise<ConversationId> => (await node.start(startInput('echo'))).conversation
const put = (conversation: ConversationId, content: Uint8Array = Buffer.from('abc')): Promise<Upload> =>
  node.files.put(conversation, { name: 'a.png', type: 'image/png', content })

describe('a file of a conversation', () => {
  test('answers a question, and is what the server found it to be', async () => {
    const conversation = await start()
    const file = await put(conversation, Buffer.from([0, 255, 10, 13, 39, 92]))
    expect(file).toMatchObject({ id: expect.stringMatching(/^file_/), name: 'a.png', type: 'image/png', size: 6 })
    const answer = await node.say(conversation, { kind: 'file', file: file.id })
    expect(textsOf(answer)).toEqual(['a.png image/png 6', 'File?'])
    const { messages } = await node.messages(conversation, 0)
    expect(messages[1]?.content).toEqual({ kind: 'file', text: 'a.png', file })
    const loaded = await node.files.load(conversation, file.id)
    expect(loaded).toEqual({ ...file, content: Buffer.from([0, 255, 10, 13, 39, 92]) })
  })

  test('[R42] belongs to it alone', async () => {
    const [mine, other] = [await start(), await start()]
    const file = await put(other)
    await expect(node.say(mine, { kind: 'file', file: file.id })).rejects.toMatchObject({ code: 'unknown-file' })
    await expect(node.say(mine, { kind: 'file', file: 'nonsense' })).rejects.toMatchObject({ code: 'unknown-file' })
    expect(await node.files.load(mine, file.id)).toBeNull()
    const { seq } = await node.messages(mine, 0)
    expect(seq).toBe(1)
  })

  test('[R3] the same answer twice is one turn', async () => {
    const conversation = await start()
    const said = { kind: 'file', file: (await put(conversation)).id } as const
    const first = await node.say(conversation, said, { clientMessageId: 'a' })
    expect(await node.say(conversation, said, { clientMessageId: 'a' })).toEqual(first)
  })

  test('[R41] is one of at most 20, however many are sent at once', async () => {
    const conversation = await start()
    const settled = await Promise.allSettled(Array.from({ length: 30 }, () => put(conversation)))
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
    expect(new Set(refused)).toEqual(new Set(['too-many-files']))
    await put(await start())
  })

  test('[R41] is part of at most 50 MB', async () => {
    const conversation = await start()
    const large = Buffer.alloc(10_000_000)
    for (let count = 0; count < 5; count++) await put(conversation, large)
    await expect(put(conversation, Buffer.from('x'))).rejects.toMatchObject({ code: 'too-many-files' })
  }, 60_000)

  test('comes into conversations that exist and go on', async () => {
    await expect(put('conv_none')).rejects.toMatchObject({ code: 'unknown-conversation' })
    const { conversation } = await node.start(startInput('once'))
    await node.say(conversation, { kind: 'text', text: 'x' })
    await expect(put(conversation)).rejects.toMatchObject({ code: 'conversation-over' })
  })
})
