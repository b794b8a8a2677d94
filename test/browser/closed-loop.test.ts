// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Liquid, as Braze writes it
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { loopKey, writeLoopSolution } from '../support/loop-solution.ts'
import { startParley } from '../support/parley.ts'
import { call } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let parley: ParleyProcess
let braze: SandboxControls
let browser: Browser
let shop: Server
let shopUrl = ''
let solution: Awaited<ReturnType<typeof writeLoopSolution>>

/** The brand's page for a bike: says what it is about, and hands on the token of the link that led there. */
const bikePage = (): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trail 29</title>
<script type="application/ld+json">{ "@type": "Product", "name": "Trail 29", "offers": { "price": "899", "priceCurrency": "EUR" } }</script>
<script>
  window.Parley = window.Parley || function () { (Parley.q = Parley.q || []).push(arguments) }
  Parley('boot', { solution: 'loop', environment: 'sandbox', link: new URLSearchParams(location.search).get('chat') })
  Parley('show')
</script>
<script async src="${parley.url}/widget.js"></script></head><body><h1>Trail 29</h1></body></html>`

beforeAll(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(bikePage())
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  solution = await writeLoopSolution(shopUrl)
  parley = await startParley({ solution: solution.folder, env: solution.env })
  braze = sandboxControls(parley.sandboxUrl)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
  await solution.remove()
  await new Promise((resolve) => void shop.close(resolve))
})

async function inBraze(path: string, body: object): Promise<void> {
  const response = await fetch(`${parley.sandboxUrl}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status, await response.text()).toBeLessThan(300)
}

const webhookBody = JSON.stringify({
  solution: 'loop',
  environment: 'sandbox',
  mode: 'link',
  user: { external_id: '{{${user_id}}}' },
  dispatch_id: '{{campaign.${dispatch_id}}}',
  canvas_id: '{{canvas.${api_id}}}',
  context: { offer: '{{canvas_entry_properties.${offer}}}' },
})

/** The Canvas sends somebody through its webhook step, which answers with the token of their link. */
async function sendCanvas(external_id: string, first_name: string): Promise<string> {
  await inBraze('/users/track', { attributes: [{ external_id, first_name }] })
  const headers = { Authorization: `Bearer ${loopKey}`, 'Content-Type': 'application/json' }
  const message = { channel: 'webhook', url: `${parley.url}/v1/outreach`, method: 'POST', headers, body: webhookBody }
  await inBraze('/__sandbox/canvases', { id: 'offers', name: 'Offers', steps: [{ messages: [message] }] })
  const step = { messages: [{ channel: 'content_cards', title: 'Still there?' }] }
  await inBraze('/__sandbox/canvases', { id: 'left', name: 'Left', steps: [step] })
  const recipients = [{ external_user_id: external_id }]
  await inBraze('/canvas/trigger/send', {
    canvas_id: 'offers',
    canvas_entry_properties: { offer: '10 % off' },
    recipients,
  })
  const sent = await call<object>(`${parley.sandboxUrl}/__sandbox/sends?settled=true&canvas_id=offers`)
  const tokens = [...JSON.stringify(sent).matchAll(/http:\/\/127\.0\.0\.1:\d+\/c\/([\w-]{22})/g)]
  expect(tokens.length, JSON.stringify(sent)).toBeGreaterThan(0)
  return tokens.at(-1)?.[1] ?? ''
}

const says = (page: Page, text: string) => page.getByRole('log').getByText(text)

async function talk(page: Page): Promise<void> {
  await says(page, 'Hello Ada, 10 % off on the Trail 29 (newsletter). Which size?').waitFor()
  await page.getByRole('button', { name: 'Medium' }).click()
  await says(page, 'When do you need it?').waitFor()
  await page.getByRole('textbox').last().fill('In May')
  await page.getByRole('textbox').last().press('Enter')
  await says(page, 'Your card, please?').waitFor()
}

const eventsOfAda = async () =>
  (await braze.requests())
    .filter(({ path, status }) => path === '/users/track' && status === 201)
    .flatMap(({ body }) => body?.events ?? [])
    .filter(({ external_id }) => external_id === 'ada')

const triggers = async () =>
  (await braze.requests()).filter(({ path, status, body }) => {
    return path === '/canvas/trigger/send' && status === 201 && JSON.stringify(body).includes('"left"')
  })

it('a Canvas leads into a conversation of one person, and what it learned, and that it was left, lead into the next Canvas', async () => {
  const token = await sendCanvas('ada', 'Ada')
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${shopUrl}/trail-29?utm_source=newsletter&chat=${token}`)
  await talk(page)

  expect(await braze.profile('ada')).toMatchObject({ first_name: 'Ada', custom_attributes: { bike_size: 'm' } })
  const wanted = (await eventsOfAda()).find(({ name }) => name === 'bike_wanted')
  expect(wanted?.properties).toMatchObject({ product: 'Trail 29', when: 'In May' })

  // The link was for one person: who has it now is told so, and learns nothing.
  const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await stranger.goto(`${shopUrl}/trail-29?chat=${token}`)
  await stranger.getByText(/used/).first().waitFor()
  expect(await stranger.getByText('Ada').count()).toBe(0)

  const patience = { timeout: 60_000, interval: 100 }
  await vi.waitFor(async () => expect(await triggers()).toHaveLength(1), patience)
  expect((await triggers())[0]?.body).toMatchObject({
    canvas_id: 'left',
    context: { size: 'm' },
    recipients: [{ external_user_id: 'ada' }],
  })
  expect((await eventsOfAda()).map(({ name }) => name)).toEqual([
    'conversation_started',
    'bike_wanted',
    'conversation_abandoned',
  ])
  const left = (await eventsOfAda()).at(-1)
  expect(left?.properties).toMatchObject({ solution: 'loop', environment: 'sandbox', flow: 'main', node: 'payment' })
  expect(await braze.profile('ada')).toMatchObject({ custom_attributes: { last_offer: '10 % off', bike_size: 'm' } })
})

it('a link opened as it is leads to a page with the conversation, which keeps the token to itself and goes on after a reload', async () => {
  const token = await sendCanvas('ben', 'Ben')
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(`${parley.url}/c/${token}`)
  await says(page, 'Hello Ben, 10 % off').waitFor()
  expect(page.url()).not.toContain(token)
  await page.getByRole('button', { name: 'Small' }).click()
  await says(page, 'When do you need it?').waitFor()
  await page.reload()
  await says(page, 'When do you need it?').waitFor()
  expect(await page.getByRole('log').getByText('Hello Ben').count()).toBe(1)
})
