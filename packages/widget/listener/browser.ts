import { watchDataLayer } from './data-layer.ts'
import { watchClicks, watchVisible } from './elements.ts'
import type { Store } from './memory.ts'
import { watchNavigation } from './navigation.ts'
import type { PageFacts } from './page-tags.ts'
import type { ListenRules } from './rules.ts'
import type { Heard, Surroundings } from './surroundings.ts'

const mostMeta = 200
const mostData = 20

/** The browser as it is. `server`: where reports go, `https://chat.example.com/`. */
export function createBrowser(server: string): Surroundings {
  const base = server.endsWith('/') ? server : `${server}/`
  return {
    now: () => Date.now(),
    createId: () => crypto.randomUUID(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    lasting: storeOf(() => window.localStorage),
    session: storeOf(() => window.sessionStorage),
    askedForPrivacy: asksForPrivacy(navigator),
    read: readFacts,
    async send(path, body, token) {
      // The server's own address may have a path before it.
      const answer = await fetch(new URL(path.slice(1), base), {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // Plain text needs no question beforehand, which would not outlive the page.
        headers:
          token === undefined
            ? { 'content-type': 'text/plain' }
            : { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      })
      return answer.status
    },
    watch: watchPage,
  }
}

/** Reading the member itself may throw. */
function storeOf(get: () => Storage): Store | null {
  try {
    return get()
  } catch {
    return null
  }
}

export function asksForPrivacy(navigator: {
  readonly globalPrivacyControl?: unknown
  readonly doNotTrack?: unknown
}): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator
  return globalPrivacyControl === true || doNotTrack === '1' || doNotTrack === 'yes'
}

function readFacts(): PageFacts {
  const metas = Array.from(document.querySelectorAll('meta[name],meta[property]')).slice(0, mostMeta)
  const data = Array.from(document.querySelectorAll('script[type="application/ld+json"]')).slice(0, mostData)
  return {
    url: location.href,
    referrer: document.referrer,
    title: document.title,
    language: document.documentElement.lang,
    meta: metas.map((each) => [
      each.getAttribute('property') ?? each.getAttribute('name') ?? '',
      each.getAttribute('content') ?? '',
    ]),
    data: data.map((each) => each.textContent ?? ''),
  }
}

function watchPage(rules: ListenRules, heard: Heard): () => void {
  const elements = watchVisible(document, rules, heard)
  const stops = [
    elements.stop,
    watchNavigation(window, () => {
      heard.navigated()
      elements.rescan(true)
    }),
    watchClicks(document, rules.clicks ?? [], heard.element),
    watchLife(heard),
    watchScroll(heard),
    rules.dataLayer === undefined
      ? () => {}
      : watchDataLayer(window as unknown as { [name: string]: unknown }, rules.dataLayer, heard.pushed),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function watchLife(heard: Heard): () => void {
  const turned = (): void => (document.visibilityState === 'hidden' ? heard.hidden() : heard.shown())
  const left = ({ relatedTarget, clientY }: MouseEvent): void => {
    if (relatedTarget === null && clientY <= 0) heard.exit()
  }
  document.addEventListener('visibilitychange', turned)
  window.addEventListener('pagehide', heard.hidden)
  window.addEventListener('online', heard.online)
  document.addEventListener('mouseout', left, { passive: true })
  return () => {
    document.removeEventListener('visibilitychange', turned)
    window.removeEventListener('pagehide', heard.hidden)
    window.removeEventListener('online', heard.online)
    document.removeEventListener('mouseout', left)
  }
}

function watchScroll(heard: Heard): () => void {
  let frame = 0
  const scroll = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      const { scrollHeight } = document.documentElement
      heard.scrolled(Math.min(100, Math.round(((scrollY + innerHeight) / Math.max(scrollHeight, 1)) * 100)))
    })
  }
  window.addEventListener('scroll', scroll, { passive: true })
  return () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('scroll', scroll)
  }
}
