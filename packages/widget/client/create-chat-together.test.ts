import { describe, expect, it } from 'vitest'
import { createTestBrowser, shown } from './test-browser.ts'

const jwt = (sub: string): string =>
  `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.signature-of-${sub}`

describe('the tabs of a browser', () => {
  it('that open at the same time have one conversation', async () => {
    const browser = createTestBrowser()
    const tabs = [browser.tab(), browser.tab()]
    for (const tab of tabs) tab.open()
    await browser.settle()
    expect(browser.server.held.size).toBe(1)
    expect(tabs.map(({ state }) => shown(state))).toEqual([['bot: Say something.'], ['bot: Say something.']])
  })

  it('show what was said in another one, also while it waits, and it arrives once', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    browser.server.isDown = true
    one.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    expect(shown(other.state).at(-1)).toBe('(sending) Hello')
    browser.server.isDown = false
    await browser.change('online')
    for (const tab of [one, other])
      expect(shown(tab.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
    expect(browser.server.only().messages).toHaveLength(3)
  })

  it('send what the one that said it did not live to send', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    browser.server.isDown = true
    one.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    one.close()
    browser.server.isDown = false
    await browser.change('online')
    expect(shown(other.state).slice(1)).toEqual(['user: Hello', 'bot: You said Hello'])
  })

  it('show what was refused in another one, and that it was taken back', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    browser.server.refuseNext('POST conversations/ID/messages', 422, 'message-too-long')
    one.say({ text: 'long' }, 'long')
    await browser.settle()
    expect(shown(other.state).at(-1)).toBe('(failed) long')
    const [failed] = other.state.entries.flatMap((entry) => (entry.kind === 'sending' ? [entry.id] : []))
    one.discard(failed ?? '')
    await browser.settle()
    expect(shown(other.state)).toEqual(['bot: Say something.'])
  })

  it('all move when one of them starts anew, and all stop when it is forgotten', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    one.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    one.restart()
    await browser.settle()
    expect([one.session?.id, other.session?.id]).toEqual(['conv_2', 'conv_2'])
    expect([shown(one.state), shown(other.state)]).toEqual([['bot: Say something.'], ['bot: Say something.']])
    one.forget()
    await browser.settle()
    expect([one.session, other.session, other.isKept]).toEqual([null, null, false])
    expect([browser.timers, browser.server.openSockets]).toEqual([0, 0])
  })

  it('of one person are not moved by those of another', async () => {
    const browser = createTestBrowser()
    const [ada, grace] = [browser.tab({ person: 'ada' }), browser.tab({ person: 'grace' })]
    ada.open()
    grace.open()
    await browser.settle()
    const before = grace.session?.id
    ada.restart()
    await browser.settle()
    expect(grace.session?.id).toBe(before)
  })
})

describe('a token', () => {
  it('is renewed before its end, for all tabs', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    const first = one.session?.token
    await browser.pass(115 * 60_000)
    expect(browser.server.asked.filter((name) => name === 'POST conversations/ID/token')).toHaveLength(1)
    expect(one.session?.token).not.toBe(first)
    expect(other.session?.token).toBe(one.session?.token)
    expect(browser.server.asked.filter((name) => name === 'POST conversations')).toHaveLength(1)
  })

  it('that has ended is renewed by the visitor, and the call made again', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.expire(browser.server.only().id)
    chat.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    expect(shown(chat.state)).toEqual(['bot: Say something.', 'user: Hello', 'bot: You said Hello'])
  })

  it('that cannot be renewed ends the conversation: a new one begins', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.expire('conv_1')
    browser.server.refuseNext('POST conversations/ID/token', 403, 'forbidden')
    chat.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    expect([chat.session?.id, chat.state.connection]).toEqual(['conv_2', 'open'])
  })

  it('is not given up because there was no answer', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.expire('conv_1')
    browser.server.refuseNext('POST conversations/ID/token', 503, 'database-unavailable')
    chat.say({ text: 'Hello' }, 'Hello')
    await browser.settle()
    expect(shown(chat.state).at(-1)).toBe('(waiting) Hello')
    await browser.pass(2000)
    expect(shown(chat.state).at(-1)).toBe('bot: You said Hello')
    expect(browser.server.held.size).toBe(1)
  })
})

