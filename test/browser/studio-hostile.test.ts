import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StudioPerson, type StudioRun, startStudio } from '../support/studio.ts'

/** What would run if a page took a text for HTML. */
const evil = `"><img src=x onerror="window.evil=1"><script>window.evil=1</script>`
/** What no answer, page, bundle or log may hold. */
const planted = { key: 'planted-braze-key-0815', other: 'planted-prod-secret-4711' }

let studio: StudioRun
let owner: StudioPerson

beforeAll(async () => {
  studio = await startStudio({
    env: { PARLEY_SECRET_SANDBOX_BRAZE_API_KEY: planted.key, PARLEY_SECRET_PROD_BRAZE_API_KEY: planted.other },
  })
  owner = await studio.person('owner')
  await fill()
})
afterAll(() => studio?.close())

const of = (rest: string): string => `/solutions/braze-signup${rest}`

/** Puts it wherever somebody can put a text. */
async function fill(): Promise<void> {
  const ok = async (...asked: Parameters<StudioPerson['ask']>) => {
    const { status, body } = await owner.ask(...asked)
    expect([asked[1], status < 300 ? 'fine' : body]).toEqual([asked[1], 'fine'])
    return body
  }
  await ok('PATCH', '/account', { name: evil })
  const { files } = (await ok('GET', of('/files'))) as { files: { [path: string]: string } }
  const flow = JSON.parse(files['flows/main.flow.json'] ?? '')
  const nodes = { ...flow.nodes, [evil]: { kind: 'say', text: evil, note: evil, to: { next: evil } } }
  const stickers = { s: { kind: 'note', x: 0, y: 0, width: 200, height: 100, text: evil, colour: evil } }
  const changed = {
    'flows/main.flow.json': JSON.stringify({ ...flow, note: evil, nodes, meta: { studio: { stickers } } }),
    'texts/en.yaml': `${JSON.stringify(evil)}: ${JSON.stringify(evil)}\n`,
    "actions/it's (evil) & more.ts": `// ${evil}\nexport {}\n`,
    'tests/evil.yaml': `name: ${JSON.stringify(evil)}\nsteps:\n  - bot: ${JSON.stringify(evil)}\n`,
  }
  await ok('PATCH', of('/files'), { files: changed })
  await ok('POST', of('/points'), { name: evil })
  await ok('POST', '/keys', { name: evil, permissions: ['solution:read'], days: 1 })
  const started = await fetch(`${studio.parley.url}/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      solution: 'braze-signup',
      environment: 'sandbox',
      contact: { external_id: evil, language: 'en' },
      page: { url: 'https://example.com', title: evil, utm: { campaign: evil } },
    }),
  })
  const { conversation, token } = (await started.json()) as { conversation: { id: string }; token: string }
  await fetch(`${studio.parley.url}/v1/conversations/${conversation.id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ text: evil }),
  })
  const { email } = await studio.person('designer')
  expect(email).toBe('designer@example.com')
}

