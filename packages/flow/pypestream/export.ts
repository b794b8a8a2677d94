/**
 * A solution's flow as a Pypestream solution.
 *
 * Rows that came from a table go back as they were, as far as the flow still says so: what would come in from the table again is
 * compared with the flow, node by node. What was changed so that no such row says it, and what was made here, goes out in the
 * nearest form, with a warning.
 */
import { type FlowSource, flowSource } from '../flow-file.ts'
import { readJson } from '../json-text.ts'
import type { Problem } from '../problem.ts'
import type { Value } from '../value.ts'
import { isMappedGroup, mappedCells, openCells, scriptCells } from './action-cells.ts'
import { startNumber } from './bot.ts'
import { dialogueCells } from './dialogue-cells.ts'
import { ExportGraph, type Group, membersOf } from './export-graph.ts'
import { flowOf } from './flow.ts'
import { freshRows } from './fresh-cells.ts'
import type { GivenFile } from './import.ts'
import { exportEntities, exportTraining, outOfScope } from './intents.ts'
import { idleCells } from './kept.ts'
import { isSame, readAgain, rowsThatDiffer } from './same.ts'
import { type Cells, writeTable } from './table.ts'
import { fromLiquid } from './wording.ts'

/** The files of a solution that go out. */
export interface SolutionFiles {
  /** The flow in which conversations begin. */
  readonly flow: GivenFile
  /** Names of its other flows. */
  readonly otherFlows?: readonly string[]
  /** Texts of `nlu/intents.yaml` and `nlu/entities.yaml`. */
  readonly intents?: string
  readonly entities?: string
  readonly app?: string
  /** Actions in Python by class. */
  readonly scripts?: { readonly [name: string]: string }
}

export interface PypestreamExport {
  /** By name: `bot.csv` and what belongs to it; `null` when the flow cannot be read. */
  readonly files: { readonly [name: string]: string } | null
  readonly problems: readonly Problem[]
}

/** Total: whatever the flow holds, the answer is a table or problems. */
export function exportPypestream(given: SolutionFiles): PypestreamExport {
  const read = readSource(given.flow)
  if ('code' in read) return { files: null, problems: [read] }
  const graph = new ExportGraph(given.flow.file, read, new Map(Object.entries(read.nodes)))
  warnOfHead(graph, given)
  const rows = rowsOf(graph)
  const training = given.intents === undefined ? null : exportTraining(given.intents)
  const entities = given.entities === undefined ? null : exportEntities(given.entities)
  const files = {
    'bot.csv': writeTable(rows),
    ...(training === null ? {} : { 'intent.csv': training }),
    ...(entities === null ? {} : { 'entity.csv': entities }),
    ...(given.app === undefined ? {} : { 'app.py': given.app }),
    ...Object.fromEntries(Object.entries(given.scripts ?? {}).map(([name, text]) => [`${name}.py`, text])),
  }
  return { files, problems: graph.problems }
}

/** The flow, or why it cannot go out. What is wrong with it in full is the compiler's to say. */
function readSource({ file, text }: GivenFile): FlowSource | Problem {
  const reading = readJson(text)
  const broken = (reason: string, place: object): Problem => {
    const repair = 'Mend the flow first: "parley check" tells all that is wrong with it.'
    return { code: 'pypestream-export', severity: 'error', place: { file, ...place }, reason, repair }
  }
  if (reading.kind === 'broken') return broken(reading.reason, reading.position)
  const parsed = flowSource.safeParse(reading.document.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = (issue?.path ?? []).map((part) => (typeof part === 'symbol' ? '' : part))
    return broken(`The flow has mistakes: ${issue?.message ?? ''}`, reading.document.position(path))
  }
  const nodes = new Set(Object.keys(parsed.data.nodes))
  for (const [node, source] of Object.entries(parsed.data.nodes))
    for (const [port, target] of 'to' in source ? Object.entries(source.to) : [])
      if (!nodes.has(target)) return broken(`The port "${port}" leads to "${target}", which is no node.`, { node })
  return parsed.data
}

