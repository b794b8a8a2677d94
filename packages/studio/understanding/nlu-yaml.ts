/**
 * Files of understanding as trees of YAML: where in them intents and examples stand, in both forms that they come in (`intents:` with names
 * below it, and `nlu:` with a list).
 *
 * Owns that comments and everything that is not asked for stay, and that what cannot be read, or would be changed in two places at once, is
 * left alone. What the page makes of it is the concern of `nlu-document.ts`.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  parseDocument,
  Scalar,
  type YAMLMap,
  YAMLSeq,
} from 'yaml'
import { asWritten } from './as-written.ts'

/** By path: `nlu/intents.yaml` */
export type NluFiles = { readonly [path: string]: string }

/** A place that says something of an intent: there may be several in one file. */
export interface IntentPart {
  readonly name: string
  readonly body: YAMLMap
  rename(to: string): void
  remove(): void
}

const usualNluPath = 'nlu/intents.yaml'

/** The first file in which something stands; undefined: it stands in none that can be read. */
export const pathWith = (files: NluFiles, isThere: (document: Document) => boolean): string | undefined =>
  Object.keys(files).find((path) => {
    const document = parseNlu(files[path] ?? '')
    return document !== null && isThere(document)
  })

/** Where something new goes: the usual file, unless there are others and not that one. */
export function usualPath(files: NluFiles): string {
  const isUsual = Object.hasOwn(files, usualNluPath) && parseNlu(files[usualNluPath] ?? '') !== null
  return isUsual ? usualNluPath : (pathWith(files, () => true) ?? usualNluPath)
}

/** `null`: it cannot be read, or not be edited without changing what stands elsewhere. */
export function parseNlu(text: string, lineCounter?: LineCounter): Document | null {
  try {
    const document = parseDocument(text, lineCounter === undefined ? {} : { lineCounter })
    if (document.errors.length > 0 || hasAlias(document)) return null
    return document.contents === null || isMap(document.contents) ? document : null
  } catch {
    return null
  }
}

export function editFile(files: NluFiles, path: string, edit: (document: Document) => void): NluFiles {
  const text = files[path] ?? ''
  const document = parseNlu(text)
  if (document === null) return files
  if (document.contents === null) document.contents = document.createNode({}) as never
  const unchanged = print(document)
  edit(document)
  const after = print(document)
  // How it is printed is no change.
  if (after === unchanged) return files
  return { ...files, [path]: text === unchanged ? after : inItsForm(text, unchanged, after) }
}

/** The edit in the text as it was written, where that says the same. */
function inItsForm(text: string, unchanged: string, after: string): string {
  const close = asWritten(text, unchanged, after)
  const document = parseNlu(close)
  return document !== null && print(document) === after ? close : after
}

export const editFiles = (files: NluFiles, edit: (document: Document) => void): NluFiles =>
  Object.keys(files).reduce((all, path) => editFile(all, path, edit), files)

export function intentsIn(document: Document): readonly IntentPart[] {
  const simple = document.get('intents')
  const named = isMap(simple) ? simple.items.flatMap((pair) => namedPart(simple, pair.key) ?? []) : []
  return [...named, ...listsOf(document).flatMap((list) => list.items.flatMap((item) => listedPart(list, item) ?? []))]
}

export const partsOf = (document: Document, intent: string): readonly IntentPart[] =>
  intentsIn(document).filter(({ name }) => name === intent)

/** Begins an intent in the form that the file has. */
export function beginIntent(document: Document, intent: string): YAMLMap {
  const [list] = listsOf(document)
  if (list !== undefined && !document.has('intents')) {
    const item = document.createNode({ intent, examples: [] }) as YAMLMap
    list.items.push(item)
    return item
  }
  if (!isMap(document.get('intents'))) document.set('intents', document.createNode({}))
  const body = document.createNode({ examples: [] }) as YAMLMap
  document.setIn(['intents', intent], body)
  return body
}

/** As they are written, with the line of each; 0 where lines are not counted. */
export function examplesIn(
  body: YAMLMap,
  lines: LineCounter | null = null,
): readonly { readonly source: string; readonly line: number }[] {
  const lineOf = (node: unknown): number =>
    lines?.linePos((node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0).line ?? 0
  const examples = body.get('examples', true)
  if (isSeq(examples))
    return examples.items.map((item) => {
      const said = isMap(item) ? item.get('text') : isScalar(item) ? item.value : ''
      return { source: String(said ?? '').trim(), line: lineOf(item) }
    })
  if (!isScalar(examples) || typeof examples.value !== 'string') return []
  const first = lineOf(examples)
  const step = lines !== null && examples.type === Scalar.BLOCK_LITERAL ? 1 : 0
  return examples.value.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    return [{ source: line.trim().replace(/^-\s*/, ''), line: first + step * (1 + at) }]
  })
}

export const sourcesIn = (body: YAMLMap): readonly string[] => examplesIn(body).map(({ source }) => source)

export function setExamples(document: Document, body: YAMLMap, sources: readonly string[]): void {
  const before = body.get('examples', true)
  const kept = isSeq(before) ? [...before.items] : null
  if (isScalar(before) && typeof before.value === 'string') {
    before.value = sources.map((source) => `- ${source}\n`).join('')
    before.type = Scalar.BLOCK_LITERAL
    return
  }
  const known = sourcesIn(body)
  const list = isSeq(before) ? before : new YAMLSeq()
  // What stays is the same item, with its comments and what other programs keep beside it.
  list.items = sources.map((source) => {
    const at = known.indexOf(source)
    return at >= 0 && kept?.[at] !== undefined ? kept[at] : document.createNode(source)
  })
  // What is begun has its examples one below the other; what was written in a row stays so.
  if (known.length === 0) {
    list.flow = false
    if (body.flow === true) body.flow = false
  }
  body.set('examples', list)
}

export const nameOf = (key: unknown): string => String(isScalar(key) ? key.value : key)

function renameKey(map: YAMLMap, from: string, to: string): void {
  for (const pair of map.items) if (nameOf(pair.key) === from) pair.key = new Scalar(to)
}

function namedPart(map: YAMLMap, key: unknown): IntentPart | null {
  const name = nameOf(key)
  const body = map.get(key)
  if (!isMap(body)) return null
  return {
    name,
    body,
    rename(to) {
      // A name with nothing below it says nothing.
      map.delete(to)
      renameKey(map, name, to)
    },
    remove: () => void map.delete(key),
  }
}

function listedPart(list: YAMLSeq, item: unknown): IntentPart | null {
  const name = isMap(item) ? item.get('intent') : undefined
  if (!isMap(item) || name === undefined) return null
  return {
    name: String(name).trim(),
    body: item,
    rename: (to) => item.set('intent', to),
    remove: () => void list.items.splice(list.items.indexOf(item), 1),
  }
}

/** What stands in two places at once is not edited in one of them. */
function hasAlias(document: Document): boolean {
  const found = { alias: false }
  const look = (node: unknown): void => {
    if (isAlias(node)) found.alias = true
    else if (isMap(node)) for (const { value } of node.items) look(value)
    else if (isSeq(node)) for (const item of node.items) look(item)
  }
  look(document.contents)
  return found.alias
}

const listsOf = (document: Document): readonly YAMLSeq[] =>
  [document.get('nlu'), document.get('faq')].filter((list): list is YAMLSeq => isSeq(list))

const print = (document: Document): string => document.toString({ lineWidth: 0, flowCollectionPadding: false })
