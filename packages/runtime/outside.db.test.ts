import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { ConversationId } from './ids.ts'
import type { Runtime } from './runtime.ts'
import { createTestNode, eventually, prepareTestDatabase, startInput, type TestFlow, textsOf } from './testing.ts'

let database: TestDatabase
let rows: pg.Client
let nodes: Runtime[]
let now: number

beforeEach(async () => {
  database = await createTestDatabase({ template: prepareTestDatabase, key: 'runtime' })
  rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  nodes = []
  now = Date.UTC(2026, 0, 5, 12)
})

afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await rows.end()
  await database.drop()
})

async function startNode(): Promise<Runtime> {
  const node = await createTestNode({ databaseUrl: database.url, now: () => now })
  nodes.push(node)
  return node
}

const text = (words: string) => ({ kind: 'text', text: words }) as const
const minutes = (count: number) => count * 60_000

async function begin(node: Runtime, flow: TestFlow): Promise<ConversationId> {
  return (await node.start(startInput(flow))).conversation
}

async function saidIn(node: Runtime, conversation: ConversationId): Promise<readonly string[]> {
  return textsOf(await node.messages(conversation, 0))
}

describe('hand-overs', () => {
  test('[R61] are recorded with their turn, listed, and ended once', async () => {
    const node = await startNode()
    const first = await begin(node, 'help')
    const answer = await node.say(first, text('Ada'))
    expect(answer).toMatchObject({ status: 'with-agent', messages: [{ content: { text: 'One moment' } }] })
    now += 1
    const second = await begin(node, 'help')
    await node.say(second, text('Eve'))
    const open = await node.handOvers.list()
    expect(open).toMatchObject([
      {
        conversation: first,
        solution: 'test',
        environment: 'sandbox',
        flow: 'help',
        node: 'help',
        skill: 'billing',
        note: 'Said Ada',
        sensitive: true,
        at: now - 1,
        endedAt: null,
        outcome: null,
      },
      { conversation: second },
    ])
    now += 1
    expect(await node.handOvers.end(first, 'done')).toBe(true)
    expect(await node.handOvers.end(first, 'done')).toBe(false)
    expect((await saidIn(node, first)).slice(-2)).toEqual(['Back', 'Ask'])
    expect(await node.handOvers.list()).toMatchObject([{ conversation: second }])
    expect(await node.handOvers.list({ ended: true })).toMatchObject([
      { conversation: first, outcome: 'done', endedAt: now },
    ])
  })

  test('[R61] hear the person, survive a restart, and end on another node', async () => {
    const [one, two] = [await startNode(), await startNode()]
    const conversation = await begin(one, 'help')
    await one.say(conversation, text('Ada'))
    expect(await two.say(conversation, text('Hello?'))).toMatchObject({ status: 'with-agent', messages: [] })
    await one.close()
    nodes.shift()
    expect(await two.handOvers.end(conversation, 'unavailable')).toBe(true)
    expect((await saidIn(two, conversation)).slice(-2)).toEqual(['Nobody came', 'Ask'])
  })

  test('[R61] end by themselves when their time is over', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'help')
    await node.say(conversation, text('Ada'))
    now += minutes(30)
    await eventually(async () => (await node.messages(conversation, 0)).status === 'waiting')
    expect(await node.handOvers.list()).toEqual([])
    expect(await node.handOvers.list({ ended: true })).toMatchObject([{ outcome: 'timeout' }])
    expect(await node.handOvers.end(conversation, 'done')).toBe(false)
  })

  test('[R61] leave nothing behind when their turn does not commit', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'help')
    const refused = node.say(conversation, text('Ada'), { clientMessageId: 'nul \0' })
    await expect(refused).rejects.toMatchObject({ code: 'turn-failed' })
    expect(await node.handOvers.list()).toEqual([])
  })

  test('are listed page by page and by solution, environment and skill', async () => {
    const node = await startNode()
    const conversations: string[] = []
    for (let index = 0; index < 5; index++) {
      now += 1
      const conversation = await begin(node, 'help')
      await node.say(conversation, text('x'))
      conversations.push(conversation)
    }
    const listed: string[] = []
    for (let after: string | undefined; listed.length < 5; ) {
      const page = await node.handOvers.list({ limit: 2, ...(after === undefined ? {} : { after }) })
      listed.push(...page.map((each) => each.conversation))
      const last = page.at(-1)
      if (last === undefined) break
      after = `${last.conversation}.${last.effect}`
    }
    expect(listed).toEqual(conversations)
    for (const filter of [{ skill: 'sales' }, { solution: 'other' }, { environment: 'prod' }])
      expect(await node.handOvers.list(filter)).toEqual([])
    expect(await node.handOvers.list({ skill: 'billing', solution: 'test', environment: 'sandbox' })).toHaveLength(5)
    expect(await node.handOvers.list({ after: 'nothing' })).toEqual([])
    for (const conversation of conversations.slice(0, 3)) {
      now += 1
      await node.handOvers.end(conversation as ConversationId, 'done')
    }
    const [newest] = await node.handOvers.list({ ended: true, limit: 1 })
    expect(newest?.conversation).toBe(conversations[2])
    const after = `${newest?.conversation}.${newest?.effect}`
    expect((await node.handOvers.list({ ended: true, after })).map((each) => each.conversation)).toEqual([
      conversations[1],
      conversations[0],
    ])
  })
})

