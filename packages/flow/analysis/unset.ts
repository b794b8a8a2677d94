/**
 * Variables that are read where they may not be known: some way from the start leads there without setting them.
 *
 * It is worked out for all variables at once: a node knows what all edges that lead to it know, and an edge knows what the node
 * before it knew and what leaving by it has set or proved. Sets of variables are bits, so that a flow of thousands of nodes and
 * variables takes milliseconds.
 *
 * FC7 a variable that some way from the start reaches without its being set is a warning, with the shortest such way
 * FC8 it is none where the node does without: see `need.ts` for logic and `text-check.ts` for texts
 */
import type { Read } from '../flow-build.ts'
import type { FlowHead } from '../flow-file.ts'
import type { Path } from '../path.ts'
import type { Report } from '../report.ts'
import { wayOf } from '../way.ts'
import type { FlowGraph } from './flow-graph.ts'

/** What is known of a node's variables once it is compiled. */
export interface NodeUses {
  readonly reads: readonly Read[]
  /** Variables that are known once it is left by the port. */
  known(port: string): readonly string[]
}

/** Variables that are reported for one flow. */
const mostReported = 100
/** Variables that are looked at together, 32 to a word. */
const wordsAtOnce = 32

/** `from`: known from the beginning; `settable`: those that something in the flow sets, in which order they are reported. */
export function checkUnset(
  head: FlowHead,
  graph: FlowGraph,
  uses: readonly NodeUses[],
  variables: readonly string[],
  report: Report,
): void {
  const start = graph.indexOf(head.start)
  if (start === undefined) return
  const needed = neededBy(graph, uses, new Set(variables))
  const asked = variables.filter((name) => needed.has(name))
  const ways = createWays(head, graph, start)
  // Who leaves by the menu has not answered.
  const known = ways.map(({ from, to, port }) => (to < uses.length ? (uses[from]?.known(port) ?? []) : []))
  const out = waysFrom(graph.ids.length + virtualNodes, ways)
  const order = orderOf(start, ways, out)
  let reported = 0
  for (let at = 0; at < asked.length; at += 32 * wordsAtOnce) {
    const block = asked.slice(at, at + 32 * wordsAtOnce)
    const flow = new Knowledge({ ways, known, out, order }, block)
    for (const [bit, name] of block.entries()) {
      const places = (needed.get(name) ?? []).filter(({ node, ways }) => {
        return (
          flow.reaches(node) &&
          !flow.knows(node, bit) &&
          ways.every((way) => way.some((each) => isOpen(flow, node, each, block, name)))
        )
      })
      if (places.length === 0) continue
      reported += 1
      if (reported > mostReported) return
      reportUnset(name, places, graph, shortestWay(start, ways, known, out, name), report)
    }
  }
}

/** Whether an alternative variable is not known either. Of another block, it is taken to be known: rather no warning than a wrong one. */
function isOpen(flow: Knowledge, node: number, variable: string, block: readonly string[], self: string): boolean {
  if (variable === self) return true
  const bit = block.indexOf(variable)
  return bit !== -1 && !flow.knows(node, bit)
}

/** A place that needs a variable. */
interface Place {
  readonly node: number
  readonly path: Path
  /** Of several alternatives, the variables of each other one; all of them must be open for this to be amiss. */
  readonly ways: readonly (readonly string[])[]
}

function neededBy(
  graph: FlowGraph,
  uses: readonly NodeUses[],
  variables: ReadonlySet<string>,
): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>()
  for (const [node, { reads }] of uses.entries()) {
    for (const { variable, path, need } of reads) {
      if (need === null || !variables.has(variable)) continue
      const ways = need.kind === 'one of' ? otherWays(graph, node, reads, need.group, need.way) : []
      const place = { node, path, ways }
      const known = found.get(variable)
      if (known === undefined) found.set(variable, [place])
      else known.push(place)
    }
  }
  return found
}

