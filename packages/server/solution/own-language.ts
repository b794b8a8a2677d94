import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTag } from '@parley/flow'
import { settingsFile } from './settings-file.ts'

/** The language that a solution's texts are written in, by its `solution.ts`; English where that does not say. */
export async function readOwnLanguage(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'solution.ts'), 'utf8').catch(() => '')
  const read = settingsFile().readSolutionFile(text)
  const language = read.kind === 'read' ? read.settings.language : undefined
  return (typeof language === 'string' ? readTag(language) : null) ?? 'en'
}
