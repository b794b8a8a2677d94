import { describe, expect, it } from 'vitest'
import { createTestBrowser, shown } from './test-browser.ts'

describe('a conversation that begins', () => {
  it('asks the server for nothing before it is opened', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    await browser.settle()
    expect(browser.server.asked).toEqual([])
    expect(chat.state).toMatchObject({ connection: 'idle', status: null, entries: [] })
  })

  it('shows the first message and then what comes along the stream', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab({ start: () => ({ flow: 'sales', variables: { size: 4 } }) })
    chat.open()
    chat.open()
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.'])
    expect(chat.state).toMatchObject({ connection: 'open', status: 'waiting', problem: null })
    const { id, request } = browser.server.only()
    expect(request).toMatchObject({ solution: 'echo', environment: 'prod', flow: 'sales', variables: { size: 4 } })
    expect(request.visitor).toMatch(/^vis_[\w-]{22}$/)
    browser.server.bot(id, 'Still there?')
    browser.server.frame(id, { type: 'typing', from: 'agent', on: true })
    browser.server.frame(id, { type: 'menu', menu: [{ id: 'menu.help', label: 'Help' }] })
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'bot: Still there?'])
    expect(chat.state).toMatchObject({ typing: 'agent', menu: [{ id: 'menu.help', label: 'Help' }] })
  })

  it('says why there is none, and tries again when it is opened again', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    browser.server.refuseNext('POST conversations', 404, 'unknown-solution')
    chat.open()
    await browser.settle()
    expect(chat.state).toMatchObject({
      connection: 'idle',
      problem: { code: 'unknown-solution', text: 'It is unknown-solution.' },
    })
    expect(browser.timers).toBe(0)
    chat.open()
    await browser.settle()
    expect(chat.state).toMatchObject({ connection: 'open', problem: null })
  })

  it('waits for a server that is busy as long as that says', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    browser.server.refuseNext('POST conversations', 429, 'overloaded', { 'retry-after': '20' })
    chat.open()
    await browser.settle()
    await browser.pass(19_000)
    expect([chat.state.connection, browser.server.asked.length]).toEqual(['lost', 1])
    await browser.pass(2000)
    expect(chat.state.connection).toBe('open')
  })
})

describe('an answer', () => {
  it('is shown at once, and is one message when it has arrived', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    chat.say({ text: 'Hello' }, 'Hello')
    expect(shown(chat.state)).toEqual(['bot: Say something.', '(sending) Hello'])
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
  })

  it('stays as the person saw it, but for what nobody may see', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    chat.say({ text: '800' }, '800 £')
    chat.say({ text: '•••' }, 'My secret')
    await browser.settle()
    expect(shown(chat.state).filter((line) => line.startsWith('user'))).toEqual(['user: 800 £', 'user: •••'])
  })

  it('given before there is a conversation begins one', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.say({ text: 'Hello' }, 'Hello')
    expect(shown(chat.state)).toEqual(['(waiting) Hello'])
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
  })

  it('that is refused can be sent again or taken back; those after it go on', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.refuseNext('POST conversations/ID/messages', 422, 'message-too-long')
    chat.say({ text: 'long' }, 'long')
    chat.say({ text: 'short' }, 'short')
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: short', 'bot: You said short', '(failed) long'])
    expect(chat.state.problem).toEqual({ code: 'message-too-long', text: 'It is message-too-long.' })
    const [failed] = chat.state.entries.flatMap((entry) => (entry.kind === 'sending' ? [entry.id] : []))
    browser.server.refuseNext('POST conversations/ID/messages', 422, 'message-too-long')
    chat.retry(failed ?? '')
    await browser.settle()
    expect(shown(chat.state).at(-1)).toBe('(failed) long')
    chat.discard(failed ?? '')
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: short', 'bot: You said short'])
  })

  it('waits without a connection, outlives the page, arrives once and in order', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.isDown = true
    chat.say({ text: 'one' }, 'one')
    chat.say({ text: 'two' }, 'two')
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', '(waiting) one', '(waiting) two'])
    chat.close()
    browser.server.isDown = false
    const later = browser.tab()
    later.open()
    await browser.settle()
    const all = ['bot: Say something.', 'user: one', 'bot: You said one', 'user: two', 'bot: You said two']
    expect(shown(later.state)).toEqual(all)
    expect(browser.server.only().messages).toHaveLength(5)
  })

  it('whose receipt was lost is sent again under its id and counts once', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    const { id } = browser.server.only()
    chat.say({ text: 'Hello' }, 'Hello')
    // The server has it, the page goes before it hears of that.
    const kept = browser.stored.get('parley:prod:echo:unsent')
    chat.close()
    await browser.settle()
    browser.stored.set('parley:prod:echo:unsent', kept ?? '')
    const later = browser.tab()
    later.open()
    await browser.settle()
    expect(browser.server.held.get(id)?.messages.map(({ text }) => text)).toEqual([
      'Say something.',
      'Hello',
      'You said Hello',
    ])
    expect(shown(later.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
  })

  it('beyond the hundredth that waits is not taken, and the person is told', async () => {
    const browser = createTestBrowser()
    browser.server.isDown = true
    const chat = browser.tab()
    for (let number = 1; number <= 101; number += 1) chat.say({ text: `${number}` }, `${number}`)
    expect(chat.state.entries).toHaveLength(100)
    expect(chat.state.problem?.code).toBe('too-many-unsent')
  })
})

