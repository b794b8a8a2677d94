import type { Values } from '@parley/flow'
import type { Pushed } from './data-layer.ts'
import type { Store } from './memory.ts'
import type { PageFacts } from './page-tags.ts'
import type { ListenRules } from './rules.ts'

/** What the listener needs of the browser; `browser.ts` is the real one. */
export interface Surroundings {
  /** Epoch milliseconds. */
  now(): number
  /** A new id, random. */
  createId(): string
  after(ms: number, run: () => void): () => void
  /** `null`: the visitor does not let us keep anything. */
  readonly lasting: Store | null
  /** As long as the tab. */
  readonly session: Store | null
  /** The visitor's browser says Do Not Track or Global Privacy Control. */
  readonly askedForPrivacy: boolean
  read(): PageFacts
  /** Answers with the HTTP status; rejects when there is no connection. It may outlive the page. */
  send(path: string, body: string, token?: string): Promise<number>
  /** Hears what happens on the page. Returns what ends it and leaves the page as it was. */
  watch(rules: ListenRules, heard: Heard): () => void
}

/** What the page is heard to do. None of these may throw. */
export interface Heard {
  /** Its address may be another one. */
  navigated(): void
  /** It is hidden, perhaps for good, or shown again. */
  hidden(): void
  shown(): void
  online(): void
  /** The largest share that has been seen, per cent. */
  scrolled(share: number): void
  exit(): void
  /** A rule's event of an element: it was clicked, or has come into view. */
  element(name: string, properties: Values): void
  /** What an open rule waits for has come into view. */
  seen(selector: string): void
  pushed(pushed: Pushed): void
}
