import { stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { type Problem, readTag } from '@parley/flow'
import {
  counted,
  type Imported,
  importDialogflow,
  importRasa,
  importRows,
  isDialogflow,
  printNlu,
  readNlu,
  type WrittenNlu,
} from '@parley/nlu'
import { readNluTexts } from '../solution/intents.ts'
import { readOwnLanguage } from '../solution/own-language.ts'
import { plainLine } from '../solution/plain-line.ts'
import { type Given, readGiven } from './nlu-given.ts'
import { readRows } from './nlu-rows.ts'
import { hasErrors, showProblems, tellProblem } from './problem.ts'
import { saveFile } from './saved-file.ts'
import { UsageError } from './solution-api.ts'

export interface ImportOptions {
  readonly solution: string
  /** `rasa`, `dialogflow` or `table`; absent: by what is given. */
  readonly format?: string
  readonly language?: string
  readonly name?: string
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

interface Settings {
  readonly format: string | undefined
  /** Where the source does not say; `''`: the solution's own. */
  readonly language: string
  /** The solution's own. */
  readonly own: string
}

/** A new file of the solution. */
interface NewFile {
  readonly path: string
  readonly nlu: WrittenNlu
  readonly text: string
}

const formats = ['rasa', 'dialogflow', 'table']
const mostShown = 30

/** `parley nlu import <file> --solution <folder>`. 0, or 1 when nothing was written. */
export async function importNlu(given: string, options: ImportOptions): Promise<number> {
  const settings = await readSettings(options)
  const imported = importFrom(given, await readGiven(given), settings)
  const files = filesOf(given, imported, options.name, settings)
  const problems = await problemsWith(files, options)
  const written = !hasErrors(problems) && files.length > 0
  if (written && options.dryRun !== true)
    for (const { path, text } of files) await saveFile(join(options.solution, path), text)
  if (options.json === true) {
    const { lost, renamed } = imported
    const told = { written: written ? files.map(({ path }) => path) : [], lost, renamed: Object.fromEntries(renamed) }
    console.log(JSON.stringify({ ...told, problems: problems.map(tellProblem) }, null, 2))
  } else tell(imported, files, problems, written, options.dryRun === true)
  return written ? 0 : 1
}

async function readSettings({ solution, format, language = '' }: ImportOptions): Promise<Settings> {
  if (format !== undefined && !formats.includes(format))
    throw new UsageError(`There is no format "${format}": it is ${formats.join(', ')}.`)
  const entry = await stat(solution).catch(() => null)
  if (entry?.isDirectory() !== true) throw new UsageError(`There is no folder ${solution}.`)
  const tag = language === '' ? '' : readTag(language)
  if (tag === null) throw new UsageError(`"${language}" is no language: write one like en, ko or pt-BR.`)
  return { format, language: tag, own: await readOwnLanguage(resolve(solution)) }
}

function importFrom(path: string, given: Given, settings: Settings): Imported {
  if (given.kind === 'file') return fromFile(path, given, settings)
  const imported = fromFiles(path, given.files, settings)
  return { ...imported, lost: [...given.unread, ...imported.lost] }
}

function fromFile(
  path: string,
  { name, text }: { readonly name: string; readonly text: string },
  { format, language }: Settings,
): Imported {
  const kind = extname(name).toLowerCase()
  const isJson = kind === '.json'
  const isTable = ['.csv', '.tsv', '.jsonl', '.ndjson'].includes(kind) || isJson
  const isRasa = ['.yaml', '.yml', '.md'].includes(kind) || isJson
  if (format === 'dialogflow') throw new UsageError(`An agent of Dialogflow is a zip or a folder; ${path} is neither.`)
  if (format === 'table' && !isTable)
    throw new UsageError(`A table is CSV, TSV, JSON or JSON lines, by the name of the file; ${path} is none.`)
  if (format === 'rasa' && !isRasa)
    throw new UsageError(`A file of Rasa is YAML, Markdown or JSON, by its name; ${path} is none.`)
  if (format === 'table' || (format === undefined && isTable && (!isJson || /^\s*\[/.test(text))))
    return importRows(readRows(path, text), language)
  if (isRasa) return importRasa({ [name]: text }, language)
  throw new UsageError(
    `${path} is none of what can be taken in: a zip or folder of Dialogflow or Rasa, YAML, CSV, TSV, JSON or JSON lines.`,
  )
}

function fromFiles(path: string, files: { readonly [path: string]: string }, settings: Settings): Imported {
  const { format, language, own } = settings
  if (format === 'table')
    throw new UsageError(`A table is one file: CSV, TSV, JSON or JSON lines. Unpack ${path} first.`)
  if (format === 'dialogflow' || (format === undefined && isDialogflow(Object.keys(files))))
    return importDialogflow(files, own)
  const rasa = Object.entries(files).filter(
    ([name]) => /\.(ya?ml|md|json)$/i.test(name) && !/(^|\/)readme\.md$/i.test(name),
  )
  if (rasa.length === 0) throw new UsageError(`There is neither an agent of Dialogflow nor a file of Rasa in ${path}.`)
  return importRasa(Object.fromEntries(rasa), language)
}

/** `nlu/<name>.yaml`, other languages as `nlu/<name>.<language>.yaml`: each has a path of its own. */
function filesOf(given: string, { files }: Imported, name: string | undefined, settings: Settings): readonly NewFile[] {
  const stem = (name ?? basename(given, extname(given)))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const said = files.filter(
    ({ intents, entities, synonyms }) => intents.size + (entities?.size ?? 0) + (synonyms?.size ?? 0) > 0,
  )
  const plain = ['', settings.language].find((language) => said.some((file) => file.language === language))
  return said.map((nlu) => {
    const part = nlu.language === plain ? '' : `.${nlu.language}`
    return { path: `nlu/${stem === '' ? 'imported' : stem}${part}.yaml`, nlu, text: printNlu(nlu) }
  })
}

/** Of the solution as it would be. What is written over is not asked whether it can be read. */
async function problemsWith(
  files: readonly NewFile[],
  { solution, force = false }: ImportOptions,
): Promise<readonly Problem[]> {
  const present = await readNluTexts(resolve(solution))
  const isNew = (path: string | undefined) => files.some((file) => file.path === path)
  const unreadable = present.problems.flatMap(({ place }) => place.file ?? [])
  const taken = force ? undefined : [...Object.keys(present.files), ...unreadable].find(isNew)
  if (taken !== undefined)
    throw new UsageError(`${join(solution, taken)} is there already. Give another --name, or --force to write over it.`)
  const added = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return [
    ...present.problems.filter(({ place }) => !isNew(place.file)),
    ...readNlu({ ...present.files, ...added }).problems,
  ]
}

function tell(
  { lost, renamed }: Imported,
  files: readonly NewFile[],
  problems: readonly Problem[],
  written: boolean,
  dry: boolean,
): void {
  showProblems(problems)
  for (const { where, reason } of lost.slice(0, mostShown))
    console.error(plainLine(`left out: ${where === '' ? '' : `${where}: `}${reason}`))
  if (lost.length > mostShown) console.error(`… and ${lost.length - mostShown} more; --json has them all.`)
  for (const [from, to] of [...renamed].slice(0, mostShown)) console.error(plainLine(`renamed: ${from} is ${to}`))
  if (!written) {
    console.error(files.length === 0 ? 'There was nothing to take in.' : 'Nothing was written.')
    return
  }
  for (const { path, nlu } of files) {
    const examples = [...nlu.intents.values()].reduce((sum, intent) => sum + intent.examples.length, 0)
    const what = `${counted(nlu.intents.size, 'intent')}, ${counted(examples, 'example')}`
    console.log(`${dry ? 'would write' : 'wrote'} ${path}: ${what}`)
  }
}
