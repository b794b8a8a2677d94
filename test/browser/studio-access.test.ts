import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import { runParley, startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { welcomeLink } from '../support/studio.ts'

let parley: ParleyProcess
let browser: Browser

beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startParley(), launchBrowser()])
})

afterAll(async () => {
  await browser.close()
  await parley.dispose()
})

const password = 'a long enough password of a test'
const screenshots = process.env.PARLEY_SCREENSHOTS

/** Somebody's own browser. */
const newContext = (): Promise<BrowserContext> =>
  // Axe is brought into the page, which its content security policy would refuse.
  browser.newContext({ viewport: { width: 1024, height: 768 }, bypassCSP: true, locale: 'en-GB' })

/** The page is clean for axe, light and dark, and is kept as pictures where somebody wants to look at it. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    if (screenshots === undefined) continue
    await mkdir(screenshots, { recursive: true })
    await page.screenshot({ path: join(screenshots, `studio-access-${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function choose(page: Page, label: RegExp, option: RegExp): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

test('from the first start to a second person who may less', async () => {
  const owner = await (await newContext()).newPage()
  const problems: string[] = []
  owner.on('pageerror', (error) => problems.push(String(error)))

  // The owner comes in by the printed link, with the keyboard alone.
  await owner.goto(await welcomeLink(parley))
  await owner.getByRole('heading', { name: 'Welcome to Parley' }).waitFor()
  expect(owner.url()).toBe(`${parley.url}/studio/welcome`)
  await owner.getByLabel('Your name').fill('Olga Owner')
  await owner.getByLabel('E-mail address').fill('olga@example.com')
  await owner.getByLabel('New password').fill('password1234')
  await owner.getByText('one of the passwords that everybody tries first').waitFor()
  await look(owner, 'welcome')
  await owner.getByLabel('New password').fill(password)
  await owner.getByLabel('New password').press('Enter')
  await owner.getByRole('navigation', { name: 'Main' }).waitFor()

  // She invites an analyst and passes the link on.
  await owner.getByRole('link', { name: 'People' }).click()
  await owner.getByText('You are the only one here').waitFor()
  await look(owner, 'people-alone')
  await owner.getByRole('button', { name: 'Invite somebody' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Their e-mail address').fill('ada@example.com')
  await choose(owner, /Role$/, /^Analyst/)
  await look(owner, 'invite')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = (await dialog.getByTestId('secret').textContent()) ?? ''
  expect(link).toContain(`${parley.url}/studio/invitation#`)
  await look(owner, 'invite-link')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await owner.getByText('Invited, not here yet').waitFor()

  // Ada accepts in her own browser.
  const ada = await (await newContext()).newPage()
  await ada.goto(link)
  await ada.getByText('Your role is Analyst').waitFor()
  await look(ada, 'invitation')
  await ada.getByLabel('Your name').fill('Ada')
  await ada.getByLabel('New password').fill(password)
  await ada.getByRole('button', { name: 'Show the password' }).click()
  expect(await ada.getByLabel('New password').getAttribute('type')).toBe('text')
  await ada.getByRole('button', { name: 'Make my account' }).click()
  await ada.getByRole('navigation', { name: 'Main' }).waitFor()

  // What is not hers she is not offered, and is refused when she asks for it.
  expect(await ada.getByRole('link', { name: 'People' }).count()).toBe(0)
  for (const path of ['people', 'audit']) {
    await ada.goto(`${parley.url}/studio/${path}`)
    await ada.getByRole('heading', { name: 'This page is not for your role' }).waitFor()
  }
  await look(ada, 'refused')
  const refused = await ada.evaluate(async () => {
    const me = await (await fetch('/studio/api/me')).json()
    const body = JSON.stringify({ email: 'eve@example.com', role: 'owner' })
    const headers = { 'content-type': 'application/json', 'x-parley-csrf': me.csrf }
    const invited = await fetch('/studio/api/people/invitations', { method: 'POST', headers, body })
    return [me.role, (await fetch('/studio/api/people')).status, invited.status, (await invited.json()).code]
  })
  expect(refused).toEqual(['analyst', 403, 403, 'not-permitted'])

  // The owner sees her, and ends her session: the page stays, and she signs in over it.
  await ada.goto(`${parley.url}/studio/account`)
  await ada.getByLabel('Name').fill('Ada Lovelace')
  await owner.reload()
  await look(owner, 'people')
  await owner.getByRole('button', { name: 'More about Ada' }).click()
  await owner.getByRole('menuitem', { name: 'Where they are signed in' }).click()
  await owner.getByRole('button', { name: /^Sign out: / }).click()
  await owner.getByText('Signed in nowhere').waitFor()
  await owner.getByRole('button', { name: 'Close' }).click()
  await ada.getByRole('button', { name: 'Save the name' }).click()
  await ada.getByText('What you did is kept here').waitFor()
  expect(await ada.getByLabel('Name').inputValue()).toBe('Ada Lovelace')
  await ada.getByRole('button', { name: 'Sign in again' }).click()
  await ada.getByRole('dialog').getByLabel('Password', { exact: true }).fill(password)
  await ada.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click()
  await ada.getByText('What you did is kept here').waitFor({ state: 'detached' })
  await ada.getByRole('button', { name: 'Save the name' }).click()
  await ada.getByText('Saved.').waitFor()
  await look(ada, 'account')
  expect(problems).toEqual([])
})

test('keys are made and revoked, and everything is in the log', async () => {
  const context = await newContext()
  const page = await context.newPage()
  await page.goto(`${parley.url}/studio/keys`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(page.url()).toContain('/studio/sign-in?to=%2Fkeys')
  await page.getByLabel('E-mail address').fill('olga@example.com')
  await page.getByLabel('Password', { exact: true }).fill('not this one, surely')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('Address and password do not belong together').waitFor()
  await look(page, 'sign-in')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'No keys yet' }).waitFor()
  await look(page, 'keys-empty')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByLabel('Name').fill('nightly build')
  await page.getByText('See solutions and versions').click()
  await look(page, 'key-dialog')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const secret = (await page.getByTestId('secret').textContent()) ?? ''
  const ask = () => fetch(`${parley.url}/v1/solutions`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask()).status).toBe(200)
  const listed = await runParley(['versions', 'braze-signup', '--server', parley.url], { PARLEY_API_KEY: secret })
  expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('sandbox') })
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('cell', { name: /nightly build parley_key_/ }).waitFor()
  await look(page, 'keys')
  await page.getByRole('button', { name: 'Revoke nightly build' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('heading', { name: 'No keys yet' }).waitFor()
  expect((await ask()).status).toBe(401)

  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByRole('cell', { name: 'API key revoked' }).waitFor()
  await look(page, 'audit')
  await choose(page, /What$/, /^API key made/)
  await page.getByText('1 entry shown').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('audit.csv')

  // The same in Korean.
  await page.getByRole('button', { name: 'Language and appearance' }).click()
  await page.getByRole('menuitem', { name: '한국어' }).click()
  await page.getByRole('heading', { name: '감사 기록' }).waitFor()
  await page.goto(`${parley.url}/studio/people`)
  await page.getByRole('heading', { name: '사용자', exact: true }).waitFor()
  await page.getByText('Ada Lovelace').waitFor()
  await look(page, 'people-korean')
})
