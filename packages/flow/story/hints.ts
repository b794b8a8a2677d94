/**
 * What a solution's logic speaks of: which names it reads, what they are compared with, and which of them decide anything.
 * For searches, which try these values where the name gets one.
 *
 * Read from the flow files, because a compiled condition is a function. A guess: what logic computes is not followed.
 */
import type { SolutionSource } from '../source.ts'
import type { Value, Values } from '../value.ts'

/** What there is to be tried, and what matters. */
export interface Hints {
  /**
   * Values that a name is compared with, the name as logic has it: `plan`, `outputs.plan`, `results.check.outputs.score`,
   * `payload.amount`, `contact.email`.
   */
  valuesOf(name: string): readonly Value[]
  /** Members that logic reads below a name: of `outputs` perhaps `plan` and `score`. */
  membersOf(name: string): readonly string[]
  /** Whether the way of a conversation may depend on it. */
  decides(name: string): boolean
  /** The same for a conversation that stands there: whether some node that it may still come to reads it. */
  decidesFrom(flow: string, node: string, name: string): boolean
  /** Words that mean something, one phrase for each intent. */
  readonly phrases: readonly string[]
  /** What an action gives back, as far as it declares it: by output, a value of its type for each that may matter. */
  outputsOf(action: string): { readonly [output: string]: readonly Value[] }
}

/** Settings that hold words for people, not logic. */
const wordy = new Set(['label', 'note', 'retry', 'title', 'description', 'submit', 'placeholder', 'to', 'meta'])
/** Settings whose value decides where a conversation goes, or what it offers. */
const deciding = new Set(['when', 'from'])
/** Settings that put values into variables. */
const filling = new Set(['save', 'set', 'input'])

const name = /\b[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/g
const literal = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(?<![\w.])(-?\d+(?:\.\d+)?)(?![\w.])/g
/** Too many to be tried. */
const mostValues = 30
/** Through so many variables a value is followed. */
const rounds = 3

interface Logic {
  readonly text: string
  /** The variable that its value goes into. */
  readonly into: string | null
  readonly decides: boolean
}

export function readHints(source: SolutionSource): Hints {
  const logic = Object.values(source.flows).flatMap(({ text }) => logicIn(parse(text), '', null))
  const values = gather(logic)
  const decisive = decisiveIn(logic)
  const names = [...new Set(logic.flatMap(({ text }) => namesIn(text)))]
  const isRead = createReach(source, decisive)
  return {
    valuesOf: (each) => [...(values.get(each) ?? [])],
    membersOf: (each) => [...new Set(names.flatMap((full) => memberOf(full, each)))],
    decides: (each) => decisive.has(each),
    decidesFrom: (flow, node, each) => decisive.has(each) && isRead(flow, node, each),
    phrases: Object.values(source.intents ?? {}).flatMap((phrases) => phrases.slice(0, 1)),
    outputsOf: (action) => samplesOf(source.actions[action]?.outputs),
  }
}

function memberOf(full: string, of: string): readonly string[] {
  if (!full.startsWith(`${of}.`)) return []
  const [member = ''] = full.slice(of.length + 1).split('.')
  return member === '' ? [] : [member]
}

function gather(logic: readonly Logic[]): ReadonlyMap<string, ReadonlySet<Value>> {
  const values = new Map<string, Set<Value>>()
  const add = (to: string, more: Iterable<Value>) => {
    const known = values.get(to) ?? new Set()
    for (const value of more) if (known.size < mostValues) known.add(value)
    values.set(to, known)
  }
  for (const { text } of logic) {
    const found = valuesIn(text)
    for (const each of namesIn(text)) add(each, found)
  }
  // What is put into a variable is what the variable is compared with.
  for (let round = 0; round < rounds; round += 1) {
    for (const { text, into } of logic)
      if (into !== null) for (const each of namesIn(text)) add(each, [...(values.get(into) ?? [])])
  }
  return values
}

function decisiveIn(logic: readonly Logic[]): ReadonlySet<string> {
  const decisive = new Set(logic.flatMap(({ text, decides }) => (decides ? namesIn(text) : [])))
  for (let round = 0; round < rounds; round += 1) {
    for (const { text, into } of logic)
      if (into !== null && decisive.has(into)) for (const each of namesIn(text)) decisive.add(each)
  }
  return new Set([...decisive].flatMap(prefixesOf))
}

/** `results.check.outputs.score` makes `results.check` matter. */
function prefixesOf(full: string): readonly string[] {
  const parts = full.split('.')
  return parts.map((_part, index) => parts.slice(0, index + 1).join('.'))
}

interface ReadNode {
  readonly names: readonly string[]
  readonly next: readonly string[]
}

/** Whether a decisive name is read at a node or at one that can follow it in its flow. */
function createReach(
  source: SolutionSource,
  decisive: ReadonlySet<string>,
): (flow: string, node: string, name: string) => boolean {
  const flows = new Map(
    Object.entries(source.flows).map(([name, { text }]) => [name, readNodes(parse(text), decisive)]),
  )
  const reached = new Map<string, ReadonlySet<string>>()
  const find = (flow: string, node: string): ReadonlySet<string> => {
    const key = `${flow} ${node}`
    const known = reached.get(key)
    if (known !== undefined) return known
    const { nodes, always } = flows.get(flow) ?? { nodes: new Map<string, ReadNode>(), always: [] }
    const names = new Set(always)
    const seen = new Set([node])
    for (const id of seen) {
      for (const name of nodes.get(id)?.names ?? []) names.add(name)
      for (const next of nodes.get(id)?.next ?? []) seen.add(next)
    }
    reached.set(key, names)
    return names
  }
  return (flow, node, name) => find(flow, node).has(name)
}

/** `always`: what is read from outside the nodes, by the menu's ways and by a flow that called this one. */
function readNodes(flow: Value, decisive: ReadonlySet<string>) {
  const { nodes, menu, resume } = objectOf(flow)
  const read = new Map(
    Object.entries(objectOf(nodes)).map(([id, node]): [string, ReadNode] => {
      const logic = logicIn(node, '', null).flatMap(({ text }) => namesIn(text))
      const to = Object.values(objectOf(objectOf(node).to)).filter((each) => typeof each === 'string')
      return [id, { names: logic.filter((name) => decisive.has(name)).flatMap(prefixesOf), next: to }]
    }),
  )
  const returned = [...decisive].flatMap((name) => (name.startsWith('outputs.') ? [name.slice('outputs.'.length)] : []))
  // A way out of the middle may lead to any node.
  const anywhere =
    menu === undefined && objectOf(resume).to === undefined ? [] : [...read.values()].flatMap(({ names }) => names)
  return { nodes: read, always: [...returned, ...anywhere] }
}

function objectOf(value: Value | undefined): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value
  } catch {
    return null
  }
}

