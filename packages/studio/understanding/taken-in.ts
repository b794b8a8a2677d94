import type { NluImport } from '../api.ts'
import type { NluFiles } from './nlu-document.ts'

/**
 * The files with those that were looked at; `null`: others have such names by now, or say something else, and it must be looked again.
 *
 * @param over the files as they were when it was asked what would be written over them; `null`: nothing is
 */
export function takenIn(files: NluFiles, { files: added, taken }: NluImport, over: NluFiles | null): NluFiles | null {
  const mayBe = (path: string): boolean => over !== null && taken.includes(path) && files[path] === over[path]
  if (added.some(({ path }) => Object.hasOwn(files, path) && !mayBe(path))) return null
  return { ...files, ...Object.fromEntries(added.map(({ path, text }) => [path, text])) }
}
