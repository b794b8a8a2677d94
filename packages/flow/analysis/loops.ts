import type { Report } from '../report.ts'
import { wayOf } from '../way.ts'
import type { FlowGraph } from './flow-graph.ts'

/** Rings that are reported; a flow with more has one mistake many times over. */
const mostLoops = 50

/** Finds rings of nodes that never pause: entering one would spin until the step is cut off. */
export function checkLoops(graph: FlowGraph, report: Report): void {
  const walk = new Walk(graph)
  for (let root = 0; root < graph.ids.length; root++) {
    for (const ring of walk.from(root)) {
      if (walk.found > mostLoops) return
      const ids = ring.map((at) => graph.ids[at] ?? '')
      report.add(
        'loop-without-wait',
        ['nodes', ids[0] ?? ''],
        `These nodes lead round in a circle without a pause: ${wayOf([...ids, ids[0] ?? ''].map((id) => `"${id}"`))}.`,
        'Put a question, a pause or an awaited action into the circle, or lead it elsewhere.',
      )
    }
  }
}

/** Depth first without recursion: flows may be thousands of nodes long. */
class Walk {
  found = 0
  readonly #graph: FlowGraph
  /** 0: not met; 1: on the present path; 2: done. */
  readonly #met: Uint8Array

  constructor(graph: FlowGraph) {
    this.#graph = graph
    this.#met = new Uint8Array(graph.ids.length)
  }

  *from(root: number): Iterable<readonly number[]> {
    if (this.#met[root] !== 0) return
    const stack = [this.#enter(root)]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = top.next[top.at]
      top.at -= 1
      if (edge === undefined) {
        stack.pop()
        this.#met[top.node] = 2
      } else if (this.#met[edge.to] === 0) stack.push(this.#enter(edge.to))
      else if (this.#met[edge.to] === 1) {
        this.found += 1
        const path = stack.map(({ node }) => node)
        yield path.slice(path.indexOf(edge.to))
      }
    }
  }

  #enter(node: number) {
    this.#met[node] = 1
    const next = this.#graph.pauses(node) ? [] : (this.#graph.out[node] ?? [])
    return { node, next, at: next.length - 1 }
  }
}