/** The variables of each other alternative: an empty list for one that needs none, which is always there. */
function otherWays(
  graph: FlowGraph,
  node: number,
  reads: readonly Read[],
  group: string,
  way: string,
): readonly (readonly string[])[] {
  const members = membersAt(graph.nodes[node], group).filter((member) => member !== way)
  return members.map((member) =>
    reads.flatMap(({ variable, need }) =>
      need?.kind === 'one of' && need.group === group && need.way === member ? [variable] : [],
    ),
  )
}

function membersAt(node: unknown, group: string): readonly string[] {
  let found: unknown = node
  for (const part of group.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return []
    found = Reflect.get(found, part)
  }
  return typeof found === 'object' && found !== null ? Object.keys(found) : []
}

/** The menu, what takes up an abandoned conversation, and what is meant anywhere, as nodes of their own. */
const virtualNodes = 3

/** A way from a node to another, by an edge or over the menu. */
interface Way {
  readonly from: number
  readonly to: number
  readonly port: string
}

/** The ways of a flow and what is known by going them. */
interface Net {
  readonly ways: readonly Way[]
  readonly known: readonly (readonly string[])[]
  /** Of each node, the ways from it by their place in `ways`. */
  readonly out: readonly (readonly number[])[]
  /** The nodes that can be reached, the start first. */
  readonly order: readonly number[]
}

function createWays(head: FlowHead, graph: FlowGraph, start: number): readonly Way[] {
  const [menu, resume, intents] = [graph.ids.length, graph.ids.length + 1, graph.ids.length + 2]
  const meant = Object.entries(head.understanding?.intents ?? {}).flatMap(([id, { to }]) =>
    to === undefined ? [] : [{ id, to }],
  )
  const ways: Way[] = graph.out.flat()
  for (const [from, { kind }] of graph.nodes.entries()) {
    // Who leaves a question by the menu has not answered it.
    if (head.menu !== undefined && ['ask', 'wait', 'call'].includes(kind)) ways.push({ from, to: menu, port: 'menu' })
    if (meant.length > 0 && ['ask', 'call'].includes(kind)) ways.push({ from, to: intents, port: 'intent' })
    if (head.resume?.to !== undefined && kind === 'ask') ways.push({ from, to: resume, port: 'resume' })
  }
  const leave = (from: number, id: string, port: string) => {
    const to = graph.indexOf(id)
    if (to !== undefined && to !== start) ways.push({ from, to, port })
  }
  for (const { id, to } of head.menu ?? []) leave(menu, to, id)
  for (const { id, to } of meant) leave(intents, to, id)
  if (head.resume?.to !== undefined) leave(resume, head.resume.to, 'resume')
  return ways
}

/** What is surely known at each node, for a block of variables. */
class Knowledge {
  readonly #words: number
  /** Bits of every node: set for what is known there. A node that is not reached knows everything. */
  readonly #known: Int32Array
  readonly #reached: Uint8Array

  constructor(net: Net, block: readonly string[]) {
    const nodes = net.out.length
    this.#words = Math.ceil(block.length / 32)
    this.#known = new Int32Array(nodes * this.#words).fill(-1)
    this.#reached = new Uint8Array(nodes)
    this.#spread(net, new Map(block.map((name, bit) => [name, bit])))
  }

  reaches(node: number): boolean {
    return this.#reached[node] === 1
  }

