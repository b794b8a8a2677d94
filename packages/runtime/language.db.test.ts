import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { Runtime, StartInput } from './runtime.ts'
import { createTestNode, prepareTestDatabase, startInput, testBuild } from './testing.ts'

let database: TestDatabase
let nodes: Runtime[]

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  nodes = []
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await database.drop()
})

async function startNode(): Promise<Runtime> {
  const node = await createTestNode({ databaseUrl: database.url })
  nodes.push(node)
  return node
}

const texts = {
  ko: { file: 'texts/ko.yaml', text: 'echo: { ask: { text: "{{ word }}라고요?" } }' },
  ar: { file: 'texts/ar.yaml', text: 'echo: { ask: { text: "قل {{ word }}" } }' },
}

describe('the language of a conversation', () => {
  test('is that of its start, stands on stored messages and holds on every node', async () => {
    const node = await startNode()
    const { version } = await node.versions.put('test', { ...testBuild(), language: 'en', texts })
    await node.versions.deploy('test', 'sandbox', version)
    const started = await node.start({ ...startInput('echo'), language: 'ko-KR', variables: { word: '안녕' } })
    expect(started.messages[0]?.content).toMatchObject({ text: '안녕라고요?', language: 'ko' })

    const other = await startNode()
    await other.say(started.conversation, { kind: 'text', text: '네' })
    const { messages } = await other.messages(started.conversation, 0)
    expect(messages.map(({ from, content }) => [from, content.text, content.language])).toEqual([
      ['bot', '안녕라고요?', 'ko'],
      ['user', '네', undefined],
      ['bot', '네라고요?', 'ko'],
    ])
  })

  test('comes from the contact, the page or the channel where nobody asks', async () => {
    const node = await startNode()
    const { version } = await node.versions.put('test', { ...testBuild(), language: 'en', texts })
    await node.versions.deploy('test', 'sandbox', version)
    const first = async (more: Partial<StartInput>) =>
      (await node.start({ ...startInput('echo'), ...more })).messages[0]?.content
    expect(await first({ contact: { language: 'ar' }, page: { language: 'ko' } })).toMatchObject({
      language: 'ar',
      direction: 'rtl',
    })
    expect(await first({ page: { language: 'ko' }, channelLanguages: ['ar'] })).toMatchObject({ language: 'ko' })
    expect(await first({ channelLanguages: ['fr', 'ar'] })).toMatchObject({ language: 'ar' })
    expect(await first({})).toMatchObject({ language: 'en' })
  })
})
