import { type ActionSignature, compile, type NodeKindName, nodeKinds, type Problem } from '@parley/flow'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindViews } from '../../packages/studio/canvas/kind-view.ts'
import type { FlowFile, NodeFile } from '../../packages/studio/source/flow-file.ts'
import { violations } from '../support/axe.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
const solution = '/solutions/braze-signup'
/** A limit for what never comes, not a measure. */
const patient = { timeout: 20_000 }

beforeAll(async () => {
  studio = await startStudio()
  const owner = await studio.person('owner')
  await owner.ask('PATCH', `${solution}/files`, { files: startingFiles() })
})
afterAll(() => studio?.close())

const idOf = (kind: NodeKindName): string => kind.replaceAll('-', '_')

/** A flow with a node of each kind as the canvas makes them, and what they can name. */
function startingFiles(): { readonly [path: string]: string } {
  const fresh = nodeKinds.map((kind) => [idOf(kind), kindViews[kind].fresh(idOf(kind))] as const)
  const variables = {
    email: { type: 'email' },
    first_name: { type: 'text', default: 'Ada' },
    age: { type: 'number', default: 20 },
    last_name: { type: 'text', default: 'Lovelace' },
    dob: { type: 'date', default: '1990-05-03' },
    home_city: { type: 'text', default: 'London' },
    operating_system: { type: 'choice', default: 'iOS' },
    ...Object.assign({}, ...fresh.map(([, { variables = {} }]) => variables)),
  }
  const nodes = Object.fromEntries(fresh.map(([id, { node }]) => [id, node]))
  const helper = { format: 1, start: 'bye', nodes: { bye: { kind: 'end', text: 'Bye.' } } }
  return {
    'flows/kinds.flow.json': JSON.stringify({ format: 1, start: 'say', variables, nodes }),
    'flows/helper.flow.json': JSON.stringify(helper),
    'nlu/intents.yaml': 'intents:\n  stop:\n    examples: [I want to stop, please stop this]\n',
  }
}