  knows(node: number, bit: number): boolean {
    return ((this.#known[node * this.#words + (bit >> 5)] ?? 0) & (1 << (bit & 31))) !== 0
  }

  /** In the order of the flow, and again as long as a way back brings less than was known. */
  #spread({ ways, known, out, order }: Net, bits: ReadonlyMap<string, number>): void {
    const [start = 0] = order
    this.#reached[start] = 1
    this.#known.fill(0, start * this.#words, (start + 1) * this.#words)
    const open = new Uint8Array(out.length)
    open[start] = 1
    const carried = new Int32Array(this.#words)
    for (let again = true; again; ) {
      again = false
      for (const node of order) {
        if (open[node] === 0) continue
        open[node] = 0
        for (const way of out[node] ?? []) {
          const { to } = ways[way] ?? { to: start }
          this.#carry(node, known[way] ?? [], bits, carried)
          if (!this.#narrow(to, carried)) continue
          open[to] = 1
          again = true
        }
      }
    }
  }

  #carry(node: number, known: readonly string[], bits: ReadonlyMap<string, number>, carried: Int32Array): void {
    for (let word = 0; word < this.#words; word++) carried[word] = this.#known[node * this.#words + word] ?? 0
    for (const name of known) {
      const bit = bits.get(name)
      if (bit !== undefined) carried[bit >> 5] = (carried[bit >> 5] ?? 0) | (1 << (bit & 31))
    }
  }

  /** Takes over what one more way knows; answers whether that changes anything. */
  #narrow(node: number, carried: Int32Array): boolean {
    let changed = this.#reached[node] === 0
    this.#reached[node] = 1
    for (let word = 0; word < this.#words; word++) {
      const at = node * this.#words + word
      const before = this.#known[at] ?? 0
      const after = before & (carried[word] ?? 0)
      if (after === before) continue
      this.#known[at] = after
      changed = true
    }
    return changed
  }
}

function waysFrom(nodes: number, ways: readonly Way[]): readonly (readonly number[])[] {
  const out: number[][] = Array.from({ length: nodes }, () => [])
  for (const [at, { from }] of ways.entries()) out[from]?.push(at)
  return out
}

/** The nodes that can be reached, each before those that it leads to, but for ways back. */
function orderOf(start: number, ways: readonly Way[], out: Net['out']): readonly number[] {
  const met = new Uint8Array(out.length)
  const done: number[] = []
  const stack = [{ node: start, at: 0 }]
  met[start] = 1
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const way = out[top.node]?.[top.at]
    top.at += 1
    const to = way === undefined ? undefined : ways[way]?.to
    if (to === undefined) {
      done.push(top.node)
      stack.pop()
    } else if (met[to] === 0) {
      met[to] = 1
      stack.push({ node: to, at: 0 })
    }
  }
  return done.reverse()
}

/** By which way each node is reached first without the variable being known, -1 for none, and in which order they are. */
interface Search {
  readonly by: Int32Array
  readonly order: readonly number[]
  readonly ways: readonly Way[]
}

function shortestWay(start: number, ways: Net['ways'], known: Net['known'], out: Net['out'], variable: string): Search {
  const by = new Int32Array(out.length).fill(-1)
  const order = [start]
  for (let at = 0; at < order.length; at++) {
    for (const way of out[order[at] ?? 0] ?? []) {
      const { to } = ways[way] ?? { to: start }
      if (to === start || by[to] !== -1 || known[way]?.includes(variable) === true) continue
      by[to] = way
      order.push(to)
    }
  }
  return { by, order, ways }
}

function reportUnset(name: string, places: readonly Place[], graph: FlowGraph, found: Search, report: Report): void {
  const rank = new Map(found.order.map((node, at) => [node, at]))
  const nearest = places.reduce((one, other) => ((rank.get(other.node) ?? 0) < (rank.get(one.node) ?? 0) ? other : one))
  const stations: string[] = []
  for (let node = nearest.node, port = ''; ; ) {
    const id = graph.ids[node] ?? ['the menu', 'taken up again', 'an intent'][node - graph.ids.length] ?? ''
    stations.unshift(port === '' || port === 'next' ? id : `${id} (${port})`)
    const way = found.ways[found.by[node] ?? -1]
    if (way === undefined) break
    node = way.from
    port = way.port
  }
  const others = new Set(places.map(({ node }) => node)).size - 1
  const more = others === 0 ? '' : ` So it may be at ${others} more node${others === 1 ? '' : 's'}.`
  report.add(
    'maybe-unset-variable',
    nearest.path,
    `Nothing sets "${name}" on the way ${wayOf(stations)}.${more}`,
    `Set it on that way, branch on "${name} != null" before, or give it a default; in a text also {{ ${name} | default: '…' }}.`,
  )
}
