/** The files of a solution: which names they may have, how much they may be, and which of them are code. */
import { flowNameOf } from './flow-file.ts'

export const sourceLimits = {
  /** Files of one solution. */
  files: 2000,
  /** All files together, UTF-8 bytes. */
  bytes: 20 * 1024 * 1024,
  /** Characters of one path. */
  path: 200,
  /** Folders inside each other. */
  depth: 8,
} as const

/** Letters of every script, digits and a few signs: nothing that a shell, a URL or a file system reads otherwise. */
const segment = /^[\p{L}\p{N}_@(][\p{L}\p{M}\p{N}_@ .,+()&'-]*$/u
/** Names that mean a device on some machines. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** What is wrong with the path of a file inside a solution, in words; `null`: nothing. */
export function wrongPath(path: string): string | null {
  if (path.length > sourceLimits.path) return `it has more than ${sourceLimits.path} characters`
  const parts = path.split('/')
  if (parts.length > sourceLimits.depth) return `it is more than ${sourceLimits.depth} folders deep`
  // `constructor`: files are looked up by their path.
  if (path in Object.prototype) return `"${path}" is a name that means something else`
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') return 'it is not a plain path inside the solution'
    if (part.startsWith('.')) return `"${part}" begins with a dot`
    if (part === 'node_modules') return 'packages are not part of a solution'
    if (!segment.test(part) || /[ .]$/.test(part) || device.test(part) || part.normalize('NFC') !== part)
      return `"${part.slice(0, 40)}" is no name of a file: use letters, digits, hyphens and underscores`
  }
  return null
}

const plainFolders = /^(flows|texts|nlu|tests)\//
const codeSuffix = /\.([cm]?[jt]sx?|py|pyi|wasm|node)$/i

/**
 * Whether a file is code, or may be read by code: changing it needs `action:edit`. Everything outside of the folders that only the
 * compiler reads counts as code, because an action can import it.
 */
export function isCode(path: string): boolean {
  if (flowNameOf(path) !== null) return false
  if (codeSuffix.test(path)) return true
  return !(plainFolders.test(path) || /^[^/]+\.md$/i.test(path))
}

/** A file that is wrong, with words for whoever sent it. */
export interface WrongFile {
  readonly path: string
  readonly reason: string
}

/** What keeps these files from being a solution that people can work on; none: nothing. */
export function wrongFiles(files: { readonly [path: string]: string }): readonly WrongFile[] {
  const paths = Object.keys(files)
  if (paths.length > sourceLimits.files)
    return [{ path: '', reason: `There are ${paths.length} files; a solution may have ${sourceLimits.files}.` }]
  const wrong: WrongFile[] = paths.flatMap((path) => {
    const reason = wrongPath(path)
    return reason === null ? [] : [{ path: path.slice(0, sourceLimits.path), reason: `It cannot be taken: ${reason}.` }]
  })
  const taken = new Set(paths)
  for (const path of paths)
    for (const folder of foldersOf(path))
      if (taken.has(folder)) wrong.push({ path: folder, reason: `It is a file, and "${path}" needs a folder there.` })
  const bytes = bytesOf(files)
  if (bytes > sourceLimits.bytes)
    wrong.push({ path: '', reason: `All files have ${bytes} bytes; a solution may have ${sourceLimits.bytes}.` })
  return wrong
}

const foldersOf = (path: string): readonly string[] =>
  [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))

export function bytesOf(files: { readonly [path: string]: string }): number {
  const encoder = new TextEncoder()
  let bytes = 0
  for (const text of Object.values(files)) {
    // A text has at least as many bytes as characters: what is too long anyway is not encoded.
    bytes += text.length > sourceLimits.bytes ? text.length : encoder.encode(text).length
    if (bytes > sourceLimits.bytes * 2) break
  }
  return bytes
}
