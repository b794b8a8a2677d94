import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@parley/flow'
import { isNluPath, mostNluFiles, type NluContent, readNlu } from '@parley/nlu'
import { textIn } from './decoded-text.ts'

/** What a solution knows of what people may mean. */
export interface Nlu extends NluContent {
  /** The files' own text by path, comments and all; absent in builds from before there were several. */
  readonly files?: { readonly [path: string]: string }
  /** What was learned from the examples, as base64; absent before training, and in builds from before there was any. */
  readonly model?: string
}

/** Of one file. */
const mostBytes = 4 * 1024 * 1024

/** Reads `nlu/*.yaml` of a solution folder; `null` when there is none. */
export async function readIntents(
  folder: string,
): Promise<{ readonly nlu: Nlu | null; readonly problems: readonly Problem[] }> {
  const { files, problems } = await readNluTexts(folder)
  if (Object.keys(files).length === 0) return { nlu: null, problems }
  const read = readNlu(files)
  const nlu = read.nlu === null || problems.length > 0 ? null : { ...read.nlu, files }
  return { nlu, problems: [...problems, ...read.problems] }
}

/** The files as they are, whatever they say, and which of them cannot be read. */
export async function readNluTexts(
  folder: string,
): Promise<{ readonly files: { readonly [path: string]: string }; readonly problems: readonly Problem[] }> {
  const files: { [path: string]: string } = {}
  const problems: Problem[] = []
  for (const path of await nluPaths(folder, problems)) {
    try {
      const { size } = await stat(join(folder, path))
      const text = size <= mostBytes ? textIn(await readFile(join(folder, path))) : ''
      if (size > mostBytes) {
        const reason = `The file has ${size} bytes; it may have ${mostBytes}.`
        problems.push(broken(path, reason, 'Keep the examples that tell most, or split it.'))
      } else if (text === null) problems.push(broken(path, 'It is no text in UTF-8.', 'Save it as UTF-8.'))
      else files[path] = text
    } catch (error) {
      problems.push(unreadable(path, error as NodeJS.ErrnoException))
    }
  }
  return { files, problems }
}

async function nluPaths(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    const paths = (await readdir(join(folder, 'nlu'))).map((name) => `nlu/${name}`).filter(isNluPath)
    // One more, so that reading tells of it.
    return paths.sort().slice(0, mostNluFiles + 1)
  } catch (error) {
    const failure = error as NodeJS.ErrnoException
    if (failure.code !== 'ENOENT' && failure.code !== 'ENOTDIR') problems.push(unreadable('nlu', failure))
    return []
  }
}

const unreadable = (file: string, { code, message }: NodeJS.ErrnoException): Problem =>
  broken(file, `It cannot be read (${code ?? message}).`, 'Make it an ordinary file that may be read.')

const broken = (file: string, reason: string, repair: string): Problem => ({
  code: 'broken-intents',
  severity: 'error',
  place: { file },
  reason,
  repair,
})
