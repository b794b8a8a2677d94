/**
 * What became of a flow: its nodes, edges, variables and settings. Flow files are compared as what they say, not as they are
 * laid out; a file that is no flow is compared as a text.
 */
import { readJson } from '../json-text.ts'
import type { Value } from '../value.ts'
import { canonical, diffValues, type FieldChange, isMembers } from './value.ts'

/** Where a port led and where it leads; `null`: nowhere. */
export interface EdgeChange {
  readonly port: string
  readonly from: string | null
  readonly to: string | null
}

export interface NodeChange {
  readonly id: string
  /** Of a renamed one only the id changed, and perhaps its edges. */
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed'
  /** Its former id. */
  readonly was?: string
  /** The kind of node: `ask`. */
  readonly node: string
  readonly fields: readonly FieldChange[]
  readonly edges: readonly EdgeChange[]
}

export interface FlowChange {
  readonly flow: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** Start, silence, locale and whatever else the head of a flow says. */
  readonly settings: readonly FieldChange[]
  /** Paths begin with the variable's name. */
  readonly variables: readonly FieldChange[]
  readonly nodes: readonly NodeChange[]
}

type Members = { readonly [name: string]: Value }

interface ReadFlow {
  readonly settings: Members
  readonly variables: Members
  readonly nodes: { readonly [id: string]: Members }
}

const nothing: ReadFlow = { settings: {}, variables: {}, nodes: {} }

/** Texts of a flow's file in two versions, `null` where it does not exist. `null` when nothing changed. */
export function diffFlow(flow: string, from: string | null, to: string | null): FlowChange | null {
  if (from === to) return null
  const [old, now] = [readFlow(from), readFlow(to)]
  const renamed = findRenamed(old.nodes, now.nodes)
  const kind = from === null ? 'added' : to === null ? 'removed' : 'changed'
  const settings = diffValues({ ...old.settings, ...renamedStart(old.settings, renamed) }, now.settings)
  const variables = diffValues(old.variables, now.variables)
  const nodes = diffNodes(old.nodes, now.nodes, renamed)
  if (kind === 'changed' && settings.length + variables.length + nodes.length === 0) return null
  return { flow, kind, settings, variables, nodes }
}

function readFlow(text: string | null): ReadFlow {
  if (text === null) return nothing
  const value = parse(text)
  if (!isMembers(value)) return { ...nothing, settings: { file: text } }
  const { nodes = null, variables = null, ...settings } = value
  if (!isMembers(nodes) || !Object.values(nodes).every(isMembers)) return { ...nothing, settings: value }
  return {
    settings: isMembers(variables) || variables === null ? settings : { ...settings, variables },
    variables: isMembers(variables) ? variables : {},
    nodes: nodes as ReadFlow['nodes'],
  }
}

function parse(text: string): Value {
  const reading = readJson(text)
  return reading.kind === 'document' ? reading.document.value : null
}

/** New id → former id, of nodes that are the same but for their id and their edges. */
function findRenamed(from: ReadFlow['nodes'], to: ReadFlow['nodes']): ReadonlyMap<string, string> {
  const lost = new Map<string, string[]>()
  for (const [id, node] of Object.entries(from)) {
    if (Object.hasOwn(to, id)) continue
    const key = bodyKey(node)
    lost.set(key, [...(lost.get(key) ?? []), id])
  }
  const renamed = new Map<string, string>()
  for (const [id, node] of Object.entries(to)) {
    const was = Object.hasOwn(from, id) ? undefined : lost.get(bodyKey(node))?.shift()
    if (was !== undefined) renamed.set(id, was)
  }
  return renamed
}

function bodyKey({ to: _edges, ...body }: Members): string {
  return canonical(body)
}

function renamedStart({ start }: Members, renamed: ReadonlyMap<string, string>): Members {
  const now = [...renamed].find(([, was]) => was === start)?.[0]
  return now === undefined ? {} : { start: now }
}

function diffNodes(
  from: ReadFlow['nodes'],
  to: ReadFlow['nodes'],
  renamed: ReadonlyMap<string, string>,
): readonly NodeChange[] {
  const nowOf = new Map([...renamed].map(([id, was]) => [was, id]))
  const changes: NodeChange[] = []
  for (const [id, node] of Object.entries(to)) {
    const was = renamed.get(id) ?? id
    const old = Object.hasOwn(from, was) ? from[was] : undefined
    const fields = diffValues(bodyOf(old), bodyOf(node))
    const edges = diffEdges(old, node, nowOf)
    const common = { id, node: kindOf(node), fields, edges }
    if (old === undefined) changes.push({ ...common, kind: 'added' })
    else if (was !== id) changes.push({ ...common, kind: 'renamed', was })
    else if (fields.length + edges.length > 0) changes.push({ ...common, kind: 'changed' })
  }
  for (const [id, node] of Object.entries(from)) {
    if (Object.hasOwn(to, id) || nowOf.has(id)) continue
    const [fields, edges] = [diffValues(bodyOf(node), {}), diffEdges(node, undefined, nowOf)]
    changes.push({ id, kind: 'removed', node: kindOf(node), fields, edges })
  }
  return changes
}

function kindOf({ kind }: Members): string {
  return typeof kind === 'string' ? kind : ''
}

/** Everything that a node says but for its edges; its kind only where that changed. */
function bodyOf(node: Members | undefined): Members {
  if (node === undefined) return {}
  const { to, ...body } = node
  return isMembers(to) || to === undefined ? body : node
}

function diffEdges(
  from: Members | undefined,
  to: Members | undefined,
  nowOf: ReadonlyMap<string, string>,
): readonly EdgeChange[] {
  const [old, now] = [edgesOf(from), edgesOf(to)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((port) => {
    const [was, is] = [old.get(port) ?? null, now.get(port) ?? null]
    const same = was === is || (was !== null && nowOf.get(was) === is)
    return same ? [] : [{ port, from: was, to: is }]
  })
}

function edgesOf(node: Members | undefined): ReadonlyMap<string, string> {
  const to = node?.to
  if (!isMembers(to)) return new Map()
  return new Map(
    Object.entries(to).map(([port, target]) => [port, typeof target === 'string' ? target : canonical(target)]),
  )
}
