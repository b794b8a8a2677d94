/** The texts of a solution in all its languages, side by side. */
import { flowItself, readTextsFile, type TextsFile } from '@parley/flow/texts-file'
import { en, type WordName } from '@parley/flow/words'
import type { Path } from '../fields/path.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { chainOf } from './language.ts'
import { hasWords, originalsOf } from './originals.ts'
import { isStale, type Record as TranslatedRecord } from './record.ts'
import { textsLanguage } from './texts-paths.ts'

/** `missing`: it would be said in another language; `changed`: its original has changed since; `free`: it needs none. */
export type CellState = 'missing' | 'changed' | 'done' | 'free'

export interface Cell {
  readonly text: string
  readonly state: CellState
}

export interface Row {
  /** `main.first_name.text` */
  readonly id: string
  /** `null`: what the platform itself says. */
  readonly flow: string | null
  readonly node: string | null
  readonly key: string
  /** Where it stands in its node or flow; empty for the platform's words. */
  readonly path: Path
  readonly original: string
  readonly use: 'read' | 'typed' | 'address'
  readonly note: string
  /** By language. */
  readonly cells: { readonly [language: string]: Cell }
}

/** The languages in which the platform itself speaks. */
const spokenLanguages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ja', 'ko', 'zh', 'ar', 'he']

export interface Sources {
  readonly flows: readonly (readonly [name: string, flow: FlowFile])[]
  /** Path to text of the files of texts. */
  readonly files: { readonly [path: string]: string }
  /** What the flows are written in. */
  readonly own: string
  readonly fallbacks: { readonly [language: string]: readonly string[] }
  readonly record: TranslatedRecord
}

/** The languages that have a file, in order, without the flows' own. */
export function languagesIn(files: Sources['files'], own: string): readonly string[] {
  return Object.keys(files)
    .flatMap((path) => textsLanguage(path) ?? [])
    .filter((language) => language !== own)
    .toSorted()
}

export function rowsOf(sources: Sources): readonly Row[] {
  const { flows, files, own } = sources
  const languages = languagesIn(files, own)
  const read = new Map(languages.map((language) => [language, fileOf(files, language)]))
  const rows = flows.flatMap(([name, flow]) =>
    originalsOf(name, flow).map((original): Row => {
      const id = `${name}.${original.node ?? flowItself}.${original.key}`
      const asked = original.use === 'read' && hasWords(original.text)
      const note = original.node === null ? undefined : flow.nodes[original.node]?.note
      return {
        id,
        flow: name,
        node: original.node,
        key: original.key,
        path: original.path,
        original: original.text,
        use: original.use,
        note: typeof note === 'string' && original.key === 'text' ? note : '',
        cells: cellsOf(id, original.text, asked, languages, sources, (language) => {
          const texts = read
            .get(language)
            ?.flows.get(name)
            ?.nodes.get(original.node ?? flowItself)?.texts
          return texts?.get(original.key)?.text ?? texts?.get(`${original.key}.label`)?.text ?? ''
        }),
      }
    }),
  )
  return [...rows, ...wordRows(languages, read, sources)]
}

function fileOf(files: Sources['files'], language: string): TextsFile {
  const path = Object.keys(files).find((each) => textsLanguage(each) === language) ?? ''
  return readTextsFile(language, path, files[path] ?? '')
}

function cellsOf(
  id: string,
  original: string,
  asked: boolean,
  languages: readonly string[],
  { own, fallbacks, record }: Sources,
  textIn: (language: string) => string,
): Row['cells'] {
  const texts = new Map(languages.map((language) => [language, textIn(language)]))
  return Object.fromEntries(
    languages.map((language) => {
      const text = texts.get(language) ?? ''
      const chain = chainOf(language, fallbacks)
      const isThere = chain.includes(own) || chain.some((each) => (texts.get(each) ?? '') !== '')
      const state: CellState =
        text === ''
          ? asked && !isThere
            ? 'missing'
            : 'free'
          : isStale(record[language]?.[id], original, text)
            ? 'changed'
            : 'done'
      return [language, { text, state }]
    }),
  )
}

function wordRows(
  languages: readonly string[],
  read: ReadonlyMap<string, TextsFile>,
  sources: Sources,
): readonly Row[] {
  const { files, own } = sources
  const ownPath = Object.keys(files).find((path) => textsLanguage(path) === own)
  const said = ownPath === undefined ? null : readTextsFile(own, ownPath, files[ownPath] ?? '')
  return (Object.keys(en) as WordName[]).map((word): Row => {
    const original = said?.words.get(word)?.text ?? en[word]
    const id = `words.${word}`
    const cells = cellsOf(
      id,
      original,
      true,
      languages,
      sources,
      (language) => read.get(language)?.words.get(word)?.text ?? '',
    )
    const known = Object.entries(cells).map(([language, cell]) => {
      const isSpoken = chainOf(language, sources.fallbacks).some((each) => spokenLanguages.includes(each))
      return [language, cell.state === 'missing' && isSpoken ? { ...cell, state: 'free' as const } : cell] as const
    })
    return {
      id,
      flow: null,
      node: null,
      key: word,
      path: [],
      original,
      use: 'read',
      note: '',
      cells: Object.fromEntries(known),
    }
  })
}

export interface Filter {
  /** A flow's name, `words` for what the platform says, `null`: all. */
  readonly flow: string | null
  readonly state: 'all' | 'missing' | 'changed'
  readonly query: string
  /** Only what people read. */
  readonly languages: readonly string[]
}

export function filterRows(rows: readonly Row[], { flow, state, query, languages }: Filter): readonly Row[] {
  const wanted = query.trim().toLowerCase()
  return rows.filter((row) => {
    // What the platform says is looked for, not leafed through.
    if (
      flow === null
        ? row.flow === null && wanted === '' && state === 'all'
        : flow === 'words'
          ? row.flow !== null
          : row.flow !== flow
    )
      return false
    if (state !== 'all' && !languages.some((language) => row.cells[language]?.state === state)) return false
    if (wanted === '') return true
    const words = [row.id, row.original, ...languages.map((language) => row.cells[language]?.text ?? '')]
    return words.some((each) => each.toLowerCase().includes(wanted))
  })
}

export interface Progress {
  readonly done: number
  readonly changed: number
  readonly missing: number
}

/** How far each language is, by what people must be able to read. */
export function progressOf(rows: readonly Row[], language: string): Progress {
  const count = (state: CellState) =>
    rows.filter((row) => row.use === 'read' && row.flow !== null && row.cells[language]?.state === state).length
  return { done: count('done'), changed: count('changed'), missing: count('missing') }
}
