import { randomUUID } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile as write } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { type SourceFiles, sourceLimits, type WrongFile, wrongFiles, wrongPath } from '@parley/studio/source'
import { Refusal } from '../http/refusal.ts'

export interface FolderFiles {
  readonly files: SourceFiles
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
  /** What keeps all of it from being a solution. */
  readonly wrong: readonly WrongFile[]
}

/** Folders that are never part of a solution. */
const left = new Set(['node_modules', '__pycache__'])
/** Skipped files that are told of. */
const mostTold = 50

/** Reads the texts of a folder. Links are not followed; what is no text, or has no name for a file of a solution, is skipped. // FO1 */
export async function readFolder(folder: string): Promise<FolderFiles> {
  const root = await rootOf(folder)
  const files: { [path: string]: string } = {}
  const skipped: { path: string; reason: string }[] = []
  const skip = (path: string, reason: string) => {
    if (skipped.length < mostTold) skipped.push({ path, reason })
  }
  let bytes = 0
  const waiting = ['']
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await readdir(join(root, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`
      if (entry.name.startsWith('.') || left.has(entry.name)) continue
      const wrong = wrongPath(path)
      if (wrong !== null) skip(path, `It is left alone: ${wrong}.`)
      else if (entry.isDirectory()) waiting.push(path)
      else if (!entry.isFile()) skip(path, 'It is a link or no ordinary file, and is left alone.')
      else {
        const { size } = await lstat(join(root, path))
        bytes += size
        if (bytes > sourceLimits.bytes || Object.keys(files).length > sourceLimits.files) break
        const text = textOf(await readFile(join(root, path)))
        if (text === null) skip(path, 'It is no text in UTF-8, and is left alone.')
        else files[path] = text
      }
    }
  }
  if (bytes > sourceLimits.bytes) throw new Refusal('source-too-large')
  return { files, skipped, wrong: wrongFiles(files) }
}

function textOf(content: Buffer): string | null {
  if (content.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return null
  }
}

/** Writes a file whole or not at all. @throws Refusal when it would end up elsewhere // FO1 */
export async function writeFile(folder: string, path: string, text: string): Promise<void> {
  const target = await targetOf(folder, path, true)
  const half = join(dirname(target), `.${randomUUID()}.parley`)
  try {
    await write(half, text, { flag: 'wx' })
    await rename(half, target)
  } catch (error) {
    await rm(half, { force: true })
    throw unwritable(path, error)
  }
}

export async function removeFile(folder: string, path: string): Promise<void> {
  const target = await targetOf(folder, path, false)
  await rm(target, { force: true }).catch((error: unknown) => {
    throw unwritable(path, error)
  })
}

async function rootOf(folder: string): Promise<string> {
  return realpath(folder).catch((cause: unknown) => {
    throw new Refusal('no-folder', `The folder ${folder} is not there any more.`, { cause })
  })
}

async function targetOf(folder: string, path: string, makes: boolean): Promise<string> {
  const wrong = wrongPath(path)
  if (wrong !== null) throw new Refusal('source-refused', `"${path}" cannot be written: ${wrong}.`)
  const root = await rootOf(folder)
  const target = join(root, path)
  if (makes) await makeFolders(root, path)
  // A link on the way, or in the place of the file, may lead anywhere.
  const parent = await realpath(dirname(target)).catch(() => dirname(target))
  const entry = await lstat(target).catch(() => null)
  const isInside = parent === dirname(target) && (parent + sep).startsWith(root + sep)
  if (!isInside || (entry !== null && !entry.isFile()))
    throw new Refusal('source-refused', `"${path}" is a link or no ordinary file in the folder, and is left alone.`)
  return target
}

/** One folder after the other, so that none is made behind a link. */
async function makeFolders(root: string, path: string): Promise<void> {
  let at = root
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part)
    const entry = await lstat(at).catch(() => null)
    if (entry === null) {
      await mkdir(at).catch((error: unknown) => {
        throw unwritable(path, error)
      })
    } else if (!entry.isDirectory())
      throw new Refusal('source-refused', `"${path}" cannot be written: a folder on the way is none.`)
  }
}

function unwritable(path: string, cause: unknown): Refusal {
  const { code } = cause as NodeJS.ErrnoException
  return new Refusal(
    'source-refused',
    `"${path}" cannot be written (${code ?? 'unknown'}). Check who may write there.`,
    {
      cause,
    },
  )
}
