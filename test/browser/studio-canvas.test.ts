import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun
beforeAll(async () => {
  studio = await startStudio()
})
afterAll(() => studio?.close())

const canvasOf = (page: Page): Locator => page.getByRole('application', { name: /^Canvas/ })
const nodeOf = (page: Page, name: RegExp): Locator => canvasOf(page).getByRole('group', { name })
const cardOf = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`)

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('it is not on the page')
  return box
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.PARLEY_SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/studio-canvas-${name}.png` })
}

/** Drags with the pointer, in steps as a hand does. */
async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  drop = true,
): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  if (drop) await page.mouse.up()
}

/** Drags with a finger. */
async function fingerOf(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...at] })
  return async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
    await touch('touchStart', [from])
    for (let step = 1; step <= 8; step += 1)
      await touch('touchMove', [{ x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 }])
    await touch('touchEnd', [])
  }
}

const saved = (page: Page): Promise<void> => page.getByText('Saved', { exact: true }).first().waitFor()

describe('the canvas', () => {
  test('an empty flow says how to begin, and grows by keys alone', async () => {
    const page = await studio.open('/s/braze-signup', { bypassCSP: true })
    await page.getByRole('button', { name: 'Add a flow' }).click()
    await page.getByRole('heading', { name: 'How should the conversation begin?' }).waitFor()
    await shot(page, 'begin')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: /^Ask a question/ }).press('Enter')
    await nodeOf(page, /^Ask: ask\..*start of the flow/).waitFor()

    await canvasOf(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('n')
    await page.getByRole('combobox', { name: 'Search for a node' }).waitFor()
    await page.keyboard.type('goodbye')
    await page.keyboard.press('Enter')
    const end = nodeOf(page, /^End: end/)
    await end.waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('End'))
    await page.keyboard.press('ArrowLeft')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Ask'))

    // Where the one exit leads already, a new node comes between.
    await page.keyboard.press('n')
    await page.getByText(/^Added between ask/).waitFor()
    await page.keyboard.type('timer')
    await page.keyboard.press('Enter')
    await nodeOf(page, /^Wait: 10m/).waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Wait'))
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'Next leads to end' }).waitFor()
    await shot(page, 'exits')
    await page.keyboard.press('Escape')
    // The list closes first; keys are its own until the focus is back.
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Wait'))
    await page.keyboard.press('Control+z')
    await nodeOf(page, /^Wait/).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+z')
    await nodeOf(page, /^Wait/).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: 'Shortcuts of the canvas' }).waitFor()
    await page.keyboard.press('Escape')
    await page.context().close()
  })

  test('nodes are dragged, joined by dragging a port, copied into another flow, and are there after a reload', async () => {
    const page = await studio.open('/s/braze-signup/flows/main', { bypassCSP: true })
    const welcome = cardOf(page, 'welcome')
    await welcome.waitFor()
    await shot(page, 'demo')
    const before = await boxOf(welcome)
    await drag(page, { x: before.x + 60, y: before.y + 12 }, { x: before.x + 90, y: before.y + 180 })
    const after = await boxOf(welcome)
    expect(after.y - before.y).toBeGreaterThan(120)

    const dot = await boxOf(welcome.locator('.react-flow__handle.source'))
    await drag(page, { x: dot.x + dot.width / 2, y: dot.y + dot.height / 2 }, { x: dot.x + 60, y: dot.y + 110 })
    await page.getByText(/^Added after welcome/).waitFor()
    await page.keyboard.type('say')
    await page.keyboard.press('Enter')
    await cardOf(page, 'say').waitFor()

    await welcome.click({ position: { x: 60, y: 12 } })
    await page.keyboard.press('Control+c')
    await page.getByRole('navigation', { name: 'Flows' }).getByRole('button', { name: 'flow', exact: true }).click()
    await cardOf(page, 'ask').waitFor()
    await canvasOf(page).focus()
    await page.keyboard.press('Control+v')
    await nodeOf(page, /^Say: Hello! Six short questions/).waitFor()
    await saved(page)
    await page.reload()
    await nodeOf(page, /^Say: Hello! Six short questions/).waitFor()
    await page.getByRole('navigation', { name: 'Flows' }).getByRole('button', { name: 'main' }).click()
    await cardOf(page, 'say').waitFor()
    expect(await violations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'dark')
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  test('a sub-flow opens in place, with the way back; a flow in use is not removed, and calls follow its new name', async () => {
    const page = await studio.open('/s/braze-signup/flows/main')
    await page.getByRole('button', { name: 'Add a flow' }).click()
    await page.getByRole('button', { name: /^From a template/ }).click()
    await page.getByRole('button', { name: /^Sign-up/ }).click()
    await cardOf(page, 'thanks').waitFor()
    const name = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByRole('navigation', { name: 'Flows' }).getByRole('button', { name: 'main' }).click()
    await cardOf(page, 'welcome').waitFor()
    await canvasOf(page).focus()
    await page.keyboard.press('n')
    await page.keyboard.type('sub-flow')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Sub-flow'))
    // What it runs is chosen in its settings.
    await page.keyboard.press('i')
    await page.getByRole('button', { name: /Flow to run/ }).click()
    await page.getByRole('option', { name, exact: true }).click()
    await nodeOf(page, new RegExp(`^Sub-flow: ${name}`)).focus()
    await page.keyboard.press('Enter')
    await cardOf(page, 'thanks').waitFor()
    const way = page.getByRole('navigation', { name: 'Where you came from' })
    await shot(page, 'sub-flow')

    await page.getByRole('button', { name: `What to do with the flow ${name}` }).click()
    await page.getByRole('menuitem', { name: /^Remove/ }).click()
    await page.getByRole('button', { name: 'main · call' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: `What to do with the flow ${name}` }).click()
    await page.getByRole('menuitem', { name: /^Rename/ }).click()
    await page.getByLabel('Name of the flow').fill('join')
    await page.keyboard.press('Enter')
    await way.getByRole('button', { name: 'main' }).click()
    await nodeOf(page, /^Sub-flow: join/).waitFor()
    await page.context().close()
  })

  test('a finger selects with a frame where that is chosen, and a note is moved and resized by keys alone', async () => {
    const page = await studio.open('/s/braze-signup/flows/main')
    const welcome = cardOf(page, 'welcome')
    await welcome.waitFor()
    const chosen = canvasOf(page).locator('[role="group"][aria-current="true"]')
    const { x, y, width, height } = await boxOf(welcome)
    const finger = await fingerOf(page)
    await page.getByRole('button', { name: 'Select with a frame' }).click()
    await page.getByText('Drag over the canvas to select with a frame').waitFor()
    await finger({ x: x - 12, y: y - 30 }, { x: x + width + 12, y: y + height + 12 })
    await expect.poll(() => chosen.count()).toBeGreaterThan(0)
    await expect.poll(() => boxOf(welcome)).toEqual({ x, y, width, height })
    await canvasOf(page).focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => chosen.count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Select with a frame' }).getAttribute('aria-pressed')).toBe('false')

    await page.keyboard.press('m')
    const words = page.getByLabel('Text of the note')
    await words.waitFor()
    await expect.poll(() => words.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('Ask Legal')
    const note = page.locator('.react-flow__node-sticker')
    const before = await boxOf(note)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+ArrowRight')
    await page.keyboard.press('Control+ArrowDown')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect
      .poll(async () => {
        const now = await boxOf(note)
        return [now.x === before.x, now.width > before.width, now.height > before.height, now.y > before.y]
      })
      .toEqual([true, true, true, true])
    await page.keyboard.press('Enter')
    await page.keyboard.type('!')
    await expect.poll(() => words.inputValue()).toBe('Ask Legal!')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Delete')
    await note.waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('somebody removes the node that another one is dragging, and nothing breaks', async () => {
    const [mine, theirs] = await Promise.all([
      studio.open('/s/braze-signup/flows/main'),
      studio.open('/s/braze-signup/flows/main', { role: 'designer' }),
    ])
    const failures: string[] = []
    mine.on('pageerror', (error) => failures.push(error.message))
    await cardOf(mine, 'first_name').waitFor()
    await cardOf(theirs, 'first_name').waitFor()
    const box = await boxOf(cardOf(mine, 'first_name'))
    await drag(mine, { x: box.x + 60, y: box.y + 12 }, { x: box.x + 100, y: box.y + 150 }, false)
    await cardOf(theirs, 'first_name').click({ position: { x: 60, y: 12 } })
    await theirs.keyboard.press('Delete')
    await cardOf(mine, 'first_name').waitFor({ state: 'detached' })
    await mine.mouse.move(box.x + 200, box.y + 200, { steps: 3 })
    await mine.mouse.up()
    const welcome = await boxOf(cardOf(mine, 'welcome'))
    const was = (await boxOf(cardOf(theirs, 'welcome'))).y
    await drag(mine, { x: welcome.x + 60, y: welcome.y + 12 }, { x: welcome.x + 80, y: welcome.y + 90 })
    await theirs.waitForFunction((top) => {
      const card = document.querySelector('.react-flow__node[data-id="welcome"]')
      return card !== null && Math.abs(card.getBoundingClientRect().top - top) > 20
    }, was)
    expect(failures).toEqual([])
    await theirs.keyboard.press('Control+z')
    await cardOf(mine, 'first_name').waitFor()
    await Promise.all([mine.context().close(), theirs.context().close()])
  })
})
