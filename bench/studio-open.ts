import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/support/chromium.ts'
import { memoryOf, type RunningParley, startParley } from './child.ts'
import { median, ms, type Row } from './figures.ts'

const rounds = 5
/** A tablet of the middle class beside this machine. */
const slowedBy = 4
/** Nodes of a very large flow. */
const nodes = 2000
const solution = 'six-questions'
/** A new window loads some hundred scripts of the browser's own, for its address bar; a person's browser has done so long before, milliseconds. */
const settledMs = 1500
/** What it may take from the address to a page that answers. */
const mostMs = 2000

interface Visit {
  readonly url: string
  readonly cookie: string
  /** On the page once somebody can work. */
  readonly sign: string
}

interface Opened {
  /** From the start of the navigation until the page is there and its thread is free, milliseconds. */
  readonly interactive: number
  /** What the page's thread worked until then, milliseconds. */
  readonly work: number
}

/** Pages of the Studio from their address to the moment when one can work, nothing cached, beside the least page that React makes. */
export async function openStudio(): Promise<readonly Row[]> {
  const platform = await startParley(`bench/solutions/${solution}`)
  const least = await startLeastPage()
  const browser = await launchBrowser()
  try {
    const cookie = await enter(platform)
    const before = await memory(platform)
    const built = await firstOpening(platform.url)
    // What the bundler had is given back by then.
    await delay(5000)
    const after = await memory(platform)
    const at = (path: string): string => `${platform.url}/studio${path}`
    const card = '.react-flow__node-card'
    const visits: readonly (readonly [what: string, visit: Visit])[] = [
      ['signing in', { url: at('/sign-in'), cookie: '', sign: 'input[type="email"]' }],
      ['the solutions', { url: at(''), cookie, sign: `a[href*="/s/${solution}"]` }],
      ['a flow of six questions', { url: at(`/s/${solution}/flows/main`), cookie, sign: card }],
      [`a flow of ${nodes} nodes`, { url: at(`/s/${solution}/flows/large`), cookie, sign: card }],
    ]
    const floor = await opened(browser, { url: least.url, cookie: '', sign: 'button' })
    const rows: Row[] = [{ what: 'the least page that React makes', figure: figureOf(floor) }]
    for (const [what, visit] of visits) {
      const taken = await opened(browser, visit)
      rows.push({ what, figure: figureOf(taken), target: `under ${mostMs} ms`, reached: taken.interactive < mostMs })
    }
    return [
      ...rows,
      {
        what: 'the very first opening after a start: said what goes on, and complete',
        figure: `${ms(built.begun)}, ${ms(built.complete)}`,
        target: 'complete under 3 s',
        reached: built.complete < 3000,
      },
      { what: 'memory of all processes before the Studio was opened, and after', figure: `${before} MB, ${after} MB` },
    ]
  } finally {
    await browser.close()
    await least.close()
    await platform.close()
  }
}

const figureOf = ({ interactive, work }: Opened): string => `${ms(interactive)}, its thread worked ${ms(work)}`

async function memory({ pid }: RunningParley): Promise<number> {
  return Math.round((await memoryOf(pid)).reduce((total, { pssMb }) => total + pssMb, 0))
}

