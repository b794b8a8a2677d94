import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { createSandbox } from './server.ts'

it('[S1] listens on a free loopback port, and says where', async () => {
  const sandbox = await createSandbox()
  expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`)
  expect((await fetch(sandbox.url)).status).toBe(200)
  await sandbox.close()
})

it('listens on IPv6 loopback when told', async () => {
  const sandbox = await createSandbox({ host: '::1' })
  expect((await fetch(`${sandbox.url}/__sandbox/profiles`)).status).toBe(200)
  await sandbox.close()
})

it('rejects when the port is taken', async () => {
  const first = await createSandbox()
  await expect(createSandbox({ port: first.port })).rejects.toThrow('EADDRINUSE')
  await first.close()
})

it('[S2] cuts open connections when it closes, and may be closed twice', async () => {
  const sandbox = await createSandbox({ delayMs: 600_000 })
  const socket = connect(sandbox.port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('POST /users/track HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half"')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  await sandbox.close()
  await closed
  await sandbox.close()
  await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed')
})

it('keeps two sandboxes apart', async () => {
  const [one, other] = await Promise.all([createSandbox(), createSandbox()])
  const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' }
  await fetch(`${one.url}/users/track`, { method: 'POST', headers, body: '{"attributes":[{"external_id":"u"}]}' })
  expect((await fetch(`${one.url}/__sandbox/profiles/u`)).status).toBe(200)
  expect((await fetch(`${other.url}/__sandbox/profiles/u`)).status).toBe(404)
  await Promise.all([one.close(), other.close()])
})
