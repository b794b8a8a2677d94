import type { SourceFiles } from '@parley/studio/source'
import { strToU8, zip } from 'fflate'

/** The files as one zip, in a folder of that name. The same files give the same bytes. */
export function zipOf(folder: string, files: SourceFiles): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const entries = Object.keys(files)
    .sort()
    .map((path) => [`${folder}/${path}`, strToU8(files[path] ?? '')] as const)
  // A zip knows no year before 1980.
  zip(Object.fromEntries(entries), { level: 6, mtime: '1980-01-02' }, (error, data) =>
    error === null ? resolve(data) : reject(error),
  )
  return promise
}
