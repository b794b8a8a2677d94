/** The Braze client in a service worker of a real browser. The page's own server passes on what goes to Braze. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleClient, trial, trialResult, trialSegment } from '../../packages/braze/client/test-bundle.ts'
import { launchBrowser } from '../support/chromium.ts'

let sandbox: Sandbox
let server: Server
let browser: Browser

beforeAll(async () => {
  sandbox = await createSandbox({ webhooks: 'off' })
  await fetch(`${sandbox.url}/__sandbox/segments`, { method: 'POST', body: JSON.stringify(trialSegment) })
  const { text } = await bundleClient('browser')
  const worker = `${text}
const url = location.origin + '/braze', apiKey = 'sandbox-key'
addEventListener('message', (event) => {
  event.waitUntil(${trial}.then((json) => event.ports[0].postMessage(json), (error) => event.ports[0].postMessage(String(error))))
})`
  server = createServer((request, response) => void answer(request, response, worker))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  await new Promise((closed) => server.close(closed))
  await sandbox.close()
})

async function answer(request: IncomingMessage, response: ServerResponse, worker: string): Promise<void> {
  const { method = 'GET', url = '/', headers } = request
  if (url === '/') return void response.setHeader('content-type', 'text/html').end('<title>Brand</title>')
  if (url === '/worker.js') return void response.setHeader('content-type', 'text/javascript').end(worker)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const passed = await fetch(sandbox.url + url.replace('/braze', ''), {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  })
  response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text())
}

it('writes, lists and fails in a service worker as it does in Node', async () => {
  const page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const answered = await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js')
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    return new Promise<string>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data)
      active?.postMessage('run', [port2])
    })
  })
  expect(JSON.parse(answered)).toEqual(trialResult)
  const profile = await fetch(`${sandbox.url}/__sandbox/profiles/ann`)
  expect(await profile.json()).toMatchObject({ external_id: 'ann', dob: '1990-05-03' })
})
