import type { OpenMemory } from './open-rules.ts'

/** What a browser keeps for us; `getItem` and the others may throw where a visitor forbids it. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What is remembered from one page to the next. */
export interface Memory extends OpenMemory {
  /** When the visit was last alive; after half an hour it is another one. */
  readonly at: number
  /** Where the visit came from. */
  readonly utm: { readonly [name: string]: string }
  readonly referrer: string | null
  /** The last pages, oldest first; only with full consent. */
  readonly history: readonly { readonly url: string; readonly title?: string }[]
}

const visitMs = 1_800_000
const mostHistory = 10

export const noMemory: Memory = { at: 0, utm: {}, referrer: null, history: [], opened: {}, closedAt: null }

export function readStored<T>(store: Store | null, key: string, otherwise: T): T {
  try {
    return { ...otherwise, ...(JSON.parse(store?.getItem(key) ?? 'null') as T | null) }
  } catch {
    return otherwise
  }
}

/** Answers whether it is stored. */
export function writeStored(store: Store | null, key: string, value: unknown): boolean {
  try {
    if (value === null) store?.removeItem(key)
    else store?.setItem(key, JSON.stringify(value))
    return store !== null
  } catch {
    return false
  }
}

/** The memory when a page is opened: a visit that was away for half an hour is a new one, and so is one from another campaign. */
export function enterPage(
  memory: Memory,
  page: { readonly url: string; readonly utm?: Memory['utm']; readonly referrer?: string },
  now: number,
): Memory {
  const { utm, referrer = null } = page
  const isNew = now - memory.at > visitMs || (utm !== undefined && JSON.stringify(utm) !== JSON.stringify(memory.utm))
  if (!isNew) return { ...memory, at: now }
  const opened = Object.fromEntries(Object.entries(memory.opened).map(([id, count]) => [id, { ...count, visit: 0 }]))
  return { ...memory, at: now, utm: utm ?? {}, referrer, opened }
}

export function addHistory(memory: Memory, page: { readonly url: string; readonly title?: string }): Memory {
  const { url, title } = page
  const entry = title === undefined ? { url } : { url, title }
  return { ...memory, history: [...memory.history.filter((each) => each.url !== url), entry].slice(-mostHistory) }
}

/** Without what only full consent allows. */
export function forgetVisitor(memory: Memory): Memory {
  return { ...memory, history: [] }
}
