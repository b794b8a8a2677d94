/**
 * The Event Listener on a page as shops are: strict content policy, JSON-LD, a data layer, an address that changes without a new
 * page, and forms that are nobody's business. Against the real door, on another origin.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PageReport } from '@parley/runtime'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDoor, type TestDoor } from '../../packages/server/http/test-door.ts'
import type { LiveSolution } from '../../packages/server/live-solutions.ts'
import { bundleListener } from '../../packages/widget/listener/testing-bundle.ts'
import { launchBrowser } from '../support/chromium.ts'

const rules = {
  query: ['size'],
  dataLayer: { events: ['view_item', 'add_to_cart'], tags: ['pageType'] },
  clicks: [
    { on: '.buy', name: 'buy_clicked', properties: { sku: 'data-sku', label: 'text' } },
    { on: 'form *', name: 'form_touched', properties: { value: 'text', sku: 'data-sku' } },
  ],
  visible: [{ on: '#sizes', name: 'sizes_seen', properties: { sizes: 'data-sizes' } }],
  scroll: [90],
  open: [{ id: 'at-the-end', scroll: 95, url: '/shoe*' }],
}

const product = {
  '@context': 'https://schema.org',
  '@graph': [
    {
      '@type': 'Product',
      name: 'Red Shoe',
      sku: 'S1',
      offers: { '@type': 'Offer', price: '89.50', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
    },
  ],
}

const shopPage = (api: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Red Shoe</title>
<meta name="description" content="A red shoe"><meta property="og:type" content="product">
<meta name="csrf-token" content="META-SECRET">
<script type="application/ld+json" nonce="n1">${JSON.stringify(product)}</script>
<script nonce="n1">window.dataLayer = [{ event: 'view_item', value: 89.5, user_email: 'ada@SECRET.example', pageType: 'product' }]</script>
<style nonce="n1">#space { height: 3000px }</style></head>
<body>
<button class="buy" data-sku="S1" data-token="DATA-SECRET">Add to <b>basket</b></button>
<form id="form"><input name="card" value="VALUE-SECRET"><input type="password" name="pw">
<textarea name="t" data-sku="AREA-SECRET">AREA-SECRET</textarea><select><option selected>OPTION-SECRET</option></select>
<div id="note" contenteditable>EDIT-SECRET</div></form>
<div id="space"></div><p id="sizes" data-sizes="42,43">Sizes</p>
<script type="module" nonce="n1">
import { createListener, createBrowser } from '/listener.js'
const state = { opens: [], conversing: null }
const chosen = new URL(location.href).searchParams.get('consent') ?? 'full'
state.listener = createListener({
  solution: 'shop', environment: 'prod', visitor: () => 'vis_aaaaaaaaaaaaaaaaaaaaaa', conversation: () => state.conversing,
  consent: chosen, rules: ${JSON.stringify(rules)}, onOpen: (rule) => state.opens.push(rule.id), surroundings: createBrowser(${JSON.stringify(api)}),
})
window.shop = state
</script></body></html>`

const policy = (api: string) =>
  `default-src 'none'; script-src 'nonce-n1'; style-src 'nonce-n1'; connect-src ${api}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`

interface Shop {
  readonly listener: {
    track(name: string, properties?: object): void
    setConsent(consent: string): void
    page(): unknown
  }
  readonly opens: readonly string[]
  conversing: { readonly id: string; readonly token: string } | null
}

declare global {
  interface Window {
    shop: Shop
    dataLayer: unknown[]
  }
}

let browser: Browser
let door: TestDoor
let server: Server
let shop: string
const reports: PageReport[] = []

beforeAll(async () => {
  const bundle = await bundleListener()
  let api = ''
  server = createServer((request, response) => {
    if (request.url === '/listener.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(bundle)
      return
    }
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(api) })
      .end(shopPage(api))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  shop = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  door = await openDoor({
    allowedOrigins: [shop],
    live: {
      async find(solution, environment) {
        return { build: { name: solution }, environment, secret: () => undefined } as unknown as LiveSolution
      },
    },
    pageEvents: {
      async add(report) {
        reports.push(report)
      },
    },
  })
  api = await door.url()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await door?.[Symbol.asyncDispose]()
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
})

interface Visit extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** Bodies as they went over the wire. */
  readonly sent: readonly string[]
  /** What the browser complained of. */
  readonly complaints: readonly string[]
  stored(): Promise<string>
}

async function visit(path: string, prepare?: (context: BrowserContext) => Promise<void>): Promise<Visit> {
  reports.length = 0
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } })
  await prepare?.(context)
  const page = await context.newPage()
  const sent: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const body = request.postData()
    if (body !== null) sent.push(`${request.url()} ${body}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${shop}${path}`)
  await page.waitForFunction(() => window.shop !== undefined)
  return {
    page,
    context,
    sent,
    complaints,
    stored: () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    [Symbol.asyncDispose]: () => context.close(),
  }
}

const namesOf = () => reports.flatMap(({ events }) => events.map(({ name }) => name))
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 20_000 }).toBe(true)
/** A tab that is hidden sends what it has. */
const hide = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('pagehide')))

