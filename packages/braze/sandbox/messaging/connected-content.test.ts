// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import { type Listener, listen, type Stage, stage } from './test-stage.ts'

async function fetching(
  tag: (url: string) => string,
  options = {},
): Promise<{ readonly on: Stage; readonly host: Listener }> {
  const host = await listen()
  const on = await stage({ connectedContent: 'loopback', ...options })
  await on.track({ attributes: [{ external_id: 'ann', phone: '+441234567890' }] })
  await on.campaign({ messages: [{ channel: 'sms', body: tag(host.url) }] })
  return { on, host }
}

async function trigger(on: Stage): Promise<Awaited<ReturnType<Stage['rendered']>>> {
  await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] })
  return on.rendered()
}

describe('Connected Content', () => {
  it('makes JSON a variable, with the status beside it', async () => {
    const { on, host } = await fetching(
      (url) => `{% connected_content ${url}/u/{{\${user_id}}} %}{{connected.tier}} {{connected.__http_status_code__}}`,
    )
    host.answers.push({ status: 200, body: '{"tier":"gold"}' })
    const message = await trigger(on)
    expect(message.rendered).toEqual({ body: 'gold 200' })
    expect(message.connected_content).toEqual([
      { method: 'GET', url: `${host.url}/u/ann`, status: 200, attempts: 1, cached: false },
    ])
    expect(host.heard[0]).toMatchObject({
      path: '/u/ann',
      headers: { 'content-type': 'application/json', accept: '*/*' },
    })
  })

  it('puts text in the place of the tag', async () => {
    const { on, host } = await fetching((url) => `[{% connected_content ${url} %}]`)
    host.answers.push({ status: 200, body: 'plain' })
    expect((await trigger(on)).rendered).toEqual({ body: '[plain]' })
  })

  it('posts form or JSON, with headers, under a name', async () => {
    const { on, host } = await fetching(
      (url) =>
        `{% connected_content ${url} :method post :headers {"X-Key": "a: b", "X-Who": "{{\${user_id}}}"} :body {"id": "{{\${user_id}}}"} :content_type application/json :save answer %}{{answer.x}}` +
        `{% connected_content ${url} :method post :body a=1&b={{\${user_id}}} :save other %}`,
    )
    host.answers.push({ status: 200, body: '{"x":1}' })
    expect((await trigger(on)).rendered).toMatchObject({ body: expect.stringMatching(/^1/) })
    expect(host.heard).toMatchObject([
      {
        method: 'POST',
        body: '{"id": "ann"}',
        headers: { 'content-type': 'application/json', 'x-key': 'a: b', 'x-who': 'ann' },
      },
      { method: 'POST', body: 'a=1&b=ann', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ])
  })

  it('keeps a GET for five minutes, a POST not at all', async () => {
    const { on, host } = await fetching(
      (url) => `{% connected_content ${url} %}{% connected_content ${url} :method post %}`,
    )
    await trigger(on)
    expect((await trigger(on)).connected_content?.map(({ cached }) => cached)).toEqual([true, false])
    await on.advance(300)
    await trigger(on)
    expect(host.heard.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST', 'GET', 'POST'])
  })

  it('keeps for as long as cache_max_age says, and not with no_cache', async () => {
    const { on, host } = await fetching(
      (url) =>
        `{% connected_content ${url} :method post :cache_max_age 60 %}{% connected_content ${url}/n :no_cache %}`,
    )
    await trigger(on)
    await trigger(on)
    await on.advance(60)
    await trigger(on)
    expect(host.heard.map(({ path }) => path)).toEqual(['/', '/n', '/n', '/', '/n'])
  })

  it('signs in with a credential that the controls know', async () => {
    const { on, host } = await fetching((url) => `{% connected_content ${url} :basic_auth crm %}`)
    await on.post('/__sandbox/credentials', { name: 'crm', username: 'u', password: 'p' })
    await trigger(on)
    expect(host.heard[0]?.headers.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`)
    expect(JSON.stringify((await on.get('/__sandbox/credentials')).body)).not.toContain('"p"')
  })

  it('[N3] is blank for 404, 500 and silence', async () => {
    const { on, host } = await fetching(
      (url) =>
        `[{% connected_content ${url}/a %}{% connected_content ${url}/b %}{% connected_content http://127.0.0.1:1/ %}]`,
    )
    host.answers.push({ status: 404, body: 'gone' }, { status: 500, body: 'oops' })
    const message = await trigger(on)
    expect(message.rendered).toEqual({ body: '[]' })
    expect(message.connected_content?.map(({ status }) => status)).toEqual([404, 500, null])
  })

  it('[N3] with :retry is tried five times, then the message is aborted', async () => {
    const { on, host } = await fetching((url) => `{% connected_content ${url} :retry %}`)
    host.answers.push({ status: 502 }, { status: 503 }, { status: 200, body: 'at last' })
    expect((await trigger(on)).rendered).toEqual({ body: 'at last' })
    await on.advance(300)
    host.answers.push(...Array.from({ length: 5 }, () => ({ status: 502 })))
    const message = await trigger(on)
    expect(message).toMatchObject({ status: 'aborted', reason: expect.stringContaining('5 times') })
    expect(message.connected_content).toMatchObject([{ status: 502, attempts: 5 }])
    expect(host.heard).toHaveLength(8)
  })

  it('[N1] is off until it is turned on, and reaches only whom it may', async () => {
    const { on, host } = await fetching((url) => `[{% connected_content ${url} %}]`, { connectedContent: 'off' })
    const message = await trigger(on)
    expect(message.rendered).toEqual({ body: '[]' })
    expect(message.connected_content?.[0]?.problem).toContain('may not call')
    expect(host.heard).toEqual([])
    const other = await fetching(() => '{% connected_content http://169.254.169.254/ %}')
    expect((await trigger(other.on)).connected_content?.[0]).toMatchObject({ status: null, attempts: 0 })
  })

  it('[N2] an answer of more than 1 MB counts as none', async () => {
    const { on, host } = await fetching((url) => `[{% connected_content ${url} %}]`)
    host.answers.push({ status: 200, body: 'x'.repeat(1024 * 1024 + 1) })
    const message = await trigger(on)
    expect(message.rendered).toEqual({ body: '[]' })
    expect(message.connected_content?.[0]?.problem).toContain('longer than')
  })
})

it.each([
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://192.168.0.1/',
  'http://[::ffff:10.0.0.1]/',
  'http://[fd00::1]/',
  'http://0.0.0.0/',
  'http://localhost.example.com/',
  'http://127.0.0.1.example.com/',
  'http://127.0.0.1@example.com/',
  'https://example.com/#@127.0.0.1',
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'data:text/plain,x',
])('[N1] %s is not on this machine, and not called', async (address) => {
  const { on } = await fetching(() => `[{% connected_content ${address} %}]`)
  const message = await trigger(on)
  expect(message.rendered).toEqual({ body: '[]' })
  expect(message.connected_content).toMatchObject([
    { attempts: 0, status: null, problem: expect.stringContaining('may not call') },
  ])
})

it('[N2] a redirect to another host is not followed', async () => {
  const { on, host } = await fetching((url) => `[{% connected_content ${url} %}]`)
  const other = await listen()
  host.answers.push({ status: 302, headers: { Location: `${other.url}/secret` }, body: 'moved' })
  expect((await trigger(on)).rendered).toEqual({ body: '[moved]' })
  expect([host.heard.length, other.heard.length]).toEqual([1, 0])
})
