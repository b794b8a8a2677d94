import type { FlowCoverage } from '@parley/flow/story'
import type { NodeKey, Paint, PaintTone } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'

/** What stories go through, painted: what was missed stands out, and what they go through is calm. */
export function coveragePaint(
  title: string,
  coverage: readonly FlowCoverage[],
  flowOf: (name: string) => FlowFile | undefined,
  words: { readonly missed: string },
): Paint {
  const nodes = new Map<NodeKey, { readonly tone: PaintTone; readonly label?: string }>()
  const edges = new Map<string, { readonly tone: PaintTone; readonly label?: string }>()
  for (const { flow, nodes: ofNodes, edges: ofEdges } of coverage) {
    const missedNodes = new Set(ofNodes.missed)
    const missedEdges = new Set(ofEdges.missed)
    for (const [id, { to }] of Object.entries(flowOf(flow)?.nodes ?? {})) {
      nodes.set(`${flow}.${id}`, missedNodes.has(id) ? { tone: 'bad', label: words.missed } : { tone: 'good' })
      for (const port of Object.keys(to ?? {}))
        edges.set(`${flow}.${id}.${port}`, { tone: missedEdges.has(`${id}.${port}`) ? 'bad' : 'good' })
    }
  }
  return { title, nodes, edges }
}

/** 0 to 100, whole; of nothing everything is covered. */
export const percent = ({ covered, total }: { readonly covered: number; readonly total: number }): number =>
  total === 0 ? 100 : Math.floor((covered / total) * 100)
