import { isDeepStrictEqual } from 'node:util'
import { isNluPath, readNlu } from '@parley/nlu'
import { flowNameOf, isCode, type SourceFiles } from '@parley/studio/source'
import type { SolutionBuild } from './build.ts'
import { filesOfBuild, type VersionFiles } from './version-files.ts'

export interface RestoreChanges extends Pick<VersionFiles, 'leftOut'> {
  /** `null`: the version has no such file. */
  readonly changes: { readonly [path: string]: string | null }
}

/**
 * What has to be changed in the files so that they say what the version says. Tests and notes are in no version and stay. With
 * `code` the settings and the actions too.
 */
export function restoreChanges(
  files: SourceFiles,
  build: SolutionBuild,
  { code }: { readonly code: boolean },
): RestoreChanges {
  const restored = filesOfBuild(build)
  const kept = new Set(restored.leftOut.map(({ file }) => file))
  const changes: { [path: string]: string | null } = {}
  for (const [path, text] of Object.entries(restored.files)) {
    if (!code && isCode(path)) continue
    // Settings that the version does not keep as they were written are better as they are.
    if (kept.has(path) && files[path] !== undefined) continue
    if (!saysSame(path, files[path], text)) changes[path] = text
  }
  for (const path of Object.keys(files))
    if (restored.files[path] === undefined && !kept.has(path) && isOfVersions(path, code)) changes[path] = null
  return { changes, leftOut: code ? restored.leftOut : restored.leftOut.filter(({ file }) => !isCode(file)) }
}

/** Files that would be in the version if it had them. */
function isOfVersions(path: string, code: boolean): boolean {
  if (flowNameOf(path) !== null || /^texts\/[^/]+\.ya?ml$/.test(path) || isNluPath(path)) return true
  return code && /^actions\/.*\.(ts|py)$/.test(path)
}

/** Layout says nothing. */
function saysSame(path: string, present: string | undefined, text: string): boolean {
  if (present === undefined) return false
  if (present === text) return true
  if (isNluPath(path)) return isDeepStrictEqual(readNlu({ [path]: present }).nlu, readNlu({ [path]: text }).nlu)
  if (flowNameOf(path) === null) return false
  try {
    return isDeepStrictEqual(JSON.parse(present), JSON.parse(text))
  } catch {
    return false
  }
}
