/**
 * Values of Pypestream's parameters as logic in CEL, and back.
 *
 * A global in a text becomes `name == null ? 'None' : string(name)`: scripts know what is not known as the text `None`.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import type { Value } from '../value.ts'
import type { Globals } from './globals.ts'

/** A text of CEL in single quotes. */
export function quote(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot stand in a text of CEL as they are
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `'${escaped}'`
}

/** The value of a global as scripts see it; `inText`: among other words. */
export function seen(variable: string, globals: Globals, inText = false): string {
  const type = globals.type(variable)
  const isWhole = type === 'json' || type === 'choices' || type === 'file'
  const words =
    type === 'choices' ? `${variable}.join(', ')` : type === 'file' ? `${variable}.name` : `string(${variable})`
  return `${variable} == null ? 'None' : ${isWhole && !inText ? variable : words}`
}

const reference = /\{([A-Z0-9_]+)\}/g

/** `undeclared` hears of every `{NAME}` that is no global; it stays as it is. */
export function textLogic(text: string, globals: Globals, undeclared: (name: string) => void): string {
  const parts: string[] = []
  let from = 0
  for (const found of text.matchAll(reference)) {
    const [whole, name = ''] = found
    const variable = globals.variable(name)
    if (variable === null) {
      if (/[A-Z]/.test(name)) undeclared(name)
      continue
    }
    if (found.index > from) parts.push(quote(text.slice(from, found.index)))
    parts.push(`(${seen(variable, globals, whole.length < text.length)})`)
    from = found.index + whole.length
  }
  if (from < text.length || parts.length === 0) parts.push(quote(text.slice(from)))
  const [only = ''] = parts
  return parts.length === 1 ? only.replace(/^\((.*)\)$/s, '$1') : parts.join(' + ')
}

/** Any JSON value; texts inside are as `textLogic` has them. */
export function valueLogic(value: Value, globals: Globals, undeclared: (name: string) => void): string {
  if (typeof value === 'string') return textLogic(value, globals, undeclared)
  if (typeof value === 'number') return numberLogic(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = (each: Value): string => {
    const logic = valueLogic(each, globals, undeclared)
    return / == null \? /.test(logic) && !logic.includes(' + ') ? `(${logic})` : logic
  }
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(inner).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, each]) => `${quote(name)}: ${inner(each as Value)}`)
    .join(', ')}}`
}

function numberLogic(value: number): string {
  const text = String(value)
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text
}

let parser: Environment | null = null

/** The JSON value that logic of `valueLogic`'s making stands for; `undefined` when it is other logic. */
export function logicValue(logic: string, global: (variable: string) => string): Value | undefined {
  parser ??= new Environment({ unlistedVariablesAreDyn: true })
  try {
    return readTree(parser.parse(logic).ast, global)
  } catch {
    return undefined
  }
}

interface Tree {
  readonly op: string
  readonly args: unknown
}

function treeOf(given: unknown): Tree | null {
  return typeof given === 'object' && given !== null && 'op' in given ? (given as Tree) : null
}

function readTree(node: ASTNode | unknown, global: (variable: string) => string): Value | undefined {
  const tree = treeOf(node)
  if (tree === null) return undefined
  const { op, args } = tree
  if (op === 'value') return constantOf(args)
  if (op === '-_') {
    const inner = readTree(args, global)
    return typeof inner === 'number' ? -inner : undefined
  }
  if (op === 'list') return listOf(args as readonly unknown[], global)
  if (op === 'map') return mapOf(args as readonly (readonly [unknown, unknown])[], global)
  if (op === '?:') return seenOf(args as readonly unknown[], global)
  if (op !== '+') return undefined
  const [left, right] = (args as readonly unknown[]).map((each) => readTree(each, global))
  return typeof left === 'string' && typeof right === 'string' ? left + right : undefined
}

function constantOf(args: unknown): Value | undefined {
  if (typeof args === 'bigint') return Number(args)
  return typeof args === 'string' || typeof args === 'number' || typeof args === 'boolean' || args === null
    ? args
    : undefined
}

function listOf(args: readonly unknown[], global: (variable: string) => string): Value | undefined {
  const items = args.map((each) => readTree(each, global))
  return items.some((item) => item === undefined) ? undefined : (items as Value[])
}

function mapOf(
  args: readonly (readonly [unknown, unknown])[],
  global: (variable: string) => string,
): Value | undefined {
  const members: { [name: string]: Value } = {}
  for (const [name, member] of args) {
    const key = readTree(name, global)
    const value = readTree(member, global)
    if (typeof key !== 'string' || value === undefined || key === '__proto__') return undefined
    members[key] = value
  }
  return members
}

/** `name == null ? 'None' : …` */
function seenOf([condition, known]: readonly unknown[], global: (variable: string) => string): Value | undefined {
  const test = treeOf(condition)
  const [left, right] = test?.op === '==' ? (test.args as readonly unknown[]).map(treeOf) : []
  const isUnknown = left?.op === 'id' && right?.op === 'value' && right.args === null
  return isUnknown && treeOf(known)?.args === 'None' ? `{${global(String(left.args))}}` : undefined
}
