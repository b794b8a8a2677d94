import { dotted } from '../fields/path.ts'
import { namesInLogic, namesInText } from '../inspector/names.ts'
import { flowSpots, type Spot, spotsOf, variableMaps } from '../inspector/roles.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'

/** Where a variable is used. */
export interface Use {
  /** `null`: in the flow's own settings. */
  readonly node: string | null
  /** Dotted. */
  readonly field: string
  /** `writes`: it gets a value there; `reads`: its value is said, compared, handed over. */
  readonly how: 'writes' | 'reads'
}

/** Every place of a flow that names each of its variables. */
export function usesIn(flow: FlowFile): ReadonlyMap<string, readonly Use[]> {
  const names = Object.keys(flow.variables ?? {})
  const uses = new Map<string, Use[]>(names.map((name) => [name, []]))
  const add = (node: string | null, spot: Spot): void => {
    for (const name of names) {
      const how = useIn(spot, name)
      if (how !== null) uses.get(name)?.push({ node, field: dotted(spot.path), how })
    }
  }
  for (const spot of flowSpots(flow)) add(null, spot)
  for (const [id, node] of Object.entries(flow.nodes)) {
    for (const spot of spotsOf(node)) add(id, spot)
    for (const [name, field] of writtenIn(node)) uses.get(name)?.push({ node: id, field, how: 'writes' })
  }
  return uses
}

function useIn({ role, text }: Spot, name: string): Use['how'] | null {
  if (role === 'variable') return text === name ? 'writes' : null
  const found = text.includes(name) && (role === 'text' ? namesInText(text, [name]) : namesInLogic(text, [name]))
  return found ? 'reads' : null
}

function writtenIn(node: NodeFile): readonly (readonly [string, string])[] {
  return variableMaps(node.kind).flatMap((member) => {
    const map = node[member]
    if (typeof map !== 'object' || map === null || Array.isArray(map)) return []
    return Object.keys(map).map((name) => [name, `${member}.${name}`] as const)
  })
}
