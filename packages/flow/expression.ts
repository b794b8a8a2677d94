/**
 * Logic in CEL, checked and prepared once.
 *
 * Owns the dialect: which types, operators and functions logic has. Checking uses the declared types; evaluating takes
 * values as they are, because every name may also be `null` (not known yet), which declared types cannot say.
 *
 * FL1 every name may be compared with null; any other use of null fails
 * FL2 whole numbers and numbers mix in arithmetic and comparison
 * FL3 `matches` is RE2 with a literal pattern: linear in the text
 * FL4 evaluation is total: a failure is the answer `undefined`
 */
import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js'
import { noProof, type Proof, proofOf } from './analysis/proof.ts'
import { type Outline, outlineOfTree, outlineOfValue } from './outline.ts'
import { productMembers, utmMembers } from './page.ts'
import { compilePattern, type Pattern } from './pattern.ts'
import { profileName } from './profile.ts'
import { builtInNames, members, moreNames, openMembers, resultNames, type Scope, type Use } from './scope.ts'
import { isoTime } from './template.ts'
import type { Value } from './value.ts'
import type { VariableType } from './variable.ts'

/** Logic ready to be evaluated. */
export interface Expression {
  /** Names of the scope it reads. */
  readonly uses: readonly Use[]
  /** CEL's name of the type it yields, `dyn` when only the run knows. */
  readonly type: string
  /** What is known of its value before it runs. */
  readonly outline: Outline
  /** What it says of variables that may not be known. */
  readonly proof: Proof
  /** `undefined` when it fails: something is null, absent, of the wrong type, divided by zero. */
  evaluate(scope: Scope): Value | undefined
}

export interface BrokenLogic {
  readonly kind: 'syntax' | 'type' | 'pattern' | 'name' | 'member' | 'limit'
  readonly reason: string
  /** 0-based offset in the expression. */
  readonly at: number
  /** The name that does not exist, with kind `name`. */
  readonly name?: string
  /** All that it reads, with kind `member`: one of them names a member that does not exist. */
  readonly uses?: readonly Use[]
}

/** Turns a flow's declared variables into a reader of its logic. */
export interface Logic {
  /** `more`: what else it sees besides the usual names. */
  compile(source: string, more?: keyof typeof moreNames | null): Expression | BrokenLogic
}

/** Characters of one piece of logic. */
const longest = 20_000
const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 16 }
const timestamp = 'google.protobuf.Timestamp'

/** CEL's names of the types that variables have. */
export const celTypes: { readonly [type in VariableType]: string } = {
  text: 'string',
  email: 'string',
  phone: 'string',
  date: 'string',
  choice: 'string',
  time: 'string',
  'date-time': 'string',
  choices: 'dyn',
  file: 'dyn',
  location: 'dyn',
  form: 'dyn',
  number: 'double',
  boolean: 'bool',
  json: 'dyn',
}

/** CEL's types of texts. */
const texts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'string']))

const builtInTypes: { readonly [name in Exclude<(typeof builtInNames)[number], 'contact' | 'page'>]: string } = {
  results: 'map<string, dyn>',
  conversation: 'map<string, dyn>',
  now: timestamp,
}

const contactSchema = { ...texts(members.contact ?? []), proved: 'bool' }

const pageSchema = {
  ...texts(['url', 'referrer', 'title', 'language']),
  utm: texts(utmMembers),
  product: { ...texts(productMembers), price: 'double' },
  tags: 'map<string, dyn>',
  meta: 'map<string, dyn>',
  history: 'list<map<string, string>>',
}

/** Parsed CEL, before a flow's names are added. Its patterns live as long as the program that holds the expressions. */
function dialect(): Environment {
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits })
  const number = (given: unknown) => Number(given)
  const arithmetic = {
    '+': (a: number, b: number) => a + b,
    '-': (a: number, b: number) => a - b,
    '*': (a: number, b: number) => a * b,
    '/': (a: number, b: number) => a / b,
  }
  for (const [sign, work] of Object.entries(arithmetic)) {
    environment.registerOperator(`double ${sign} int: double`, (a: unknown, b: unknown) => work(number(a), number(b))) // FL2
    environment.registerOperator(`int ${sign} double: double`, (a: unknown, b: unknown) => work(number(a), number(b)))
  }
  // Each also registers its mirror image and `!=`.
  environment.registerOperator('double == int', (a: unknown, b: unknown) => number(a) === number(b))
  for (const type of ['string', 'double', 'bool', 'int', timestamp])
    environment.registerOperator(`${type} == null`, () => false) // FL1
  return environment
}

