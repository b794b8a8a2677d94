/**
 * A program out of flows that are not finished: what is wrong is cut out, so that a conversation can be tried up to there.
 *
 * A node with an error is played as an end that says what is wrong; a port that leads nowhere leads to such an end. Nothing of this
 * reaches the document.
 */
import { type Checker, compile, type Problem, type Program, type SolutionSource, type Value } from '@parley/flow'
import type { Unfinished } from './protocol.ts'

export interface Draft {
  /** `null`: there is nothing to play at all. */
  readonly program: Program | null
  /** What was cut out; none: everything is played as it is. */
  readonly unfinished: readonly Unfinished[]
  /** What keeps it from being played; `null`: nothing. */
  readonly reason: string | null
}

/** The outcome of a conversation that came to something unfinished. */
export const unfinishedOutcome = 'unfinished'

/** Cutting one thing out may show what is wrong with another. */
const mostRounds = 8

type Json = { [member: string]: Value }

export function draftProgram({ source, compiled, view }: Pick<Checker, 'source' | 'compiled' | 'view'>): Draft {
  if (compiled.program !== null) return { program: compiled.program, unfinished: [], reason: null }
  const unfinished = new Map<string, Unfinished>()
  const portsOf = (flow: string, node: string) => view(flow)?.ports.get(node) ?? []
  let present: SolutionSource = source
  let problems = compiled.problems
  for (let round = 0; round < mostRounds; round += 1) {
    const errors = problems.filter(({ severity }) => severity === 'error')
    present = new Mending(present, portsOf, unfinished).mend(errors)
    const next = compile(present)
    if (next.program !== null) return { program: next.program, unfinished: [...unfinished.values()], reason: null }
    problems = next.problems
  }
  const first = problems.find(({ severity }) => severity === 'error')
  return { program: null, unfinished: [...unfinished.values()], reason: first?.reason ?? 'It cannot be played.' }
}

type PortsOf = (flow: string, node: string) => readonly { readonly name: string; readonly required: boolean }[]

/** One round: every error is cut out where it is. */
class Mending {
  #source: SolutionSource
  readonly #portsOf: PortsOf
  readonly #unfinished: Map<string, Unfinished>
  readonly #flows = new Map<string, Json>()

  constructor(source: SolutionSource, portsOf: PortsOf, unfinished: Map<string, Unfinished>) {
    this.#source = source
    this.#portsOf = portsOf
    this.#unfinished = unfinished
  }

  mend(errors: readonly Problem[]): SolutionSource {
    for (const error of errors) this.#cut(error)
    const flows = { ...this.#source.flows }
    for (const [name, flow] of this.#flows) {
      const file = flows[name]?.file ?? `flows/${name}.flow.json`
      flows[name] = { file, text: JSON.stringify(flow) }
    }
    return { ...this.#source, flows }
  }

  #cut(error: Problem): void {
    const { flow, node, file } = error.place
    if (flow !== undefined) {
      if (node === undefined) this.#cutHead(flow, error)
      else this.#cutNode(flow, node, error)
    } else if (file?.startsWith('texts/') === true) this.#without('texts')
    else this.#cutSolution(error)
  }

  #cutNode(name: string, id: string, { code, reason, place }: Problem): void {
    const nodes = objectIn(this.#flow(name), 'nodes')
    const node = objectIn(nodes, id)
    this.#note(name, id, reason)
    const port = /^to\.(.+)$/.exec(place.field ?? '')?.[1]
    if (code === 'dead-end' || code === 'unrouted-outcome') {
      const to = objectIn(node, 'to')
      for (const { name: each, required } of this.#portsOf(name, id))
        if (required && to[each] === undefined)
          to[each] = stub(nodes, `The way "${each}" of "${id}" leads nowhere yet.`)
      // What the ports are may depend on what was cut out.
      if (Object.keys(to).length === 0) nodes[id] = endOf(reason)
    } else if (code === 'dangling-edge' && port !== undefined) objectIn(node, 'to')[port] = stub(nodes, reason)
    else if (code === 'unknown-port' && port !== undefined) delete objectIn(node, 'to')[port]
    else nodes[id] = endOf(reason)
  }

  /** Without a node it is in the flow's own settings, or the file is no flow at all. */
  #cutHead(name: string, { code, reason, place }: Problem): void {
    const flow = this.#flow(name)
    this.#note(name, '', reason)
    if (code === 'missing-start') {
      flow.start = stub(objectIn(flow, 'nodes'), reason)
      return
    }
    const [member, inner] = (place.field ?? '').split(/[.[]/)
    if (member === undefined || member === '' || ['format', 'start', 'nodes'].includes(member))
      this.#flows.set(name, emptyFlow(reason))
    else if (member === 'variables' && inner !== undefined) delete objectIn(flow, 'variables')[inner]
    else delete flow[member]
  }

  #cutSolution({ code }: Problem): void {
    if (code === 'missing-start') {
      const [first] = Object.keys(this.#source.flows)
      if (first !== undefined) this.#source = { ...this.#source, start: first }
    } else if (code === 'reserved-action') {
      const own = Object.entries(this.#source.actions).filter(([name]) => !name.startsWith('braze.'))
      this.#source = { ...this.#source, actions: Object.fromEntries(own) }
    } else for (const member of ['report', 'retarget', 'profile', 'texts'] as const) this.#without(member)
  }

  #without(member: 'texts' | 'report' | 'retarget' | 'profile'): void {
    const { [member]: _, ...rest } = this.#source
    this.#source = rest
  }

  #note(flow: string, node: string, reason: string): void {
    const key = `${flow} ${node}`
    if (!this.#unfinished.has(key)) this.#unfinished.set(key, { flow, node, reason })
  }

  #flow(name: string): Json {
    const known = this.#flows.get(name)
    if (known !== undefined) return known
    const flow = parseObject(this.#source.flows[name]?.text ?? '') ?? emptyFlow('This file is no flow.')
    this.#flows.set(name, flow)
    return flow
  }
}

/** Its own text must not be Liquid. */
const endOf = (reason: string): Value => ({
  kind: 'end',
  text: reason.replaceAll(/[{}]/g, ''),
  outcome: unfinishedOutcome,
})

function emptyFlow(reason: string): Json {
  return { format: 1, start: 'unfinished', nodes: { unfinished: endOf(reason) } }
}

/** A new end that says why it is there. */
function stub(nodes: Json, reason: string): string {
  let id = 'unfinished'
  for (let count = 2; Object.hasOwn(nodes, id); count += 1) id = `unfinished_${count}`
  nodes[id] = endOf(reason)
  return id
}

/** The object in a member, put there where there is none. */
function objectIn(parent: Json, member: string): Json {
  const value = Object.hasOwn(parent, member) ? parent[member] : undefined
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  const made: Json = {}
  parent[member] = made
  return made
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}
