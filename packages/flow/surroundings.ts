/**
 * What a flow may know of the solution around it: actions, intents, and of the other flows just what a caller needs.
 */
import { edgesOf } from './analysis/edges.ts'
import type { FlowHead } from './flow-file.ts'
import { kindOf, type NodeSource } from './nodes/index.ts'
import type { Recognizer } from './recognizer.ts'
import type { ActionSignature } from './source.ts'
import type { VariableType } from './variable.ts'

export interface Surroundings {
  readonly actions: { readonly [name: string]: ActionSignature }
  /** By name; `null`: there is such a flow, but it cannot be read. */
  readonly flows: ReadonlyMap<string, FlowSignature | null>
  /** Names of the solution's intents; `null` when nobody says which there are. */
  readonly intents: readonly string[] | null
  /** Types of the solution's own entities. */
  readonly entities: readonly string[]
  /** Intents that nothing is an example of. */
  readonly silent: ReadonlySet<string>
  /** Intents that have a label wherever it is asked which was meant. */
  readonly labelled: ReadonlySet<string>
  readonly recognizer: Recognizer
  /** The chosen fields of the Braze profile. */
  readonly profile: readonly string[]
  /** Variables of each flow that some call fills. */
  readonly filled: ReadonlyMap<string, ReadonlySet<string>>
  /** The flows that answer intents of each flow. */
  readonly digressions: ReadonlyMap<string, readonly string[]>
}

/** What a flow is to those who call it. */
export interface FlowSignature {
  readonly variables: ReadonlyMap<string, { readonly type: VariableType; readonly sensitive: boolean }>
  /** By which a call of it goes on: the outcomes of the ends that can be reached, `next` for an end without one. */
  readonly ports: readonly string[]
  /** Whether the person, an action or time has a say on every way through it. */
  readonly pauses: boolean
}

/** A flow as its file has it. */
export interface FlowReading {
  readonly head: FlowHead
  /** Of all nodes. */
  readonly ids: readonly string[]
  /** Those that can be read. */
  readonly nodes: ReadonlyMap<string, NodeSource>
  /** Whether all of them can. */
  readonly whole: boolean
}

/** What one flow is to the others, worked out once. */
interface Outside {
  readonly signature: FlowSignature
  /** Called flow → its variables that this flow fills. */
  readonly fills: ReadonlyMap<string, ReadonlySet<string>>
}

const outsides = new WeakMap<FlowReading, Outside>()

/** `flows`: `null` for those whose file cannot be read at all. `before`: what stays the same is taken from there. */
export function surroundingsOf(
  flows: ReadonlyMap<string, FlowReading | null>,
  solution: Omit<Surroundings, 'flows' | 'filled' | 'digressions'>,
  before: Surroundings | null = null,
): Surroundings {
  const filled = new Map<string, Set<string>>()
  const digressions = new Map<string, readonly string[]>()
  const signatures = new Map<string, FlowSignature | null>()
  for (const [name, reading] of flows) {
    const outside = reading === null ? null : outsideOf(reading)
    for (const [called, variables] of outside?.fills ?? []) {
      const known = filled.get(called) ?? new Set()
      for (const variable of variables) known.add(variable)
      filled.set(called, known)
    }
    const answering = digressionsIn(reading)
    if (answering.length > 0) digressions.set(name, answering)
    signatures.set(name, reading?.whole === true ? (outside?.signature ?? null) : null)
  }
  markPassable(flows, signatures, { ...solution, flows: signatures, filled, digressions })
  for (const [name, signature] of signatures) {
    const known = before?.flows.get(name) ?? null
    if (known !== null && signature !== null && isSame(known, signature)) signatures.set(name, known)
  }
  return { ...solution, flows: signatures, filled, digressions }
}

function digressionsIn(reading: FlowReading | null): readonly string[] {
  const intents = Object.values(reading?.head.understanding?.intents ?? {})
  return [...new Set(intents.flatMap(({ flow }) => flow ?? []))]
}

function outsideOf(reading: FlowReading): Outside {
  const known = outsides.get(reading)
  if (known !== undefined) return known
  const fills = new Map<string, Set<string>>()
  for (const node of reading.nodes.values()) {
    if (node.kind !== 'call') continue
    const variables = fills.get(node.flow) ?? new Set()
    for (const variable of Object.keys(node.input ?? {})) variables.add(variable)
    fills.set(node.flow, variables)
  }
  const outside = { signature: signatureOf(reading), fills }
  outsides.set(reading, outside)
  return outside
}

function isSame(one: FlowSignature, other: FlowSignature): boolean {
  const plain = ({ variables, ports, pauses }: FlowSignature) => JSON.stringify([[...variables], ports, pauses])
  return one === other || plain(one) === plain(other)
}

function signatureOf({ head, nodes }: FlowReading): FlowSignature {
  const variables = Object.entries(head.variables ?? {}).map(
    ([name, { type, sensitive }]) => [name, { type, sensitive: sensitive === true }] as const,
  )
  const ports = new Set<string>()
  for (const id of reachable(entrancesOf(head), nodes, () => true)) {
    const node = nodes.get(id)
    if (node?.kind === 'end' && node.conversation !== true) ports.add(node.outcome ?? 'next')
  }
  return { variables: new Map(variables), ports: [...ports], pauses: true }
}

/** Where a flow can be entered: its start, and what its menu, its `resume` and what is meant anywhere in it lead to. */
export function entrancesOf(head: FlowHead): readonly string[] {
  const { start, menu = [], resume, understanding } = head
  const meant = Object.values(understanding?.intents ?? {}).flatMap(({ to }) => to ?? [])
  return [start, ...menu.map(({ to }) => to), ...meant, ...(resume?.to === undefined ? [] : [resume.to])]
}

/** The ids that edges lead to from `from`, those among them; `passes`: whether a node's edges are followed. */
function reachable(
  from: readonly string[],
  nodes: ReadonlyMap<string, NodeSource>,
  passes: (node: NodeSource) => boolean,
): ReadonlySet<string> {
  const reached = new Set(from)
  // A set iterates over what is added on the way.
  for (const id of reached) {
    const node = nodes.get(id)
    if (node !== undefined && passes(node)) for (const [, target] of edgesOf(node)) reached.add(target)
  }
  return reached
}

/** Finds the flows that can be passed without a pause. Whether one can depends on the flows it calls: its callers are asked after it. */
function markPassable(
  flows: ReadonlyMap<string, FlowReading | null>,
  signatures: Map<string, FlowSignature | null>,
  around: Surroundings,
): void {
  const callers = new Map<string, string[]>()
  for (const [name, reading] of flows)
    for (const called of reading === null ? [] : outsideOf(reading).fills.keys()) {
      const known = callers.get(called)
      if (known === undefined) callers.set(called, [name])
      else known.push(name)
    }
  // A set iterates over what is added on the way, and what was asked before is asked again.
  const open = new Set(flows.keys())
  for (const name of open) {
    open.delete(name)
    const reading = flows.get(name) ?? null
    const signature = signatures.get(name)
    if (reading === null || signature?.pauses !== true || !isPassable(reading, around)) continue
    signatures.set(name, { ...signature, pauses: false })
    for (const caller of callers.get(name) ?? []) open.add(caller)
  }
}

function isPassable({ head, nodes }: FlowReading, around: Surroundings): boolean {
  const passed = reachable([head.start], nodes, (node) => !kindOf(node.kind).pauses(node, around))
  return [...passed].some((id) => {
    const node = nodes.get(id)
    return node?.kind === 'end' && node.conversation !== true
  })
}
