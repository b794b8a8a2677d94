import { suggest } from './nearest.ts'
import { kindOf, type NodeSource } from './nodes/index.ts'
import type { Report } from './report.ts'
import type { ActionSignature } from './source.ts'

type Nodes = ReadonlyMap<string, NodeSource>

/** Checks how the nodes hang together. `whole`: every node could be read, so that what is missing is truly missing. */
export function checkGraph(
  start: string,
  nodes: Nodes,
  actions: { readonly [name: string]: ActionSignature },
  report: Report,
  whole: boolean,
): void {
  const before = report.problems.length
  for (const [id, node] of nodes) checkPorts(id, node, actions, report)
  if (!whole) return
  for (const [id, node] of nodes) checkEdges(id, node, nodes, report)
  if (!nodes.has(start)) {
    report.add(
      'missing-start',
      ['start'],
      `The flow starts at "${start}", which is not a node.`,
      suggest(start, nodes.keys()),
    )
  }
  checkLoops(nodes, report)
  // A broken edge makes nodes unreachable that will be reached once it is mended.
  if (report.problems.length === before) checkReach(start, nodes, report)
}

function edgesOf(node: NodeSource): readonly (readonly [port: string, target: string])[] {
  return 'to' in node ? Object.entries(node.to) : []
}

function checkPorts(
  id: string,
  node: NodeSource,
  actions: { readonly [name: string]: ActionSignature },
  report: Report,
): void {
  const { required, optional = [], outcomesOf } = kindOf(node.kind).ports(node, actions)
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
  for (const port of routed) {
    if (required.includes(port) || optional.includes(port)) continue
    report.add(
      'unknown-port',
      ['nodes', id, 'to', port],
      `A node like this has no port "${port}".`,
      suggest(port, new Set([...required, ...optional])),
    )
  }
}

function checkEdges(id: string, node: NodeSource, nodes: Nodes, report: Report): void {
  for (const [port, target] of edgesOf(node)) {
    if (nodes.has(target)) continue
    report.add('dangling-edge', ['nodes', id, 'to', port], `"${target}" is not a node.`, suggest(target, nodes.keys()))
  }
}

function checkReach(start: string, nodes: Nodes, report: Report): void {
  const reached = new Set([start])
  // A set iterates over what is added on the way.
  for (const id of reached) {
    const node = nodes.get(id)
    if (node !== undefined) for (const [, target] of edgesOf(node)) reached.add(target)
  }
  for (const id of nodes.keys()) {
    if (!reached.has(id))
      report.add('unreachable-node', ['nodes', id], 'Nothing leads to this node.', 'Lead an edge to it, or remove it.')
  }
  if (![...reached].some((id) => nodes.get(id)?.kind === 'end')) {
    report.add(
      'no-end',
      ['start'],
      'No end can be reached from the start.',
      'Lead some way to a node of kind "end"; otherwise the conversation only ever ends by silence.',
    )
  }
}

/** Finds rings of nodes that never pause: entering one would spin until the step is cut off. */
function checkLoops(nodes: Nodes, report: Report): void {
  const done = new Set<string>()
  const onPath = new Set<string>()
  const onward = (id: string): readonly string[] => {
    const node = nodes.get(id)
    return node === undefined || kindOf(node.kind).pauses(node) ? [] : edgesOf(node).map(([, target]) => target)
  }
  for (const root of nodes.keys()) {
    // Depth first without recursion: flows may be thousands of nodes long.
    const stack = [{ id: root, next: [...onward(root)] }]
    if (!done.has(root)) onPath.add(root)
    while (!done.has(root)) {
      const top = stack.at(-1)
      if (top === undefined) break
      const target = top.next.pop()
      if (target === undefined) {
        stack.pop()
        onPath.delete(top.id)
        done.add(top.id)
      } else if (onPath.has(target))
        reportLoop(
          stack.map(({ id }) => id),
          target,
          report,
        )
      else if (!done.has(target) && nodes.has(target)) {
        onPath.add(target)
        stack.push({ id: target, next: [...onward(target)] })
      }
    }
  }
}

function reportLoop(path: readonly string[], back: string, report: Report): void {
  const ring = path.slice(path.indexOf(back))
  const way = [...ring, back].map((id) => `"${id}"`).join(' → ')
  report.add(
    'loop-without-wait',
    ['nodes', back],
    `These nodes lead round in a circle without a pause: ${way}.`,
    'Put a question, a pause or an awaited action into the circle, or lead it elsewhere.',
  )
}