/** Opens a page and tells what its content security policy refused, and what broke. */
async function visit(path: string): Promise<readonly string[]> {
  const page = await studio.open(path)
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(`${path}: ${error.message}`))
  page.on('dialog', (dialog) => wrong.push(`${path}: a dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) wrong.push(`${path}: ${message.text()}`)
  })
  // What came before somebody listened.
  await page.reload()
  await page.locator('main').waitFor()
  await page.waitForLoadState('networkidle')
  if ((await page.evaluate(() => Reflect.get(window, 'evil'))) !== undefined) wrong.push(`${path}: it ran`)
  const made = await page.evaluate(() => document.querySelectorAll('img[src="x"], script:not([src])').length)
  if (made > 0) wrong.push(`${path}: it became an element`)
  if (/nothing here/i.test(await page.title())) wrong.push(`${path}: it is broken`)
  const isShown = ((await page.locator('main').textContent()) ?? '').includes(evil)
  if (!isShown && showing.includes(path)) wrong.push(`${path}: it does not show what was written`)
  await page.context().close()
  return wrong
}

/** Where it stands in plain sight. */
const showing = ['/people', '/keys', '/audit']
const pages = ['', ...['people', 'keys', 'audit', 'account'].map((page) => `/${page}`)]
const parts = [
  '',
  'actions',
  'texts',
  'understanding',
  'tests',
  'braze',
  'versions',
  'report',
  'transcripts',
  'settings',
]

describe('what somebody wrote', () => {
  test.each([...pages, ...parts.map((part) => `/s/braze-signup/${part}`)])('is a text on /studio%s', async (path) => {
    expect(await visit(path)).toEqual([])
  })
})

/** What the frame says of the document. */
const is = (page: Page, status: string, unsaved: boolean): Promise<void> =>
  page.locator(`[data-status=${status}][data-unsaved=${unsaved}]`).waitFor()

describe('in the middle of work', () => {
  const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id$="${id}"]`)
  const note = (page: Page) => page.getByLabel('Note for your colleagues')
  const noteOf = async (node: string): Promise<unknown> => {
    const { body } = await owner.ask('GET', of('/files'))
    return JSON.parse((body as { files: { [path: string]: string } }).files['flows/main.flow.json'] ?? '').nodes[node]
      .note
  }
  const idOf = async (email: string): Promise<string> => {
    const { body } = await owner.ask('GET', '/people')
    const { people } = body as { people: readonly { id: string; email: string }[] }
    return people.find((person) => person.email === email)?.id ?? ''
  }

  test('a session ends: the work stays, and goes on after signing in over it', async () => {
    const { email, password } = await studio.person('designer')
    const page = await studio.open('/s/braze-signup', { role: 'designer' })
    await is(page, 'saved', false)
    await card(page, 'welcome').click()
    const { body } = await owner.ask('GET', `/people/${await idOf(email)}/sessions`)
    for (const { id } of (body as { sessions: readonly { id: string }[] }).sessions)
      expect(await owner.ask('DELETE', `/people/${await idOf(email)}/sessions/${id}`)).toMatchObject({ status: 204 })
    const out = page.getByRole('alert').filter({ hasText: 'signed out' })
    await out.waitFor()
    await note(page).fill('written while signed out')
    await page.locator('[data-status=signed-out][data-unsaved=true]').waitFor()
    expect(await noteOf('welcome')).not.toBe('written while signed out')
    await out.getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await is(page, 'saved', false)
    expect(await noteOf('welcome')).toBe('written while signed out')
    await is(page, 'saved', false)
    await note(page).fill('written after it')
    await is(page, 'saved', false)
    expect(await noteOf('welcome')).toBe('written after it')
    await page.context().close()
  })

  test('a role shrinks: whoever it was may change nothing a few seconds later, and keeps what was not stored', async () => {
    const { email } = await studio.person('developer')
    const page = await studio.open('/s/braze-signup', { role: 'developer' })
    await is(page, 'saved', false)
    expect(await owner.ask('PATCH', `/people/${await idOf(email)}`, { role: 'analyst' })).toMatchObject({ status: 200 })
    await is(page, 'read-only', false)
    expect(await owner.ask('PATCH', `/people/${await idOf(email)}`, { active: false })).toMatchObject({ status: 200 })
    await page.locator('[data-status=signed-out]').waitFor()
    await page.context().close()
  })

  test('the solution is removed and made anew: nothing of the one gets into the other', async () => {
    const name = 'twice'
    expect(await owner.ask('POST', '/solutions', { name, from: { kind: 'empty' } })).toMatchObject({ status: 201 })
    const page = await studio.open(`/s/${name}`)
    await is(page, 'saved', false)
    expect(await owner.ask('DELETE', `/solutions/${name}`)).toMatchObject({ status: 204 })
    expect(await owner.ask('POST', '/solutions', { name, from: { kind: 'empty' } })).toMatchObject({ status: 201 })
    await page.getByRole('button', { name: 'Save a copy' }).waitFor()
    await page.context().close()
  })
})

test('no secret is in an answer, a page, a bundle or the log', async () => {
  const { url, home } = studio.parley
  const keys = await Promise.all(
    ['operator.key', 'token.key'].map((file) => readFile(join(home, file), 'utf8').catch(() => '')),
  )
  const secrets = [...Object.values(planted), ...keys.map((key) => key.trim()).filter((key) => key !== '')]
  expect(secrets.length).toBeGreaterThan(2)
  const told: string[] = []
  const look = (where: string, text: string): void => {
    for (const secret of secrets) if (text.includes(secret)) told.push(where)
  }
  const paths = [
    '/me',
    '/people',
    '/keys',
    '/audit',
    '/solutions',
    '/sources',
    '/types',
    '/action-templates',
    ...[
      '/files',
      '/surroundings',
      '/history',
      '/secrets',
      '/environments',
      '/versions',
      '/problems',
      '/previews',
      '/report/overview',
      '/transcripts',
      '/braze/requests',
      '/export/pypestream',
    ].map(of),
  ]
  for (const path of paths) {
    const { status, body } = await owner.ask('GET', path)
    expect([path, status]).toEqual([path, 200])
    look(path, JSON.stringify(body))
  }
  for (const environment of ['sandbox', 'prod'])
    look('check', JSON.stringify(await owner.ask('POST', of(`/environments/${environment}/check`), {})))
  const seen = new Set<string>()
  const waiting = [`${url}/studio`]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const text = await (await fetch(next)).text()
    look(next, text)
    for (const [, file] of text.matchAll(/["'](?:\.|\/studio\/assets)\/([\w.-]+\.(?:js|css))["']/g)) {
      const asset = `${url}/studio/assets/${file}`
      if (!seen.has(asset)) waiting.push(asset)
      seen.add(asset)
    }
  }
  expect(seen.size).toBeGreaterThan(10)
  look('log', studio.parley.output())
  expect(told).toEqual([])
})

test('assets lead to no other file', async () => {
  for (const path of [
    '/studio/assets/..%2f..%2fpackage.json',
    '/studio/assets/%2e%2e/%2e%2e/package.json',
    '/studio/assets/..%5c..%5cpackage.json',
    '/studio/assets/__proto__',
    '/studio/assets/constructor',
    '/studio/api/code-editor/..%2f..%2fpackage.json',
    '/studio/assets/a%00.js',
  ])
    expect([path, (await fetch(`${studio.parley.url}${path}`)).status]).toEqual([
      path,
      expect.toSatisfy((status) => status === 404 || status === 401),
    ])
})