function warnOfHead(graph: ExportGraph, { otherFlows = [] }: SolutionFiles): void {
  for (const member of ['idle', 'resume', 'locale'] as const)
    if (graph.head[member] !== undefined) graph.warn(null, member, `Pypestream has no "${member}"; it is left out.`)
  for (const name of otherFlows)
    graph.warn(null, null, `A bot of Pypestream is one graph: the flow "${name}" is left out.`)
}

function rowsOf(graph: ExportGraph): readonly Cells[] {
  const cells = derive(graph)
  const changed = new Set(rowsThatDiffer(cells, graph))
  for (const { number, kept } of graph.groups) {
    // A list comes out of a row, so that it goes where that goes.
    const { node } = membersOf(kept?.asset)
    if (typeof node === 'number' && (changed.has(node) || !cells.has(node))) changed.add(number)
  }
  const rows: Cells[] = [...startRows(graph)]
  for (const group of graph.groups) {
    const known = changed.has(group.number) ? undefined : cells.get(group.number)
    if (known !== undefined) rows.push(known)
    else rows.push(...replaced(group, graph))
  }
  const declared = declareRest(rows, graph)
  warnOfRest(graph, declared)
  return declared
}

/** A name in braces has to be declared: by the action that speaks of it, otherwise by a row of its own, which nothing leads to. */
function declareRest(rows: readonly Cells[], graph: ExportGraph): readonly Cells[] {
  const declared = new Set(rows.flatMap(({ variable = '' }) => variable.split(',').map((name) => name.trim())))
  const rest = new Set<string>()
  const whole = rows.map((cells) => {
    const names = [...new Set(spokenOf(cells))].filter((name) => !declared.has(name))
    if (cells.type !== 'A' || names.length === 0) {
      for (const name of names) rest.add(name)
      return cells
    }
    for (const name of names) declared.add(name)
    const own = (cells.variable ?? '').split(',').filter((name) => name.trim() !== '')
    return { ...cells, variable: [...own, ...names].join(',') }
  })
  const names = [...rest].filter((name) => !declared.has(name))
  if (names.length === 0) return whole
  const number = graph.allocate()
  const command = { command: 'SysShowMetadata', output: 'success', decision: 'success', variable: names.join(',') }
  return [...whole, { number: String(number), type: 'A', name: 'Globals', ...command, routes: `true~${startNumber}` }]
}

/** Names in braces in the cells of a row. */
function spokenOf({ message = '', asset = '', parameters = '', skill_tag: skill = '' }: Cells): readonly string[] {
  const names = [message, asset, parameters, skill].join('\n').matchAll(/\{([A-Z0-9_]+)\}/g)
  return [...names].flatMap(([, name = '']) => (/[A-Z]/.test(name) ? [name] : []))
}

/** The nearest rows, with what the node keeps of the one that it came from. */
function replaced(group: Group, graph: ExportGraph): readonly Cells[] {
  const { kept, main, number, parts } = group
  if (kept !== null && kept.carried !== true)
    graph.warn(main, null, `Row ${number} no longer says what the node does; a new one takes its place.`)
  const [first, ...more] = freshRows(main, number, graph)
  if (first === undefined) return []
  const cells = idleCells(kept ?? {})
  const whole = kept === null ? first : { ...cells, ...first, name: cells.name ?? first.name ?? '' }
  return [whole, ...more, ...parts.flatMap((part) => freshRows(part, graph.number(part) ?? graph.allocate(), graph))]
}

