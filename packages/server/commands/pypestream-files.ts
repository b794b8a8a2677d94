import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Problem } from '@parley/flow'
import { type GivenFile, largestTable, type PypestreamFiles } from '@parley/flow/pypestream'

/** Where the files that belong to a table are, if not beside it. */
export interface FileOptions {
  readonly intents?: string
  readonly entities?: string
  readonly app?: string
  /** Folder of the action scripts. */
  readonly scripts?: string
}

/** Of one script, bytes; of all, how many. */
const largestScript = 512 * 1024
const mostScripts = 1000

/** The files of a Pypestream solution, or why they cannot be read. */
export async function readPypestream(bot: string, options: FileOptions): Promise<PypestreamFiles | readonly Problem[]> {
  const problems: Problem[] = []
  const read = async (path: string): Promise<GivenFile | null> => {
    const found = await readText(path, largestTable)
    if (typeof found === 'string') return { file: basename(path), text: found }
    problems.push(found)
    return null
  }
  const folder = dirname(bot)
  const optional = async (given: string | undefined, names: readonly string[]): Promise<GivenFile | null> => {
    const path = given ?? (await firstOf(names.map((name) => join(folder, name))))
    return path === null ? null : read(path)
  }
  const table = await read(bot)
  const intents = await optional(options.intents, ['templates/intent.csv', 'intent.csv'])
  const entities = await optional(options.entities, ['templates/entity.csv', 'entity.csv'])
  const app = await optional(options.app, ['app.py'])
  const scripts = await readScripts(folder, options.scripts, problems)
  if (table === null || problems.length > 0) return problems
  return {
    bot: table,
    ...(intents === null ? {} : { intents }),
    ...(entities === null ? {} : { entities }),
    ...(app === null ? {} : { app }),
    scripts,
  }
}

async function firstOf(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isFile(path)) return path
  return null
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )
}

/** Scripts by class, of the folder that is named or of those beside the table. */
async function readScripts(
  folder: string,
  named: string | undefined,
  problems: Problem[],
): Promise<{ readonly [name: string]: string }> {
  const scripts: { [name: string]: string } = {}
  for (const each of named === undefined ? [folder, join(folder, 'scripts')] : [named]) {
    const names = await readdir(each).catch((error: NodeJS.ErrnoException) => {
      if (named !== undefined) problems.push(unreadable(each, error))
      return []
    })
    for (const name of names.filter((one) => /^[A-Za-z]\w*\.py$/.test(one) && one !== 'app.py').sort()) {
      if (Object.keys(scripts).length >= mostScripts) {
        problems.push(
          refusal(each, `There are more than ${mostScripts} scripts.`, 'Name a folder that has only those of the bot.'),
        )
        return scripts
      }
      const text = await readText(join(each, name), largestScript)
      if (typeof text === 'string') scripts[basename(name, extname(name))] ??= text
      else problems.push(text)
    }
  }
  return scripts
}

function refusal(path: string, reason: string, repair: string): Problem {
  return { code: 'pypestream-csv', severity: 'error', place: { file: basename(path) }, reason, repair }
}

function unreadable(path: string, error: NodeJS.ErrnoException): Problem {
  return refusal(
    path,
    `It cannot be read (${error.code ?? error.message}).`,
    'Give the path of a file that may be read.',
  )
}

/** A file's text. It is looked at before it is read: nobody's machine is filled by a file. */
async function readText(path: string, most: number): Promise<string | Problem> {
  try {
    const entry = await stat(path)
    if (!entry.isFile()) return refusal(path, 'It is no file.', 'Give the path of a file.')
    if (entry.size > most) return refusal(path, `It has ${entry.size} bytes; it may have ${most}.`, 'Split it.')
    const bytes = await readFile(path)
    const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
    return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError)
      return refusal(path, 'It is not in UTF-8.', 'Save it in UTF-8; letters would be lost otherwise.')
    return unreadable(path, error as NodeJS.ErrnoException)
  }
}
