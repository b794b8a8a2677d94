/**
 * Turns flow files into a program, or says everything that is wrong with them.
 *
 * Owns the order of the checks and what they mean for each other. What a kind of node demands is the kind's concern
 * (`nodes/`), the shape of the whole graph `graph.ts`'s.
 *
 * FC1 every problem says where it is, why it is one and what to do
 * FC2 one mistake does not hide another: each node is read and checked on its own
 * FC3 a program comes out exactly when no problem is an error
 */

import { reservedActionPrefix } from './braze-facts.ts'
import { FlowBuild } from './flow-build.ts'
import { type FlowHead, flowFormat, flowHead } from './flow-file.ts'
import { checkGraph } from './graph.ts'
import { idForm } from './id.ts'
import { type JsonDocument, readJson } from './json-text.ts'
import { suggest } from './nearest.ts'
import { isNodeKind, kindOf, type NodeSource, nodeKinds } from './nodes/index.ts'
import type { Problem } from './problem.ts'
import { problemCodes } from './problem-code.ts'
import type { Flow, FlowNode, Program } from './program.ts'
import { Report } from './report.ts'
import { parseShape } from './shape.ts'
import type { SolutionSource } from './source.ts'

export interface Compiled {
  /** `null` when any problem is an error. */
  readonly program: Program | null
  readonly problems: readonly Problem[]
}

/** Compiles a solution's flows. Pure and total: whatever the source holds, the answer is a program or problems. */
export function compile(source: SolutionSource): Compiled {
  const problems: Problem[] = []
  const flows = new Map<string, Flow>()
  for (const [name, { file, text }] of Object.entries(source.flows)) {
    const compiled = compileFlow(name, file, text, source)
    problems.push(...compiled.problems)
    if (compiled.flow !== null) flows.set(name, compiled.flow)
  }
  problems.push(...reservedActions(source))
  if (!Object.hasOwn(source.flows, source.start)) {
    problems.push({
      code: 'missing-start',
      severity: 'error',
      place: {},
      reason: `The solution starts with the flow "${source.start}", which does not exist.`,
      repair: suggest(source.start, Object.keys(source.flows)),
    })
  }
  const failed = problems.some((problem) => problem.severity === 'error') // FC3
  return { program: failed ? null : { name: source.name, start: source.start, flows }, problems }
}

function reservedActions(source: SolutionSource): readonly Problem[] {
  return Object.keys(source.actions)
    .filter((name) => name.startsWith(reservedActionPrefix))
    .map((name) => ({
      code: 'reserved-action',
      severity: problemCodes['reserved-action'],
      place: {},
      reason: `The action "${name}" has a name that stands for a call of Braze.`,
      repair: `Give it a name that does not begin with "${reservedActionPrefix}".`,
    }))
}

interface CompiledFlow {
  readonly flow: Flow | null
  readonly problems: readonly Problem[]
}

function compileFlow(name: string, file: string, text: string, source: SolutionSource): CompiledFlow {
  const reading = readJson(text)
  if (reading.kind === 'broken') {
    const place = { file, flow: name, ...reading.position }
    const repair = 'Mend the JSON at this place; an editor with JSON support shows it too.'
    return { flow: null, problems: [{ code: 'broken-json', severity: 'error', place, reason: reading.reason, repair }] }
  }
  const report = new Report(file, name, reading.document)
  reportRepeated(reading.document, report)
  if (!idForm.test(name)) badId(report, [], 'flow', name)
  const head = readHead(reading.document, report)
  if (head === null) return { flow: null, problems: report.problems }
  const nodes = readNodes(head, report)
  const build = new FlowBuild(head, nodes, source.actions, report)
  const placed = new Map<string, FlowNode>()
  for (const [id, node] of nodes) placed.set(id, placeNode(id, node, build))
  const whole = nodes.size === Object.keys(head.nodes).length
  checkGraph(head.start, nodes, source.actions, report, whole)
  const idle = build.flowIdle()
  build.checkUses(whole)
  if (report.hasErrors) return { flow: null, problems: report.problems }
  const actionNodes = build.actionNodes()
  return {
    flow: { name, start: head.start, variables: build.variables, idle, nodes: placed, actionNodes },
    problems: report.problems,
  }
}

function reportRepeated(document: JsonDocument, report: Report): void {
  for (const path of document.repeated) {
    const member = String(path.at(-1))
    report.add(
      'repeated-member',
      path,
      `"${member}" is there twice in the same object.`,
      'Rename or remove one of the two.',
    )
  }
}

function readHead(document: JsonDocument, report: Report): FlowHead | null {
  const { value } = document
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
  if (typeof format === 'number' && format !== flowFormat) {
    report.add(
      'unknown-format',
      ['format'],
      `This is format ${format}; only format ${flowFormat} is known.`,
      `Write "format": ${flowFormat}, or use a newer Parley.`,
    )
    return null
  }
  return parseShape(flowHead, value, [], report)
}

function readNodes(head: FlowHead, report: Report): ReadonlyMap<string, NodeSource> {
  const nodes = new Map<string, NodeSource>()
  for (const [id, given] of Object.entries(head.nodes)) {
    const at = ['nodes', id]
    if (!idForm.test(id)) badId(report, at, 'node', id)
    const kind = typeof given === 'object' && given !== null && 'kind' in given ? given.kind : undefined
    if (typeof kind === 'string' && !isNodeKind(kind)) {
      report.add('unknown-kind', [...at, 'kind'], `There is no kind of node "${kind}".`, suggest(kind, nodeKinds))
      continue
    }
    if (!isNodeKind(kind)) {
      report.add(
        'wrong-shape',
        [...at, 'kind'],
        'A node is an object with a "kind".',
        `Use one of ${nodeKinds.join(', ')}.`,
      )
      continue
    }
    const node = parseShape(kindOf(kind).source, given, at, report) // FC2
    if (node !== null) nodes.set(id, node)
  }
  return nodes
}

function badId(report: Report, at: readonly string[], what: string, id: string): void {
  report.add(
    'bad-id',
    at,
    `The ${what} id "${id}" is not an id.`,
    'Use a lower-case letter, then up to 63 letters, digits and "_".',
  )
}

function placeNode(id: string, node: NodeSource, build: FlowBuild): FlowNode {
  const exits = new Map(Object.entries('to' in node ? node.to : {}))
  return { id, exits, body: kindOf(node.kind).compile(node, build.node(id, exits)) }
}
