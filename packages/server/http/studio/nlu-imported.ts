/**
 * Intents of other programs as files of a solution: what would be written, and what is left out of them. Nothing is written here.
 *
 * What the solution says itself stays: another answer, label or threshold than it has is left out, so that an import contradicts nothing.
 */
import { basename, extname } from 'node:path'
import {
  type Imported,
  importDialogflow,
  importRasa,
  importRows,
  isDialogflow,
  type Lost,
  type NluContent,
  printNlu,
  readNlu,
  type WrittenIntent,
  type WrittenNlu,
} from '@parley/nlu'
import { type ImportedNluFile, importPaths, type NluImport } from '@parley/studio/api'
import { readRows } from '../../commands/nlu-rows.ts'

type Texts = { readonly [path: string]: string }

/** What somebody chose: one file, or all of a zip. */
export type Chosen =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'files'; readonly name: string; readonly files: Texts; readonly unread: readonly Lost[] }

export interface ImportSettings {
  /** Where the source does not say; `''`: the solution's own. */
  readonly language: string
  /** The solution's own. */
  readonly own: string
  /** Its files of understanding. */
  readonly present: Texts
  /** Whether files of the same name are written over. */
  readonly over: boolean
}

const mostTold = 200

/** A string: why nothing can be taken of it. */
export function importedNlu(chosen: Chosen, settings: ImportSettings): Omit<NluImport, 'isGuess'> | string {
  const { language, present, over } = settings
  const imported = read(chosen, settings)
  if (typeof imported === 'string') return imported
  const said = imported.files.filter(
    ({ intents, entities, synonyms }) => intents.size + (entities?.size ?? 0) + (synonyms?.size ?? 0) > 0,
  )
  if (said.length === 0) return ['There is nothing to take in.', ...imported.lost.map(told).slice(0, 5)].join(' ')
  const plain = ['', language].find((each) => said.some((file) => file.language === each))
  const parts = said.map((file) => (file.language === plain ? '' : file.language))
  const stem = stemOf(chosen.name)
  const wanted = importPaths(stem, parts, new Set())
  const there = over ? Object.fromEntries(Object.entries(present).filter(([path]) => !wanted.includes(path))) : present
  const paths = importPaths(stem, parts, new Set(Object.keys(there)))
  const lost: Lost[] = [...imported.lost]
  const before = readNlu(there)
  const files = said.map((file, at) => fileOf(fitting(file, before.nlu, lost), paths[at] ?? ''))
  const added = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  const known = new Set(before.problems.map((problem) => JSON.stringify(problem)))
  const after = readNlu({ ...there, ...added }).problems
  const problems = after.filter((problem) => !known.has(JSON.stringify(problem)))
  return {
    files,
    taken: wanted.filter((path) => path in present),
    lost: lost.slice(0, mostTold),
    renamed: [...imported.renamed].slice(0, mostTold).map(([from, to]) => ({ from, to })),
    problems: problems.slice(0, mostTold),
  }
}

const told = ({ where, reason }: Lost): string => (where === '' ? reason : `${where}: ${reason}`)

function read(chosen: Chosen, { language, own }: ImportSettings): Imported | string {
  try {
    if (chosen.kind === 'file') return readFile(chosen, language)
    const imported = readFiles(chosen.files, language, own)
    return typeof imported === 'string' ? imported : { ...imported, lost: [...chosen.unread, ...imported.lost] }
  } catch (error) {
    // Whoever reads a table says in words what is wrong with it.
    return error instanceof Error ? error.message : String(error)
  }
}

function readFile(
  { name, text }: { readonly name: string; readonly text: string },
  language: string,
): Imported | string {
  const kind = extname(name).toLowerCase()
  const isTable = ['.csv', '.tsv', '.jsonl', '.ndjson'].includes(kind) || (kind === '.json' && /^\s*\[/.test(text))
  if (isTable) return importRows(readRows(name, text), language)
  if (['.yaml', '.yml', '.md', '.json'].includes(kind)) return importRasa({ [name]: text }, language)
  return `It is none of what can be taken in: a table (CSV, TSV, JSON, JSON lines), a file of Rasa (YAML, Markdown, JSON), or a zip of Dialogflow or Rasa.`
}

function readFiles(files: Texts, language: string, own: string): Imported | string {
  const paths = Object.keys(files)
  if (isDialogflow(paths)) return importDialogflow(files, own)
  const [table, another] = paths.filter((path) => /\.(csv|tsv|jsonl|ndjson)$/i.test(path))
  const rasa = Object.entries(files).filter(
    ([path]) => /\.(ya?ml|md|json)$/i.test(path) && !/(^|\/)readme\.md$/i.test(path),
  )
  if (rasa.length > 0) return importRasa(Object.fromEntries(rasa), language)
  if (table === undefined) return 'There is neither an agent of Dialogflow nor a file of Rasa nor a table in it.'
  if (another !== undefined)
    return `There are several tables in it, as ${table} and ${another}. Take them in one by one.`
  return importRows(readRows(table, files[table] ?? ''), language)
}

function stemOf(name: string): string {
  const stem = basename(name, extname(name))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return stem === '' ? 'imported' : stem
}

/** Without what the solution says otherwise itself. */
function fitting(file: WrittenNlu, present: NluContent | null, lost: Lost[]): WrittenNlu {
  const { threshold, ...rest } = file
  const intents = [...file.intents].map(([name, intent]): [string, WrittenIntent] => {
    const { label: _, answer: __, ...others } = intent
    return [name, { ...others, ...kept(name, intent, 'label'), ...kept(name, intent, 'answer') }]
  })
  const own = present?.leastConfidence ?? null
  const fits = own === null || own === threshold
  if (threshold !== undefined && !fits)
    lost.push({ where: '', reason: `The threshold ${threshold}: here it is ${own}.` })
  return { ...rest, intents: new Map(intents), ...(threshold === undefined || !fits ? {} : { threshold }) }

  function kept(name: string, intent: WrittenIntent, what: 'label' | 'answer') {
    const given = intent[what]
    const known = (what === 'label' ? present?.labels : present?.answers)?.[name]?.[file.language]
    if (given === undefined || known === undefined || known === given)
      return given === undefined ? {} : { [what]: given }
    lost.push({ where: name, reason: `The ${what} "${given.slice(0, 60)}": here it is "${known.slice(0, 60)}".` })
    return {}
  }
}

function fileOf(nlu: WrittenNlu, path: string): ImportedNluFile {
  const intents = [...nlu.intents].map(([name, { examples }]) => ({ name, examples: examples.length }))
  return { path, text: printNlu(nlu), language: nlu.language, intents, entities: [...(nlu.entities?.keys() ?? [])] }
}
