/**
 * What this browser keeps of documents, by name: whose copies there are, and whether they hold what no server has.
 *
 * Owns the names in `localStorage` and of the IndexedDB databases, so that the first page need not load any document to answer. What is in a
 * copy is the concern of `keep.ts`. A copy belongs to the account that made it; nobody else's page opens it.
 *
 * `parley.source.<account>.<solution>` → the document that was last had of it; `….unsaved.<document>.<tab>` → {@link UnsavedMark}.
 */

const prefix = 'parley.source.'

/** Where what is not stored lies: in a copy, which outlives the page, or in the page alone. */
export type UnsavedMark = 'kept' | 'page'

export const pointerName = (account: string, solution: string): string => `${prefix}${account}.${solution}`
export const databaseName = (account: string, document: string): string => `${prefix}${account}.${document}`
export const markPrefix = (account: string, solution: string, document: string): string =>
  `${pointerName(account, solution)}.unsaved.${document}`

interface Pointer {
  readonly account: string
  readonly solution: string
  readonly document: string
}

/** Edits that no server has. */
export interface Unsaved {
  readonly account: string
  readonly solution: string
  /** Of two tabs one may keep them and the other not: then they would be lost. */
  readonly isKept: boolean
}

/** Names hold no dots. */
function pointers(): readonly Pointer[] {
  return keys().flatMap((key) => {
    const [account, solution, ...more] = key.slice(prefix.length).split('.')
    const document = localStorage.getItem(key)
    return account === undefined || solution === undefined || more.length > 0 || document === null
      ? []
      : [{ account, solution, document }]
  })
}

function keys(): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    // A browser that keeps nothing.
    return []
  }
}

export function unsavedHere(): readonly Unsaved[] {
  const found = new Map<string, Unsaved>()
  for (const key of keys()) {
    const [account, solution, unsaved] = key.slice(prefix.length).split('.')
    if (account === undefined || solution === undefined || unsaved !== 'unsaved') continue
    const isKept = localStorage.getItem(key) !== ('page' satisfies UnsavedMark)
    const name = pointerName(account, solution)
    found.set(name, { account, solution, isKept: isKept && found.get(name)?.isKept !== false })
  }
  return [...found.values()]
}

/**
 * Removes the copies of these accounts, but those with edits that no server has. A database that a page still has open goes when that page
 * ends.
 */
export async function forgetCopies(isTheirs: (account: string) => boolean): Promise<void> {
  const unsaved = new Set(unsavedHere().map(({ account, solution }) => pointerName(account, solution)))
  for (const { account, solution, document } of pointers()) {
    const name = pointerName(account, solution)
    if (!isTheirs(account) || unsaved.has(name)) continue
    localStorage.removeItem(name)
    remove(databaseName(account, document))
  }
  await sweep()
}

/** What no name leads to any more: a page may have ended before its database could go. */
async function sweep(): Promise<void> {
  const databases = await globalThis.indexedDB?.databases?.().catch(() => [])
  const named = new Set(pointers().map(({ account, document }) => databaseName(account, document)))
  for (const { name } of databases ?? [])
    if (name?.startsWith(prefix) === true && !named.has(name) && !isMarked(name)) remove(name)
}

/** An earlier document of a name may hold edits too. */
function isMarked(database: string): boolean {
  const [account, document] = database.slice(prefix.length).split('.')
  return keys().some((key) => key.startsWith(`${prefix}${account}.`) && key.includes(`.unsaved.${document}.`))
}

function remove(database: string): void {
  globalThis.indexedDB?.deleteDatabase(database)
}
