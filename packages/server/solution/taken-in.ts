/** What somebody hands over as a solution: the files of a solution folder, or of a Pypestream bot. */
import type { Problem } from '@parley/flow'
import { type SourceFiles, wrongFiles, wrongPath } from '@parley/studio/source'
import { importOff } from './pypestream-thread.ts'
import { settingsFile } from './settings-file.ts'
import type { LeftOut } from './zip-files.ts'

export type TakenIn =
  | {
      readonly kind: 'taken'
      readonly files: SourceFiles
      readonly leftOut: readonly LeftOut[]
      /** Warnings. */
      readonly problems: readonly Problem[]
    }
  | {
      readonly kind: 'refused'
      readonly errors: readonly LeftOut[]
      readonly problems: readonly Problem[]
    }

const settingsPath = 'solution.ts'

/** Makes a solution of that name of the files. The one folder that may be around all of them is taken off. */
export async function takeIn(given: ReadonlyMap<string, string>, name: string): Promise<TakenIn> {
  const files = withoutFolder(given)
  if (files.has(settingsPath)) return takeFolder(files, name)
  const tables = [...files.keys()].filter((path) => /\.csv$/i.test(path))
  if (tables.length > 0) return takePypestream(files, tables, name)
  const some = [...files.keys()].slice(0, 5).join(', ')
  const found = some === '' ? 'There is no file in it.' : `It holds ${some}${files.size > 5 ? ', …' : ''}.`
  return refuse([
    {
      file: '',
      reason: `There is no ${settingsPath} in it, which every solution has, and no table (.csv) of a Pypestream bot. ${found}`,
    },
  ])
}

const refuse = (errors: readonly LeftOut[], problems: readonly Problem[] = []): TakenIn => ({
  kind: 'refused',
  errors,
  problems,
})

/** Somebody who packs a folder mostly packs the folder itself, not what is in it. */
function withoutFolder(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folders = new Set([...files.keys()].map((path) => (path.includes('/') ? path.split('/', 1)[0] : null)))
  const [folder] = folders
  if (folders.size !== 1 || folder == null) return files
  const known = ['flows', 'actions', 'texts', 'tests', 'nlu', 'templates', 'scripts']
  if (known.includes(folder)) return files
  return withoutFolder(new Map([...files].map(([path, text]) => [path.slice(folder.length + 1), text])))
}

function takeFolder(given: ReadonlyMap<string, string>, name: string): TakenIn {
  const leftOut: LeftOut[] = []
  const files: { [path: string]: string } = {}
  for (const [file, text] of given) {
    const wrong = wrongPath(file)
    if (wrong === null) files[file] = text
    else leftOut.push({ file, reason: `It cannot be taken: ${wrong}.` })
  }
  const named = renamed(files, name)
  if ('reason' in named) return refuse([named])
  return checked(named.files, leftOut, [])
}

function checked(files: SourceFiles, leftOut: readonly LeftOut[], problems: readonly Problem[]): TakenIn {
  const wrong = wrongFiles(files)
  if (wrong.length > 0) return refuse(wrong.map(({ path, reason }) => ({ file: path, reason })))
  return { kind: 'taken', files, leftOut, problems }
}

/** The same files under another name, which `solution.ts` says too. */
export function renamed(files: SourceFiles, name: string): { readonly files: SourceFiles } | LeftOut {
  const edited = settingsFile().editSolutionFile(files[settingsPath] ?? '', ['name'], name)
  switch (edited.kind) {
    case 'edited':
      return { files: { ...files, [settingsPath]: edited.text } }
    case 'in-code':
      return {
        file: settingsPath,
        reason: `Its name is written in code, so that it cannot be set to "${name}". Write the name as a plain text.`,
      }
    case 'broken':
      return {
        file: `${settingsPath}:${edited.line}:${edited.column}`,
        reason: `${edited.reason} Mend it and hand it over again.`,
      }
  }
}

/** Other tables of a bot, by what they are called. */
const trainingTable = /(^|\/)intents?\.csv$/i
const entityTable = /(^|\/)entit(y|ies)\.csv$/i

async function takePypestream(
  files: ReadonlyMap<string, string>,
  tables: readonly string[],
  name: string,
): Promise<TakenIn> {
  const bots = tables.filter((path) => !trainingTable.test(path) && !entityTable.test(path))
  const bot = bots.find((path) => /(^|\/)bot\.csv$/i.test(path)) ?? (bots.length === 1 ? bots[0] : undefined)
  if (bot === undefined) {
    const which = bots.length === 0 ? tables : bots
    return refuse([{ file: '', reason: `Which of ${which.slice(0, 5).join(', ')} is the bot? Call that one bot.csv.` }])
  }
  const textOf = (path: string | undefined) =>
    path === undefined ? undefined : { file: path, text: files.get(path) ?? '' }
  const scripts = [...files].flatMap(([path, text]): [string, string][] => {
    const script = /(?:^|\/)([A-Za-z]\w*)\.py$/.exec(path)?.[1]
    return script === undefined || script === 'app' ? [] : [[script, text]]
  })
  const intents = textOf(tables.find((path) => trainingTable.test(path)))
  const entities = textOf(tables.find((path) => entityTable.test(path)))
  const app = textOf([...files.keys()].find((path) => /(^|\/)app\.py$/.test(path)))
  const made = await importOff(
    {
      bot: { file: bot, text: files.get(bot) ?? '' },
      ...(intents === undefined ? {} : { intents }),
      ...(entities === undefined ? {} : { entities }),
      ...(app === undefined ? {} : { app }),
      scripts: Object.fromEntries(scripts),
    },
    name,
  )
  if (made.files === null) return refuse([], made.problems)
  // What only git reads has no place in a document.
  const taken = Object.fromEntries(Object.entries(made.files).filter(([path]) => wrongPath(path) === null))
  return checked(taken, [], made.problems)
}
