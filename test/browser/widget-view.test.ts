import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { openWidget, type WidgetHost } from '../support/widget-host.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

const desktop = { viewport: { width: 1280, height: 860 } }
const phone = { viewport: { width: 375, height: 740 }, reducedMotion: 'reduce' } as const

/** What has the focus, on the page or inside the chat. */
const focused = ({ page }: WidgetHost): Promise<string> =>
  page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    return inner?.getAttribute('aria-label') ?? inner?.textContent?.trim() ?? inner?.tagName ?? ''
  })

const inField = ({ page }: WidgetHost): Promise<boolean> =>
  page.getByLabel('Your answer', { exact: true }).evaluate((field) => field.matches(':focus'))

describe('the window', () => {
  it('opens from the keyboard with the focus in it, and Escape gives the focus back', async () => {
    const host = await openWidget(browser, { title: 'Wheels' }, desktop)
    const { page } = host
    await host.play((chat) => chat.add({ text: 'What is your name?', input: { type: 'text' } }))
    const launcher = page.getByRole('button', { name: 'Open chat. Unread messages: 1' })
    await launcher.waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Wheels' }).waitFor()
    expect(await inField(host)).toBe(true)
    expect(await host.calls('open')).toEqual([[]])
    await page.keyboard.type('Ada')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('L.')
    await page.keyboard.press('Enter')
    expect(await host.calls('say')).toEqual([[{ text: 'Ada\nL.' }]])
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    expect(await focused(host)).toBe('Open chat')
    expect(host.complaints).toEqual([])
    await page.context().close()
  })

  it('opened by a button of the page has the focus too, can be closed, and gives it back to that button', async () => {
    const host = await openWidget(browser, { launcher: false }, phone)
    const { page } = host
    await host.play((chat) => chat.add({ text: 'What is your name?', input: { type: 'text' } }))
    await page.evaluate(() => {
      document.querySelector('#link')?.addEventListener('click', () => {
        const chat = document.querySelector('parley-chat') as HTMLElement & { open: boolean }
        chat.open = true
      })
    })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PARLEY-CHAT')
    await page.getByRole('button', { name: 'Close chat' }).click()
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    expect(await focused(host)).toBe('Somewhere')
    await page.context().close()
  })

  it('covers a phone and keeps the focus; beside a page it does not', async () => {
    const host = await openWidget(browser, {}, phone)
    const { page } = host
    await page.getByRole('button', { name: 'Open chat' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getAttribute('aria-modal')).toBe('true')
    expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, width: 375, height: 740 })
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.localName')).toBe('parley-chat')
    }
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.waitForFunction(() => {
      const panel = document.querySelector('parley-chat')?.shadowRoot?.querySelector('[role=dialog]')
      return panel?.hasAttribute('aria-modal') === false
    })
    await page.context().close()
  })

  it('at 400 % zoom everything can still be reached and read', async () => {
    const host = await openWidget(browser, { open: true }, { viewport: { width: 320, height: 256 } })
    const { page } = host
    await host.play((chat) => chat.add({ text: 'Name?', input: { type: 'date' } }))
    for (const name of ['Send', 'Start over', 'Close chat']) {
      const button = page.getByRole('button', { name, exact: true }).first()
      await button.scrollIntoViewIfNeeded()
      const box = await button.boundingBox()
      expect(box).not.toBe(null)
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320)
    }
    await page.getByLabel('Pick a day').scrollIntoViewIfNeeded()
    expect((await page.getByRole('log').boundingBox())?.height).toBeGreaterThan(80)
    await page.context().close()
  })

  it('has nothing of the page’s styles, and breaks nothing of its policy', async () => {
    const host = await openWidget(browser, { open: true }, desktop)
    const button = host.page.getByRole('button', { name: 'Start over' })
    const style = await button.evaluate((element) => {
      const { color, marginTop, textTransform, letterSpacing } = getComputedStyle(element)
      return { color, marginTop, textTransform, letterSpacing }
    })
    expect(style).toEqual({
      color: 'rgb(89, 97, 108)',
      marginTop: '0px',
      textTransform: 'none',
      letterSpacing: 'normal',
    })
    await host.play((chat) => chat.add({ text: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' }))
    await host.page.getByText('<img src=x onerror=alert(1)> [x](javascript:alert(1))').waitFor()
    expect(host.complaints).toEqual([])
    await host.page.context().close()
  })
})

describe('what is being sent', () => {
  it('keeps its element when the server has it, and can be tried again or discarded', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    const { page } = host
    await host.play((chat) => chat.add({ text: 'Name?', input: { type: 'text' } }))
    await page.getByLabel('Your answer', { exact: true }).fill('Ada')
    await page.keyboard.press('Enter')
    const own = page.getByRole('log').getByText('Ada', { exact: true })
    await page.getByText('Sending…').waitFor()
    await own.evaluate((element) => element.closest('.message')?.setAttribute('data-mine', ''))
    await host.play((chat) => {
      const sent = chat.state.entries.at(-1)
      if (sent?.kind === 'sending')
        chat.set({ entries: [...chat.state.entries.slice(0, -1), { ...sent, state: 'failed' }] })
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
    expect([...(await host.calls('retry')), ...(await host.calls('discard'))]).toEqual([['own_1'], ['own_1']])
    await host.play((chat) => chat.add({ from: 'user', text: 'Ada', client_message_id: 'own_1' }))
    await page.getByText('Sent', { exact: true }).waitFor()
    expect(await own.count()).toBe(1)
    expect(await page.locator('[data-mine]').count()).toBe(1)
    await page.context().close()
  })

  it('a file shows how far it is, and can be stopped', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    const { page } = host
    await host.play((chat) => chat.add({ text: 'A photo?', input: { type: 'file', max_bytes: 2_000_000 } }))
    const field = page.getByLabel('A file')
    await field.setInputFiles({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(2_000_001) })
    const send = page.getByRole('button', { name: 'Send', exact: true }).first()
    await send.click()
    await page.getByRole('alert').getByText('That file is too large. The largest is 2 MB.').waitFor()
    await field.setInputFiles({ name: 'bike.png', mimeType: 'image/png', buffer: Buffer.alloc(1000) })
    await send.click()
    await host.play((chat) => chat.progress(0.4))
    expect(await page.getByRole('progressbar', { name: 'Upload' }).getAttribute('value')).toBe('0.4')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    expect(await host.calls('abort')).toEqual([[]])
    await send.click()
    await host.play((chat) => chat.refuseUpload('No such files here.'))
    await page.getByRole('alert').getByText('No such files here.').waitFor()
    await send.click()
    await host.play((chat) => chat.progress(1))
    await page.getByRole('log').getByText('bike.png').waitFor()
    expect(await host.calls('say')).toEqual([[{ file: 'file_1' }]])
    await page.context().close()
  })
})

describe('with the keyboard alone', () => {
  it('one stop leads into choices, the arrow keys go on, and the focus comes back to the field', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    const { page } = host
    await host.play((chat) =>
      chat.add({
        kind: 'choices',
        text: 'Which?',
        choices: ['Red', 'Green', 'Blue'].map((label) => ({ id: label, label })),
        input: { type: 'choice' },
      }),
    )
    await page.getByRole('log').focus()
    await page.keyboard.press('Tab')
    expect(await focused(host)).toBe('Red')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await focused(host)).toBe('Blue')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    expect(await focused(host)).toBe('Green')
    await page.keyboard.press('Tab')
    expect(await inField(host)).toBe(true)
    await page.keyboard.press('Shift+Tab')
    expect(await focused(host)).toBe('Green')
    await page.keyboard.press('Enter')
    expect(await host.calls('say')).toEqual([[{ choice: 'Green' }]])
    expect(await inField(host)).toBe(true)
    await page.context().close()
  })

  it('starting over is asked for first, and "no" gives the focus back', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    const { page } = host
    await host.play((chat) => chat.add({ from: 'user', text: 'Hello' }))
    await page.getByRole('button', { name: 'Start over' }).press('Enter')
    const ask = page.getByRole('alertdialog', { name: 'Start over?' })
    await ask.waitFor()
    expect(await focused(host)).toBe('Go on here')
    await page.keyboard.press('Escape')
    await ask.waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.tool'))
    expect(await host.calls('restart')).toEqual([])
    await page.keyboard.press('Enter')
    await ask.waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    expect(await host.calls('restart')).toEqual([[]])
    await page.context().close()
  })
})

