import type { HandOver } from '@parley/runtime'
import { describe, expect, test } from 'vitest'
import { openDoor } from './test-door.ts'

const key = 'the-key-of-the-operator-quite-long'
const bearer = { authorization: `Bearer ${key}` }

const waiting: HandOver = {
  conversation: 'conv_1',
  effect: '2.1',
  solution: 'shop',
  environment: 'prod',
  flow: 'main',
  node: 'help',
  skill: 'billing',
  note: 'Asks about an invoice.',
  sensitive: false,
  at: Date.UTC(2026, 0, 5),
  endedAt: null,
  outcome: null,
}

function openDesk(found: readonly HandOver[] = [waiting]) {
  const asked: unknown[] = []
  const operator = { key, deadLetters: {} as never, dataPoints: {} as never }
  const handOvers = {
    async list(filter: unknown) {
      asked.push(filter)
      return found
    },
    async end(conversation: string, outcome: string) {
      asked.push([conversation, outcome])
      return conversation === 'conv_1'
    },
  }
  return Promise.all([openDoor({ operator, handOvers }), asked])
}

describe('hand-overs', () => {
  test('are listed for the operator only', async () => {
    const [door, asked] = await openDesk()
    await using _ = door
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: `Bearer ${door.token}` }]) {
      const answer = await door.http.app.inject({ url: '/v1/hand-overs', headers })
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'operator-key-needed'])
    }
    const answer = await door.http.app.inject({ url: '/v1/hand-overs', headers: bearer })
    expect(answer.json()).toEqual({
      hand_overs: [
        {
          id: 'conv_1.2.1',
          conversation_id: 'conv_1',
          solution: 'shop',
          environment: 'prod',
          flow: 'main',
          node: 'help',
          skill: 'billing',
          brief: 'Asks about an invoice.',
          at: '2026-01-05T00:00:00.000Z',
          ended_at: null,
          outcome: null,
        },
      ],
      cursor: 'conv_1.2.1',
    })
    expect(asked).toEqual([{ ended: false, limit: 100 }])
  })

  test('are filtered, paged and masked', async () => {
    const [door, asked] = await openDesk([{ ...waiting, sensitive: true, endedAt: waiting.at, outcome: 'timeout' }])
    await using _ = door
    const url = '/v1/hand-overs?status=ended&limit=5&after=conv_1.2.1&solution=shop&environment=prod&skill=billing'
    expect((await door.http.app.inject({ url, headers: bearer })).json().hand_overs).toMatchObject([
      { skill: '[sensitive]', brief: '[sensitive]', ended_at: '2026-01-05T00:00:00.000Z', outcome: 'timeout' },
    ])
    const filter = { solution: 'shop', environment: 'prod', skill: 'billing' }
    expect(asked).toEqual([{ ended: true, limit: 5, after: 'conv_1.2.1', ...filter }])
    for (const wrong of ['status=gone', 'limit=0', 'limit=x', 'environment=moon', 'skil=billing']) {
      const answer = await door.http.app.inject({ url: `/v1/hand-overs?${wrong}`, headers: bearer })
      expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([400, `/${wrong.split('=')[0]}`])
    }
  })

  test('are ended with an outcome, once', async () => {
    const [door, asked] = await openDesk()
    await using _ = door
    const end = (id: string, payload?: object) =>
      door.http.app.inject({
        method: 'POST',
        url: `/v1/hand-overs/${id}/end`,
        headers: bearer,
        ...(payload === undefined ? {} : { payload }),
      })
    expect((await end('conv_1')).json()).toEqual({ conversation_id: 'conv_1', outcome: 'done' })
    expect((await end('conv_1', { outcome: 'unavailable' })).statusCode).toBe(200)
    const unknown = await end('conv_2', {})
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'unknown-hand-over'])
    expect((await end('conv_1', { outcome: 'gone' })).statusCode).toBe(400)
    expect((await end('conv_1', { reason: 'x' })).statusCode).toBe(400)
    expect(asked).toEqual([
      ['conv_1', 'done'],
      ['conv_1', 'unavailable'],
      ['conv_2', 'done'],
    ])
    const unasked = await door.http.app.inject({ method: 'POST', url: '/v1/hand-overs/conv_1/end' })
    expect(unasked.statusCode).toBe(401)
  })
})
