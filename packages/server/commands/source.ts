import { mkdir, readFile, writeFile as write } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { SourceFiles } from '@parley/studio/source'
import { readFolder, removeFile, writeFile } from '../sources/folder-files.ts'
import { baseOf, compareFolder, type FolderBase, type FolderChange } from '../sources/folder-state.ts'
import { writtenAs } from '../sources/written-as.ts'
import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions, OperatorRefusal, printTable } from './operator.ts'
import { UsageError } from './solution-api.ts'

interface Listed {
  readonly solution: string
  readonly changed_at: number
  readonly changed_by: string
  readonly folder?: string
}

/** `parley source list` */
export async function listSources(options: OperatorOptions & { readonly json?: boolean }): Promise<number> {
  const answer = await askOperator<{ readonly sources: readonly Listed[] }>('/v1/sources', options)
  if (options.json === true) console.log(JSON.stringify(answer, null, 2))
  else
    printTable(
      ['solution', 'changed', 'by', 'folder'],
      answer.sources.map(({ solution, changed_at, changed_by, folder }) => [
        solution,
        new Date(changed_at).toISOString().slice(0, 16).replace('T', ' '),
        changed_by,
        folder ?? '',
      ]),
    )
  return 0
}

export interface MoveOptions extends OperatorOptions, AuthorOptions {
  readonly force?: boolean
}

/** `parley source pull <solution> --out <folder>`: 1 when files changed on both sides. */
export async function pullSource(solution: string, options: MoveOptions & { readonly out: string }): Promise<number> {
  const folder = resolve(options.out)
  const here = await getFiles(solution, options)
  if (here === null)
    throw new Error(`There is no solution "${solution}" in the Studio. "parley source list" shows what there is.`)
  await mkdir(folder, { recursive: true })
  const { files: there } = await readFolder(folder)
  const mark = await readMark(folder, solution)
  const changes = compareFolder(mark, here, there)
  if (tellConflicts(changes, options)) return 1
  const pulled = changes.filter(({ changed }) => changed !== 'folder')
  for (const { path } of pulled) {
    const text = here[path]
    if (text === undefined) await removeFile(folder, path)
    else await writeFile(folder, path, writtenAs(path, there[path], text))
    console.log(`  ${text === undefined ? 'removed' : 'written'}  ${path}`)
  }
  await putMark(folder, solution, { ...mark, ...baseOf(here, (await readFolder(folder)).files) })
  console.log(pulled.length === 0 ? 'The folder has it all.' : `${counted(pulled.length)} in ${options.out}.`)
  return 0
}

/** `parley source push <folder>`: 1 when files changed on both sides. */
export async function pushSource(folder: string, options: MoveOptions & { readonly name?: string }): Promise<number> {
  const { files: there, skipped } = await readFolder(resolve(folder)).catch(() => {
    throw new UsageError(`There is no folder "${folder}", or it cannot be read.`)
  })
  const solution = options.name ?? nameIn(there)
  if (solution === null)
    throw new UsageError(`The name of the solution in ${folder} cannot be read. Give it with --name.`)
  for (const { path, reason } of skipped) console.error(`  ${path}: ${reason}`)
  const by = await readAuthor(options)
  const here = await getFiles(solution, options)
  const path = filesPath(solution)
  const mark = await readMark(resolve(folder), solution)
  if (here === null) {
    await askOperator(path, options, { method: 'PUT', body: { files: there, by } })
    console.log(`${solution} is in the Studio now, with ${counted(Object.keys(there).length)}.`)
  } else {
    const changes = compareFolder(mark, here, there)
    if (tellConflicts(changes, options)) return 1
    const pushed = changes.filter(({ changed }) => changed !== 'here')
    const files = Object.fromEntries(pushed.map((change) => [change.path, there[change.path] ?? null]))
    if (pushed.length > 0) await askOperator(path, options, { method: 'PATCH', body: { files, by } })
    for (const change of pushed)
      console.log(`  ${there[change.path] === undefined ? 'removed' : 'sent'}  ${change.path}`)
    console.log(
      pushed.length === 0 ? 'The Studio has it all.' : `${counted(pushed.length)} of ${solution} in the Studio.`,
    )
  }
  const now = (await getFiles(solution, options)) ?? {}
  await putMark(resolve(folder), solution, { ...mark, ...baseOf(now, there) })
  return 0
}

const counted = (files: number): string => (files === 1 ? 'one file' : `${files} files`)

function tellConflicts(changes: readonly FolderChange[], options: MoveOptions): boolean {
  const both = changes.filter(({ changed }) => changed === 'both')
  if (both.length === 0 || options.force === true) return false
  console.error('These files changed in the Studio as well as in the folder, and nothing was touched:')
  for (const { path } of both) console.error(`  ${path}`)
  console.error('Make them the same, or say with --force that this side is to stay.')
  return true
}

const filesPath = (solution: string): string => `/v1/sources/${encodeURIComponent(solution)}/files`

async function getFiles(solution: string, options: OperatorOptions): Promise<SourceFiles | null> {
  try {
    return (await askOperator<{ readonly files: SourceFiles }>(filesPath(solution), options)).files
  } catch (error) {
    if (error instanceof OperatorRefusal && error.problem.code === 'unknown-source') return null
    throw error
  }
}

const nameIn = (files: SourceFiles): string | null =>
  /\bname:\s*['"`]([a-z][a-z0-9-]*)['"`]/.exec(files['solution.ts'] ?? '')?.[1] ?? null

/** What folder and Studio last had in common; begins with a dot, so that it is no file of the solution. */
const markFile = '.parley-source.json'

async function readMark(folder: string, solution: string): Promise<FolderBase> {
  try {
    const mark = JSON.parse(await readFile(join(folder, markFile), 'utf8')) as {
      solution?: unknown
      files?: FolderBase
    }
    return mark.solution === solution && typeof mark.files === 'object' ? mark.files : {}
  } catch {
    return {}
  }
}

const putMark = (folder: string, solution: string, files: FolderBase): Promise<void> =>
  write(join(folder, markFile), `${JSON.stringify({ solution, files }, null, 2)}\n`)
