import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { Designer } from '../support/designer.ts'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { sandboxControls } from '../support/sandbox.ts'
import { welcomeLink } from '../support/studio.ts'

let parley: ParleyProcess
let browser: Browser
let context: BrowserContext
let page: Page
let dora: Designer
const complaints: string[] = []
const screenshots = process.env.PARLEY_SCREENSHOTS

beforeAll(async () => {
  // What an operator sets before anything can be published to prod; the sandbox takes the place of Braze.
  const env = { PARLEY_SECRET_PROD_BRAZE_API_KEY: 'sandbox-key' }
  ;[parley, browser] = await Promise.all([startParley({ env }), launchBrowser()])
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page = await context.newPage()
  // The first page waits for the Studio to be built, and a busy machine takes its time.
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => complaints.push(String(error.stack)))
  dora = new Designer(page)
})

afterAll(async () => {
  await browser?.close()
  await parley?.dispose()
})

/** Kept as pictures, light and dark, where somebody wants to look. */
async function look(name: string): Promise<void> {
  if (screenshots === undefined) return
  await mkdir(screenshots, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(screenshots, `studio-demo-${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The canvas and the settings of its nodes, as the documentation shows them. */
async function portray(): Promise<void> {
  if (screenshots === undefined) return
  await page.getByRole('button', { name: 'Find' }).click()
  await page.keyboard.type('operating')
  await page
    .getByRole('option', { name: /operating_system/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'The question' }).waitFor()
  for (let times = 0; times < 2; times += 1) await page.getByRole('button', { name: 'Zoom out' }).click()
  await look('canvas')
  await dora.node(/^Braze: track/).click({ position: { x: 40, y: 8 } })
  await page.getByText('Attributes', { exact: true }).waitFor()
  await look('inspector')
}

async function say(chat: Page, question: string, words: string): Promise<void> {
  await chat.getByRole('log').getByText(question).first().waitFor()
  await chat.getByLabel('Your answer').fill(words)
  await chat.keyboard.press('Enter')
}

// One walk: each step goes on from where the one before it left off, and there is nothing to go on from after one that failed.
let isLost = false
beforeEach(({ skip }) => skip(isLost, 'an earlier step failed'))
afterEach(({ task }) => {
  isLost ||= task.result?.state === 'fail'
})

describe('somebody who cannot program makes the demo from nothing', { sequential: true }, () => {
  it('comes in by the printed link and begins an empty solution', async () => {
    await page.goto(await welcomeLink(parley))
    await page.getByLabel('Your name').fill('Dora')
    await page.getByLabel('E-mail address').fill('dora@example.com')
    await page.getByLabel('New password').fill('a long enough password of a test')
    await page.getByLabel('New password').press('Enter')
    await page.getByRole('button', { name: 'New solution' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the solution').fill('sign-up')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'How should the conversation begin?' }).waitFor()
  })

  it('asks six questions; variables take their names and types from what is asked', async () => {
    await page.getByRole('button', { name: /^Ask a question/ }).click()
    await dora.question('What is your **first name**?', 'First name')
    await dora.ask('Nice to meet you, {{ first_name }}. And your **last name**?', 'Last name')
    await dora.ask('Which **e-mail address** may we use?', 'E-mail', /^E-mail address/)
    await dora.ask('When is your **birthday**?', 'Date of birth', /^Date/)
    await dora.open('Checks')
    await dora.type(/^Last day/, 'today')
    await dora.ask('Which **city** do you live in?', 'Home city')
    await dora.ask('Last one: which **operating system** do you use most?', 'Operating system', /^One choice/)
    await dora.offer(['iOS', 'Android', 'Windows', 'macOS', 'Linux'])
    await dora.settings.getByRole('list', { name: 'Choices' }).getByText('macOS', { exact: true }).waitFor()
  })

  it('sends them to Braze with an event, and goes on with what Braze answers', async () => {
    await dora.add('braze: track')
    for (const name of ['first_name', 'last_name', 'email', 'dob', 'home_city', 'operating_system'])
      await dora.attribute(name)
    await dora.settings.getByRole('button', { name: 'Add an event' }).click()
    await dora.type('Name of the event', 'Completed Signup Chat')
    await dora.open('About whom')
    await dora.choose(/How Braze knows the person/, /^External id, or else/)
    await dora.name('Send to Braze')

    await dora.end('Thank you, {{ first_name }}! You are all set.', 'completed', 'Thanks')
    await dora.node(/^Braze: track/).click({ position: { x: 60, y: 12 } })
    await dora.add('ask')
    await dora.type('The question', 'I am sorry, {{ first_name }}: that did not work. Shall I try again?')
    await dora.choose(/What it takes for an answer/, /^One choice/)
    await dora.offer(['Try again', 'No, thank you'])
    await dora.name('Apology')
    await dora.choose(/Try again: leads to/, /^send_to_braze/)
    await dora.end('Thank you for your patience, {{ first_name }}. Please come back later.', 'not-sent', 'Later')
    await page.getByRole('button', { name: /^Problems 0/ }).waitFor()
    await portray()
  })

  it('hides what is private, and says when a silent visitor is given up', async () => {
    await dora.canvas.press('Escape')
    await dora.settings.getByRole('tab', { name: 'Variables' }).click()
    await dora.open('date_of_birth')
    await dora.settings.getByText('Never logged').filter({ visible: true }).click()
    await dora.settings.getByRole('tab', { name: 'Flow' }).click()
    await dora.open('When nobody answers')
    await dora.settings.getByRole('button', { name: 'Add a rule' }).click()
    await dora.type('After a silence of', '20s')
    await dora.choose(/What happens/, /^Give the conversation up/)
    await page.getByRole('button', { name: /^Problems 0/ }).waitFor()
  })

  it('tries it in the simulator, first with a Braze that fails, then with the sandbox', async () => {
    await page.getByRole('tab', { name: 'Simulator' }).click()
    await page.getByRole('button', { name: 'Start the conversation' }).click()
    for (const words of ['Ada', 'Lovelace', 'ada@example.com', '3 May 1990', 'London']) await dora.answer(words)
    await dora.simulator.getByRole('button', { name: 'macOS' }).click()
    await dora.simulator.getByRole('button', { name: /Outcome$/ }).click()
    await page.getByRole('option', { name: 'error' }).click()
    await dora.simulator.getByRole('button', { name: 'Go on' }).click()
    await dora.simulator.getByText('I am sorry, Ada: that did not work.').waitFor()
    await dora.simulator.getByRole('button', { name: 'Try again' }).click()
    await dora.simulator.getByRole('button', { name: 'Run it against the sandbox' }).click()
    await dora.simulator.getByText('Thank you, Ada! You are all set.').waitFor()
    const [ada] = await sandboxControls(parley.sandboxUrl).profiles()
    expect(ada).toMatchObject({ email: 'ada@example.com', dob: '1990-05-03' })
    await look('simulator')
  })

  it('records that as a test, which passes', async () => {
    await dora.simulator.getByRole('button', { name: 'Record as a test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What it shows').fill('A visitor signs up with the second try')
    await dialog.getByRole('button', { name: 'Save the test' }).click()
    await dialog.waitFor({ state: 'detached' })
    await dora.go('Tests')
    await page.getByText('1 passed, 0 failed').waitFor()
    await look('tests')
  })

  it('is told that prod does not know where Braze is, says so, and publishes', async () => {
    await dora.go('Versions')
    await page.getByRole('button', { name: 'Publish …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^Prod/ }).check({ force: true })
    await dialog.getByText('in prod nobody says where that is').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    await dora.go('Settings')
    const address = page.getByRole('group', { name: 'braze_url' }).getByRole('textbox', { name: 'prod' })
    await address.fill('parley:braze-sandbox')
    await address.press('Tab')
    await dora.go('Versions')
    await dora.publish('Sandbox', 'The first sign-up')
    await dora.publish('Prod', 'For everybody')
    await look('versions')
  })

  it('chats with it on the real page, and finds the profile in Braze; two others leave in the middle', async () => {
    const opened = context.waitForEvent('page')
    await page.getByRole('link', { name: 'Chat with it' }).last().click()
    const chat = await opened
    expect(chat.url()).toContain('environment=prod')
    await say(chat, 'first name', 'Grace')
    await say(chat, 'last name', 'Hopper')
    await say(chat, 'e-mail address', 'grace@example.com')
    await say(chat, 'birthday', '9 December 1980')
    await say(chat, 'city', 'Arlington')
    await chat.getByRole('button', { name: 'Linux' }).click()
    await chat.getByRole('log').getByText('Thank you, Grace! You are all set.').waitFor()
    const profiles = await sandboxControls(parley.sandboxUrl).profiles()
    expect(profiles.find(({ email }) => email === 'grace@example.com')).toMatchObject({
      first_name: 'Grace',
      last_name: 'Hopper',
      dob: '1980-12-09',
      home_city: 'Arlington',
      custom_attributes: { operating_system: 'Linux' },
      custom_events: [{ name: 'Completed Signup Chat', count: 1 }],
    })

    for (const name of ['Min', 'Jo']) {
      const visitor = await browser.newContext({ locale: 'en-GB' })
      const other = await visitor.newPage()
      await other.goto(chat.url())
      await say(other, 'first name', name)
      await say(other, 'last name', 'Kim')
      await other.getByRole('log').getByText('e-mail address').waitFor()
      await visitor.close()
    }
    await chat.close()
  })

  it('sees on the Braze page what is written, and what was sent', async () => {
    await dora.go('Braze')
    await page.getByRole('row', { name: /^dob/ }).getByText('date_of_birth').waitFor()
    await look('braze')
    await page.getByRole('tab', { name: 'Requests' }).click()
    await page.getByText('/users/track').first().waitFor()
  })

  it('reads where people drop off, in figures and on the flow', async () => {
    await dora.go('Report')
    const refresh = page.getByRole('button', { name: 'Refresh now' })
    await vi.waitFor(
      async () => {
        await refresh.click()
        const figure = page.locator('dl > div').filter({ has: page.locator('dt', { hasText: /^Given up$/ }) })
        expect(await figure.first().textContent()).toContain('67%')
      },
      { timeout: 60_000, interval: 500 },
    )
    await look('report')
    await page.getByRole('link', { name: 'Ways through the flow' }).click()
    await dora.node(/^Ask: Which e-mail address.* 3 · −2 \(67%\)/).waitFor()
    await look('ways')
    await page.getByRole('link', { name: 'Drop-off' }).click()
    await page.getByRole('rowheader', { name: 'main.e_mail' }).waitFor()
    expect(complaints).toEqual([])
  })
})
