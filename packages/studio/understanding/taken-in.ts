import type { NluImport } from '../api.ts'
import type { NluFiles } from './nlu-document.ts'

/** The files with those that were looked at; `null`: others have such names by now, and it must be looked again. */
export function takenIn(files: NluFiles, { files: added, taken }: NluImport, over: boolean): NluFiles | null {
  const mayBe = new Set(over ? taken : [])
  if (added.some(({ path }) => Object.hasOwn(files, path) && !mayBe.has(path))) return null
  return { ...files, ...Object.fromEntries(added.map(({ path, text }) => [path, text])) }
}
