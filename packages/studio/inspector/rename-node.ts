import { setAt } from '../fields/path.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { JsonObject } from '../source/json.ts'
import { usesIn } from '../variables/uses.ts'
import { type Name, renameInLogic, renameInText } from './names.ts'
import { flowSpots, spotsOf } from './roles.ts'

/** The node with a name in its texts and logic replaced. The same object where nothing is. */
export function renameInNode(node: NodeFile, from: Name, to: Name): NodeFile {
  let after = node
  for (const { path, role, text } of spotsOf(node)) {
    if (role === 'variable') continue
    const renamed = role === 'text' ? renameInText(text, from, to) : renameInLogic(text, from, to)
    if (renamed !== text) after = setAt(after, path, renamed)
  }
  return after
}

/** The flow's own texts with a name replaced. */
export function renameInHead(flow: FlowFile, from: Name, to: Name): FlowFile {
  let after = flow
  for (const { path, text } of flowSpots(flow)) {
    const renamed = renameInText(text, from, to)
    if (renamed !== text) after = setAt(after, path, renamed)
  }
  return after
}

/**
 * The flow with a node under another id: edges, the start, the menu, the resume and `results.<id>` follow. An experiment that has no name
 * keeps the one that it had by its id, so that nobody is drawn anew.
 */
export function renameNode(flow: FlowFile, name: string, from: string, to: string): FlowFile {
  if (from === to || flow.nodes[from] === undefined || flow.nodes[to] !== undefined) return flow
  const nodes: { [id: string]: NodeFile } = {}
  for (const [id, node] of Object.entries(flow.nodes)) {
    const kept =
      id === from && node.kind === 'experiment' && node.name === undefined ? { ...node, name: `${name}.${from}` } : node
    nodes[id === from ? to : id] = renameInNode(redirected(kept, from, to), ['results', from], ['results', to])
  }
  const head = renameInHead(flow, ['results', from], ['results', to])
  const follow = (value: unknown) => (value === from ? to : value)
  const menu = Array.isArray(head.menu)
    ? head.menu.map((item) => ({ ...(item as JsonObject), to: follow((item as JsonObject).to) as string }))
    : undefined
  const resume = head.resume as JsonObject | undefined
  const understanding = redirectedIntents(head.understanding as JsonObject | undefined, from, to)
  return {
    ...head,
    nodes,
    start: follow(flow.start) as string,
    ...(menu === undefined ? {} : { menu }),
    ...(resume?.to === from ? { resume: { ...resume, to } } : {}),
    ...(understanding === undefined ? {} : { understanding }),
  }
}

/** Whether a node keeps its answer in a variable that has its name and that nothing else uses, as a new one does: it is then called like the node. */
export function hasOwnVariable(flow: FlowFile, node: string): boolean {
  return (
    flow.nodes[node]?.variable === node &&
    flow.variables?.[node] !== undefined &&
    (usesIn(flow).get(node) ?? []).every((use) => use.node === node)
  )
}

function redirected(node: NodeFile, from: string, to: string): NodeFile {
  const edges = Object.entries(node.to ?? {})
  if (!edges.some(([, target]) => target === from)) return node
  return { ...node, to: Object.fromEntries(edges.map(([port, target]) => [port, target === from ? to : target])) }
}

/** What an intent leads to wherever it is meant. */
function redirectedIntents(understanding: JsonObject | undefined, from: string, to: string): JsonObject | undefined {
  const { intents } = understanding ?? {}
  if (typeof intents !== 'object' || intents === null) return understanding
  const redirectedOnes = Object.entries(intents as { readonly [intent: string]: JsonObject }).map(([intent, given]) => [
    intent,
    given.to === from ? { ...given, to } : given,
  ])
  return { ...understanding, intents: Object.fromEntries(redirectedOnes) }
}