/** Cloned for every flow; cloning is cheap, and what is cloned can no longer change. */
const base = dialect()

/** With the names that every flow has. */
const named = base.clone()
for (const [name, type] of Object.entries(builtInTypes)) named.registerVariable(name, type)
named.registerVariable({ name: 'contact', schema: contactSchema })
named.registerVariable({ name: 'page', schema: pageSchema })

/** Whether logic can call a variable `name`: CEL keeps its keywords and type names for itself. */
export function isFreeName(name: string): boolean {
  if (/^(?:true|false|null|in)$/.test(name) || base.hasVariable(name)) return false
  try {
    base.clone().registerVariable(name, 'dyn')
    return true
  } catch {
    return false
  }
}

export function createLogic(variables: ReadonlyMap<string, { readonly type: VariableType }>): Logic {
  const names = [...builtInNames, profileName, ...variables.keys()]
  const typed = (more: keyof typeof moreNames | null): Environment => {
    const environment = named.clone()
    if (!variables.has(profileName)) environment.registerVariable(profileName, 'map<string, dyn>')
    for (const [name, { type }] of variables) environment.registerVariable(name, celTypes[type])
    if (more === 'result')
      environment.registerVariable('outputs', 'map<string, dyn>').registerVariable('outcome', 'string')
    // A variable of this name is hidden by what came.
    if (more === 'payload' && !variables.has('payload')) environment.registerVariable('payload', 'map<string, dyn>')
    return withMatches(environment)
  }
  const checking = { plain: typed(null), result: typed('result'), payload: typed('payload') }
  const patterns = new Map<string, Pattern>()
  const running = withMatches(base.clone(), patterns)
  for (const name of new Set([...names, ...resultNames, ...moreNames.payload])) running.registerVariable(name, 'dyn')
  const objects = { ...members, ...(variables.has(profileName) ? {} : { [profileName]: null }) }
  return {
    compile(source, more = null) {
      const checked = read(checking[more ?? 'plain'], source, new Map(), objects)
      if ('kind' in checked) return checked
      const prepared = read(running, source, patterns, objects)
      if ('kind' in prepared) return prepared
      const names = new Set(prepared.uses.map((use) => use[0] ?? ''))
      return {
        uses: prepared.uses,
        type: checked.type,
        outline: outlineOf(prepared),
        proof: prepared.uses.length === 0 ? noProof : proofOf(prepared.parsed.ast),
        evaluate: (scope) => evaluate(prepared.parsed, names, scope),
      }
    },
  }
}

function withMatches(environment: Environment, patterns: ReadonlyMap<string, Pattern> = new Map()): Environment {
  return environment.registerFunction('string.matches_re2(string): bool', (text: string, pattern: string) => {
    return patterns.get(pattern)?.matchesSome(text) ?? false
  })
}

interface Read {
  readonly parsed: ParseResult
  readonly uses: readonly Use[]
  readonly type: string
}

/** `objects`: by name, those whose members are always there. */
function read(
  environment: Environment,
  source: string,
  patterns: Map<string, Pattern>,
  objects: object,
): Read | BrokenLogic {
  if (source.length > longest) return { kind: 'limit', reason: `it is longer than ${longest} characters`, at: 0 }
  try {
    const parsed = environment.parse(source)
    const survey = new Survey(patterns, objects)
    survey.visit(parsed.ast, new Set())
    if (survey.refused !== null) return survey.refused
    const { valid, type, error } = parsed.check()
    if (valid) return { parsed, uses: survey.uses, type: type ?? 'dyn' }
    const { uses } = survey
    return uses.some(isUnknownMember) ? { ...broken(error, 'type'), kind: 'member', uses } : broken(error, 'type')
  } catch (error) {
    return broken(error, 'syntax')
  }
}

