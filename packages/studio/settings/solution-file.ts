/** What `solution.ts` says, as far as it says it in plain values. */
import type { Json, JsonObject } from '../source/json.ts'
import {
  type BrokenSolution,
  type ListSyntax,
  nameOf,
  type ObjectSyntax,
  type PropertySyntax,
  parseSolution,
  type SolutionSyntax,
  type Syntax,
  unwrap,
} from './solution-syntax.ts'

/** What the name `brazeSandbox` of `@parley/actions` stands for: the Braze sandbox that comes with the server. */
export const brazeSandbox = 'parley:braze-sandbox'

export interface SolutionFile {
  readonly kind: 'read'
  /** Members in plain values. What is written in code is left out. */
  readonly settings: JsonObject
  /** Where code is, `params.prod.braze_url`. */
  readonly inCode: readonly string[]
}

/** Reads the file without running it. Total: a file that is none is `broken`, with the place. */
export function readSolutionFile(text: string): SolutionFile | BrokenSolution {
  const syntax = parseSolution(text)
  if ('kind' in syntax) return syntax
  const inCode: string[] = []
  const settings = readLiteral(syntax.object, syntax, '', inCode) as JsonObject
  return { kind: 'read', settings, inCode }
}

/** Value of a literal; of what is none `undefined`, with its place in `inCode`. */
export function readLiteral(
  node: Syntax,
  syntax: Pick<SolutionSyntax, 'sandboxNames'>,
  path: string,
  inCode: string[],
): Json | undefined {
  const inner = unwrap(node)
  switch (inner.type) {
    case 'ObjectExpression':
      return readObject(inner as ObjectSyntax, syntax, path, inCode)
    case 'ArrayExpression':
      return readList(inner as ListSyntax, syntax, path, inCode)
    default: {
      const value = readScalar(inner, syntax)
      if (value === undefined) inCode.push(path)
      return value
    }
  }
}

function readObject(
  node: ObjectSyntax,
  syntax: Pick<SolutionSyntax, 'sandboxNames'>,
  path: string,
  inCode: string[],
): JsonObject {
  const members = new Map<string, Json>()
  for (const property of node.properties) {
    const name = propertyName(property)
    if (name === null) {
      inCode.push(below(path, '…'))
      continue
    }
    const value =
      property.shorthand === true ? undefined : readLiteral(property.value, syntax, below(path, name), inCode)
    if (property.shorthand === true) inCode.push(below(path, name))
    if (value === undefined) members.delete(name)
    else members.set(name, value)
  }
  return Object.fromEntries(members)
}

/** A list with anything but plain values in it is code as a whole: its items have no names of their own. */
function readList(
  { elements }: ListSyntax,
  syntax: Pick<SolutionSyntax, 'sandboxNames'>,
  path: string,
  inCode: string[],
): readonly Json[] | undefined {
  const inside: string[] = []
  const items = elements.map((each) => (each === null ? undefined : readLiteral(each, syntax, path, inside)))
  if (inside.length === 0 && items.every((item) => item !== undefined)) return items
  inCode.push(path)
  return undefined
}

function readScalar(node: Syntax, { sandboxNames }: Pick<SolutionSyntax, 'sandboxNames'>): Json | undefined {
  if (node.type === 'Identifier') return sandboxNames.has(nameOf(node) ?? '') ? brazeSandbox : undefined
  if (node.type === 'Literal') return plain((node as unknown as { readonly value: unknown }).value)
  if (node.type === 'TemplateLiteral') {
    const { quasis } = node as unknown as {
      readonly quasis: readonly { readonly value: { readonly cooked: string } }[]
    }
    return quasis.length === 1 ? quasis[0]?.value.cooked : undefined
  }
  if (node.type !== 'UnaryExpression') return undefined
  const { operator, argument } = node as unknown as { readonly operator: string; readonly argument: Syntax }
  const value = operator === '-' && argument.type === 'Literal' ? readScalar(argument, { sandboxNames }) : undefined
  return typeof value === 'number' ? -value : undefined
}

/** Neither patterns nor large integers are JSON. */
function plain(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** `null` when it has none that can be read: a spread, a computed name, a method. */
export function propertyName(property: PropertySyntax): string | null {
  if (property.type !== 'Property' || property.kind !== 'init' || property.method === true) return null
  if (property.computed === true) return null
  const name = nameOf(property.key)
  const { value } = property.key as unknown as { readonly value?: unknown }
  const said = name ?? (typeof value === 'string' || typeof value === 'number' ? String(value) : null)
  // It would set the prototype.
  return said === '__proto__' ? null : said
}

export const below = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`)
