/**
 * Changes single members of `solution.ts` in place: what is not changed keeps every character, comments and formatting included.
 *
 * SE1 the changed file says what it said before, and at the path the new value
 * SE2 what is written in code is never touched: it is refused as `in-code`
 */
import type { Json, JsonObject } from '../source/json.ts'
import { printLiteral, printName } from './literal.ts'
import {
  appendMember,
  applySplices,
  indentAt,
  insertMember,
  type Members,
  removeMember,
  type Splice,
} from './members-edit.ts'
import { below, brazeSandbox, propertyName, readLiteral } from './solution-file.ts'
import {
  type BrokenSolution,
  type ListSyntax,
  type ObjectSyntax,
  type PropertySyntax,
  parseSolution,
  type SolutionSyntax,
  type Syntax,
  unwrap,
} from './solution-syntax.ts'

export type SolutionEdit =
  | { readonly kind: 'edited'; readonly text: string }
  /** The member, or what it is in, is no plain value. */
  | { readonly kind: 'in-code'; readonly path: string }
  | BrokenSolution

/** Names of members, from the outside in: `['web', 'title']`. */
export type SettingPath = readonly [string, ...string[]]

/** Sets the member at the path; `undefined` removes it. Objects and lists are changed item by item. */
export function editSolutionFile(text: string, path: SettingPath, value: Json | undefined): SolutionEdit {
  const syntax = parseSolution(text)
  if ('kind' in syntax) return syntax
  const code = codeIn(syntax, path)
  if (code !== null) return { kind: 'in-code', path: code }
  let edited = text
  for (const change of changesOf(valueAt(syntax, path), value, path)) edited = applyChange(edited, change)
  // SE1. What went wrong here is a mistake of this module, and must not become code that runs.
  const after = parseSolution(edited)
  if ('kind' in after || !isSame(valueAt(after, path), value))
    throw new Error(`the edit of ${path.join('.')} does not say what it should`)
  return { kind: 'edited', text: edited }
}

/** Names of members and places in lists. */
type ItemPath = readonly (string | number)[]

/** One step: a member set to a value that is put down whole, or taken away; an item put in. */
interface Change {
  readonly path: ItemPath
  readonly kind: 'set' | 'remove' | 'insert'
  readonly value?: Json
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && canonical(one) === canonical(other))

const canonical = (value: Json): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    isObject(inner as Json) ? Object.fromEntries(Object.entries(inner as JsonObject).sort()) : inner,
  )

