// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { listen, type Stage, stage } from './messaging/test-stage.ts'
import type { SandboxOptions } from './settings.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})

afterEach(() => database.drop())

const start = (options: SandboxOptions = {}) => stage({ databaseUrl: database.url, ...options })

/** Ends the sandbox and starts another on the same database. */
async function restart(on: Stage, options: SandboxOptions = {}): Promise<Stage> {
  await on.close()
  return start(options)
}

const card = (title: string, more: object = {}) => ({ messages: [{ channel: 'content_cards', title }], ...more })
const enter = (on: Stage, more: object = {}) =>
  on.post('/canvas/trigger/send', { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }], ...more })

/** Everything that was rendered, in the order of its sends. */
async function titles(on: Stage): Promise<unknown[]> {
  return (await on.sends()).flatMap(({ recipients }) =>
    recipients.flatMap(({ messages }) =>
      messages.filter(({ status }) => status === 'sent').map(({ rendered }) => rendered?.title),
    ),
  )
}

describe('[J1] a Canvas goes on after a restart', () => {
  test('with delays and with messages that are delayed, each exactly once', async () => {
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.canvas({
      steps: [
        card('first {{context.${offer}}}'),
        { type: 'delay', delay_seconds: 3600 },
        card('second'),
        card('third {{context.${offer}}}', { delay_seconds: 3600 }),
      ],
    })
    await enter(on, { context: { offer: 'tea' } })
    expect(await titles(on)).toEqual(['first tea'])
    on = await restart(on)
    await on.advance(3599)
    expect(await titles(on)).toEqual(['first tea'])
    await on.advance(1)
    expect(await titles(on)).toEqual(['first tea', 'second'])
    expect((await on.recipients())[0]).toMatchObject({
      entry: { status: 'underway', waiting: { until: '2030-01-31T14:00:00.000Z' } },
      messages: [{}, {}, { status: 'waiting', due_at: '2030-01-31T14:00:00.000Z' }],
    })
    on = await restart(on)
    await on.advance(3600)
    expect(await titles(on)).toEqual(['first tea', 'second', 'third tea'])
    on = await restart(on)
    await on.advance(100_000)
    expect(await titles(on)).toEqual(['first tea', 'second', 'third tea'])
    expect((await on.recipients())[0]).toMatchObject({ entry: { status: 'finished' } })
  })

  test('where somebody waits for an event, and where a re-entry is not due yet', async () => {
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.canvas({
      reentry: false,
      steps: [
        {
          type: 'action_paths',
          within_seconds: 86_400,
          paths: [{ name: 'Bought', triggers: [{ purchase: true }], next: 'thanks' }],
          everyone_else: null,
        },
        card('thanks', { id: 'thanks' }),
      ],
    })
    await enter(on)
    on = await restart(on)
    const purchase = { external_id: 'ann', product_id: 'p', currency: 'EUR', price: 1, time: '2030-01-31T12:00:00Z' }
    await on.track({ purchases: [purchase, purchase] })
    expect(await titles(on)).toEqual(['thanks'])
    on = await restart(on)
    await enter(on)
    expect((await on.recipients())[0]).toMatchObject({ left_out: 'the profile has been in the Canvas before' })
    expect(
      (await on.get('/canvas/data_summary?canvas_id=journey&ending_at=2030-01-31T23:00:00Z&length=1')).body,
    ).toMatchObject({ data: { total_stats: { entries: 1 } } })
  })

  test('with what became due while it was down', async () => {
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.canvas({ steps: [card('a', { delay_seconds: 60 }), card('b', { delay_seconds: 60 })] })
    await enter(on)
    on = await restart(on, { machineTime: () => Date.parse('2030-01-31T12:10:00Z') })
    expect(await titles(on)).toEqual(['a', 'b'])
  })
})

