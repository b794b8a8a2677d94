/**
 * The text files of a zip, in bounded memory and time whatever the zip says of itself: it is unpacked in small pieces, what comes
 * out is counted, and the event loop gets its turn in between.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { sourceLimits } from '@parley/studio/source'
import { Unzip, type UnzipFile, UnzipInflate, unzipSync } from 'fflate'
import { textIn } from './decoded-text.ts'

/** A file that was not taken, and why. */
export interface LeftOut {
  readonly file: string
  readonly reason: string
}

export type UnpackedZip =
  | {
      readonly kind: 'unpacked'
      readonly files: ReadonlyMap<string, string>
      readonly leftOut: readonly LeftOut[]
    }
  /** Nothing of it is used. `file` is empty when it is about the whole. */
  | { readonly kind: 'refused'; readonly errors: readonly LeftOut[] }

export interface ZipLimits {
  readonly files: number
  /** All of them together, unpacked. */
  readonly bytes: number
  /** What may have so much. */
  readonly what: string
}

/** What deflate makes of so much is at most four megabytes. */
const pieceBytes = 4096
/** Between two breaths of the event loop. Time is what counts: an entry costs as much as many bytes do. */
const turnMs = 10
/** Entries that are looked at, folders and hidden files included. */
const mostEntries = 20_000
const ofSolution: ZipLimits = { files: sourceLimits.files, bytes: sourceLimits.bytes, what: 'a solution' }

const refused = (reason: string, file = ''): UnpackedZip => ({ kind: 'refused', errors: [{ file, reason }] })

/** Unpacks a zip of a solution, of a Pypestream bot, or of what else `limits` are for. Hidden files and packages are left out. */
export async function unpackZip(zip: Uint8Array, limits: ZipLimits = ofSolution): Promise<UnpackedZip> {
  const listed = listZip(zip)
  if (typeof listed === 'string') return refused(listed)
  const wrong = wrongEntry(listed, linksIn(zip))
  if (wrong !== null) return refused(wrong)
  const { names, leftOut } = sort(listed, limits.what)
  const alike = alikeIn(names)
  if (alike !== null)
    return refused(`"${alike[0]}" and "${alike[1]}" differ in large and small letters alone. Rename one.`)
  if (names.size > limits.files)
    return refused(`It holds ${names.size} files; ${limits.what} may have ${limits.files}.`)
  const contents = await unpackFiles(zip, names, limits)
  if (!(contents instanceof Map)) return refused(contents.reason, contents.file)
  const files = new Map<string, string>()
  for (const [file, text] of contents) {
    if (text === null) leftOut.push({ file, reason: 'It is no text in UTF-8.' })
    else files.set(file, text)
  }
  return { kind: 'unpacked', files, leftOut }
}

interface Entry {
  readonly name: string
  readonly compression: number
}

/** What the list at the end of the zip says, or what is wrong with it. */
function listZip(zip: Uint8Array): readonly Entry[] | string {
  const [first, second] = zip
  if (first !== 0x50 || second !== 0x4b) return 'This is no zip file.'
  const entries: Entry[] = []
  try {
    unzipSync(zip, {
      filter: ({ name, compression }) => {
        if (entries.length > mostEntries) throw new RangeError()
        entries.push({ name: name.replaceAll('\\', '/'), compression })
        return false
      },
    })
  } catch (error) {
    if (error instanceof RangeError && entries.length > mostEntries) return `It holds more than ${mostEntries} entries.`
    return 'The zip is damaged or cut off: its list of files cannot be read. Make it again.'
  }
  return entries
}

