/** Figures of nodes as they are painted on a flow, and in order of what they lose. */
import type { NodeFigures } from '../api.ts'
import type { NodeKey, Paint, PaintTone } from '../editor/state.ts'

/** Of those who came: how many were given up here. */
export const lossOf = ({ entered, stopped }: NodeFigures): number =>
  entered === 0 ? 0 : Math.max(0, stopped) / entered

/** From here on a node loses some, from here on many. */
const someLoss = 0.05
const muchLoss = 0.2

export function toneOf(node: NodeFigures): PaintTone {
  const loss = lossOf(node)
  if (node.entered === 0) return 'muted'
  return loss >= muchLoss ? 'bad' : loss >= someLoss ? 'warn' : 'good'
}

export interface PaintWords {
  readonly title: string
  entered(count: number): string
  lost(count: number, share: number): string
  share(share: number): string
}

/** One flow, painted: how many came to each node and were lost there, how many took each way. */
export function paintOf(flow: string, all: readonly NodeFigures[], words: PaintWords): Paint {
  const mine = all.filter((node) => node.flow === flow)
  const nodes = new Map<NodeKey, { readonly tone: PaintTone; readonly label: string }>()
  const edges = new Map<string, { readonly tone: PaintTone; readonly label: string; readonly share: number }>()
  const most = Math.max(1, ...mine.flatMap(({ ports }) => ports.map(({ count }) => count)))
  for (const node of mine) {
    const lost = node.stopped > 0 ? ` · ${words.lost(node.stopped, lossOf(node))}` : ''
    nodes.set(`${flow}.${node.node}`, { tone: toneOf(node), label: `${words.entered(node.entered)}${lost}` })
    for (const { port, count } of node.ports) {
      const share = node.entered === 0 ? 0 : count / node.entered
      edges.set(`${flow}.${node.node}.${port}`, {
        tone: 'accent',
        label: `${words.entered(count)} (${words.share(share)})`,
        share: count / most,
      })
    }
  }
  return { title: words.title, nodes, edges }
}

/** Where people are lost, the worst first. Who stopped inside a called flow is told there. */
export function dropOffs(all: readonly NodeFigures[]): readonly NodeFigures[] {
  return all
    .map((node) => ({ ...node, stopped: node.stopped - node.stopped_inside }))
    .filter(({ stopped }) => stopped > 0)
    .toSorted((a, b) => b.stopped - a.stopped || lossOf(b) - lossOf(a))
}

/** The nodes of a flow in the order in which one comes to them; what the file does not have any more comes last. */
export function inOrder(
  file:
    | {
        readonly start: string
        readonly nodes: { readonly [id: string]: { readonly to?: { readonly [port: string]: string } } }
      }
    | undefined,
  nodes: readonly NodeFigures[],
): readonly NodeFigures[] {
  if (file === undefined) return nodes
  const place = new Map<string, number>()
  const waiting = [file.start]
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    if (place.has(id)) continue
    place.set(id, place.size)
    waiting.push(...Object.values(file.nodes[id]?.to ?? {}))
  }
  const of = ({ node }: NodeFigures) => place.get(node) ?? Number.POSITIVE_INFINITY
  return nodes.toSorted((a, b) => (of(a) === of(b) ? a.node.localeCompare(b.node) : of(a) - of(b)))
}
