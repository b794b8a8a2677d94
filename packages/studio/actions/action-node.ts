import type { FlowFile } from '../source/flow-file.ts'

/** Beside the rightmost node, with room between. */
const gap = 320

const inputMembers = (schema: unknown): readonly string[] => {
  const properties =
    typeof schema === 'object' && schema !== null && 'properties' in schema
      ? (schema.properties as object | null)
      : null
  return properties === null ? [] : Object.keys(properties)
}

/** A flow with one more node, which runs the action. What the action wants and the flow has a variable for is passed in. */
export function withActionNode(
  file: FlowFile,
  action: string,
  schema: unknown,
): { readonly file: FlowFile; readonly node: string } {
  const known = new Set(Object.keys(file.variables ?? {}))
  const input = Object.fromEntries(inputMembers(schema).flatMap((name) => (known.has(name) ? [[name, name]] : [])))
  const node = freeId(file, action)
  const places = Object.values(file.nodes).flatMap(({ meta }) => meta?.studio ?? [])
  const right = places.toSorted((one, other) => other.x - one.x)[0]
  const studio = right === undefined ? { x: 0, y: 0 } : { x: right.x + gap, y: right.y }
  const made = {
    kind: 'action',
    action,
    ...(Object.keys(input).length === 0 ? {} : { input }),
    to: {},
    meta: { studio },
  }
  return { file: { ...file, nodes: { ...file.nodes, [node]: made } }, node }
}

function freeId({ nodes }: FlowFile, action: string): string {
  const id = action.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '-')
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? id : `${id}-${count}`
    if (!Object.hasOwn(nodes, tried)) return tried
  }
}
