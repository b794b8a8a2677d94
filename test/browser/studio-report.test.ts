import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeAskingSolution } from '../support/asking-solution.ts'
import { violations } from '../support/axe.ts'
import { runParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let solution: Awaited<ReturnType<typeof writeAskingSolution>>
let studio: StudioRun

beforeAll(async () => {
  solution = await writeAskingSolution()
  studio = await startStudio({ solution: solution.folder })
})
afterAll(async () => {
  await studio?.close()
  await solution.remove()
})

const screenshots = process.env.PARLEY_SCREENSHOTS

/** The page is clean for axe, light and dark, and is kept as pictures where somebody wants to look at it. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    if (screenshots === undefined) continue
    await mkdir(screenshots, { recursive: true })
    await page.screenshot({ path: join(screenshots, `studio-report-${name}-${colorScheme}.png`), fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const tile = (page: Page, label: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })

test('three conversations, counted, painted, found and taken along', async () => {
  const problems: string[] = []
  const page = await studio.open('/s/asking/report?environment=sandbox', { bypassCSP: true, height: 1400 })
  page.on('pageerror', (error) => problems.push(String(error)))
  // The first page waits for the Studio to be built.
  page.setDefaultTimeout(90_000)

  // Nothing yet: it is said how a first conversation comes about.
  await page.getByRole('heading', { name: 'No conversations in this time' }).waitFor()
  await page.getByRole('link', { name: 'Versions and preview link' }).waitFor()
  await look(page, 'empty')

  // One completes with a rating of 4, one stops at the card, one is still asked for the name.
  const ada = await arrive(studio.parley.url, { solution: 'asking', page: { utm: { campaign: 'spring' } } })
  for (const words of ['Ada', '4711-0815', '4']) await ada.says(words)
  const min = await arrive(studio.parley.url, { solution: 'asking' })
  await min.says('환불을 받고 싶어요')
  await arrive(studio.parley.url, { solution: 'asking' })
  const owner = await studio.person('owner')
  const path = '/solutions/asking/report/overview?environment=sandbox'
  await vi.waitFor(
    async () => {
      const { body } = await owner.ask('GET', path)
      expect((body as { readonly period: object }).period).toMatchObject({ started: 3, completed: 1, abandoned: 1 })
    },
    { timeout: 15_000, interval: 100 },
  )

  // The figures.
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await tile(page, 'Conversations').getByText('3', { exact: true }).waitFor()
  await tile(page, 'Completed').getByText('50%').waitFor()
  await tile(page, 'Given up').getByText('50%').waitFor()
  await tile(page, 'Rating').getByText('1 given, out of 5').waitFor()
  await page.locator('.recharts-bar-rectangle').first().waitFor()
  await page.getByRole('button', { name: 'spring' }).waitFor()
  await look(page, 'overview')
  await page.getByRole('button', { name: 'Show as a table' }).first().click()
  await page.getByRole('cell', { name: '3', exact: true }).first().waitFor()

  // The ways, painted on the flow, and the same as a table.
  await page.getByRole('link', { name: 'Ways through the flow' }).click()
  const card = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'card' }) })
  await card.getByText('2 (2)').waitFor()
  await card.getByText('next: 1 (50%)').waitFor()
  await page.getByText('2 · −1 (50%)').first().waitFor()
  await look(page, 'ways')

  // Where people stop, and who stopped there.
  await page.getByRole('link', { name: 'Drop-off' }).click()
  await page.getByRole('rowheader', { name: 'main.card' }).waitFor()
  await look(page, 'drop-off')
  await page.getByRole('link', { name: /Read the conversations that were given up at card/ }).click()
  await page.getByRole('link', { name: /환불을 받고 싶어요/ }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').count()).toBe(1)

  // What was said is found, in any script, and what is sensitive is not shown.
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByLabel('Search what was said').fill('환불')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('link', { name: /환불을 받고 싶어요/ }).waitFor()
  await page.getByLabel('Search what was said').fill('Ada')
  await page.getByRole('button', { name: 'Find' }).click()
  await page.getByRole('link', { name: /Ada/ }).click()
  await page.getByRole('img', { name: 'Sensitive: nobody sees this here' }).first().waitFor()
  expect(await page.content()).not.toContain('4711-0815')
  await page.getByRole('article').getByText('4', { exact: true }).first().waitFor()
  await look(page, 'transcript')

  // Taken along.
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'JSON, for programs' }).click()
  const file = await (await coming).path()
  const rows = JSON.parse(await readFile(file, 'utf8')) as readonly { readonly text: string }[]
  expect(rows.map(({ text }) => text)).toContain('•••')
  expect(JSON.stringify(rows)).not.toContain('4711-0815')
  expect(problems).toEqual([])
  await page.context().close()
})

test('two versions are compared', async () => {
  const file = join(solution.folder, 'flows/main.flow.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('Your card?', 'Your card, please?'))
  const deploy = ['deploy', solution.folder, '--environment', 'sandbox', '--server', studio.parley.url]
  expect(await runParley(deploy, { PARLEY_HOME: studio.parley.home })).toMatchObject({ code: 0 })
  const bob = await arrive(studio.parley.url, { solution: 'asking' })
  for (const words of ['Bob', '1234', '2']) await bob.says(words)
  const page = await studio.open('/s/asking/report?environment=sandbox&view=compare', { bypassCSP: true, height: 1000 })
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await page.getByRole('columnheader', { name: 'Version 2' }).first().waitFor()
  expect(await row('Completed').getByRole('cell').allTextContents()).toEqual(['100%', '50%', '+50'])
  expect(await row('Rating').getByRole('cell').allTextContents()).toEqual(['2', '4', '-2'])
  expect(await row('main.card').getByRole('cell').allTextContents()).toEqual(['0%', '50%', '-50'])
  await look(page, 'compare')
  await page.getByRole('link', { name: 'Braze deliveries' }).click()
  await page.getByText('No node of this solution wrote to Braze in this time.').waitFor()
  await look(page, 'delivery')
  await page.context().close()
})

test('who may not read reports is told so, by page and by API', async () => {
  const agent = await studio.person('agent')
  expect(await agent.ask('GET', '/solutions/asking/report/overview')).toMatchObject({
    status: 403,
    body: { code: 'not-permitted' },
  })
  expect((await agent.ask('GET', '/solutions/asking/transcripts')).status).toBe(200)
  const page = await studio.open('/s/asking/report', { role: 'agent' })
  await page.getByText('Reports are not for your role').waitFor()
  await page.context().close()
})

test('the pages speak Korean', async () => {
  const page = await studio.open('/s/asking/report?environment=sandbox', { bypassCSP: true, height: 1400 })
  await page.evaluate(() => localStorage.setItem('parley.studio.language', 'ko'))
  await page.reload()
  await page.getByRole('heading', { name: '보고서' }).waitFor()
  await page.getByText('끝난 대화 중 끝까지 도달').waitFor()
  await look(page, 'korean')
})
