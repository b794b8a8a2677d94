import { describe, expect, test } from 'vitest'
import { addComment, commentsIn, removeComment } from '../packages/studio/together/comment.ts'
import { peersOf } from '../packages/studio/together/peers.ts'
import { emptyShelf, saved, shopFiles, useDocuments } from './support/documents.ts'
import { useTestNodes } from './support/runtime-nodes.ts'

const nodes = useTestNodes()
const documents = useDocuments(nodes)

describe('on the way', () => {
  test('[DV1] saved is said after the commit, and others see it then', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => server, 'Ada'), documents.open(() => server, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    await nodes.rows.query('begin')
    await nodes.rows.query('select * from parley.source for update')
    ada.say('Hello')
    expect(ada.provider.state).toMatchObject({ status: 'saving', unsaved: true })
    // Somebody else's work goes through the server meanwhile, so that the edit has surely arrived.
    await server.sources.list()
    expect([ada.provider.state.status, bob.text()]).toEqual(['saving', 'A'])
    await nodes.rows.query('commit')
    await ada.until(saved)
    await bob.sees('Hello')
    expect(await server.text()).toBe('Hello')
  })

  test('two people on two servers see each other’s edits, and end with the same', async () => {
    const [one, two] = [await documents.startServer(), await documents.startServer()]
    await one.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => one, 'Ada'), documents.open(() => two, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    for (let index = 0; index < 30; index += 1) {
      ada.store.editNode('main', 'a', (node) => ({ ...node, text: `ada ${index}` }))
      bob.store.editNode('main', 'a', (node) => ({ ...node, note: `bob ${index}` }))
    }
    await Promise.all([ada.until(saved), bob.until(saved)])
    ada.say('last')
    await bob.sees('last')
    expect(bob.store.files()).toEqual(ada.store.files())
    expect(ada.store.flow('main')?.nodes.a).toMatchObject({ text: 'last', note: 'bob 29' })
  })

  test('[DV2] what is edited without a connection is merged when it is back', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    let isThere = true
    const ada = documents.open(() => (isThere ? server : null), 'Ada')
    const bob = documents.open(() => server, 'Bob')
    await Promise.all([ada.until(saved), bob.until(saved)])
    isThere = false
    ada.cut()
    await ada.until(({ status }) => status === 'offline')
    ada.store.editNode('main', 'a', (node) => ({ ...node, note: 'from the train' }))
    ada.store.putText('texts/ko.yaml', 'a: b\n')
    expect(ada.provider.state).toMatchObject({ status: 'offline', unsaved: true })
    bob.say('meanwhile')
    await bob.until(saved)
    isThere = true
    ada.provider.retry()
    await ada.until(saved)
    expect(ada.store.flow('main')?.nodes.a).toMatchObject({ text: 'meanwhile', note: 'from the train' })
    expect((await server.sources.read('shop'))['texts/ko.yaml']).toBe('a: b\n')
  })

  test('[DV2] what is not stored when the page ends is stored by the next one, removals too', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', { ...shopFiles, 'n.md': 'x' }, 'Ada')
    const shelf = emptyShelf()
    let isThere = true
    const before = documents.open(() => (isThere ? server : null), 'Ada', { shelf })
    await before.until(saved)
    isThere = false
    before.cut()
    await before.until(({ status }) => status === 'offline')
    before.store.putText('n.md', null)
    before.provider.close()
    const after = documents.open(() => server, 'Ada', { shelf })
    await after.until(saved)
    expect(Object.keys(await server.sources.read('shop'))).not.toContain('n.md')
  })

  test('[DV2] an edit whose acknowledgement was lost is there once', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', { ...shopFiles, 'n.md': '' }, 'Ada')
    const ada = documents.open(() => server, 'Ada')
    await ada.until(saved)
    // The frame gets there, the answer does not come back.
    ada.socket().removeAllListeners('message')
    ada.socket().onmessage = null
    const room = await server.sources.open('shop')
    const stored = new Promise<void>((resolve) => room.doc.once('update', () => resolve()))
    ada.store.putText('n.md', 'once')
    await stored
    expect(ada.provider.state.status).toBe('saving')
    ada.cut()
    await ada.until(saved)
    expect((await server.sources.read('shop'))['n.md']).toBe('once')
  })

  test('[DV3] what belongs to an earlier document of the name does not get into the later one', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const shelf = emptyShelf()
    let isThere = true
    const ada = documents.open(() => (isThere ? server : null), 'Ada', { shelf })
    await ada.until(saved)
    isThere = false
    ada.cut()
    await ada.until(({ status }) => status === 'offline')
    ada.say('old')
    await server.sources.remove('shop')
    await server.sources.create('shop', shopFiles, 'Bob')
    isThere = true
    ada.provider.retry()
    expect(await ada.until(({ status }) => status === 'replaced')).toMatchObject({ unsaved: true, ready: true })
    expect(await server.text()).toBe('A')
    await ada.provider.forget()
    const again = documents.open(() => server, 'Ada', { shelf })
    await again.until(saved)
    expect(again.text()).toBe('A')
  })

  test('[DV5] what somebody edited waits for them when somebody else signed in meanwhile', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const shelf = emptyShelf()
    let isThere = true
    const before = documents.open(() => (isThere ? server : null), 'Ada', { shelf })
    await before.until(saved)
    isThere = false
    before.cut()
    await before.until(({ status }) => status === 'offline')
    before.say('from Ada')
    before.provider.close()
    // The page is still Ada's, and the server knows the browser as Bob's.
    const page = documents.open(() => server, 'Bob', { shelf, account: 'Ada' })
    await page.until(({ status }) => status === 'signed-out')
    expect([page.provider.state.unsaved, await server.text()]).toEqual([true, 'A'])
    page.provider.close()
    const again = documents.open(() => server, 'Ada', { shelf })
    await again.until(saved)
    expect(await server.text()).toBe('from Ada')
  })

  test('a document that is removed while it is open is said, on every server', async () => {
    const [one, two] = [await documents.startServer(), await documents.startServer()]
    await one.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => one, 'Ada'), documents.open(() => two, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    await one.sources.remove('shop')
    await Promise.all([
      ada.until(({ status }) => status === 'removed'),
      bob.until(({ status }) => status === 'removed'),
    ])
    expect(bob.text()).toBe('A')
  })
})

