/**
 * A flow on its way to rows: which nodes belong to one row, and what number each has.
 *
 * A node that was imported says in `meta.pypestream` which row it was; nodes around it that say `part_of` are the same row. All
 * others are rows of their own, with new numbers.
 */
import type { FlowSource } from '../flow-file.ts'
import type { NodeSource } from '../nodes/index.ts'
import type { Problem } from '../problem.ts'
import type { Value, Values } from '../value.ts'
import { startNumber } from './bot.ts'
import { globalForm } from './globals.ts'
import { globalNote, metaName } from './kept.ts'

/** The nodes of one row. */
export interface Group {
  readonly number: number
  /** Where the row begins. */
  readonly main: string
  readonly parts: readonly string[]
  /** What the main node keeps of its row; `null`: it was made here. */
  readonly kept: Values | null
}

export function membersOf(value: Value | undefined): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
}

function keptBy(node: { readonly meta?: unknown }): Values {
  return membersOf(membersOf(node.meta as Value | undefined)[metaName])
}

/** Variables that some node sets. */
function writtenBy(nodes: Iterable<NodeSource>): ReadonlySet<string> {
  const written = new Set<string>()
  for (const node of nodes) {
    if (node.kind === 'ask') written.add(node.variable)
    for (const member of ['set', 'save', 'read'] as const)
      for (const name of Object.keys(membersOf((node as { readonly [member: string]: Value })[member])))
        written.add(name)
  }
  return written
}

export class ExportGraph {
  readonly nodes: ReadonlyMap<string, NodeSource>
  readonly head: FlowSource
  readonly groups: readonly Group[]
  /** Variables with a value from the start. */
  readonly defaults: readonly (readonly [variable: string, value: Value])[]
  /** Variables that no node sets: whoever starts the conversation may. */
  readonly handedIn: readonly string[]
  readonly problems: Problem[] = []
  readonly #file: string
  readonly #byNode = new Map<string, Group>()
  readonly #byNumber: ReadonlyMap<number, Group>
  readonly #shared = new Set<string>()
  readonly #globals: ReadonlyMap<string, string>
  #next: number