describe('webhooks', () => {
  const paid = (signature: string, amount = 7) => ({ name: 'paid', payload: { amount }, signature })

  test('[R62] of one signature are one turn, at once, later and on another node', async () => {
    const [one, two] = [await startNode(), await startNode()]
    const conversation = await begin(one, 'hook')
    expect((await one.say(conversation, text('x'), { waitMs: 0 })).status).toBe('working')
    await Promise.all([one.webhook(conversation, paid('a')), one.webhook(conversation, paid('a'))])
    await two.webhook(conversation, paid('a'))
    expect((await saidIn(two, conversation)).filter((said) => said.startsWith('Paid'))).toEqual([
      `Paid 7 ${conversation}`,
    ])
    const { rows: stored } = await rows.query('select turn, state from parley.conversation where id = $1', [
      conversation,
    ])
    expect(stored).toMatchObject([{ turn: 3, state: { webhooks: {} } }])
    await two.webhook(conversation, paid('b', 8))
    await two.say(conversation, text('x'))
    expect((await saidIn(two, conversation)).slice(-2)).toEqual([`Paid 8 ${conversation}`, 'Ask'])
  })

  test('[R62] that come before they are waited for are kept across a restart', async () => {
    const one = await startNode()
    const conversation = await begin(one, 'hook')
    await one.webhook(conversation, paid('a'))
    await one.close()
    nodes.shift()
    const two = await startNode()
    expect(textsOf(await two.say(conversation, text('x')))).toEqual([`Paid 7 ${conversation}`, 'Ask'])
  })

  test('[R63] of names that nothing waits for are refused, as are those for a conversation that is over', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'hook')
    const refusal = (webhook: Parameters<Runtime['webhook']>[1], to = conversation) => node.webhook(to, webhook)
    await expect(refusal({ ...paid('a'), name: 'shipped' })).rejects.toMatchObject({ code: 'unknown-webhook' })
    await expect(refusal(paid('a'), 'conv_none')).rejects.toMatchObject({ code: 'unknown-conversation' })
    const over = await begin(node, 'once')
    await node.say(over, text('x'))
    await expect(refusal(paid('a'), over)).rejects.toMatchObject({ code: 'conversation-over' })
    expect((await node.messages(conversation, 0)).seq).toBe(1)
  })

  test('find where their conversation runs', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'hook')
    const current = await node.versions.current('test', 'sandbox')
    expect(await node.find(conversation)).toEqual({
      solution: 'test',
      environment: 'sandbox',
      version: current?.version,
    })
    expect(await node.find('conv_none')).toBeNull()
  })
})

