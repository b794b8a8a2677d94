import { describe, expect, test } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { documentFrames } from '../packages/studio/api/document.ts'
import { emptyShelf, everything, saved, shopFiles, useDocuments } from './support/documents.ts'
import { useTestNodes } from './support/runtime-nodes.ts'

const documents = useDocuments(useTestNodes())

describe('what is refused', () => {
  test('who is not signed in, comes from another site, or asks for what is not there gets no connection', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const answer = (url: string, origin?: string) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new NodeSocket(url, origin === undefined ? {} : { origin })
        socket.on('error', () => {})
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode)
          socket.terminate()
        })
      })
    expect(await answer(`${server.url}?as=Eve`)).toBe(401)
    expect(await answer(`${server.url}?as=Ada`, 'https://evil.example')).toBe(403)
    expect(await answer(`${server.url.replace('shop', 'none')}?as=Ada`)).toBe(404)
    expect(await answer(`${server.url.replace('shop', '%E0%A4%A')}?as=Ada`)).toBe(404)
  })

  test('[DV4] who may only read changes nothing, whatever their browser sends', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    server.people.set('Rae', ['solution:read'])
    const rae = documents.open(() => server, 'Rae')
    expect(await rae.until(({ ready }) => ready)).toMatchObject({
      status: 'read-only',
      may: { edit: false, code: false },
    })
    rae.say('mine')
    expect(rae.provider.state.status).toBe('read-only')
    const update = Y.encodeStateAsUpdate(rae.provider.doc)
    rae.socket().send(Buffer.concat([Buffer.of(documentFrames.update), update]))
    expect(await rae.until(({ status }) => status === 'refused')).toMatchObject({
      detail: expect.stringContaining('read'),
    })
    expect(await server.text()).toBe('A')
  })

  test('[DV4] who may not change code has a change of code refused, and keeps what they have until they decide', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    server.people.set('Dee', ['solution:read', 'solution:edit'])
    const shelf = emptyShelf()
    const dee = documents.open(() => server, 'Dee', { shelf })
    await dee.until(saved)
    dee.say('fine')
    await dee.until(saved)
    dee.store.putText('actions/evil.ts', 'x')
    expect(await dee.until(({ status }) => status === 'refused')).toMatchObject({
      detail: expect.stringContaining('actions/evil.ts'),
    })
    dee.say('after')
    expect(dee.store.text('actions/evil.ts')).toBe('x')
    expect(await server.sources.read('shop')).not.toHaveProperty('actions/evil.ts')
    await dee.provider.forget()
    const again = documents.open(() => server, 'Dee', { shelf })
    await again.until(saved)
    expect([again.text(), again.store.text('actions/evil.ts')]).toEqual(['fine', undefined])
  })

  test('others go on when somebody is refused', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    server.people.set('Dee', ['solution:read', 'solution:edit'])
    const [ada, dee] = [documents.open(() => server, 'Ada'), documents.open(() => server, 'Dee')]
    await Promise.all([ada.until(saved), dee.until(saved)])
    ada.say('one')
    dee.store.putText('solution.ts', 'evil')
    ada.say('two')
    await dee.until(({ status }) => status === 'refused')
    await ada.until(saved)
    expect(await server.sources.read('shop')).toMatchObject({ 'solution.ts': 'export default {}\n' })
    expect(ada.text()).toBe('two')
  })

  const bad: readonly (readonly [string, (doc: Y.Doc) => void])[] = [
    ['a path that leaves the folder', (doc) => doc.getMap('files').set('../x', new Y.Text('x'))],
    ['a flow that leaves the folder', (doc) => doc.getMap('flows').set('../x', new Y.Map([['nodes', new Y.Map()]]))],
    ['a flow without nodes', (doc) => doc.getMap('flows').set('x', new Y.Map())],
    ['a file that is no text', (doc) => doc.getMap('files').set('x.md', new Y.Map())],
    [
      'something that is no JSON',
      (doc) => void (doc.getMap('flows').get('main') as Y.Map<unknown>).set('x', new Y.Text('x')),
    ],
    ['a root of its own', (doc) => doc.getMap('junk').set('x', 1)],
    [
      'a comment in another name',
      (doc) =>
        doc.getMap('comments').set(
          'c',
          new Y.Map([
            ['by', 'acc_Bob'],
            ['text', 'x'],
          ]),
        ),
    ],
  ]
  test.each(bad)('%s', async (_, edit) => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const before = await server.sources.read('shop')
    const ada = documents.open(() => server, 'Ada')
    await ada.until(saved)
    edit(ada.provider.doc)
    await ada.until(({ status }) => status === 'refused')
    expect(await server.sources.read('shop')).toEqual(before)
  })

  test('noise, text and too many frames end the connection and harm nobody', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const ended = (send: (socket: NodeSocket) => void) =>
      new Promise<number>((resolve) => {
        const socket = new NodeSocket(`${server.url}?as=Ada`)
        socket.on('open', () => send(socket))
        socket.on('close', resolve)
      })
    for (const frame of [
      'text',
      Buffer.of(9),
      Buffer.of(1, 255, 255, 255, 255, 255),
      Buffer.of(0, 255, 255, 255),
      Buffer.of(2, 255, 7),
    ])
      expect(await ended((socket) => socket.send(frame))).toBe(4409)
    const many = (socket: NodeSocket) => {
      for (let index = 0; index < 400; index += 1) socket.send(Buffer.of(documentFrames.presence, 0))
    }
    expect(await ended(many)).toBe(1008)
    const greedy = (socket: NodeSocket) => {
      for (let index = 0; index < 5; index += 1) socket.send(Buffer.of(documentFrames.state, 0))
    }
    expect(await ended(greedy)).toBe(1008)
    expect(Object.keys(await server.sources.read('shop'))).toHaveLength(2)
  })

  test('a change that is made to be costly is refused, and holds nobody up', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => server, 'Ada'), documents.open(() => server, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    const refused = bob.until(({ status }) => status === 'refused')
    bob.socket().send(Buffer.concat([Buffer.of(documentFrames.update), costly(bob.provider.doc)]))
    ada.say('meanwhile')
    await ada.until(saved)
    expect(bob.provider.state.status).not.toBe('refused')
    expect(await refused).toMatchObject({ detail: expect.stringContaining('too long') })
    expect(await server.text()).toBe('meanwhile')
  }, 60_000)

  test('an honest change that is large is taken, and what follows it', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const ada = documents.open(() => server, 'Ada')
    await ada.until(saved)
    const nodes = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `n${index}`,
        { kind: 'end', text: `Number ${index}`, to: { next: 'a' } },
      ]),
    )
    ada.store.putText('flows/large.flow.json', JSON.stringify({ format: 1, start: 'n0', nodes }))
    ada.say('after it')
    await ada.until(({ status }) => status === 'saving')
    await ada.until(saved)
    expect(await server.text()).toBe('after it')
    expect((await server.sources.read('shop'))['flows/large.flow.json']).toContain('Number 2999')
  }, 60_000)

  test('nobody speaks for somebody else, for many, or takes somebody away', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => server, 'Ada'), documents.open(() => server, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    const [here, there] = [ada.provider, bob.provider]
    const seen = () => [...there.awareness.getStates()].filter(([client]) => client !== there.doc.clientID)
    const told = () => new Promise<void>((resolve) => there.awareness.once('update', () => resolve()))
    const first = told()
    here.present({ page: 'flows' })
    await first
    const evil = new Awareness(new Y.Doc())
    for (const client of [here.doc.clientID, 7, 8]) {
      evil.states.set(client, { page: 'evil' })
      evil.meta.set(client, { clock: 1000, lastUpdated: 0 })
    }
    const say = (clients: readonly number[]) => {
      const content = encodeAwarenessUpdate(evil, [...clients])
      bob.socket().send(Buffer.concat([Buffer.of(documentFrames.presence), content]))
    }
    say([here.doc.clientID])
    say([7, 8])
    evil.states.delete(here.doc.clientID)
    say([here.doc.clientID])
    // What comes after them is answered, so they were read.
    bob.say('after')
    await bob.until(saved)
    const next = told()
    here.present({ page: 'texts' })
    await next
    expect(seen()).toEqual([[here.doc.clientID, { page: 'texts', user: { id: 'acc_Ada', name: 'Ada' } }]])
    evil.destroy()
  })

  test('who loses a right while they are here loses it within seconds', async () => {
    const server = await documents.startServer(40)
    await server.sources.create('shop', shopFiles, 'Ada')
    const ada = documents.open(() => server, 'Ada', { ask: async () => ({ code: 'not-permitted' }) })
    await ada.until(saved)
    server.people.set('Ada', ['solution:read'])
    expect(await ada.until(({ status }) => status === 'read-only')).toMatchObject({ may: { edit: false, code: false } })
    server.people.set('Ada', [])
    await ada.until(({ status }) => status === 'not-permitted')
  })

  test('who is signed out in the middle of work is told, keeps their edits, and goes on after signing in', async () => {
    const server = await documents.startServer(40)
    await server.sources.create('shop', shopFiles, 'Ada')
    const ask = async () => (server.people.has('Ada') ? null : { code: 'signed-out' })
    const ada = documents.open(() => server, 'Ada', { ask })
    await ada.until(saved)
    server.people.delete('Ada')
    await ada.until(({ status }) => status === 'signed-out')
    ada.say('while signed out')
    server.people.set('Ada', everything)
    ada.provider.retry()
    await ada.until(saved)
    expect(await server.text()).toBe('while signed out')
  })
})

/** Items that all claim to have come first: each of them is compared with every other one. */
function costly(doc: Y.Doc): Uint8Array {
  const copy = new Y.Doc({ gc: false })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(copy)
  const flow = copy.getMap<Y.Map<unknown>>('flows').get('main') as Y.Map<unknown>
  const items = Array.from({ length: 40_000 }, (_, clock) => {
    const content = new Y.ContentAny([clock])
    return new Y.Item(Y.createID(copy.clientID, clock), null, null, null, null, flow, 'note', content)
  })
  copy.store.clients.set(copy.clientID, items)
  return Y.encodeStateAsUpdate(copy, before)
}
