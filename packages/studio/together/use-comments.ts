import { useContext, useMemo, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { create } from 'zustand'
import { commentsOf } from '../source/document.ts'
import { ProviderContext, useSaveState, useSource } from '../source/hooks.ts'
import { type Comment, commentsIn, mentionsIn, type Thread, threadsOf } from './comment.ts'
import { usePeers } from './peers.ts'

/** Kept for each document, so that everybody who looks gets the same list until it changes. */
const lists = new WeakMap<Y.Doc, readonly Comment[]>()

/** All comments of the solution, oldest first. */
function useComments(): readonly Comment[] {
  const { doc } = useSource()
  return useSyncExternalStore(
    (listener) => {
      const changed = () => {
        lists.delete(doc)
        listener()
      }
      commentsOf(doc).observeDeep(changed)
      return () => commentsOf(doc).unobserveDeep(changed)
    },
    () => {
      const known = lists.get(doc) ?? commentsIn(doc)
      lists.set(doc, known)
      return known
    },
  )
}

/** Threads, of one node where that is given; resolved ones too. */
export function useThreads(flow?: string, node?: string): readonly Thread[] {
  const comments = useComments()
  return useMemo(
    () =>
      threadsOf(comments).filter(
        (thread) => (flow === undefined || thread.flow === flow) && (node === undefined || thread.node === node),
      ),
    [comments, flow, node],
  )
}

/** Open threads of a flow's nodes: node → how many. */
export function useCommentCounts(flow: string): ReadonlyMap<string, number> {
  const threads = useThreads(flow)
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const { node, resolved } of threads) if (resolved === null) counts.set(node, (counts.get(node) ?? 0) + 1)
    return counts
  }, [threads])
}

const kept = 'parley.studio.seen-comments'
/** Ids that are remembered as seen, the newest; older ones count as seen by their age. */
const mostSeen = 2000

interface Seen {
  readonly ids: ReadonlySet<string>
}

const useSeen = create<Seen>(() => ({ ids: new Set(readSeen()) }))

function readSeen(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(kept) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function markSeen(ids: readonly string[]): void {
  const { ids: known } = useSeen.getState()
  if (ids.every((id) => known.has(id))) return
  const next = [...known, ...ids].slice(-mostSeen)
  useSeen.setState({ ids: new Set(next) })
  try {
    localStorage.setItem(kept, JSON.stringify(next))
  } catch {
    // It is counted as unread again next time.
  }
}

/** Comments of others that were not looked at here: how many, and whether one of them speaks to whoever is here. */
export function useUnread(): {
  readonly count: number
  readonly mentioned: boolean
  readonly ids: ReadonlySet<string>
} {
  const comments = useComments()
  const { you } = useSaveState()
  const seen = useSeen((state) => state.ids)
  return useMemo(() => {
    const unread = comments.filter(({ id, by }) => by !== you?.id && !seen.has(id))
    const mentioned = unread.some(({ text }) => you !== null && mentionsIn(text, [you.name]).length > 0)
    return { count: unread.length, mentioned, ids: new Set(unread.map(({ id }) => id)) }
  }, [comments, seen, you])
}

/** Names that can be mentioned: who is here, and who has written. */
export function useNames(): readonly string[] {
  const comments = useComments()
  const peers = usePeers()
  const you = useContext(ProviderContext)?.state.you?.name
  return useMemo(
    () =>
      [...new Set([...peers.map(({ name }) => name), ...comments.map(({ name }) => name)])]
        .filter((name) => name !== you)
        .sort(),
    [comments, peers, you],
  )
}
