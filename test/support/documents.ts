import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Registry } from 'prom-client'
import { afterEach, beforeEach } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import * as Y from 'yjs'
import { createDoorMetrics } from '../../packages/server/http/metrics.ts'
import { Refusal } from '../../packages/server/http/refusal.ts'
import type { Caller } from '../../packages/server/http/studio/guard.ts'
import { createDocumentStreams } from '../../packages/server/http/studio/source-streams.ts'
import { createLog } from '../../packages/server/log.ts'
import { createSources } from '../../packages/server/sources/create-sources.ts'
import type { Sources } from '../../packages/server/sources/sources.ts'
import type { Permission } from '../../packages/studio/api/access.ts'
import type { Keep } from '../../packages/studio/source/keep.ts'
import { DocumentProvider, type ProviderParts, type ProviderState } from '../../packages/studio/source/provider.ts'
import { SourceStore } from '../../packages/studio/source/store.ts'
import type { TestNodes } from './runtime-nodes.ts'

export const everything: readonly Permission[] = ['solution:read', 'solution:edit', 'action:edit']

/** A solution with one flow, `main`, with one node, `a`, that says `A`. */
export const shopFiles = {
  'solution.ts': 'export default {}\n',
  'flows/main.flow.json': JSON.stringify({ format: 1, start: 'a', nodes: { a: { kind: 'end', text: 'A' } } }),
}

/** A server of documents; everybody is who their address says, `?as=Ada`. */
export interface DocumentServer {
  readonly sources: Sources
  readonly url: string
  /** What whoever says this name may; gone: nobody knows them. */
  readonly people: Map<string, readonly Permission[]>
  now: number
  /** What the node of the flow says there. */
  text(): Promise<unknown>
}

/** Somebody's browser with the solution open. */
export interface DocumentBrowser {
  readonly provider: DocumentProvider
  readonly store: SourceStore
  socket(): NodeSocket
  /** Cuts the line without a goodbye. */
  cut(): void
  until(is: (state: ProviderState) => boolean): Promise<ProviderState>
  /** What the node of the flow says here. */
  text(): unknown
  say(text: string): void
  /** Resolves when the node says this. */
  sees(text: string): Promise<void>
}

/** What outlives a page in a browser. */
export interface Shelf {
  known: string | null
  readonly marks: Set<string>
  copy: Uint8Array | null
}

export const emptyShelf = (): Shelf => ({ known: null, marks: new Set(), copy: null })
export const saved = (state: ProviderState): boolean => state.status === 'saved' && !state.unsaved

export interface Documents {
  startServer(pingMs?: number): Promise<DocumentServer>
  /** `server`: asked at each connection; `null`: there is no network. `account`: whose page it is, when that is somebody else by now. */
  open(
    server: () => DocumentServer | null,
    as: string,
    more?: { readonly shelf?: Shelf; readonly ask?: ProviderParts['ask']; readonly account?: string },
  ): DocumentBrowser
}

/** Servers and browsers for the tests of a file; all of them end with their test. */
export function useDocuments(nodes: TestNodes): Documents {
  let ending: (() => Promise<void>)[]
  beforeEach(() => {
    ending = []
  })
  afterEach(async () => {
    for (const end of ending.reverse()) await end()
  })

  return {
    async startServer(pingMs = 20_000) {
      const { database } = await nodes.startNode()
      const log = createLog('silent')
      const sources = createSources({ database, log })
      const people = new Map<string, readonly Permission[]>([
        ['Ada', everything],
        ['Bob', everything],
      ])
      const clock = { now: Date.now() }
      const parts = { sources, guard: guardOf(people), log, limits: { pingMs }, now: () => clock.now }
      const streams = createDocumentStreams(parts, createDoorMetrics(new Registry()))
      const http = createServer().on('upgrade', streams.upgrade)
      await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
      ending.push(async () => {
        await streams.close()
        await sources.close()
        await new Promise((closed) => http.close(closed))
      })
      const { port } = http.address() as AddressInfo
      return Object.assign(clock, {
        sources,
        people,
        url: `ws://127.0.0.1:${port}/studio/api/solutions/shop/document`,
        async text() {
          const flow = (await sources.read('shop'))['flows/main.flow.json'] ?? ''
          return JSON.parse(flow).nodes.a.text
        },
      })
    },
    open(server, as, { shelf = emptyShelf(), ask = async () => null, account = as } = {}) {
      let socket: NodeSocket
      const provider = new DocumentProvider({
        solution: 'shop',
        account: `acc_${account}`,
        ask,
        keep: keepOn(shelf),
        connect() {
          socket = new NodeSocket(`${server()?.url ?? 'ws://127.0.0.1:1/'}?as=${as}`)
          socket.on('error', () => {})
          return socket as unknown as WebSocket
        },
      })
      ending.push(async () => provider.close())
      return browserOf(provider, () => socket)
    },
  }
}

function guardOf(people: ReadonlyMap<string, readonly Permission[]>) {
  return {
    async admit({ url }: { readonly url?: string | undefined }): Promise<Caller> {
      const name = new URL(url ?? '', 'http://x').searchParams.get('as') ?? ''
      const permissions = people.get(name)
      if (permissions === undefined) throw new Refusal('signed-out')
      if (!permissions.includes('solution:read')) throw new Refusal('not-permitted')
      return { id: `acc_${name}`, name, permissions: new Set(permissions) }
    },
  }
}

function browserOf(provider: DocumentProvider, socket: () => NodeSocket): DocumentBrowser {
  const store = new SourceStore(provider.doc)
  const text = () => store.flow('main')?.nodes.a?.text
  /** Resolves when it is so, looked at whenever something is told. */
  const when = <Value>(subscribe: (look: () => void) => () => void, look: () => Value | null): Promise<Value> =>
    new Promise((resolve) => {
      const stop = subscribe(() => seen())
      function seen(): void {
        const value = look()
        if (value === null) return
        stop()
        resolve(value)
      }
      seen()
    })
  return {
    provider,
    store,
    socket,
    text,
    cut: () => socket().terminate(),
    until: (is) => when(provider.subscribe, () => (is(provider.state) ? provider.state : null)),
    say: (words) => store.editNode('main', 'a', (node) => ({ ...node, text: words })),
    async sees(words) {
      await when(store.subscribe, () => (text() === words ? true : null))
    },
  }
}

function keepOn(shelf: Shelf): Keep {
  const origin = {}
  return {
    known: () => shelf.known,
    know: (document) => {
      shelf.known = document
    },
    async open(_document, doc) {
      const isThere = shelf.copy !== null
      if (shelf.copy !== null) Y.applyUpdate(doc, shelf.copy, origin)
      doc.on('update', () => {
        shelf.copy = Y.encodeStateAsUpdate(doc)
      })
      return isThere
    },
    isOrigin: (given) => given === origin,
    unsaved: (document) => shelf.marks.has(document),
    mark: (document, unsaved) => void (unsaved ? shelf.marks.add(document) : shelf.marks.delete(document)),
    async forget() {
      shelf.copy = null
      shelf.known = null
      shelf.marks.clear()
    },
    close() {},
  }
}
