/** Whether rows become the nodes that a flow has. */
import type { NodeSource } from '../nodes/index.ts'
import { Bot } from './bot.ts'
import type { ExportGraph } from './export-graph.ts'
import { flowOf } from './flow.ts'
import { readRow } from './row.ts'
import { SheetReport } from './sheet-report.ts'
import { type Cells, readTable, writeTable } from './table.ts'

/** The rows read again, whatever is wrong with them. */
export function readAgain(cells: readonly Cells[]): Bot {
  const report = new SheetReport('bot.csv')
  const rows = readTable(writeTable(cells), report).flatMap((row) => readRow(row, report) ?? [])
  return new Bot(rows, report)
}

/** Numbers of the rows that would come in as other nodes than the flow has. */
export function rowsThatDiffer(cells: ReadonlyMap<number, Cells>, graph: ExportGraph): ReadonlySet<number> {
  // Rows that are made anew only have to be there, under the ids that their nodes have.
  const others = graph.groups.filter(({ number }) => !cells.has(number))
  const stand = others.map(({ number, main }): Cells => ({ number: String(number), type: 'D', name: main }))
  const bot = readAgain([...cells.values(), ...stand])
  const { flow, rows } = flowOf(bot)
  const made = new Map<number, string[]>()
  for (const [id, { number }] of rows) made.set(number, [...(made.get(number) ?? []), id])
  const names = namesIn(graph, bot)
  const nodes = flow.nodes as { readonly [id: string]: NodeSource }
  const differing = new Set<number>()
  for (const { number, main, parts } of graph.groups) {
    if (!cells.has(number)) continue
    const ids = [main, ...parts]
    const same =
      made.get(number)?.length === ids.length &&
      ids.every((id) => isSame(renamed(graph.node(id), names), bare(nodes[names.get(id) ?? ''])))
    if (!same) differing.add(number)
  }
  return differing
}

/** What each node of the flow is called when it comes in again. */
function namesIn(graph: ExportGraph, bot: Bot): ReadonlyMap<string, string> {
  return new Map(
    graph.groups.flatMap(({ number, main, parts }) => {
      const id = bot.id(number)
      const begins = (part: string) => (part.startsWith(main) ? `${id}${part.slice(main.length)}` : part)
      return [[main, id] as const, ...parts.map((part) => [part, begins(part)] as const)]
    }),
  )
}

function bare(node: NodeSource | undefined): unknown {
  if (node === undefined) return undefined
  const { meta: _meta, ...rest } = node
  return rest
}

/** The node as it would be called, and with what it calls others. */
function renamed(node: NodeSource | undefined, names: ReadonlyMap<string, string>): unknown {
  if (node === undefined) return undefined
  const { meta: _meta, ...rest } = node
  const results = (text: string): string =>
    text.replace(/\bresults\.([a-z][a-z0-9_]*)/g, (found, id: string) =>
      names.has(id) ? `results.${names.get(id)}` : found,
    )
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return value.includes('results.') ? results(value) : value
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each)]))
  }
  const whole = walk(rest) as { readonly to?: { readonly [port: string]: string } }
  if (whole.to === undefined) return whole
  return { ...whole, to: Object.fromEntries(Object.entries(whole.to).map(([port, id]) => [port, names.get(id) ?? id])) }
}

/** The same JSON, whatever the order of members. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => isSame(each, other[index]))
    )
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
  const [names, others] = [Object.keys(one), Object.keys(other)]
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(Reflect.get(one, name), Reflect.get(other, name)))
  )
}
