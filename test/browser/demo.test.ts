import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { sandboxControls } from '../support/sandbox.ts'

let parley: ParleyProcess
let browser: Browser

beforeAll(async () => {
  parley = await startParley()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
})

describe.each([
  ['a phone', { width: 375, height: 740 }],
  ['a desktop', { width: 1280, height: 800 }],
])('the demo page on %s', (_device, viewport) => {
  it('walks a person through the sign-up, and what was typed is in Braze', async () => {
    const context = await browser.newContext({ viewport, bypassCSP: true })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${parley.url}/?external_id=browser-${viewport.width}`)

    const log = page.getByRole('log')
    const type = async (question: string, answer: string): Promise<void> => {
      await log.getByText(question).first().waitFor()
      await page.getByLabel('Your answer').fill(answer)
      await page.keyboard.press('Enter')
    }
    await type('first name', 'Ada')
    await type('last name', 'Lovelace')
    await type('e-mail address', 'ada@example')
    await log.getByText('does not look like an e-mail').waitFor()
    await type('does not look like', 'ada@example.com')
    await type('birthday', '3 May 1990')
    await page.reload()
    await type('city', 'London')
    await log.getByText('operating system').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Android' }).click()
    await log.getByText('Thank you, Ada! You are all set.').waitFor()

    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    expect(await sandboxControls(parley.sandboxUrl).profile(`browser-${viewport.width}`)).toMatchObject({
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      dob: '1990-05-03',
      home_city: 'London',
      custom_attributes: { operating_system: 'Android' },
    })
    await context.close()
  })
})
