import type { ASTNode } from '@marcbachmann/cel-js'
import type { Value } from './value.ts'

/** What is known of an expression's value before anything runs. */
export type Outline =
  | { readonly kind: 'constant'; readonly value: null | boolean | number | string }
  /** Exactly what this name holds. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Outline[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: Outline])[] }
  | { readonly kind: 'unknown' }

const unknown: Outline = { kind: 'unknown' }

/** The outline of a whole value. */
export function outlineOfValue(value: Value): Outline {
  if (typeof value !== 'object' || value === null) return { kind: 'constant', value }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(outlineOfValue) }
  return { kind: 'object', members: Object.entries(value).map(([key, member]) => [key, outlineOfValue(member)]) }
}

/** The outline of CEL's tree: its literals, lists and maps down to whatever is computed. */
export function outlineOfTree(node: ASTNode): Outline {
  const { op, args } = node as unknown as { op: string; args: unknown }
  switch (op) {
    case 'value':
      return literal(args)
    case 'id':
      return { kind: 'name', name: String(args) }
    case 'list':
      return { kind: 'list', items: (args as ASTNode[]).map(outlineOfTree) }
    case 'map':
      return outlineOfMap(args as (readonly [ASTNode, ASTNode])[])
    default:
      return unknown
  }
}

function literal(value: unknown): Outline {
  if (typeof value === 'bigint') return { kind: 'constant', value: Number(value) }
  const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value)
  return isScalar ? { kind: 'constant', value: value as null | boolean | number | string } : unknown
}

function outlineOfMap(entries: readonly (readonly [ASTNode, ASTNode])[]): Outline {
  const members: (readonly [string, Outline])[] = []
  for (const [key, value] of entries) {
    const name = outlineOfTree(key)
    // A computed key leaves open which members there are.
    if (name.kind !== 'constant') return unknown
    members.push([String(name.value), outlineOfTree(value)])
  }
  return { kind: 'object', members }
}