test('a shop page is listened to under a strict policy, and nothing of its forms leaves it', async () => {
  await using at = await visit('/shoe?size=42&reset_token=QUERY-SECRET&utm_source=mail#access_token=HASH-SECRET')
  const { page } = at
  await page.evaluate(([id, token]) => Object.assign(window.shop, { conversing: { id, token } }), [
    door.conversation,
    door.token,
  ] as const)
  await page.click('.buy b')
  await page.fill('input[name=card]', 'TYPED-SECRET')
  await page.fill('input[name=pw]', 'PASS-SECRET')
  await page.click('textarea')
  await page.click('#note')
  await page.keyboard.type('NOTE-SECRET')
  await page.evaluate(() =>
    window.dataLayer.push({ event: 'add_to_cart', value: 5, password: 'LAYER-SECRET' }, { event: 'other' }),
  )
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await page.waitForFunction(() => window.shop.opens.length > 0)
  await expect.poll(() => door.conversations.events.map(({ name }) => name)).toContain('sizes_seen')
  await page.evaluate(() => {
    history.pushState({}, '', '/cart')
    document.title = 'Basket'
  })
  await expect.poll(() => page.evaluate(() => window.shop.listener.page())).toMatchObject({ title: 'Basket' })
  await hide(page)
  await until(() => reports.some((report) => report.page?.url === `${shop}/cart`))

  expect(await page.evaluate(() => window.shop.opens)).toEqual(['at-the-end'])
  const events = reports.flatMap((report) => report.events)
  expect(events.find(({ name }) => name === 'buy_clicked')?.properties).toEqual({ sku: 'S1', label: 'Add to basket' })
  expect(events.find(({ name }) => name === 'sizes_seen')?.properties).toEqual({ sizes: '42,43' })
  expect(events.find(({ name }) => name === 'view_item')?.properties).toEqual({ value: 89.5, pageType: 'product' })
  expect(
    events.filter(({ name }) => name === 'form_touched').every(({ properties }) => JSON.stringify(properties) === '{}'),
  ).toBe(true)
  expect(namesOf()).toEqual(expect.arrayContaining(['page', 'add_to_cart', 'form_touched', 'scrolled']))
  expect(namesOf()).not.toContain('other')
  expect(reports[0]?.page).toEqual({
    url: `${shop}/shoe?size=42&utm_source=mail`,
    title: 'Red Shoe',
    language: 'en',
    utm: { source: 'mail' },
    product: { name: 'Red Shoe', sku: 'S1', price: 89.5, currency: 'EUR', availability: 'InStock' },
    tags: { pageType: 'product' },
    meta: { description: 'A red shoe', 'og:type': 'product' },
  })
  const told = door.conversations.events as unknown as readonly {
    readonly properties?: { readonly url?: string; readonly history?: unknown }
  }[]
  await expect
    .poll(() => told.find(({ properties }) => properties?.url === `${shop}/cart`)?.properties?.history)
    .toEqual([{ url: `${shop}/shoe?size=42&utm_source=mail`, title: 'Red Shoe' }])

  expect(at.sent.length).toBeGreaterThan(2)
  expect(at.sent.join('\n')).not.toContain('SECRET')
  expect(await at.stored()).not.toContain('SECRET')
  expect(at.complaints).toEqual([])
})

test('without a connection reports wait in the browser, over a new page, and go out when it is back', async () => {
  await using at = await visit('/shoe')
  await at.context.setOffline(true)
  await at.page.evaluate(() => window.shop.listener.track('while_away', { step: 1 }))
  await hide(at.page)
  expect(await at.stored()).toContain('while_away')
  await at.context.setOffline(false)
  await until(() => namesOf().includes('while_away'))
  await expect.poll(() => at.stored()).not.toContain('while_away')
  const ids = reports.flatMap(({ events }) => events.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('a browser with Global Privacy Control sends nothing to the brand and keeps nothing beyond the tab', async () => {
  await using at = await visit('/shoe', async (context) => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  })
  await at.page.evaluate(() => window.shop.listener.track('one'))
  await at.page.click('.buy')
  await hide(at.page)
  expect(await at.page.evaluate(() => window.shop.listener.page())).toMatchObject({ title: 'Red Shoe' })
  expect(await at.page.evaluate(() => localStorage.length)).toBe(0)
  expect([at.sent, reports]).toEqual([[], []])
})

test('without consent nothing is kept or sent; taken back, what was kept is gone and the page is as it was', async () => {
  await using none = await visit('/shoe?consent=none')
  await none.page.evaluate(() => window.shop.listener.track('one'))
  await none.page.click('.buy')
  await hide(none.page)
  expect([
    none.sent,
    await none.stored(),
    await none.page.evaluate(() => Object.hasOwn(window.dataLayer, 'push')),
  ]).toEqual([[], '[{},{}]', false])

  await using full = await visit('/shoe')
  await full.context.setOffline(true)
  await full.page.evaluate(() => window.shop.listener.track('one'))
  await hide(full.page)
  expect(await full.stored()).toContain('one')
  await full.page.evaluate(() => window.shop.listener.setConsent('none'))
  expect(await full.stored()).toBe('[{},{}]')
  await full.context.setOffline(false)
  const { sent } = full
  const before = sent.length
  await full.page.click('.buy')
  await hide(full.page)
  expect(sent).toHaveLength(before)
})
