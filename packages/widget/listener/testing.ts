import type { Values } from '@parley/flow'
import type { Consent } from '../api/command.ts'
import { createListener, type Listener } from './listener.ts'
import type { Store } from './memory.ts'
import type { PageFacts } from './page-tags.ts'
import type { Report } from './report-queue.ts'
import type { ListenRules, OpenRule } from './rules.ts'
import type { Heard, Surroundings } from './surroundings.ts'

interface Sent {
  readonly path: string
  readonly body: string
  readonly token: string | undefined
}

/** A tab of a browser that a test moves by hand: nothing happens and no time passes unless it says so. */
export interface TestTab {
  readonly surroundings: Surroundings
  readonly sent: readonly Sent[]
  readonly lasting: ReadonlyMap<string, string>
  readonly session: ReadonlyMap<string, string>
  /** What happens on the page; `null` when nobody listens. */
  heard(): Heard
  readonly listening: boolean
  goes(facts: Partial<PageFacts>): void
  /** Time passes, and what is due happens. */
  waits(ms: number): Promise<void>
  offline(on: boolean): void
  answers(status: number): void
  reports(): readonly Report[]
  /** Events told to the conversation. */
  told(): readonly { readonly name: string; readonly properties: Values }[]
}

export interface TestTabOptions {
  readonly facts?: Partial<PageFacts>
  readonly askedForPrivacy?: boolean
  /** What the browser kept of earlier pages. */
  readonly before?: Pick<TestTab, 'lasting'> & Partial<Pick<TestTab, 'session'>>
  readonly at?: number
}

const usualFacts: PageFacts = {
  url: 'https://shop.example/shoe',
  referrer: '',
  title: 'Shoe',
  language: 'en',
  meta: [],
  data: [],
}

function storeOver(kept: Map<string, string>): Store {
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

export function openTab(options: TestTabOptions = {}): TestTab {
  const lasting = new Map(options.before?.lasting)
  const session = new Map(options.before?.session)
  const sent: Sent[] = []
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  let facts: PageFacts = { ...usualFacts, ...options.facts }
  let now = options.at ?? Date.UTC(2026, 2, 1, 12)
  let ids = 0
  let isOffline = false
  let status = 202
  let heard: Heard | null = null

  /** Promises that are settled already have their turn. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    sent,
    lasting,
    session,
    surroundings: {
      now: () => now,
      createId: () => `${now}-${++ids}`,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
      lasting: storeOver(lasting),
      session: storeOver(session),
      askedForPrivacy: options.askedForPrivacy === true,
      read: () => facts,
      async send(path, body, token) {
        if (isOffline) throw new TypeError('Failed to fetch')
        sent.push({ path, body, token })
        return status
      },
      watch(_, given) {
        heard = given
        return () => {
          heard = null
        }
      },
    },
    heard() {
      if (heard === null) throw new Error('nobody listens')
      return heard
    },
    get listening() {
      return heard !== null
    },
    goes(next) {
      facts = { ...facts, ...next }
      this.heard().navigated()
    },
    async waits(ms) {
      const until = now + ms
      for (;;) {
        await settle()
        const due = [...timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
        if (due === undefined) break
        timers.delete(due)
        now = Math.max(now, due.at)
        due.run()
      }
      now = until
    },
    offline(on) {
      isOffline = on
    },
    answers(given) {
      status = given
    },
    reports: () => sent.filter(({ path }) => path === '/v1/page-events').map(({ body }) => JSON.parse(body) as Report),
    told: () => sent.filter(({ path }) => path.endsWith('/events')).flatMap(({ body }) => JSON.parse(body).events),
  }
}

export interface TestListener extends Listener {
  readonly opens: readonly OpenRule[]
}

/** A listener on the tab; `conversation`: one runs. */
export function listen(
  tab: TestTab,
  options: {
    readonly rules?: ListenRules
    readonly consent?: Consent
    readonly conversation?: boolean
  } = {},
): TestListener {
  const opens: OpenRule[] = []
  const listener = createListener({
    solution: 'shop',
    environment: 'prod',
    visitor: () => `vis_${'a'.repeat(22)}`,
    conversation: () => (options.conversation === true ? { id: 'conv_1', token: 'secret' } : null),
    consent: options.consent ?? 'full',
    rules: options.rules ?? {},
    onOpen: (rule) => void opens.push(rule),
    surroundings: tab.surroundings,
  })
  return { ...listener, opens }
}
