/**
 * What an editor shows of a flow while it is written: the ports of its nodes, what nothing leads to, and what its texts and logic can name.
 *
 * Total, like everything that looks at files: a node that is not whole yet has the ports that its settings give so far, and those that
 * its edges already use.
 */

import { exportFields } from './braze-facts.ts'
import { isNodeKind, kindOf, type NodeSource } from './nodes/index.ts'
import { profileMembers, profileName } from './profile.ts'
import type { ReadFlow } from './read-flow.ts'
import { builtInNames, members } from './scope.ts'
import type { ActionSignature } from './source.ts'
import type { Surroundings } from './surroundings.ts'
import type { Value, Values } from './value.ts'
import { type VariableType, variableTypes } from './variable.ts'

export interface PortView {
  readonly name: string
  /** Whether it must lead somewhere. */
  readonly required: boolean
}

export interface FlowView {
  /** Of every node, in order. */
  readonly ports: ReadonlyMap<string, readonly PortView[]>
  /** Nodes that no way from the start, the menu or the resume leads to. None where the start itself is missing. */
  readonly unreachable: readonly string[]
}

/** Something that texts and logic can name, and what is inside. */
export interface ScopeName {
  readonly name: string
  /** What it holds: a type of variables, or of CEL; `object` has members. */
  readonly type: string
  readonly sensitive?: boolean
  /** What its author says of it. */
  readonly note?: string
  readonly members?: readonly ScopeName[]
}

export interface FlowScope {
  readonly variables: readonly ScopeName[]
  /** `contact`, `page`, `results`, `conversation`, `now` and, where the solution chose fields, `profile`. */
  readonly builtIn: readonly ScopeName[]
  /** What only the node's own `save` sees: `outcome` and `outputs`, or `payload`. */
  readonly own: readonly ScopeName[]
}

/** `null`: the file holds no nodes. */
export function viewFlow({ document, read }: ReadFlow, around: Surroundings): FlowView | null {
  const nodes = nodesIn(document?.value)
  if (nodes === null || document === null) return null
  const ports = new Map(
    Object.entries(nodes).map(([id, node]) => [id, portsOf(read?.nodes.get(id) ?? node, around)] as const),
  )
  return { ports, unreachable: unreachableIn(document.value as Values, nodes) }
}

/** The ports of a node, those that must lead somewhere first. `source`: a node as a file has it, whole or not. */
function portsOf(source: NodeSource | Value, around: Surroundings): readonly PortView[] {
  const edges = isObject(source as Value) ? (source as Values).to : undefined
  const used = isObject(edges) ? Object.keys(edges) : []
  const { required, optional } = declaredPorts(source, around)
  const first = [...new Set(required)]
  const rest = [...new Set([...optional, ...used])].filter((name) => !first.includes(name))
  return [...first.map((name) => ({ name, required: true })), ...rest.map((name) => ({ name, required: false }))]
}

function declaredPorts(source: NodeSource | Value, around: Surroundings) {
  const none = { required: [], optional: [] }
  const kind = isObject(source as Value) ? (source as Values).kind : undefined
  if (!isNodeKind(kind)) return none
  try {
    const to = isObject((source as Values).to) ? {} : { to: {} }
    const { required, optional = [] } = kindOf(kind).ports({ ...(source as NodeSource), ...to } as NodeSource, around)
    const isName = (name: unknown): boolean => typeof name === 'string'
    return { required: required.filter(isName), optional: optional.filter(isName) }
  } catch {
    // Settings that the kind's schema refuses may be anything at all.
    return none
  }
}

function unreachableIn(head: Values, nodes: Values): readonly string[] {
  const { start, menu, resume, understanding } = head
  const intents = isObject(understanding) && isObject(understanding.intents) ? Object.values(understanding.intents) : []
  if (typeof start !== 'string' || !Object.hasOwn(nodes, start)) return []
  const ways = Array.isArray(menu) ? (menu as readonly Value[]) : []
  const entrances = [start, ...[...ways, ...intents, resume ?? null].map((way) => (isObject(way) ? way.to : null))]
  const reached = new Set(entrances.filter((id) => typeof id === 'string'))
  // A set iterates over what is added on the way.
  for (const id of reached) {
    const node = nodes[id]
    const to = isObject(node) ? node.to : undefined
    if (isObject(to)) for (const target of Object.values(to)) if (typeof target === 'string') reached.add(target)
  }
  return Object.keys(nodes).filter((id) => !reached.has(id))
}

/** What texts and logic of a node can name; of the flow's own texts without `node`. `null`: the file cannot be read. */
export function scopeOf({ document, read }: ReadFlow, node: string | null, around: Surroundings): FlowScope | null {
  if (document === null || !isObject(document.value)) return null
  const sources = read?.nodes ?? new Map<string, NodeSource>()
  const results = [...sources].flatMap(([id, source]) =>
    kindOf(source.kind).leavesResult?.(source) === true ? [resultOf(id, source, around)] : [],
  )
  const source = node === null ? undefined : sources.get(node)
  return {
    variables: variablesIn(document.value.variables),
    builtIn: builtIn(results, around),
    own: source === undefined ? [] : ownNames(source, around),
  }
}

function variablesIn(declared: Value | undefined): readonly ScopeName[] {
  if (!isObject(declared)) return []
  return Object.entries(declared).map(([name, declaration]): ScopeName => {
    const { type, sensitive, note } = isObject(declaration) ? declaration : {}
    const known = (variableTypes as readonly unknown[]).includes(type) ? (type as VariableType) : 'json'
    return {
      name,
      type: known,
      ...(sensitive === true ? { sensitive } : {}),
      ...(typeof note === 'string' ? { note } : {}),
      ...membersOfType(known),
    }
  })
}