describe('a connection that is lost', () => {
  it('comes back with what was missed, each message once', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    const { id } = browser.server.only()
    browser.server.cutSockets()
    expect(chat.state.connection).toBe('connecting')
    browser.server.bot(id, 'Missed')
    await browser.pass(1000)
    expect(chat.state.connection).toBe('open')
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'bot: Missed'])
    expect(browser.server.asked.filter((name) => name === 'GET conversations/ID/messages')).toHaveLength(1)
  })

  it('is tried for less and less often, and at once when the network is back', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.isDown = true
    await browser.pass(60_000)
    expect(chat.state.connection).toBe('lost')
    const tries = browser.server.asked.length
    expect(tries).toBeLessThan(12)
    browser.server.isDown = false
    await browser.change('online')
    expect(chat.state.connection).toBe('open')
  })

  it('is called offline when the browser knows that it is', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    await browser.change('offline')
    expect(chat.state.connection).toBe('offline')
    expect(browser.server.openSockets).toBe(0)
    await browser.change('online')
    expect([chat.state.connection, browser.server.openSockets]).toEqual(['open', 1])
  })

  it('of a conversation that has ended is left alone', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.frame(browser.server.only().id, { type: 'status', status: 'ended' })
    browser.server.cutSockets()
    expect(chat.state).toMatchObject({ connection: 'idle', status: 'ended' })
    expect(browser.server.openSockets).toBe(0)
  })
})

describe('a person who comes back', () => {
  it('goes on with the conversation, days later, and it learns that they are back', async () => {
    const browser = createTestBrowser()
    const first = browser.tab()
    first.open()
    await browser.settle()
    first.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    first.close()
    const { id } = browser.server.only()
    browser.server.expire(id)
    await browser.pass(3 * 24 * 3_600_000)
    const heard: unknown[] = []
    const later = browser.tab({ onMessage: ({ text }, isNew) => heard.push([text, isNew]) })
    expect(later.isKept).toBe(true)
    later.open()
    await browser.settle()
    expect(shown(later.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
    expect(browser.server.only().events).toEqual([{ type: 'returned' }])
    expect(heard.map((each) => (each as unknown[])[1])).toEqual([false, false, false])
  })

  it('gets a new one where the old one is gone', async () => {
    const browser = createTestBrowser()
    const first = browser.tab()
    first.open()
    await browser.settle()
    first.close()
    browser.server.refuseNext('GET conversations/ID/messages', 404, 'unknown-conversation')
    const later = browser.tab()
    later.open()
    await browser.settle()
    expect(later.session?.id).toBe('conv_2')
    expect(later.state.connection).toBe('open')
  })

  it('has another one in another environment, under another key, as another person', async () => {
    const browser = createTestBrowser()
    for (const options of [
      {},
      { environment: 'sandbox' },
      { key: 'b' },
      { person: 'ada' },
      { preview: 'p' },
    ] as const) {
      const chat = browser.tab(options)
      chat.open()
      await browser.settle()
      chat.close()
    }
    expect(browser.server.held.size).toBe(5)
    expect(new Set([...browser.server.held.values()].map(({ request }) => request.visitor)).size).toBe(1)
  })
})

describe('a storage', () => {
  it.each(['denied', 'full'] as const)('that is %s keeps nobody from talking', async (storage) => {
    const browser = createTestBrowser()
    browser.storage = storage
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    chat.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    chat.close()
    chat.open()
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
    expect([browser.server.held.size, browser.stored.size]).toEqual([1, 0])
  })

  it('with something else in it is no conversation', async () => {
    const browser = createTestBrowser()
    browser.stored.set('parley:prod:echo', '{"id":7')
    browser.stored.set('parley:visitor', '"vis_short"')
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    expect(chat.state.connection).toBe('open')
    expect(browser.server.only().request.visitor).not.toBe('vis_short')
  })
})

describe('a chat that is closed', () => {
  it('leaves no timer and no socket', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.isDown = true
    chat.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    expect(browser.timers).toBeGreaterThan(0)
    chat.close()
    expect([browser.timers, browser.server.openSockets]).toEqual([0, 0])
  })
})
