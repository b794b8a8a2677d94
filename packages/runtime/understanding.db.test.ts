import { compile, newState, type SolutionSource, step } from '@parley/flow'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { createRuntime } from './create-runtime.ts'
import type { ConversationId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { prepareTestDatabase } from './testing.ts'
import type { UnderstandWords, WordsAsked } from './understanding.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** Asks for a card first, which is nobody's business, then what is wanted, then for a name. */
const flow = {
  format: 1,
  start: 'card',
  variables: { card: { type: 'text', sensitive: true }, word: { type: 'text' }, name: { type: 'text' } },
  nodes: {
    card: { kind: 'ask', text: 'Card?', answer: { type: 'text' }, variable: 'card', to: { next: 'want' } },
    want: { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'word', to: { next: 'meant' } },
    meant: {
      kind: 'understand',
      intents: [{ intent: 'order', label: 'Order' }],
      to: { order: 'ordered', else: 'want' },
    },
    ordered: { kind: 'say', text: 'Ordered.', to: { next: 'name' } },
    name: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye {{ name }}.' },
  },
}
const source: SolutionSource = {
  name: 'shop',
  start: 'main',
  actions: {},
  language: 'en',
  intents: { order: ['i want to order'] },
  flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
}

let database: TestDatabase
let node: Runtime
let asked: WordsAsked[]
let answer: UnderstandWords['ask']

beforeAll(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
})
beforeEach(async () => {
  asked = []
  answer = async () => ({ intent: 'order', confidence: 0.9 })
  node = await createRuntime({
    databaseUrl: database.url,
    dataKeys: { current: 'a key that only this test knows, long enough' },
    ports: {
      log: quiet,
      readProgram: (stored) => programOf(stored as SolutionSource),
      runAction: async () => ({ outcome: 'success', outputs: {} }),
      understand: {
        isOn: () => true,
        ask(words) {
          asked.push(words)
          return answer(words)
        },
      },
    },
  })
  const { version } = await node.versions.put('shop', source)
  await node.versions.deploy('shop', 'prod', version)
})
afterEach(() => node.close())
afterAll(() => database.drop())

function programOf(given: SolutionSource) {
  const { program, problems } = compile(given)
  if (program === null) throw new Error(JSON.stringify(problems))
  return program
}

async function begin(): Promise<ConversationId> {
  const begun = { solution: 'shop', environment: 'prod', variables: {}, page: null, channel: 'web' } as const
  const { conversation } = await node.start({ ...begun, contact: { name: 'Ada Lovelace' } })
  await say(conversation, '4711')
  return conversation
}

async function say(conversation: ConversationId, text: string): Promise<readonly string[]> {
  const { messages } = await node.say(conversation, { kind: 'text', text })
  return messages.map(({ content }) => ('text' in content ? content.text : ''))
}

test('[RU1] somebody is asked only where what words mean would be used, and never of what is sensitive', async () => {
  const conversation = await begin()
  expect(asked).toEqual([])
  expect(await say(conversation, 'Ada wants tea, card 4711, ada@example.com')).toEqual(['Ordered.', 'Name?'])
  expect(asked).toMatchObject([
    { solution: 'shop', environment: 'prod', text: '••• wants tea, card •••, ‹email›', language: 'en' },
  ])
  expect(await say(conversation, 'Ada')).toEqual(['Bye Ada.'])
  expect(asked).toHaveLength(1)
})

test('[RU1] what is said literally needs nobody, and none of the intents is an answer too', async () => {
  const conversation = await begin()
  answer = async () => ({ intent: null, confidence: 0.9 })
  expect(await say(conversation, 'tea')).toEqual(['What?'])
  expect(await say(conversation, 'I want to order!')).toEqual(['Ordered.', 'Name?'])
  expect(asked.map(({ text }) => text)).toEqual(['tea'])
})

test('[RU2] nobody else waits, and messages of one conversation stay in order', async () => {
  const [slow, other] = [await begin(), await begin()]
  const late = Promise.withResolvers<null>()
  answer = ({ text }) => (text === 'slow' ? late.promise : Promise.resolve({ intent: 'order', confidence: 1 }))
  const first = say(slow, 'slow')
  const second = say(slow, 'quick')
  expect(await say(other, 'tea')).toEqual(['Ordered.', 'Name?'])
  late.resolve(null)
  expect([await first, await second]).toEqual([['What?'], ['Ordered.', 'Name?']])
  const { messages } = await node.messages(slow, 0)
  expect(
    messages.filter(({ from }) => from === 'user').map(({ content }) => 'text' in content && content.text),
  ).toEqual(['4711', 'slow', 'quick'])
})

test('[RU3] without an answer the recognizer of the solution counts', async () => {
  const conversation = await begin()
  answer = () => Promise.reject(new Error('gone'))
  expect(await say(conversation, 'tea')).toEqual(['What?'])
  answer = async () => null
  expect(await say(conversation, 'tea')).toEqual(['What?'])
  expect(await say(conversation, 'i want to order')).toEqual(['Ordered.', 'Name?'])
})

test('[RR1] what somebody else said that words mean is part of what is played again', async () => {
  const conversation = await begin()
  await say(conversation, 'tea')
  await say(conversation, 'Ada')
  const record = await node.records.read(conversation)
  if (typeof record === 'string') throw new Error(record)
  const program = programOf(source)
  const said: string[] = []
  let state = newState(program)
  for (const { event, at } of record.turns) {
    const stepped = step(program, state, { ...event, at, random: 0 } as Parameters<typeof step>[2])
    state = stepped.state
    for (const effect of stepped.effects)
      if (effect.kind === 'send' && 'text' in effect.content) said.push(effect.content.text)
  }
  expect(said).toEqual(['Card?', 'What?', 'Ordered.', 'Name?', 'Bye Ada.'])
})
