import { checkKinds, checkOffer, shownBy } from './analysis/channel-check.ts'
import type { FlowGraph } from './analysis/flow-graph.ts'
import { checkUnset, type NodeUses } from './analysis/unset.ts'
import type { ChannelName } from './channels.ts'
import { FlowBuild, type Read } from './flow-build.ts'
import { FlowFacts, type Question } from './flow-facts.ts'
import { checkGraph, checkPorts } from './graph.ts'
import { compileIdle, defaultIdle, type IdleRule } from './idle.ts'
import { compileMenu } from './menu.ts'
import type { Content } from './message.ts'
import { kindOf, type NodeSource } from './nodes/index.ts'
import type { Problem } from './problem.ts'
import { isFatal, problemCodes } from './problem-code.ts'
import type { Flow, FlowNode } from './program.ts'
import type { ReadFlow } from './read-flow.ts'
import { type Find, locate, Report } from './report.ts'
import { compileResume } from './resume.ts'
import { mayHoldSecret, secretFind, secretsIn } from './secret.ts'
import type { FlowReading, Surroundings } from './surroundings.ts'
import type { FlowParts, Localisation, PartTexts } from './texts/localisation.ts'
import { checkCorrections, checkEntities, checkRings, checkSilent } from './understanding/check.ts'
import { askersIn, slotsIn } from './understanding/slot.ts'
import { compileUnderstanding } from './understanding/understanding.ts'
import type { Value } from './value.ts'

export interface CompiledFlow {
  readonly flow: Flow | null
  readonly problems: readonly Problem[]
  /** What its texts are, for the translations; `null` when the flow cannot be read. */
  readonly localised: (FlowParts & { readonly texts: readonly PartTexts[] }) | null
  /** Kept for when it is compiled again; `null` when the flow cannot be read. */
  readonly kept: Kept | null
}

interface Kept {
  readonly facts: FlowFacts
  readonly nodes: ReadonlyMap<string, CompiledNode>
  readonly graph: FlowGraph | null
}

/** A node, compiled, with everything that only depends on itself and on what it asked. */
interface CompiledNode extends NodeUses {
  readonly source: NodeSource
  readonly node: FlowNode
  readonly finds: readonly Find[]
  readonly portFinds: readonly Find[]
  readonly texts: PartTexts
  readonly writes: ReadonlySet<string>
  readonly shows: Content['kind'] | null
  readonly asked: ReadonlyMap<Question, unknown>
}

/** What a flow is compiled in. */
interface Solution {
  readonly around: Surroundings
  readonly channels: readonly ChannelName[]
  readonly localisation: Localisation
  readonly stored: boolean
}

/** Compiles a flow. `before`: the same flow, compiled with the same texts; what has not changed is taken from there. */
export function compileFlow(
  name: string,
  reading: ReadFlow,
  { around, channels, localisation, stored }: Solution,
  before: CompiledFlow | null,
): CompiledFlow {
  const { read, document, file, finds, broken } = reading
  if (broken !== null) return { flow: null, problems: [broken], localised: null, kept: before?.kept ?? null }
  if (document === null) return { flow: null, problems: [], localised: null, kept: null }
  const place = (found: readonly Find[]) => found.map((find) => locate(find, file, name, document))
  if (read === null) return { flow: null, problems: place(finds), localised: null, kept: before?.kept ?? null }
  const kept = before?.kept ?? null
  const facts = new FlowFacts(name, read, around, channels, kept?.facts ?? null)
  const nodes = compileNodes(read, facts, localisation, kept?.nodes ?? new Map())
  const top = new FlowBuild(facts, localisation, null)
  const settings = compileSettings(facts, top)
  const whole = wholeFinds(read, reading, facts, nodes, top.reads, kept?.graph ?? null)
  const all = [...finds, ...facts.finds, ...findsIn(nodes), ...whole.before, ...top.report.finds, ...whole.after]
  const failed = all.some(({ code }) => isFatal({ code, severity: problemCodes[code] }, stored))
  const flow = failed ? null : assemble(facts, nodes, settings, localisation)
  const texts: PartTexts[] = []
  for (const part of nodes.values()) texts.push(part.texts)
  texts.push(top.texts)
  const localised = { name, nodes: read.ids, isRead: (id: string) => read.nodes.has(id), texts }
  return { flow, problems: place(all), localised, kept: { facts, nodes, graph: whole.graph } }
}

const nobody: Flow['askers'] = new Map()

function assemble(facts: FlowFacts, parts: Kept['nodes'], settings: Settings, { languages }: Localisation): Flow {
  const nodes = new Map<string, FlowNode>()
  for (const [id, { node }] of parts) nodes.set(id, node)
  const { name, head, variables } = facts
  const slots = slotsIn(variables, nodes.values())
  const asks = slots.size > 0 || settings.understanding?.corrections === true
  const askers = asks ? askersIn(nodes.values()) : nobody
  const { start } = head
  return { name, start, variables, ...settings, nodes, actionNodes: facts.resultNodes(), slots, askers, languages }
}

/** What is wrong with single nodes; most have nothing, and there are thousands. */
function findsIn(nodes: Kept['nodes']): readonly Find[] {
  const found: Find[] = []
  for (const { finds } of nodes.values()) if (finds.length > 0) found.push(...finds)
  return found
}

type Settings = Pick<Flow, 'idle' | 'menu' | 'resume' | 'understanding'>

