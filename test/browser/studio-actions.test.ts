import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

const screenshots = process.env.PARLEY_SCREENSHOTS

const files = {
  'solution.ts': `import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'letters',
  start: 'main',
  params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
  secrets: ['braze_api_key'],
})
`,
  'flows/main.flow.json': JSON.stringify({
    format: 1,
    start: 'track',
    variables: { plan: { type: 'text' } },
    nodes: {
      track: {
        kind: 'braze-track',
        mode: 'queue',
        attributes: { first_name: "'Ada'", favourite_plan: "'gold'" },
        to: { next: 'bye' },
      },
      bye: { kind: 'end', text: 'Thank you!' },
    },
  }),
}

let folder: string
let studio: StudioRun

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-letters-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  studio = await startStudio({ solution: folder })
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

// Whoever is still there would be seen by the next.
afterEach(async () => {
  for (const context of studio.browser.contexts()) await context.close()
})

/** Clean for axe, light and dark, and kept as pictures where somebody wants to look at it. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    if (screenshots === undefined) continue
    await mkdir(screenshots, { recursive: true })
    await page.screenshot({ path: join(screenshots, `studio-actions-${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The page as people get it, with its content security policy, and what went wrong in it. */
async function openStrict(path: string): Promise<{ readonly page: Page; readonly wrong: string[] }> {
  const page = await studio.open(path)
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
  return { page, wrong }
}

test('an action is written with completion, run in the isolation, and its request seen', async () => {
  const { page, wrong } = await openStrict('/s/letters/actions')
  await page.getByRole('button', { name: 'New action' }).first().click()
  await page.getByLabel('What should it do?').fill('users.track')
  await page.getByRole('button', { name: /users\.track .*POST \/users\/track$/ }).click()
  await page.getByRole('button', { name: 'Add the action' }).click()

  const code = page.getByRole('textbox', { name: 'Code of actions/users-track.ts' })
  // The element that takes the keys has no size.
  await code.waitFor({ state: 'attached' })
  await page.getByText("log.info('Braze answered', answer)").waitFor()
  // By keys: where a click lands depends on whether the editor still moves its lines.
  await code.focus()
  await page.keyboard.press('Control+End')
  for (let line = 0; line < 4; line++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  const mistaken = '; const n: number = payload.email'
  await page.keyboard.type(mistaken)
  // As tsc would say it.
  const mistake = page.getByText("Type 'string' is not assignable to type 'number'.").first()
  await mistake.waitFor()
  // Key by key: how much one step back takes depends on how fast it was typed.
  for (const _key of mistaken) await page.keyboard.press('Backspace')
  await mistake.waitFor({ state: 'detached' })
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  // All at once: whether the editor closes a bracket that is typed depends on whether it has coloured the line yet.
  await page.keyboard.insertText("log.info('wrote', payload.fir)")
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+Space')
  await page.getByRole('option', { name: /^first_name/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText("log.info('wrote', payload.first_name)").waitFor()

  await page.getByLabel('Sample payload').fill('{ "email": "grace@example.com", "first_name": "Grace" }')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Try it' })
  await panel.getByText('success', { exact: true }).waitFor()
  await panel.getByText(/wrote Grace/).waitFor()
  await panel.getByText(/POST \/users\/track/).click()
  await panel.getByText(/"attributes_processed": 1/).waitFor()

  await page.getByRole('link', { name: 'Braze', exact: true }).click()
  await page.getByRole('tab', { name: 'Requests' }).click()
  await page
    .getByRole('button', { name: /POST \/users\/track/ })
    .first()
    .click()
  await page
    .getByRole('region', { name: 'Sent' })
    .getByText(/grace@example\.com/)
    .waitFor()
  expect(wrong).toEqual([])
})

test('a refused delivery waits with its reason, is mended and sent again', async () => {
  const { url, sandboxUrl } = studio.parley
  const post = (address: string, body: object) =>
    fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  await post(`${sandboxUrl}/__sandbox/faults`, { endpoint: 'POST /users/track', status: 400, times: 1 })
  const contact = { external_id: 'ada-1' }
  const started = await post(`${url}/v1/conversations`, { solution: 'letters', environment: 'sandbox', contact })
  expect(started.status).toBe(201)

  const owner = await studio.person('owner')
  await expect
    .poll(async () => (await owner.ask('GET', '/solutions/letters/dead-letters')).body, { timeout: 20_000 })
    .toMatchObject({ dead_letters: [{ node: 'track', action: 'braze.users.track' }] })

  const page = await studio.open('/s/letters/braze?part=letters', { bypassCSP: true })
  const given = page.getByRole('list', { name: 'Given up' })
  await given.getByRole('button').first().click()
  await page.getByText(/What to do/).waitFor()
  await look(page, 'letters')
  await page.getByRole('button', { name: 'Change what is sent' }).click()
  const input = page.getByRole('textbox', { name: 'What is sent' })
  await input.fill((await input.inputValue()).replace('gold', 'silver'))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByText(/silver/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Send 1 again' }).last().click()
  await page.getByText('Nothing was given up').waitFor()
  await expect
    .poll(async () => (await fetch(`${sandboxUrl}/__sandbox/profiles/ada-1`)).json(), { timeout: 20_000 })
    .toMatchObject({ custom_attributes: { favourite_plan: 'silver' } })
})

test('what is written is mapped, changed in place, and the pages are clean', async () => {
  const page = await studio.open('/s/letters/braze', { bypassCSP: true })
  await page.getByRole('row', { name: /first_name/ }).waitFor()
  await page.getByRole('button', { name: 'Add an attribute' }).click()
  await page.getByRole('button', { name: /Which attribute/ }).click()
  await page.getByRole('option', { name: /home_city/ }).click()
  await page.getByRole('textbox', { name: /^Value/ }).fill("'London'")
  await look(page, 'mapping-dialog')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('row', { name: /home_city.*London.*main \/ track/ }).waitFor()
  await look(page, 'mapping')
  for (const part of ['Data points', 'Requests', 'Connection']) {
    await page.getByRole('tab', { name: part }).click()
    if (part === 'Connection') {
      await page.getByRole('button', { name: 'Check the connection' }).click()
      await page.getByText('Connected. Braze knows the key.').waitFor()
    }
    await look(page, part.toLowerCase().replace(' ', '-'))
  }
  await page.getByRole('link', { name: 'Actions', exact: true }).click()
  await page.getByRole('link', { name: 'solution.ts' }).click()
  await page.getByRole('textbox', { name: 'Code of solution.ts' }).waitFor({ state: 'attached' })
  await look(page, 'code')
})

test('who may not write code reads and tries it', async () => {
  const page = await studio.open('/s/letters/actions/solution.ts', { role: 'designer' })
  await page.getByText('You may read and try this code.').waitFor()
  expect(await page.getByRole('button', { name: 'New action' }).count()).toBe(0)
  const designer = await studio.person('designer')
  const ran = await designer.ask('POST', '/solutions/letters/actions/run', {
    action: 'braze.users.track',
    payload: { attributes: [{ external_id: 'x', first_name: 'X' }] },
  })
  expect(ran).toMatchObject({ status: 200, body: { outcome: 'success' } })
  const analyst = await studio.person('analyst')
  const refused = await analyst.ask('POST', '/solutions/letters/actions/run', { action: 'a' })
  expect(refused.status).toBe(403)
})
