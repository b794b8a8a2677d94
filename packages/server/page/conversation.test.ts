import { RuntimeError } from '@parley/runtime'
import type { Message } from '@parley/widget/protocol'
import { expect, test } from 'vitest'
import { openDoor, type TestDoor } from '../http/test-door.ts'

interface Conversation {
  open(): Promise<void>
  send(said: object, id: string): Promise<void>
  wake(): void
  forget(): void
  close(): void
}

// Served as it is and therefore JavaScript; the address keeps the type checker from looking for its types.
const { createConversation } = (await import(new URL('./conversation.js', import.meta.url).href)) as {
  createConversation(options: object): Conversation
}

/** A browser tab: what is on its screen, and the storage that outlives a reload. */
async function openTab(door: TestDoor, saved = new Map<string, string>()) {
  const seen: Message[] = []
  const told: string[] = []
  let wake = Promise.withResolvers<void>()
  const tell = (what: string): void => {
    told.push(what)
    wake.resolve()
  }
  const conversation = createConversation({
    base: await door.url(),
    start: { solution: 'echo' },
    storage: {
      getItem: (key: string) => saved.get(key) ?? null,
      setItem: (key: string, value: string) => void saved.set(key, value),
      removeItem: (key: string) => void saved.delete(key),
    },
    onMessage(message: Message) {
      seen.push(message)
      tell(`${message.from}: ${message.text}`)
    },
    onStatus: (status: string) => tell(`status ${status}`),
    onTyping: (on: boolean) => tell(`typing ${on}`),
    onMenu: (menu: readonly { label: string }[]) => tell(`menu ${menu.map(({ label }) => label).join(', ')}`),
    onConnection: (state: string) => tell(`connection ${state}`),
    onGone: (error: { code: string }) => tell(`gone ${error.code}`),
  })
  return {
    conversation,
    saved,
    seen,
    texts: () => seen.map((message) => message.text),
    async told(what: string): Promise<void> {
      while (!told.includes(what)) {
        wake = Promise.withResolvers()
        await wake.promise
      }
      told.splice(0, told.indexOf(what) + 1)
    },
    [Symbol.dispose]: () => conversation.close(),
  }
}

test('a tab starts a conversation and hears what is answered', async () => {
  await using door = await openDoor()
  using tab = await openTab(door)
  await tab.conversation.open()
  await tab.told('connection open')
  await tab.conversation.send({ text: 'hi' }, 'one')
  await tab.told('bot: You said hi')
  expect(tab.texts()).toEqual(['Say something.', 'hi', 'You said hi'])
})

test('a reload resumes the conversation', async () => {
  await using door = await openDoor()
  using first = await openTab(door)
  await first.conversation.open()
  await first.conversation.send({ text: 'hi' }, 'one')
  first.conversation.close()
  using second = await openTab(door, first.saved)
  await second.conversation.open()
  expect(second.texts()).toEqual(['Say something.', 'hi', 'You said hi'])
  await expect.poll(() => door.conversations.events).toEqual([{ name: '(returned)' }])
})

test('after a start over, the next open is a new conversation', async () => {
  await using door = await openDoor()
  using first = await openTab(door)
  await first.conversation.open()
  await first.conversation.send({ text: 'hi' }, 'one')
  first.conversation.forget()
  using second = await openTab(door, first.saved)
  await second.conversation.open()
  expect(second.texts()).toEqual(['Say something.'])
})

test('[C1] sending again what seemed lost says it once', async () => {
  await using door = await openDoor()
  using tab = await openTab(door)
  await tab.conversation.open()
  await tab.told('connection open')
  await Promise.all([tab.conversation.send({ text: 'hi' }, 'one'), tab.conversation.send({ text: 'hi' }, 'one')])
  await tab.conversation.send({ text: 'end' }, 'two')
  await tab.told('bot: You said end')
  expect(tab.texts()).toEqual(['Say something.', 'hi', 'You said hi', 'end', 'You said end'])
})

test('[C2] a lost stream comes back without gaps and doubles', async () => {
  await using door = await openDoor()
  using tab = await openTab(door)
  await tab.conversation.open()
  await tab.told('connection open')
  door.cut()
  door.conversations.botSays('conv_2', { kind: 'text', text: 'meanwhile' })
  await tab.told('bot: meanwhile')
  await tab.told('connection open')
  door.conversations.botSays('conv_2', { kind: 'text', text: 'after' })
  await tab.told('bot: after')
  expect(tab.texts()).toEqual(['Say something.', 'meanwhile', 'after'])
})

test('[C3] without a stream, messages still go and come', async () => {
  // No stream is ever let in.
  await using door = await openDoor({ limits: { sockets: 0 } })
  using tab = await openTab(door)
  await tab.conversation.open()
  await tab.conversation.send({ text: 'hi' }, 'one')
  await tab.told('bot: You said hi')
  door.conversations.botSays('conv_2', { kind: 'text', text: 'later' })
  await tab.told('bot: later')
  expect(tab.texts()).toEqual(['Say something.', 'You said hi', 'hi', 'later'])
})

test('a conversation that vanishes is told to be gone', async () => {
  await using door = await openDoor()
  using tab = await openTab(door)
  await tab.conversation.open()
  await tab.told('connection open')
  door.conversations.failNext(new RuntimeError('unknown-conversation', 'There is no such conversation.'))
  door.cut()
  await tab.told('gone unknown-conversation')
  expect(tab.saved.size).toBe(0)
})

test('a conversation that is no longer there is started anew at open', async () => {
  await using door = await openDoor()
  const token = door.tokenFor('conv_gone', Date.now())
  using tab = await openTab(door, new Map([['parley:echo:', JSON.stringify({ id: 'conv_gone', token })]]))
  await tab.conversation.open()
  expect(tab.texts()).toEqual(['Say something.'])
})

test('a refusal says why', async () => {
  await using door = await openDoor()
  using tab = await openTab(door)
  await tab.conversation.open()
  door.conversations.become('conv_2', 'ended')
  await expect(tab.conversation.send({ text: 'hi' }, 'one')).rejects.toMatchObject({
    code: 'conversation-over',
    status: 409,
  })
})
