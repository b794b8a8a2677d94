/** What a person hands over at the terminal: one file, or all of a zip or folder. What cannot be read is told, nothing is guessed silently. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { Lost } from '@parley/nlu'
import { tableTextIn, textIn } from '../solution/decoded-text.ts'
import { filesOfZip, isImportable, importLimits as limits, unreadable } from '../solution/imported-nlu.ts'
import { unpackZip } from '../solution/zip-files.ts'
import { UsageError } from './solution-api.ts'

export type Given =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'files'
      readonly files: { readonly [path: string]: string }
      /** That might have been taken, and could not be read. */
      readonly unread: readonly Lost[]
    }

const mostBytes = 50 * 1024 * 1024

/** Throws in words for the person at the terminal. */
export async function readGiven(path: string): Promise<Given> {
  const entry = await stat(path).catch(() => null)
  if (entry === null) throw new UsageError(`There is no ${path}.`)
  if (entry.isDirectory()) return readFolder(path)
  if (extname(path).toLowerCase() === '.zip') return readZip(path)
  return { kind: 'file', name: basename(path), text: await readOne(path) }
}

/** One file of sentences or of a table. Throws in words. */
export async function readOne(path: string): Promise<string> {
  const entry = await stat(path).catch(() => null)
  if (entry === null) throw new UsageError(`There is no ${path}.`)
  if (!entry.isFile()) throw new Error(`${path} is no file.`)
  if (entry.size > mostBytes) throw new Error(`${path} has ${entry.size} bytes; it may have ${mostBytes}.`)
  const bytes = await readFile(path)
  const isTable = ['.csv', '.tsv'].includes(extname(path).toLowerCase())
  const read = isTable ? tableTextIn(bytes) : textIn(bytes)
  if (read === null) throw new Error(`${path}: ${unreadable}`)
  if (typeof read === 'string') return read
  if (read.isGuess)
    console.error(`${path} is not in UTF-8: it was read as Windows-1252. Look at letters like "ä" and "é".`)
  return read.text
}

async function readZip(path: string): Promise<Given> {
  const { size } = await stat(path)
  if (size > mostBytes) throw new Error(`${path} has ${size} bytes; it may have ${mostBytes}.`)
  const unpacked = await unpackZip(new Uint8Array(await readFile(path)), limits)
  if (unpacked.kind === 'refused')
    throw new Error(unpacked.errors.map(({ file, reason }) => `${file} ${reason}`.trim()).join('\n'))
  return { kind: 'files', ...filesOfZip(unpacked) }
}

async function readFolder(folder: string): Promise<Given> {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => isImportable(name) && !/(^|[/\\])(\.|node_modules[/\\])/.test(name))
    .sort()
  const files: { [path: string]: string } = {}
  const unread: Lost[] = []
  let bytes = 0
  for (const name of names) {
    const entry = await stat(join(folder, name))
    if (!entry.isFile()) continue
    bytes += entry.size
    if (Object.keys(files).length >= limits.files || bytes > limits.bytes)
      throw new Error(
        `${folder} has more than ${limits.files} files or ${limits.bytes / 1024 / 1024} MB, which is the most that is taken in.`,
      )
    const where = name.replaceAll('\\', '/')
    const text = textIn(await readFile(join(folder, name)))
    if (text === null) unread.push({ where, reason: unreadable })
    else files[where] = text
  }
  return { kind: 'files', files, unread }
}
