/** Our own layout in layers, left to right: in time that grows with the number of edges, where dagre's grows with its square. */
import { type Box, cardWidth, type Point } from './card.ts'

export interface Graph {
  readonly start: string
  /** In the order of the file. */
  readonly boxes: ReadonlyMap<string, Pick<Box, 'width' | 'height'>>
  /** Id → ids that follow, in the order of the ports. */
  readonly next: ReadonlyMap<string, readonly string[]>
}

export const layerGap = 96
export const rowGap = 32
const sweeps = 6

/** Places of all boxes, the start's layer at x 0. */
export function layOutInLayers(graph: Graph): Map<string, Point> {
  const forward = withoutLoops(graph)
  const ranks = ranksOf(graph, forward)
  const layers: string[][] = []
  for (const id of graph.boxes.keys()) {
    const rank = ranks.get(id) ?? 0
    while (layers.length <= rank) layers.push([])
    layers[rank]?.push(id)
  }
  return settle(graph, forward, layers)
}

/** The edges that lead on: those that close a loop are left out. Depth first from the start, then from what nothing leads to. */
function withoutLoops({ start, boxes, next }: Graph): ReadonlyMap<string, readonly string[]> {
  const forward = new Map<string, string[]>()
  const state = new Map<string, 'open' | 'done'>()
  const followed = new Set([...next.values()].flat())
  const roots = [start, ...[...boxes.keys()].filter((id) => !followed.has(id)), ...boxes.keys()]
  for (const root of roots) {
    if (!boxes.has(root) || state.has(root)) continue
    const stack: { readonly id: string; index: number }[] = [{ id: root, index: 0 }]
    state.set(root, 'open')
    forward.set(root, [])
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = next.get(top.id)?.[top.index]
      top.index += 1
      if (target === undefined) {
        state.set(top.id, 'done')
        stack.pop()
      } else if (boxes.has(target) && state.get(target) !== 'open') {
        forward.get(top.id)?.push(target)
        if (state.has(target)) continue
        state.set(target, 'open')
        forward.set(target, [])
        stack.push({ id: target, index: 0 })
      }
    }
  }
  return forward
}

/** How far each stands from what it follows: one layer behind the last of them. */
function ranksOf({ boxes }: Graph, forward: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const before = new Map<string, number>()
  for (const targets of forward.values()) for (const id of targets) before.set(id, (before.get(id) ?? 0) + 1)
  const ranks = new Map<string, number>()
  const ready = [...boxes.keys()].filter((id) => !before.has(id))
  for (let index = 0; index < ready.length; index += 1) {
    const id = ready[index] ?? ''
    const rank = ranks.get(id) ?? 0
    ranks.set(id, rank)
    for (const target of forward.get(id) ?? []) {
      ranks.set(target, Math.max(ranks.get(target) ?? 0, rank + 1))
      const left = (before.get(target) ?? 1) - 1
      before.set(target, left)
      if (left === 0) ready.push(target)
    }
  }
  return ranks
}

/** Orders each layer by where its neighbours stand, back and forth, then gives everything a place beside them. */
function settle(graph: Graph, forward: ReadonlyMap<string, readonly string[]>, layers: string[][]): Map<string, Point> {
  const back = new Map<string, string[]>()
  for (const [id, targets] of forward) for (const target of targets) back.set(target, [...(back.get(target) ?? []), id])
  const tops = new Map<string, number>()
  for (const layer of layers) stack(graph, layer, tops, () => undefined)
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const onward = sweep % 2 === 0
    const sides = onward ? back : forward
    for (const layer of onward ? layers : layers.toReversed()) {
      const middle = (id: string): number | undefined => {
        const beside = sides.get(id) ?? []
        if (beside.length === 0) return undefined
        return beside.reduce((sum, each) => sum + (tops.get(each) ?? 0), 0) / beside.length
      }
      const wanted = new Map(layer.map((id) => [id, middle(id) ?? tops.get(id) ?? 0]))
      layer.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0))
      stack(graph, layer, tops, middle)
    }
  }
  const places = new Map<string, Point>()
  layers.forEach((layer, rank) => {
    for (const id of layer) places.set(id, { x: rank * (cardWidth + layerGap), y: Math.round(tops.get(id) ?? 0) })
  })
  return places
}

/** Stacks a layer from top to bottom, each as near to where it wants to be as the ones above let it. */
function stack(
  { boxes }: Graph,
  layer: readonly string[],
  tops: Map<string, number>,
  wanted: (id: string) => number | undefined,
): void {
  let free = Number.NEGATIVE_INFINITY
  let drift = 0
  let pulled = 0
  for (const id of layer) {
    const want = wanted(id)
    const top = Math.max(want ?? (Number.isFinite(free) ? free : 0), free)
    if (want !== undefined) {
      drift += top - want
      pulled += 1
    }
    tops.set(id, top)
    free = top + (boxes.get(id)?.height ?? 0) + rowGap
  }
  if (pulled === 0) return
  // Those that were pushed down take the whole layer up by the same on average.
  const shift = drift / pulled
  for (const id of layer) tops.set(id, (tops.get(id) ?? 0) - shift)
}
