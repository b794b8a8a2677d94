import type { CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../test/support/chromium.ts'
import { ms, quantile, type Row } from './figures.ts'
import { startCanvasPage } from './studio-page.ts'

/** Nodes of a very large flow. */
const nodes = 2000
/** So many moves of the pointer, one a frame. */
const moves = 120
/** One frame at 60 a second. */
const frameMs = 1000 / 60
/** As many selected nodes are dragged together. */
const many = 200

interface Measured {
  /** Times between frames, sorted, milliseconds. */
  readonly frames: readonly number[]
  /** Of the page's own thread for one frame, milliseconds: scripts, style, layout, painting lists. */
  readonly perFrame: number
  readonly script: number
}

/** The canvas with a flow of 2,000 nodes in real Chromium, beside the same page with an empty canvas. */
export async function studio(): Promise<readonly Row[]> {
  const site = await startCanvasPage()
  const browser = await launchBrowser()
  try {
    const open = async (count: number): Promise<{ readonly page: Page; readonly devtools: CDPSession }> => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      const devtools = await page.context().newCDPSession(page)
      // Time that the page's thread has worked, not time that has passed: other programs do not count.
      await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
      await page.goto(`${site.url}?nodes=${count}`)
      await page.locator('.react-flow__pane').waitFor()
      if (count > 0) await page.locator('.react-flow__node-card').first().waitFor()
      await settled(page)
      return { page, devtools }
    }
    const rows: Row[] = []
    const empty = await open(0)
    rows.push(...rowsOf('an empty canvas, panned', await panned(empty), true))
    await empty.page.close()
    const full = await open(nodes)
    rows.push(...rowsOf(`${nodes} nodes, panned where cards can be read`, await panned(full)))
    rows.push(...rowsOf('… zoomed out until all are seen, and in again', await zoomed(full)))
    rows.push(...rowsOf('… one node dragged', await dragged(full, 1)))
    rows.push(...rowsOf(`… ${many} nodes dragged together`, await dragged(full, many)))
    await full.page.keyboard.press('f')
    await settled(full.page)
    rows.push(...rowsOf('… all of them in sight, panned', await panned(full)))
    rows.push(...rowsOf(`… all of them in sight, ${many} dragged`, await dragged(full, many)))
    return rows
  } finally {
    await browser.close()
    await site.close()
  }
}

type Open = { readonly page: Page; readonly devtools: CDPSession }

function rowsOf(what: string, { frames, perFrame, script }: Measured, isFloor = false): readonly Row[] {
  const slow = frames.filter((each) => each > frameMs * 1.5).length
  const figure = `${ms(quantile(frames, 0.5))} (p95 ${ms(quantile(frames, 0.95))}), ${slow} of ${frames.length} late`
  const work = `${ms(perFrame)}, of it scripts ${ms(script)}`
  if (isFloor)
    return [
      { what: `${what}: between frames`, figure },
      { what: `${what}: work of the page per frame`, figure: work },
    ]
  return [
    { what: `${what}: between frames`, figure },
    {
      what: `${what}: work of the page per frame`,
      figure: work,
      target: `under ${ms(frameMs)}`,
      reached: perFrame < frameMs,
    },
  ]
}

async function panned(open: Open): Promise<Measured> {
  const { mouse } = open.page
  await mouse.move(640, 700)
  await mouse.down()
  const measured = await measure(open, (index) => {
    // There and back, through several screens of cards.
    const along = index < moves / 2 ? index : moves - index
    return mouse.move(640 - along * 9, 700 - along * 5)
  })
  await mouse.up()
  return measured
}

async function zoomed(open: Open): Promise<Measured> {
  const { mouse } = open.page
  await mouse.move(640, 400)
  return measure(open, (index) => mouse.wheel(0, index < moves / 2 ? 60 : -60))
}

async function dragged(open: Open, count: number): Promise<Measured> {
  const { page } = open
  await page.evaluate(
    ([length]) => {
      const { canvasBench } = globalThis as unknown as { canvasBench: { select(ids: readonly string[]): void } }
      canvasBench.select(Array.from({ length }, (_, index) => `n${index}`))
    },
    [count] as const,
  )
  await settled(page)
  const card = page.locator('.react-flow__node-card[data-id="n1"]')
  await card.waitFor()
  const box = await card.boundingBox()
  if (box === null) throw new Error('the card to drag is not on the page')
  const x = box.x + box.width * 0.4
  const y = box.y + 8
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 4, y + 4)
  const measured = await measure(open, (index) => page.mouse.move(x + 6 + index * 2, y + 6 + index))
  await page.mouse.up()
  await settled(page)
  return measured
}

/** Does one thing a frame, as fast as frames come. */
async function measure({ page, devtools }: Open, act: (index: number) => Promise<void>): Promise<Measured> {
  const before = await metricsOf(devtools)
  await page.evaluate(() => {
    const noted: number[] = []
    Object.assign(globalThis, { noted })
    const note = (at: number): void => {
      noted.push(at)
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  for (let index = 0; index < moves; index += 1) await act(index)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const times = (await page.evaluate('noted')) as readonly number[]
  const after = await metricsOf(devtools)
  const frames = times.slice(1).map((at, index) => at - (times[index] ?? at))
  const spent = (name: string): number => (((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000) / frames.length
  return { frames: frames.toSorted((a, b) => a - b), perFrame: spent('TaskDuration'), script: spent('ScriptDuration') }
}

async function metricsOf(devtools: CDPSession): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 2000 }), 300)))
