import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'

/** A flow in which an intent has another name: where it is understood, and where the flow says what is done about it. */
export function renameIntentInFlow(file: FlowFile, from: string, to: string): FlowFile {
  const nodes = Object.fromEntries(Object.entries(file.nodes).map(([id, node]) => [id, renamedIn(node, from, to)]))
  const isSame = Object.entries(nodes).every(([id, node]) => node === file.nodes[id])
  const understanding = isObject(file.understanding) ? file.understanding : null
  const intents = understanding !== null && isObject(understanding.intents) ? understanding.intents : null
  const told = intents === null || !Object.hasOwn(intents, from) ? null : renamedKey(intents, from, to)
  if (isSame && told === null) return file
  return {
    ...file,
    ...(told === null ? {} : { understanding: { ...understanding, intents: told } }),
    nodes: isSame ? file.nodes : nodes,
  } as FlowFile
}

function renamedIn(node: NodeFile, from: string, to: string): NodeFile {
  const { intents } = node as JsonObject
  if (node.kind !== 'understand' || !Array.isArray(intents)) return node
  const listed = intents.filter(isObject)
  if (!listed.some(({ intent }) => intent === from)) return node
  const merged = listed.some(({ intent }) => intent === to)
  const own = listed.find(({ intent }) => intent === from)
  const after = listed.flatMap((entry) => (entry.intent !== from ? [entry] : merged ? [] : [{ ...entry, intent: to }]))
  // Without a port of its own the intent's name is the port.
  const ways = isObject(node.to) && own?.port === undefined ? renamedKey(node.to, from, to) : node.to
  return { ...node, intents: after as Json, ...(ways === undefined ? {} : { to: ways }) } as NodeFile
}

/** Where both are there, the one that was there stays. */
function renamedKey(map: JsonObject, from: string, to: string): JsonObject {
  const entries = Object.entries(map)
  return Object.fromEntries(
    Object.hasOwn(map, to)
      ? entries.filter(([key]) => key !== from)
      : entries.map(([key, value]) => [key === from ? to : key, value]),
  )
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
