/**
 * A solution while people work on it: one shared document (Yjs) that holds its files.
 *
 * Owns what is where in the document. Flows are maps down to their members, so that two people who edit one node keep both
 * changes; every other file is a shared text; comments are a map. How a document reaches others is the concern of `provider.ts` in the browser and of the
 * server. The rules are in SPEC.md.
 */
import * as Y from 'yjs'
import { type FlowFile, flowNameOf, flowPath, printFlow } from './flow-file.ts'
import { isJson, isObject, type Json, type JsonObject, readJson, sharedOf, writeJson } from './json.ts'
import { textEdits } from './text-edits.ts'

/** Path inside the solution folder → text. */
export type SourceFiles = { readonly [path: string]: string }

/** The maps of a document. */
export const documentMaps = ['flows', 'files', 'comments'] as const

/** Maps of the document: flow name → flow, path → text, id → comment. */
export const flowsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('flows')
export const textsOf = (doc: Y.Doc): Y.Map<Y.Text> => doc.getMap('files')
export const commentsOf = (doc: Y.Doc): Y.Map<Y.Map<unknown>> => doc.getMap('comments')

/** All files as a solution folder would have them, sorted by path. */
export function filesOf(doc: Y.Doc): SourceFiles {
  const files: [path: string, text: string][] = []
  for (const [name, flow] of flowsOf(doc)) files.push([flowPath(name), printFlow(readJson(flow) as FlowFile)])
  for (const [path, text] of textsOf(doc)) files.push([path, text.toString()])
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Takes over one file, or removes it. A flow file that does not hold a flow is kept as a text, to be mended there. */
export function putFile(doc: Y.Doc, path: string, text: string | null): void {
  const flow = flowNameOf(path)
  if (text === null) {
    if (flow !== null) flowsOf(doc).delete(flow)
    textsOf(doc).delete(path)
    return
  }
  const parsed = flow === null ? null : parseFlow(text)
  if (flow !== null && parsed !== null) {
    if (textsOf(doc).has(path)) textsOf(doc).delete(path)
    const shared = flowsOf(doc).get(flow)
    if (shared === undefined) flowsOf(doc).set(flow, sharedOf(parsed))
    else writeJson(shared, readJson(shared), parsed)
    return
  }
  if (flow !== null && flowsOf(doc).has(flow)) flowsOf(doc).delete(flow)
  const shared = textsOf(doc).get(path)
  if (shared === undefined) textsOf(doc).set(path, new Y.Text(text))
  else replaceText(shared, text)
}

/** Makes these files all there are, and touches only what differs. */
export function putFiles(doc: Y.Doc, files: SourceFiles): void {
  doc.transact(() => {
    for (const path of Object.keys(filePathsOf(doc))) if (!Object.hasOwn(files, path)) putFile(doc, path, null)
    for (const [path, text] of Object.entries(files)) putFile(doc, path, text)
  })
}

/** The paths of all files, without their texts. */
export function filePathsOf(doc: Y.Doc): { readonly [path: string]: true } {
  const paths = [...[...flowsOf(doc).keys()].map(flowPath), ...textsOf(doc).keys()]
  return Object.fromEntries(paths.map((path) => [path, true]))
}

/** A new document with these files. */
export function documentFrom(files: SourceFiles): Y.Doc {
  const doc = new Y.Doc()
  putFiles(doc, files)
  return doc
}

/** The flow that a text holds; `null` where something of it would be lost. */
function parseFlow(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value) || !isObject(value.nodes) || !isJson(value)) return null
    const written = membersWritten(text)
    return written === countMembers(value) ? value : null
  } catch {
    return null
  }
}

/** How many members the text of valid JSON writes: more than its value has, where one of them is there twice. */
function membersWritten(text: string): number {
  let count = 0
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1
  return count
}

function countMembers(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner: Json) => sum + countMembers(inner), 0)
  if (!isObject(value)) return 0
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + countMembers(inner), 0)
}

/** Replaces what differs, and leaves the lines between: with them stays what others write there. */
export function replaceText(shared: Y.Text, to: string): void {
  const from = shared.toString()
  if (from === to) return
  // From the end, so that places before stay what they are.
  for (const { at, removed, added } of textEdits(from, to).toReversed()) {
    shared.delete(at, removed)
    shared.insert(at, added)
  }
}
