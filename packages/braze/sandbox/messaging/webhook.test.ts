// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import { listen, type Stage, stage } from './test-stage.ts'

async function step(url: string, more: object = {}, options = {}): Promise<Stage> {
  const on = await stage(options)
  await on.track({ attributes: [{ external_id: 'ann', first_name: 'Ann "A"' }] })
  await on.canvas({ steps: [{ messages: [{ channel: 'webhook', url, ...more }] }] })
  return on
}

const trigger = { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }] }

describe('a webhook step', () => {
  it('calls with method, headers and body rendered for the person', async () => {
    const host = await listen()
    const on = await step(`${host.url}/start/{{\${user_id}}}`, {
      method: 'PUT',
      headers: { Authorization: 'Bearer secret', 'X-Who': '{{${user_id}}}' },
      body: '{"name":{{${first_name} | json}},"offer":"{{context.${offer}}}"}',
    })
    await on.post('/canvas/trigger/send', { ...trigger, context: { offer: 'tea' } })
    expect(await on.rendered()).toMatchObject({
      status: 'sent',
      webhook: { state: 'delivered', attempts: [{ status: 200, answer: 'ok' }] },
    })
    expect(host.heard).toHaveLength(1)
    expect(host.heard[0]).toMatchObject({
      method: 'PUT',
      path: '/start/ann',
      headers: { authorization: 'Bearer secret', 'x-who': 'ann' },
      body: '{"name":"Ann \\"A\\"","offer":"tea"}',
    })
    expect(host.heard[0]?.headers['user-agent']).toBeUndefined()
  })

  it('sends pairs as a JSON object, and no body with GET', async () => {
    const host = await listen()
    const on = await step(host.url, { body: { name: '{{${first_name}}}', fixed: 1 } })
    await on.canvas({
      id: 'read',
      steps: [{ messages: [{ channel: 'webhook', url: host.url, method: 'GET', body: 'x' }] }],
    })
    await on.post('/canvas/trigger/send', trigger)
    await on.post('/canvas/trigger/send', { ...trigger, canvas_id: 'read' })
    await on.sends()
    expect(host.heard[0]?.headers['content-type']).toBe('application/json')
    expect(JSON.parse(host.heard[0]?.body ?? '')).toEqual({ name: 'Ann "A"', fixed: 1 })
    expect(host.heard[1]).toMatchObject({ method: 'GET', body: '' })
  })

  it('is called once per person', async () => {
    const host = await listen()
    const on = await step(host.url, { body: '{{${user_id}}}' })
    await on.track({ attributes: [{ external_id: 'ben' }] })
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', broadcast: true })
    await on.sends()
    expect(host.heard.map(({ body }) => body).sort()).toEqual(['ann', 'ben'])
  })

  it('[W2] repeats the same body after 503 by the clock of the sandbox', async () => {
    const host = await listen()
    host.answers.push({ status: 503 }, { status: 429, headers: { 'Retry-After': '600' } })
    const on = await step(host.url, { body: '{{campaign.${dispatch_id}}}' })
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({
      status: 'waiting',
      webhook: { state: 'waiting', attempts: [{ status: 503 }], next_attempt_at: '2030-01-31T12:01:00.000Z' },
    })
    await on.advance(60)
    expect(await on.rendered()).toMatchObject({ webhook: { next_attempt_at: '2030-01-31T12:11:00.000Z' } })
    await on.advance(600)
    const message = await on.rendered()
    expect(message).toMatchObject({ status: 'sent', webhook: { state: 'delivered' } })
    expect(message.webhook?.attempts.map(({ status }) => status)).toEqual([503, 429, 200])
    expect(new Set(host.heard.map(({ body }) => body)).size).toBe(1)
  })

  it('[W2] gives up on 404 at once, on 500 after five more', async () => {
    const host = await listen()
    host.answers.push({ status: 404 }, ...Array.from({ length: 9 }, () => ({ status: 500 })))
    const on = await step(host.url)
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({ status: 'failed', reason: 'the webhook answered 404' })
    await on.post('/canvas/trigger/send', trigger)
    await on.sends()
    for (const minutes of [1, 2, 4, 8, 15, 60]) {
      await on.advance(minutes * 60)
      await on.sends()
    }
    const message = await on.rendered()
    expect(message).toMatchObject({ status: 'failed', webhook: { state: 'failed' } })
    expect(message.webhook?.attempts).toHaveLength(6)
  })

  it('[W2] does not follow redirects', async () => {
    const host = await listen()
    host.answers.push({ status: 302, headers: { Location: `${host.url}/elsewhere` } })
    const on = await step(host.url)
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({ status: 'failed' })
    expect(host.heard).toHaveLength(1)
  })

  it('[W2] logs a host that nothing answers on as 599 and waits', async () => {
    const host = await listen()
    await host.close()
    const on = await step(host.url)
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({
      status: 'waiting',
      webhook: { state: 'waiting', attempts: [{ status: 599, problem: 'ECONNREFUSED' }] },
    })
  })

  it('[W1] reaches this machine alone unless told otherwise, and nothing when off', async () => {
    const on = await step('http://example.com/')
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({
      status: 'failed',
      reason: 'the sandbox may not call example.com',
      webhook: { state: 'blocked', attempts: [] },
    })
    const host = await listen()
    const off = await step(host.url, {}, { webhooks: 'off' })
    await off.post('/canvas/trigger/send', trigger)
    expect(await off.rendered()).toMatchObject({ webhook: { state: 'blocked' } })
    const other = await step('file:///etc/passwd', {}, { webhooks: ['example.com'] })
    await other.post('/canvas/trigger/send', trigger)
    expect(await other.rendered()).toMatchObject({ webhook: { state: 'blocked' } })
    expect(host.heard).toEqual([])
  })

  it('cannot break the connection with headers of its own', async () => {
    const host = await listen()
    const on = await step(host.url, {
      headers: { Host: 'evil', 'Content-Length': '1', Connection: 'upgrade' },
      body: 'hello',
    })
    await on.post('/canvas/trigger/send', trigger)
    expect(await on.rendered()).toMatchObject({ status: 'sent' })
    expect(host.heard[0]).toMatchObject({ body: 'hello' })
    expect(host.heard[0]?.headers.host).not.toBe('evil')
  })

  it('fails with headers that are none', async () => {
    const host = await listen()
    const on = await step(host.url, { headers: { 'X-Name': 'a{{context.${x}}}' } })
    await on.post('/canvas/trigger/send', { ...trigger, context: { x: '\r\nX-Evil: 1' } })
    expect((await on.rendered()).webhook?.attempts[0]?.status).toBe(599)
    expect(host.heard).toEqual([])
  })

  it('under way ends with the sandbox', async () => {
    const host = await listen()
    host.answers.push('never')
    const on = await step(host.url)
    await on.post('/canvas/trigger/send', trigger)
    await expect.poll(() => host.heard).toHaveLength(1)
    await on.close()
    await expect.poll(() => host.connections()).toBe(0)
  })
})
