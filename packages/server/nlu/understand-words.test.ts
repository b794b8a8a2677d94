import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { VersionId } from '@parley/runtime'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUnderstandWords } from './understand-words.ts'

const server = createServer((_, answer) => answer.end(JSON.stringify({ intent: { name: 'gift', confidence: 0.9 } })))
let host: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const build = () => ({
  format: 1,
  name: 'till',
  customer: null,
  start: 'main',
  flows: {},
  actions: {},
  bundle: '',
  sourceMap: '{}',
  params: { sandbox: {}, prod: {} },
  secrets: [],
  egress: [host],
  nlu: { intents: { gift: ['gift card'] }, leastConfidence: null },
  understanding: { engine: 'rasa', url: `http://${host}`, timeout_ms: 5000 },
})

function understand(load: (version: VersionId) => unknown) {
  const loaded: VersionId[] = []
  const words = createUnderstandWords({
    versions: () => ({
      async load(version) {
        loaded.push(version)
        return load(version)
      },
    }),
    openedAddresses: [host],
    registry: new Registry(),
    log: { warn: () => undefined },
    now: Date.now,
  })
  const ask = (place: number) =>
    words.ask({
      solution: 'till',
      environment: 'prod',
      version: `ver_${place}` as VersionId,
      text: 'a voucher',
      language: 'en',
    })
  return { words, ask, loaded }
}

test('many places take turns, and each that had to go is opened anew', async () => {
  const { words, ask, loaded } = understand(build)
  const answer = { intent: 'gift', confidence: 0.9 }
  for (let place = 0; place < 40; place += 1) expect(await ask(place)).toEqual(answer)
  for (const place of [0, 0, 39, 1]) expect(await ask(place)).toEqual(answer)
  expect(loaded).toHaveLength(42)
  await words.close()
})

test('places that ask nobody push out none that do, and are looked at once', async () => {
  const { understanding: _, ...plain } = build()
  const { words, ask, loaded } = understand((version) => (version === 'ver_0' ? build() : plain))
  for (let time = 0; time < 2; time += 1)
    for (let place = 0; place < 40; place += 1)
      expect(await ask(place)).toEqual(place === 0 ? { intent: 'gift', confidence: 0.9 } : null)
  expect(loaded).toHaveLength(40)
  await words.close()
})

test('a version that could not be loaded is tried again', async () => {
  let isDown = true
  const { words, ask } = understand(() => {
    if (isDown) throw new Error('down')
    return build()
  })
  await expect(ask(0)).rejects.toThrow('down')
  isDown = false
  expect(await ask(0)).toMatchObject({ intent: 'gift' })
  await words.close()
})
