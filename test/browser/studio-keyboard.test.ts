import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pages } from '../../packages/studio/app/pages.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun

beforeAll(async () => {
  studio = await startStudio()
})
afterAll(() => studio?.close())

const names: { readonly [name: string]: string } = { solution: 'braze-signup', flow: 'main' }
const addressOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => !part.endsWith('?'))
    .map((part) => (part.startsWith(':') ? (names[part.slice(1)] ?? part) : part))
    .join('/')

/** More stops than any page has. */
const mostStops = 150

interface Stop {
  /** So that the same element is known again. */
  readonly number: number
  readonly what: string
  /** A line around it, or around what stands for it, tells where the focus is. */
  readonly isSeen: boolean
  readonly isEditor: boolean
  /** The browser's own field for a day has one for each of its parts. */
  readonly hasMoreStops: boolean
}

/** Where the focus is; `null` when it is on nothing. */
const stopAt = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return null
    const noted = globalThis as unknown as { stops?: Element[] }
    noted.stops ??= []
    if (!noted.stops.includes(element)) noted.stops.push(element)
    // A control may be drawn by what it stands in: the box of a checkbox, the frame of an editor.
    const around = [
      element,
      element.parentElement,
      element.parentElement?.parentElement,
      element.closest('label'),
      element.closest('.cm-editor'),
    ]
    const beside = [...(element.closest('label')?.querySelectorAll('*') ?? [])]
    const isMarked = (each: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each)
      return outlineStyle !== 'none' && outlineWidth !== '0px'
    }
    const isEditor = element.closest('.cm-editor, .monaco-editor') !== null
    return {
      number: noted.stops.indexOf(element),
      what: element.outerHTML.slice(0, 160),
      isSeen: isEditor || [...around, ...beside].some((each) => each !== null && each !== undefined && isMarked(each)),
      isEditor,
      hasMoreStops: element instanceof HTMLInputElement && ['date', 'datetime-local', 'time'].includes(element.type),
    }
  })

it('every page is walked through with the keyboard, and left again', { timeout: 600_000 }, async () => {
  const wrong: string[] = []
  for (const role of [null, 'owner'] as const) {
    const page = await studio.open('/sign-in', { role })
    for (const { path } of pages.filter(({ frame }) => (frame === 'none') === (role === null))) {
      await page.goto(`${studio.parley.url}/studio/${addressOf(path)}`)
      await page.locator('h1').first().waitFor({ timeout: 60_000 })
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      const stops: Stop[] = []
      let isOut = false
      while (!isOut && stops.length < mostStops) {
        if (stops.at(-1)?.isEditor === true) await page.keyboard.press('Escape')
        await page.keyboard.press('Tab')
        const stop = await stopAt(page)
        isOut = stop === null || stop.number < (stops.at(-1)?.number ?? -1)
        if (stop === null || isOut) break
        if (stop.number === stops.at(-1)?.number && !stop.hasMoreStops) {
          wrong.push(`/${path}: the focus stays on ${stop.what}`)
          break
        }
        if (!stop.isSeen) wrong.push(`/${path}: nothing shows the focus on ${stop.what}`)
        stops.push(stop)
      }
      if (stops.length === mostStops) wrong.push(`/${path}: no end after ${mostStops} stops`)
      if (stops.length === 0) wrong.push(`/${path}: nothing can be reached`)
    }
    await page.context().close()
  }
  expect(wrong).toEqual([])
})

it('going to another page takes the focus, the title and what is read out along', async () => {
  const page = await studio.open('/')
  await page.getByRole('link', { name: 'braze-signup' }).press('Enter')
  await page.getByRole('navigation', { name: 'Pages of the solution' }).waitFor({ timeout: 60_000 })
  await expect.poll(() => page.title()).toMatch(/braze-signup · Parley Studio$/)
  await page.getByRole('link', { name: 'Texts' }).press('Enter')
  await page.getByRole('heading', { name: 'Texts', level: 1 }).waitFor()
  expect(await page.title()).toBe('Texts · braze-signup · Parley Studio')
  expect(await page.locator('[aria-live="polite"]').first().textContent()).toBe('Texts · braze-signup · Parley Studio')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('page')
  await page.getByRole('link', { name: 'People' }).press('Enter')
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  // The skip link is the first stop, and leads past the navigation.
  await page.reload()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.context().close()
})

it('a dialog takes the focus, keeps it, and gives it back', async () => {
  const page = await studio.open('/people')
  const open = page.getByRole('button', { name: 'Invite somebody' })
  await open.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement))
  for (let stop = 0; stop < 8; stop += 1) {
    expect(await inside()).toBe(true)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => open.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})

it('with forced colours and without motion, what is chosen is told by a line and nothing moves', async () => {
  const page = await studio.open('/s/braze-signup/braze')
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const line = (selected: boolean) =>
    page
      .getByRole('tab', { selected })
      .first()
      .evaluate((tab) => getComputedStyle(tab).borderBottomColor)
  expect(await line(true)).not.toBe(await line(false))
  await page.getByRole('button', { name: 'Language and appearance' }).press('Enter')
  const focused = page.locator('[role="menuitem"][data-focused]')
  await focused.waitFor()
  expect(await focused.evaluate((item) => getComputedStyle(item).outlineStyle)).toBe('solid')
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  )
  expect(moving).toBe(0)
  await page.context().close()
})
