import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import { serveMedia } from '../support/media.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

let parley: ParleyProcess
let browser: Browser

beforeAll(async () => {
  parley = await startParley({ solution: 'examples/every-message' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Where the pictures of each step are kept, for who wants to look. */
const pictures = process.env.PARLEY_SCREENSHOTS

/** One person in front of the page. */
function createVisitor(page: Page, name: string) {
  const log = page.getByRole('log')
  let step = 0
  return {
    log,
    /** The bot has asked this, and nothing on the page is in anybody's way. */
    async sees(question: string): Promise<void> {
      await log.getByText(question).last().waitFor()
      step += 1
      if (pictures !== undefined)
        await page.screenshot({ path: `${pictures}/${name}-${String(step).padStart(2, '0')}.png` })
      expect({ question, violations: await violations(page) }).toEqual({ question, violations: [] })
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    },
    async types(answer: string): Promise<void> {
      await page.getByLabel('Your answer', { exact: true }).fill(answer)
      await page.keyboard.press('Enter')
    },
    presses: (label: string) => page.getByRole('button', { name: label, exact: true }).first().click(),
  }
}

describe.each([
  ['a phone', 'light', { width: 375, height: 740 }],
  ['a desktop', 'dark', { width: 1280, height: 800 }],
] as const)('every message on %s, %s', (device, colorScheme, viewport) => {
  it('is shown, answered and read by a machine', { timeout: 120_000 }, async () => {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      bypassCSP: true,
      geolocation: { latitude: 51.75, longitude: -1.25 },
      permissions: ['geolocation'],
    })
    await serveMedia(context)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${parley.url}/?solution=every-message`)
    const { log, sees, types, presses } = createVisitor(page, device.replace('a ', ''))

    await sees('What is your first name?')
    await log.getByRole('img', { name: 'A shop window with three bicycles' }).waitFor()
    await log.getByLabel('A tour of the workshop').waitFor()
    expect(await log.getByRole('link', { name: 'prices.pdf' }).getAttribute('href')).toMatch(/^https:/)
    expect(await log.getByRole('link', { name: 'Call us' }).getAttribute('href')).toBe('tel:+442079460000')
    await log.getByRole('link', { name: 'Open in a map' }).waitFor()
    await page.frameLocator('iframe[title="Opening hours"]').getByText('Mon to Sat').waitFor()

    // What a person types is repeated as it is: no link of theirs.
    await types('**Ada** [x](https://evil.example)')
    await sees('which e-mail address may we use?')
    await log.getByText('**Ada** [x](https://evil.example), which e-mail').waitFor()
    expect(await log.getByRole('link', { name: 'x', exact: true }).count()).toBe(0)

    await types('ada@example.com')
    await sees('And your phone number?')
    await types('07400 123456')
    await sees('How many of you ride?')
    await types('3')
    await sees('Which bike do you like best?')
    await presses('Try it for a day')
    await sees('In which colour?')
    expect(await log.getByRole('button', { name: 'This one' }).first().isDisabled()).toBe(true)
    await presses('Blue')

    await sees('Which frame size?')
    await page.getByLabel('Search the choices').fill('large')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await sees('Anything else with it?')
    await page.getByLabel('Lights').check()
    await page.getByLabel('Pump and tools').check()
    await presses('Done')
    await log.getByText('Lights, Pump and tools').waitFor()

    await sees('What would you like to spend?')
    await page.getByLabel('Your answer on the scale').fill('800')
    await presses('Send')
    await log.getByText('800 £').waitFor()
    await sees('When would you like to come')
    await page.getByLabel('Pick a day', { exact: true }).fill('2099-05-03')
    await presses('Send')
    await sees('And at what time?')
    await page.getByLabel('Pick a time', { exact: true }).fill('14:30')
    await presses('Send')
    await sees('When will you bring it back?')
    await page.getByLabel('Pick a day and a time').fill('2099-05-04T09:00')
    await presses('Send')
    await sees('Where shall we deliver?')
    await presses('Share my location')

    await sees('Please send a photo')
    await page
      .getByLabel('A file')
      .setInputFiles({ name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<html>') })
    await presses('Send')
    await sees('A file of this kind cannot be taken here.')
    await page.getByLabel('A file').setInputFiles({ name: 'old bike.png', mimeType: 'image/png', buffer: png })
    await presses('Send')
    await log.getByRole('img', { name: 'old bike.png' }).waitFor()

    await sees('A few details for the invoice')
    await page.getByLabel('VAT number').fill('nonsense')
    await page.getByLabel('Country').selectOption('ie')
    await presses('Send details')
    await sees('Please check what is marked')
    expect(await page.getByLabel('Country').inputValue()).toBe('ie')
    expect(await page.getByLabel('VAT number').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('VAT number').fill('GB123456')
    await page.getByLabel('Date of birth').fill('1990-05-03')
    await page.getByLabel('by letter').check()
    await presses('Send details')

    await sees('Pick your saddle on this page.')
    await page.frameLocator('iframe[title="Choose a saddle"]').getByRole('button', { name: 'Leather' }).click()
    await sees('How was this conversation?')
    await presses('5 of 5')
    await log.getByText('We wait for you on 2099-05-03 at 14:30.').waitFor()

    // Everything is there again after a reload.
    await page.reload()
    await log.getByRole('img', { name: 'old bike.png' }).waitFor()
    await log.getByText('Lights, Pump and tools').waitFor()
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})
