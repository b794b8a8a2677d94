/**
 * The files of understanding as the page shows and edits them.
 *
 * Reads both forms that they come in (`intents:` with names below it, and `nlu:` with a list) and edits the text itself, so that comments
 * and everything that the page does not show stay. What is wrong with a file is told among the problems; here it is only said that it
 * cannot be edited.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, YAMLSeq } from 'yaml'

const usualNluPath = 'nlu/intents.yaml'
export const isNluPath = (path: string): boolean => /^nlu\/[^/]+\.ya?ml$/.test(path)
export const intentForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
/** A port of its own: what is none of the intents. */
export const reservedIntent = 'else'
export const longestExample = 500

export type NluFiles = { readonly [path: string]: string }

/** An example as it is written, with its marks. */
export interface ShownExample {
  readonly path: string
  /** Among those of the intent in this file. */
  readonly at: number
  readonly source: string
}

export interface ShownIntent {
  readonly name: string
  readonly examples: readonly ShownExample[]
  /** By language; `''`: the file's own, or the solution's. */
  readonly labels: { readonly [language: string]: string }
  readonly answers: { readonly [language: string]: string }
}

export interface ShownNlu {
  readonly intents: readonly ShownIntent[]
  /** Names of entities that are declared or marked somewhere. */
  readonly entities: readonly string[]
  /** `null`: training finds it. */
  readonly threshold: number | null
  /** Files that cannot be read, and so not edited here. */
  readonly broken: readonly string[]
}

