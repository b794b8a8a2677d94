/**
 * What logic says of variables that may not be known: which of them are known once a condition has held, or has not, and which it
 * needs to be known.
 *
 * Null compared with anything is an answer, and everything else that is done with null fails (FL1). So `age > 17` cannot have held
 * unless `age` is known, and `name == null` cannot have failed to hold unless `name` is.
 */
import type { ASTNode } from '@marcbachmann/cel-js'

export interface Proof {
  /** Names that are known when it has held. */
  readonly held: ReadonlySet<string>
  /** Names that are known when it has not. */
  readonly failed: ReadonlySet<string>
  /** Names without which it comes to nothing: it fails, or yields null. */
  readonly needs: ReadonlySet<string>
  /** Of these, the names without which a part of it fails; a bare name only hands on what is not known. */
  readonly fails: ReadonlySet<string>
}

type Names = ReadonlySet<string>
const none: Names = new Set()

export const noProof: Proof = { held: none, failed: none, needs: none, fails: none }

export function proofOf(tree: ASTNode): Proof {
  return { held: held(tree), failed: failed(tree), needs: open(tree, true, none), fails: open(tree, false, none) }
}

interface Node {
  readonly op: string
  readonly args: unknown
}

function isNode(given: unknown): given is ASTNode {
  return typeof given === 'object' && given !== null && 'op' in given
}

const read = (node: ASTNode): Node => node as unknown as Node

function partsOf(node: ASTNode): readonly ASTNode[] {
  const { args } = read(node)
  return Array.isArray(args) ? (args as unknown[]).filter(isNode) : isNode(args) ? [args] : []
}

const both = (...names: readonly Names[]): Names => new Set(names.flatMap((each) => [...each]))
const common = (one: Names, other: Names): Names => new Set([...one].filter((name) => other.has(name)))
const minus = (one: Names, other: Names): Names => new Set([...one].filter((name) => !other.has(name)))

const isNull = (node: ASTNode): boolean => read(node).op === 'value' && read(node).args === null
const isLiteral = (node: ASTNode): boolean => read(node).op === 'value' && read(node).args !== null

/** `size(x)` and `x.size()`: the name, the receiver if there is one, and the arguments. */
function callOf(
  node: ASTNode,
): { readonly name: string; readonly receiver: ASTNode | null; readonly args: readonly ASTNode[] } | null {
  const { op, args } = read(node)
  if (!Array.isArray(args) || (op !== 'call' && op !== 'rcall')) return null
  const list: unknown = op === 'rcall' ? args[2] : args[1]
  const receiver: unknown = op === 'rcall' ? args[1] : null
  return {
    name: String(args[0]),
    receiver: isNode(receiver) ? receiver : null,
    args: Array.isArray(list) ? (list as unknown[]).filter(isNode) : [],
  }
}

const macros = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'bind'])
/** Functions that null does not stop. */
const lenient = new Set(['has', 'type', 'dyn'])

/** Names without which `node` fails or is null. */
function known(node: ASTNode): Names {
  const { op, args } = read(node)
  const parts = partsOf(node)
  switch (op) {
    case 'id':
      return new Set([String(args)])
    case '==':
    case '!=':
    case '&&':
    case '||':
    case 'list':
    case 'map':
    case 'value':
      return none
    case 'in':
      return parts[1] === undefined ? none : known(parts[1])
    case '?:':
      return parts[0] === undefined ? none : known(parts[0])
  }
  const call = callOf(node)
  if (call === null) return both(...parts.map(known))
  const receiver = call.receiver === null ? none : known(call.receiver)
  if (macros.has(call.name)) return call.name === 'bind' ? none : receiver
  return lenient.has(call.name) ? none : both(receiver, ...call.args.map(known))
}

function held(node: ASTNode): Names {
  const { op } = read(node)
  const [left, right] = partsOf(node)
  if (op === '!_' && left !== undefined) return failed(left)
  if (left === undefined || right === undefined) return known(node)
  switch (op) {
    case '&&':
      return both(held(left), held(right))
    case '||':
      return common(held(left), held(right))
    case '==':
      return isLiteral(left) ? known(right) : isLiteral(right) ? known(left) : none
    case '!=':
      return isNull(left) ? known(right) : isNull(right) ? known(left) : none
    case 'in':
      // What is compared with may be null itself, unless it is written out.
      return both(isLiteralList(right) ? known(left) : none, known(right))
    default:
      return known(node)
  }
}

const isLiteralList = (node: ASTNode): boolean => read(node).op === 'list' && partsOf(node).every(isLiteral)

function failed(node: ASTNode): Names {
  const { op } = read(node)
  const [left, right] = partsOf(node)
  if (op === '!_' && left !== undefined) return cannotFail(left) ? held(left) : none
  if (left === undefined || right === undefined) return none
  switch (op) {
    case '&&':
      return common(failed(left), failed(right))
    case '||':
      return both(failed(left), failed(right))
    case '==':
      return isNull(left) && isPlain(right) ? known(right) : isNull(right) && isPlain(left) ? known(left) : none
    default:
      return none
  }
}

const isPlain = (node: ASTNode): boolean => ['id', 'value'].includes(read(node).op)

/** Comparisons of names and literals have an answer whatever is known. */
function cannotFail(node: ASTNode): boolean {
  const { op } = read(node)
  const parts = partsOf(node)
  return ['==', '!='].includes(op) ? parts.every(isPlain) : ['&&', '||', '!_'].includes(op) && parts.every(cannotFail)
}

/** Names that are needed and that nothing around proves. `wanted`: whether null would not do. */
function open(node: ASTNode, wanted: boolean, bound: Names): Names {
  const { op, args } = read(node)
  const parts = partsOf(node)
  const [left, right, other] = parts
  switch (op) {
    case 'value':
      return none
    case 'id':
      return wanted && !bound.has(String(args)) ? new Set([String(args)]) : none
    case '==':
    case '!=':
    case 'list':
      return both(...parts.map((part) => open(part, false, bound)))
    case 'map':
      return both(
        ...(args as unknown[])
          .flat()
          .filter(isNode)
          .map((part) => open(part, false, bound)),
      )
    case '&&':
      return left === undefined || right === undefined
        ? none
        : both(open(left, false, bound), minus(open(right, false, bound), held(left)))
    case '||':
      return left === undefined || right === undefined
        ? none
        : both(open(left, false, bound), minus(open(right, false, bound), failed(left)))
    case 'in':
      return left === undefined || right === undefined ? none : both(open(left, false, bound), open(right, true, bound))
    case '?:':
      if (left === undefined || right === undefined || other === undefined) return none
      return both(
        open(left, false, bound),
        minus(open(right, wanted, bound), held(left)),
        minus(open(other, wanted, bound), failed(left)),
      )
  }
  const call = callOf(node)
  if (call === null) return both(...parts.map((part) => open(part, true, bound)))
  if (lenient.has(call.name)) return none
  const [first] = call.args
  const inner =
    macros.has(call.name) && first !== undefined && read(first).op === 'id'
      ? new Set([...bound, String(read(first).args)])
      : bound
  const receiver = call.receiver === null || call.name === 'bind' ? none : open(call.receiver, true, bound)
  return both(receiver, ...call.args.map((arg) => open(arg, call.name !== 'bind' && !macros.has(call.name), inner)))
}
