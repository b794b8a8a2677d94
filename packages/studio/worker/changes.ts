import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { SourceStore } from '../source/store.ts'
import type { SourceEdit } from './protocol.ts'

/** The document as it was told to a worker. */
export interface Snapshot {
  readonly flows: ReadonlyMap<string, FlowFile>
  readonly texts: ReadonlyMap<string, string>
}

export const nothingTold: Snapshot = { flows: new Map(), texts: new Map() }

/** So many nodes changed at once are told as the whole flow. */
const mostNodes = 8

export function snapshotOf(store: Pick<SourceStore, 'flowNames' | 'flow' | 'paths' | 'text'>): Snapshot {
  const flows = new Map<string, FlowFile>()
  for (const name of store.flowNames) {
    const flow = store.flow(name)
    if (flow !== undefined) flows.set(name, flow)
  }
  const texts = new Map<string, string>()
  for (const path of store.paths) if (isRead(path)) texts.set(path, store.text(path) ?? '')
  return { flows, texts }
}

/** Whether the compiler has any use of a file: of code it only knows what the server tells. */
export const isRead = (path: string): boolean => /^(flows|texts|nlu)\//.test(path)

/** What changed from one snapshot to the next; `null`: nothing that matters to a compiler. What is the same object is not looked into. */
export function changesBetween(before: Snapshot, now: Snapshot): SourceEdit | null {
  const flows: { [name: string]: FlowFile | null } = {}
  const nodes: SourceEdit['nodes'][number][] = []
  const texts: { [path: string]: string | null } = {}
  for (const name of before.flows.keys()) if (!now.flows.has(name)) flows[name] = null
  for (const [name, flow] of now.flows) {
    const known = before.flows.get(name)
    if (known === flow) continue
    const changed = known === undefined || headOf(known) !== headOf(flow) ? null : changedNodes(name, known, flow)
    if (changed === null || changed.length > mostNodes) flows[name] = plainFlow(flow)
    else nodes.push(...changed)
  }
  for (const path of before.texts.keys()) if (!now.texts.has(path)) texts[path] = null
  for (const [path, text] of now.texts) if (before.texts.get(path) !== text) texts[path] = text
  const isNothing = nodes.length === 0 && Object.keys(flows).length === 0 && Object.keys(texts).length === 0
  return isNothing ? null : { flows, nodes, texts }
}

function headOf({ nodes: _nodes, meta: _meta, ...head }: FlowFile): string {
  return JSON.stringify(head)
}

function changedNodes(flow: string, before: FlowFile, now: FlowFile): SourceEdit['nodes'][number][] {
  const changed: SourceEdit['nodes'][number][] = []
  for (const node of Object.keys(before.nodes))
    if (now.nodes[node] === undefined) changed.push({ flow, node, value: null })
  for (const [node, value] of Object.entries(now.nodes)) {
    const known = before.nodes[node]
    if (known === value) continue
    const plain = plainNode(value)
    if (known === undefined || JSON.stringify(plainNode(known)) !== JSON.stringify(plain))
      changed.push({ flow, node, value: plain })
  }
  return changed
}

/** Where things stand on the canvas changes nothing. */
function plainNode(node: NodeFile): NodeFile {
  if (typeof node !== 'object' || node === null || node.meta === undefined) return node
  const { meta: _meta, ...plain } = node
  return plain
}

function plainFlow({ meta: _meta, nodes, ...head }: FlowFile): FlowFile {
  return {
    ...head,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, plainNode(node)])),
  } as FlowFile
}
