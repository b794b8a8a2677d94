/** What a repair is, and what it is worked out from. */
import type { Problem } from '@parley/flow'
import type { Language } from '../app/words.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json } from '../source/json.ts'
import { type JsonPath, pathIn, valueAt, withAt } from './json-edit.ts'

/** One way to mend a problem. */
export interface Repair {
  /** The same for the same problem and source. */
  readonly id: string
  readonly words: { readonly [language in Language]: string }
  /** The flow that it changes; it need not be there. */
  readonly flow: string
  readonly edit: (flow: FlowFile) => FlowFile
}

/** The flows as they are. */
export interface RepairSource {
  flow(name: string): FlowFile | undefined
}

/** A problem, with what stands where it is. */
export interface Found {
  readonly problem: Problem
  readonly source: RepairSource
  readonly name: string
  readonly flow: FlowFile
  /** `undefined`: it is in the flow's own settings. */
  readonly node: NodeFile | undefined
  readonly id: string | undefined
  /** From the top of the file. */
  readonly path: JsonPath
  readonly value: Json | undefined
  /** The name that was probably meant, as the compiler says. */
  readonly near: string | null
}

export type RepairsOf = (found: Found) => readonly Repair[]

/** `null`: it is in no flow that can be edited. */
export function findIn(problem: Problem, source: RepairSource): Found | null {
  const { flow: name, node: id, field = '', file = '' } = problem.place
  // A translation is mended where it stands.
  if (file.startsWith('texts/')) return null
  const flow = name === undefined ? undefined : source.flow(name)
  if (name === undefined || flow === undefined) return null
  const node = id === undefined ? undefined : flow.nodes[id]
  const inside = id === undefined ? pathIn(flow, field) : pathIn(node, field)
  const path = id === undefined ? inside : ['nodes', id, ...inside]
  const near = /Did you mean "([^"]+)"\?/.exec(problem.repair)?.[1] ?? null
  return { problem, source, name, flow, node, id, path, value: valueAt(flow, path), near }
}

/** What stands between quotes in the sentence that says what is wrong. */
export const quoted = ({ problem }: Found, index = 0): string | undefined =>
  [...problem.reason.matchAll(/"([^"]*)"/g)][index]?.[1]

/** A repair that puts something else where the problem is, or takes it out. */
export function put(
  found: Found,
  id: string,
  words: Repair['words'],
  value: Json | undefined,
  path = found.path,
): Repair {
  return change(found, id, words, (flow) => withAt(flow, path, value) as FlowFile)
}

export function change(found: Found, id: string, words: Repair['words'], edit: Repair['edit']): Repair {
  return { id, words, flow: found.name, edit }
}
