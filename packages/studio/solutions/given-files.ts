/** Files that somebody chose or dropped, on their way to the server: one zip. */
import { importBytes } from '../api.ts'

/** A file with its path below what was chosen. */
export interface GivenFile {
  readonly path: string
  readonly file: File
}

export type Packed =
  | { readonly kind: 'packed'; readonly zip: Blob }
  | { readonly kind: 'too-large'; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly path: string }

/** More files than any solution has: somebody dropped their whole disk. */
const mostFiles = 10_000

/** Neither what git and editors keep nor packages are part of a solution. */
const isWanted = (path: string): boolean =>
  !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules' || part === '__MACOSX')

const isZip = (files: readonly GivenFile[]): boolean => files.length === 1 && /\.zip$/i.test(files[0]?.path ?? '')

/** A zip as it is; of anything else one is made. */
export async function packFiles(files: readonly GivenFile[]): Promise<Packed> {
  const [first] = files
  const wanted = isZip(files) ? files : files.filter(({ path }) => isWanted(path))
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0)
  if (bytes > importBytes) return { kind: 'too-large', bytes }
  if (first !== undefined && isZip(files)) {
    // Read now: a file that was changed since it was chosen cannot be read any more, and that is to be told from a lost connection.
    const content = await first.file.arrayBuffer().catch(() => null)
    return content === null
      ? { kind: 'unreadable', path: first.path }
      : { kind: 'packed', zip: new Blob([content], { type: 'application/zip' }) }
  }
  const { Zip, ZipDeflate } = await import('fflate')
  const parts: BlobPart[] = []
  let failed: Error | null = null
  const zip = new Zip((error, part) => {
    if (error === null) parts.push(part as BlobPart)
    else failed = error
  })
  for (const { path, file } of wanted) {
    const content = await file.arrayBuffer().catch(() => null)
    if (content === null) return { kind: 'unreadable', path }
    // Quick, since it is sent once; in this thread, since the page's policy allows no worker that is made of text.
    const entry = new ZipDeflate(path, { level: 1 })
    zip.add(entry)
    entry.push(new Uint8Array(content), true)
  }
  zip.end()
  if (failed !== null) throw failed
  return { kind: 'packed', zip: new Blob(parts, { type: 'application/zip' }) }
}

/** Of an input that takes files, or a folder. */
export const chosenFiles = (list: FileList | readonly File[]): readonly GivenFile[] =>
  [...list].slice(0, mostFiles).map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** Of what was dropped: files, and folders with all that is in them. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  // The list is emptied as soon as the event is over.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found: GivenFile[] = []
  for (const entry of entries) await collect(entry, found)
  return found
}

async function collect(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  if (found.length >= mostFiles || !isWanted(entry.fullPath.slice(1))) return
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    )
    if (file !== null) found.push({ path: entry.fullPath.slice(1), file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (some.length === 0) return
    for (const each of some) await collect(each, found)
  }
}

/** What a solution of these files might be called. */
export function nameOfFiles(files: readonly GivenFile[]): string {
  const path = files[0]?.path ?? ''
  if (path.includes('/')) return path.split('/', 1)[0] ?? ''
  return path.replace(/\.[^.]*$/, '')
}