const texts = (names: readonly string[]): readonly ScopeName[] => names.map((name) => ({ name, type: 'text' }))

function membersOfType(type: VariableType): { readonly members?: readonly ScopeName[] } {
  if (type === 'file') return { members: [...texts(['id', 'name', 'type']), { name: 'size', type: 'number' }] }
  if (type !== 'location') return {}
  const numbers = ['latitude', 'longitude'].map((name) => ({ name, type: 'number' }))
  return { members: [...numbers, ...texts(['name', 'address'])] }
}

function builtIn(results: readonly ScopeName[], around: Surroundings): readonly ScopeName[] {
  const inside = (path: string): readonly ScopeName[] =>
    (members[path] ?? []).map((name) => {
      const deeper = inside(`${path}.${name}`)
      if (deeper.length > 0) return { name, type: 'object', members: deeper }
      return { name, type: builtInTypes[`${path}.${name}`] ?? 'text' }
    })
  const objects = builtInNames.map((name): ScopeName => {
    if (name === 'now') return { name, type: 'date-time' }
    return { name, type: 'object', members: name === 'results' ? results : inside(name) }
  })
  const chosen = profileMembers(around.profile) ?? []
  if (chosen.length === 0) return objects
  return [
    ...objects,
    { name: profileName, type: 'object', members: chosen.map((field) => profileField(field, around)) },
  ]
}

/** Those that hold something else than a text. */
const builtInTypes: { readonly [path: string]: string } = {
  'contact.proved': 'boolean',
  'page.product.price': 'number',
  'page.tags': 'object',
  'page.meta': 'object',
  'page.history': 'list',
  'conversation.turn': 'number',
}

function profileField(name: string, { profile }: Surroundings): ScopeName {
  if (name !== 'custom_attributes') return { name, type: exportFields[name]?.[0] ?? 'json' }
  const attributes = profileMembers(profile, name) ?? []
  return { name, type: 'object', members: attributes.map((attribute) => ({ name: attribute, type: 'json' })) }
}

function resultOf(id: string, source: NodeSource, around: Surroundings): ScopeName {
  const error = { name: 'error', type: 'object', members: texts(['kind', 'message']) }
  return { name: id, type: 'object', members: [...outcomeAndOutputs(source, around), error] }
}

/** `outcome` names in its note what it may be. */
function outcomeAndOutputs(source: NodeSource, around: Surroundings): readonly ScopeName[] {
  const outcomes = portsOf(source, around).filter(({ required }) => required)
  const note = outcomes.map(({ name }) => name).join(', ')
  return [
    { name: 'outcome', type: 'text', ...(note === '' ? {} : { note }) },
    { name: 'outputs', type: 'object', members: outputsOf(source, around) },
  ]
}

function outputsOf(source: NodeSource, around: Surroundings): readonly ScopeName[] {
  if (source.kind === 'action') {
    const signature = Object.hasOwn(around.actions, source.action) ? around.actions[source.action] : undefined
    return signature === undefined ? [] : namesInSchema(signature.outputs)
  }
  if (source.kind === 'call') {
    const variables = around.flows.get(source.flow)?.variables ?? new Map()
    return [...variables].map(([name, { type, sensitive }]) => ({ name, type, ...(sensitive ? { sensitive } : {}) }))
  }
  return (brazeOutputs[source.kind] ?? []).map(([name, type]) => ({ name, type }))
}

/** Of the nodes that call Braze: what its answer says. */
const brazeOutputs: { readonly [kind: string]: readonly (readonly [name: string, type: string])[] } = {
  'braze-track': [
    ['attributes_processed', 'number'],
    ['events_processed', 'number'],
    ['purchases_processed', 'number'],
  ],
  'braze-look-up': [['profile', 'json']],
  'braze-alias': [['aliases_processed', 'number']],
  'braze-identify': [['aliases_processed', 'number']],
  'braze-canvas': [['dispatch_id', 'text']],
  'braze-campaign': [['dispatch_id', 'text']],
}

/** How deep the members of an action's outputs are named. */
const deepest = 5

/** The members that a JSON Schema of an object names. */
function namesInSchema(schema: ActionSignature['outputs'], depth = 0): readonly ScopeName[] {
  const properties = schema?.properties
  if (!isObject(properties) || depth > deepest) return []
  return Object.entries(properties).map(([name, property]): ScopeName => {
    const { type, description } = isObject(property) ? property : {}
    const inside = isObject(property) ? namesInSchema(property, depth + 1) : []
    return {
      name,
      type: typeof type === 'string' ? (jsonTypes[type] ?? type) : 'json',
      ...(typeof description === 'string' ? { note: description } : {}),
      ...(inside.length > 0 ? { members: inside } : {}),
    }
  })
}

const jsonTypes: { readonly [type: string]: string } = { string: 'text', integer: 'number', array: 'list' }

function ownNames(source: NodeSource, around: Surroundings): readonly ScopeName[] {
  if (source.kind === 'wait') return [{ name: 'payload', type: 'object' }]
  if (source.kind === 'action' || source.kind === 'call') return outcomeAndOutputs(source, around)
  return []
}

function nodesIn(value: Value | undefined): Values | null {
  const nodes = isObject(value) ? value.nodes : null
  return isObject(nodes) ? nodes : null
}

function isObject(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