describe('[W2] webhooks that are still due', () => {
  test('are called after a restart, with the same body and as often as without one', async () => {
    const host = await listen()
    host.answers.push({ status: 503 }, { status: 503 })
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.canvas({
      steps: [{ messages: [{ channel: 'webhook', url: host.url, body: '{{campaign.${dispatch_id}}}' }] }],
    })
    await enter(on)
    await on.sends()
    on = await restart(on)
    await on.sends()
    expect(host.heard).toHaveLength(1)
    await on.advance(60)
    await on.sends()
    on = await restart(on)
    await on.advance(120)
    expect(await on.rendered()).toMatchObject({ status: 'sent', webhook: { state: 'delivered' } })
    expect((await on.rendered()).webhook?.attempts.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(new Set(host.heard.map(({ body }) => body)).size).toBe(1)
    on = await restart(on)
    await on.advance(100_000)
    await on.sends()
    expect(host.heard).toHaveLength(3)
  })

  test('[W4] one that was under way is made again', async () => {
    const host = await listen()
    host.answers.push('never')
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.canvas({ steps: [{ messages: [{ channel: 'webhook', url: host.url }] }] })
    await enter(on)
    await expect.poll(() => host.heard).toHaveLength(1)
    on = await restart(on)
    expect(await on.rendered()).toMatchObject({ status: 'sent', webhook: { attempts: [{ status: 200 }] } })
    expect(host.heard).toHaveLength(2)
  })

  test('[Q2] a message that was being rendered is rendered anew', async () => {
    const host = await listen()
    host.answers.push('never')
    const connected = { connectedContent: 'loopback' } as const
    let on = await start(connected)
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.campaign(card(`{% connected_content ${host.url} %}`))
    await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] })
    await expect.poll(() => host.heard).toHaveLength(1)
    on = await restart(on, connected)
    expect(await titles(on)).toEqual(['ok'])
    on = await restart(on, connected)
    expect(await titles(on)).toEqual(['ok'])
    expect((await on.get('/campaigns/data_series?campaign_id=hello&length=1')).body.data[0].messages).toMatchObject({
      content_cards: [{ sent: 1 }],
    })
    expect(host.heard).toHaveLength(2)
  })

  test('statuses of transactional e-mails too', async () => {
    const host = await listen()
    host.answers.push({ status: 503 }, { status: 503 }, { status: 503 })
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann', email: 'ann@example.com' }] })
    const messages = [{ channel: 'email', subject: 's', body: 'b' }]
    await on.campaign({ type: 'transactional', postback_url: `${host.url}/status`, messages })
    await on.post('/transactional/v1/campaigns/hello/send', { recipient: { external_user_id: 'ann' } })
    await on.sends()
    on = await restart(on)
    await on.advance(60)
    await on.sends()
    const statuses = host.heard.map(({ body }) => JSON.parse(body).status)
    expect(statuses.sort()).toEqual(['delivered', 'delivered', 'processed', 'processed', 'sent', 'sent'])
  })
})

describe('what is scheduled', () => {
  test('[H1] goes once, by request and by the campaign itself', async () => {
    let on = await start()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    await on.campaign({ ...card('by request') })
    await on.campaign({ id: 'own', name: 'Own', ...card('by itself'), schedule: { time: '2030-01-31T14:00:00Z' } })
    await on.post('/campaigns/trigger/schedule/create', {
      campaign_id: 'hello',
      broadcast: true,
      schedule: { time: '2030-01-31T13:00:00Z' },
    })
    on = await restart(on)
    expect(await titles(on)).toEqual([])
    await on.advance(3600)
    expect(await titles(on)).toEqual(['by request'])
    // The other one becomes due while the sandbox is down.
    on = await restart(on, { machineTime: () => Date.parse('2030-01-31T15:00:00Z') })
    expect(await titles(on)).toEqual(['by request', 'by itself'])
    on = await restart(on, { machineTime: () => Date.parse('2030-01-31T15:00:00Z') })
    await on.advance(100_000)
    expect(await titles(on)).toEqual(['by request', 'by itself'])
  })

  test('[H1] in local time goes once in each zone', async () => {
    let on = await start()
    await on.track({
      attributes: [
        { external_id: 'tokyo', time_zone: 'Asia/Tokyo' },
        { external_id: 'york', time_zone: 'America/New_York' },
      ],
    })
    await on.campaign({ ...card('{{${user_id}}}') })
    await on.post('/campaigns/trigger/schedule/create', {
      campaign_id: 'hello',
      broadcast: true,
      schedule: { time: '2030-02-02T09:00:00', in_local_time: true },
    })
    await on.advance(86_400 + 43_200 + 3600) // 01:00 UTC of the day: past nine in Tokyo
    expect(await titles(on)).toEqual(['tokyo'])
    on = await restart(on)
    expect(await titles(on)).toEqual(['tokyo'])
    await on.advance(86_400)
    expect(await titles(on)).toEqual(['tokyo', 'york'])
  })
})

