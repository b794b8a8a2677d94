import { compile } from '@parley/flow'
import { playExactly } from '@parley/flow/story'
import type { ConversationId, ConversationRecord, RecordedTurn, Runtime } from '@parley/runtime'
import { describe, expect, test } from 'vitest'
import { openDoor } from './test-door.ts'

const key = 'the-key-of-the-operator-quite-long'
const bearer = { authorization: `Bearer ${key}` }
const at = Date.UTC(2026, 0, 5, 12)

const flow = {
  format: 1,
  start: 'pin',
  variables: { pin: { type: 'text', sensitive: true } },
  nodes: {
    pin: { kind: 'ask', text: 'PIN?', answer: { type: 'text' }, variable: 'pin', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Your PIN is {{ pin }}.' },
  },
}

const program = (() => {
  const { program, problems } = compile({
    name: 'shop',
    start: 'main',
    actions: {},
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
  })
  if (program === null) throw new Error(JSON.stringify(problems))
  return program
})()

const turns: readonly RecordedTurn[] = [
  {
    turn: 1,
    at,
    event: { kind: 'started', conversation: 'conv_1', contact: { id: 'cont_1' }, variables: {}, page: null },
  },
  { turn: 2, at: at + 1000, event: { kind: 'said', said: { kind: 'text', text: 'hush-4711' } } },
]

/** The record with what was really said, or with something else in the bot's last words. */
function recordOf(last?: string): ConversationRecord {
  const played = playExactly(program, {
    flow: 'main',
    events: turns.map(({ at, event }) => ({ at, happening: event })),
  })
  const said = played.flatMap(({ at, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'send' || effect.kind === 'hear'
        ? [{ at, effect, from: effect.kind === 'send' ? ('bot' as const) : ('user' as const) }]
        : [],
    ),
  )
  const messages = said.map(({ at, effect: { content, sensitive }, from }, index) => ({
    id: `msg_1_${index + 1}` as const,
    seq: index + 1,
    at,
    from,
    sensitive,
    content: last !== undefined && index === said.length - 1 ? { ...content, text: last } : content,
  }))
  const place = { solution: 'shop', environment: 'prod', version: 'ver_1', flow: 'main', status: 'ended' } as const
  return { conversation: 'conv_1', ...place, moved: false, givenUp: false, turns, messages }
}

async function open(record: ConversationRecord = recordOf()) {
  const asked: unknown[] = []
  const records: Runtime['records'] = {
    read: async (id: ConversationId) => (id === 'conv_1' ? record : id === 'conv_old' ? 'not-recorded' : 'unknown'),
    program: async () => program,
    async list(filter) {
      asked.push(filter)
      return ['conv_2', 'conv_1']
    },
  }
  const versions = { find: async (_solution: string, number: number) => ({ version: `ver_${number}` }) }
  const operator = { key, deadLetters: {} as never, dataPoints: {} as never }
  const door = await openDoor({ operator, records, solutions: { versions } as never })
  const get = async (url: string, headers: { readonly [name: string]: string } = bearer) => {
    const answer = await door.http.app.inject({ url, headers })
    return { status: answer.statusCode, body: answer.json(), text: answer.body }
  }
  return { door, asked, get }
}

describe('records', () => {
  test('are for the operator only', async () => {
    const { door, get } = await open()
    await using _ = door
    for (const url of ['/v1/records?solution=shop', '/v1/conversations/conv_1/record'])
      for (const headers of [{}, { authorization: `Bearer ${door.token}` }])
        expect(await get(url, headers as { readonly [name: string]: string })).toMatchObject({
          status: 401,
          body: { code: 'operator-key-needed' },
        })
  })

  test('show nothing of a sensitive answer, and what follows from what stands for it', async () => {
    const { door, get } = await open()
    await using _ = door
    const { status, body, text } = await get('/v1/conversations/conv_1/record')
    expect(status).toBe(200)
    expect(text).not.toContain('hush')
    expect(body.record).toMatchObject({
      conversation_id: 'conv_1',
      solution: 'shop',
      faithful: true,
      disguised: true,
      same_way: true,
      turns: [
        {
          at: '2026-01-05T12:00:00.000Z',
          event: { kind: 'started' },
          effects: [{ kind: 'send', content: { text: 'PIN?' } }, { kind: 'set-timer' }],
        },
        {
          event: { kind: 'said', said: { text: 'Ada' } },
          effects: [{ kind: 'hear' }, { kind: 'send', content: { text: 'Your PIN is Ada.' } }, {}, { kind: 'end' }],
        },
      ],
    })
    expect(door.log.join('')).not.toContain('hush')
  })

  test('say when playing them does not give what was said', async () => {
    const { door, get } = await open(recordOf('Something else'))
    await using _ = door
    expect((await get('/v1/conversations/conv_1/record')).body.record.faithful).toBe(false)
  })

  test('that are not there, or were not kept, say so', async () => {
    const { door, get } = await open()
    await using _ = door
    expect(await get('/v1/conversations/conv_none/record')).toMatchObject({
      status: 404,
      body: { code: 'unknown-conversation' },
    })
    expect(await get('/v1/conversations/conv_old/record')).toMatchObject({
      status: 409,
      body: { code: 'not-recorded' },
    })
  })

  test('are listed as the query says', async () => {
    const { door, asked, get } = await open()
    await using _ = door
    const { body } = await get(
      '/v1/records?solution=shop&version=3&since=2026-01-05T00:00:00Z&limit=2&environment=prod&before=conv_9',
    )
    expect(body).toEqual({ records: [{ conversation_id: 'conv_2' }, { conversation_id: 'conv_1' }], cursor: 'conv_1' })
    expect(asked).toEqual([
      {
        solution: 'shop',
        version: 'ver_3',
        environment: 'prod',
        since: at - 12 * 3_600_000,
        limit: 2,
        before: 'conv_9',
      },
    ])
    for (const [query, pointer] of [
      ['', '/solution'],
      ['solution=shop&limit=0', '/limit'],
      ['solution=shop&since=yesterday', '/since'],
      ['solution=shop&colour=red', '/colour'],
      ["solution=a'b", '/solution'],
    ])
      expect(await get(`/v1/records?${query}`)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })
})