export function readNluFiles(files: NluFiles): ShownNlu {
  const intents = new Map<string, { examples: ShownExample[]; labels: Texts; answers: Texts }>()
  const entities = new Set<string>()
  const broken: string[] = []
  let threshold: number | null = null
  for (const [path, text] of Object.entries(files)) {
    const document = parse(text)
    if (document === null) {
      broken.push(path)
      continue
    }
    for (const { name, body } of intentsIn(document)) {
      const known = intents.get(name) ?? { examples: [], labels: {}, answers: {} }
      intents.set(name, known)
      for (const [at, source] of examplesIn(body).entries()) {
        known.examples.push({ path, at, source })
        for (const entity of entitiesIn(source)) entities.add(entity)
      }
      Object.assign(known.labels, textsIn(body.get('label', true)))
      Object.assign(known.answers, textsIn(body.get('answer', true)))
    }
    const labels = document.get('labels')
    if (isMap(labels))
      for (const { key, value } of labels.items) Object.assign(intents.get(keyOf(key))?.labels ?? {}, textsIn(value))
    const declared = document.get('entities')
    if (isMap(declared)) for (const { key } of declared.items) entities.add(keyOf(key))
    const found = document.getIn(['out_of_scope', 'threshold'])
    if (typeof found === 'number') threshold = found
  }
  return {
    intents: [...intents].map(([name, rest]) => ({ name, ...rest })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    entities: [...entities].sort(),
    threshold,
    broken,
  }
}

type Texts = { [language: string]: string }

/** Adds examples to an intent where it is, or begins it in the usual file. Those that are there already are not added again. */
export function addExamples(files: NluFiles, intent: string, sources: readonly string[]): NluFiles {
  const known = new Set(
    readNluFiles(files)
      .intents.find(({ name }) => name === intent)
      ?.examples.map((each) => each.source),
  )
  const fresh = [...new Set(sources.map((each) => each.trim()))].filter((each) => each !== '' && !known.has(each))
  const path = pathOf(files, intent) ?? usualPath(files)
  return edited(files, path, (document) => {
    const body = bodyOf(document, intent) ?? begun(document, intent)
    setExamples(document, body, [...examplesIn(body), ...fresh])
  })
}

/** `null`: it is taken out. An example that has become another one meanwhile is left alone. */
export function changeExample(files: NluFiles, intent: string, example: ShownExample, source: string | null): NluFiles {
  return edited(files, example.path, (document) => {
    const body = bodyOf(document, intent)
    if (body === undefined) return
    const before = examplesIn(body)
    if (before[example.at] !== example.source) return
    const after = before.flatMap((each, at) => (at !== example.at ? [each] : source === null ? [] : [source.trim()]))
    setExamples(document, body, after)
  })
}

export function moveExample(files: NluFiles, from: string, example: ShownExample, to: string): NluFiles {
  return addExamples(changeExample(files, from, example, null), to, [example.source])
}

/** In all files. Of an intent that there is already it becomes part. */
export function renameIntent(files: NluFiles, from: string, to: string): NluFiles {
  return Object.keys(files).reduce<NluFiles>(
    (all, path) =>
      edited(all, path, (document) => {
        const map = document.get('intents')
        const into = isMap(map) ? map.get(to) : undefined
        if (isMap(map) && isMap(into) && isMap(map.get(from))) {
          setExamples(document, into, [...new Set([...examplesIn(into), ...examplesIn(map.get(from) as YAMLMap)])])
          map.delete(from)
        } else if (isMap(map)) renameKey(map, from, to)
        for (const list of listsOf(document))
          for (const item of list.items) if (isMap(item) && item.get('intent') === from) item.set('intent', to)
        const labels = document.get('labels')
        if (isMap(labels)) renameKey(labels, from, to)
      }),
    files,
  )
}

export function removeIntent(files: NluFiles, intent: string): NluFiles {
  return Object.keys(files).reduce<NluFiles>(
    (all, path) =>
      edited(all, path, (document) => {
        for (const map of [document.get('intents'), document.get('labels')]) if (isMap(map)) map.delete(intent)
        for (const list of listsOf(document))
          list.items = list.items.filter((item) => !(isMap(item) && item.get('intent') === intent))
      }),
    files,
  )
}

/** What people read of an intent; an empty text is taken out. `own`: the solution's language, of texts that do not say theirs. */
export function setIntentText(
  files: NluFiles,
  intent: string,
  what: 'label' | 'answer',
  told: { readonly language: string; readonly text: string; readonly own: string },
): NluFiles {
  const path = pathOf(files, intent)
  if (path === null) return files
  return edited(files, path, (document) => {
    const body = bodyOf(document, intent)
    if (body === undefined) return
    const own = String(document.get('language') ?? told.own)
    const { '': plain, ...named } = textsIn(body.get(what, true))
    const texts: Texts = plain === undefined ? named : { [own]: plain, ...named }
    if (told.text.trim() === '') delete texts[told.language]
    else texts[told.language] = told.text.trim()
    const [only, ...others] = Object.entries(texts)
    if (only === undefined) body.delete(what)
    else if (others.length === 0 && only[0] === own) body.set(what, only[1])
    else body.set(what, document.createNode(texts))
  })
}

/** `null`: training finds it. */
export function setThreshold(files: NluFiles, threshold: number | null): NluFiles {
  const holder = Object.keys(files).find((path) => parse(files[path] ?? '')?.hasIn(['out_of_scope', 'threshold']))
  if (holder === undefined && threshold === null) return files
  return edited(files, holder ?? usualPath(files), (document) => {
    if (threshold !== null) document.setIn(['out_of_scope', 'threshold'], threshold)
    else document.delete('out_of_scope')
  })
}

/** Marks part of an example, from `start` to before `end`: `[Seoul](city)`. `null`: there it cannot be marked. */
export function markEntity(source: string, start: number, end: number, entity: string): string | null {
  const words = source.slice(start, end)
  const inner = words.trim()
  if (inner === '' || /[[\](){}]/.test(inner)) return null
  // A mark within a mark is none.
  for (const { index, 0: whole } of source.matchAll(mark)) if (start < index + whole.length && end > index) return null
  const from = start + words.indexOf(inner)
  return `${source.slice(0, from)}[${inner}](${entity})${source.slice(from + inner.length)}`
}

/** An example without the signs of its marks. */
export const plainExample = (source: string): string =>
  source.replace(mark, (_, words: string) => words).replaceAll(/\\([[\]])/g, '$1')

/** Words of somebody as an example: what looks like a mark in them is none. */
export const exampleOf = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestExample)
    .replace(/\[(?=[^\]]*\][({])|\](?=[({])/g, '\\$&')

const mark = /(?<!\\)\[([^[\]]{1,500})\](\([^()]{1,200}\)|\{[^{}]{1,500}\})/g
const entitiesIn = (source: string): readonly string[] =>
  [...source.matchAll(mark)].flatMap(([, , told = '']) => entityOf(told) ?? [])

function entityOf(told: string): string | null {
  const name = told.startsWith('(') ? told.slice(1, -1).split(':')[0] : /"entity"\s*:\s*"([^"]+)"/.exec(told)?.[1]
  return name === undefined || name.trim() === '' ? null : name.trim()
}