/** Makes the first owner's account, and a solution with a very large flow. @returns the session's cookie */
async function enter(platform: RunningParley): Promise<string> {
  let link: string | undefined
  while (link === undefined) {
    link = /\/studio\/welcome#([\w-]+)/.exec(platform.printed())?.[1]
    await delay(20)
  }
  const send = async (
    method: string,
    path: string,
    body: unknown,
    headers: { readonly [name: string]: string } = {},
  ) => {
    const answer = await fetch(`${platform.url}/studio/api${path}`, {
      method,
      headers: {
        origin: platform.url,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`)
    return answer
  }
  const account = {
    token: link,
    name: 'Olga',
    email: 'olga@example.com',
    password: 'a long enough password of a bench',
  }
  const [cookie = ''] = ((await send('POST', '/welcome', account)).headers.getSetCookie()[0] ?? '').split(';')
  const me = (await (await send('GET', '/me', undefined, { cookie })).json()) as { readonly csrf: string }
  const headers = { cookie, 'x-parley-csrf': me.csrf }
  const files = { 'flows/large.flow.json': JSON.stringify(largeFlow()) }
  await send('PATCH', `/solutions/${solution}/files`, { files }, headers)
  return cookie
}

/** A grid of chains with side ways and ways back, as long conversations have them. */
function largeFlow(): object {
  const all: { [name: string]: object } = {}
  for (let index = 0; index < nodes; index += 1) {
    const next = `n${Math.min(index + 1, nodes - 1)}`
    const meta = { studio: { x: (index % 50) * 320, y: Math.floor(index / 50) * 220 } }
    const question = {
      kind: 'ask',
      text: `What would you like to know about number ${index}?`,
      answer: {
        type: 'choice',
        choices: [
          { id: 'yes', label: 'Yes, please' },
          { id: 'no', label: 'No, thank you' },
        ],
      },
      variable: 'answer',
      to: { 'choice.yes': next, 'choice.no': `n${Math.min(index + 50, nodes - 1)}` },
      meta,
    }
    const message = {
      kind: 'say',
      text: `This is message number ${index}, which has something to say.`,
      to: { next },
      meta,
    }
    all[`n${index}`] = index % 4 === 0 ? question : message
  }
  all[`n${nodes - 1}`] = { kind: 'end', text: 'Good bye.' }
  return { format: 1, start: 'n0', variables: { answer: { type: 'choice' } }, nodes: all }
}

/** The page as it comes, unpacked by nobody: when it begins to say something, and when it is complete. */
async function firstOpening(url: string): Promise<{ readonly begun: number; readonly complete: number }> {
  const start = performance.now()
  const answer = await fetch(`${url}/studio`)
  const reader = answer.body?.getReader()
  if (reader === undefined) throw new Error('the Studio answered without a page')
  await reader.read()
  const begun = performance.now() - start
  while (!(await reader.read()).done);
  return { begun, complete: performance.now() - start }
}

async function opened(browser: Browser, visit: Visit): Promise<Opened> {
  const taken: Opened[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await open(browser, visit))
  return {
    interactive: median(taken.map(({ interactive }) => interactive)),
    work: median(taken.map(({ work }) => work)),
  }
}

async function open(browser: Browser, { url, cookie, sign }: Visit): Promise<Opened> {
  // Nothing is cached in a context of its own.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const [name = '', value = ''] = cookie.split('=')
    if (cookie !== '') await context.addCookies([{ name, value, domain: new URL(url).hostname, path: '/studio' }])
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await delay(settledMs)
    await page.addInitScript((wanted) => {
      const look = (): void => {
        if (document.querySelector(wanted) === null) requestAnimationFrame(look)
        // Free means: a key that is pressed now is answered now.
        else requestIdleCallback(() => Object.assign(globalThis, { interactive: performance.now() }))
      }
      requestAnimationFrame(look)
    }, sign)
    await page.goto(url, { waitUntil: 'commit' })
    await page.waitForFunction(() => 'interactive' in globalThis)
    const { metrics } = await devtools.send('Performance.getMetrics')
    const work = metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN
    return {
      interactive: await page.evaluate(() => (globalThis as unknown as { interactive: number }).interactive),
      work: work * 1000,
    }
  } finally {
    await context.close()
  }
}

/** React, and one button. */
async function startLeastPage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createRoot } from 'react-dom/client'
createRoot(document.getElementById('page')).render(<button type="button">Go</button>)`,
      resolveDir: fileURLToPath(new URL('../packages/studio', import.meta.url)),
      loader: 'tsx',
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'react',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: '{}',
  })
  const script = outputFiles[0]?.text ?? ''
  const http = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      isScript
        ? script
        : '<!doctype html><title>.</title><div id="page"></div><script type="module" src="/page.js"></script>',
    )
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void http.close(() => resolve())),
  }
}
