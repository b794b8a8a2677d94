/** The syntax of `solution.ts`: finds the object that `defineSolution` gets. Nothing of the file is run. */
import { tsPlugin } from '@sveltejs/acorn-typescript'
import { type Comment, Parser } from 'acorn'

/** A node of the syntax tree, as far as it is looked at. */
export interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
}

export interface PropertySyntax extends Syntax {
  readonly key: Syntax
  readonly value: Syntax
  readonly kind?: string
  readonly computed?: boolean
  readonly method?: boolean
  readonly shorthand?: boolean
}

export interface ObjectSyntax extends Syntax {
  readonly type: 'ObjectExpression'
  /** Properties and spreads. */
  readonly properties: readonly PropertySyntax[]
}

export interface ListSyntax extends Syntax {
  readonly type: 'ArrayExpression'
  /** `null`: a hole. */
  readonly elements: readonly (Syntax | null)[]
}

export interface SolutionSyntax {
  readonly object: ObjectSyntax
  /** Places of commas and brackets between members. */
  readonly commas: readonly number[]
  readonly comments: readonly { readonly start: number; readonly end: number }[]
  /** Names under which `brazeSandbox` of `@parley/actions` was imported. */
  readonly sandboxNames: ReadonlySet<string>
}

/** Why there is nothing to read. `line` and `column` count from 1. */
export interface BrokenSolution {
  readonly kind: 'broken'
  readonly reason: string
  readonly line: number
  readonly column: number
}

const TypeScript = Parser.extend(tsPlugin() as unknown as Parameters<typeof Parser.extend>[0])

/** A solution's settings are a page or two; whatever is longer is something else. */
const longestSolutionFile = 256 * 1024

export function parseSolution(text: string): SolutionSyntax | BrokenSolution {
  if (text.length > longestSolutionFile) return broken('The file is longer than 256 KB.')
  const commas: number[] = []
  const comments: Comment[] = []
  let program: Syntax
  try {
    program = TypeScript.parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      onComment: comments,
      onToken: ({ type, start }) => void (type.label === ',' && commas.push(start)),
    }) as unknown as Syntax
  } catch (error) {
    return unparsed(error)
  }
  const { body } = program as unknown as { readonly body: readonly Syntax[] }
  const object = definedObject(body)
  if (object === null) return broken('There is no "export default defineSolution({ … })" in it.')
  return { object, commas, comments, sandboxNames: sandboxNames(body) }
}

const broken = (reason: string): BrokenSolution => ({ kind: 'broken', reason, line: 1, column: 1 })

function unparsed(error: unknown): BrokenSolution {
  // The parser says where in words, too: `Unexpected token (3:7)`.
  const { message = '', loc } = error as { readonly message?: string; readonly loc?: { line: number; column: number } }
  if (loc === undefined) return broken('It is nested too deeply to be read.')
  return {
    kind: 'broken',
    reason: `${message.replace(/ \(\d+:\d+\)$/, '')}.`,
    line: loc.line,
    column: loc.column + 1,
  }
}

const wrappers = new Set([
  'TSSatisfiesExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
])

/** Without `satisfies`, `as` and brackets around it. */
export function unwrap(node: Syntax): Syntax {
  let inner = node
  while (wrappers.has(inner.type)) inner = (inner as unknown as { readonly expression: Syntax }).expression
  return inner
}

function definedObject(body: readonly Syntax[]): ObjectSyntax | null {
  const exported = body.find(({ type }) => type === 'ExportDefaultDeclaration')
  if (exported === undefined) return null
  return objectOf((exported as unknown as { readonly declaration: Syntax }).declaration, body, 0)
}

function objectOf(node: Syntax, body: readonly Syntax[], steps: number): ObjectSyntax | null {
  const inner = unwrap(node)
  if (inner.type === 'ObjectExpression') return inner as ObjectSyntax
  // `const solution = defineSolution(…)`, `export default solution`; a name that names itself ends here.
  if (steps > 3) return null
  if (inner.type === 'CallExpression') {
    const { callee, arguments: given } = inner as unknown as { readonly callee: Syntax; readonly arguments: Syntax[] }
    const isDefine = nameOf(callee) === 'defineSolution'
    return isDefine && given[0] !== undefined ? objectOf(given[0], body, steps + 1) : null
  }
  const name = nameOf(inner)
  const declared = name === null ? null : constant(name, body)
  return declared === null ? null : objectOf(declared, body, steps + 1)
}

export const nameOf = (node: Syntax): string | null =>
  node.type === 'Identifier' ? (node as unknown as { readonly name: string }).name : null

function constant(name: string, body: readonly Syntax[]): Syntax | null {
  for (const statement of body) {
    if (statement.type !== 'VariableDeclaration') continue
    const { kind, declarations } = statement as unknown as {
      readonly kind: string
      readonly declarations: readonly { readonly id: Syntax; readonly init: Syntax | null }[]
    }
    const found = declarations.find(({ id }) => nameOf(id) === name)
    if (found !== undefined) return kind === 'const' ? found.init : null
  }
  return null
}

function sandboxNames(body: readonly Syntax[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue
    const { source, specifiers } = statement as unknown as {
      readonly source: { readonly value: unknown }
      readonly specifiers: readonly { readonly imported?: Syntax; readonly local: Syntax }[]
    }
    if (source.value !== '@parley/actions') continue
    for (const { imported, local } of specifiers)
      if (imported !== undefined && nameOf(imported) === 'brazeSandbox') names.add(nameOf(local) ?? '')
  }
  return names
}
