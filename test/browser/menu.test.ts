import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

let parley: ParleyProcess
let browser: Browser

beforeAll(async () => {
  parley = await startParley({ solution: 'examples/korean-english' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
})

/** Where pictures are kept, for who wants to look. */
const pictures = process.env.PARLEY_SCREENSHOTS

describe('the persistent menu', () => {
  it('is at hand at any question, for the mouse, the keyboard and a screen reader', async () => {
    const page = await browser.newPage({ viewport: { width: 375, height: 740 }, locale: 'en-GB', bypassCSP: true })
    await page.goto(`${parley.url}/?solution=korean-english`)
    const log = page.getByRole('log')
    await log.getByText('Four short questions').waitFor()
    await page.getByRole('button', { name: 'Let’s begin' }).click()
    await log.getByText('What may we call you?').last().waitFor()
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await violations(page)).toEqual([])
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/menu.png` })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await log.getByText('Which language shall we speak?').waitFor()
    expect(await page.getByRole('list', { name: 'Menu' }).isVisible()).toBe(false)
    await page.reload()
    await log.getByText('Which language shall we speak?').waitFor()
    expect(await page.getByRole('button', { name: 'Menu' }).isVisible()).toBe(true)
    await page.close()
  })
})
