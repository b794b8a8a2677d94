import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Problem } from '@parley/flow'
import { importPypestream as importFiles, type PypestreamImport, type RowMistakes } from '@parley/flow/pypestream'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { type FileOptions, readPypestream } from './pypestream-files.ts'

export interface ImportOptions extends FileOptions {
  /** Folder of the solution. */
  readonly out: string
  /** Write into a folder that holds something. */
  readonly force?: boolean
  readonly json?: boolean
}

/** `parley import pypestream <bot.csv>`: a solution out of a Pypestream one. Whole or not at all. */
export async function importPypestream(bot: string, options: ImportOptions): Promise<number> {
  const folder = resolve(options.out)
  const present = await entriesOf(folder)
  if (present === null) {
    console.error(`${options.out} is no folder. Give a new one.`)
    return 2
  }
  if (present.length > 0 && options.force !== true) {
    console.error(
      `${options.out} is not empty. Give a new folder, or say --force: files of the same names are lost then.`,
    )
    return 2
  }
  const given = await readPypestream(bot, options)
  if (!('bot' in given)) return tell(given, [], options)
  const made = importFiles(given, nameOf(folder))
  if (made.files === null) return tell(made.problems, made.mistakes, options)
  await save(folder, made.files, present.length > 0)
  return tell(made.problems, [], options, summary(made, options.out))
}

/** `[]` when there is no such folder, `null` when it is something else. */
async function entriesOf(folder: string): Promise<readonly string[] | null> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') return null
    throw error
  })
}

/** The solution is called as its folder. */
function nameOf(folder: string): string {
  const words = basename(folder)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const name = words.join('-').slice(0, 60)
  return /^[a-z]/.test(name) ? name : `solution-${name}`.replace(/-$/, '')
}

/** A new folder appears with all its files at once. */
async function save(folder: string, files: { readonly [path: string]: string }, isThere: boolean): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const into = isThere ? folder : `${folder}.new-${process.pid}`
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(into, path)), { recursive: true })
      await writeFile(join(into, path), text)
    }
    if (isThere) return
    await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    await rename(into, folder)
  } catch (error) {
    if (!isThere) await rm(into, { recursive: true, force: true })
    throw error
  }
}

function summary({ counts }: PypestreamImport, out: string): string {
  const { rows, nodes, stubs } = counts
  const scripts =
    stubs === 0 ? '' : ` ${stubs} script${stubs === 1 ? ' is' : 's are'} to be written: see ${out}/TODO.md.`
  return `${out}: ${rows} rows became ${nodes} nodes.${scripts}\n\n  parley check ${out}\n  parley dev ${out}`
}

function tell(
  problems: readonly Problem[],
  mistakes: readonly RowMistakes[],
  { json }: { readonly json?: boolean },
  words = 'Nothing was written: mend the errors and import the file again.',
): number {
  if (json === true) console.log(JSON.stringify({ problems, errors: mistakes }, null, 2))
  else {
    showProblems(problems)
    if (problems.length > 0) console.log(`${summarize(problems)}\n`)
    console.log(words)
  }
  return hasErrors(problems) ? 1 : 0
}
