import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pages } from '../../packages/studio/app/pages.ts'
import { violations } from '../support/axe.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun

beforeAll(async () => {
  studio = await startStudio()
  const owner = await studio.person('owner')
  await owner.ask('POST', '/people/invitations', { email: 'ada@example.com', role: 'analyst' })
  await owner.ask('POST', '/solutions', { name: 'survey', from: { kind: 'template', template: 'survey' } })
})
afterAll(() => studio?.close())

const screenshots = process.env.PARLEY_SCREENSHOTS

/** What stands for the parts of an address that are named. */
const names: { readonly [name: string]: string } = { solution: 'braze-signup', flow: 'main' }
/** So that a page that is added is looked at without anybody thinking of it. */
const addresses = pages.map(({ path, page, frame }) => ({
  page,
  frame,
  address: `/${path
    .split('/')
    .filter((part) => !part.endsWith('?'))
    .map((part) => (part.startsWith(':') ? (names[part.slice(1)] ?? part) : part))
    .join('/')}`,
}))

const languages = ['en', 'ko'] as const
type Language = (typeof languages)[number]

async function go(page: Page, address: string, language: Language): Promise<void> {
  await page.goto(`${studio.parley.url}/studio${address}`)
  if ((await page.evaluate(() => document.documentElement.lang)) !== language) {
    await page.evaluate((chosen) => localStorage.setItem('parley.studio.language', chosen), language)
    await page.reload()
  }
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  await page.waitForLoadState('networkidle')
}

async function keep(page: Page, name: string): Promise<void> {
  if (screenshots === undefined) return
  await mkdir(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `studio-page-${name}.png`) })
}

/** Nothing wider than the window: nobody scrolls to both sides to read a line. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement ?? document.documentElement
    const content = document.getElementById('content')
    return Math.max(scrollWidth - clientWidth, (content?.scrollWidth ?? 0) - (content?.clientWidth ?? 0))
  })

it.for(languages)(
  'every page is clean for axe, light and dark, and has a title, in %s',
  { timeout: 600_000 },
  async (language) => {
    const found: string[] = []
    for (const role of [null, 'owner'] as const) {
      const page = await studio.open('/sign-in', { bypassCSP: true, role })
      page.on('pageerror', (error) => found.push(String(error)))
      for (const { page: name, address } of addresses.filter(({ frame }) => (frame === 'none') === (role === null))) {
        await go(page, address, language)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await keep(page, `${name}-${language}-${colorScheme}`)
          found.push(...(await violations(page)).map((each) => `${address} ${colorScheme}: ${each}`))
        }
        const title = await page.title()
        if (!/^.+ · Parley Studio$/.test(title)) found.push(`${address}: the title is ${title}`)
        const headings = await page.locator('h1').count()
        if (headings !== 1) found.push(`${address}: ${headings} headings of the first level`)
      }
      await page.context().close()
    }
    expect(found).toEqual([])
  },
)

it.for([
  { name: 'a tablet', width: 1024, height: 768 },
  { name: 'a window at 200 %', width: 640, height: 400 },
])('every page fits into $name', { timeout: 600_000 }, async ({ name, width, height }) => {
  const found: string[] = []
  for (const role of [null, 'owner'] as const) {
    const page = await studio.open('/sign-in', { bypassCSP: true, role, width, height })
    for (const { page: page_, address } of addresses.filter(({ frame }) => (frame === 'none') === (role === null))) {
      for (const language of languages) {
        await go(page, address, language)
        await keep(page, `${page_}-${language}-${width}`)
        const beyond = await overflow(page)
        if (beyond > 0) found.push(`${address} ${language}: ${beyond} px wider than ${name}`)
      }
      found.push(...(await violations(page)).map((each) => `${address}: ${each}`))
    }
    await page.context().close()
  }
  expect(found).toEqual([])
})

/** What opens over a page, or beside it, by the button that opens it. */
const opened: readonly { readonly address: string; readonly button: string | RegExp }[] = [
  { address: '/', button: 'New solution' },
  { address: '/', button: 'Import' },
  { address: '/', button: 'Language and appearance' },
  { address: '/people', button: 'Invite somebody' },
  { address: '/keys', button: 'Make a key' },
  { address: '/s/braze-signup', button: 'Add a node' },
  { address: '/s/braze-signup', button: 'Find' },
  { address: '/s/braze-signup', button: 'Shortcuts' },
  { address: '/s/braze-signup', button: /^Problems/ },
  { address: '/s/braze-signup/actions', button: 'New action' },
  { address: '/s/braze-signup/texts', button: 'Add a language' },
  { address: '/s/braze-signup/braze', button: 'Add an attribute' },
  { address: '/s/braze-signup/versions', button: /^Publish/ },
  { address: '/s/braze-signup/texts', button: 'History' },
  { address: '/s/braze-signup/texts', button: 'Comments' },
]

it('what opens over the pages is clean for axe, light and dark', { timeout: 600_000 }, async () => {
  const found: string[] = []
  const page = await studio.open('/', { bypassCSP: true })
  page.setDefaultTimeout(15_000)
  for (const { address, button } of opened) {
    await go(page, address, 'en')
    const opener = page.getByRole('button', { name: button, exact: typeof button === 'string' }).first()
    await opener.click()
    // Menus and dialogs hide the rest of the page from those who hear it.
    await page.waitForLoadState('networkidle')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await keep(page, `open-${String(button).replace(/\W/g, '')}-${colorScheme}`)
      found.push(...(await violations(page)).map((each) => `${address} ${button} ${colorScheme}: ${each}`))
    }
  }
  await page.context().close()
  expect(found).toEqual([])
})
