import type { ChatState } from './chat.ts'
import { type ChatOptions, createChat, type PageChat } from './create-chat.ts'
import { createStore } from './store.ts'
import type { Surroundings } from './surroundings.ts'
import { createTestServer, type TestServer } from './test-server.ts'

/** A browser with tabs, a clock that is set, and a server behind it. */
export interface TestBrowser {
  readonly server: TestServer
  readonly stored: Map<string, string>
  /** Set to have the storage throw: it is forbidden, or full. */
  storage: 'fine' | 'denied' | 'full'
  isOnline: boolean
  /** A page with a chat; each is a tab of its own. */
  tab(options?: Partial<ChatOptions>): PageChat
  /** The network comes or goes, or the page is looked at again. */
  change(change: 'online' | 'offline' | 'seen'): Promise<void>
  /** Lets everything happen that is under way now. */
  settle(): Promise<void>
  /** Moves the clock, with whatever is due on the way. */
  pass(ms: number): Promise<void>
  readonly timers: number
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

export function createTestBrowser(): TestBrowser {
  let now = Date.UTC(2026, 0, 1)
  const timers = new Set<Timer>()
  const stored = new Map<string, string>()
  const watchers = new Set<(change: 'online' | 'offline' | 'seen') => void>()
  const channels = new Set<{ readonly name: string; readonly listener: (message: unknown) => void }>()
  const locks = new Map<string, Promise<unknown>>()
  const server = createTestServer(() => now)
  let bytes = 0

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  const browser: TestBrowser = {
    server,
    stored,
    storage: 'fine',
    isOnline: true,
    settle,
    get timers() {
      return timers.size
    },
    tab: (options = {}) =>
      createChat({ server: 'https://chat.test/', solution: 'echo', environment: 'prod', ...options }, surroundings()),
    async change(change) {
      if (change !== 'seen') browser.isOnline = change === 'online'
      for (const watcher of [...watchers]) watcher(change)
      await settle()
    },
    async pass(ms) {
      const end = now + ms
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (due === undefined) break
        timers.delete(due)
        now = Math.max(now, due.at)
        due.run()
        await settle()
      }
      now = end
      await settle()
    },
  }

  function openStorage(): ReturnType<Parameters<typeof createStore>[0]> {
    if (browser.storage === 'denied') throw new DOMException('denied', 'SecurityError')
    return {
      getItem: (name) => stored.get(name) ?? null,
      setItem(name, value) {
        if (browser.storage === 'full') throw new DOMException('full', 'QuotaExceededError')
        stored.set(name, value)
      },
      removeItem: (name) => void stored.delete(name),
      key: (index) => [...stored.keys()][index] ?? null,
      length: stored.size,
    }
  }

  function surroundings(): Surroundings {
    return {
      fetch: server.fetch,
      upload: server.upload,
      openSocket: server.openSocket,
      store: createStore(openStorage),
      now: () => now,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => void timers.delete(timer)
      },
      random: () => 0.5,
      randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => (index === 0 ? ++bytes : index)),
      isOnline: () => browser.isOnline,
      watch(listener) {
        watchers.add(listener)
        return () => void watchers.delete(listener)
      },
      openChannel(name, listener) {
        const own = { name, listener }
        channels.add(own)
        return {
          post(message) {
            for (const each of [...channels])
              if (each !== own && each.name === name)
                setImmediate(() => channels.has(each) && each.listener(structuredClone(message)))
          },
          close: () => void channels.delete(own),
        }
      },
      async alone(name, run) {
        const before = locks.get(name) ?? Promise.resolve()
        const mine = before.then(run, run)
        locks.set(
          name,
          mine.catch(() => {}),
        )
        return mine
      },
    }
  }

  return browser
}

/** What is on the screen, line by line: `bot: Hi`, `user: Hello`, `(waiting) Hello`. */
export function shown({ entries }: ChatState): readonly string[] {
  return entries.map((entry) =>
    entry.kind === 'message' ? `${entry.message.from}: ${entry.message.text}` : `(${entry.state}) ${entry.shown}`,
  )
}
