import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Shop, serveShop, tellBraze } from '../../examples/shop/serve.ts'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import { replaceIn, useDemoCopies } from '../support/demo-copy.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

const secret = 'a shop secret of at least 32 characters'

const copies = useDemoCopies()
let parley: ParleyProcess
let shop: Shop
let browser: Browser

beforeAll(async () => {
  // The two name each other: the shop is asked for its pages only when both are there.
  shop = await serveShop({
    port: 0,
    secret,
    get parley() {
      return parley.url
    },
  })
  const solution = await copies.copy('shop', 'examples/shop')
  // So that a busy machine is no slow Braze.
  await replaceIn(join(solution, 'solution.ts'), "wait: '300ms'", "wait: '5s'")
  parley = await startParley({
    solution,
    env: { PARLEY_SECRET_SANDBOX_IDENTITY_KEY: secret, PARLEY_ALLOWED_ORIGINS: shop.url },
  })
  await tellBraze(parley.sandboxUrl)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await shop?.close()
  await parley?.dispose()
})

/** `PARLEY_SCREENSHOTS=<folder>` keeps pictures of what was seen. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PARLEY_SCREENSHOTS
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `shop-${name}.png`) })
}

interface Visit {
  readonly page: Page
  /** What the page and the browser complained of, the content security policy included. */
  readonly complaints: readonly string[]
  /** What was sent to the platform, as text. */
  readonly sent: readonly string[]
  close(): Promise<void>
}

async function visit(viewport: { readonly width: number; readonly height: number }, bypassCSP = false): Promise<Visit> {
  const context = await browser.newContext({ viewport, bypassCSP })
  const page = await context.newPage()
  const complaints: string[] = []
  const sent: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (request.url().startsWith(parley.url)) sent.push(`${request.url()} ${request.postData() ?? ''}`)
  })
  return { page, complaints, sent, close: () => context.close() }
}

describe.each([
  ['phone', { width: 375, height: 740 }],
  ['desktop', { width: 1280, height: 800 }],
])('the demo shop on a %s', (device, viewport) => {
  it('asks for consent, keeps a basket and signs people in, under a strict policy', async () => {
    const { page, complaints, close } = await visit(viewport)
    const answer = await page.goto(shop.url)
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'")
    await page.getByText('Your visit, your choice.').waitFor()
    await picture(page, `home-${device}`)
    await page.getByRole('button', { name: 'Only what the chat needs' }).click()
    await page.getByRole('link', { name: 'Lochan 2 tent' }).click()
    expect(await page.getByText('Your visit, your choice.').isVisible()).toBe(false)
    await page.getByRole('button', { name: '2 persons, two vestibules' }).click()
    await page.getByRole('button', { name: 'Add to basket' }).click()
    await page.getByText('Lochan 2 tent is in your basket.').waitFor()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Signed in as Ada Lovelace').waitFor()
    await picture(page, `tent-${device}`)
    await page.getByRole('link', { name: 'Basket (1)' }).click()
    await page.getByText('Signed in as Ada Lovelace').waitFor()
    expect(await page.locator('#total').textContent()).toBe('389.00 EUR')
    await picture(page, `basket-${device}`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  it('has pages that everybody can use', async () => {
    const { page, close } = await visit(viewport, true)
    for (const path of ['/', '/tent.html', '/boots.html', '/basket.html']) {
      await page.goto(`${shop.url}${path}`)
      await page.getByText('Your visit, your choice.').waitFor()
      expect([path, await violations(page)]).toEqual([path, []])
    }
    await close()
  })

  it('has a chat that knows the page and, signed in, the person', async () => {
    const { page, complaints, close } = await visit(viewport)
    await page.goto(`${shop.url}/tent.html`)
    await page.getByRole('button', { name: 'All of it' }).click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Signed in as Ada Lovelace').waitFor()
    await page.getByRole('button', { name: 'Ask us' }).click()
    await page.getByText('Hello Ada! The Lochan 2 tent is 389 EUR, and we have it in stock.').first().waitFor()
    await page.getByText('As a Summit member you get it tomorrow in London').first().waitFor()
    await picture(page, `chat-${device}`)
    // Who signs out takes their name, and the conversation, along.
    await page.evaluate(() => document.querySelector<HTMLButtonElement>('#sign-out')?.click())
    await page.getByRole('button', { name: 'Ask us' }).click()
    await page.getByText('Hello! The Lochan 2 tent is 389 EUR, and we have it in stock.').first().waitFor()
    expect(await page.getByText('Ada').filter({ visible: true }).count()).toBe(0)
    expect(complaints).toEqual([])
    await close()
  })

  it('has a chat that never gets what is typed into the shop’s own fields', async () => {
    const { page, sent, close } = await visit(viewport)
    await page.goto(`${shop.url}/basket.html`)
    await page.getByRole('button', { name: 'All of it' }).click()
    await page.getByLabel('Card number').fill('4111 1111 1111 1111')
    await page.getByLabel('Street').fill('12 Secret Lane')
    await page.getByRole('button', { name: 'Ask us' }).click()
    await page.getByText('What would help you most?').first().waitFor()
    await page.goto(`${shop.url}/boots.html`)
    await expect.poll(() => sent.length).toBeGreaterThan(2)
    expect(sent.join()).not.toMatch(/4111|Secret/)
    await close()
  })
})