function changesOf(from: Json | undefined, to: Json | undefined, path: ItemPath): readonly Change[] {
  if (isSame(from, to)) return []
  if (to === undefined) return [{ path, kind: 'remove' }]
  if (isObject(from) && isObject(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
    return names.flatMap((name) => changesOf(from[name], to[name], [...path, name]))
  }
  if (isList(from) && isList(to) && from.length > 0) return listChanges(from, to, path)
  return [{ path, kind: 'set', value: to }]
}

function listChanges(from: readonly Json[], to: readonly Json[], path: ItemPath): readonly Change[] {
  const shortest = Math.min(from.length, to.length)
  let start = 0
  while (start < shortest && isSame(from[start], to[start])) start += 1
  let end = 0
  while (end < shortest - start && isSame(from[from.length - 1 - end], to[to.length - 1 - end])) end += 1
  const [lost, came] = [from.length - start - end, to.length - start - end]
  const changes: Change[] = []
  const both = Math.min(lost, came)
  for (let n = 0; n < both; n += 1) {
    const index = start + n
    changes.push(...changesOf(from[index], to[index], [...path, index]))
  }
  for (let n = lost; n > both; n -= 1) changes.push({ path: [...path, start + n - 1], kind: 'remove' })
  for (let n = both; n < came; n += 1)
    changes.push({ path: [...path, start + n], kind: 'insert', value: to[start + n] ?? null })
  return changes
}

function applyChange(text: string, change: Change): string {
  const syntax = parseSolution(text)
  if ('kind' in syntax) throw new Error(`an edit of solution.ts broke it: ${syntax.reason}`)
  return applySplices(text, splicesOf(text, syntax, change))
}

function splicesOf(text: string, syntax: SolutionSyntax, { path, kind, value }: Change): readonly Splice[] {
  let node: Syntax = syntax.object
  for (const [depth, name] of path.entries()) {
    const inner = unwrap(node)
    const isLast = depth === path.length - 1
    const index = indexOf(inner, name)
    const members = isNamed(inner, name) ? membersOf(text, syntax, inner) : null
    // Something else stands where the path goes on: the rest of it takes its place.
    if (members === null) return [{ start: inner.start, end: inner.end, text: print(nest(path.slice(depth), value)) }]
    if (isLast && kind === 'insert')
      return insertMember(members, Number(name), (indent) => print(value ?? null, indent))
    if (index === -1) {
      if (kind === 'remove') return []
      const inside = nest(path.slice(depth + 1), value)
      return appendMember(members, (indent) => `${printName(String(name))}: ${print(inside, indent)}`)
    }
    if (isLast && kind === 'remove') return removeMember(members, index)
    node = memberValue(inner, index)
  }
  const { start, end } = unwrap(node)
  return [{ start, end, text: print(value ?? null, indentAt(text, start)) }]

  /** The name where it was imported, for the sake of who reads the file. */
  function print(printed: Json, indent = ''): string {
    const [name] = syntax.sandboxNames
    return printLiteral(printed, indent, new Map(name === undefined ? [] : [[brazeSandbox, name]]))
  }
}

const isNamed = (node: Syntax, name: string | number): boolean =>
  node.type === (typeof name === 'number' ? 'ArrayExpression' : 'ObjectExpression')

const nest = (path: ItemPath, value: Json | undefined): Json =>
  path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value ?? null)

function membersOf(text: string, { commas, comments }: SolutionSyntax, node: Syntax): Members | null {
  const items =
    node.type === 'ObjectExpression'
      ? (node as ObjectSyntax).properties
      : node.type === 'ArrayExpression'
        ? (node as ListSyntax).elements.filter((each) => each !== null)
        : null
  return items === null ? null : { text, open: node.start + 1, close: node.end - 1, items, commas, comments }
}

/** Of two members of one name the last one counts. */
function indexOf(node: Syntax, name: string | number): number {
  if (typeof name === 'number') return name
  if (node.type !== 'ObjectExpression') return -1
  return (node as ObjectSyntax).properties.findLastIndex((property) => propertyName(property) === name)
}

function memberValue(node: Syntax, index: number): Syntax {
  if (node.type === 'ArrayExpression') return (node as ListSyntax).elements[index] ?? node
  return ((node as ObjectSyntax).properties[index] as PropertySyntax).value
}

/** The value at the path; `undefined` when there is none. */
function valueAt(syntax: SolutionSyntax, path: SettingPath): Json | undefined {
  let value: Json | undefined = readLiteral(syntax.object, syntax, '', [])
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}

/** The first place on the way to the path, or below it, that is code. SE2 */
function codeIn(syntax: SolutionSyntax, path: SettingPath): string | null {
  let node: Syntax = syntax.object
  let place = ''
  for (const name of path) {
    const inner = unwrap(node)
    if (inner.type !== 'ObjectExpression') {
      const inCode: string[] = []
      readLiteral(inner, syntax, place, inCode)
      return inCode[0] ?? null
    }
    place = below(place, name)
    const property = (inner as ObjectSyntax).properties[indexOf(inner, name)]
    // What a spread brings is not known: a member of that name may come with it.
    if (property === undefined) return null
    if (property.shorthand === true) return place
    node = property.value
  }
  const inCode: string[] = []
  readLiteral(node, syntax, place, inCode)
  return inCode[0] ?? null
}
