/** Texts files after something that they name has another name. Comments, order and form stay. */
import { flowItself } from '@parley/flow/texts-file'
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
  rename(pair, to)
  return document.toString({ lineWidth: 0 })
}

/** Where a text stands inside its node from now on, by where it stood; `null`: it is taken out. */
export type MoveText = (path: string) => string | null

/** Texts of a node, or of the flow itself (`null`), in other places. */
export function moveTextsIn(file: string, flow: string, node: string | null, move: MoveText): string {
  const document = parseDocument(file, { uniqueKeys: false })
  if (document.errors.length > 0) return file
  const nodes = inside(document.contents, flow)?.value
  const texts = inside(nodes, node ?? flowItself)?.value
  if (!isMap(texts) || !isMoved(texts, move)) return file
  return document.toString({ lineWidth: 0 })
}

function isMoved(texts: YAMLMap, move: MoveText): boolean {
  const apart: Pair[] = []
  let moved = false
  const visit = (map: YAMLMap, before: string): void => {
    map.items = map.items.filter((pair) => {
      const path = `${before}${nameOf(pair) ?? ''}`
      const to = move(path)
      if (to === path) {
        if (!isMap(pair.value) || pair.value.items.length === 0) return true
        visit(pair.value, `${path}.`)
        return pair.value.items.length > 0
      }
      moved = true
      if (to === null) return false
      const isHere = to.startsWith(before)
      rename(pair, isHere ? to.slice(before.length) : to)
      if (!isHere) apart.push(pair)
      return isHere
    })
  }
  visit(texts, '')
  texts.items.push(...apart)
  return moved
}

function rename(pair: Pair, to: string): void {
  if (isScalar(pair.key)) pair.key.value = to
  else pair.key = to
}

/** The texts of a flow with a name replaced in their Liquid. */
export const renameNameIn = (file: string, flow: string, from: Name, to: Name): string =>
  changeTextsIn(file, flow, (text) => renameInText(text, from, to))

/** The texts of a flow, each changed. */
export function changeTextsIn(file: string, flow: string, change: (text: string) => string): string {
  const document = parseDocument(file, { uniqueKeys: false })
  if (document.errors.length > 0) return file
  let changed = false
  const visit = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'string') {
      const renamed = change(node.value)
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
  const before = `${flow}.${from}.`
  return changeRecord(text, (id) => (id.startsWith(before) ? `${flow}.${to}.${id.slice(before.length)}` : id))
}

/** The same after texts of a node, or of the flow itself (`null`), stand elsewhere. */
export function moveInRecord(text: string, flow: string, node: string | null, move: MoveText): string {
  const before = `${flow}.${node ?? flowItself}.`
  return changeRecord(text, (id) => {
    const to = id.startsWith(before) ? move(id.slice(before.length)) : null
    return id.startsWith(before) ? (to === null ? null : before + to) : id
  })
}

function changeRecord(text: string, change: (id: string) => string | null): string {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return text
  }
  if (typeof record !== 'object' || record === null) return text
  const renamed = Object.fromEntries(
    Object.entries(record as { readonly [language: string]: unknown }).map(([language, rows]) => {
      if (typeof rows !== 'object' || rows === null) return [language, rows]
      const moved = Object.entries(rows).flatMap(([id, prints]) => {
        const to = change(id)
        return to === null ? [] : [[to, prints]]
      })
      return [language, Object.fromEntries(moved)]
    }),
  )
  return `${JSON.stringify(renamed, null, 2)}\n`
}
