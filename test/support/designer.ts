import type { Locator, Page } from 'playwright-core'

/** Somebody who builds in the Studio with clicks and keys, as a designer does. */
export class Designer {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get settings(): Locator {
    return this.page.getByRole('region', { name: 'Settings', exact: true })
  }

  get canvas(): Locator {
    return this.page.getByRole('application', { name: /^Canvas/ })
  }

  get simulator(): Locator {
    return this.page.getByRole('region', { name: 'Simulator' })
  }

  node(name: RegExp): Locator {
    return this.canvas.getByRole('group', { name })
  }

  /** Goes to a page of the solution. */
  async go(page: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages of the solution' }).getByRole('link', { name: page }).click()
  }

  /** Writes into a field of the settings, over what is there. */
  async type(label: string | RegExp, words: string): Promise<void> {
    await this.settings.getByRole('textbox', { name: label }).first().click()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Tab')
  }

  async choose(label: RegExp, option: RegExp): Promise<void> {
    await this.settings.getByRole('button', { name: label }).first().click()
    await this.page.getByRole('option', { name: option }).first().click()
  }

  async open(section: string): Promise<void> {
    await this.settings.getByText(section, { exact: true }).click()
  }

  /** Adds the kind of node that is found first, after the one that is selected, and opens its settings with the keyboard. */
  async add(kind: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a node', exact: true }).click()
    const search = this.page.getByRole('combobox', { name: 'Search for a node' })
    await search.waitFor()
    await this.page.keyboard.type(kind)
    await this.page.keyboard.press('Enter')
    await search.waitFor({ state: 'detached' })
    await this.page.keyboard.press('Enter')
  }

  /** Says what the node is called, in everyday words, and waits for the name that it gets. */
  async name(words: string): Promise<void> {
    const field = this.settings.getByLabel('Name of the node')
    await field.click()
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.type(words)
    await this.page.keyboard.press('Enter')
    const id = words.toLowerCase().replace(/\W+/g, '_')
    await this.page.waitForFunction((given) => {
      const { activeElement } = document
      return activeElement instanceof HTMLInputElement && activeElement.value === given
    }, id)
  }

  /** Asks one more question. `answer`: what it takes, where that is not words. */
  async ask(question: string, name: string, answer?: RegExp): Promise<void> {
    await this.add('ask')
    await this.question(question, name, answer)
  }

  async question(question: string, name: string, answer?: RegExp): Promise<void> {
    await this.type('The question', question)
    if (answer !== undefined) await this.choose(/What it takes for an answer/, answer)
    await this.name(name)
  }

  /** Gives the choices of a question, of which there are two at first. */
  async offer(choices: readonly string[]): Promise<void> {
    for (const [index, words] of choices.entries()) {
      const field = this.settings.getByLabel(`Words of choice ${index + 1}`)
      if (index > 1) await this.settings.getByRole('button', { name: 'Add a choice' }).click()
      await field.click()
      await this.page.keyboard.press('ControlOrMeta+a')
      await this.page.keyboard.type(words)
      await this.page.keyboard.press('Tab')
    }
  }

  async end(words: string, outcome: string, name: string): Promise<void> {
    await this.add('end')
    await this.type('Last words', words)
    await this.type(/How it ended/, outcome)
    await this.name(name)
  }

  /** Adds an attribute of the Braze profile; the Studio finds the variable that it comes from. */
  async attribute(name: string): Promise<void> {
    await this.settings.getByRole('combobox', { name: 'Add an attribute' }).click()
    await this.page.keyboard.type(name)
    await this.page.keyboard.press('Enter')
    await this.settings.getByRole('button', { name: `Remove ${name}` }).waitFor()
  }

  /** Plays the person in the simulator. */
  async answer(words: string): Promise<void> {
    const field = this.simulator.getByRole('textbox', { name: 'Write a message' })
    await field.fill(words)
    await field.press('Enter')
    await this.simulator.getByRole('log').getByText(words, { exact: true }).waitFor()
  }

  async publish(environment: 'Sandbox' | 'Prod', note: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish …' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: new RegExp(`^${environment}`) }).check({ force: true })
    await dialog.getByText('No problems.').waitFor()
    await dialog.getByText('Tests: 1 passed, 0 failed.').waitFor()
    await dialog.getByLabel('What is new').fill(note)
    if (environment === 'Prod') await dialog.getByText('I have looked at what changes').click()
    await dialog.getByRole('button', { name: `Publish to ${environment.toLowerCase()}` }).click()
    await this.page.getByText(`runs in ${environment.toLowerCase()}.`).first().waitFor()
  }
}