/** CEL itself knows the members of `contact` and `page`, and does not say which are meant. */
function isUnknownMember([name, member, inner]: Use): boolean {
  if ((name !== 'page' && name !== 'contact') || member === undefined) return false
  return (
    !members[name]?.includes(member) || (inner !== undefined && members[`${name}.${member}`]?.includes(inner) === false)
  )
}

/** What the evaluator says when logic is larger than its limits. */
const excesses: { readonly [limit: string]: string } = {
  maxDepth: `it is nested deeper than ${limits.maxDepth} levels`,
  maxAstNodes: `it has more than ${limits.maxAstNodes} parts`,
  maxListElements: `it has a list of more than ${limits.maxListElements} items`,
  maxMapEntries: `it has an object of more than ${limits.maxMapEntries} members`,
  maxCallArguments: `it has a call of more than ${limits.maxCallArguments} arguments`,
}

function broken(error: unknown, kind: 'syntax' | 'type'): BrokenLogic {
  const { summary, message, range } = error as { summary?: string; message?: string; range?: { start: number } }
  // The evaluator's parser is recursive, and its signs before a value are not counted.
  if (error instanceof RangeError) return { kind: 'limit', reason: 'it is nested too deeply', at: 0 }
  const excess = excesses[/^Exceeded (\w+)/.exec(summary ?? message ?? '')?.[1] ?? '']
  if (excess !== undefined) return { kind: 'limit', reason: excess, at: range?.start ?? 0 }
  const reason = summary ?? message ?? String(error)
  const unknown = /^Unknown variable: (.+)$/.exec(reason)
  if (unknown?.[1] !== undefined) return { kind: 'name', reason, at: range?.start ?? 0, name: unknown[1] }
  return { kind, reason, at: range?.start ?? 0 }
}

function isNode(given: unknown): given is ASTNode {
  return typeof given === 'object' && given !== null && 'op' in given
}

/** A call in the tree: a function by name, or with a receiver before the dot. */
interface Call {
  readonly name: unknown
  readonly receiver: unknown
  readonly args: readonly unknown[]
  readonly start: number
}

function callOf(node: ASTNode): Call | null {
  const { op, args, start } = node as unknown as { op: string; args: unknown; start: number }
  if (!Array.isArray(args)) return null
  if (op === 'rcall') return { name: args[0], receiver: args[1], args: args[2] as unknown[], start }
  return op === 'call' ? { name: args[0], receiver: null, args: args[1] as unknown[], start } : null
}

/** Walks an expression's tree: collects the uses of names and makes every `matches` the RE2 one. */
class Survey {
  readonly uses: Use[] = []
  /** The first thing that logic here may not say. */
  refused: BrokenLogic | null = null
  readonly #patterns: Map<string, Pattern>
  readonly #objects: object

  constructor(patterns: Map<string, Pattern>, objects: object) {
    this.#patterns = patterns
    this.#objects = objects
  }

  /** `bound`: names that a macro around `node` gives a meaning of its own, `x` in `list.exists(x, …)`. */
  visit(node: unknown, bound: ReadonlySet<string>): void {
    if (Array.isArray(node)) for (const each of node) this.visit(each, bound)
    if (!isNode(node)) return
    const use = useOf(node)
    const call = callOf(node)
    if (use !== null) {
      if (!bound.has(use[0] ?? '')) this.uses.push(use)
    } else if (call !== null) this.#visitCall(node, call, bound)
    else this.visit(node.args, bound)
  }

