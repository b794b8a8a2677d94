import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun

beforeAll(async () => {
  studio = await startStudio()
  const owner = await studio.person('owner')
  const { body } = await owner.ask('GET', '/solutions')
  const { templates } = body as { readonly templates: readonly { readonly id: string }[] }
  const made = await owner.ask('POST', '/solutions', {
    name: 'simulated',
    from: { kind: 'template', template: templates.find(({ id }) => id === 'braze-signup')?.id ?? templates[0]?.id },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
})

afterAll(() => studio.close())

const screenshots = process.env.PARLEY_SCREENSHOTS

const found: string[] = []

/** Clean for axe, light and dark, and kept as pictures where somebody wants to look at them. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (screenshots !== undefined) {
      await mkdir(screenshots, { recursive: true })
      await page.screenshot({ path: join(screenshots, `studio-${name}-${colorScheme}.png`) })
    }
    found.push(...(await violations(page)).map((each) => `${name}, ${colorScheme}: ${each}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The solution's canvas with the simulator beside it. */
async function openSimulator(): Promise<Page> {
  const page = await studio.open('/s/simulated', { bypassCSP: true, width: 1440, height: 900 })
  // The first page waits until the Studio has been built.
  await page.getByRole('tab', { name: 'Simulator' }).click({ timeout: 120_000 })
  return page
}

async function answer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await said(page, text)
}

const said = (page: Page, text: string | RegExp) =>
  page.getByRole('log', { name: 'Simulator' }).getByText(text).last().waitFor()

/** The demo's six answers, up to the action. */
async function answerAll(page: Page): Promise<void> {
  await answer(page, 'Ada')
  await answer(page, 'Lovelace')
  await answer(page, 'ada@example.com')
  await page.getByLabel('Date', { exact: true }).fill('1990-12-10')
  await page.getByRole('button', { name: 'Send: Date' }).click()
  await said(page, '1990-12-10')
  await answer(page, 'London')
  await page.getByRole('button', { name: 'Linux', exact: true }).click()
}

async function endWith(page: Page, outcome: string): Promise<void> {
  const pending = page.getByRole('region', { name: /How does .*track-user.* end/ })
  await pending.getByRole('button', { name: /Outcome/ }).click()
  await page.getByRole('option', { name: outcome, exact: true }).click()
  await pending.getByRole('button', { name: 'Go on' }).click()
}

test('the demo is simulated to its end, taken back in time and recorded', async () => {
  const page = await openSimulator()
  await look(page, 'simulator-empty')
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await said(page, 'Hello! Six short questions')
  await answerAll(page)
  await page.getByRole('heading', { name: /How does .*track-user.* end/ }).waitFor()
  await look(page, 'simulator-action')
  await endWith(page, 'error')
  await said(page, /something on our side did not work/)
  await page.getByRole('button', { name: 'Try again' }).click()
  await endWith(page, 'success')
  await said(page, 'Thank you, Ada! You are all set.')
  await said(page, 'outcome: completed')

  // What a turn did can be looked into.
  await page.getByRole('button', { name: 'What happened in turn 2' }).click()
  await page.getByRole('definition').filter({ hasText: 'Ada' }).first().waitFor()
  await look(page, 'simulator-details')

  // Back to the apology: another answer is another way.
  await page.getByRole('button', { name: 'Go back to turn 8' }).click()
  await page.getByText('You are at turn 8.').waitFor()
  await page.getByRole('button', { name: 'No, thank you' }).click()
  await page.getByText('You are at turn 8.').waitFor({ state: 'detached' })
  expect(await page.getByRole('log', { name: 'Simulator' }).getByText('Thank you, Ada! You are all set.').count()).toBe(
    0,
  )

  // Time passes without waiting.
  await page.getByRole('button', { name: 'Restart' }).click()
  await said(page, 'Hello! Six short questions')
  await page.getByRole('button', { name: /\d{4}/ }).last().click()
  await page.getByRole('button', { name: /Wait for the idle timer/ }).click()
  await said(page, 'Are you still there?')
  await answerAll(page)
  await endWith(page, 'success')
  await said(page, 'Thank you, Ada! You are all set.')

  await page.getByRole('button', { name: 'Record as a test' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What it shows').fill('A visitor who hesitates signs up')
  await dialog.getByText('Are you still there?').waitFor()
  await look(page, 'simulator-record')
  await dialog.getByRole('button', { name: 'Save the test' }).click()
  await page.getByText('Saved in tests/a-visitor-who-hesitates-signs-up.test.yaml.').waitFor()

  // The recorded story is run with the others, and what they go through is painted.
  await page.getByRole('link', { name: 'Tests' }).click()
  await page.getByRole('button', { name: /^passed A visitor who hesitates signs up/ }).waitFor()
  await page.getByText(/\d+ passed, 0 failed, \d+ not played/).waitFor()
  await page.getByRole('textbox', { name: /as text/ }).waitFor()
  await look(page, 'tests')
  await page.getByRole('button', { name: 'Paint on the canvas' }).click()
  await page.getByText('What the tests go through').waitFor()
  await look(page, 'coverage')
  await page.context().close()
})

test('actions run against the sandbox, and what they sent is seen', async () => {
  const page = await openSimulator()
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await said(page, 'Hello! Six short questions')
  await answerAll(page)
  await page.getByRole('button', { name: 'Run it against the sandbox' }).click()
  await said(page, 'Thank you, Ada! You are all set.')
  await page.getByRole('button', { name: 'What happened in turn 7' }).click()
  await page.getByText(/^Requests \d/).click()
  await page
    .getByText(/POST .*\/users\/track/)
    .first()
    .waitFor()
  await look(page, 'simulator-real')

  // Once said for every time, it is not asked about again.
  await page.getByRole('button', { name: 'Restart' }).click()
  await page.getByText('Thank you, Ada! You are all set.').waitFor({ state: 'detached' })
  await answerAll(page)
  await page.getByText('Do this every time').click()
  await page.getByRole('button', { name: 'Run it against the sandbox' }).click()
  await said(page, 'Thank you, Ada! You are all set.')
  await page.getByRole('button', { name: 'Restart' }).click()
  await page.getByText('Thank you, Ada! You are all set.').waitFor({ state: 'detached' })
  await answerAll(page)
  await said(page, 'Thank you, Ada! You are all set.')
  await page.context().close()
})

test('a conversation begins at a node, with what is known by then', async () => {
  const page = await openSimulator()
  await page.getByRole('button', { name: 'How it begins' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Begin at/ }).click()
  await page.getByRole('option', { name: 'thanks', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'first_name' }).fill('Grace')
  await look(page, 'simulator-beginning')
  await dialog.getByRole('button', { name: 'Begin anew' }).click()
  await said(page, 'Thank you, Grace! You are all set.')

  // A test of it begins there, too.
  await page.getByRole('button', { name: 'Record as a test' }).click()
  await page.getByText(/It begins at “thanks”, with the variables that were set\.$/).waitFor()
  await page.getByRole('dialog').getByLabel('What it shows').fill('Grace is thanked')
  await page.getByRole('dialog').getByText('node: thanks').waitFor()
  await look(page, 'simulator-record-node')
  await page.getByRole('button', { name: 'Save the test' }).click()
  await page.getByText('Saved in tests/grace-is-thanked.test.yaml.').waitFor()
  await page.getByRole('link', { name: 'Tests' }).click()
  await page.getByRole('button', { name: /^passed Grace is thanked/ }).waitFor()
  await page.context().close()
})

test('an edit of the flow is played at once, and a test that fails says where', async () => {
  const page = await openSimulator()
  await page.getByRole('button', { name: 'Start the conversation' }).click()
  await answer(page, 'Ada')
  await said(page, 'Nice to meet you, Ada.')

  // Somebody else edits a node; the conversation so far goes the way that it goes now.
  const owner = await studio.person('owner')
  const { body } = await owner.ask('GET', '/solutions/simulated/files')
  const path = 'flows/main.flow.json'
  const text = (body as { readonly files: { readonly [path: string]: string } }).files[path] ?? ''
  const edited = await owner.ask('PATCH', '/solutions/simulated/files', {
    files: { [path]: text.replace('Nice to meet you', 'Delighted to meet you') },
  })
  expect(edited.status, JSON.stringify(edited.body)).toBe(200)
  await said(page, 'Delighted to meet you, Ada.')
  await page.getByText('From here on it goes another way').waitFor()

  await page.getByRole('button', { name: 'Drawer at the bottom' }).click()
  await page.getByRole('tab', { name: 'Tests' }).click()
  const failed = page.getByRole('button', { name: /^failed / }).first()
  await failed.waitFor()
  await page.getByText('Delighted to meet you').last().waitFor()
  await look(page, 'tests-failed')
  await page
    .getByRole('button', { name: /^Show “\w+” on the canvas/ })
    .first()
    .click()

  // A mistake is found, and mended with one click that can be undone.
  await owner.ask('PATCH', '/solutions/simulated/files', {
    files: { [path]: text.replace('"next": "first_name"', '"next": "frist_name"') },
  })
  await page.getByRole('tab', { name: /Problems/ }).click()
  await page.getByRole('button', { name: /"frist_name" is not a node/ }).waitFor()
  await page.getByRole('button', { name: 'Fix …' }).first().click()
  await page.getByRole('button', { name: 'Apply: Lead it to "first_name"' }).waitFor()
  await look(page, 'problems')
  await page.getByRole('button', { name: 'Apply: Lead it to "first_name"' }).click()
  await page.getByText('No problems').waitFor()
  await page.context().close()
  expect(found).toEqual([])
})
