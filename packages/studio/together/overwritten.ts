/**
 * Two people who change the same member of a node within seconds: the document keeps one of the values, and who wrote the other is told.
 */
import * as Y from 'yjs'
import { flowsOf } from '../source/document.ts'
import { isSame, type Json, type JsonObject, orderMember, readJson, readMember } from '../source/json.ts'

/** An own edit that somebody else's took the place of. */
export interface Overwritten {
  readonly id: number
  readonly flow: string
  readonly node: string
  /** Names of members, from the node down; empty: the node itself was removed. */
  readonly member: readonly string[]
  readonly mine: Json
  /** `undefined`: it was removed. */
  readonly theirs: Json | undefined
}

interface Own {
  readonly path: readonly string[]
  readonly at: number
  readonly value: Json
  /** The whole node as it was then: somebody may remove it. */
  readonly whole: JsonObject
}

/** An own edit counts as just made for this long, milliseconds. */
const freshMs = 8000
/** Own edits that are remembered at once. */
const mostOwn = 500
/** Where a node stands is nobody's words: the last one who moved it is right. */
const isQuiet = (path: readonly string[]): boolean => path.includes('meta') || path.at(-1) === orderMember

/**
 * Watches a document for edits that take the place of one's own.
 *
 * @param origin of own edits
 * @returns how to stop
 */
export function watchOverwritten(
  doc: Y.Doc,
  origin: object,
  tell: (found: Overwritten) => void,
  now: () => number = Date.now,
): () => void {
  const flows = flowsOf(doc)
  let own: Own[] = []
  let count = 0

  function remember(path: readonly string[], value: Json): void {
    const [flow = '', , node = ''] = path
    const nodes = flows.get(flow)?.get('nodes')
    const shared = nodes instanceof Y.Map ? nodes.get(node) : undefined
    if (!(shared instanceof Y.Map)) return
    const others = own.filter((each) => each.at > now() - freshMs && !isSame(each.path, path))
    own = [...others, { path, at: now(), value, whole: readJson(shared) }].slice(-mostOwn)
  }

  function compare(path: readonly string[], theirs: Json | undefined): void {
    const fresh = own.filter(({ at }) => at > now() - freshMs)
    const [flow = '', , node = '', ...member] = path
    const isGone = path.length === 3 && theirs === undefined
    const hit = fresh.findLast((each) => (isGone ? startsWith(each.path, path) : isSame(each.path, path)))
    if (hit === undefined || isSame(hit.value, theirs)) return
    own = own.filter((each) => !startsWith(each.path, path))
    count += 1
    tell({ id: count, flow, node, member, mine: isGone ? hit.whole : hit.value, theirs })
  }

  const seen = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    for (const { path, target, keys } of events) {
      const at = path.map(String)
      if (!(target instanceof Y.Map) || at[1] !== 'nodes') continue
      for (const key of keys.keys()) {
        const place = [...at, key]
        if (isQuiet(place)) continue
        const value: unknown = target.get(key)
        if (transaction.local) {
          if (transaction.origin === origin && value !== undefined) remember(place, readMember(value))
        } else compare(place, value === undefined ? undefined : readMember(value))
      }
    }
  }
  flows.observeDeep(seen)
  return () => flows.unobserveDeep(seen)
}

const startsWith = (path: readonly string[], beginning: readonly string[]): boolean =>
  beginning.every((part, index) => path[index] === part)
