import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Problem, readTag } from '@parley/flow'
import { counted, printNlu, readNlu, type WrittenNlu } from '@parley/nlu'
import { importPaths } from '@parley/studio/api'
import {
  type Chosen,
  type ImportedNlu,
  type ImportFormat,
  importFormats,
  type ReadSettings,
  readChosen,
} from '../solution/imported-nlu.ts'
import { readNluTexts } from '../solution/intents.ts'
import { UnreadableError } from '../solution/nlu-rows.ts'
import { readOwnLanguage } from '../solution/own-language.ts'
import { plainLine } from '../solution/plain-line.ts'
import { readGiven } from './nlu-given.ts'
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

/** A new file of the solution. */
interface NewFile {
  readonly path: string
  readonly nlu: WrittenNlu
  readonly text: string
}

const mostShown = 30

/** `parley nlu import <file> --solution <folder>`. 0, or 1 when nothing was written. */
export async function importNlu(given: string, options: ImportOptions): Promise<number> {
  const settings = await readSettings(options)
  const imported = importFrom({ ...(await readGiven(given)), name: given }, settings)
  const files = newFiles(imported)
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

async function readSettings({ solution, format, name, language = '' }: ImportOptions): Promise<ReadSettings> {
  if (format !== undefined && !isFormat(format))
    throw new UsageError(`There is no format "${format}": it is ${importFormats.join(', ')}.`)
  const entry = await stat(solution).catch(() => null)
  if (entry?.isDirectory() !== true) throw new UsageError(`There is no folder ${solution}.`)
  const tag = language === '' ? '' : readTag(language)
  if (tag === null) throw new UsageError(`"${language}" is no language: write one like en, ko or pt-BR.`)
  return {
    ...(format === undefined ? {} : { format }),
    ...(name === undefined ? {} : { title: name }),
    language: tag,
    own: await readOwnLanguage(resolve(solution)),
  }
}

const isFormat = (format: string): format is ImportFormat => importFormats.some((each) => each === format)

function importFrom(chosen: Chosen, settings: ReadSettings): ImportedNlu {
  try {
    return readChosen(chosen, settings)
  } catch (error) {
    if (error instanceof UnreadableError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

/** `nlu/<name>.yaml`, other languages as `nlu/<name>.<language>.yaml`. */
function newFiles({ files, stem, parts }: ImportedNlu): readonly NewFile[] {
  const paths = importPaths(stem, parts, new Set())
  return files.map((nlu, at) => ({ path: paths[at] ?? '', nlu, text: printNlu(nlu) }))
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
  { lost, renamed }: ImportedNlu,
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
