/**
 * Texts that only put values in, `Hello {{ first_name | default: 'you' }}`, rendered without an interpreter. That is what most
 * texts are, and rendering them is most of what a step costs.
 *
 * FT8 the short way and the whole of Liquid come to the same
 */
import type { Template as LiquidTemplate } from 'liquidjs'
import type { Scope } from './scope.ts'
import type { Value } from './value.ts'

/** Words as they are, or what a name holds. */
export type PlainPart =
  | string
  | {
      readonly name: string
      readonly members: readonly string[]
      /** In place of nothing; `null`: nothing. */
      readonly otherwise: string | null
    }

/** A piece of a text as Liquid's parser makes it, as far as it matters here. */
interface Piece {
  readonly str?: unknown
  readonly name?: unknown
  readonly value?: {
    readonly initial: { readonly postfix: readonly unknown[] }
    readonly filters: readonly { readonly name: string; readonly args: readonly unknown[] }[]
  }
}

interface Token {
  readonly props?: readonly Token[]
  readonly variable?: unknown
  readonly content?: unknown
}

/** Members that Liquid makes up. */
const madeUp = ['size', 'first', 'last']

/** The parts of a text that only puts values in; `null` when it does more. */
export function partsOf(tree: readonly LiquidTemplate[]): readonly PlainPart[] | null {
  const parts: PlainPart[] = []
  for (const piece of tree) {
    const part = partOf(piece as Piece)
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

function partOf({ str, name, value }: Piece): PlainPart | null {
  if (typeof str === 'string') return str
  if (name !== undefined || value === undefined) return null
  const { initial } = value
  // The engine that escapes values adds a filter without a name that could be written.
  const filters = value.filters.filter((each) => /^\w/.test(each.name))
  const path = pathOf(initial.postfix)
  if (path === null || filters.length > 1) return null
  const [filter] = filters
  const [top = '', ...members] = path
  if (filter === undefined) return { name: top, members, otherwise: null }
  const [given] = filter.args as readonly (Token | undefined)[]
  const isText = filter.name === 'default' && filter.args.length === 1 && typeof given?.content === 'string'
  return isText && given.props === undefined ? { name: top, members, otherwise: String(given.content) } : null
}

/** `contact.email` as its names; `null` for anything that is computed or made up. */
function pathOf(postfix: readonly unknown[]): readonly string[] | null {
  const [token] = postfix as readonly (Token | undefined)[]
  if (postfix.length !== 1 || token?.props === undefined || token.variable !== undefined) return null
  const path = token.props.map(({ content, props }) =>
    props === undefined && typeof content === 'string' ? content : null,
  )
  const names = path.filter((name) => name !== null)
  const isPlain = names.length === path.length && names.length > 0 && names[0] !== 'now'
  return isPlain && !names.slice(1).some((name) => madeUp.includes(name)) ? names : null
}

/** The text, values through `escaped`; `null` when a value is more than words, which Liquid has its own ways with. */
export function renderParts(
  parts: readonly PlainPart[],
  scope: Scope,
  escaped: ((value: string) => string) | null,
): string | null {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    let value = valueAt(part.name, part.members, scope)
    if (value === undefined) return null
    if (value === '' || value === null || value === false) value = part.otherwise ?? value
    if (typeof value === 'object' && value !== null) return null
    if (typeof value === 'string') text += escaped === null ? value : escaped(value)
    else if (value !== null) text += String(value)
  }
  return text
}

/** `undefined`: Liquid knows members of it that it does not have. */
function valueAt(name: string, members: readonly string[], scope: Scope): Value | undefined {
  let value = scope.value(name)
  for (const member of members) {
    if (typeof value === 'string' || Array.isArray(value)) return undefined
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return null
    value = (value as { readonly [member: string]: Value })[member] ?? null
  }
  return value
}
