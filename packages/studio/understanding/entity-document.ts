/**
 * What the files say of entities: lists of items with other words for each, patterns, and words that come to a value whatever entity they
 * were found as (synonyms). Read and edited in all forms that files have, in the file in which they stand; what is not asked for stays.
 */
import { isMap } from 'yaml'
import {
  addItem,
  bodyOf,
  everyEntity,
  isNamed,
  itemHolders,
  itemsIn,
  linesOf,
  listedIn,
  patternHolders,
  removeListed,
  replaceItem,
  type ShownItem,
  setLines,
} from './entity-holders.ts'
import { entitiesIn } from './marks.ts'
import {
  editFile,
  editFiles,
  intentsIn,
  type NluFiles,
  nameOf,
  parseNlu,
  pathWith,
  sourcesIn,
  usualPath,
} from './nlu-yaml.ts'

export { everyEntity, type ShownItem } from './entity-holders.ts'

export interface ShownEntity {
  readonly name: string
  readonly items: readonly ShownItem[]
  readonly patterns: readonly string[]
  /** Examples in which it is marked. */
  readonly marked: number
  /** It is written down, not only marked. */
  readonly isDeclared: boolean
}

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

/** Where an item or an entity stands, or would be begun. */
function homeOf(files: NluFiles, entity: string, value: string | null): string {
  const holding =
    value === null
      ? undefined
      : pathWith(files, (document) => itemsIn(document, entity).some((item) => item.value === value))
  const declaring = pathWith(files, (document) => entity !== everyEntity && document.hasIn(['entities', entity]))
  const listing = pathWith(
    files,
    (document) => itemHolders(document, entity).length + patternHolders(document, entity).length > 0,
  )
  return holding ?? declaring ?? listing ?? usualPath(files)
}
