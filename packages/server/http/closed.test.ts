import { RuntimeError } from '@parley/runtime'
import { describe, expect, test } from 'vitest'
import { openDoor, type TestDoor } from './test-door.ts'

async function refused(door: TestDoor, url: string, payload: object) {
  const headers = { authorization: `Bearer ${door.token}` }
  const answer = await door.http.app.inject({ method: 'POST', url, headers, payload })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid-request'])
  return answer.json().errors as readonly { readonly pointer: string; readonly detail: string }[]
}

describe('members that nobody knows are refused, each at its place', () => {
  test('in a start', async () => {
    await using door = await openDoor()
    const payload = {
      solution: 'echo',
      contact: { mail: 'a@b.com', email: 'a@b.com' },
      page: { 'a/b': 1 },
      variabels: {},
      Flow: 'main',
    }
    const errors = await refused(door, '/v1/conversations', payload)
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/contact/mail', '/page/a~1b', '/variabels', '/Flow'])
    expect(errors[0]?.detail).toContain('known are external_id, email, phone')
    expect(door.conversations.watchers()).toBe(0)
  })

  test('in what is said, in events and in frames', async () => {
    await using door = await openDoor()
    const path = `/v1/conversations/${door.conversation}`
    expect(await refused(door, `${path}/messages`, { text: 'hi', client_messageid: 'a' })).toMatchObject([
      { pointer: '/client_messageid' },
    ])
    expect(await refused(door, `${path}/events`, { events: [{ name: 'x', props: {} }] })).toMatchObject([
      { pointer: '/events/0/props' },
    ])
    const visitor = await door.visit()
    visitor.send({ type: 'say', message: { text: 'hi' }, more: 1 } as never)
    expect((await visitor.next('problem')).problem).toMatchObject({ errors: [{ pointer: '/more' }] })
  })

  test('however many there are', async () => {
    await using door = await openDoor()
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]))
    expect(await refused(door, '/v1/conversations', { solution: 'echo', ...many })).toHaveLength(20)
  })
})

test('variables that the flow does not declare are refused with a pointer to each', async () => {
  await using door = await openDoor()
  const detail = 'The flow "main" has no variable "a/b". It declares first_name.'
  const error = new RuntimeError('unknown-variable', detail, undefined, [{ path: ['variables', 'a/b'], detail }])
  door.conversations.failNext(error)
  const payload = { solution: 'echo', variables: { 'a/b': 1 } }
  const answer = await door.http.app.inject({ method: 'POST', url: '/v1/conversations', payload })
  expect([answer.statusCode, answer.json()]).toMatchObject([
    400,
    { code: 'unknown-variable', detail, errors: [{ pointer: '/variables/a~1b', detail }] },
  ])
})

test('a person who returns is reported as such', async () => {
  await using door = await openDoor()
  const url = `/v1/conversations/${door.conversation}/events`
  const headers = { authorization: `Bearer ${door.token}` }
  const events = [{ type: 'returned' }, { name: 'viewed' }, { type: 'page', name: 'left' }]
  expect((await door.http.app.inject({ method: 'POST', url, headers, payload: { events } })).statusCode).toBe(204)
  expect(door.conversations.events.map(({ name }) => name)).toEqual(['(returned)', 'viewed', 'left'])
  for (const wrong of [{ type: 'returned', name: 'x' }, { type: 'page' }, {}, { type: 'gone', name: 'x' }])
    expect(await refused(door, url, { events: [wrong] })).toHaveLength(1)
})

test('the persistent menu is in the frames of a stream', async () => {
  await using door = await openDoor()
  const visitor = await door.visit()
  door.conversations.showMenu(door.conversation, [{ id: 'menu.help', label: 'Help' }])
  expect(await visitor.next('menu')).toEqual({ type: 'menu', menu: [{ id: 'menu.help', label: 'Help' }] })
})