describe('writes that were accepted and not yet applied', () => {
  const delayed = { delayMs: 60_000 }

  test('are applied when their time comes, however often the sandbox was restarted', async () => {
    let on = await start(delayed)
    await on.track({
      attributes: [{ external_id: 'ann', visits: { inc: 1 } }],
      // A time to come is taken as the time of the request, whenever it is applied.
      events: [{ external_id: 'ann', name: 'seen', time: '2030-02-28T11:00:00Z' }],
    })
    await on.post('/users/alias/new', { user_aliases: [{ external_id: 'ann', alias_name: 'a', alias_label: 'l' }] })
    on = await restart(on, delayed)
    await on.advance(59)
    expect(await on.profile('ann')).toBeUndefined()
    on = await restart(on, delayed)
    await on.advance(1)
    expect(await on.profile('ann')).toMatchObject({
      custom_attributes: { visits: 1 },
      custom_events: [{ name: 'seen', count: 1, last: '2030-01-31T12:00:00.000Z' }],
      user_aliases: [{ alias_name: 'a' }],
    })
    on = await restart(on, delayed)
    await on.advance(1000)
    expect(await on.profile('ann')).toMatchObject({ custom_attributes: { visits: 1 } })
  })

  test('keep the ids that were answered, and the objects that a fault refused', async () => {
    let on = await start(delayed)
    await on.campaign(card('hi'))
    await on.post('/__sandbox/segments', { id: 's', name: 'All' })
    await on.fault({ endpoint: 'POST /users/track', partial: [1], times: 1 })
    await on.track({ attributes: [{ external_id: 'ann' }, { external_id: 'refused' }] })
    const trigger = { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] }
    const { dispatch_id } = (await on.post('/campaigns/trigger/send', trigger)).body
    const asked = await on.post('/users/export/segment', { segment_id: 's', fields_to_export: ['external_id'] })
    on = await restart(on, delayed)
    await on.advance(60)
    expect((await on.profiles()).map(({ external_id }) => external_id)).toEqual(['ann'])
    expect((await on.sends()).map((send) => send.dispatch_id)).toEqual([dispatch_id])
    const file = new URL(asked.body.url).pathname
    expect((await on.send(file)).status).toBe(200)
    on = await restart(on, delayed)
    expect((await on.send(file)).status).toBe(200)
  })
})

test('faults, settings and the counts of rate limits are as they were, and a reset forgets them', async () => {
  let on = await start({ strict: true })
  await on.fault({ endpoint: 'POST /users/track', status: 500, times: 2 })
  await on.post('/__sandbox/settings', {
    delay_ms: 5,
    rate_limits: { 'users-track': { requests: 4, window_seconds: 3600 } },
    attribute_types: { age: 'number' },
    connected_content: ['127.0.0.1'],
  })
  await on.post('/__sandbox/credentials', { name: 'shop', username: 'u', password: 'p' })
  const track = () => on.track({ attributes: [{ external_id: 'ann' }] })
  expect((await track()).status).toBe(500)
  on = await restart(on)
  expect((await on.send('/__sandbox/settings')).body).toMatchObject({
    strict: false,
    delay_ms: 5,
    rate_limits: { 'users-track': { requests: 4, window_seconds: 3600 } },
    attribute_types: { age: 'number' },
    connected_content: ['127.0.0.1'],
  })
  expect((await on.send('/__sandbox/faults')).body.faults).toMatchObject([{ id: 1, status: 500, hits: 1, times: 2 }])
  expect((await on.send('/__sandbox/credentials')).body.credentials).toEqual([{ name: 'shop', username: 'u' }])
  expect([(await track()).status, (await track()).status, (await track()).status]).toEqual([500, 201, 201])
  on = await restart(on)
  expect([(await track()).status, (await track()).status, (await track()).status]).toEqual([201, 201, 429])
  await on.post('/__sandbox/reset', undefined)
  on = await restart(on)
  expect((await on.send('/__sandbox/settings')).body).toMatchObject({ delay_ms: 0, rate_limits: {} })
  expect((await on.send('/__sandbox/faults')).body.faults).toEqual([])
  expect((await track()).status).toBe(201)
})

test('[K1] a killed sandbox loses no more than the last moment', async () => {
  const host = await listen()
  const child = spawn(process.execPath, [fileURLToPath(new URL('test-process.ts', import.meta.url)), database.url])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const post = (path: string, body: object) =>
    fetch(line.toString().trim() + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' },
      body: JSON.stringify(body),
    })
  const webhook = (text: string) => ({ messages: [{ channel: 'webhook', url: host.url, body: text }] })
  await post('/users/track', { attributes: [{ external_id: 'ann' }] })
  await post('/__sandbox/canvases', {
    id: 'journey',
    name: 'Journey',
    steps: [webhook('first'), { type: 'delay', delay_seconds: 3600 }, webhook('second')],
  })
  await post('/canvas/trigger/send', { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }] })
  await expect.poll(() => host.heard.map(({ body }) => body)).toEqual(['first'])
  const rows = new pg.Client({ connectionString: database.url })
  await rows.connect()
  const kinds = async () =>
    (await rows.query<{ kind: string }>('select kind from braze_sandbox.item')).rows.map(({ kind }) => kind).sort()
  // The person waits in the delay, and nothing is on its way any more.
  await expect.poll(kinds).toEqual(['journey', 'received', 'sendRecord'])
  await rows.end()
  child.kill('SIGKILL')
  await once(child, 'close')

  const on = await start({ machineTime: Date.now })
  await on.sends()
  expect(host.heard.map(({ body }) => body)).toEqual(['first'])
  await on.advance(3600)
  await on.sends()
  expect(host.heard.map(({ body }) => body)).toEqual(['first', 'second'])
  await on.advance(100_000)
  await on.sends()
  expect(host.heard).toHaveLength(2)
})
