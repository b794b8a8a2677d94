import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { runParley, startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'

let parley: ParleyProcess
let browser: Browser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-preview-'))
  parley = await startParley()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await parley.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** Uploads the demo with another first word as a draft; the link that is printed. */
async function preview(firstWord: string): Promise<string> {
  await cp('examples/braze-signup', folder, { recursive: true })
  const flow = join(folder, 'flows/main.flow.json')
  await writeFile(flow, (await readFile(flow, 'utf8')).replace('Hello! Six short', `${firstWord}! Six short`))
  const { out } = await runParley(['preview', folder, '--server', parley.url], { PARLEY_HOME: parley.home })
  return out.split('\n')[0] ?? ''
}

describe('the link of a preview', () => {
  it('opens the page on the draft, and the draft only', async () => {
    const page = await browser.newPage()
    const log = page.getByRole('log')
    await page.goto(`${parley.url}/`)
    await log.getByText('Hello! Six short').waitFor()
    await page.goto(await preview('Ahoy'))
    await log.getByText('Ahoy! Six short').waitFor()
    expect(await page.getByRole('heading', { name: 'Preview of a draft' }).isVisible()).toBe(true)
    // Another link is another conversation of the same tab; the page without one goes on with its own.
    await page.goto(await preview('Moin'))
    await log.getByText('Moin! Six short').waitFor()
    await page.goto(`${parley.url}/`)
    await log.getByText('Hello! Six short').waitFor()
    await page.close()
  })
})