describe('the transcript', () => {
  it('is followed to its end, unless the person reads what was before', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    const { page } = host
    await host.play((chat) => {
      for (let count = 0; count < 30; count += 1) chat.add({ text: `Line ${count}` })
    })
    const log = page.getByRole('log')
    const toEnd = () => log.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight))
    await expect.poll(toEnd).toBeLessThan(2)
    await log.evaluate((it) => it.scrollTo({ top: 0 }))
    await page.getByRole('button', { name: 'Go to the newest message' }).waitFor()
    await host.play((chat) => chat.add({ text: 'The newest' }))
    expect(await toEnd()).toBeGreaterThan(100)
    await page.getByRole('button', { name: 'New messages' }).click()
    await expect.poll(toEnd).toBeLessThan(2)
    expect(await page.getByRole('button', { name: 'New messages' }).count()).toBe(0)
    await page.context().close()
  })

  it('speaks the person’s language, and lays itself out the other way round where that is written so', async () => {
    const host = await openWidget(browser, { mode: 'inline', language: 'ko' }, desktop)
    await host.page.getByLabel('답변', { exact: true }).waitFor()
    await host.look({ mode: 'inline', language: 'ar', texts: { answer: 'جوابك' } })
    await host.page.getByLabel('جوابك', { exact: true }).waitFor()
    expect(await host.page.locator('.parley').getAttribute('dir')).toBe('rtl')
    await host.play((chat) => chat.add({ text: 'In English', language: 'en' }))
    expect(await host.page.locator('.bubble').getAttribute('dir')).toBe('ltr')
    await host.page.context().close()
  })

  it('says on the side what happens to the connection, and nothing twice', async () => {
    const host = await openWidget(browser, { mode: 'inline' }, desktop)
    await host.play((chat) => chat.set({ connection: 'lost' }))
    const status = host.page.locator('.parley > [role=status]')
    await status.getByText('Connection lost. Trying again…').waitFor({ state: 'attached' })
    await host.play((chat) => chat.set({ connection: 'open', status: 'ended' }))
    await status.getByText('Online').waitFor({ state: 'attached' })
    await host.page.getByRole('button', { name: 'Start again' }).click()
    expect(await host.calls('restart')).toEqual([[]])
    await host.page.context().close()
  })
})
