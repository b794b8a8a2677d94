/**
 * The files of understanding as the page shows and edits them: in their texts, so that comments and everything that the page does not show
 * stay. What is wrong with a file is told among the problems; here it is only said that it cannot be edited.
 *
 * An edit that finds nothing to change answers with the same files, so that whoever made it can be told.
 */
import { isMap, LineCounter } from 'yaml'
import { entitiesIn } from './marks.ts'
import { dropTexts, moveLabels, moveTexts, type TextKind, type Texts, textsIn } from './nlu-texts.ts'
import {
  beginIntent,
  editFile,
  editFiles,
  examplesIn,
  intentsIn,
  type NluFiles,
  nameOf,
  parseNlu,
  partsOf,
  pathWith,
  setExamples,
  sourcesIn,
  usualPath,
} from './nlu-yaml.ts'

export { exampleOf } from './marks.ts'
export type { NluFiles } from './nlu-yaml.ts'

export const isNluPath = (path: string): boolean => /^nlu\/[^/]+\.ya?ml$/.test(path)
export const intentForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
/** A port of its own: what is none of the intents. */
export const reservedIntent = 'else'

/** An example as it is written, with its marks. */
export interface ShownExample {
  readonly path: string
  /** Among the parts of this file that say something of the intent. */
  readonly part: number
  /** Among the examples of that part. */
  readonly at: number
  readonly line: number
  readonly source: string
}

export interface ShownIntent {
  readonly name: string
  readonly examples: readonly ShownExample[]
  /** By language; `''`: the solution's. */
  readonly labels: Texts
  readonly answers: Texts
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
  const intents = new Map<string, ShownExample[]>()
  const texts = { label: new Map<string, Texts>(), answer: new Map<string, Texts>() }
  const entities = new Set<string>()
  const broken: string[] = []
  let threshold: number | null = null
  for (const [path, text] of Object.entries(files)) {
    const lines = new LineCounter()
    const document = parseNlu(text, lines)
    if (document === null) {
      broken.push(path)
      continue
    }
    const parts = new Map<string, number>()
    for (const { name, body } of intentsIn(document)) {
      const part = parts.get(name) ?? 0
      parts.set(name, part + 1)
      const examples = examplesIn(body, lines).map((each, at) => ({ path, part, at, ...each }))
      intents.set(name, [...(intents.get(name) ?? []), ...examples])
      for (const { source } of examples) for (const entity of entitiesIn(source)) entities.add(entity)
    }
    // What comes first counts.
    for (const { intent, what, language, text: told } of textsIn(document))
      texts[what].set(intent, { [language]: told, ...texts[what].get(intent) })
    const declared = document.get('entities')
    if (isMap(declared)) for (const { key } of declared.items) entities.add(nameOf(key))
    const found = document.getIn(['out_of_scope', 'threshold'])
    if (typeof found === 'number') threshold = found
  }
  const shown = [...intents].map(([name, examples]) => ({
    name,
    examples,
    labels: texts.label.get(name) ?? {},
    answers: texts.answer.get(name) ?? {},
  }))
  return {
    intents: shown.sort((a, b) => (a.name < b.name ? -1 : 1)),
    entities: [...entities].sort(),
    threshold,
    broken,
  }
}

/** Examples that somebody wrote one a line, or copied from a list. */
export const examplesOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const example = line.trim().replace(/^[-*•]\s+/, '')
    return example === '' ? [] : [example]
  })

/** Adds examples to an intent where it is, or begins it in the usual file. Those that are there already are not added again. */
export function addExamples(files: NluFiles, intent: string, sources: readonly string[]): NluFiles {
  const known = new Set(
    readNluFiles(files)
      .intents.find(({ name }) => name === intent)
      ?.examples.map((each) => each.source),
  )
  const fresh = [...new Set(sources.map((each) => each.trim()))].filter((each) => each !== '' && !known.has(each))
  const path = pathWith(files, (document) => partsOf(document, intent).length > 0) ?? usualPath(files)
  return editFile(files, path, (document) => {
    const body = partsOf(document, intent)[0]?.body ?? beginIntent(document, intent)
    setExamples(document, body, [...sourcesIn(body), ...fresh])
  })
}

/** `null`: it is taken out. An example that has become another one meanwhile is left alone. */
export function changeExample(files: NluFiles, intent: string, example: ShownExample, source: string | null): NluFiles {
  return editFile(files, example.path, (document) => {
    const body = partsOf(document, intent)[example.part]?.body
    if (body === undefined) return
    const before = sourcesIn(body)
    if (before[example.at] !== example.source) return
    const after = before.flatMap((each, at) => (at !== example.at ? [each] : source === null ? [] : [source.trim()]))
    setExamples(document, body, after)
  })
}

export function moveExample(files: NluFiles, from: string, example: ShownExample, to: string): NluFiles {
  const without = changeExample(files, from, example, null)
  return without === files ? files : addExamples(without, to, [example.source])
}

/**
 * In all files. Of an intent that there is already it becomes part, and what that one says to people stays.
 *
 * @param own the solution's language
 */
export function renameIntent(files: NluFiles, from: string, to: string, own: string): NluFiles {
  const known = readNluFiles(files).intents.find(({ name }) => name === to)
  const told = (what: TextKind): Texts => {
    const { '': plain, ...named } = (what === 'label' ? known?.labels : known?.answers) ?? {}
    return plain === undefined ? named : { [own]: plain, ...named }
  }
  return editFiles(files, (document) => {
    dropTexts(document, from, told, own)
    const into = partsOf(document, to)[0]?.body
    for (const part of partsOf(document, from)) {
      if (into === undefined) part.rename(to)
      else {
        setExamples(document, into, [...new Set([...sourcesIn(into), ...sourcesIn(part.body)])])
        moveTexts(document, part.body, into, own)
        part.remove()
      }
    }
    moveLabels(document, from, to, own)
  })
}

export function removeIntent(files: NluFiles, intent: string): NluFiles {
  return editFiles(files, (document) => {
    for (const part of partsOf(document, intent)) part.remove()
    const labels = document.get('labels')
    if (isMap(labels)) labels.delete(intent)
  })
}

/** `null`: training finds it. */
export function setThreshold(files: NluFiles, threshold: number | null): NluFiles {
  const holder = pathWith(files, (document) => document.hasIn(['out_of_scope', 'threshold']))
  if (holder === undefined && threshold === null) return files
  return editFile(files, holder ?? usualPath(files), (document) => {
    if (threshold !== null) document.setIn(['out_of_scope', 'threshold'], threshold)
    else document.delete('out_of_scope')
  })
}
