/**
 * What becomes of the names of one version in another: an author's word, checked before it moves anything.
 */
import { suggest } from './nearest.ts'
import type { NodeBody } from './nodes/index.ts'
import type { Flow, FlowNode, Program } from './program.ts'

/** Names are written `<flow>.<id>`. What is not named keeps its name. */
export interface StateMapping {
  readonly nodes: { readonly [place: string]: string }
  /** `null`: the value is given up. */
  readonly variables: { readonly [name: string]: string | null }
}

export const emptyMapping: StateMapping = { nodes: {}, variables: {} }

/** A mistake in a mapping, with the member it is in. */
export interface MappingProblem {
  readonly member: 'nodes' | 'variables'
  readonly name: string
  readonly reason: string
}

/** A node or variable of a program, or what is wrong with its name. */
type Found<T> = { readonly flow: Flow; readonly id: string; readonly it: T } | { readonly reason: string }

/** Everything that is wrong with a mapping whatever conversation it is used on. */
export function checkMapping(from: Program, to: Program, mapping: StateMapping): readonly MappingProblem[] {
  const nodes = Object.entries(mapping.nodes).flatMap(([name, target]) => {
    const reason = nodeReason(findNode(from, name), findNode(to, target))
    return reason === null ? [] : [{ member: 'nodes', name, reason } as const]
  })
  const variables = Object.entries(mapping.variables).flatMap(([name, target]) => {
    const source = findVariable(from, name)
    const other = target === null ? null : findVariable(to, target)
    const reason =
      'reason' in source
        ? `In the version of the conversations, ${source.reason}`
        : other !== null && 'reason' in other
          ? `In the other version, ${other.reason}`
          : null
    return reason === null ? [] : [{ member: 'variables', name, reason } as const]
  })
  return [...nodes, ...variables]
}

function nodeReason(source: Found<FlowNode>, target: Found<FlowNode>): string | null {
  if ('reason' in source) return `In the version of the conversations, ${source.reason}`
  if ('reason' in target) return `In the other version, ${target.reason}`
  return mismatch(source.it.body, target.it.body)
}

/** Why a conversation that rests at the one node cannot rest at the other; `null` when it can. */
export function mismatch(from: NodeBody, to: NodeBody): string | null {
  if (from.kind !== to.kind) return `The node was of kind "${from.kind}" and is of kind "${to.kind}".`
  if (from.kind === 'ask' && to.kind === 'ask' && from.answer.type !== to.answer.type)
    return `The question asked for an answer of type "${from.answer.type}" and asks for "${to.answer.type}".`
  if (from.kind === 'action' && to.kind === 'action' && from.action !== to.action)
    return `The node ran the action "${from.action}" and runs "${to.action}".`
  const [awaited, awaits] = [awaitedBy(from), awaitedBy(to)]
  return awaited === awaits ? null : `The node waited for ${awaited} and waits for ${awaits}.`
}

/** What lets a conversation go on from a node where it rests for more than an answer or a result. */
function awaitedBy(body: NodeBody): string | null {
  switch (body.kind) {
    case 'wait': {
      const limit = body.for === null ? '' : ' for some time'
      if (body.webhook !== null) return `the webhook "${body.webhook}"${limit}`
      return body.event === null ? 'time to pass' : `the event "${body.event.name}"${limit}`
    }
    case 'hand-over':
      return body.wait === null ? 'whoever took over' : 'whoever took over for some time'
    default:
      return null
  }
}

function findNode(program: Program, name: string): Found<FlowNode> {
  return find(program, name, 'node', (flow) => flow.nodes)
}

function findVariable(program: Program, name: string): Found<{ readonly sensitive: boolean }> {
  return find(program, name, 'variable', (flow) => flow.variables)
}

function find<T>(
  program: Program,
  name: string,
  what: string,
  members: (flow: Flow) => ReadonlyMap<string, T>,
): Found<T> {
  const dot = name.indexOf('.')
  if (dot < 0) return { reason: `"${name}" names no ${what}: write "<flow>.<${what}>".` }
  const flow = program.flows.get(name.slice(0, dot))
  if (flow === undefined)
    return { reason: `there is no flow "${name.slice(0, dot)}". ${suggest(name.slice(0, dot), program.flows.keys())}` }
  const id = name.slice(dot + 1)
  const it = members(flow).get(id)
  if (it === undefined)
    return { reason: `the flow "${flow.name}" has no ${what} "${id}". ${suggest(id, members(flow).keys())}` }
  return { flow, id, it }
}
