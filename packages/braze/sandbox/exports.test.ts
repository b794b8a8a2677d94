import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it, onTestFinished } from 'vitest'
import { type Driver, drive } from './test-driver.ts'

async function driveWithSegment(options = {}): Promise<Driver> {
  const braze = await drive(options)
  await braze.post('/__sandbox/segments', { id: 's', name: 'All' })
  await braze.track({ attributes: ['a', 'b'].map((external_id) => ({ external_id, first_name: 'X', one: 1, two: 2 })) })
  return braze
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

function lines(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

it('a segment is exported as a ZIP with a profile per line', async () => {
  const braze = await driveWithSegment()
  const heard = await braze.post('/users/export/segment', {
    segment_id: 's',
    fields_to_export: ['external_id', 'custom_attributes'],
    custom_attributes_to_export: ['two'],
  })
  expect(heard).toMatchObject({
    status: 201,
    body: { message: 'success', object_prefix: expect.stringMatching(/^[\da-f-]{36}-\d+$/) },
  })
  const [file] = Object.values(unzipSync(await download(heard.body.url)))
  expect(lines(strFromU8(file ?? new Uint8Array()))).toEqual([
    { external_id: 'a', custom_attributes: { two: 2 } },
    { external_id: 'b', custom_attributes: { two: 2 } },
  ])
})

it('a file of the ZIP has at most 5,000 profiles', async () => {
  const braze = await driveWithSegment({ rateLimits: 'off' })
  for (let start = 0; start < 6000; start += 1000) {
    const attributes = Array.from({ length: 1000 }, (_, index) => ({ external_id: `u${start + index}` }))
    await braze.post('/users/track/bulk', { attributes })
  }
  const { url } = (await braze.post('/users/export/segment', { segment_id: 's', fields_to_export: ['external_id'] }))
    .body
  const files = Object.values(unzipSync(await download(url)))
  expect(files.map((file) => lines(strFromU8(file)).length)).toEqual([5000, 1002])
})

it('the control group is one in twenty, and gzip gives one file', async () => {
  const braze = await driveWithSegment()
  const heard = await braze.post('/users/export/global_control_group', {
    output_format: 'gzip',
    fields_to_export: ['random_bucket'],
  })
  expect(heard.status).toBe(201)
  const text = gunzipSync(await download(heard.body.url)).toString()
  for (const line of text === '' ? [] : lines(text)) expect(line).toMatchObject({ random_bucket: expect.any(Number) })
})

it('[X1] one export runs at a time, and a canceled one makes no file', async () => {
  const braze = await driveWithSegment({ delayMs: 60_000 })
  const begin = () => braze.post('/users/export/segment', { segment_id: 's' })
  const first = await begin()
  expect((await begin()).status).toBe(400)
  expect((await fetch(first.body.url)).status).toBe(404)
  expect((await braze.post('/export/segment/cancel', { segment_id: 's' })).status).toBe(201)
  const second = await begin()
  expect(second.status).toBe(201)
  await braze.advance(61)
  expect((await fetch(first.body.url)).status).toBe(404)
  expect((await fetch(second.body.url)).status).toBe(200)
})

it('[X3] the callback is told, where the settings allow it', async () => {
  const told: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    told.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve))
  })
  const callback_endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`
  const log: string[] = []
  const braze = await driveWithSegment({ log: (line: string) => log.push(line) })
  const { url } = (await braze.post('/users/export/segment', { segment_id: 's', callback_endpoint })).body
  await expect.poll(() => told).toEqual([{ success: true, url }])
  await braze.post('/__sandbox/settings', { webhooks: 'off' })
  await braze.post('/users/export/segment', { segment_id: 's', callback_endpoint })
  expect(log.at(-1)).toMatch(/^POST|not allowed/)
  expect(log.some((line) => line.includes('not allowed'))).toBe(true)
  expect(told).toHaveLength(1)
})

it.each([
  [{}],
  [{ segment_id: 'nope' }],
  [{ segment_id: 's', output_format: 'rar' }],
  [{ segment_id: 's', callback_endpoint: 'file:///etc/passwd' }],
  [{ segment_id: 's', fields_to_export: ['nope'] }],
  [{ segment_id: 's', fields_to_export: 'email' }],
  [{ segment_id: 's', custom_attributes_to_export: Array(501).fill('a') }],
])('refuses %j', async (body) => {
  const braze = await driveWithSegment()
  expect((await braze.post('/users/export/segment', body)).status).toBe(400)
})
