import { createRequire } from 'node:module'

type SettingsFile = typeof import('@parley/studio/settings')

let loaded: SettingsFile | null = null

/** How `solution.ts` is read and written. Its parser takes tens of megabytes and comes when it is first needed: most servers never do. */
export function settingsFile(): SettingsFile {
  loaded ??= createRequire(import.meta.url)('@parley/studio/settings') as SettingsFile
  return loaded
}