/** Variables and the menu come in again out of all rows together. */
function warnOfRest(graph: ExportGraph, rows: readonly Cells[]): void {
  const bot = readAgain(rows)
  const { variables = {}, menu = [] } = flowOf(bot).flow
  for (const [name, declared] of Object.entries(graph.head.variables ?? {})) {
    const { type, sensitive, entity, default: initial } = declared
    const known = Object.hasOwn(variables, name) ? variables[name] : undefined
    const field = `variables.${name}`
    if (known === undefined) continue
    if (known.type !== type)
      graph.warn(null, field, `A global has no type; "${name}" would come back as ${known.type}, not as ${type}.`)
    if (sensitive === true && known.sensitive !== true)
      graph.warn(null, field, `Nothing says that "${name}" is sensitive: no question has the behavior secure.`)
    if (entity !== undefined)
      graph.warn(null, field, `Words fill "${name}" only where it is asked for: a global has no entity.`)
    if (initial !== undefined && graph.main(startNumber) !== null && !isSame(known.default, initial))
      graph.warn(null, field, `A global has no value from the start; that of "${name}" is left out.`)
  }
  if (graph.head.understanding !== undefined)
    graph.warn(null, 'understanding', 'Answers, corrections and ways from anywhere in the flow are left out.')
  const labels = (items: readonly { readonly label: string }[]) => items.map(({ label }) => label)
  if (!isSame(labels(graph.head.menu ?? []), labels(menu)))
    graph.warn(null, 'menu', 'The menu is not the one that a row sets up with SetPersistentMenu.')
}

/** The rows of all groups that still are what a row becomes. */
function derive(graph: ExportGraph): ReadonlyMap<number, Cells> {
  const cells = new Map<number, Cells>()
  const open = new Map<Group, Cells>()
  const fallback = fallbackOf(graph)
  for (const group of graph.groups) {
    if (group.kept === null || group.kept.carried === true) continue
    const isOpen = isMappedGroup(group)
    const made = isOpen ? openCells(group, graph) : (dialogueCells(group, graph, fallback) ?? scriptCells(group, graph))
    if (made !== null) cells.set(group.number, made)
    if (isOpen && made !== null) open.set(group, made)
  }
  if (open.size === 0) return cells
  const bot = readAgain([...cells.values()])
  for (const [group, made] of open) {
    const whole = mappedCells(group, graph, bot, made)
    if (whole === null) cells.delete(group.number)
    else cells.set(group.number, whole)
  }
  return cells
}

function fallbackOf(graph: ExportGraph): number | null {
  const found = graph.groups.find(({ kept }) => kept?.intent === outOfScope)
  return found?.number ?? (graph.main(1800) === null ? null : 1800)
}

/**
 * Rows before the flow's first node, from number 1 on, where no other row has that: what the variables hold from the start, which of
 * them are handed in, and the menu, if no other row sets it up.
 */
function startRows(graph: ExportGraph): readonly Cells[] {
  const start = graph.number(graph.head.start)
  if (start === null || graph.main(startNumber) !== null) return []
  const { menu = [] } = graph.head
  const commands: [name: string, command: string, parameters: object, variables: readonly string[]][] = []
  const names = (variables: readonly string[]) => variables.map(graph.global)
  const set = Object.fromEntries(graph.defaults.map(([name, value]) => [graph.global(name), textOf(value)]))
  if (graph.defaults.length > 0)
    commands.push(['Defaults', 'SysAssignVariable', { set }, names(graph.defaults.map(([name]) => name))])
  const passed = Object.fromEntries(graph.handedIn.map((name) => [name, graph.global(name)]))
  if (graph.handedIn.length > 0)
    commands.push(['Handed in', 'SysShowMetadata', { passthrough_mapping: passed }, names(graph.handedIn)])
  if (menu.length > 0 && !graph.groups.some(({ kept }) => kept?.command === 'SetPersistentMenu')) {
    const labelled = menu.map(
      ({ label, to }) => [fromLiquid(label, graph.global).text, graph.number(to) ?? start] as const,
    )
    commands.push(['Menu', 'SetPersistentMenu', { options: labelled.map(([label, dest]) => ({ label, dest })) }, []])
  }
  if (commands.length === 0) return [{ number: '1', type: 'D', name: 'Start', next_nodes: String(start) }]
  const numbers = commands.map((_, index) => (index === 0 ? startNumber : graph.allocate()))
  return commands.map(([name, command, parameters, variables], index): Cells => {
    const next = numbers[index + 1] ?? start
    return {
      number: String(numbers[index] ?? startNumber),
      type: 'A',
      name,
      command,
      parameters: JSON.stringify(parameters),
      output: 'success',
      decision: 'success',
      routes: `true~${next}|error~${next}`,
      variable: variables.join(','),
    }
  })
}

/** A value as a global holds it. */
function textOf(value: Value): string | null {
  if (value === null || typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
