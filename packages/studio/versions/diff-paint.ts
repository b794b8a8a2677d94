/** What became of a flow, as a picture: one flow that holds both what is new and what is gone, and how each part is painted. */
import type { FlowChange } from '@parley/flow'
import type { Paint, PaintTone } from '../editor/state.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'

export interface PaintedFlow {
  readonly file: FlowFile
  readonly paint: Paint
}

const tones: { readonly [kind in FlowChange['nodes'][number]['kind']]: PaintTone } = {
  added: 'good',
  removed: 'bad',
  changed: 'warn',
  renamed: 'accent',
}

/**
 * @param from text of the flow's file before, `null`: there was none
 * @param to the same after
 * @param labels for each kind of change, shown at the node
 * @returns `null` when neither can be drawn
 */
export function paintDiff(
  change: FlowChange,
  texts: { readonly from: string | null; readonly to: string | null },
  labels: { readonly title: string } & { readonly [kind in FlowChange['nodes'][number]['kind']]: string },
): PaintedFlow | null {
  const [from, to] = [readFlow(texts.from), readFlow(texts.to)]
  const base = to ?? from
  if (base === null) return null
  const gone = change.nodes.flatMap(({ id, kind }): [string, NodeFile][] => {
    const node = kind === 'removed' ? from?.nodes[id] : undefined
    return node === undefined ? [] : [[id, node]]
  })
  const nodes = new Map<`${string}.${string}`, { readonly tone: PaintTone; readonly label: string }>()
  const edges = new Map<string, { readonly tone: PaintTone }>()
  for (const { id, kind, edges: ways } of change.nodes) {
    nodes.set(`${change.flow}.${id}`, { tone: tones[kind], label: labels[kind] })
    for (const { port, from: was, to: is } of ways)
      edges.set(`${change.flow}.${id}.${port}`, { tone: is === null ? 'bad' : was === null ? 'good' : 'warn' })
  }
  return {
    file: { ...base, nodes: { ...base.nodes, ...Object.fromEntries(gone) } },
    paint: { title: labels.title, nodes, edges },
  }
}

function readFlow(text: string | null): FlowFile | null {
  if (text === null) return null
  try {
    const value = JSON.parse(text) as Partial<FlowFile> | null
    const { nodes } = value ?? {}
    return typeof nodes === 'object' && nodes !== null ? (value as FlowFile) : null
  } catch {
    return null
  }
}
