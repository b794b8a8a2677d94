import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { arrive } from '../support/person.ts'
import { type StudioPerson, type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
let owner: StudioPerson
const solution = '/solutions/kiosk'
/** A limit for what never comes, not a measure. */
const patient = { timeout: 60_000 }
const screenshots = process.env.PARLEY_SCREENSHOTS
const found: string[] = []

const flow = {
  format: 1,
  start: 'ask',
  variables: { word: { type: 'text' } },
  nodes: {
    ask: { kind: 'ask', text: 'How can we help?', answer: { type: 'text' }, variable: 'word', to: { next: 'meant' } },
    meant: {
      kind: 'understand',
      intents: [
        { intent: 'hours', label: 'Opening hours' },
        { intent: 'parcel', label: 'My parcel' },
      ],
      to: { hours: 'open', parcel: 'follow', else: 'sorry' },
    },
    open: { kind: 'say', text: 'From nine to five.', to: { next: 'ask' } },
    follow: { kind: 'say', text: 'It is on its way.', to: { next: 'ask' } },
    sorry: { kind: 'say', text: 'I did not get that.', to: { next: 'ask' } },
  },
}

const nlu = `# What people ask at the kiosk
intents:
  hours:
    examples: [when are you open, opening hours please, are you open on sunday, what are your hours, until when are you open]
  parcel:
    examples: [where is my parcel, track my parcel, has my parcel left, parcel status please, my parcel is late]
`

beforeAll(async () => {
  studio = await startStudio()
  owner = await studio.person('owner')
  expect(await owner.ask('POST', '/solutions', { name: 'kiosk', from: { kind: 'empty' } })).toMatchObject({
    status: 201,
  })
  const files = { 'flows/main.flow.json': JSON.stringify(flow), 'nlu/intents.yaml': nlu }
  expect(await owner.ask('PATCH', `${solution}/files`, { files })).toMatchObject({ status: 200 })
})
afterAll(() => studio?.close())

async function publish(after: number): Promise<void> {
  const published = await owner.ask('POST', `${solution}/environments/prod/publish`, { after })
  expect(published, JSON.stringify(published.body)).toMatchObject({ status: 201 })
}

/** What the bot answers to one sentence of somebody new. */
async function answerTo(text: string): Promise<readonly string[]> {
  const person = await arrive(studio.parley.url, { solution: 'kiosk', environment: 'prod' })
  return person.says(text)
}

/** Clean for axe, light and dark, and kept as pictures where somebody wants to look at them. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (screenshots !== undefined) {
      await mkdir(screenshots, { recursive: true })
      await page.screenshot({ path: join(screenshots, `studio-understanding-${name}-${colorScheme}.png`) })
    }
    found.push(...(await violations(page)).map((each) => `${name}, ${colorScheme}: ${each}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const text = async (): Promise<string> => {
  const { body } = await owner.ask('GET', `${solution}/files`)
  return (body as { readonly files: { readonly [path: string]: string } }).files['nlu/intents.yaml'] ?? ''
}

describe('a sentence that nobody foresaw', () => {
  it('lands in the inbox, becomes an example by hand, and is understood once it is published', async () => {
    await publish(0)
    const odd = 'gift wrapping for Ada, call 0555 123 4567'
    expect(await answerTo(odd)).toContain('I did not get that.')
    expect(await answerTo('wrapping paper, gift wrapping')).toContain('I did not get that.')
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    // The first page waits until the Studio has been built.
    await page.getByRole('tab', { name: 'Inbox' }).click({ timeout: 120_000 })
    await page.getByText('gift wrapping for Ada, call ‹phone›').first().waitFor(patient)
    await page
      .getByRole('checkbox', { name: /^wrapping paper, gift wrapping|gift wrapping for Ada.* and 1 like it/ })
      .first()
      .press('Space')
    await look(page, 'inbox')
    const decide = page.getByRole('region', { name: /chosen$/ })
    await decide.getByRole('button', { name: /They mean/ }).press('Enter')
    await page.getByRole('option', { name: 'A new intent …' }).click()
    await decide.getByLabel('Name of the new intent').fill('gift')
    await decide.getByRole('button', { name: 'Add as examples' }).press('Enter')
    await page.getByText(/examples? w.* added to “gift”/).waitFor(patient)
    await expect.poll(text, patient).toMatch(/gift:\n {4}examples:/)
    expect(await text()).toContain('# What people ask at the kiosk')
    // Nothing has changed for people yet.
    expect(await answerTo(odd)).toContain('I did not get that.')

    const said = { ...flow.nodes.meant, intents: [...flow.nodes.meant.intents, { intent: 'gift', port: 'hours' }] }
    const files = { 'flows/main.flow.json': JSON.stringify({ ...flow, nodes: { ...flow.nodes, meant: said } }) }
    expect(await owner.ask('PATCH', `${solution}/files`, { files })).toMatchObject({ status: 200 })
    await publish(1)
    expect(await answerTo('gift wrapping please')).toContain('From nine to five.')
    await page.context().close()
  })
})

describe('words in a transcript', () => {
  it('are proposed with what somebody of the brand says they meant', async () => {
    const person = await arrive(studio.parley.url, { solution: 'kiosk', environment: 'prod' })
    await person.says('are the doors shut, call 0555 123 4567')
    const page = await studio.open(`/s/kiosk/transcripts/${person.conversation}`, {
      bypassCSP: true,
      width: 1280,
      height: 900,
    })
    await page.getByRole('button', { name: 'Say what this meant' }).press('Enter', { timeout: 120_000 })
    const dialog = page.getByRole('dialog', { name: 'What did they mean?' })
    await dialog.getByRole('button', { name: /They meant/ }).press('Enter')
    await page.getByRole('option', { name: 'hours' }).click()
    await look(page, 'meant')
    await dialog.getByRole('button', { name: 'Propose it' }).press('Enter')
    await page.getByText('It waits in the inbox.').waitFor(patient)
    const { body } = await owner.ask('GET', `${solution}/inbox?reason=corrected`)
    expect(body).toMatchObject({
      sentences: [{ text: 'are the doors shut, call ‹phone›', intent: 'hours', conversation: person.conversation }],
    })
    expect(await text()).not.toContain('doors')
    await page.context().close()
  })
})

describe('the page', () => {
  it('edits intents, tries sentences and measures, by keyboard', async () => {
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('button', { name: /^parcel/ }).click({ timeout: 120_000 })
    await page.getByLabel('More examples').fill('is my parcel here\nparcel from [Seoul](city)')
    await page.getByRole('button', { name: 'Add them' }).press('Enter')
    await expect.poll(text, patient).toContain('- parcel from [Seoul](city)')
    const example = page.getByLabel('Example 6', { exact: true })
    await example.focus()
    await example.press('Home')
    for (let at = 0; at < 6; at += 1) await example.press('ArrowRight')
    for (let at = 0; at < 6; at += 1) await example.press('Shift+ArrowRight')
    await page.getByRole('button', { name: 'Mark', exact: true }).press('Enter')
    await expect.poll(text, patient).toContain('is my [parcel](city) here')
    await page.getByLabel('Name', { exact: true }).fill('delivery')
    await page.getByRole('button', { name: 'Rename everywhere' }).press('Enter')
    await expect.poll(text, patient).toContain('  delivery:')
    await look(page, 'intents')
    const { body } = await owner.ask('GET', `${solution}/files`)
    const main = (body as { readonly files: { readonly [path: string]: string } }).files['flows/main.flow.json'] ?? ''
    expect(JSON.parse(main).nodes.meant).toMatchObject({ to: { delivery: 'follow' } })

    await page.getByRole('tab', { name: 'Try a sentence' }).click()
    await page.getByRole('textbox', { name: 'A sentence' }).fill('is the parcel late')
    await page.getByText('It means “delivery”.').waitFor(patient)
    await page
      .getByRole('region', { name: 'Because of these examples' })
      .getByText('my parcel is late')
      .waitFor(patient)
    await look(page, 'try')

    await page.getByRole('tab', { name: 'Quality' }).click()
    await page.getByRole('button', { name: /Compare with/ }).press('Enter')
    await page.getByRole('option', { name: 'What production runs' }).click()
    await page.getByRole('button', { name: 'Measure' }).click()
    await page.getByRole('columnheader', { name: 'Version 2' }).first().waitFor(patient)
    await look(page, 'quality')
    await page.getByRole('slider', { name: /Least confidence/ }).fill('0.9')
    await page.getByRole('button', { name: 'Keep this threshold' }).press('Enter')
    await expect.poll(text, patient).toContain('threshold: 0.9')
    await page.evaluate(() => localStorage.setItem('parley.studio.language', 'ko'))
    await page.reload()
    await page.getByRole('tab', { name: '받은 문장' }).click(patient)
    await page
      .getByText('결정할 문장이 없습니다')
      .or(page.getByText(/문장 \d+개/))
      .first()
      .waitFor(patient)
    await look(page, 'korean')
    expect(found).toEqual([])
    await page.context().close()
  })
})
