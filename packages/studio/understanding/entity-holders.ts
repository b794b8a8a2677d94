/**
 * Where in a tree of YAML items and patterns of entities stand, in all forms that files have (`entities:`, `lookup`, `regex`, `synonym`): read
 * and changed in the one in which they stand; what is not asked for stays. Which file that is, is the concern of `entity-document.ts`.
 */
import { type Document, isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { nameOf } from './nlu-yaml.ts'

/** What may be meant, and other words for it. */
export interface ShownItem {
  readonly value: string
  readonly words: readonly string[]
}

/** Stands for all entities: their synonyms. */
export const everyEntity = ''

/** A member of a map that holds lines or items. */
interface Holder {
  readonly map: YAMLMap
  readonly key: string
  /** The value that all lines are other words for. */
  readonly synonymOf?: string
}

export const itemHolders = (document: Document, entity: string): readonly Holder[] =>
  entity === everyEntity
    ? listedIn(document).flatMap((map) =>
        map.has('synonym') ? [{ map, key: 'examples', synonymOf: String(map.get('synonym')).trim() }] : [],
      )
    : [...declaredHolders(document, entity, 'values'), ...listedHolders(document, 'lookup', entity)]

export const patternHolders = (document: Document, entity: string): readonly Holder[] => [
  ...declaredHolders(document, entity, 'patterns'),
  ...listedHolders(document, 'regex', entity),
]

function declaredHolders(document: Document, entity: string, key: string): readonly Holder[] {
  const map = document.getIn(['entities', entity])
  return isMap(map) && map.has(key) ? [{ map, key }] : []
}

const listedHolders = (document: Document, kind: string, entity: string): readonly Holder[] =>
  listedIn(document).flatMap((map) => (isNamed(map, kind, entity) ? [{ map, key: 'examples' }] : []))

export const isNamed = (item: YAMLMap, kind: string, name: string): boolean =>
  item.has(kind) && String(item.get(kind)).trim() === name

export function listedIn(document: Document): readonly YAMLMap[] {
  const list = document.get('nlu')
  return isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : []
}

export function removeListed(document: Document, item: YAMLMap): void {
  const list = document.get('nlu')
  if (isSeq(list)) list.items = list.items.filter((each) => each !== item)
}

export function itemsIn(document: Document, entity: string): readonly ShownItem[] {
  return itemHolders(document, entity).flatMap((holder): readonly ShownItem[] => {
    if (holder.synonymOf !== undefined) return [{ value: holder.synonymOf, words: linesOf(holder) }]
    const node = holder.map.get(holder.key, true)
    if (!isMap(node)) return linesOf(holder).map((value) => ({ value, words: [] }))
    return node.items.map(({ key, value }) => ({ value: nameOf(key), words: linesIn(value) }))
  })
}

/** Whether the item was put there; with `null` it is only taken away. */
export function replaceItem(document: Document, holder: Holder, value: string, to: ShownItem | null): boolean {
  const { map, key, synonymOf } = holder
  if (synonymOf !== undefined) {
    if (synonymOf !== value) return false
    if (to === null) removeListed(document, map)
    else {
      map.set('synonym', to.value)
      setLines(document, holder, to.words)
    }
    return to !== null
  }
  const node = map.get(key, true)
  if (isMap(node)) {
    const pair = node.items.find((each) => nameOf(each.key) === value)
    if (pair === undefined) return false
    if (to === null) node.items.splice(node.items.indexOf(pair), 1)
    else {
      if (to.value !== value) pair.key = new Scalar(to.value)
      pair.value = document.createNode([...to.words], { flow: true })
    }
    return to !== null
  }
  const lines = linesOf(holder)
  if (!lines.includes(value)) return false
  // A list has no place for other words.
  const isPut = to !== null && to.words.length === 0
  setLines(
    document,
    holder,
    lines.flatMap((line) => (line !== value ? [line] : isPut ? [to.value] : [])),
  )
  return isPut
}

export function addItem(document: Document, entity: string, { value, words }: ShownItem): void {
  if (entity === everyEntity) {
    if (!isSeq(document.get('nlu'))) document.set('nlu', new YAMLSeq())
    const list = document.get('nlu') as YAMLSeq
    list.flow = false
    list.items.push(document.createNode({ synonym: value, examples: [...words] }))
    return
  }
  const body = bodyOf(document, entity)
  const before = body.get('values', true)
  const values = isMap(before) ? before : new YAMLMap()
  if (!isMap(before)) {
    for (const line of linesIn(before)) values.set(line, document.createNode([], { flow: true }))
    body.set('values', values)
  }
  values.flow = false
  values.set(value, document.createNode([...words], { flow: true }))
}

export function bodyOf(document: Document, entity: string): YAMLMap {
  if (!isMap(document.get('entities'))) document.set('entities', document.createNode({}))
  const declared = document.get('entities') as YAMLMap
  declared.flow = false
  const known = declared.get(entity)
  if (isMap(known)) {
    known.flow = false
    return known
  }
  const made = document.createNode({}) as YAMLMap
  declared.set(entity, made)
  return made
}

export const linesOf = ({ map, key }: Holder): readonly string[] => linesIn(map.get(key, true))

function linesIn(node: unknown): readonly string[] {
  if (isSeq(node))
    return node.items.map((item) =>
      String((isMap(item) ? item.get('text') : isScalar(item) ? item.value : '') ?? '').trim(),
    )
  if (!isScalar(node) || typeof node.value !== 'string') return []
  return node.value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().replace(/^-\s*/, '')]))
}

export function setLines(document: Document, { map, key }: Holder, lines: readonly string[]): void {
  const before = map.get(key, true)
  if (isScalar(before) && typeof before.value === 'string' && lines.length > 0) {
    before.value = lines.map((line) => `- ${line}\n`).join('')
    before.type = Scalar.BLOCK_LITERAL
    return
  }
  if (lines.length === 0 && key !== 'examples') {
    map.delete(key)
    return
  }
  const known = linesIn(before)
  const list = isSeq(before) ? before : new YAMLSeq()
  const kept = [...list.items]
  // What stays is the same node, with its comments.
  list.items = lines.map(
    (line) => (known.includes(line) ? kept[known.indexOf(line)] : undefined) ?? document.createNode(line),
  )
  map.set(key, list)
}