  constructor(file: string, head: FlowSource, nodes: ReadonlyMap<string, NodeSource>) {
    this.#file = file
    this.head = head
    this.nodes = nodes
    this.#globals = new Map(
      Object.entries(head.variables ?? {}).flatMap(([variable, { note = '' }]): [string, string][] => {
        const name = note.startsWith(globalNote) ? note.slice(globalNote.length) : ''
        return globalForm.test(name) ? [[variable, name]] : []
      }),
    )
    const kept = new Map([...nodes].map(([id, node]) => [id, keptBy(node)]))
    const numbers = [...kept.values()].flatMap(({ node }) => (typeof node === 'number' ? [node] : []))
    this.#next = Math.max(100, ...numbers.filter((number) => number < 1e9)) + 10
    const variables = Object.entries(head.variables ?? {})
    this.defaults = variables.flatMap(([name, { default: value }]): [string, Value][] =>
      value === undefined ? [] : [[name, value as Value]],
    )
    const written = writtenBy(nodes.values())
    this.handedIn = variables.flatMap(([name, { default: value }]) =>
      value === undefined && !written.has(name) ? [name] : [],
    )
    this.groups = this.#group(kept)
    this.#byNumber = new Map(this.groups.map((group) => [group.number, group]))
    for (const group of this.groups) for (const id of [group.main, ...group.parts]) this.#byNode.set(id, group)
  }

  /** A number that no row has. */
  allocate(): number {
    const number = this.#next
    this.#next += 10
    return number
  }

  node(id: string): NodeSource | undefined {
    return this.nodes.get(id)
  }

  /** Whether the node understands for many rows, and comes back by itself. */
  isShared(id: string): boolean {
    return this.#shared.has(id)
  }

  /** The number of the row that begins at the node; `null` when none does. */
  number(id: string | undefined): number | null {
    const group = id === undefined ? undefined : this.#byNode.get(id)
    return group !== undefined && group.main === id ? group.number : null
  }

  group(number: number): Group | undefined {
    return this.#byNumber.get(number)
  }

  /** The node that begins the row of that number. */
  main(number: number): string | null {
    return this.group(number)?.main ?? null
  }

  /** The name of the global that the variable holds. */
  readonly global = (variable: string): string => this.#globals.get(variable) ?? variable.toUpperCase()

  /** The globals of the flow's variables that a text of JSON speaks of. */
  mentioned(json: string): readonly string[] {
    const words = new Set(json.match(/[a-z][a-z0-9_]*/g) ?? [])
    return Object.keys(this.head.variables ?? {}).flatMap((name) => (words.has(name) ? [this.global(name)] : []))
  }

  /** What those hold that are no texts. */
  types(json: string): { readonly [global: string]: string } {
    const words = new Set(json.match(/[a-z][a-z0-9_]*/g) ?? [])
    const typed = Object.entries(this.head.variables ?? {}).filter(
      ([name, { type }]) => words.has(name) && type !== 'text',
    )
    return Object.fromEntries(typed.map(([name, { type }]) => [this.global(name), type]))
  }

  /** Says of a node what does not go out as it is. */
  warn(node: string | null, field: string | null, reason: string): void {
    this.problems.push({
      code: 'pypestream-export',
      severity: 'warning',
      place: { file: this.#file, ...(node === null ? {} : { node }), ...(field === null ? {} : { field }) },
      reason,
      repair: 'Look whether the row still does what you want; the format has no more to say.',
    })
  }

  #group(kept: ReadonlyMap<string, Values>): readonly Group[] {
    const mains = new Map<number, string>()
    for (const [id, { node }] of kept)
      if (typeof node === 'number' && Number.isSafeInteger(node) && !mains.has(node)) mains.set(node, id)
    const parts = new Map<number, string[]>()
    const alone: string[] = []
    for (const [id, { part_of: row, node, shared }] of kept) {
      const isMain = typeof node === 'number' && mains.get(node) === id
      if (isMain) continue
      if (shared === true) this.#shared.add(id)
      else if (typeof row === 'number' && mains.has(row)) parts.set(row, [...(parts.get(row) ?? []), id])
      else alone.push(id)
    }
    const groups = [...mains].map(([number, main]): Group => {
      return { number: this.#free(number, main), main, parts: parts.get(number) ?? [], kept: kept.get(main) ?? {} }
    })
    // Another node may lead into the middle of a row, since somebody changed the flow: then it is no row any more.
    const entered = this.#enteredParts(groups)
    const whole = groups.map((group) => ({ ...group, parts: group.parts.filter((part) => !entered.has(part)) }))
    const hasIntro = this.head.menu !== undefined || this.defaults.length > 0 || this.handedIn.length > 0
    const fresh = [...alone, ...entered].map((main): Group => {
      const isStart = main === this.head.start && !mains.has(startNumber) && !hasIntro
      return { number: isStart ? startNumber : this.allocate(), main, parts: [], kept: null }
    })
    return [...whole, ...fresh]
  }

  /** Number 1 is where conversations begin: a row that no longer is that gets another number. */
  #free(number: number, main: string): number {
    return number === startNumber && main !== this.head.start ? this.allocate() : number
  }

  #enteredParts(groups: readonly Group[]): ReadonlySet<string> {
    const owner = new Map(groups.flatMap(({ main, parts }) => parts.map((part) => [part, main] as const)))
    const inside = new Map(groups.flatMap(({ main, parts }) => [main, ...parts].map((id) => [id, main] as const)))
    const entered = new Set<string>()
    for (const [id, node] of this.nodes)
      for (const target of 'to' in node ? Object.values(node.to) : [])
        if (owner.has(target) && owner.get(target) !== inside.get(id)) entered.add(target)
    return entered
  }
}
