import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ParleyQueue } from '@parley/widget'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

let parley: ParleyProcess
let browser: Browser
let host: Server
let hostUrl = ''
let context: BrowserContext

/** What the page of a brand notes while it is tested. */
interface Noted extends Window {
  Parley: ParleyQueue
  readonly told: string[]
  readonly violations: string[]
}

/** As strict as a brand's page can be: nothing runs or looks without the nonce, no text becomes code or markup. */
const policy = (): string =>
  [
    "default-src 'none'",
    "script-src 'nonce-n0nce'",
    "style-src 'nonce-n0nce'",
    `connect-src ${parley.url} ${parley.url.replace('http', 'ws')}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

const notes = `
  window.told = []; window.violations = []
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI))
  window.Parley = window.Parley || function () { (Parley.q = Parley.q || []).push(arguments) }
  for (const event of ['ready', 'open', 'close', 'message', 'first-message', 'end', 'error'])
    Parley('on', event, (detail) => told.push(event + (detail.message ? ' ' + detail.message.from : '') + (detail.code ? ' ' + detail.code : '')))
`

/** A page of a shop; `?boot=` holds what it boots with. */
function shopPage(url: URL): string {
  const boot = url.searchParams.get('boot')
  const booted = boot === null ? '' : `Parley('boot', ${JSON.stringify(JSON.parse(boot)).replaceAll('<', '\\u003c')})`
  const tag = url.searchParams.get('tag') ?? ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<script nonce="n0nce">${notes}${booted}</script>
<script nonce="n0nce" async src="${parley.url}/widget.js" ${tag}></script></head>
<body><h1>Bikes</h1><p>Fine bikes.</p><div id="here"></div></body></html>`
}

beforeAll(async () => {
  host = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy())
    response.end(shopPage(new URL(request.url ?? '/', hostUrl)))
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  parley = await startParley({ env: { PARLEY_ALLOWED_ORIGINS: hostUrl } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
  await new Promise((resolve) => void host.close(resolve))
})
afterEach(() => context.close())

const shop = { solution: 'braze-signup', environment: 'sandbox' }

interface Visit {
  readonly page: Page
  /** What the console said, errors only. */
  readonly errors: string[]
}

async function visit(boot: object | null, tag = '', fresh = true): Promise<Visit> {
  if (fresh) context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1100, height: 800 } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))
  const query = new URLSearchParams({ tag, ...(boot === null ? {} : { boot: JSON.stringify(boot) }) })
  await page.goto(`${hostUrl}/?${query}`)
  return { page, errors }
}

const told = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as Noted).told)
const violations = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as Noted).violations)
const command = (page: Page, ...call: unknown[]): Promise<void> =>
  page.evaluate((given) => (window as unknown as { Parley(...call: unknown[]): void }).Parley(...given), call)
const until = (page: Page, event: string): Promise<unknown> =>
  page.waitForFunction((name) => (window as unknown as Noted).told.includes(name), event)

/** Types an answer to the question that is open. */
async function answer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
}

describe('the widget on the page of a brand, under a strict policy', () => {
  it('is a launcher at first, and a conversation when it is opened; the page hears of all of it', async () => {
    const { page, errors } = await visit(shop)
    await until(page, 'ready')
    expect(await page.evaluate(() => document.querySelectorAll('parley-chat').length)).toBe(1)
    await page.getByRole('button', { name: /chat/i }).first().click()
    await page.getByText('first name').first().waitFor()
    await answer(page, 'Ada')
    await page.getByText('last name').first().waitFor()
    await until(page, 'first-message user')
    expect(await told(page)).toEqual(
      expect.arrayContaining(['ready', 'open', 'message bot', 'message user', 'first-message user']),
    )
    expect((await told(page)).filter((event) => event === 'first-message user')).toHaveLength(1)
    expect([await violations(page), errors]).toEqual([[], []])
  })

  it('has no globals but one, and puts one element on the page', async () => {
    const { page } = await visit(null)
    const before = await page.evaluate(() => Object.keys(window))
    await command(page, 'boot', shop)
    await until(page, 'ready')
    const after = await page.evaluate(() => Object.keys(window))
    expect(after.filter((name) => !before.includes(name))).toEqual([])
    const inBody = await page.evaluate(() => [...document.body.children].map(({ localName }) => localName))
    expect(inBody).toEqual(['h1', 'p', 'div', 'parley-chat'])
  })

  it('boots from its tag alone, inline where the tag says', async () => {
    const tag = 'data-solution="braze-signup" data-environment="sandbox" data-mode="inline" data-target="#here"'
    const { page } = await visit(null, tag)
    await page.getByText('first name').first().waitFor()
    expect(await page.evaluate(() => document.querySelector('#here > parley-chat') !== null)).toBe(true)
  })

  it('does what was asked before it had loaded, in that order', async () => {
    const { page } = await visit(null)
    await page.evaluate((options) => {
      const { Parley } = window as unknown as { Parley(...call: unknown[]): void }
      Parley('show')
      Parley('boot', options)
      Parley('hide')
      Parley('show')
    }, shop)
    await page.getByText('first name').first().waitFor()
    expect((await told(page)).filter((event) => event === 'open' || event === 'close')).toEqual([
      'open',
      'close',
      'open',
    ])
  })
})

