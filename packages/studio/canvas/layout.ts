import type { FlowFile } from '../source/flow-file.ts'
import type { Card, Point } from './card.ts'
import { around, cardWidth } from './card.ts'
import { type Graph, layerGap, layOutInLayers, rowGap } from './layers.ts'
import { placeOf } from './scene.ts'

/** Above this many cards dagre takes longer than people wait (half a second at 200, ten at 1,000). */
const mostForDagre = 120

/** What of a flow is to be laid out; `only`: those cards alone. */
export function graphOf(
  start: string,
  cards: ReadonlyMap<string, Pick<Card, 'exits' | 'width' | 'height'>>,
  only?: ReadonlySet<string>,
): Graph {
  const chosen = [...cards].filter(([id]) => only === undefined || only.has(id))
  const ids = new Set(chosen.map(([id]) => id))
  return {
    start,
    boxes: new Map(chosen.map(([id, { width, height }]) => [id, { width, height }])),
    next: new Map(
      chosen.map(([id, { exits }]) => [id, exits.flatMap(({ to }) => (to !== undefined && ids.has(to) ? [to] : []))]),
    ),
  }
}

/** Places for all of a graph, left to right. The library is loaded when it is first needed. */
export async function layOut(graph: Graph): Promise<ReadonlyMap<string, Point>> {
  if (graph.boxes.size > mostForDagre) return layOutInLayers(graph)
  const { graphlib, layout } = await import('@dagrejs/dagre')
  const dagre = new graphlib.Graph({ multigraph: true })
  dagre.setGraph({ rankdir: 'LR', nodesep: rowGap, ranksep: layerGap, ranker: 'network-simplex' })
  dagre.setDefaultEdgeLabel(() => ({}))
  for (const [id, { width, height }] of graph.boxes) dagre.setNode(id, { width, height })
  for (const [id, targets] of graph.next)
    targets.forEach((target, index) => {
      if (target !== id) dagre.setEdge(id, target, {}, String(index))
    })
  layout(dagre)
  const places = new Map<string, Point>()
  for (const [id, { width, height }] of graph.boxes) {
    const { x, y } = dagre.node(id) as Point
    places.set(id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) })
  }
  return places
}

/** Moves places so that the box around them has its corner where the box around the cards has it now. */
export function keptInPlace(
  places: ReadonlyMap<string, Point>,
  cards: ReadonlyMap<string, Card>,
): ReadonlyMap<string, Point> {
  const chosen = [...places.keys()].flatMap((id) => cards.get(id) ?? [])
  const before = around(chosen)
  const after = around([...places].map(([id, at]) => ({ width: 0, height: 0, ...cards.get(id), ...at })))
  if (before === null || after === null) return places
  const dx = before.x - after.x
  const dy = before.y - after.y
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]))
}

/** Whether no node of a flow has a place. */
export const isUnplaced = (file: FlowFile): boolean => Object.values(file.nodes).every((node) => placeOf(node) === null)

/** Nodes that have no place, not even one that they were given here. */
export function missingIn({ nodes }: FlowFile, laid: ReadonlyMap<string, Point>): readonly string[] {
  const missing: string[] = []
  for (const id in nodes) {
    const node = nodes[id]
    if (node !== undefined && placeOf(node) === null && !laid.has(id)) missing.push(id)
  }
  return missing
}

/** Places for the few nodes that have none, each after what leads to it, below what stands there. */
export function placeMissing(file: FlowFile, laid: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const missing = missingIn(file, laid)
  if (missing.length === 0) return laid
  const places = new Map<string, Point>()
  const placeOfId = (id: string): Point | undefined => {
    const node = file.nodes[id]
    return node === undefined ? undefined : (placeOf(node) ?? laid.get(id) ?? places.get(id))
  }
  const taken = Object.keys(file.nodes).flatMap((id) => placeOfId(id) ?? [])
  let lowest = taken.reduce((low, { y }) => Math.max(low, y), 0)
  for (const id of missing) {
    const leading = Object.entries(file.nodes).find(([, { to }]) => Object.values(to ?? {}).includes(id))
    const beside = leading === undefined ? undefined : placeOfId(leading[0])
    if (beside === undefined) lowest += 200
    const at = beside === undefined ? { x: 0, y: lowest } : { x: beside.x + cardWidth + layerGap, y: beside.y }
    places.set(id, freeFrom(at, taken))
    taken.push(places.get(id) ?? at)
  }
  return new Map([...laid, ...places])
}

/** The first place at or below `at` that nothing else has its corner near. */
export function freeFrom(at: Point, taken: readonly Point[]): Point {
  let { y } = at
  const near = taken.filter(({ x }) => Math.abs(x - at.x) < cardWidth).toSorted((one, other) => one.y - other.y)
  for (const each of near) if (Math.abs(each.y - y) < 120) y = each.y + 140
  return { x: at.x, y }
}
