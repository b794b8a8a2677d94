import { renamedMember, setAt } from '../fields/path.ts'
import { renameInLogic } from '../inspector/names.ts'
import { renameInHead, renameInNode } from '../inspector/rename-node.ts'
import { spotsOf, variableMaps } from '../inspector/roles.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

/**
 * A flow after a variable of the flow `of` has another name: declared, set, asked for, said and compared under the new one. In another
 * flow, what calls `of` follows. The same object where nothing names it.
 */
export function renameVariable(flow: FlowFile, name: string, of: string, from: string, to: string): FlowFile {
  if (from === to) return flow
  if (name !== of) return mapNodes(flow, (node) => renameInCall(node, of, from, to))
  if (flow.variables?.[from] === undefined || flow.variables[to] !== undefined) return flow
  const renamed = mapNodes(flow, (node) => renameIn(renameInCall(node, of, from, to), from, to))
  return { ...renameInHead(renamed, [from], [to]), variables: renamedMember(flow.variables, from, to) }
}

function mapNodes(flow: FlowFile, change: (node: NodeFile) => NodeFile): FlowFile {
  const nodes = Object.fromEntries(Object.entries(flow.nodes).map(([id, node]) => [id, change(node)]))
  return Object.entries(nodes).every(([id, node]) => node === flow.nodes[id]) ? flow : { ...flow, nodes }
}

function renameIn(node: NodeFile, from: string, to: string): NodeFile {
  let after = renameInNode(node, [from], [to])
  for (const { path, role, text } of spotsOf(node))
    if (role === 'variable' && text === from) after = setAt(after, path, to)
  for (const member of variableMaps(node.kind)) {
    const map = after[member]
    if (typeof map === 'object' && map !== null && !Array.isArray(map))
      after = setAt(after, [member], renamedMember(map as { readonly [name: string]: Json }, from, to) as JsonObject)
  }
  return after
}

/** What a call hands over is named after the called flow's variables, and what it gets back is `outputs.<variable>`. */
function renameInCall(node: NodeFile, of: string, from: string, to: string): NodeFile {
  if (node.kind !== 'call' || node.flow !== of) return node
  let after = node
  const { input } = node
  if (typeof input === 'object' && input !== null && !Array.isArray(input))
    after = setAt(after, ['input'], renamedMember(input as { readonly [name: string]: Json }, from, to) as JsonObject)
  for (const { path, text } of spotsOf(node)) {
    if (path[0] !== 'save') continue
    const renamed = renameInLogic(text, ['outputs', from], ['outputs', to])
    if (renamed !== text) after = setAt(after, path, renamed)
  }
  return after
}
