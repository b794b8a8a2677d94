import { type FlowHead, flowFormat, flowHead } from './flow-file.ts'
import { idForm } from './id.ts'
import { type JsonDocument, readJson } from './json-text.ts'
import { suggest } from './nearest.ts'
import { isNodeKind, kindOf, type NodeSource, nodeKinds } from './nodes/index.ts'
import type { Problem } from './problem.ts'
import { type Find, Report } from './report.ts'
import { parseShape } from './shape.ts'
import type { FlowReading } from './surroundings.ts'
import type { Value, Values } from './value.ts'

/** A flow file, read as far as it can be. */
export interface ReadFlow {
  readonly file: string
  readonly text: string
  /** `null` when the text is not even JSON. */
  readonly document: JsonDocument | null
  readonly read: FlowReading | null
  /** What is wrong with its shape. */
  readonly finds: readonly Find[]
  /** Why the text is no JSON. */
  readonly broken: Problem | null
  readonly parts: Parts
}

/** What a reading is made of, kept so that the next one need not look at what is the same. */
interface Parts {
  /** Everything but the nodes. */
  readonly head: HeadPart | null
  readonly nodes: ReadonlyMap<string, NodePart>
}

interface HeadPart {
  readonly text: string
  readonly head: FlowHead | null
  readonly finds: readonly Find[]
}

interface NodePart {
  readonly text: string
  readonly source: NodeSource | null
  readonly finds: readonly Find[]
}

const nothing: Parts = { head: null, nodes: new Map() }

/** Reads a flow file's text: its shape and that of every node. `before`: an earlier reading of the same flow. */
export function readFlow(name: string, file: string, text: string, before: ReadFlow | null = null): ReadFlow {
  if (before !== null && before.text === text && before.file === file) return before
  const reading = readJson(text, before?.document)
  if (reading.kind === 'broken') {
    const place = { file, flow: name, ...reading.position }
    const repair = 'Mend the JSON at this place; an editor with JSON support shows it too.'
    const broken = { code: 'broken-json', severity: 'error', place, reason: reading.reason, repair } as const
    // The parts are kept for when the text is JSON again, which it rarely is while somebody types.
    return { file, text, document: null, read: null, finds: [], broken, parts: before?.parts ?? nothing }
  }
  return readDocument(name, file, reading.document, before?.parts ?? nothing)
}

function readDocument(name: string, file: string, document: JsonDocument, before: Parts): ReadFlow {
  const report = new Report()
  reportRepeated(document, report)
  if (!idForm.test(name)) badId(report, [], 'flow', name)
  const head = readHead(document, before.head)
  const given = head.head === null ? {} : nodesOf(document.value)
  const spans = document.span.inside?.get('nodes')?.inside
  const nodes = new Map<string, NodePart>()
  const sources = new Map<string, NodeSource>()
  for (const [id, node] of Object.entries(given)) {
    const { start = 0, end = 0 } = spans?.get(id) ?? {}
    const part = readNode(id, node, document.text.slice(start, end), before.nodes.get(id))
    nodes.set(id, part)
    if (part.source !== null) sources.set(id, part.source)
  }
  const finds = [...report.finds, ...head.finds, ...[...nodes.values()].flatMap((part) => part.finds)]
  const whole = sources.size === nodes.size
  const read = head.head === null ? null : { head: head.head, ids: [...nodes.keys()], nodes: sources, whole }
  const parts = { head, nodes: read === null ? before.nodes : nodes }
  return { file, text: document.text, document, read, finds, broken: null, parts }
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

function isObject(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nodesOf(value: Value): Values {
  const nodes = isObject(value) ? (value.nodes ?? null) : null
  return isObject(nodes) ? nodes : {}
}

function readHead({ text, value, span }: JsonDocument, before: HeadPart | null): HeadPart {
  const nodes = span.inside?.get('nodes')
  const around = nodes === undefined ? text : text.slice(0, nodes.start) + text[nodes.start] + text.slice(nodes.end)
  if (before?.text === around) return { ...before, text: around }
  const report = new Report()
  const format = isObject(value) ? value.format : undefined
  if (typeof format === 'number' && format !== flowFormat) {
    report.add(
      'unknown-format',
      ['format'],
      `This is format ${format}; only format ${flowFormat} is known.`,
      `Write "format": ${flowFormat}, or use a newer Parley.`,
    )
    return { text: around, head: null, finds: report.finds }
  }
  // The nodes are read one by one.
  const given = isObject(value) && isObject(value.nodes ?? null) ? { ...value, nodes: {} } : value
  const head = parseShape(flowHead, given, [], report)
  return { text: around, head, finds: report.finds }
}

function readNode(id: string, given: Value, text: string, before: NodePart | undefined): NodePart {
  if (before?.text === text) return { ...before, text }
  const report = new Report()
  const at = ['nodes', id]
  if (!idForm.test(id)) badId(report, at, 'node', id)
  const source = readKind(given, at, report)
  return { text, source, finds: report.finds }
}

function readKind(given: Value, at: readonly string[], report: Report): NodeSource | null {
  const kind = isObject(given) ? given.kind : undefined
  if (isNodeKind(kind)) return parseShape(kindOf(kind).source, given, at, report) // FC2
  if (typeof kind === 'string')
    report.add('unknown-kind', [...at, 'kind'], `There is no kind of node "${kind}".`, suggest(kind, nodeKinds))
  else
    report.add(
      'wrong-shape',
      [...at, 'kind'],
      'A node is an object with a "kind".',
      `Use one of ${nodeKinds.join(', ')}.`,
    )
  return null
}

function badId(report: Report, at: readonly string[], what: string, id: string): void {
  report.add(
    'bad-id',
    at,
    `The ${what} id "${id}" is not an id.`,
    'Use a lower-case letter, then up to 63 letters, digits and "_".',
  )
}
