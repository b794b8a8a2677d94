/**
 * The parts of Liquid's own tree that the checks of a text look at. The library publishes the classes, but not what most tags
 * keep; `text-check.test.ts` fails when a new version keeps it otherwise.
 */
import type { Template as LiquidTemplate } from 'liquidjs'

/** A name, a literal, a range or an operator. Which one it is can be told from its members. */
export interface Token {
  readonly begin: number
  readonly kind: number
  /** Of a name: itself and its members. */
  readonly props?: readonly Token[]
  /** Of a name: what its members are taken of, where that is not a name. */
  readonly variable?: unknown
  /** Of a literal: its value; of a word: the word. */
  readonly content?: unknown
  /** Of `true`, `nil`, `blank` and their like: the word. */
  readonly literal?: string
  readonly operator?: string
  readonly lhs?: Token
  readonly rhs?: Token
  readonly initial?: Expression
  readonly filters?: readonly Filter[]
}

export interface Filter {
  readonly name: string
  readonly args: readonly (Token | readonly [string, Token])[]
  readonly token?: { readonly begin: number }
}

interface Expression {
  readonly postfix: readonly Token[]
}

/** A value with its filters. */
export interface Valued {
  readonly initial: Expression
  readonly filters: readonly Filter[]
}

/** Words, an output or a tag. */
export interface Piece {
  readonly token: { readonly begin: number }
  /** Of a tag. */
  readonly name?: string
  /** Of words. */
  readonly str?: string
  readonly value?: Valued
  readonly templates?: readonly Piece[]
  readonly elseTemplates?: readonly Piece[]
  readonly branches?: readonly Branch[]
  readonly collection?: Token
  /** Of a loop, a capture: the name that it gives. */
  readonly variable?: string
  /** Of an assignment: the name that it gives. */
  readonly key?: string
  readonly hash?: Hash
  readonly args?: Hash
  readonly candidates?: readonly Token[]
}

export interface Branch {
  readonly value?: Valued
  readonly values?: readonly Token[]
  readonly templates: readonly Piece[]
}

export interface Hash {
  readonly hash?: { readonly [name: string]: Token | undefined }
}

export function piecesOf(tree: readonly LiquidTemplate[]): readonly Piece[] {
  return tree as unknown as readonly Piece[]
}

/** The pieces inside a piece. */
export function* insideOf(piece: Piece): Iterable<readonly Piece[]> {
  if (piece.templates !== undefined) yield piece.templates
  for (const branch of piece.branches ?? []) yield branch.templates
  if (piece.elseTemplates !== undefined) yield piece.elseTemplates
}

/** Whether tags are nested deeper than that. */
export function isDeeper(pieces: readonly Piece[], most: number): boolean {
  let level: readonly Piece[] = pieces
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((piece) => [...insideOf(piece)].flat())
  }
  return false
}

/** Operator and operands of a condition are in the order in which they are worked out. */
export const isOperator = (token: Token): boolean => token.operator !== undefined

/** `contact.email` as its names, up to the first computed one; `null` for what is no name. */
export function namesOf(token: Token): readonly string[] | null {
  if (token.props === undefined || token.variable !== undefined) return null
  const computed = token.props.findIndex(({ props, content }) => props !== undefined || typeof content !== 'string')
  const known = computed === -1 ? token.props : token.props.slice(0, computed)
  return known.length === 0 ? null : known.map(({ content }) => String(content))
}
