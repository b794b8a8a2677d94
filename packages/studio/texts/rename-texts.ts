/** Texts files after something that they name has another name. Comments, order and form stay. */
import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml'
import { type Name, renameInText } from '../inspector/names.ts'

function nameOf({ key }: Pair): string | null {
  if (!isScalar(key)) return typeof key === 'string' ? key : null
  return String(key.value)
}

const inside = (map: unknown, name: string): Pair | undefined =>
  isMap(map) ? (map as YAMLMap).items.find((pair) => nameOf(pair) === name) : undefined

/** The texts of a node under its new id. A file that is no YAML stays as it is. */
export function renameNodeIn(file: string, flow: string, from: string, to: string): string {
  const document = parseDocument(file, { uniqueKeys: false })
  if (document.errors.length > 0) return file
  const nodes = inside(document.contents, flow)?.value
  const pair = inside(nodes, from)
  if (pair === undefined || inside(nodes, to) !== undefined) return file
  if (isScalar(pair.key)) pair.key.value = to
  else pair.key = to
  return document.toString({ lineWidth: 0 })
}

/** The texts of a flow with a name replaced in their Liquid. */
export function renameNameIn(file: string, flow: string, from: Name, to: Name): string {
  const document = parseDocument(file, { uniqueKeys: false })
  if (document.errors.length > 0) return file
  let changed = false
  const visit = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'string') {
      const renamed = renameInText(node.value, from, to)
      if (renamed === node.value) return
      node.value = renamed
      changed = true
    } else if (isMap(node)) for (const pair of node.items) visit(pair.value)
    else if (isSeq(node)) for (const item of node.items) visit(item)
  }
  visit(inside(document.contents, flow)?.value)
  return changed ? document.toString({ lineWidth: 0 }) : file
}

/** `texts/translated.json`, which remembers what was translated by flow, node and text, after a node has another id. */
export function renameInRecord(text: string, flow: string, from: string, to: string): string {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return text
  }
  if (typeof record !== 'object' || record === null) return text
  const before = `${flow}.${from}.`
  const renamed = Object.fromEntries(
    Object.entries(record as { readonly [language: string]: unknown }).map(([language, rows]) => {
      if (typeof rows !== 'object' || rows === null) return [language, rows]
      const moved = Object.entries(rows).map(([id, prints]) => [
        id.startsWith(before) ? `${flow}.${to}.${id.slice(before.length)}` : id,
        prints,
      ])
      return [language, Object.fromEntries(moved)]
    }),
  )
  return `${JSON.stringify(renamed, null, 2)}\n`
}