function logicIn(value: Value, member: string, kind: string | null): readonly Logic[] {
  // Of a question the text is words, of `understand` it is logic.
  if (wordy.has(member) || (member === 'text' && kind !== 'understand')) return []
  if (typeof value === 'string')
    return [{ text: value, into: null, decides: deciding.has(member) || (member === 'text' && kind === 'understand') }]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((each: Value) => logicIn(each, member, null))
  const members = value as Values
  const own = typeof members.kind === 'string' ? members.kind : null
  return Object.entries(members).flatMap(([name, each]) => {
    if (!filling.has(name) || typeof each !== 'object' || each === null) return logicIn(each, name, own)
    return Object.entries(each as Values).flatMap(([into, text]) =>
      typeof text === 'string' ? [{ text, into, decides: false }] : [],
    )
  })
}

function namesIn(logic: string): readonly string[] {
  return logic.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '""').match(name) ?? []
}

/** The literals, and of numbers those around them. */
function valuesIn(logic: string): readonly Value[] {
  return [...logic.matchAll(literal)].flatMap(([, single, double, number]): readonly Value[] => {
    const text = single ?? double
    if (text !== undefined) return [text.replace(/\\(.)/g, '$1')]
    const value = Number(number)
    return [value, value + 1, value - 1]
  })
}

function samplesOf(outputs: Values | undefined): { readonly [output: string]: readonly Value[] } {
  const properties = outputs?.properties
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {}
  return Object.fromEntries(Object.entries(properties as Values).map(([each, schema]) => [each, samples(schema, 0)]))
}

function samples(schema: Value, depth: number): readonly Value[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema) || depth > 3) return ['text']
  const { enum: texts, type, items, properties, const: only } = schema as Values
  if (only !== undefined) return [only]
  if (Array.isArray(texts)) return texts as readonly Value[]
  switch (type) {
    case 'boolean':
      return [true, false]
    case 'number':
    case 'integer':
      return [1, 0]
    case 'array': {
      const [item = 'One'] = samples(items ?? null, depth + 1)
      const list = item === 'text' ? ['One', 'Two'] : [item]
      return [list, []]
    }
    case 'object': {
      const members = typeof properties === 'object' && properties !== null ? (properties as Values) : {}
      return [
        Object.fromEntries(
          Object.entries(members).map(([each, inner]) => [each, samples(inner, depth + 1)[0] ?? null]),
        ),
      ]
    }
    default:
      return ['text']
  }
}
