/**
 * What the files say of entities: lists of items with other words for each, patterns, and words that come to a value whatever entity they
 * were found as (synonyms). Read and edited in all forms that files have, in the file in which they stand; what is not asked for stays.
 */
import { type Document, isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { entitiesIn } from './marks.ts'
import { editFile, editFiles, intentsIn, type NluFiles, nameOf, parseNlu, sourcesIn } from './nlu-yaml.ts'

/** What may be meant, and other words for it. */
export interface ShownItem {
  readonly value: string
  readonly words: readonly string[]
}

export interface ShownEntity {
  readonly name: string
  readonly items: readonly ShownItem[]
  readonly patterns: readonly string[]
  /** Examples in which it is marked. */
  readonly marked: number
  /** It is written down, not only marked. */
  readonly isDeclared: boolean
}

/** Stands for all entities: their synonyms. */
export const everyEntity = ''
const usualPath = 'nlu/intents.yaml'

export function readEntities(files: NluFiles): {
  readonly entities: readonly ShownEntity[]
  readonly synonyms: readonly ShownItem[]
} {
  const documents = Object.values(files).flatMap((text) => parseNlu(text) ?? [])
  const marked = new Map<string, number>()
  const declared = new Set<string>()
  for (const document of documents) {
    for (const { body } of intentsIn(document))
      for (const source of sourcesIn(body))
        for (const name of new Set(entitiesIn(source))) marked.set(name, (marked.get(name) ?? 0) + 1)
    const written = document.get('entities')
    if (isMap(written)) for (const { key } of written.items) declared.add(nameOf(key))
    for (const item of listedIn(document))
      for (const kind of ['lookup', 'regex']) if (item.has(kind)) declared.add(String(item.get(kind)).trim())
  }
  const entities = [...new Set([...declared, ...marked.keys()])].sort().map((name) => ({
    name,
    items: merged(documents.flatMap((document) => itemsIn(document, name))),
    patterns: [...new Set(documents.flatMap((document) => patternHolders(document, name).flatMap(linesOf)))],
    marked: marked.get(name) ?? 0,
    isDeclared: declared.has(name),
  }))
  return { entities, synonyms: merged(documents.flatMap((document) => itemsIn(document, everyEntity))) }
}

/** `value`: which it is, `null`: a new one. `to`: what it becomes, `null`: it is taken out. An item that is there already gets the words too. */
export function changeItem(files: NluFiles, entity: string, value: string | null, to: ShownItem | null): NluFiles {
  const path = homeOf(files, entity, value)
  const known = to === null || to.value === value ? undefined : itemOf(files, entity, to.value)
  const wanted = to === null ? null : { value: to.value, words: [...new Set([...(known?.words ?? []), ...to.words])] }
  let isDone = false
  const left = editFiles(files, (document) => {
    for (const holder of itemHolders(document, entity)) {
      const isLast = wanted === null || isDone || known !== undefined
      if (value !== null) isDone = replaceItem(document, holder, value, isLast ? null : wanted) || isDone
    }
  })
  if (wanted === null || isDone) return left
  const without = known === undefined ? left : changeItem(left, entity, wanted.value, null)
  return editFile(without, path, (document) => addItem(document, entity, wanted))
}

export function setPatterns(files: NluFiles, entity: string, patterns: readonly string[]): NluFiles {
  const wanted = [...new Set(patterns.map((each) => each.trim()).filter((each) => each !== ''))]
  const known = new Set<string>()
  const left = editFiles(files, (document) => {
    for (const holder of patternHolders(document, entity)) {
      const kept = linesOf(holder).filter((line) => wanted.includes(line) && !known.has(line))
      for (const line of kept) known.add(line)
      setLines(document, holder, kept)
    }
  })
  const fresh = wanted.filter((line) => !known.has(line))
  if (fresh.length === 0) return left
  return editFile(left, homeOf(left, entity, null), (document) => {
    const holder = { map: bodyOf(document, entity), key: 'patterns' }
    setLines(document, holder, [...linesOf(holder), ...fresh])
  })
}

/** Begins an entity that is learned from marks until it has items or patterns. */
export const addEntity = (files: NluFiles, entity: string): NluFiles =>
  editFile(files, homeOf(files, entity, null), (document) => void bodyOf(document, entity))

/** With its items and patterns; marks in examples stay. */
export function removeEntity(files: NluFiles, entity: string): NluFiles {
  return editFiles(files, (document) => {
    const declared = document.get('entities')
    if (isMap(declared)) declared.delete(entity)
    if (isMap(declared) && declared.items.length === 0) document.delete('entities')
    for (const kind of ['lookup', 'regex'])
      for (const item of listedIn(document)) if (isNamed(item, kind, entity)) removeListed(document, item)
  })
}

/** A member of a map that holds lines or items. */
interface Holder {
  readonly map: YAMLMap
  readonly key: string
  /** The value that all lines are other words for. */
  readonly synonymOf?: string
}

const itemHolders = (document: Document, entity: string): readonly Holder[] =>
  entity === everyEntity
    ? listedIn(document).flatMap((map) =>
        map.has('synonym') ? [{ map, key: 'examples', synonymOf: String(map.get('synonym')).trim() }] : [],
      )
    : [...declaredHolders(document, entity, 'values'), ...listedHolders(document, 'lookup', entity)]

const patternHolders = (document: Document, entity: string): readonly Holder[] => [
  ...declaredHolders(document, entity, 'patterns'),
  ...listedHolders(document, 'regex', entity),
]

function declaredHolders(document: Document, entity: string, key: string): readonly Holder[] {
  const map = document.getIn(['entities', entity])
  return isMap(map) && map.has(key) ? [{ map, key }] : []
}

const listedHolders = (document: Document, kind: string, entity: string): readonly Holder[] =>
  listedIn(document).flatMap((map) => (isNamed(map, kind, entity) ? [{ map, key: 'examples' }] : []))

const isNamed = (item: YAMLMap, kind: string, name: string): boolean =>
  item.has(kind) && String(item.get(kind)).trim() === name

function listedIn(document: Document): readonly YAMLMap[] {
  const list = document.get('nlu')
  return isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : []
}

function removeListed(document: Document, item: YAMLMap): void {
  const list = document.get('nlu')
  if (isSeq(list)) list.items = list.items.filter((each) => each !== item)
}

function itemsIn(document: Document, entity: string): readonly ShownItem[] {
  return itemHolders(document, entity).flatMap((holder): readonly ShownItem[] => {
    if (holder.synonymOf !== undefined) return [{ value: holder.synonymOf, words: linesOf(holder) }]
    const node = holder.map.get(holder.key, true)
    if (!isMap(node)) return linesOf(holder).map((value) => ({ value, words: [] }))
    return node.items.map(({ key, value }) => ({ value: nameOf(key), words: linesIn(value) }))
  })
}

function merged(items: readonly ShownItem[]): readonly ShownItem[] {
  const words = new Map<string, Set<string>>()
  for (const item of items) words.set(item.value, (words.get(item.value) ?? new Set()).union(new Set(item.words)))
  return [...words].map(([value, known]) => ({ value, words: [...known].filter((word) => word !== '') }))
}

const itemOf = (files: NluFiles, entity: string, value: string): ShownItem | undefined => {
  const { entities, synonyms } = readEntities(files)
  const items = entity === everyEntity ? synonyms : entities.find(({ name }) => name === entity)?.items
  return items?.find((item) => item.value === value)
}

/** Whether the item was put there; with `null` it is only taken away. */
function replaceItem(document: Document, holder: Holder, value: string, to: ShownItem | null): boolean {
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

function addItem(document: Document, entity: string, { value, words }: ShownItem): void {
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

function bodyOf(document: Document, entity: string): YAMLMap {
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

/** Where an item or an entity stands, or would be begun. */
function homeOf(files: NluFiles, entity: string, value: string | null): string {
  const readable = Object.keys(files).filter((path) => parseNlu(files[path] ?? '') !== null)
  const find = (isHere: (document: Document) => boolean) =>
    readable.find((path) => {
      const document = parseNlu(files[path] ?? '')
      return document !== null && isHere(document)
    })
  const holding =
    value === null ? undefined : find((each) => itemsIn(each, entity).some((item) => item.value === value))
  const declaring = find((each) => entity !== everyEntity && each.hasIn(['entities', entity]))
  const listing = find((each) => itemHolders(each, entity).length + patternHolders(each, entity).length > 0)
  const usual = readable.includes(usualPath) || readable.length === 0 ? usualPath : readable[0]
  return holding ?? declaring ?? listing ?? usual ?? usualPath
}

const linesOf = ({ map, key }: Holder): readonly string[] => linesIn(map.get(key, true))

function linesIn(node: unknown): readonly string[] {
  if (isSeq(node))
    return node.items.map((item) =>
      String((isMap(item) ? item.get('text') : isScalar(item) ? item.value : '') ?? '').trim(),
    )
  if (!isScalar(node) || typeof node.value !== 'string') return []
  return node.value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().replace(/^-\s*/, '')]))
}

function setLines(document: Document, { map, key }: Holder, lines: readonly string[]): void {
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
