import { Graph, layout } from '@dagrejs/dagre'
import type { Flow } from '@parley/flow'
import { type Coverage, edgesOf } from '@parley/flow/story'

export interface PlacedNode {
  readonly id: string
  /** Its kind; of the places that are no nodes, `start` and `menu`. */
  readonly kind: string
  readonly covered: boolean
  /** Its middle, pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedEdge {
  readonly from: string
  readonly to: string
  /** The ports that lead there, `yes, no`. */
  readonly label: string
  readonly covered: boolean
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** The middle of its label. */
  readonly x: number
  readonly y: number
  readonly labelWidth: number
}

export interface PlacedGraph {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

/** What a character of 13 and of 11 pixels takes on average, in the fonts that machines have. */
const wideCharacter = 7.4
const narrowCharacter = 6.2
const nodeHeight = 42
const labelHeight = 16
/** Longer names and lists of ports are cut; the picture's titles have them whole. */
const longestName = 32
const longestLabel = 36

const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text
export const nodeName = (id: string): string => shorten(id, longestName)

/** Places that are no nodes; no id of a node has a space. */
const startPlace = ' start'
const menuPlace = ' menu'

/** The nodes of a flow from top to bottom, with the ports that lead from one to the other. */
export function layOut(flow: Flow, coverage: Coverage): PlacedGraph {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 14, ranksep: 46, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  const nodes = nodesOf(flow, coverage)
  for (const { id, kind } of nodes) {
    const width = Math.max(nodeName(nameOf(id)).length * wideCharacter, kind.length * narrowCharacter) + 28
    graph.setNode(id, { width: Math.ceil(width), height: nodeHeight })
  }
  const edges = groupsOf(flow, coverage)
  for (const [index, { from, to, label }] of edges.entries()) {
    const width = Math.ceil(shorten(label, longestLabel).length * narrowCharacter) + 8
    graph.setEdge(
      from,
      to,
      { width: label === '' ? 0 : width, height: label === '' ? 0 : labelHeight, labelpos: 'c' },
      String(index),
    )
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number }
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map(({ id, ...node }) => ({ id: nameOf(id), ...node, ...placeOf(graph.node(id)) })),
    edges: edges.map(({ from, to, label, covered }, index) => {
      const placed = graph.edge(from, to, String(index)) as unknown as Omit<PlacedEdge, 'label'> & {
        readonly width: number
      }
      const { points, x = 0, y = 0, width: labelWidth } = placed
      return { from: nameOf(from), to, label: shorten(label, longestLabel), covered, points, x, y, labelWidth }
    }),
  }
}

const nameOf = (id: string): string => id.trim()

function placeOf(node: unknown): Pick<PlacedNode, 'x' | 'y' | 'width' | 'height'> {
  const { x, y, width, height } = node as PlacedNode
  return { x, y, width, height }
}

function nodesOf(flow: Flow, coverage: Coverage): readonly Pick<PlacedNode, 'id' | 'kind' | 'covered'>[] {
  const own = [...flow.nodes.values()].map(({ id, body }) => ({
    id,
    kind: body.kind,
    covered: coverage.hasNode(flow.name, id),
  }))
  const hasMenu = edgesOf(flow).some(({ from }) => from === null)
  const start = { id: startPlace, kind: 'of the flow', covered: coverage.hasNode(flow.name, flow.start) }
  return [start, ...own, ...(hasMenu ? [{ id: menuPlace, kind: 'at any time', covered: true }] : [])]
}

type Group = Pick<PlacedEdge, 'from' | 'to' | 'label' | 'covered'>

/** Ports of one node that lead to the same one are drawn as one edge, the missed ones apart from the others. */
function groupsOf(flow: Flow, coverage: Coverage): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { id, from, port, to } of edgesOf(flow)) {
    const covered = coverage.hasEdge(flow.name, id)
    const place = from ?? menuPlace
    const key = `${place} ${to} ${covered}`
    const label = groups.get(key)?.label
    groups.set(key, { from: place, to, covered, label: label === undefined ? port : `${label}, ${port}` })
  }
  const begins: Group = {
    from: startPlace,
    to: flow.start,
    label: '',
    covered: coverage.hasNode(flow.name, flow.start),
  }
  return [begins, ...groups.values()]
}
