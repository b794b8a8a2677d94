import type { FlowFile } from '../source/flow-file.ts'
import { summaryOf } from './kind-view.ts'

export interface Found {
  readonly flow: string
  /** Absent: the flow itself, or a note on its canvas. */
  readonly node?: string
  readonly sticker?: string
  readonly kind: string
  readonly title: string
  readonly rank: number
}

const mostFound = 100

/**
 * Nodes of all flows whose id, kind, words or note have all the words that are looked for; those whose id begins so come first.
 *
 * @param kindLabel what a kind is called on the screen
 */
export function find(
  flows: Iterable<readonly [string, FlowFile]>,
  query: string,
  kindLabel: (kind: string) => string,
): readonly Found[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: Found[] = []
  const has = (text: string): boolean => words.every((word) => text.includes(word))
  for (const [flow, file] of flows) {
    if (has(flow.toLowerCase())) found.push({ flow, kind: 'flow', title: flow, rank: 1 })
    for (const [id, node] of Object.entries(file.nodes)) {
      const { meta: _, to: __, ...settings } = node
      const text = `${id} ${node.kind} ${kindLabel(node.kind)} ${flow} ${JSON.stringify(settings)}`.toLowerCase()
      if (!has(text)) continue
      const rank = id.startsWith(words[0] ?? '') ? 0 : has(id) ? 1 : has(summaryOf(node).toLowerCase()) ? 2 : 3
      found.push({ flow, node: id, kind: node.kind, title: summaryOf(node), rank })
    }
    for (const [sticker, { kind, text }] of Object.entries(file.meta?.studio?.stickers ?? {}))
      if (has(text.toLowerCase())) found.push({ flow, sticker, kind, title: text, rank: 2 })
  }
  return found.toSorted((one, other) => one.rank - other.rank).slice(0, mostFound)
}
