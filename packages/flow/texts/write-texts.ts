/**
 * Puts translations into `texts/<language>.yaml`: what is there keeps its place, its comments and its form; what is new comes
 * where its flow has it.
 */
import { Document, isMap, isScalar, type Pair, parseDocument, Scalar, YAMLMap } from 'yaml'
import { flowItself, readTextsFile, wordsKey } from './texts-file.ts'

/** Where a text stands in `texts/<language>.yaml`; `null` for the flow: what the platform itself says. */
export interface TextPlace {
  readonly flow: string | null
  /** `null`: of the flow itself. */
  readonly node: string | null
  /** As texts files name it inside the node. */
  readonly key: string
}

export interface Written extends TextPlace {
  /** `null` takes it away, so that it counts as not translated. */
  readonly translation: string | null
}

/** `main.first_name.text`: the same for people, programs and problems. */
export function idOf({ flow, node, key }: TextPlace): string {
  return flow === null ? `${wordsKey}.${key}` : `${flow}.${node ?? flowItself}.${key}`
}

/**
 * The file's new text. `order`: all texts of the solution, in the order of its flows. Throws when the file does not say
 * afterwards what it should: then nothing may be written.
 */
export function writeTexts(text: string, changes: readonly Written[], order: readonly TextPlace[]): string {
  const document = text.trim() === '' ? new Document(new YAMLMap()) : parseDocument(text, { uniqueKeys: false })
  if (!isMap(document.contents)) document.contents = new YAMLMap()
  const places = new Map(order.map((address, index) => [idOf(address), index]))
  const placeOf = (address: TextPlace): number => places.get(idOf(address)) ?? Number.MAX_SAFE_INTEGER
  const firsts = firstPlaces(order)
  for (const change of changes.toSorted((a, b) => placeOf(a) - placeOf(b)))
    put(document.contents as YAMLMap, change, firsts)
  const written = document.toString({ lineWidth: 0 })
  verify(written, changes)
  return written
}

/** Where each flow, node and text first comes, so that new ones can be put between those that are there. */
function firstPlaces(order: readonly TextPlace[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const note = (name: string): void => {
    if (!places.has(name)) places.set(name, places.size)
  }
  for (const address of order) {
    note(address.flow ?? wordsKey)
    note(`${address.flow ?? wordsKey}.${address.node ?? flowItself}`)
    note(idOf(address))
  }
  return places
}

function put(top: YAMLMap, written: Written, places: ReadonlyMap<string, number>): void {
  const { flow, node, key, translation } = written
  if (translation === null) {
    takeAway(top, flow === null ? [wordsKey] : [flow, node ?? flowItself], key)
    return
  }
  if (flow === null) {
    const words = inside(top, wordsKey, '', places)
    replace(words, key, translation, `${wordsKey}.`, places)
    return
  }
  const flowMap = inside(top, flow, '', places)
  const nodeMap = inside(flowMap, node ?? flowItself, `${flow}.`, places)
  replace(nodeMap, key, translation, `${flow}.${node ?? flowItself}.`, places)
}

/** Takes a text away, and the mappings that hold nothing else. */
function takeAway(map: YAMLMap, path: readonly string[], key: string): void {
  const [name, ...rest] = path
  if (name === undefined) {
    for (const each of [key, `${key}.label`]) removeAt(map, each)
    return
  }
  const pair = pairOf(map, name)
  if (pair === undefined || !isMap(pair.value)) return
  takeAway(pair.value as YAMLMap, rest, key)
  if (pair.value.items.length === 0) map.items.splice(map.items.indexOf(pair), 1)
}

/** Removes the pair that a path leads to, however it is divided into names. */
function removeAt(map: YAMLMap, path: string): void {
  for (const pair of map.items) {
    const name = nameOf(pair)
    if (name === path) {
      map.items.splice(map.items.indexOf(pair), 1)
      return
    }
    if (name === null || !path.startsWith(`${name}.`) || !isMap(pair.value)) continue
    removeAt(pair.value as YAMLMap, path.slice(name.length + 1))
    if (pair.value.items.length > 0) continue
    map.items.splice(map.items.indexOf(pair), 1)
    return
  }
}

/** The mapping under `name`, made where there is none. */
function inside(map: YAMLMap, name: string, before: string, places: ReadonlyMap<string, number>): YAMLMap {
  const pair = pairOf(map, name)
  if (pair !== undefined && isMap(pair.value)) return pair.value as YAMLMap
  const made = new YAMLMap()
  if (pair === undefined) insert(map, name, made, before, places)
  else pair.value = made
  return made
}

function replace(map: YAMLMap, key: string, text: string, before: string, places: ReadonlyMap<string, number>): void {
  const found = find(map, key) ?? find(map, `${key}.label`)
  if (found === undefined) insert(map, key, new Scalar(text), before, places)
  else if (!isScalar(found.value)) found.value = new Scalar(text)
  else if (found.value.value !== text) {
    found.value.value = text
    // What suited the old text may not suit the new one.
    if (text.includes('\n') || found.value.type?.startsWith('BLOCK')) delete found.value.type
  }
}

/** The pair that a path leads to, however it is divided into names. */
function find(map: YAMLMap, path: string): Pair | undefined {
  for (const pair of map.items) {
    const name = nameOf(pair)
    if (name === path) return pair
    if (name !== null && path.startsWith(`${name}.`) && isMap(pair.value)) {
      const found = find(pair.value as YAMLMap, path.slice(name.length + 1))
      if (found !== undefined) return found
    }
  }
  return undefined
}

function insert(map: YAMLMap, name: string, value: unknown, before: string, places: ReadonlyMap<string, number>): void {
  // Where a part of the path is a mapping already, the rest goes there.
  const part = map.items.find((pair) => isMap(pair.value) && name.startsWith(`${nameOf(pair)}.`))
  if (part !== undefined) {
    const inner = `${nameOf(part)}.`
    insert(part.value as YAMLMap, name.slice(inner.length), value, `${before}${inner}`, places)
    return
  }
  const pair = new Document().createPair(name, value) as Pair
  map.items.splice(indexFor(map, `${before}${name}`, before, places), 0, pair)
}

/** After the last of those that come before it, else before the first that comes after it, else at the end. */
function indexFor(map: YAMLMap, name: string, before: string, places: ReadonlyMap<string, number>): number {
  const place = places.get(name) ?? Number.MAX_SAFE_INTEGER
  const others = map.items.map((pair) => places.get(`${before}${nameOf(pair)}`) ?? -1)
  const last = others.findLastIndex((other) => other !== -1 && other < place)
  if (last !== -1) return last + 1
  const next = others.findIndex((other) => other > place)
  // A comment at the top belongs to what is there first.
  const commented = map.commentBefore || (isScalar(map.items[0]?.key) && map.items[0].key.commentBefore)
  return next === -1 || (next === 0 && commented) ? map.items.length : next
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find((pair) => nameOf(pair) === name)
}

function nameOf({ key }: Pair): string | null {
  if (!isScalar(key)) return typeof key === 'string' ? key : null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

function verify(written: string, changes: readonly Written[]): void {
  const read = readTextsFile('und', 'texts', written)
  for (const { flow, node, key, translation } of changes) {
    const texts = flow === null ? read.words : read.flows.get(flow)?.nodes.get(node ?? flowItself)?.texts
    const found = texts?.get(key) ?? texts?.get(`${key}.label`)
    if ((found?.text ?? null) !== translation)
      throw new Error(`"${idOf({ flow, node, key })}" would not read as it was written`)
  }
}
