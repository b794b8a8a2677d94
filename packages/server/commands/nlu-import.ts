import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import type { Problem } from '@parley/flow'
import { type Imported, importDialogflow, importRasa, importRows, isDialogflow, printNlu, readNlu } from '@parley/nlu'
import { readIntents } from '../solution/intents.ts'
import { unpackZip } from '../solution/zip-files.ts'
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

type Files = { readonly [path: string]: string }

const mostBytes = 50 * 1024 * 1024
const mostFiles = 2000
const mostShown = 30

/** `parley nlu import <file> --solution <folder>`. 0, or 1 when nothing was written. */
export async function importNlu(given: string, options: ImportOptions): Promise<number> {
  const imported = await importFrom(given, options)
  const files = filesOf(given, imported, options)
  const problems = await problemsWith(files, options)
  const written = !hasErrors(problems) && Object.keys(files).length > 0
  if (written && options.dryRun !== true)
    for (const [path, text] of Object.entries(files)) await saveFile(join(options.solution, path), text)
  if (options.json === true) {
    const { lost, renamed } = imported
    const told = { written: written ? Object.keys(files) : [], lost, renamed: Object.fromEntries(renamed) }
    console.log(JSON.stringify({ ...told, problems: problems.map(tellProblem) }, null, 2))
  } else tell(imported, files, problems, written, options.dryRun === true)
  return written ? 0 : 1
}

async function importFrom(given: string, { format, language = '' }: ImportOptions): Promise<Imported> {
  const formats = ['rasa', 'dialogflow', 'table']
  if (format !== undefined && !formats.includes(format))
    throw new UsageError(`There is no format "${format}": it is ${formats.join(', ')}.`)
  const kind = extname(given).toLowerCase()
  const entry = await stat(given).catch(() => null)
  if (entry === null) throw new UsageError(`There is no ${given}.`)
  if (entry.size > mostBytes) throw new Error(`${given} has ${entry.size} bytes; it may have ${mostBytes}.`)
  if (entry.isDirectory()) return fromFiles(await readFolder(given), format, language)
  if (kind === '.zip') return fromFiles(await readZip(given), format, language)
  const text = await readFile(given, 'utf8')
  const isTable = ['.csv', '.tsv', '.jsonl', '.ndjson'].includes(kind)
  if (format === 'table' || (format === undefined && (isTable || (kind === '.json' && /^\s*\[/.test(text)))))
    return importRows(readRows(given, text).map((row) => withLanguage(row, language)))
  if (['.yaml', '.yml', '.md', '.json'].includes(kind)) return importRasa({ [basename(given)]: text }, language)
  throw new UsageError(
    `${given} is none of what can be taken in: a zip or folder of Dialogflow or Rasa, YAML, CSV or JSON lines.`,
  )
}

const withLanguage = <Row extends { readonly cells: object }>(row: Row, language: string): Row =>
  language === '' ? row : { ...row, cells: { language, ...row.cells } }

function fromFiles(files: Files, format: string | undefined, language: string): Imported {
  if (format === 'dialogflow' || (format === undefined && isDialogflow(Object.keys(files))))
    return importDialogflow(files)
  const rasa = Object.entries(files).filter(([path]) => /\.(ya?ml|md)$/i.test(path) && !/readme/i.test(path))
  if (rasa.length === 0) throw new UsageError('There is neither an agent of Dialogflow nor a file of Rasa in it.')
  return importRasa(Object.fromEntries(rasa), language)
}

async function readZip(path: string): Promise<Files> {
  const unpacked = await unpackZip(new Uint8Array(await readFile(path)))
  if (unpacked.kind === 'refused')
    throw new Error(unpacked.errors.map(({ file, reason }) => `${file} ${reason}`).join('\n'))
  return Object.fromEntries(unpacked.files)
}

async function readFolder(folder: string): Promise<Files> {
  const names = await readdir(folder, { recursive: true })
  const wanted = names
    .filter((name) => /\.(ya?ml|json|md)$/i.test(name) && !/(^|[/\\])(\.|node_modules[/\\])/.test(name))
    .sort()
  if (wanted.length > mostFiles) throw new Error(`${folder} has ${wanted.length} files; there may be ${mostFiles}.`)
  const files: { [path: string]: string } = {}
  let bytes = 0
  for (const name of wanted) {
    const { size } = await stat(join(folder, name))
    bytes += size
    if (bytes > mostBytes) throw new Error(`${folder} has more than ${mostBytes} bytes.`)
    files[name.replaceAll('\\', '/')] = await readFile(join(folder, name), 'utf8')
  }
  return files
}

/** `nlu/<name>.yaml`, other languages as `nlu/<name>.<language>.yaml`. */
function filesOf(given: string, { files }: Imported, { name, language = '' }: ImportOptions): Files {
  const stem = (name ?? basename(given, extname(given)))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const written = files.filter(
    ({ intents, entities, synonyms }) => intents.size + (entities?.size ?? 0) + (synonyms?.size ?? 0) > 0,
  )
  return Object.fromEntries(
    written.map((file) => {
      const part = file.language === '' || file.language === language ? '' : `.${file.language}`
      return [`nlu/${stem === '' ? 'imported' : stem}${part}.yaml`, printNlu(file)]
    }),
  )
}

/** Of the solution as it would be. */
async function problemsWith(files: Files, { solution, force = false }: ImportOptions): Promise<readonly Problem[]> {
  const present = await readIntents(resolve(solution))
  const before = present.nlu?.files ?? {}
  const taken = Object.keys(files).find((path) => before[path] !== undefined && !force)
  if (taken !== undefined)
    throw new UsageError(`${join(solution, taken)} is there already. Give another --name, or --force to write over it.`)
  if (present.problems.some(({ severity }) => severity === 'error')) return present.problems
  return readNlu({ ...before, ...files }).problems
}

function tell(imported: Imported, files: Files, problems: readonly Problem[], written: boolean, dry: boolean): void {
  showProblems(problems)
  for (const { where, reason } of imported.lost.slice(0, mostShown))
    console.error(`left out: ${where === '' ? '' : `${where}: `}${reason}`)
  if (imported.lost.length > mostShown)
    console.error(`… and ${imported.lost.length - mostShown} more; --json has them all.`)
  for (const [from, to] of [...imported.renamed].slice(0, mostShown)) console.error(`renamed: ${from} is ${to}`)
  if (!written) {
    console.error(Object.keys(files).length === 0 ? 'There was nothing to take in.' : 'Nothing was written.')
    return
  }
  for (const [index, path] of Object.keys(files).entries()) {
    const intents = [...(imported.files[index]?.intents.values() ?? [])]
    const examples = intents.reduce((sum, intent) => sum + intent.examples.length, 0)
    console.log(`${dry ? 'would write' : 'wrote'} ${path}: ${intents.length} intents, ${examples} examples`)
  }
}