/** Somebody who fills in the inspector with the keyboard alone. */
class Typist {
  readonly page: Page
  readonly panel: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('region', { name: 'Settings', exact: true })
  }

  async open(id: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Find', exact: true }).press('Enter')
    await this.page.keyboard.type(id)
    await this.page
      .getByRole('option', { name: new RegExp(`\\b${id}\\b`) })
      .first()
      .waitFor()
    await this.page.keyboard.press('Enter')
    await expect.poll(() => this.panel.getByLabel('Name of the node').inputValue(), patient).toBe(id)
  }

  async type(label: string | RegExp, text: string): Promise<void> {
    const words = this.panel.getByRole('textbox', { name: label })
    const field = words.or(this.panel.getByRole('spinbutton', { name: label })).first()
    await field.focus()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Tab')
  }

  /** Adds a name to a list of names. */
  async add(label: string, name: string): Promise<void> {
    await this.panel.getByLabel(label, { exact: true }).first().focus()
    await this.page.keyboard.type(name)
    await this.page.keyboard.press('Enter')
  }

  async choose(label: RegExp, option: string, within: Locator = this.panel): Promise<void> {
    await within.getByRole('button', { name: label }).first().focus()
    await this.page.keyboard.press('Enter')
    const list = this.page.getByRole('listbox')
    await list.waitFor()
    await this.page.keyboard.type(option)
    await expect
      .poll(() => list.locator('[data-focused]').first().textContent(), patient)
      .toMatch(new RegExp(`^${option.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
    await this.page.keyboard.press('Enter')
    await list.waitFor({ state: 'hidden' })
  }

  async unfold(section: string): Promise<void> {
    await this.panel.locator('summary', { hasText: section }).press('Enter')
  }

  async tick(box: RegExp): Promise<void> {
    await this.panel.getByRole('checkbox', { name: box }).press('Space')
  }

  async press(button: string | RegExp): Promise<void> {
    await this.panel.getByRole('button', { name: button }).first().press('Enter')
  }

  /** Lets every exit that must lead somewhere lead to the end. */
  async connect(): Promise<void> {
    const exits = this.panel.getByRole('region', { name: 'Where it goes on' }).getByRole('listitem')
    const open = exits.filter({ hasText: 'must lead somewhere' })
    // Further exits may appear meanwhile: the compiler looks again after every edit.
    while ((await open.count()) > 0) {
      const field = await open.first().getAttribute('data-field')
      const exit = this.panel.locator(`li[data-field="${field}"]`)
      await this.choose(/^Nowhere yet/, 'end', exit)
      await expect.poll(() => exit.textContent(), patient).not.toContain('must lead somewhere')
    }
  }
}

/** What is filled in for each kind beyond what a new node has. */
const fillings: { readonly [kind in NodeKindName]: (typist: Typist) => Promise<void> } = {
  say: (it) => it.type('What the bot says', 'Hello {{ first_name }}, welcome.'),
  async ask(it) {
    await it.type('The question', 'What is your e-mail address?')
    await it.choose(/What it takes for an answer/, 'E-mail address')
  },
  async branch(it) {
    await it.choose(/\bWhat$/, 'age')
    await it.choose(/\bHow$/, 'is at least')
    await it.type('With what', '18')
  },
  async set(it) {
    await it.add('Add a variable', 'first_name')
    await it.type('first_name becomes', 'Grace')
  },
  async action(it) {
    await it.choose(/Action$/, 'track-user')
    await it.press(/^Fill in what fits by name/)
  },
  wait: (it) => it.type('How long', '5m'),
  call: (it) => it.choose(/Flow to run/, 'helper'),
  experiment: (it) => it.type('Share', '70'),
  hours: (it) => it.choose(/Time zone/, 'UTC'),
  'hand-over': (it) => it.type('Said to the person beforehand', 'One moment.'),
  understand: (it) => it.press('Add an intent'),
  async end(it) {
    await it.type('Last words', 'Goodbye, {{ first_name }}.')
    await it.type(/How it ended/, 'completed')
  },
  'braze-track': (it) => it.add('Add an attribute', 'first_name'),
  'braze-look-up': (it) => it.add('Read into a variable', 'first_name'),
  async 'braze-alias'(it) {
    await it.choose(/The new name: Kind of value/, 'Variable')
    await it.choose(/The new name$/, 'email')
    await it.type('What kind of name it is', 'newsletter')
  },
  'braze-identify': (it) => it.choose(/external id\)$/, 'contact.external_id'),
  'braze-subscribe': (it) => it.choose(/From now on the person is/, 'unsubscribed'),
  'braze-canvas': (it) => it.type('Canvas', 'b9d1e2a4-0000-4000-8000-000000000001'),
  'braze-campaign': (it) => it.type('Campaign', 'b9d1e2a4-0000-4000-8000-000000000002'),
}

async function problemsNow(): Promise<readonly Problem[]> {
  const owner = await studio.person('owner')
  const { body } = await owner.ask('GET', `${solution}/files`)
  const { files } = body as { readonly files: { readonly [path: string]: string } }
  const around = (await owner.ask('GET', `${solution}/surroundings`)).body as {
    readonly actions: { readonly [name: string]: ActionSignature }
  }
  const flows = ['kinds', 'helper'].map((name) => {
    const file = `flows/${name}.flow.json`
    return [name, { file, text: files[file] ?? '' }] as const
  })
  return compile({
    name: 'kinds',
    start: 'kinds',
    flows: Object.fromEntries(flows),
    actions: around.actions,
    intents: { stop: ['I want to stop'] },
  }).problems.filter(({ severity }) => severity === 'error')
}

async function kindsNow(): Promise<FlowFile> {
  const owner = await studio.person('owner')
  const { body } = await owner.ask('GET', `${solution}/files`)
  const { files } = body as { readonly files: { readonly [path: string]: string } }
  return JSON.parse(files['flows/kinds.flow.json'] ?? '') as FlowFile
}

/** What a flow says of free words. */
function saidOf({ understanding, variables, nodes }: FlowFile) {
  const { fills, skip_known, variable }: Partial<NodeFile> = nodes.ask ?? {}
  const { ambiguous, least }: Partial<NodeFile> = nodes.understand ?? {}
  const { entity } = variables?.[String(variable)] ?? {}
  return { understanding, entity, ask: { fills, skip_known }, understand: { ambiguous, least } }
}

describe('the inspector', () => {
  it('fills in every kind of node with the keyboard, and what comes of it compiles', async () => {
    expect((await problemsNow()).length).toBeGreaterThan(10)
    const page = await studio.open('/s/braze-signup/flows/kinds', { width: 1400, height: 1000 })
    const typist = new Typist(page)
    for (const kind of nodeKinds) {
      await typist.open(idOf(kind))
      await fillings[kind](typist)
      await typist.connect()
    }
    // Exits that the compiler found after a node was left.
    for (const { place } of await problemsNow()) {
      if (place.node === undefined) continue
      await typist.open(place.node)
      await typist.connect()
    }
    await expect.poll(problemsNow, patient).toEqual([])
    await page.context().close()
  })

  it('sets what free words mean with the keyboard, and has no barriers there', async () => {
    const page = await studio.open('/s/braze-signup/flows/kinds', { width: 1400, height: 1000, bypassCSP: true })
    const typist = new Typist(page)
    await typist.panel.waitFor()
    await typist.unfold('What free words may mean')
    await typist.tick(/^Understand free words anywhere/)
    await typist.add('Add an intent', 'stop')
    await typist.type('The answer', 'All right.')
    await typist.tick(/^Answer greetings and thanks/)
    expect(await violations(page)).toEqual([])

    await typist.open('ask')
    await typist.unfold('When people say more, or something else')
    await typist.choose(/Filled when people mention/, 'An e-mail address')
    await typist.choose(/Words here also fill/, 'Nothing else')
    await typist.choose(/Pass the question over/, 'Whenever the answer is known')
    expect(await violations(page)).toEqual([])

    await typist.open('understand')
    await typist.unfold('When it is not clear')
    await typist.tick(/^Ask people which they meant/)
    await typist.unfold('How sure it has to be')
    await typist.type('Least confidence, in percent', '60')
    expect(await violations(page)).toEqual([])

    await expect
      .poll(async () => saidOf(await kindsNow()), patient)
      .toEqual({
        understanding: { intents: { stop: { answer: 'All right.' } }, small_talk: true },
        entity: 'email',
        ask: { fills: [], skip_known: true },
        understand: { ambiguous: {}, least: 0.6 },
      })
    await page.context().close()
  })

  it('has no barriers, whatever is selected', async () => {
    const page = await studio.open('/s/braze-signup/flows/main', { width: 1400, height: 1000, bypassCSP: true })
    const typist = new Typist(page)
    await typist.panel.waitFor()
    expect(await violations(page)).toEqual([])
    for (const id of ['operating_system', 'track']) {
      await typist.open(id)
      expect(await violations(page), id).toEqual([])
    }
    await page.context().close()
  })
})

describe('the page of texts', () => {
  it('translates a text with the keyboard into a language that is added', async () => {
    const page = await studio.open('/s/braze-signup/texts', { bypassCSP: true })
    await page.getByRole('button', { name: 'Add a language' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /Language$/ }).press('Enter')
    await page.keyboard.type('Arabic')
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.getByRole('columnheader', { name: 'Arabic (ar)' }).waitFor()
    await page.getByRole('button', { name: /^ar, welcome text/ }).press('Enter')
    const field = page.getByRole('textbox', { name: 'ar, welcome text' })
    await expect.poll(() => field.getAttribute('contenteditable'), patient).toBe('true')
    expect(await field.getAttribute('dir')).toBe('rtl')
    await field.focus()
    await page.keyboard.type('مرحبا')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('button', { name: 'ar, welcome text: مرحبا' }).waitFor()
    const owner = await studio.person('owner')
    const saved = async () => {
      const { body } = await owner.ask('GET', `${solution}/files`)
      return (body as { readonly files: { readonly [path: string]: string } }).files['texts/ar.yaml']
    }
    await expect.poll(saved, patient).toBe('# العربية\n\nmain:\n  welcome:\n    text: مرحبا\n')
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})