describe('the commands', () => {
  it('show, hide and toggle the window, start over, and change the look', async () => {
    const { page } = await visit(shop)
    await until(page, 'ready')
    await command(page, 'show')
    await page.getByText('first name').first().waitFor()
    await command(page, 'hide')
    await page.getByRole('log').waitFor({ state: 'hidden' })
    await command(page, 'toggle')
    await answer(page, 'Ada')
    await page.getByText('last name').first().waitFor()
    await command(page, 'set', { title: 'Bike help' })
    await page.getByText('Bike help').first().waitFor()
    await command(page, 'restart')
    await page.getByText('last name').first().waitFor({ state: 'detached' })
    await page.getByText('first name').first().waitFor()
  })

  it('that are wrong say so on the console and throw nothing', async () => {
    const { page, errors } = await visit({ ...shop, theme: 'pink' })
    await until(page, 'ready')
    await command(page, 'fly')
    await command(page, 'set', { colour: 'red' })
    expect(errors).toEqual([
      'Parley: boot: theme must be "light" or "dark" or "auto", not "pink"',
      expect.stringContaining('there is no command "fly"'),
      expect.stringContaining('there is no option "colour"'),
    ])
  })

  it('boot of a solution that is not there says so, and puts nothing on the page', async () => {
    const { page, errors } = await visit({ solution: 'nothing' })
    await page
      .waitForEvent('console', { predicate: (message) => message.text().includes('Parley:'), timeout: 5000 })
      .catch(() => {})
    expect(errors.join('\n')).toContain('Parley: boot: The solution runs no version in this environment.')
    expect(await page.evaluate(() => document.querySelector('parley-chat'))).toBeNull()
  })

  it('boot again replaces; shutdown leaves nothing of the widget or the person', async () => {
    const { page } = await visit(shop)
    await until(page, 'ready')
    await command(page, 'show')
    await page.getByText('first name').first().waitFor()
    await answer(page, 'Ada')
    await page.getByText('last name').first().waitFor()
    await command(page, 'boot', { ...shop, mode: 'inline', target: '#here' })
    await page.locator('#here > parley-chat').getByText('last name').first().waitFor()
    expect(await page.evaluate(() => document.querySelectorAll('parley-chat').length)).toBe(1)
    await command(page, 'shutdown')
    expect(await page.evaluate(() => document.querySelectorAll('parley-chat').length)).toBe(0)
    expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([])
    await command(page, 'boot', { ...shop, mode: 'inline', target: '#here' })
    await page.getByText('first name').first().waitFor()
    expect(await page.getByText('last name').count()).toBe(0)
    // A logout at once after the page has come.
    await page.evaluate((options) => {
      const { Parley } = window as unknown as { Parley(...call: unknown[]): void }
      Parley('boot', options)
      Parley('shutdown')
    }, shop)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(await page.evaluate(() => document.querySelectorAll('parley-chat').length)).toBe(0)
    expect(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([])
  })
})

describe('the conversation', () => {
  it('goes on where it was after a reload, with the window open as it was', async () => {
    const { page } = await visit(shop)
    await until(page, 'ready')
    await command(page, 'show')
    await page.getByText('first name').first().waitFor()
    await answer(page, 'Ada')
    await page.getByText('last name').first().waitFor()
    await page.reload()
    await page.getByText('last name').first().waitFor()
    expect((await told(page)).filter((event) => event.startsWith('message'))).toEqual([])
  })

  it('is the same in two tabs, and moves in both', async () => {
    const { page: one } = await visit(shop)
    await until(one, 'ready')
    await command(one, 'show')
    await one.getByText('first name').first().waitFor()
    const { page: other } = await visit(shop, '', false)
    await until(other, 'ready')
    await command(other, 'show')
    await answer(one, 'Ada')
    await other.getByText('last name').first().waitFor()
    await command(other, 'restart')
    await one.getByText('last name').first().waitFor({ state: 'detached' })
    await one.getByText('first name').first().waitFor()
  })

  it('takes what is said without a network, and has it once when the network is back', async () => {
    const { page } = await visit(shop)
    await until(page, 'ready')
    await command(page, 'show')
    await page.getByText('first name').first().waitFor()
    await context.setOffline(true)
    await answer(page, 'Ada')
    await page.getByText('Ada').first().waitFor()
    expect(await page.getByText('last name').count()).toBe(0)
    await context.setOffline(false)
    await page.getByText('last name').first().waitFor()
    expect((await told(page)).filter((event) => event === 'message user')).toHaveLength(1)
  })
})