describe('people', () => {
  test('see who else is here and where, across servers, under the name that the server knows', async () => {
    const [one, two] = [await documents.startServer(), await documents.startServer()]
    await one.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => one, 'Ada'), documents.open(() => two, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    const peers = () => peersOf(bob.provider.awareness.getStates(), bob.provider.doc.clientID)
    const until = (is: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (is()) resolve()
        }
        bob.provider.awareness.on('change', look)
        look()
      })
    ada.provider.awareness.setLocalState({
      user: { id: 'acc_Bob', name: 'Bob' },
      page: 'flows',
      flow: 'main',
      nodes: ['a'],
    })
    await until(() => peers().length > 0)
    expect(peers()).toMatchObject([{ id: 'acc_Ada', name: 'Ada', flow: 'main', nodes: ['a'] }])
    ada.provider.close()
    await until(() => peers().length === 0)
  })

  test('write comments of their own, and remove only those', async () => {
    const server = await documents.startServer()
    await server.sources.create('shop', shopFiles, 'Ada')
    const [ada, bob] = [documents.open(() => server, 'Ada'), documents.open(() => server, 'Bob')]
    await Promise.all([ada.until(saved), bob.until(saved)])
    const id = addComment(ada.store, { id: 'acc_Ada', name: 'Ada' }, { flow: 'main', node: 'a' }, ' Too long? ')
    await ada.until(saved)
    expect(commentsIn(bob.provider.doc)).toMatchObject([{ id, thread: id, text: 'Too long?', by: 'acc_Ada' }])
    removeComment(bob.store, id)
    await bob.until(({ status }) => status === 'refused')
    removeComment(ada.store, id)
    await ada.until(saved)
    expect(commentsIn(ada.provider.doc)).toEqual([])
  })
})