describe('a conversation that somebody left', () => {
  test('[R64] is taken up again by what they say, in time', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'left')
    now += minutes(5)
    await eventually(async () => (await node.messages(conversation, 0)).status === 'abandoned')
    now += minutes(60)
    const answer = await node.say(conversation, text('Ada'))
    expect(answer.status).toBe('waiting')
    expect(textsOf(answer)).toEqual(['Welcome back', 'Ask Ada'])
    now += minutes(5)
    await eventually(async () => (await node.messages(conversation, 0)).status === 'abandoned')
    now += minutes(24 * 60 + 1)
    await expect(node.say(conversation, text('Eve'))).rejects.toMatchObject({ code: 'conversation-over' })
    await node.returned(conversation)
    expect((await node.messages(conversation, 0)).status).toBe('abandoned')
  })

  test('[R64] is taken up again when they return', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'left')
    now += minutes(5)
    await eventually(async () => (await node.messages(conversation, 0)).status === 'abandoned')
    await node.returned(conversation)
    expect((await node.messages(conversation, 0)).status).toBe('waiting')
    expect((await saidIn(node, conversation)).slice(-2)).toEqual(['Welcome back', 'Ask '])
    await expect(node.returned('conv_none')).rejects.toMatchObject({ code: 'unknown-conversation' })
  })

  test('[R64] stays over without resume', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'idle')
    for (let look = 0; look < 2; look++) {
      now += minutes(10)
      await eventually(async () => (await rows.query('select from parley.timer where at <= $1', [now])).rowCount === 0)
    }
    await eventually(async () => (await node.messages(conversation, 0)).status === 'abandoned')
    await expect(node.say(conversation, text('x'))).rejects.toMatchObject({ code: 'conversation-over' })
  })
})

describe('the menu', () => {
  test('[R65] is given with the first messages, when it changes, and with the transcript', async () => {
    const node = await startNode()
    const started = await node.start(startInput('left'))
    expect(started.menu).toEqual([{ id: 'menu.stop', label: 'Stop ' }])
    const { conversation } = started
    expect((await node.say(conversation, text('Ada'))).menu).toEqual([{ id: 'menu.stop', label: 'Stop Ada' }])
    expect((await node.say(conversation, text('Ada'))).menu).toBeUndefined()
    expect((await node.messages(conversation, 0)).menu).toEqual([{ id: 'menu.stop', label: 'Stop Ada' }])
    const told: unknown[] = []
    const leave = node.watch(conversation, 0, (frame) => told.push(frame.menu))
    await eventually(async () => told.length > 0)
    const ended = await node.say(conversation, { kind: 'choice', choice: 'menu.stop' })
    expect(ended).toMatchObject({ status: 'ended', menu: [], messages: [{ content: { text: 'Bye' } }] })
    leave()
    expect(told).toEqual([[{ id: 'menu.stop', label: 'Stop Ada' }], []])
    expect((await node.start(startInput('echo'))).menu).toBeUndefined()
  })
})

describe('a start', () => {
  test('[R66] with variables that the flow does not declare is refused and says which there are', async () => {
    const node = await startNode()
    const input = { ...startInput('echo'), variables: { wrod: 'x', word: 'y' } }
    await expect(node.start(input)).rejects.toMatchObject({
      code: 'unknown-variable',
      errors: [{ path: ['variables', 'wrod'], detail: 'The flow "echo" has no variable "wrod". It declares word.' }],
    })
    const { rows: stored } = await rows.query('select from parley.conversation')
    expect(stored).toEqual([])
    expect(textsOf(await node.start({ ...input, variables: { word: 'y' } }))).toEqual(['Say y'])
  })
})

describe('a conversation of an older Parley', () => {
  test('[R67] goes on where it stood', async () => {
    const node = await startNode()
    const conversation = await begin(node, 'hook')
    await rows.query(
      `update parley.conversation set state = (state::jsonb - '{conversation,frames,webhooks,heard,leftAt,menu,language}'::text[])::json where id = $1`,
      [conversation],
    )
    await node.say(conversation, text('x'), { waitMs: 0 })
    await node.webhook(conversation, { name: 'paid', payload: { amount: 1 }, signature: 'a' })
    expect((await saidIn(node, conversation)).slice(-2)).toEqual([`Paid 1 ${conversation}`, 'Ask'])
  })
})
