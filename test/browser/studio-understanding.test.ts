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

const text = async (path = 'nlu/intents.yaml'): Promise<string> => {
  const { body } = await owner.ask('GET', `${solution}/files`)
  return (body as { readonly files: { readonly [path: string]: string } }).files[path] ?? ''
}

describe('a sentence that nobody foresaw', () => {
  it('lands in the inbox, becomes an example by hand, and is understood once it is published', async () => {
    await publish(0)
    const odd = 'wrapping paper, gift wrapping'
    expect(await answerTo(odd)).toContain('I did not get that.')
    // Whether it is not understood or taken for something without being sure: it waits in the inbox.
    await answerTo('gift wrapping for Ada, call 0555 123 4567')
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
    await expect.poll(() => text(), patient).toMatch(/gift:\n {4}examples:/)
    expect(await text()).toContain('# What people ask at the kiosk')
    // Nothing has changed for people yet.
    expect(await answerTo(odd)).toContain('I did not get that.')
    await page.getByRole('button', { name: 'Put them back into the inbox' }).press('Enter')
    await expect.poll(() => text(), patient).not.toContain('gift')
    await page
      .getByRole('checkbox', { name: /^wrapping paper, gift wrapping|gift wrapping for Ada.* and \d+ like it/ })
      .first()
      .press('Space')
    await decide.getByRole('button', { name: /They mean/ }).press('Enter')
    await page.getByRole('option', { name: 'A new intent …' }).click()
    await decide.getByLabel('Name of the new intent').fill('gift')
    await decide.getByRole('button', { name: 'Add as examples' }).press('Enter')
    await expect.poll(() => text(), patient).toMatch(/gift:\n {4}examples:/)
    await page.getByRole('button', { name: 'Compare with the live version' }).press('Enter')
    await page.getByRole('columnheader', { name: 'Version 1' }).first().waitFor(patient)
    await page.getByRole('tab', { name: 'Intents' }).click()
    await page.getByRole('tab', { name: 'Quality' }).click()
    expect(await page.getByRole('columnheader', { name: 'Version 1' }).first().isVisible()).toBe(true)

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
  it('takes in a table of another program, after showing what would be written, and back again', async () => {
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('button', { name: 'Import …' }).press('Enter', { timeout: 120_000 })
    const dialog = page.getByRole('dialog', { name: 'Import intents' })
    const choose = async (name: string, content: string): Promise<void> => {
      const chooser = page.waitForEvent('filechooser')
      await dialog.getByRole('button', { name: 'Choose a file …' }).press('Enter')
      await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
    }
    await choose('bot.csv', 'a,b\n1,2\n')
    await dialog.getByText(/No columns are named "text"/).waitFor(patient)
    await choose('bot.csv', 'Utterance,Intent\nI want a refund,Refund money!\n환불해 주세요,Refund money!\n,lost\n')
    await dialog.getByText('1 intent, 2 examples').waitFor(patient)
    await dialog.getByText('Renamed (1)').click()
    await dialog.getByText('Refund money! becomes Refund_money').waitFor(patient)
    await dialog.getByText('Left out (1)').waitFor(patient)
    await look(page, 'import')
    await dialog.getByRole('button', { name: 'Add to the solution' }).press('Enter')
    await expect.poll(() => text('nlu/bot.yaml'), patient).toContain('환불해 주세요')
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect.poll(() => text('nlu/bot.yaml'), patient).toBe('')
    await page.context().close()
  })

  it('edits lists, patterns and synonyms of what people mention', async () => {
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('tab', { name: 'Entities' }).click({ timeout: 120_000 })
    await page.getByLabel('Name of the new entity').fill('size of parcel')
    await page.getByRole('button', { name: 'Add an entity' }).press('Enter')
    await page.getByRole('heading', { name: 'size_of_parcel' }).waitFor(patient)
    await page.getByLabel('New item', { exact: true }).fill('large')
    await page.getByLabel(/^Other words, with/).fill('big, 큰')
    await page.getByRole('button', { name: 'Add the item' }).press('Enter')
    const others = page.getByLabel('Other words for large')
    await others.fill('big, 큰, groß')
    await others.press('Enter')
    await page.getByRole('textbox', { name: 'Patterns' }).fill('[0-9]+ cm')
    await page.getByRole('button', { name: 'Keep the patterns' }).press('Enter')
    await look(page, 'entities')
    await expect
      .poll(() => text(), patient)
      .toMatch(/size_of_parcel:\n {4}values:\n {6}large: \[big, 큰, groß\]\n {4}patterns:\n {6}- "?\[0-9\]\+ cm/)
    await page.getByRole('button', { name: 'Remove its list and patterns' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Remove its list and patterns' }).press('Enter')
    await expect.poll(() => text(), patient).not.toContain('size_of_parcel')
    await page.context().close()
  })

  it('edits intents, tries sentences and measures, by keyboard', async () => {
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('button', { name: /^parcel/ }).click({ timeout: 120_000 })
    await page.getByLabel('More examples').fill('is my parcel here\nparcel from [Seoul](city)')
    await page.getByRole('button', { name: 'Add them' }).press('Enter')
    await expect.poll(() => text(), patient).toContain('parcel from [Seoul](city)')
    const example = page.getByLabel('Example 6', { exact: true })
    await example.focus()
    await example.press('Home')
    for (let at = 0; at < 6; at += 1) await example.press('ArrowRight')
    for (let at = 0; at < 6; at += 1) await example.press('Shift+ArrowRight')
    await page.getByRole('button', { name: 'Mark', exact: true }).press('Enter')
    await expect.poll(() => text(), patient).toContain('is my [parcel](city) here')
    await page.getByLabel('Name', { exact: true }).fill('delivery')
    await page.getByRole('button', { name: 'Rename everywhere' }).press('Enter')
    await expect.poll(() => text(), patient).toContain('  delivery:')
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
    await expect.poll(() => text(), patient).toContain('threshold: 0.9')
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

describe('somebody who types', () => {
  it('keeps their words while others edit, is told what is wrong and where, and takes back what they did', async () => {
    const path = 'nlu/night.yaml'
    const write = async (...examples: readonly string[]): Promise<void> => {
      const list = examples.map((example) => `      - "${example}"\n`).join('')
      const files = { [path]: `intents:\n  night:\n    examples:\n${list}` }
      expect(await owner.ask('PATCH', `${solution}/files`, { files })).toMatchObject({ status: 200 })
    }
    await write('open at night', 'night hours', 'are you there after ten')
    const page = await studio.open('/s/kiosk/understanding', { bypassCSP: true, width: 1280, height: 900 })
    await page.getByRole('button', { name: /^night/ }).click({ timeout: 120_000 })
    await page.getByLabel('Example 2', { exact: true }).focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' and')
    await write('night hours', 'are you there after ten')
    await page.getByLabel('Example 3', { exact: true }).waitFor({ state: 'detached', ...patient })
    await page.keyboard.type(' mornings')
    await page.keyboard.press('Enter')
    await expect.poll(() => text(path), patient).toContain('night hours and mornings')
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(path), patient).not.toContain('mornings')

    await page.getByLabel('More examples').fill('open on [sunday](my day)')
    await page.getByRole('button', { name: 'Add them' }).press('Enter')
    await page.getByText(/A mark in .* cannot be read/).waitFor(patient)
    await write('night hours', 'open on [sunday](my day)')
    await page.getByText('Nothing is learned until this is mended:').waitFor(patient)
    await page.getByRole('tab', { name: 'Try a sentence' }).click()
    await page.getByRole('textbox', { name: 'A sentence' }).fill('at night')
    await page.getByText(/^Nothing can be learned/).waitFor(patient)
    await page.getByRole('button', { name: 'Open nlu/night.yaml, line 5' }).press('Enter')
    await page.getByRole('textbox', { name: 'Text of nlu/night.yaml' }).waitFor(patient)
    await look(page, 'files')
    await write('night hours', 'open on [sunday](day)')
    await page.getByText('Nothing is learned until this is mended:').waitFor({ state: 'detached', ...patient })
    expect(found).toEqual([])
    await page.context().close()
  })
})
