import type { DataPointCount, DeadLetter } from '@parley/runtime'
import { describe, expect, test } from 'vitest'
import type { Operator } from './operator-routes.ts'
import { openDoor, type TestDoor } from './test-door.ts'

const key = 'the operator’s own key'.replaceAll(/[^a-z]/g, '-')
const now = Date.parse('2026-03-31T12:00:00Z')

const letter: DeadLetter = {
  conversation: 'conv_1',
  effect: '2.0',
  solution: 'shop',
  environment: 'prod',
  flow: 'main',
  node: 'save',
  action: 'braze.users.track',
  reason: 'rejected: no',
  attempts: 3,
  doubtful: false,
  at: 0,
  diedAt: 1000,
}
const line: DataPointCount = {
  day: '2026-03-01',
  solution: 'shop',
  environment: 'prod',
  flow: 'main',
  node: 'save',
  sent: 5,
  saved: 3,
}

/** One dead letter, `conv_1.2.0`; notes everything that is asked. */
function createOperator() {
  const asked: unknown[] = []
  const isThere = (id: string) => id === 'conv_1.2.0'
  const operator: Operator = {
    key,
    deadLetters: {
      list: async (filter) => {
        asked.push(filter)
        return [letter]
      },
      show: async (id) => (isThere(id) ? { ...letter, input: { plan: 'gold' } } : null),
      edit: async (id, input) => {
        asked.push(input)
        return isThere(id)
      },
      replay: async (id) => isThere(id),
      discard: async (id) => isThere(id),
    },
    dataPoints: {
      add: async () => {},
      list: async (range) => {
        asked.push(range)
        return [line, line]
      },
    },
  }
  return { operator, asked }
}

const headers = { authorization: `Bearer ${key}` }
type Method = 'GET' | 'PATCH' | 'POST' | 'DELETE'

async function ask(door: TestDoor, method: Method, url: string, payload?: object) {
  const answer = await door.http.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.payload === '' ? null : answer.json() }
}

describe('the operator', () => {
  test('is let in with the key alone, whatever is asked', async () => {
    const { operator, asked } = createOperator()
    await using door = await openDoor({ operator })
    const routes = [
      ['GET', '/v1/dead-letters'],
      ['GET', '/v1/dead-letters/conv_1.2.0'],
      ['PATCH', '/v1/dead-letters/conv_1.2.0'],
      ['DELETE', '/v1/dead-letters/conv_1.2.0'],
      ['POST', '/v1/dead-letters/conv_1.2.0/replay'],
      ['GET', '/v1/reports/data-points'],
    ] as const
    for (const [method, url] of routes)
      for (const authorization of [undefined, 'Bearer ', `Bearer ${key}x`, `Bearer ${door.token}`, `Basic ${key}`]) {
        const answer = await door.http.app.inject({ method, url, headers: authorization ? { authorization } : {} })
        expect([answer.statusCode, answer.json().code]).toEqual([401, 'operator-key-needed'])
      }
    expect(asked).toEqual([])
  })

  test('does not exist where there is none', async () => {
    await using door = await openDoor()
    expect((await ask(door, 'GET', '/v1/dead-letters')).status).toBe(404)
  })

  test('lists dead letters without what was sent, and one with it', async () => {
    const { operator, asked } = createOperator()
    await using door = await openDoor({ operator })
    const { body } = await ask(door, 'GET', '/v1/dead-letters?limit=5&after=conv_0.1.0&environment=prod')
    expect(asked).toEqual([{ limit: 5, after: 'conv_0.1.0', environment: 'prod' }])
    const shown = {
      id: 'conv_1.2.0',
      solution: 'shop',
      environment: 'prod',
      flow: 'main',
      node: 'save',
      action: 'braze.users.track',
      conversation_id: 'conv_1',
      reason: 'rejected: no',
      attempts: 3,
      doubtful: false,
      at: '1970-01-01T00:00:00.000Z',
      given_up_at: '1970-01-01T00:00:01.000Z',
    }
    expect(body).toEqual({ dead_letters: [shown], cursor: 'conv_1.2.0' })
    const one = await ask(door, 'GET', '/v1/dead-letters/conv_1.2.0')
    expect(one.body).toEqual({ dead_letter: { ...shown, input: { plan: 'gold' } } })
  })

  test('edits, replays and discards one, and is told when it is not there', async () => {
    const { operator, asked } = createOperator()
    await using door = await openDoor({ operator })
    const letterUrl = '/v1/dead-letters/conv_1.2.0'
    const input = { attributes: [{ external_id: 'ada', plan: 'silver' }] }
    expect(await ask(door, 'PATCH', letterUrl, { input })).toMatchObject({ status: 200 })
    expect(asked).toEqual([input])
    expect(await ask(door, 'POST', `${letterUrl}/replay`)).toMatchObject({ status: 202, body: { status: 'queued' } })
    expect(await ask(door, 'DELETE', letterUrl)).toEqual({ status: 204, body: null })
    const gone = '/v1/dead-letters/conv_9.9.9'
    const missing = { status: 404, body: { code: 'unknown-dead-letter' } }
    expect(await ask(door, 'GET', gone)).toMatchObject(missing)
    expect(await ask(door, 'PATCH', gone, { input: {} })).toMatchObject(missing)
    expect(await ask(door, 'POST', `${gone}/replay`)).toMatchObject(missing)
    expect(await ask(door, 'DELETE', gone)).toMatchObject(missing)
  })

  test.for([
    ['GET', '/v1/dead-letters?limit=0', undefined, '/limit'],
    ['GET', '/v1/dead-letters?environment=test', undefined, '/environment'],
    ['PATCH', '/v1/dead-letters/conv_1.2.0', { input: [] }, '/input'],
    ['PATCH', '/v1/dead-letters/conv_1.2.0', {}, '/input'],
    ['PATCH', '/v1/dead-letters/conv_1.2.0', { input: { attribute: [{}] } }, '/input/attribute'],
    ['GET', '/v1/reports/data-points?from=yesterday', undefined, '/from'],
    ['GET', '/v1/reports/data-points?from=2026-02-01&to=2026-01-01', undefined, '/from'],
  ] as const)('is told what is wrong with %s %s', async ([method, url, payload, pointer]) => {
    await using door = await openDoor({ operator: createOperator().operator, now: () => now })
    const { status, body } = await ask(door, method, url, payload)
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer])
  })

  test('gets the data points of the last 30 days, and their sum', async () => {
    const { operator, asked } = createOperator()
    await using door = await openDoor({ operator, now: () => now })
    const { body } = await ask(door, 'GET', '/v1/reports/data-points?solution=shop')
    expect(asked).toEqual([{ solution: 'shop', from: '2026-03-02', to: '2026-03-31' }])
    expect(body).toEqual({ from: '2026-03-02', to: '2026-03-31', total: { sent: 10, saved: 6 }, lines: [line, line] })
  })
})
