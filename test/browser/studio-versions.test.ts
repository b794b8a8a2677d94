import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import jsQR from 'jsqr'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { arrive } from '../support/person.ts'
import { type StudioPerson, type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
let owner: StudioPerson

beforeAll(async () => {
  studio = await startStudio()
  // The first page waits until the Studio is bundled, which takes a busy machine its time.
  await fetch(`${studio.parley.url}/studio`)
  owner = await studio.person('owner')
  await owner.ask('POST', '/solutions', { name: 'greeter', from: { kind: 'template', template: 'survey' } })
})
afterAll(() => studio?.close())

const screenshots = process.env.PARLEY_SCREENSHOTS

// A CommonJS module in TypeScript's eyes, whose function is `default` of its default.
const readCode = jsQR as unknown as typeof jsQR.default

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

const path = '/solutions/greeter'
const publish = (person: StudioPerson, environment: string, after: number, more: object = {}) =>
  person.ask('POST', `${path}/environments/${environment}/publish`, { after, ...more })

/** Makes the document say something else. */
async function say(text: string): Promise<void> {
  const { status } = await owner.ask('PUT', `${path}/settings`, { path: ['customer'], value: text })
  expect(status).toBe(204)
}

describe('versions over the API', () => {
  it('are published by who may, and the second of two is told', async () => {
    const designer = await studio.person('designer')
    expect(await designer.ask('POST', `${path}/environments/sandbox/check`, {})).toMatchObject({
      status: 200,
      body: { ready: true, problems: [], live: null, changes: null },
    })
    expect(await publish(designer, 'sandbox', 0, { note: 'The first' })).toMatchObject({
      status: 201,
      body: { version: 1, created: true, deployment: { by: 'Designer', note: 'The first', version: 1 } },
    })
    await say('Two')
    const both = await Promise.all([publish(designer, 'sandbox', 1), publish(owner, 'sandbox', 1)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'deployment-changed' })
    for (const role of ['analyst', 'agent'] as const) {
      const person = await studio.person(role)
      for (const deed of ['check', 'publish', 'deployments', 'rollback', 'canary', 'migrations'])
        expect([
          role,
          deed,
          (await person.ask('POST', `${path}/environments/sandbox/${deed}`, { after: 2 })).status,
        ]).toEqual([role, deed, 403])
    }
  })

  it('are compared, run for some, rolled back, brought back and put away; all of it is written down', async () => {
    await say('Three')
    expect(await owner.ask('GET', `${path}/diff?from=1&to=document`)).toMatchObject({
      body: { diff: { same: false, head: [{ path: 'customer', to: 'Three' }] }, flows: {} },
    })
    expect(await publish(owner, 'sandbox', 2, { canary: 0.25 })).toMatchObject({
      body: { deployment: { version: 2, canary: { version: 3, share: 0.25 } } },
    })
    const canary = await owner.ask('POST', `${path}/environments/sandbox/canary`, { share: 0.5, after: 3 })
    expect(canary).toMatchObject({ body: { deployment: { canary: { share: 0.5 } } } })
    await owner.ask('POST', `${path}/environments/sandbox/canary`, { end: 'promote', after: 4 })
    expect(await owner.ask('POST', `${path}/environments/sandbox/rollback`, { after: 5 })).toMatchObject({
      body: { deployment: { version: 2, kind: 'rollback' } },
    })
    expect(await owner.ask('POST', `${path}/environments/sandbox/rollback`, { after: 5 })).toMatchObject({
      status: 409,
    })
    expect(await owner.ask('GET', `${path}/environments`)).toMatchObject({
      body: { environments: [{ environment: 'sandbox', deployment: { version: 2 } }, { deployment: null }] },
    })
    const designer = await studio.person('designer')
    expect(await designer.ask('POST', `${path}/versions/1/restore`, { code: true })).toMatchObject({ status: 403 })
    expect(await owner.ask('POST', `${path}/versions/1/restore`, { code: true })).toMatchObject({
      body: { changed: ['solution.ts'], left_out: [] },
    })
    expect(await owner.ask('POST', `${path}/versions/2/archive`, {})).toMatchObject({ status: 409 })
    expect((await owner.ask('POST', `${path}/versions/3/archive`, {})).status).toBe(204)
    const { body } = await owner.ask('GET', '/audit?subject=greeter')
    const actions = (body as { readonly entries: readonly { readonly action: string }[] }).entries.map(
      (it) => it.action,
    )
    expect(actions).toEqual(
      expect.arrayContaining([
        'version.published',
        'version.canary-changed',
        'version.rolled-back',
        'version.restored',
        'version.archived',
        'solution.setting-changed',
      ]),
    )
  })

  it('take running conversations along, after a trial that changes nothing', async () => {
    await arrive(studio.parley.url, { solution: 'greeter' })
    const move = (more: object) =>
      owner.ask('POST', `${path}/environments/sandbox/migrations`, { from: 2, to: 1, ...more })
    expect(await move({ dry_run: true })).toMatchObject({ body: { moved: 1, stayed: 0, done: true } })
    expect(await move({})).toMatchObject({ body: { moved: 1, stayed: 0, done: true } })
    expect(await move({ dry_run: true })).toMatchObject({ body: { moved: 0 } })
  })

  it('with errors are not published, and the problems are told', async () => {
    await owner.ask('POST', '/solutions', { name: 'empty-one', from: { kind: 'empty' } })
    const check = await owner.ask('POST', '/solutions/empty-one/environments/prod/check', {})
    expect(check).toMatchObject({ status: 200, body: { ready: false } })
    const refused = await owner.ask('POST', '/solutions/empty-one/environments/prod/publish', { after: 0 })
    expect(refused).toMatchObject({ status: 422, body: { code: 'build-refused' } })
    expect((refused.body as { readonly problems: readonly unknown[] }).problems.length).toBeGreaterThan(0)
  })
})

describe('the page of versions', () => {
  it('previews, publishes and rolls back what a designer made', async () => {
    await owner.ask('POST', '/solutions', { name: 'hello', from: { kind: 'template', template: 'survey' } })
    const page = await studio.open('/s/hello/versions', { role: 'designer', bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('heading', { name: 'Versions', exact: true }).waitFor()
    await look(page, 'versions-empty')

    // A link to try it, with the real widget, and the code of it for a telephone.
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    const chat = page.frameLocator('iframe')
    await chat.getByText('How did you like it?').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'QR code' }).click()
    const link = (await page.getByRole('dialog').getByRole('code').textContent()) ?? ''
    const picture = await page.getByRole('img', { name: /QR code of the link/ }).screenshot()
    expect(await decoded(picture)).toBe(link)
    await look(page, 'preview-code')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

    // Published to sandbox, then changed and published to prod, after a look at what changes.
    await publishByHand(page, 'Sandbox', 'The first')
    await page.getByText('Version 1 runs in sandbox.').waitFor()
    await publishByHand(page, 'Prod', 'For everybody')
    await page.getByText('Version 1 runs in prod.').waitFor()
    await owner.ask('PUT', '/solutions/hello/settings', { path: ['customer'], value: 'Larch & Loch' })
    await sayBye('Farewell!')
    await page.getByRole('button', { name: 'Publish …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^Prod/ }).check({ force: true })
    await dialog.getByText('What changes against version 1').waitFor()
    await dialog.getByText('Larch & Loch').first().waitFor()
    await dialog.getByText('Tests: 1 passed, 0 failed.').waitFor()
    await look(page, 'publish')
    await dialog.getByRole('button', { name: 'Show it on the canvas' }).click()
    await dialog.getByText('Green is new, yellow is changed, red is gone.').waitFor()
    await dialog.getByRole('button', { name: 'Show it in words' }).waitFor()
    await dialog.locator('.react-flow__node').first().waitFor()
    await look(page, 'publish-canvas')
    const button = dialog.getByRole('button', { name: 'Publish to prod' })
    expect(await button.isDisabled()).toBe(true)
    await dialog.getByText('I have looked at what changes').click()
    await button.click()
    await page.getByText('Version 2 runs in prod.').waitFor()
    await look(page, 'versions')

    // Back in two clicks.
    await page.getByRole('button', { name: 'Roll back …' }).click()
    await dialog.getByText('Larch & Loch').first().waitFor()
    await look(page, 'rollback')
    await dialog.getByRole('button', { name: 'Roll back to version 1' }).click()
    await page.getByText('Version 1 runs in prod.').first().waitFor()

    // The link ends when it is revoked: nobody begins with it any more.
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('No links yet.').waitFor()
    const stranger = await studio.browser.newPage()
    const refused = stranger.waitForResponse((answer) => answer.url().endsWith('/v1/conversations'))
    await stranger.goto(link)
    expect(await (await refused).json()).toMatchObject({ code: 'unknown-draft' })
    await stranger.close()
    await page.context().close()
  })

  it('says whether it was published when the connection was lost meanwhile, and publishes once', async () => {
    const page = await studio.open('/s/hello/versions', { bypassCSP: true })
    const dialog = page.getByRole('dialog')
    const publish = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Publish …' }).click()
      await dialog.getByText(/No problems\./).waitFor()
      await dialog.getByRole('button', { name: 'Publish to sandbox' }).click()
    }
    const deployments = async () => {
      const { body } = await owner.ask('GET', '/solutions/hello/deployments?environment=sandbox')
      return (body as { readonly deployments: readonly { readonly version: number }[] }).deployments
    }
    const before = (await deployments()).length

    // It never gets there.
    await page.route('**/environments/sandbox/publish', (route) => route.abort('connectionreset'), { times: 1 })
    await publish()
    await dialog.getByText('The connection was lost. As soon as the server').waitFor()
    await look(page, 'publish-lost')
    await dialog.getByText('nothing was changed. Do it again').waitFor()
    expect(await deployments()).toHaveLength(before)
    await dialog.getByRole('button', { name: 'Cancel' }).click()

    // It gets there, and the answer does not come back.
    await page.route(
      '**/environments/sandbox/publish',
      async (route) => {
        await route.fetch()
        await route.abort('connectionreset')
      },
      { times: 1 },
    )
    await publish()
    await page.getByText(/^Version \d+ runs in sandbox\.$/).waitFor()
    await dialog.waitFor({ state: 'detached' })
    expect(await deployments()).toHaveLength(before + 1)

    // The same sent again, as if nobody knew: it is done once.
    const sent = await owner.ask('POST', '/solutions/hello/environments/sandbox/publish', { after: 1 })
    expect(sent).toMatchObject({ status: 201, body: { changed: false, created: false } })
    expect(await deployments()).toHaveLength(before + 1)
    await page.context().close()
  })

  it('moves conversations whose node has another name, once somebody has said where they go on', async () => {
    await arrive(studio.parley.url, { solution: 'hello' })
    const { body } = await owner.ask('GET', '/solutions/hello/files')
    const path = 'flows/main.flow.json'
    const text = (body as { readonly files: { readonly [path: string]: string } }).files[path] ?? ''
    const { nodes, start, ...more } = JSON.parse(text)
    const { [start]: first, ...others } = nodes
    const renamed = JSON.stringify({ ...more, start: 'first_question', nodes: { first_question: first, ...others } })
    await owner.ask('PATCH', '/solutions/hello/files', { files: { [path]: renamed } })
    const { body: seen } = await owner.ask('GET', '/solutions/hello/deployments?environment=sandbox')
    const [{ deployment }] = (seen as { readonly deployments: readonly [{ readonly deployment: number }] }).deployments
    const sent = await owner.ask('POST', '/solutions/hello/environments/sandbox/publish', { after: deployment })
    expect(sent.status).toBe(201)

    const page = await studio.open('/s/hello/versions', { bypassCSP: true })
    await page.getByRole('button', { name: /^Move them to version/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'See which can be moved' }).click()
    await dialog.getByText(`stands at main.${start}, which is not there any more`).first().waitFor()
    await dialog.getByText(/^1 can be moved, 0 would stay/).waitFor()
    await look(page, 'move')
    await dialog.getByRole('button', { name: 'Move 1' }).click()
    await page.getByText('1 were moved, 0 stayed.').waitFor()
    await page.context().close()
  })

  it('offers an analyst nothing that is not allowed', async () => {
    const page = await studio.open('/s/hello/versions', { role: 'analyst' })
    await page.getByRole('heading', { name: 'All versions' }).waitFor()
    await page.getByText('Version 2').first().waitFor()
    expect(await page.getByRole('button', { name: /Publish|Roll back|Make the link/ }).count()).toBe(0)
    await page.context().close()
  })
})

async function publishByHand(page: Page, environment: 'Sandbox' | 'Prod', note: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: new RegExp(`^${environment}`) }).check({ force: true })
  await dialog.getByText('No problems.').waitFor()
  await dialog.getByLabel('What is new').fill(note)
  if (environment === 'Prod') await dialog.getByText('I have looked at what changes').click()
  await dialog.getByRole('button', { name: `Publish to ${environment.toLowerCase()}` }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Changes the last words of a flow, as somebody on the canvas would. */
async function sayBye(words: string): Promise<void> {
  const { body } = await owner.ask('GET', '/solutions/hello/files')
  const path = 'flows/main.flow.json'
  const text = (body as { readonly files: { readonly [path: string]: string } }).files[path] ?? ''
  const changed = text.replace('Thank you! We pass that on.', words)
  expect(changed).not.toBe(text)
  expect((await owner.ask('PATCH', '/solutions/hello/files', { files: { [path]: changed } })).status).toBeLessThan(300)
}

/** What a reader of QR codes reads off a picture. */
async function decoded(png: Buffer): Promise<string | undefined> {
  const reading = await studio.browser.newPage()
  const { data, width, height } = await reading.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = context?.getImageData(0, 0, image.width, image.height)
    return { data: [...(pixels?.data ?? [])], width: image.width, height: image.height }
  }, png.toString('base64'))
  await reading.close()
  return readCode(new Uint8ClampedArray(data), width, height)?.data
}
