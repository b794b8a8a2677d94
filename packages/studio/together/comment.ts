/** Comments on nodes, as the document holds them: each is a map of its own, so that two people who answer at once keep both. */
import * as Y from 'yjs'
import { commentsOf } from '../source/document.ts'
import { type JsonObject, readJson, sharedOf } from '../source/json.ts'
import type { SourceStore } from '../source/store.ts'

export interface Comment {
  readonly id: string
  /** Id of the first one of its thread; of the first one its own. */
  readonly thread: string
  readonly flow: string
  /** Empty: the flow as a whole. */
  readonly node: string
  /** Account and name of who wrote it; the server refuses any other. */
  readonly by: string
  readonly name: string
  readonly text: string
  /** Epoch milliseconds, by the clock of who wrote it. */
  readonly at: number
  /** Who dealt with the thread; on its first comment. */
  readonly resolved: { readonly name: string; readonly at: number } | null
}

export interface Thread {
  readonly id: string
  readonly flow: string
  readonly node: string
  readonly comments: readonly Comment[]
  readonly resolved: Comment['resolved']
}

/** Longest words of one comment, characters; the server takes no more. */
export const longestComment = 4000

/** All comments of a document, oldest first. What came over the network may be anything. */
export function commentsIn(doc: Y.Doc): readonly Comment[] {
  const comments: Comment[] = []
  for (const [id, shared] of commentsOf(doc)) {
    const comment = shared instanceof Y.Map ? readComment(id, readJson(shared)) : null
    if (comment !== null) comments.push(comment)
  }
  return comments.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function readComment(id: string, given: JsonObject): Comment | null {
  const { thread, flow, node, by, name, text, at, resolved } = given
  if (typeof text !== 'string' || typeof by !== 'string' || typeof flow !== 'string') return null
  return {
    id,
    thread: typeof thread === 'string' ? thread : id,
    flow,
    node: typeof node === 'string' ? node : '',
    by,
    name: typeof name === 'string' ? name : '?',
    text,
    at: typeof at === 'number' ? at : 0,
    resolved: readResolved(resolved),
  }
}

function readResolved(given: unknown): Comment['resolved'] {
  const { name, at } = (given ?? {}) as { readonly name?: unknown; readonly at?: unknown }
  return typeof name === 'string' && typeof at === 'number' ? { name, at } : null
}

/**
 * Comments as conversations, the one with the newest comment first. What a thread is about stands first in it, whatever the clocks of who
 * answered say; an answer whose first comment is gone begins a thread.
 */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const threads = new Map<string, Comment[]>()
  for (const comment of comments) {
    const known = threads.get(comment.thread)
    if (known === undefined) threads.set(comment.thread, [comment])
    else if (comment.id === comment.thread) known.unshift(comment)
    else known.push(comment)
  }
  return [...threads]
    .flatMap(([id, [first, ...rest]]) =>
      first === undefined
        ? []
        : [{ id, flow: first.flow, node: first.node, comments: [first, ...rest], resolved: first.resolved }],
    )
    .sort((a, b) => (b.comments.at(-1)?.at ?? 0) - (a.comments.at(-1)?.at ?? 0))
}

export function addComment(
  store: SourceStore,
  you: { readonly id: string; readonly name: string },
  where: { readonly flow: string; readonly node: string; readonly thread?: string },
  text: string,
): string {
  const id = `cmt_${crypto.randomUUID()}`
  const { flow, node, thread = id } = where
  const words = text.trim().slice(0, longestComment)
  const comment = { thread, flow, node, by: you.id, name: you.name, text: words, at: Date.now() }
  store.transact(() => commentsOf(store.doc).set(id, sharedOf(comment)))
  return id
}

export function resolveThread(store: SourceStore, thread: Thread, by: { readonly name: string } | null): void {
  const first = commentsOf(store.doc).get(thread.comments[0]?.id ?? '')
  store.transact(() => {
    if (by === null) first?.delete('resolved')
    else first?.set('resolved', sharedOf({ name: by.name, at: Date.now() }))
  })
}

export function removeComment(store: SourceStore, id: string): void {
  store.transact(() => commentsOf(store.doc).delete(id))
}

/** Names that are meant by `@`, of the people who are known: the longest that fits. */
export function mentionsIn(text: string, names: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const known = [...names].sort((a, b) => b.length - a.length)
  for (const { index } of text.matchAll(/@/g)) {
    const rest = text.slice(index + 1).toLowerCase()
    const name = known.find((each) => each !== '' && rest.startsWith(each.toLowerCase()))
    if (name !== undefined) found.add(name)
  }
  return [...found]
}
