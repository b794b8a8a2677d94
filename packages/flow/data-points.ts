/**
 * What a program is going to cost in Braze data points, before it runs.
 *
 * Owns the estimate over the whole graph; what one node costs is its kind's concern. The rules are those of
 * `_docs/_user_guide/data/data_points.md`: each billable attribute, also an unchanged one, each key of an object, each value
 * added to or removed from a list, each event, each piece bought.
 *
 * FB14 every node counts once, a called flow at each node that calls it, and of the ways through a flow the costliest: more is only
 * written by going round in circles, less by going elsewhere, by values that are not known, and by what is unchanged and therefore
 * not sent; what is reported without a node asking for it counts too, its attributes once
 */
import { kindOf } from './nodes/index.ts'
import type { Flow, FlowNode, Program } from './program.ts'
import type { MomentName } from './reporting-source.ts'

export interface DataPoints {
  /** Data points of a thousand conversations that begin with the program's start. */
  readonly perThousand: number
  /** Nodes that write something billed, costliest first. */
  readonly byNode: readonly NodeDataPoints[]
}

export interface NodeDataPoints {
  readonly flow: string
  readonly node: string
  /** Data points of entering it once. */
  readonly points: number
}

/** The estimate for a program. Values of which the size is not known beforehand count as one. */
export function dataPoints(program: Program): DataPoints {
  const byNode = [...program.flows.values()].flatMap((flow) =>
    [...flow.nodes.values()]
      .map((node) => ({ flow: flow.name, node: node.id, points: pointsOf(node, program) }))
      .filter(({ points }) => points > 0),
  )
  return {
    perThousand: 1000 * (costOfFlow(program, program.start, new Map()) + reportedOf(program)),
    byNode: byNode.sort((a, b) => b.points - a.points),
  }
}

function pointsOf({ body }: FlowNode, { reporting }: Program): number {
  const told = (moment: MomentName) => (reporting?.report?.events.has(moment) === true ? 1 : 0)
  const own = kindOf(body.kind).dataPoints?.(body) ?? 0
  if (body.kind === 'hand-over') return own + told('handed_over')
  if (body.kind !== 'ask') return own
  return own + told('answered') + (body.answer.type === 'rating' ? told('rated') : 0)
}

/** What a conversation costs because it begins and ends. */
function reportedOf({ reporting }: Program): number {
  if (reporting === null || reporting.report === null) return 0
  const { events, points } = reporting.report
  const ends = events.has('completed') || events.has('abandoned') ? 1 : 0
  return points + ends + (events.has('started') ? 1 : 0)
}

/** `known`: what flows cost, 0 for those being worked out, so that one which calls itself comes to an end. */
function costOfFlow(program: Program, name: string, known: Map<string, number>): number {
  const found = known.get(name)
  if (found !== undefined) return found
  const flow = program.flows.get(name)
  if (flow === undefined) return 0
  known.set(name, 0)
  const costs = new Map<string, number>()
  for (const node of flow.nodes.values()) {
    const called = node.body.kind === 'call' ? costOfFlow(program, node.body.flow, known) : 0
    costs.set(node.id, pointsOf(node, program) + called)
  }
  // What answers beside a question may be meant once each.
  const asides = [...(flow.understanding?.ways.values() ?? [])].reduce(
    (sum, way) => sum + (way.kind === 'call' ? costOfFlow(program, way.flow, known) : 0),
    0,
  )
  const cost = costliestWay(flow, (id) => costs.get(id) ?? 0) + asides
  known.set(name, cost)
  return cost
}

/** A node while rings are looked for; `order` counts visits, `low` is the earliest node that it leads back to. */
interface Visit {
  readonly node: FlowNode
  readonly next: string[]
  readonly order: number
  low: number
  /** The most that any way onward costs, rings behind it included. */
  onward: number
}

/**
 * The cost of the costliest way from the start: nodes that lead round to each other are taken together, and between such
 * rings there is no way back (Tarjan). Without recursion, because flows may be thousands of nodes long.
 */
function costliestWay(flow: Flow, costOf: (node: string) => number): number {
  const visits = new Map<string, Visit>()
  const ring: Visit[] = []
  /** What is ahead of a node whose ring is complete, the ring itself included. */
  const costs = new Map<string, number>()
  const path: Visit[] = []
  const enter = (id: string): void => {
    const node = flow.nodes.get(id)
    if (node === undefined) return
    const visit = { node, next: [...node.exits.values()], order: visits.size, low: visits.size, onward: 0 }
    visits.set(id, visit)
    ring.push(visit)
    path.push(visit)
  }
  enter(flow.start)
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = top.next.pop()
    if (target === undefined) {
      path.pop()
      if (top.low === top.order) closeRing(top, ring, costs, costOf)
      settle(path.at(-1), top, costs)
      continue
    }
    const known = visits.get(target)
    if (known === undefined) enter(target)
    else settle(top, known, costs)
  }
  return costs.get(flow.start) ?? 0
}

/** `top` is the first of a ring: everything above it on the stack leads back to it. */
function closeRing(top: Visit, stack: Visit[], costs: Map<string, number>, costOf: (node: string) => number): void {
  const members = stack.splice(stack.lastIndexOf(top))
  const own = members.reduce((sum, { node }) => sum + costOf(node.id), 0)
  const onward = Math.max(...members.map((member) => member.onward))
  for (const { node } of members) costs.set(node.id, own + onward)
}

/** Takes over what is known of `target`, to which an edge leads from `from`. */
function settle(from: Visit | undefined, target: Visit, costs: ReadonlyMap<string, number>): void {
  if (from === undefined) return
  const cost = costs.get(target.node.id)
  if (cost === undefined) from.low = Math.min(from.low, target.low)
  else from.onward = Math.max(from.onward, cost)
}