/** What of its entries no honest zip has; `null`: nothing. */
function wrongEntry(entries: readonly Entry[], links: ReadonlySet<string>): string | null {
  const seen = new Set<string>()
  for (const { name, compression } of entries) {
    if (seen.has(name)) return `"${name}" is in it twice.`
    seen.add(name)
    if (/^([A-Za-z]:)?\//.test(name) || name.split('/').includes('..'))
      return `"${name}" leads out of the folder. Make the zip of the solution's folder itself.`
    if (links.has(name)) return `"${name}" is a link. Put the file itself in its place.`
    if (compression !== 0 && compression !== 8)
      return `"${name}" is packed in a way that is not known here. Use plain zip.`
  }
  return null
}

/** Two names that are one file where large and small letters are the same, as on most computers. */
function alikeIn(names: ReadonlySet<string>): readonly [string, string] | null {
  const known = new Map<string, string>()
  for (const name of names) {
    const same = name.normalize('NFC').toLowerCase()
    const other = known.get(same)
    if (other !== undefined) return [other, name]
    known.set(same, name)
  }
  return null
}

// APPNOTE.TXT, 4.3.12 and 4.3.16: the list of entries, and its end.
const endSign = 0x06054b50
const endBytes = 22
const longestComment = 65_535
const entrySign = 0x02014b50
const entryBytes = 46
const fileType = { mask: 0o170000, link: 0o120000 } as const

/** The symbolic links among the entries. What the list says of their kind is read here, as the unpacker tells nothing of it. */
function linksIn(zip: Uint8Array): ReadonlySet<string> {
  const links = new Set<string>()
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const last = zip.length - endBytes
  let end = last
  while (end > 0 && end > last - longestComment && view.getUint32(end, true) !== endSign) end -= 1
  if (end < 0 || view.getUint32(end, true) !== endSign) return links
  let at = view.getUint32(end + 16, true)
  while (at + entryBytes <= zip.length && view.getUint32(at, true) === entrySign) {
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true)
    const mode = view.getUint16(at + 40, true)
    if ((mode & fileType.mask) === fileType.link)
      links.add(
        Buffer.from(zip.subarray(at + entryBytes, nameEnd))
          .toString()
          .replaceAll('\\', '/'),
      )
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return links
}

/** Which of them are wanted. */
function sort(
  entries: readonly Entry[],
  what: string,
): { readonly names: ReadonlySet<string>; readonly leftOut: LeftOut[] } {
  const names = new Set<string>()
  const hidden = new Map<string, number>()
  for (const { name } of entries) {
    if (name.endsWith('/')) continue
    const unwanted = name
      .split('/')
      .find((part) => part.startsWith('.') || part === '__MACOSX' || part === 'node_modules')
    if (unwanted === undefined) names.add(name)
    else hidden.set(unwanted, (hidden.get(unwanted) ?? 0) + 1)
  }
  const leftOut = [...hidden].map(([file, number]) => ({
    file,
    reason: number === 1 ? `It is no part of ${what}.` : `${number} files: they are no part of ${what}.`,
  }))
  return { names, leftOut }
}

/** `null`: it is no text. */
type Contents = Map<string, string | null>

async function unpackFiles(
  zip: Uint8Array,
  names: ReadonlySet<string>,
  limits: ZipLimits,
): Promise<Contents | LeftOut> {
  const contents: Contents = new Map()
  let bytes = 0
  let wrong: LeftOut | null = null
  const unzip = new Unzip((entry) => take(entry))
  unzip.register(UnzipInflate)

  function take(entry: UnzipFile): void {
    const name = entry.name.replaceAll('\\', '/')
    if (!names.has(name)) return
    const pieces: Uint8Array[] = []
    entry.ondata = (error, piece, final) => {
      if (wrong !== null) return
      if (error !== null) wrong = { file: name, reason: 'Its content is damaged, or has a password.' }
      if (piece != null) {
        bytes += piece.length
        if (bytes > limits.bytes) wrong = { file: name, reason: tooMuch(limits) }
        else pieces.push(piece)
      }
      if (final) contents.set(name, textIn(Buffer.concat(pieces)))
    }
    entry.start()
  }

  let begun = performance.now()
  try {
    for (let at = 0; at < zip.length && wrong === null; at += pieceBytes) {
      unzip.push(zip.subarray(at, at + pieceBytes), at + pieceBytes >= zip.length)
      if (performance.now() - begun < turnMs) continue
      await breathe()
      begun = performance.now()
    }
  } catch {
    wrong ??= { file: '', reason: 'The zip is damaged or cut off. Make it again.' }
  }
  if (wrong !== null) return wrong
  const lost = [...names].find((name) => !contents.has(name))
  return lost === undefined
    ? contents
    : { file: lost, reason: 'It is in the list of the zip, but not in the zip itself.' }
}

const tooMuch = ({ bytes, what }: ZipLimits): string =>
  `Unpacked, the files have more than ${bytes / 1024 / 1024} MB, which is the most that ${what} may have.`
