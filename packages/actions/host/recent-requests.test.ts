import { expect, test } from 'vitest'
import { createRecentRequests } from './recent-requests.ts'

const answering =
  (text: string, status = 200): typeof fetch =>
  async () =>
    new Response(text, { status })

test('what goes through is remembered, newest first and without the key', async () => {
  const recent = createRecentRequests('very-secret-key')
  const send = recent.watch(answering('{"message":"very-secret-key"}', 201))
  await (await send('https://rest.example/one?email=a%40b.de')).text()
  const answer = await send('https://rest.example/two', { method: 'POST', body: '{"a":1}' })
  expect(await answer.text()).toBe('{"message":"very-secret-key"}')
  expect(recent.list()).toMatchObject([
    { id: 2, method: 'POST', path: '/two', status: 201, sentBytes: 7, receivedBytes: 29, body: '{"a":1}' },
    { id: 1, method: 'GET', path: '/one?email=a%40b.de', body: null, answer: '{"message":"[secret braze_api_key]"}' },
  ])
})

test('a request without an answer says why, and is thrown on', async () => {
  const recent = createRecentRequests('key-of-braze')
  const send = recent.watch(async () => {
    throw new TypeError('fetch failed')
  })
  await expect(send('https://rest.example/one')).rejects.toThrow('fetch failed')
  expect(recent.list()).toMatchObject([{ path: '/one', error: 'TypeError', answer: null }])
})

test('only the last ones are kept, and long texts are cut', async () => {
  const recent = createRecentRequests('key-of-braze')
  const send = recent.watch(answering('x'.repeat(100_000)))
  for (let count = 0; count < 70; count += 1)
    await (await send('https://rest.example/', { method: 'POST', body: 'y'.repeat(100_000) })).text()
  const list = recent.list()
  expect(list).toHaveLength(60)
  expect(list[0]?.id).toBe(70)
  expect(list[0]?.body?.length).toBeLessThan(17_000)
  expect(list[0]?.answer?.length).toBeLessThan(9000)
})