  #visitCall(node: ASTNode, call: Call, bound: ReadonlySet<string>): void {
    const inside = new Set(bound)
    const [first] = call.args
    const binds = ['all', 'exists', 'exists_one', 'map', 'filter', 'bind'].includes(String(call.name))
    if (binds && isNode(first) && first.op === 'id') inside.add(String(first.args))
    // `cel.bind` is a function with a dot in its name.
    if (call.name !== 'bind') this.visit(call.receiver, bound)
    this.visit(call.args, inside)
    if (call.name === 'matches') this.#useRe2(node, call)
    if (call.name === 'has' && isNode(first)) this.#refuseIdleHas(useOf(first), call)
  }

  #useRe2(node: ASTNode, { args, start }: Call): void {
    const [given] = args
    if (!isNode(given) || given.op !== 'value' || typeof given.args !== 'string') {
      this.refused ??= { kind: 'pattern', reason: '"matches" takes a pattern written out in quotes', at: start }
      return
    }
    const pattern = compilePattern(given.args)
    if (typeof pattern === 'string') {
      this.refused ??= { kind: 'pattern', reason: pattern, at: start }
      return
    }
    this.#patterns.set(given.args, pattern)
    ;(node.args as unknown[])[0] = 'matches_re2' // FL3
  }

  /**
   * What is not known is null here, so that `has` would always say yes; outputs, json values and a page's tags and
   * a profile's custom attributes are as they come.
   */
  #refuseIdleHas(use: Use | null, { start }: Call): void {
    const [name, member] = use ?? []
    const open =
      use !== null &&
      use.length > 2 &&
      (name === profileName || (name === 'page' && openMembers.includes(member ?? '')))
    const fixed =
      use !== null &&
      !open &&
      (name === 'results'
        ? !use.slice(0, -1).includes('outputs')
        : name !== undefined && Object.hasOwn(this.#objects, name))
    if (!fixed || use === null) return
    const path = use.join('.')
    this.refused ??= { kind: 'type', reason: `has(${path}) is always true; write ${path} != null`, at: start }
  }
}

/** `results.track.error` as a use; `null` for anything that is not a chain of names. */
function useOf(node: ASTNode): Use | null {
  const plain = node as unknown as { op: string; args: unknown }
  if (plain.op === 'id') return [String(plain.args)]
  if (plain.op !== '.' || !Array.isArray(plain.args)) return null
  const [inner, name] = plain.args as [unknown, unknown]
  const before = isNode(inner) ? useOf(inner) : null
  return before === null ? null : [...before, String(name)]
}

/** What reads nothing is the same every time, so it may be worked out now. */
function outlineOf({ parsed, uses }: Read): Outline {
  const constant = uses.length === 0 ? evaluate(parsed, new Set(), nowhere) : undefined
  return constant === undefined ? outlineOfTree(parsed.ast) : outlineOfValue(constant)
}

const nowhere: Scope = { at: 0, language: 'en', value: () => null }

function evaluate(parsed: ParseResult, names: ReadonlySet<string>, scope: Scope): Value | undefined {
  const context: { [name: string]: unknown } = {}
  for (const name of names) context[name] = name === 'now' ? new Date(scope.at) : scope.value(name)
  try {
    return toValue(parsed(context))
  } catch {
    return undefined // FL4
  }
}

/** CEL's values as JSON: whole numbers lose what a double cannot hold, times become ISO 8601. */
function toValue(given: unknown): Value | undefined {
  switch (typeof given) {
    case 'string':
    case 'boolean':
      return given
    case 'bigint':
      return Number(given)
    case 'number':
      return Number.isFinite(given) ? given : undefined
    case 'object':
      return given === null ? null : objectToValue(given)
    default:
      return undefined
  }
}

function objectToValue(given: object): Value | undefined {
  if (given instanceof Date) return isoTime(given.getTime()) ?? undefined
  if (Array.isArray(given)) {
    const list = given.map(toValue)
    return list.some((item) => item === undefined) ? undefined : (list as Value[])
  }
  const members = given instanceof Map ? [...given.entries()] : isPlain(given) ? Object.entries(given) : null
  if (members === null) return undefined
  const object: { [key: string]: Value } = {}
  for (const [key, member] of members) {
    const inner = toValue(member)
    if (inner === undefined || key === '__proto__') return undefined
    object[String(key)] = inner
  }
  return object
}

function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given)
  return prototype === Object.prototype || prototype === null
}
