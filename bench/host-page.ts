import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page of a brand, from another origin than the chat's: with the widget's script, or the same without it. */
export interface HostPage {
  /** `/with` and `/without`. */
  readonly url: string
  close(): Promise<void>
}

/** What a page notes of itself, read at the end: layout shifts, and what each long task had beyond 50 ms. */
const watch = `
  window.noted = { shift: 0, blocked: 0, ready: null, started: null }
  new PerformanceObserver((list) => { for (const each of list.getEntries()) noted.shift += each.value }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => { for (const each of list.getEntries()) noted.blocked += Math.max(0, each.duration - 50) }).observe({ type: 'longtask', buffered: true })`

const filler = Array.from(
  { length: 60 },
  (_, index) => `<section><h2>Bike ${index}</h2><p>${'A bike for the town and the woods. '.repeat(12)}</p></section>`,
).join('')

/** The script as a brand pastes it, and a note of when it had arrived and when the widget took commands. */
const widget = (server: string, solution: string): string => `
  <script>
    window.Parley = window.Parley || function () { (Parley.q = Parley.q || []).push(arguments) }
    Parley('on', 'ready', () => { noted.ready = performance.now() })
    Parley('boot', { solution: '${solution}', environment: 'sandbox' })
  </script>
  <script async src="${server}/widget.js" onload="noted.started = performance.now()"></script>`

/** @param server Where the chat is: asked when the page is visited. */
export async function startHostPage(server: () => string, solution: string): Promise<HostPage> {
  const http = createServer((request, response) => {
    const script = request.url === '/with' ? widget(server(), solution) : ''
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><script>${watch}</script></head><body>${filler}${script}</body></html>`,
    )
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => void http.close(() => resolve())),
  }
}
