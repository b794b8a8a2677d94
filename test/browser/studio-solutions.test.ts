import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { type StudioPerson, type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
let folder: string

beforeAll(async () => {
  studio = await startStudio()
  // The first page waits until the Studio is bundled, which takes a busy machine its time.
  await fetch(`${studio.parley.url}/studio`)
  folder = await mkdtemp(join(tmpdir(), 'parley-import-'))
})
afterAll(async () => {
  await studio?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const screenshots = process.env.PARLEY_SCREENSHOTS

/** The page is clean for axe, light and dark, and is kept as pictures where somebody wants to look at it. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    if (screenshots === undefined) continue
    await mkdir(screenshots, { recursive: true })
    await page.screenshot({ path: join(screenshots, `studio-${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Sends a zip as the page does. */
async function bring(person: StudioPerson, name: string, zip: Uint8Array) {
  const { csrf } = (await person.ask('GET', '/me')).body as { readonly csrf: string }
  const answer = await fetch(`${studio.parley.url}/studio/api/imports?${new URLSearchParams({ name })}`, {
    method: 'POST',
    headers: {
      origin: studio.parley.url,
      cookie: person.cookie,
      'x-parley-csrf': csrf,
      'content-type': 'application/zip',
    },
    body: Buffer.from(zip),
  })
  return { status: answer.status, body: (await answer.json()) as { readonly [member: string]: unknown } }
}

const names = async (person: StudioPerson): Promise<readonly string[]> => {
  const { body } = await person.ask('GET', '/solutions')
  return (body as { readonly solutions: readonly { readonly name: string }[] }).solutions.map(({ name }) => name)
}

const settings = (name: string): string =>
  `import { defineSolution } from '@parley/actions'\n\nexport default defineSolution({ name: '${name}', start: 'main', params: { sandbox: {}, prod: {} } })\n`
const flow = (text: string): string =>
  JSON.stringify({ format: 1, start: 'bye', nodes: { bye: { kind: 'end', text } } })

describe('solutions over the API', () => {
  it('are made, copied, exported, taken in again, and removed; the versions stay', async () => {
    const designer = await studio.person('designer')
    const made = await designer.ask('POST', '/solutions', {
      name: 'ask-me',
      from: { kind: 'template', template: 'survey' },
    })
    expect(made).toMatchObject({ status: 201, body: { solution: 'ask-me', left_out: [] } })
    expect(await designer.ask('POST', '/solutions', { name: 'ask-me', from: { kind: 'empty' } })).toMatchObject({
      status: 409,
      body: { code: 'source-exists' },
    })
    expect(await designer.ask('POST', '/solutions', { name: 'Ask Me', from: { kind: 'empty' } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/name' }] },
    })
    await designer.ask('POST', '/solutions', { name: 'ask-you', from: { kind: 'copy', solution: 'ask-me' } })
    expect(await designer.ask('GET', '/solutions/ask-you/problems')).toMatchObject({ body: { errors: 0, warnings: 0 } })
    const exported = await fetch(`${studio.parley.url}/studio/api/solutions/ask-you/export`, {
      headers: { cookie: designer.cookie },
    })
    const zip = new Uint8Array(await exported.arrayBuffer())
    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining(['ask-you/flows/main.flow.json', 'ask-you/solution.ts']),
    )
    expect(await bring(designer, 'ask-them', zip)).toMatchObject({
      status: 201,
      body: { solution: 'ask-them', files: 3 },
    })
    expect(await names(designer)).toEqual(expect.arrayContaining(['ask-me', 'ask-you', 'ask-them', 'braze-signup']))
    expect((await designer.ask('DELETE', '/solutions/ask-them')).status).toBe(204)
    expect(await names(designer)).not.toContain('ask-them')
    expect(await designer.ask('DELETE', '/solutions/ask-them')).toMatchObject({ status: 404 })
  })

  it('refuse what is no solution with the reason, and keep what was', async () => {
    const designer = await studio.person('designer')
    const before = await names(designer)
    expect(await bring(designer, 'broken', strToU8('hello'))).toMatchObject({
      status: 422,
      body: { code: 'import-refused', errors: [{ detail: 'This is no zip file.' }] },
    })
    const bomb = zipSync({ 'solution.ts': strToU8(settings('a')), 'texts/ko.yaml': new Uint8Array(60 * 1024 * 1024) })
    expect(await bring(designer, 'bomb', bomb)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/texts~1ko.yaml', detail: expect.stringContaining('more than 20 MB') }] },
    })
    const table = zipSync({ 'bot.csv': strToU8('number,name\n1,Hello\n') })
    const csv = await bring(designer, 'table', table)
    expect(csv).toMatchObject({ status: 422, body: { code: 'import-refused' } })
    expect(JSON.stringify(csv.body.errors)).toContain('bot.csv')
    expect((await bring(designer, 'large', new Uint8Array(21 * 1024 * 1024))).status).toBe(413)
    expect(await names(designer)).toEqual(before)
    expect((await bring(await studio.person('analyst'), 'mine', table)).status).toBe(403)
    expect(await bring(designer, 'ask-me', table)).toMatchObject({ status: 409, body: { code: 'source-exists' } })
  })

  it('take ten megabytes in', async () => {
    const developer = await studio.person('developer')
    const long = Array.from({ length: 120_000 }, (_, number) => `  k${number}: ${'x'.repeat(70)}`).join('\n')
    const zip = zipSync({
      'big/solution.ts': strToU8(settings('big')),
      'big/flows/main.flow.json': strToU8(flow('Bye.')),
      'big/notes/words.yaml': strToU8(`words:\n${long}\n`),
      'big/NOTES.md': strToU8(long.slice(0, 1_500_000)),
    })
    expect(await bring(developer, 'big-one', zip)).toMatchObject({ status: 201, body: { files: 4 } })
    expect((await developer.ask('DELETE', '/solutions/big-one')).status).toBe(204)
  })

  it('tell the names of secrets and where they are set, never a value', async () => {
    const agent = await studio.person('agent')
    expect(await agent.ask('GET', '/solutions/braze-signup/secrets')).toEqual({
      status: 200,
      body: {
        secrets: [
          {
            name: 'braze_api_key',
            sandbox: true,
            prod: false,
            variable: {
              sandbox: 'PARLEY_SECRET_SANDBOX_BRAZE_API_KEY',
              prod: 'PARLEY_SECRET_PROD_BRAZE_API_KEY',
            },
          },
        ],
      },
    })
  })

  it('let a designer change settings, but nobody who may only read', async () => {
    const designer = await studio.person('designer')
    const put = (person: StudioPerson, body: object) => person.ask('PUT', '/solutions/ask-me/settings', body)
    expect((await put(designer, { path: ['web', 'title'], value: 'Ask me' })).status).toBe(204)
    expect(await put(designer, { path: ['egress'], value: ['not a host'] })).toMatchObject({
      status: 422,
      body: { code: 'setting-refused', errors: [{ pointer: '/egress/0' }] },
    })
    expect((await put(await studio.person('analyst'), { path: ['web', 'title'], value: 'x' })).status).toBe(403)
    // Fields that are left one right after the other are all kept.
    const names = ['subtitle', 'accent', 'theme', 'position'] as const
    const values = { subtitle: 'About you', accent: '#0a5cff', theme: 'dark', position: 'left' }
    await Promise.all(names.map((name) => put(designer, { path: ['web', name], value: values[name] })))
    const { body } = await designer.ask('GET', '/solutions/ask-me/files')
    const text = (body as { readonly files: { readonly [path: string]: string } }).files['solution.ts'] ?? ''
    for (const value of ['Ask me', ...Object.values(values)]) expect(text).toContain(`'${value}'`)
  })
})

describe('the list of solutions', () => {
  it('begins with a template, takes in a folder, says what is wrong with a broken one, and removes what was named', async () => {
    const page = await studio.open('', { bypassCSP: true })
    await page.getByRole('heading', { name: 'Solutions' }).waitFor()
    await page.getByRole('link', { name: 'braze-signup' }).waitFor()
    await page.getByText('No problems').first().waitFor()
    await look(page, 'solutions')

    // A new one, with the keyboard alone.
    await page.getByRole('button', { name: 'New solution' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the solution').fill('夏のセール')
    await dialog.getByText('Write a short name in them').waitFor()
    expect(await dialog.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Name of the solution').fill('From a Template!')
    await dialog.getByText('It will be called from-a-template.').waitFor()
    await look(page, 'new-solution')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    expect(await dialog.getByRole('radio', { name: /^Sign-up with Braze/ }).isChecked()).toBe(true)
    await dialog.getByLabel('Name of the solution').press('Enter')
    await page.waitForURL(/\/studio\/s\/from-a-template$/)

    // A zip that is none, then one that is.
    await page.goto(`${studio.parley.url}/studio`)
    await page.getByRole('button', { name: 'Import' }).click()
    const broken = join(folder, 'offer.zip')
    await writeFile(broken, 'this is no zip')
    await page.locator('input[type=file]').first().setInputFiles(broken)
    await dialog.getByRole('button', { name: 'Import' }).click()
    await dialog.getByText('This is no zip file.').waitFor()
    await look(page, 'import-refused')
    const mended = join(folder, 'mended.zip')
    await writeFile(
      mended,
      zipSync({
        'a/solution.ts': strToU8(settings('a')),
        'a/flows/main.flow.json': strToU8(flow('Bye.')),
        'a/.git/HEAD': strToU8('x'),
      }),
    )
    await page.locator('input[type=file]').first().setInputFiles(mended)
    await dialog.getByRole('button', { name: 'Import' }).click()
    await dialog.getByText('offer is imported: 2 files.').waitFor()
    await dialog.getByText('It is no part of a solution.').waitFor()
    await look(page, 'imported')
    await dialog.getByRole('button', { name: 'Close' }).click()

    // The same once more with other words, into what is there: looked at first.
    await page.getByRole('button', { name: 'More for offer' }).click()
    await page.getByRole('menuitem', { name: 'Import into it' }).click()
    const newer = join(folder, 'newer.zip')
    await writeFile(
      newer,
      zipSync({ 'solution.ts': strToU8(settings('a')), 'flows/other.flow.json': strToU8(flow('See you.')) }),
    )
    await page.locator('input[type=file]').first().setInputFiles(newer)
    await dialog.getByRole('button', { name: 'See what changes' }).click()
    await dialog.getByText('This changes one file of offer:').waitFor()
    await dialog.getByText('Remove the file that is not in it: flows/main.flow.json').click()
    await dialog.getByText('This changes 2 files of offer:').waitFor()
    await look(page, 'import-into')
    await dialog.getByRole('button', { name: 'Import into offer' }).click()
    await dialog.getByText('2 files of offer changed.').waitFor()
    const owner = await studio.person('owner')
    const { body } = await owner.ask('GET', '/solutions/offer/history')
    expect(body).toMatchObject({ points: [{ name: 'Before importing newer.zip' }] })
    await dialog.getByRole('button', { name: 'Close' }).click()

    // Away with it: its name has to be typed.
    await page.getByRole('button', { name: 'More for offer' }).click()
    await page.getByRole('menuitem', { name: 'Remove from the Studio' }).click()
    const remove = dialog.getByRole('button', { name: 'Remove' })
    expect(await remove.isDisabled()).toBe(true)
    await dialog.getByLabel('Type offer to confirm').fill('offer')
    await look(page, 'remove-solution')
    await remove.click()
    await page.getByText('offer was removed from the Studio.').waitFor()
    await page.context().close()
  })

  it('reads Korean, and offers an analyst nothing that is not allowed', async () => {
    const page = await studio.open('', { role: 'analyst', bypassCSP: true })
    await page.evaluate(() => localStorage.setItem('parley.studio.language', 'ko'))
    await page.reload()
    await page.getByRole('heading', { name: '솔루션' }).waitFor()
    await page.getByRole('link', { name: 'braze-signup' }).waitFor()
    expect(await page.getByRole('button', { name: '새 솔루션' }).count()).toBe(0)
    await look(page, 'solutions-korean')
    await page.context().close()
  })
})

describe('the settings of a solution', () => {
  it('are changed in place by somebody who does not program', async () => {
    const designer = await studio.person('designer')
    await designer.ask('POST', '/solutions', { name: 'settled', from: { kind: 'template', template: 'sign-up' } })
    const page = await studio.open('/s/settled/settings', { role: 'designer', bypassCSP: true })
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await look(page, 'settings')

    await page.getByLabel('Title of the window').fill('Larch & Loch')
    await page.getByLabel('Title of the window').press('Tab')
    await page.getByLabel('Colour').fill('#ffd400')
    await page.getByLabel('Colour').press('Tab')
    await page.getByText('Contrast with white: 1.4:1.').waitFor()
    await page.getByText('it decides where data goes').first().waitFor()
    expect(await page.getByLabel('Host', { exact: true }).isDisabled()).toBe(true)
    await page.getByText('PARLEY_SECRET_PROD_BRAZE_API_KEY').scrollIntoViewIfNeeded()
    await look(page, 'settings-changed')

    const code = await studio.open('/s/settled/settings', { role: 'developer', bypassCSP: true })
    await code.getByLabel('Host', { exact: true }).fill('http://nonsense')
    await code.getByLabel('Host', { exact: true }).press('Enter')
    await code.getByText('a host like api.example.com').waitFor()
    await code.getByLabel('Host', { exact: true }).fill('api.example.com')
    await code.getByLabel('Host', { exact: true }).press('Enter')
    await code.getByRole('button', { name: 'Remove api.example.com' }).waitFor()
    await code.context().close()
    const files = await fetch(`${studio.parley.url}/studio/api/solutions/settled/export`, {
      headers: { cookie: designer.cookie },
    })
    const zip = unzipSync(new Uint8Array(await files.arrayBuffer()))
    expect(new TextDecoder().decode(zip['settled/solution.ts'])).toBe(`import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'settled',
  start: 'main',
  language: 'en',
  params: {
    sandbox: { braze_url: 'parley:braze-sandbox' },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  secrets: ['braze_api_key'],
  web: { title: 'Larch & Loch', accent: '#ffd400' },
  egress: ['api.example.com'],
})
`)

    // The real widget, as it is set now.
    await page.getByRole('button', { name: 'See it' }).click()
    await page.frameLocator('iframe').getByText('What is your first name?').waitFor()
    await page.context().close()
  })
})
