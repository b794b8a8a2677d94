import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Look } from '../../packages/widget/view/look.ts'
import { serveMedia } from './media.ts'
import type { ScriptedChat } from './scripted-chat.ts'

/** The page of a brand, with a policy as strict as they come, and a chat that the test plays on it. */
export interface WidgetHost {
  readonly page: Page
  /** What the page complained of: errors, and breaches of its policy. */
  readonly complaints: readonly string[]
  /** Lets the chat do something. */
  play(act: (chat: ScriptedChat) => void): Promise<void>
  /** Calls of the view with this name, without it. */
  calls(name: string): Promise<readonly (readonly unknown[])[]>
  look(look: Look): Promise<void>
}

const address = 'https://brand.example/'

const policy = [
  "default-src 'none'",
  "script-src 'nonce-brand'",
  "style-src 'nonce-brand'",
  'img-src https:',
  'media-src https:',
  'frame-src https:',
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const entry = `
import { defineChatElement } from './packages/widget/view/element.tsx'
import { createScriptedChat } from './test/support/scripted-chat.ts'
defineChatElement()
window.chat = createScriptedChat(Date.now())
window.widget = document.createElement('parley-chat')
window.widget.chat = window.chat
`

const bundled = build({
  stdin: { contents: entry, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
  bundle: true,
  write: false,
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  tsconfigRaw: '{}',
  logLevel: 'silent',
})

/** Styles as brands have them, which must not reach the chat. */
const brandStyle = `html { font-size: 10px } body { margin: 0; font: 1.6rem serif; letter-spacing: 2px; text-align: center; min-height: 100vh }
button, p, input { margin: 30px; color: red; text-transform: uppercase } main { padding: 20px }
#inline { width: min(100vw, 720px); height: 640px; margin: auto }`

type Window = typeof globalThis & { chat: ScriptedChat; widget: HTMLElement & { look: Look } }

export async function openWidget(
  browser: Browser,
  look: Look,
  options: BrowserContextOptions = {},
): Promise<WidgetHost> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options })
  await serveMedia(context)
  const script = (await bundled).outputFiles[0]?.text ?? ''
  await context.route(address, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: `<!doctype html><html lang="en"><title>A brand</title><meta name="viewport" content="width=device-width"><style nonce="brand">${brandStyle}</style>
<main><h1>A brand</h1><a href="#here" id="link">Somewhere</a></main><div id="inline"></div><script nonce="brand">
addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective + ' ' + event.blockedURI));
${script.replaceAll('</script', '<\\/script')}</script></html>`,
    }),
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address)
  if (complaints.length > 0) throw new Error(`the widget did not start: ${complaints.join('; ')}`)
  await page.evaluate((given) => {
    const { widget } = globalThis as Window
    widget.look = given
    const place = given.mode === 'inline' || given.mode === 'page' ? document.querySelector('#inline') : document.body
    place?.append(widget)
  }, look)
  return {
    page,
    complaints,
    async play(act) {
      await page.evaluate(`(${act.toString()})(window.chat)`)
    },
    calls: (name) =>
      page.evaluate(
        (wanted) => (globalThis as Window).chat.calls.filter(([each]) => each === wanted).map((call) => call.slice(1)),
        name,
      ),
    async look(changed) {
      await page.evaluate((given) => {
        const { widget } = globalThis as Window
        widget.look = given
      }, changed)
    },
  }
}