describe('a person who logs in', () => {
  it('takes the running conversation along, in all tabs', async () => {
    const browser = createTestBrowser()
    const [one, other] = [browser.tab(), browser.tab()]
    one.open()
    other.open()
    await browser.settle()
    await one.identify(jwt('ada'))
    await browser.settle()
    expect(browser.server.identified).toMatchObject([{ solution: 'echo', environment: 'prod', identity: jwt('ada') }])
    expect([...browser.stored.keys()].sort()).toEqual(['parley:prod:echo:user=ada', 'parley:visitor'])
    one.restart()
    await browser.settle()
    expect([one.session?.id, other.session?.id]).toEqual(['conv_2', 'conv_2'])
    expect(browser.server.held.get('conv_2')?.request.identity).toBe(jwt('ada'))
  })

  it('on another page goes on with what they began as a stranger', async () => {
    const browser = createTestBrowser()
    const before = browser.tab()
    before.open()
    await browser.settle()
    before.close()
    const after = browser.tab({ identity: jwt('ada') })
    after.open()
    await browser.settle()
    expect(after.session?.id).toBe('conv_1')
    expect(browser.server.identified).toHaveLength(1)
    after.close()
    const stranger = browser.tab()
    stranger.open()
    await browser.settle()
    expect(stranger.session?.id).toBe('conv_2')
  })

  it('as somebody else gets a conversation of their own', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab({ identity: jwt('ada') })
    chat.open()
    await browser.settle()
    await chat.identify(jwt('grace'))
    await browser.settle()
    expect(chat.session?.id).toBe('conv_2')
    expect(browser.server.held.get('conv_2')?.request.identity).toBe(jwt('grace'))
    expect(browser.server.identified).toEqual([])
  })

  it('is told when the proof is refused, and nothing changes', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.refuseNext('POST identify', 401, 'identity-refused')
    await expect(chat.identify(jwt('ada'))).rejects.toMatchObject({ code: 'identity-refused' })
    expect(browser.stored.has('parley:prod:echo')).toBe(true)
  })
})

describe('a signed link', () => {
  it('begins its own conversation once, and a reload resumes that', async () => {
    const browser = createTestBrowser()
    const first = browser.tab()
    first.open()
    await browser.settle()
    first.close()
    const link = 'a-link-with-its-signature-at-the-end'
    for (const _visit of [1, 2]) {
      const chat = browser.tab({ link })
      chat.open()
      await browser.settle()
      expect(chat.session?.id).toBe('conv_2')
      chat.close()
    }
    expect(browser.server.held.get('conv_2')?.request.link).toBe(link)
    const chat = browser.tab({ link })
    chat.open()
    await browser.settle()
    chat.restart()
    await browser.settle()
    expect(browser.server.held.get('conv_3')?.request.link).toBeUndefined()
  })
})

describe('a file', () => {
  it('is sent with its progress, with a renewed token where needed', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    browser.server.expire('conv_1')
    const shares: number[] = []
    const file = await chat.upload(new File(['x'], 'a b.txt'), (share) => shares.push(share))
    expect(file).toMatchObject({ id: 'file_1', name: 'a b.txt' })
    expect(shares).toContain(0.5)
  })

  it('can be given up, and needs a conversation', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    const file = new File(['x'], 'x.txt')
    await expect(chat.upload(file, () => {})).rejects.toMatchObject({ code: 'no-conversation' })
    chat.open()
    await browser.settle()
    await expect(chat.upload(file, () => {}, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('typing', () => {
  it('is told when it begins, now and then while it lasts, and when it ends', async () => {
    const browser = createTestBrowser()
    const chat = browser.tab()
    chat.open()
    await browser.settle()
    chat.typing(false)
    for (let key = 0; key < 10; key += 1) {
      chat.typing(true)
      await browser.pass(500)
    }
    chat.typing(false)
    expect(browser.server.frames).toEqual([
      { type: 'typing', on: true },
      { type: 'typing', on: true },
      { type: 'typing', on: false },
    ])
  })
})
