import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/support/chromium.ts'
import { startParley } from './child.ts'
import { median, ms, type Row } from './figures.ts'
import { startHostPage } from './host-page.ts'

const rounds = 5
/** A phone of the middle class beside this machine. */
const slowedBy = 4
const answers = ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London']

interface Noted {
  readonly shift: number
  readonly blocked: number
  readonly ready: number | null
  readonly started: number | null
}

/** What the widget costs a brand's page in real Chromium on a slowed processor, beside the same page without it. */
export async function widget(): Promise<readonly Row[]> {
  // The page is another origin's, and the server has to know it beforehand.
  let server = ''
  const page = await startHostPage(() => server, 'six-questions')
  const platform = await startParley('bench/solutions/six-questions', undefined, { PARLEY_ALLOWED_ORIGINS: page.url })
  server = platform.url
  const browser = await launchBrowser()
  try {
    const visited: Noted[] = []
    const bare: Noted[] = []
    for (let round = 0; round < rounds; round += 1) {
      visited.push(await visit(browser, `${page.url}/with`))
      bare.push(await visit(browser, `${page.url}/without`))
    }
    const seen = await measureAnswers(browser, platform.url)
    const ready = visited.map(({ ready, started }) => (ready ?? Number.NaN) - (started ?? Number.NaN))
    const shift = Math.max(...visited.map((each) => each.shift)) - Math.max(...bare.map((each) => each.shift))
    const blocked = median(visited.map((each) => each.blocked)) - median(bare.map((each) => each.blocked))
    return [
      goal(`interactive after the script, processor ${slowedBy} times slower`, median(ready), 300),
      { what: 'layout shift that it adds', figure: shift.toFixed(4), target: 'none', reached: shift === 0 },
      goal('total blocking time that it adds', blocked, 20),
      goal('an answer seen on the page, after its turn (p50)', median(seen), 50),
    ]
  } finally {
    await browser.close()
    await page.close()
    await platform.close()
  }
}

const goal = (what: string, figure: number, below: number): Row => ({
  what,
  figure: ms(figure),
  target: `under ${below} ms`,
  reached: figure < below,
})

async function visit(browser: Browser, url: string): Promise<Noted> {
  // Nothing is cached in a context of its own.
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
    await page.goto(url)
    if (url.endsWith('/with')) await page.waitForFunction('noted.ready !== null && noted.started !== null')
    // Whatever it does afterwards counts as well.
    await page.waitForTimeout(1000)
    return (await page.evaluate('noted')) as Noted
  } finally {
    await context.close()
  }
}

/** From the time of a turn, which is before its commit, until its answer is in the page: milliseconds each. */
async function measureAnswers(browser: Browser, url: string): Promise<readonly number[]> {
  const taken: number[] = []
  const page = await browser.newPage()
  try {
    for (let round = 0; round < rounds; round += 1) {
      await page.goto(`${url}/?solution=six-questions`)
      for (const answer of answers) {
        const field = page.getByRole('textbox').last()
        await field.waitFor()
        const before = await page.getByRole('log').textContent()
        await field.fill(answer)
        const began = Date.now()
        await field.press('Enter')
        await page.waitForFunction(
          ([log, text]) => {
            const chat = document.querySelector('parley-chat')?.shadowRoot?.querySelector('[role="log"]')
            return (
              chat !== undefined &&
              chat !== null &&
              (chat as HTMLElement).textContent.length > (log ?? '').length + (text ?? '').length + 8
            )
          },
          [before, answer] as const,
          { polling: 'raf' },
        )
        taken.push(Date.now() - began)
      }
      await page.evaluate('localStorage.clear(); sessionStorage.clear()')
    }
    return taken
  } finally {
    await page.close()
  }
}
