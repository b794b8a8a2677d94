import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { startParley } from '../support/parley.ts'
import { arrive, call, signUp } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let parley: ParleyProcess
let braze: SandboxControls

beforeAll(async () => {
  parley = await startParley()
  braze = sandboxControls(parley.sandboxUrl)
})
afterAll(() => parley.dispose())
beforeEach(() => braze.reset())

const fault = (more: object): Promise<void> => braze.fault({ endpoint: 'POST /users/track', ...more })
const apology = 'I am sorry, Ada: something on our side did not work just now. Shall I try again?'
const kept =
  'Your answers are safe with us, Ada, and we will finish your sign-up as soon as we can. Thank you for your patience!'

describe('the sign-up demo', () => {
  it('lands in Braze field by field under the external id that the caller gave', async () => {
    const began = Date.now()
    const ada = await arrive(parley.url, { contact: { external_id: 'ada-1815' } })
    expect(ada.heard).toEqual(['Hello! Six short questions and your account is ready.', 'What is your **first name**?'])
    expect(await signUp(ada, 'Ada@Example.com')).toEqual(['Thank you, Ada! You are all set.'])
    expect(ada.status).toBe('ended')

    const profile = await braze.profile('ada-1815')
    expect(profile).toMatchObject({
      external_id: 'ada-1815',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      dob: '1990-05-03',
      home_city: 'London',
      custom_attributes: { operating_system: 'macOS' },
    })
    expect(Object.keys(profile?.custom_attributes ?? {})).toEqual(['operating_system'])
    expect(profile?.custom_events).toHaveLength(1)
    const event = profile?.custom_events?.[0]
    expect(event).toMatchObject({ name: 'Completed Signup Chat', count: 1 })
    const at = Date.parse(event?.first ?? '')
    expect(at).toBeGreaterThanOrEqual(began - 1000)
    expect(at).toBeLessThanOrEqual(Date.now() + 1000)
  })

  it('sends the e-mail as the identifier when nobody gave an external id', async () => {
    const ada = await arrive(parley.url)
    await signUp(ada, 'ada@example.com')
    const [profile, ...others] = await braze.profiles()
    expect(others).toEqual([])
    expect(profile).toMatchObject({ email: 'ada@example.com', first_name: 'Ada' })
    expect(profile).not.toHaveProperty('external_id')
  })

  it('shows the same conversation over a WebSocket, and takes answers there', async () => {
    const ada = await arrive(parley.url)
    const socket = new WebSocket(
      `${parley.url.replace('http', 'ws')}/v1/conversations/${ada.conversation}/stream?after=0`,
      {
        headers: { authorization: `Bearer ${ada.token}` },
      },
    )
    const frames: { type: string; message?: { seq: number; from: string; text: string } }[] = []
    socket.on('message', (data) => frames.push(JSON.parse(String(data))))
    const texts = (): (string | undefined)[] =>
      frames.filter((frame) => frame.type === 'message').map((frame) => frame.message?.text)
    await vi.waitFor(() => expect(texts()).toContain('What is your **first name**?'), { timeout: 10_000 })
    for (const text of ['Ada', 'Lovelace', 'ada@example.com', '03/05/1990', 'London', 'linux']) {
      const before = texts().length
      socket.send(JSON.stringify({ type: 'say', message: { text, client_message_id: text } }))
      await vi.waitFor(() => expect(texts().length).toBeGreaterThanOrEqual(before + 2), { timeout: 10_000 })
    }
    expect(texts().at(-1)).toBe('Thank you, Ada! You are all set.')
    const seqs = frames.flatMap((frame) => (frame.message === undefined ? [] : [frame.message.seq]))
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    socket.close()
    const [profile] = await braze.profiles()
    expect(profile).toMatchObject({ dob: '1990-05-03', custom_attributes: { operating_system: 'Linux' } })
  })
})

describe('when Braze does not take it', () => {
  it.each([
    ['answers 500', { status: 500 }],
    ['answers 429', { status: 429 }],
    ['answers 401', { status: 401 }],
    ['refuses the attributes and the event', { partial: [0] }],
    ['drops the connection', { drop: true }],
  ])('apologises and succeeds on the second try: it %s', async (_what, more) => {
    await fault(more)
    const ada = await arrive(parley.url, { contact: { external_id: 'ada' } })
    expect(await signUp(ada, 'ada@example.com')).toEqual([apology])
    await braze.clearFaults()
    expect(await ada.picks('yes')).toEqual(['Thank you, Ada! You are all set.'])
    expect(await braze.profile('ada')).toMatchObject({ first_name: 'Ada', dob: '1990-05-03' })
  })

  it('keeps the data and delivers it later, once, when the person declines', async () => {
    await fault({ status: 503 })
    const ada = await arrive(parley.url, { contact: { external_id: 'ada' } })
    await signUp(ada, 'ada@example.com')
    expect(await ada.picks('no')).toEqual([kept])
    expect(ada.status).toBe('ended')
    expect(await braze.profile('ada')).toBeNull()
    await braze.clearFaults()
    await vi.waitFor(
      async () => expect(await braze.profile('ada')).toMatchObject({ first_name: 'Ada', home_city: 'London' }),
      {
        timeout: 60_000,
        interval: 250,
      },
    )
    expect((await braze.profile('ada'))?.custom_events).toMatchObject([{ name: 'Completed Signup Chat', count: 1 }])
  })

  it('keeps the data after the second failure', async () => {
    await fault({ status: 500 })
    const ada = await arrive(parley.url, { contact: { external_id: 'ada' } })
    await signUp(ada, 'ada@example.com')
    expect(await ada.picks('yes')).toEqual([kept])
  })

  it('hurts only the conversation whose object was refused', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => arrive(parley.url, { contact: { external_id: `p-${index}` } })),
    )
    const last = await Promise.all(
      people.map((person, index) =>
        signUp(person, index === 7 ? 'ada@localhost.localdomain' : `p${index}@example.com`),
      ),
    )
    expect(last.filter((texts) => texts[0] === 'Thank you, Ada! You are all set.').length).toBeGreaterThanOrEqual(19)
    expect((await braze.profiles()).length).toBeGreaterThanOrEqual(19)
  })
})

describe('the public surface', () => {
  it('reports health, readiness and metrics', async () => {
    expect((await fetch(`${parley.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${parley.url}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`${parley.url}/metrics`)).text()
    expect(metrics).toMatch(/^parley_turns_total [1-9]/m)
  })

  it('gives the first answer again for the same client message id', async () => {
    const ada = await arrive(parley.url)
    const first = await ada.says('Ada', 'one')
    expect(await ada.says('Ada', 'one')).toEqual(first)
    expect((await ada.transcript()).filter((message) => message.from === 'user')).toHaveLength(1)
  })

  it('refuses a foreign token without saying whether the conversation exists', async () => {
    const [ada, eve] = [await arrive(parley.url), await arrive(parley.url)]
    const foreign = (conversation: string): Promise<unknown> =>
      call(`${parley.url}/v1/conversations/${conversation}/messages`, { token: eve.token }).catch(
        (refused) => refused.problem.status,
      )
    expect(await foreign(ada.conversation)).toBe(await foreign('conv_0000000000000000000000000000'))
  })
})