function compileSettings(facts: FlowFacts, build: FlowBuild): Settings {
  const { head } = facts
  const top = build.top()
  const idle: readonly IdleRule[] = head.idle === undefined ? defaultIdle : compileIdle(head.idle, ['idle'], false, top)
  const understanding = compileUnderstanding(head.understanding, facts, top)
  return { idle, menu: compileMenu(head.menu, top), resume: compileResume(head.resume, top), understanding }
}

function compileNodes(
  { nodes }: FlowReading,
  facts: FlowFacts,
  localisation: Localisation,
  before: ReadonlyMap<string, CompiledNode>,
): ReadonlyMap<string, CompiledNode> {
  const compiled = new Map<string, CompiledNode>()
  const questions = new Map<Question, unknown>()
  for (const [id, source] of nodes) {
    const known = before.get(id)
    const same = known !== undefined && known.source === source && isAnswered(known, facts, questions)
    compiled.set(id, same ? known : compileNode(id, source, facts, localisation))
  }
  return compiled
}

/** Whether everything that the node asked would be answered as it was. FC6 `answers`: those given already. */
function isAnswered({ asked }: CompiledNode, facts: FlowFacts, answers: Map<Question, unknown>): boolean {
  for (const [question, answer] of asked) {
    if (!answers.has(question)) answers.set(question, facts.answer(question))
    if (answers.get(question) !== answer) return false
  }
  return true
}

function compileNode(id: string, source: NodeSource, facts: FlowFacts, localisation: Localisation): CompiledNode {
  const build = new FlowBuild(facts, localisation, source)
  const exits = new Map(Object.entries('to' in source ? source.to : {}))
  const kind = kindOf(source.kind)
  const body = kind.compile(source, build.node(id, exits))
  checkOffer(id, source, facts.channels, build.report)
  checkSecrets(source, ['nodes', id], build.report)
  const ports = new Report()
  checkPorts(id, source, facts.around, ports)
  const { reads, writes, texts, asked } = build
  return {
    source,
    node: { id, exits, body },
    finds: build.report.finds,
    portFinds: ports.finds,
    texts,
    reads,
    writes,
    shows: shownBy(source),
    asked,
    known: remembered((port) => kind.known?.(body, port) ?? [...writes]),
  }
}

/** Asked at every recheck, and always answered the same. */
function remembered<Answer>(ask: (port: string) => Answer): (port: string) => Answer {
  const answers = new Map<string, Answer>()
  return (port) => {
    const known = answers.get(port)
    if (known !== undefined) return known
    const answer = ask(port)
    answers.set(port, answer)
    return answer
  }
}

interface WholeFinds {
  readonly before: readonly Find[]
  readonly after: readonly Find[]
  readonly graph: FlowGraph | null
}

/** Checks of the flow as a whole, those before and after the ones of its own settings. `settings`: what these read. */
function wholeFinds(
  read: FlowReading,
  { parts: { head } }: ReadFlow,
  facts: FlowFacts,
  nodes: Kept['nodes'],
  settings: readonly Read[],
  graph: FlowGraph | null,
): WholeFinds {
  const parts = [...nodes.values()]
  const ports: Find[] = []
  const shown = new Map<string, Content['kind']>()
  for (const { node, portFinds, shows } of parts) {
    if (portFinds.length > 0) ports.push(...portFinds)
    if (shows !== null) shown.set(node.id, shows)
  }
  const checked = checkGraph(read, facts.around, ports.length === 0, graph)
  const after = new Report()
  if (mayHoldSecret(head?.text ?? '')) checkSecrets({ ...read.head, nodes: {} } as unknown as Value, [], after)
  checkKinds(shown, facts.channels, after)
  checkEntities(facts, after)
  checkSilent(facts, after)
  checkRings(facts, after)
  if (read.whole) {
    checkCorrections(facts, parts, after)
    const settable = checkNeverSet(facts, parts, settings, after)
    if (checked.whole && checked.graph !== null) checkUnset(read.head, checked.graph, parts, settable, after)
  }
  return { before: [...ports, ...checked.report.finds], after: after.finds, graph: checked.graph }
}

/** Warns of variables that are read and that nothing sets; answers those that something sets and that begin unknown. */
function checkNeverSet(
  { name, head, around, variables }: FlowFacts,
  parts: readonly CompiledNode[],
  settings: readonly Read[],
  report: Report,
): readonly string[] {
  const written = new Set<string>()
  for (const part of parts) for (const variable of part.writes) written.add(variable)
  // What people mention may fill it at any question.
  for (const [variable, { slot }] of variables) if (slot !== null) written.add(variable)
  const filled = around.filled.get(name)
  const unknown = [...variables.keys()].filter((variable) => {
    const { default: initial, given } = head.variables?.[variable] ?? {}
    return initial === undefined && given !== true && filled?.has(variable) !== true
  })
  const never = new Set(unknown.filter((variable) => !written.has(variable)))
  const reads = never.size === 0 ? [] : [...parts.flatMap((part) => part.reads), ...settings]
  for (const { variable, path } of reads) {
    // Once per variable is enough.
    if (!never.delete(variable)) continue
    report.add(
      'never-set-variable',
      path,
      `Nothing in this flow sets "${variable}".`,
      'Ask for it, set it, give it a default, or declare it "given" where it is handed in at the start.',
    )
  }
  return unknown.filter((variable) => written.has(variable))
}

function checkSecrets(value: NodeSource | Value, path: readonly string[], report: Report): void {
  const given = value as Value
  if (!mayHoldSecret(JSON.stringify(given))) return
  for (const { path: at, what, at: inText } of secretsIn(given, path)) {
    const { reason, repair } = secretFind(what)
    report.add('secret-in-source', at, reason, repair, inText)
  }
}
