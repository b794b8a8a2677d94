import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { useDemoCopies } from '../support/demo-copy.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
let folder: string
const copies = useDemoCopies()
const screenshots = process.env.PARLEY_SCREENSHOTS
const problems: string[] = []

beforeAll(async () => {
  folder = await copies.copy('demo')
  studio = await startStudio({ solution: folder })
})
afterAll(() => studio?.close())

async function open(role: 'owner' | 'designer' | 'analyst'): Promise<Page> {
  const page = await studio.open('/s/braze-signup', { role, bypassCSP: true })
  page.on('pageerror', (error) => problems.push(`${role}: ${error.stack}`))
  await is(page, role === 'analyst' ? 'read-only' : 'saved')
  return page
}

/** What the frame says of the document. */
const is = (page: Page, status: string): Promise<void> =>
  page.locator(`[data-status=${status}][data-unsaved=false]`).waitFor()

const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id$="${id}"]`)
const choose = async (page: Page, id: string): Promise<void> => {
  await card(page, id).click()
  await page.getByLabel('Note for your colleagues').waitFor()
}
const note = (page: Page) => page.getByLabel('Note for your colleagues')

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    if (screenshots !== undefined)
      await page.screenshot({ path: join(screenshots, `studio-together-${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('two people see each other, edit one node at once, and whoever is overwritten can take theirs back', async () => {
  const [olga, dan] = [await open('owner'), await open('designer')]
  await dan.getByRole('button', { name: /^Olga Owner/ }).waitFor()
  await choose(olga, 'welcome')
  await dan.getByRole('button', { name: 'Olga Owner, at main › welcome. Go there' }).click()
  await note(dan).waitFor()

  // Who writes in a field has their name on it, so that nobody writes there unknowingly.
  await note(olga).focus()
  await dan.locator('[data-field=note]').getByText('Olga Owner is here').waitFor()
  await look(dan, 'field')
  await note(olga).blur()
  await dan.getByText('Olga Owner is here').waitFor({ state: 'detached' })

  // Different members of one node: both stay.
  const says = (page: Page) => page.getByLabel('What the bot says')
  await Promise.all([says(olga).fill('Welcome to the shop!'), note(dan).fill('Legal has seen it')])
  await expect.poll(() => note(olga).inputValue()).toBe('Legal has seen it')
  await expect.poll(() => says(dan).textContent()).toBe('Welcome to the shop!')

  // The same member: the later one counts, and the earlier one is told.
  await note(olga).fill('Olga was here')
  await is(olga, 'saved')
  await note(dan).fill('Dan was here')
  const told = olga.getByText(/changed note of welcome at the same time/)
  await told.waitFor()
  await look(olga, 'overwritten')
  await olga.getByRole('button', { name: 'Take mine back' }).click()
  await expect.poll(() => note(dan).inputValue()).toBe('Olga was here')
  await Promise.all([is(olga, 'saved'), is(dan, 'saved')])
  expect(problems).toEqual([])
  await olga.context().close()
  await dan.context().close()
})

test('a connection that is lost while a node is dragged loses nothing', async () => {
  const [olga, dan] = [await open('owner'), await open('designer')]
  const box = await card(olga, 'welcome').boundingBox()
  if (box === null) throw new Error('the node is not on the canvas')
  await olga.mouse.move(box.x + 30, box.y + 12)
  await olga.mouse.down()
  await olga.mouse.move(box.x + 60, box.y + 60, { steps: 4 })
  await olga.context().setOffline(true)
  await olga.getByText('Offline', { exact: true }).waitFor()
  await olga.mouse.move(box.x + 80, box.y + 150, { steps: 4 })
  await olga.mouse.up()
  await olga.getByText('Offline: your changes are kept here and saved later').waitFor()

  await choose(dan, 'first_name')
  await note(dan).fill('Meanwhile')
  await is(dan, 'saved')

  await olga.context().setOffline(false)
  await is(olga, 'saved')
  await choose(olga, 'first_name')
  await expect.poll(() => note(olga).inputValue()).toBe('Meanwhile')
  // The node stands on the other screen where it was dropped.
  const { files } = (await (await studio.person('owner')).ask('GET', '/solutions/braze-signup/files')).body as {
    readonly files: { readonly [path: string]: string }
  }
  const { nodes } = JSON.parse(files['flows/main.flow.json'] ?? '{}')
  expect(nodes.first_name.note).toBe('Meanwhile')
  expect(nodes.welcome.meta.studio.y).toBeGreaterThan(0)
  // What was done without a connection is there after the page is opened again, too.
  await olga.reload()
  await is(olga, 'saved')
  expect(problems).toEqual([])
  await olga.context().close()
  await dan.context().close()
})

test('comments are written, counted where they are new, answered and dealt with', async () => {
  const [olga, dan] = [await open('owner'), await open('designer')]
  await choose(olga, 'welcome')
  await olga.getByRole('tab', { name: 'Comments' }).click()
  await olga.getByLabel('Write a comment').fill('@Designer is this too long?')
  await olga.getByLabel('Write a comment').press('Control+Enter')
  await dan.getByRole('button', { name: 'Comments, 1 new, one speaks to you' }).click()
  const drawer = dan.getByRole('complementary', { name: 'Comments' })
  await drawer.getByText('is this too long?').waitFor()
  await look(dan, 'comments')
  await drawer.getByRole('button', { name: 'Answer' }).click()
  await drawer.getByLabel('Answer').fill('No, it is fine')
  await drawer.getByRole('button', { name: 'Answer' }).click()
  await olga.getByText('No, it is fine').waitFor()
  await drawer.getByRole('button', { name: 'main › welcome' }).click()
  await note(dan).waitFor()
  await drawer.getByRole('button', { name: 'Mark as dealt with' }).click()
  await olga.getByRole('button', { name: 'Show 1 dealt with' }).waitFor()
  expect(problems).toEqual([])
  await olga.context().close()
  await dan.context().close()
})

test('history tells who did what, shows it and brings it back; a named point is kept', async () => {
  const olga = await open('owner')
  await olga.getByRole('button', { name: 'History' }).click()
  const drawer = olga.getByRole('complementary', { name: 'History' })
  await drawer.getByText('parley start').waitFor()
  await drawer.getByLabel('Keep the present as').fill('Before the sale')
  await drawer.getByRole('button', { name: 'Name this point' }).click()
  await drawer.getByText('Before the sale').waitFor()
  await look(olga, 'history')
  await drawer.getByRole('button', { name: /^Look: parley start/ }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByText('What has changed from then to now').waitFor()
  await look(olga, 'past')
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await olga.getByText('It is as it was then').waitFor()
  await choose(olga, 'welcome')
  expect(await note(olga).inputValue()).toBe('')
  await drawer.getByRole('button', { name: 'Look: Before the sale' }).click()
  await dialog.getByText('What has changed from then to now').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect(problems).toEqual([])
  await olga.context().close()
})

test('the folder gets what changed here; a file that changed on both sides waits for a choice', async () => {
  const olga = await open('owner')
  await choose(olga, 'welcome')
  await note(olga).fill('To the folder')
  await is(olga, 'saved')
  await olga.getByRole('button', { name: /^Save to the folder/ }).click()
  const dialog = olga.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save to the folder' }).click()
  await olga.getByText('One file was written to the folder').waitFor()
  const path = join(folder, 'flows/main.flow.json')
  const text = await readFile(path, 'utf8')
  expect(JSON.parse(text).nodes.welcome.note).toBe('To the folder')

  await writeFile(path, text.replace('To the folder', 'From the folder'))
  await note(olga).fill('From here')
  await is(olga, 'saved')
  await olga.getByRole('button', { name: 'The folder has changed' }).click()
  await dialog.getByText('changed on both sides', { exact: true }).waitFor()
  await look(olga, 'folder')
  expect(await dialog.getByRole('button', { name: 'Save to the folder' }).isDisabled()).toBe(true)
  await dialog.getByRole('button', { name: /Which flows\/main.flow.json is to stay/ }).click()
  await olga.getByRole('option', { name: 'The one from the folder' }).click()
  await dialog.getByRole('button', { name: /Take over/ }).click()
  await expect.poll(() => note(olga).inputValue()).toBe('From the folder')
  expect(problems).toEqual([])
  await olga.context().close()
})

/** Signs in by hand, in a session of its own. */
async function signIn(page: Page, role: 'owner' | 'designer'): Promise<void> {
  const { email, password } = await studio.person(role)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/studio\/(s\/.*)?$/)
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^My account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

const copiesIn = (page: Page): Promise<readonly (string | undefined)[]> =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

test('signing out takes the copies of documents along; what no server has is asked about, and waits for its person', async () => {
  const path = '/s/braze-signup'
  const page = await studio.open(`/sign-in?to=${path}`, { role: null, bypassCSP: true })
  page.on('pageerror', (error) => problems.push(`shared browser: ${error.stack}`))
  const line = await breakableLine(page)
  await signIn(page, 'owner')
  await is(page, 'saved')
  expect(await copiesIn(page)).toHaveLength(1)
  await signOut(page)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expect.poll(() => copiesIn(page)).toEqual([])

  // The document's line breaks, and its edits stay here.
  await page.goto(`${studio.parley.url}/studio/sign-in?to=${path}`)
  await signIn(page, 'owner')
  await is(page, 'saved')
  await choose(page, 'welcome')
  await line.break()
  await note(page).fill('From the owner, later')
  await page.getByText('Offline: your changes are kept here and saved later').waitFor()
  await signOut(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Changes in braze-signup are in this browser alone').waitFor()
  await look(page, 'sign-out')
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await signOut(page)
  await dialog.getByRole('button', { name: 'Sign out, keep them here' }).click()
  await page.getByText('This browser keeps changes in braze-signup').waitFor()
  await look(page, 'signed-out')
  expect(await copiesIn(page)).toHaveLength(1)

  // Somebody else sees what the server has, and sends nothing of it.
  line.mend()
  await page.goto(`${studio.parley.url}/studio/sign-in?to=${path}`)
  await signIn(page, 'designer')
  await is(page, 'saved')
  await choose(page, 'welcome')
  expect(await note(page).inputValue()).not.toBe('From the owner, later')
  await signOut(page)
  await page.getByText('This browser keeps changes in braze-signup').waitFor()
  await expect.poll(async () => (await copiesIn(page)).length).toBe(1)

  await page.goto(`${studio.parley.url}/studio/sign-in?to=${path}`)
  await signIn(page, 'owner')
  await is(page, 'saved')
  await choose(page, 'welcome')
  expect(await note(page).inputValue()).toBe('From the owner, later')
  expect(problems).toEqual([])
  await page.context().close()
})

/** The WebSocket of documents, which can be broken while everything else goes on. */
async function breakableLine(page: Page): Promise<{ break(): Promise<void>; mend(): void }> {
  let isBroken = false
  let close = async (): Promise<void> => {}
  await page.routeWebSocket(/\/document$/, (socket) => {
    if (isBroken) return void socket.close({ code: 1012 })
    const server = socket.connectToServer()
    close = async () => {
      await server.close()
      await socket.close({ code: 1012 })
    }
  })
  return {
    async break() {
      isBroken = true
      await close()
    },
    mend() {
      isBroken = false
    },
  }
}

test('who may only read is told so and changes nothing; a solution that is removed is said', async () => {
  const [olga, ann] = [await open('owner'), await open('analyst')]
  await ann.getByText('You may read this and not change it').waitFor()
  const owner = await studio.person('owner')
  expect((await owner.ask('DELETE', '/solutions/braze-signup')).status).toBe(204)
  for (const page of [olga, ann]) {
    await page.getByText('Somebody removed this solution').waitFor()
    await page.getByRole('button', { name: 'Save a copy' }).waitFor()
  }
  await look(olga, 'removed')
  const download = olga.waitForEvent('download')
  await olga.getByRole('button', { name: 'Save a copy' }).click()
  expect((await download).suggestedFilename()).toBe('braze-signup.zip')
  await ann.reload()
  await ann.getByRole('heading', { name: 'No such solution' }).waitFor()
  expect(problems).toEqual([])
})
