// The script that a brand's page names: it defines `window.Parley`, keeps what is said to it, and gets the widget when it is
// booted. Everything else waits for that, so a page pays less than a kilobyte until then.
//
// 1. Nothing is fetched or run before `boot`; then all is fetched at once, and run when the page has nothing better to do.
// 2. Calls made before are carried out in their order.
// 3. What is imported inherits the nonce of this script's tag, and what that imports again.
import type { ParleyCall, ParleyQueue } from './command.ts'
import type { startWidget } from './main.ts'
import { settingsPath } from './settings-path.ts'

/** Put in by the bundler: the main module, then what it imports at once, from this script's own folder. */
declare const firstModules: readonly [string, ...string[]]

type Run = (call: ParleyCall) => void

const tag = document.currentScript as HTMLScriptElement | null

/** How long the page is given to become idle, milliseconds: who looks for help should not look for the launcher. */
const patienceMs = 50

function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: patienceMs })
  else setTimeout(run, 1)
}

function load(base: string): void {
  const waiting: ParleyCall[] = []
  const fetched = new Map<string, Promise<Response>>()
  let run: Run | undefined
  let importing = false

  const start = (): void => {
    if (importing) return
    importing = true
    import(new URL(firstModules[0], base).href).then(
      (main: { readonly startWidget: typeof startWidget }) => {
        run = main.startWidget(base, fetched)
        for (const call of waiting.splice(0)) run(call) // 2
      },
      (error: unknown) => {
        importing = false
        complain('the widget could not be loaded; the next command tries again', error)
      },
    )
  }

  /** 1: the network works while the page does. */
  const prepare = (options: unknown): void => {
    for (const module of firstModules) preload(new URL(module, base).href)
    const { solution, environment = 'sandbox', preview } = (options ?? {}) as { readonly [option: string]: unknown }
    const url = new URL(settingsPath(String(solution), String(environment), preview), base).href
    const answer = fetch(url, { credentials: 'omit' })
    // Who asks for it hears of it.
    answer.catch(() => {})
    fetched.set(url, answer)
  }

  const take: Run = (call) => {
    if (run !== undefined) return run(call)
    waiting.push(call)
    const boot = waiting.find(([command]) => command === 'boot')
    if (boot === undefined) return
    if (fetched.size === 0) prepare(boot[1])
    // Who asks for the window does not want to wait for an idle moment.
    if (call[0] === 'show' || call[0] === 'toggle') start()
    else whenIdle(start)
  }

  const before = window.Parley
  const parley: ParleyQueue = Object.assign((...call: unknown[]): void => take(call), { loaded: true as const })
  window.Parley = parley
  for (const call of before?.q ?? []) take(Array.from(call))
  bootFromTag(take)
}

function preload(href: string): void {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.href = href
  link.nonce = tag?.nonce ?? ''
  link.crossOrigin = 'anonymous'
  document.head.append(link)
  link.onload = link.onerror = () => link.remove()
}

/** `<script data-solution="shop">` needs no other script. */
function bootFromTag(take: Run): void {
  const { solution, environment, flow, language, mode, target, title } = tag?.dataset ?? {}
  if (solution === undefined) return
  const given = { solution, environment, flow, language, mode, target, title }
  take(['boot', Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))])
}

function complain(text: string, ...more: readonly unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: the only way to tell the page's author
  console.error(`Parley: ${text}`, ...more)
}

if (tag === null || tag.src === '') complain('widget.js must be loaded by a <script src> of its own')
else if (window.Parley?.loaded !== true) load(new URL('./', tag.src).href)
