import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'

let browser: Browser
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await sandbox.close()
})

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(sandbox.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key' },
    body: JSON.stringify(body),
  })
  if (!response.ok && path.startsWith('/__sandbox')) throw new Error(await response.text())
}

async function fill(): Promise<void> {
  const hostile = '<img src=x onerror="document.title=1">'
  await post('/users/track', {
    attributes: [
      { external_id: 'ada', first_name: 'Ada', email: 'ada@example.com', plan: 'gold', note: hostile },
      { external_id: 'ben', email: 'ben@example.com' },
    ],
    events: [{ external_id: 'ada', name: 'signed_up', time: '2026-01-01T00:00:00Z' }],
  })
  await post('/users/track', { attributes: [{ first_name: 'nobody' }] })
  const card = (title: string) => ({ channel: 'content_cards', title })
  await post('/__sandbox/campaigns', { id: 'hello', name: 'Hello', messages: [card('Hi')] })
  await post('/__sandbox/canvases', {
    id: 'tour',
    name: 'Tour',
    steps: [
      { name: 'Welcome', messages: [card('Welcome, {{$' + '{first_name}}}')] },
      { name: 'A day', type: 'delay', delay_seconds: 86_400 },
      { name: 'Come back', messages: [card('Come back')] },
    ],
  })
  await post('/canvas/trigger/send', { canvas_id: 'tour', recipients: [{ external_user_id: 'ada' }] })
  await fetch(`${sandbox.url}/__sandbox/sends?settled=true`)
}

/** The page, with whatever it complains about. */
async function open(width: number, bypassCSP = true): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(sandbox.url)
  return { page, complaints }
}

describe.each([
  ['a desktop', 1280],
  ['a phone', 390],
])('the dashboard of the sandbox on %s', (_device, width) => {
  const choose = async (page: Page, view: string): Promise<void> => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click()
  }
  const list = (page: Page) => page.locator('.list')

  it('shows profiles, requests, campaigns, Canvases, sends, limits and faults', async () => {
    await fetch(`${sandbox.url}/__sandbox/reset`, { method: 'POST' })
    await fill()
    const { page, complaints } = await open(width)
    expect(await violations(page)).toEqual([])

    await page.getByLabel('Search profiles').fill('ada')
    await list(page).getByRole('link', { name: 'ben' }).waitFor({ state: 'detached' })
    await list(page).getByRole('link', { name: 'ada' }).click()
    const detail = page.getByRole('article')
    await detail.getByRole('heading', { name: 'Ada (ada)' }).waitFor()
    await detail.getByText('event signed_up').waitFor()
    await detail.getByText('<img src=x').waitFor()
    expect(await page.title()).toContain('Braze sandbox')
    expect(await violations(page)).toEqual([])

    await choose(page, 'Requests')
    await page.getByLabel('Only with errors or warnings').check()
    await list(page).getByRole('link', { name: '/canvas/trigger/send' }).waitFor({ state: 'detached' })
    await list(page).getByRole('link', { name: 'POST /users/track 400' }).click()
    await detail.getByText('"input_array"').waitFor()

    await choose(page, 'Campaigns and Canvases')
    await list(page).getByRole('link', { name: 'Tour' }).click()
    await detail.getByText('1 person waits here').waitFor()
    expect(await violations(page)).toEqual([])

    await choose(page, 'Sends')
    await list(page).getByRole('link', { name: 'Tour' }).click()
    await detail.getByText('Welcome, Ada').waitFor()
    await page.getByRole('button', { name: '+1 day' }).click()
    await detail.getByText('finished').waitFor()
    await detail.getByText('Come back').first().waitFor()
    expect(await violations(page)).toEqual([])

    await choose(page, 'Rate limits')
    await page.getByRole('cell', { name: 'users-track' }).or(page.getByText('No request has counted')).waitFor()

    await choose(page, 'Faults')
    await page.getByLabel('Endpoint').fill('POST /users/track')
    await page.getByLabel('Status to answer').fill('503')
    await page.getByLabel('Times').fill('1')
    await page.getByRole('button', { name: 'Add fault' }).click()
    await page.getByRole('cell', { name: 'status 503, times 1' }).waitFor()
    await page.getByLabel('Endpoint').fill('POST /nowhere')
    await page.getByRole('button', { name: 'Add fault' }).click()
    await page.getByRole('alert').getByText('must be').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear all faults' }).click()
    await page.getByText('None: the sandbox behaves.').waitFor()

    await choose(page, 'Settings')
    await page.getByLabel('Strict').check()
    await expect
      .poll(async () => (await (await fetch(`${sandbox.url}/__sandbox/settings`)).json()) as unknown)
      .toMatchObject({ strict: true })
    expect(await violations(page)).toEqual([])

    // What the controls refuse is told in the page, and no more than that in the console.
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
    await page.context().close()
  })
})

it('the dashboard does nothing that its own policy forbids', async () => {
  await fill()
  const { page, complaints } = await open(1280, false)
  for (const view of ['Profiles', 'Requests', 'Campaigns and Canvases', 'Sends']) {
    await page.getByRole('link', { name: view, exact: true }).click()
    await page.locator('.list a').first().click()
    await page.getByRole('article').getByRole('heading').first().waitFor()
  }
  for (const view of ['Rate limits', 'Faults', 'Settings']) {
    await page.getByRole('link', { name: view, exact: true }).click()
    await page.getByRole('region', { name: view }).waitFor()
  }
  expect(complaints).toEqual([])
  await page.context().close()
})