function parse(text: string): Document | null {
  try {
    const document = parseDocument(text)
    if (document.errors.length > 0 || hasAlias(document)) return null
    return document.contents === null || isMap(document.contents) ? document : null
  } catch {
    return null
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

const keyOf = (key: unknown): string => String(isScalar(key) ? key.value : key)

function listsOf(document: Document): readonly YAMLSeq[] {
  return [document.get('nlu'), document.get('faq')].filter((list): list is YAMLSeq => isSeq(list))
}

function intentsIn(document: Document): readonly { readonly name: string; readonly body: YAMLMap }[] {
  const simple = document.get('intents')
  const named = isMap(simple)
    ? simple.items.flatMap(({ key, value }) => (isMap(value) ? [{ name: keyOf(key), body: value }] : []))
    : []
  const listed = listsOf(document).flatMap((list) =>
    list.items.flatMap((item) => {
      const name = isMap(item) ? item.get('intent') : undefined
      return isMap(item) && name !== undefined ? [{ name: String(name), body: item }] : []
    }),
  )
  return [...named, ...listed]
}

const bodyOf = (document: Document, intent: string): YAMLMap | undefined =>
  intentsIn(document).find(({ name }) => name === intent)?.body

/** Where an intent is, first of all in a file that can be edited. */
function pathOf(files: NluFiles, intent: string): string | null {
  const has = (path: string) => {
    const document = parse(files[path] ?? '')
    return document !== null && bodyOf(document, intent) !== undefined
  }
  return Object.keys(files).find(has) ?? null
}

/** Where new intents go: the usual file, unless there are others and not that one. */
function usualPath(files: NluFiles): string {
  const paths = Object.keys(files).filter((path) => parse(files[path] ?? '') !== null)
  return paths.includes(usualNluPath) || paths.length === 0 ? usualNluPath : (paths[0] ?? usualNluPath)
}

function begun(document: Document, intent: string): YAMLMap {
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

function examplesIn(body: YAMLMap): readonly string[] {
  const examples = body.get('examples', true)
  if (isSeq(examples))
    return examples.items.map((item) => {
      const said = isMap(item) ? item.get('text') : isScalar(item) ? item.value : ''
      return String(said ?? '').trim()
    })
  if (!isScalar(examples) || typeof examples.value !== 'string') return []
  return examples.value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().replace(/^-\s*/, '')]))
}

function setExamples(document: Document, body: YAMLMap, sources: readonly string[]): void {
  const before = body.get('examples', true)
  const kept = isSeq(before) ? [...before.items] : null
  if (isScalar(before) && typeof before.value === 'string') {
    before.value = sources.map((source) => `- ${source}\n`).join('')
    before.type = Scalar.BLOCK_LITERAL
    return
  }
  const known = examplesIn(body)
  const list = isSeq(before) ? before : new YAMLSeq()
  // What stays is the same item, with its comments and what other programs keep beside it.
  list.items = sources.map((source) => {
    const at = known.indexOf(source)
    return at >= 0 && kept?.[at] !== undefined ? kept[at] : document.createNode(source)
  })
  list.flow = false
  if (body.flow === true) body.flow = false
  body.set('examples', list)
}

function textsIn(node: unknown): Texts {
  if (isScalar(node) && node.value !== null) return { '': String(node.value) }
  if (!isMap(node)) return {}
  return Object.fromEntries(
    node.items.map(({ key, value }) => [keyOf(key), String(isScalar(value) ? (value.value ?? '') : '')]),
  )
}

function renameKey(map: YAMLMap, from: string, to: string): void {
  if (map.has(to)) return
  for (const pair of map.items) if (keyOf(pair.key) === from) pair.key = new Scalar(to)
}

const print = (document: Document): string => document.toString({ lineWidth: 0, flowCollectionPadding: false })

function edited(files: NluFiles, path: string, edit: (document: Document) => void): NluFiles {
  const before = files[path] ?? ''
  const document = parse(before)
  if (document === null) return files
  if (document.contents === null) document.contents = document.createNode({}) as never
  const unchanged = print(document)
  edit(document)
  const after = print(document)
  // How it is printed is no change.
  return after === unchanged ? files : { ...files, [path]: after }
}
