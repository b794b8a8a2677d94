import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatState } from '../../packages/widget/client/chat.ts'
import { violations } from '../support/axe.ts'
import { launchBrowser } from '../support/chromium.ts'
import type { ScriptedChat } from '../support/scripted-chat.ts'
import { openWidget, type WidgetHost } from '../support/widget-host.ts'
import { ownKinds, questions, shownKinds } from '../support/widget-kinds.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** Where pictures are kept, for who wants to look. */
const pictures = process.env.PARLEY_SCREENSHOTS

async function check({ page }: WidgetHost, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
  expect({ name, violations: await violations(page) }).toEqual({ name, violations: [] })
  // Nothing is wider than the page, nor than the chat.
  const wide = await page.evaluate(() => {
    const panel = document.querySelector('parley-chat')?.shadowRoot?.querySelector('.inside')
    return [document.documentElement, panel].filter((each) => each && each.scrollWidth > each.clientWidth).length
  })
  expect({ name, wide }).toEqual({ name, wide: 0 })
}

type Given = Parameters<ScriptedChat['add']>[0]
/** Values go to the page as JSON. */
const adds = (...messages: readonly Given[]) =>
  new Function('chat', `for (const each of ${JSON.stringify(messages)}) chat.add(each)`) as (chat: ScriptedChat) => void
const sets = (changed: Partial<ChatState>) =>
  new Function('chat', `chat.set(${JSON.stringify(changed)})`) as (chat: ScriptedChat) => void

const still = { reducedMotion: 'reduce', bypassCSP: true } as const

describe.each([
  ['light', { mode: 'window', open: true }, { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }],
  [
    'dark-phone',
    { mode: 'window', open: true, accent: '#1b1f6b' },
    { viewport: { width: 375, height: 740 }, colorScheme: 'dark' },
  ],
  [
    'yellow-rtl',
    { mode: 'window', open: true, accent: '#ffd400', language: 'he' },
    { viewport: { width: 1024, height: 800 }, colorScheme: 'light' },
  ],
  [
    'narrow',
    { mode: 'inline', accent: 'oklch(0.7 0.2 330)', theme: 'dark' },
    { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  ],
] as const)('the widget, %s', (name, look, options) => {
  it('shows everything that is said so that everybody can read it', async () => {
    const host = await openWidget(browser, { title: 'Wheels', ...look }, { ...options, ...still })
    await host.play(adds(...shownKinds.slice(0, 4)))
    await host.page.getByText('prices.pdf').waitFor()
    await check(host, `${name}-shown-1`)
    await host.play(adds(...shownKinds.slice(4)))
    await check(host, `${name}-shown-2`)
    await host.play(adds(...ownKinds.map((each) => ({ from: 'user' as const, ...each }))))
    await host.play(sets({ typing: 'bot' }))
    await check(host, `${name}-own`)
    await host.play(adds({ from: 'agent', text: 'Hello, this is Tim. How can I help?' }))
    await host.play(sets({ status: 'with-agent', typing: 'agent', menu: [{ id: 'menu.help', label: 'Help' }] }))
    await host.page.locator('.menu-place > button').click()
    await check(host, `${name}-agent`)
    expect(host.complaints).toEqual([])
    await host.page.context().close()
  })

  it('asks so that everybody can answer', async () => {
    const host = await openWidget(browser, { title: 'Wheels', ...look }, { ...options, ...still })
    for (const [kind, question] of Object.entries(questions)) {
      await host.play(sets({ entries: [] }))
      await host.play(adds({ from: 'user', text: 'Go on' }, question))
      await host.page
        .getByText(question.text ?? '')
        .last()
        .waitFor()
      await check(host, `${name}-${kind}`)
    }
    expect(host.complaints).toEqual([])
    await host.page.context().close()
  })

  it('says what is wrong, and what is over', async () => {
    const host = await openWidget(browser, { title: 'Wheels', ...look }, { ...options, ...still })
    const at = Date.now()
    await host.play(adds({ text: 'What is your name?', input: { type: 'text' } }))
    const question = (await host.page.evaluate('chat.state.entries[0]')) as ChatState['entries'][number]
    const entries = (['sending', 'waiting', 'failed'] as const).map((state) => ({
      kind: 'sending' as const,
      id: state,
      shown: `Ada, ${state}`,
      state,
      at,
    }))
    const problem = { code: 'too-long', text: 'That is longer than we can take.' }
    await host.play(sets({ entries: [question, ...entries], connection: 'lost', problem }))
    await check(host, `${name}-lost`)
    await host.page.locator('.head > .tool').first().click()
    await host.page.getByRole('alertdialog').waitFor()
    await check(host, `${name}-restart`)
    await host.page.keyboard.press('Escape')
    await host.play(sets({ connection: 'open', status: 'ended', problem: null }))
    await check(host, `${name}-ended`)
    await host.play(sets({ entries: [], status: null, connection: 'connecting' }))
    await check(host, `${name}-connecting`)
    await host.play(sets({ connection: 'idle', problem }))
    await check(host, `${name}-none`)
    await host.page.context().close()
  })
})
