import { edgesOf } from './analysis/edges.ts'
import { createGraph, type FlowGraph, reachedFrom } from './analysis/flow-graph.ts'
import { checkLoops } from './analysis/loops.ts'
import type { FlowHead } from './flow-file.ts'
import { Names } from './nearest.ts'
import { kindOf, type NodeSource } from './nodes/index.ts'
import type { Path } from './path.ts'
import { Report } from './report.ts'
import { entrancesOf, type FlowReading, type Surroundings } from './surroundings.ts'

/** How the nodes of a flow hang together. */
export interface CheckedGraph {
  readonly report: Report
  /** `null` where not every node could be read. */
  readonly graph: FlowGraph | null
  /** Whether every edge leads somewhere, so that it can be told what is reached. */
  readonly whole: boolean
}

/** Checks how the nodes hang together. `portsFine`: whether every port leads somewhere; `before`: the graph as it was. */
export function checkGraph(
  { head, nodes, whole }: FlowReading,
  around: Surroundings,
  portsFine: boolean,
  before: FlowGraph | null,
): CheckedGraph {
  const report = new Report()
  // What is missing may be a node that could not be read.
  if (!whole) return { report, graph: null, whole: false }
  const graph = createGraph(nodes, around, before)
  checkEdges(head, nodes, graph, report)
  checkLoops(graph, report)
  // A broken edge makes nodes unreachable that will be reached once it is mended.
  if (!portsFine || report.count > 0) return { report, graph, whole: false }
  checkReach(head, graph, report)
  return { report, graph, whole: true }
}

/** Checks the ports of one node. */
export function checkPorts(id: string, node: NodeSource, around: Surroundings, report: Report): void {
  const { required, optional = [], outcomesOf } = kindOf(node.kind).ports(node, around)
  const routed = new Set(edgesOf(node).map(([port]) => port))
  for (const port of required) {
    if (routed.has(port)) continue
    if (outcomesOf !== undefined)
      report.add(
        'unrouted-outcome',
        ['nodes', id, 'to'],
        `The outcome "${port}" of ${outcomesOf} leads nowhere.`,
        `Add "${port}" to "to" with the node that follows.`,
      )
    else
      report.add(
        'dead-end',
        ['nodes', id, 'to'],
        `The port "${port}" leads nowhere.`,
        `Add "${port}" to "to" with the node that follows.`,
      )
  }
  const known = new Set([...required, ...optional])
  for (const port of routed) {
    if (known.has(port)) continue
    report.add(
      'unknown-port',
      ['nodes', id, 'to', port],
      `A node like this has no port "${port}".`,
      new Names(known).suggest(port),
    )
  }
}

function checkEdges(head: FlowHead, nodes: FlowReading['nodes'], graph: FlowGraph, report: Report): void {
  const names = new Names(graph.ids)
  const check = (path: Path, target: string) => {
    if (!nodes.has(target)) report.add('dangling-edge', path, `"${target}" is not a node.`, names.suggest(target))
  }
  for (const [id, node] of nodes) for (const [port, target] of edgesOf(node)) check(['nodes', id, 'to', port], target)
  for (const [index, { to }] of (head.menu ?? []).entries()) check(['menu', index, 'to'], to)
  for (const [intent, { to }] of Object.entries(head.understanding?.intents ?? {}))
    if (to !== undefined) check(['understanding', 'intents', intent, 'to'], to)
  if (head.resume?.to !== undefined) check(['resume', 'to'], head.resume.to)
  if (nodes.has(head.start)) return
  const reason = `The flow starts at "${head.start}", which is not a node.`
  report.add('missing-start', ['start'], reason, names.suggest(head.start))
}

function checkReach(head: FlowHead, graph: FlowGraph, report: Report): void {
  const reached = reachedFrom(
    graph,
    entrancesOf(head).flatMap((id) => graph.indexOf(id) ?? []),
  )
  for (const [at, id] of graph.ids.entries()) {
    if (reached[at] === 0)
      report.add('unreachable-node', ['nodes', id], 'Nothing leads to this node.', 'Lead an edge to it, or remove it.')
  }
  if (!graph.nodes.some(({ kind }, at) => kind === 'end' && reached[at] === 1)) {
    report.add(
      'no-end',
      ['start'],
      'No end can be reached from the start.',
      'Lead some way to a node of kind "end"; otherwise the conversation only ever ends by silence.',
    )
  }
}
