import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '@parley/flow'
import { parseDocument } from 'yaml'
import { type Story, storyFile } from './story.ts'

export interface WrittenStories {
  readonly file: string
  readonly stories: readonly Story[]
}

/** Every `tests/*.test.yaml` of a solution folder. A file that is no story file is a problem and left out. */
export async function readStories(
  folder: string,
): Promise<{ readonly files: readonly WrittenStories[]; readonly problems: readonly Problem[] }> {
  const names = (await readdir(join(folder, 'tests')).catch(() => []))
    .filter((name) => /\.test\.ya?ml$/.test(name))
    .sort()
  const files: WrittenStories[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const file = `tests/${name}`
    const read = parseStories(file, await readFile(join(folder, file), 'utf8'))
    if (Array.isArray(read)) problems.push(...read)
    else files.push({ file, stories: read.stories })
  }
  return { files, problems }
}

function parseStories(file: string, text: string): { stories: readonly Story[] } | Problem[] {
  const document = parseDocument(text, { prettyErrors: true })
  const broken = document.errors.map((error): Problem => {
    const position = error.linePos?.[0]
    return {
      code: 'broken-story',
      severity: 'error',
      place: { file, ...(position ? { line: position.line, column: position.col } : {}) },
      reason: error.message.split('\n')[0] ?? 'This is not YAML.',
      repair: 'Mend the YAML at this place.',
    }
  })
  if (broken.length > 0) return broken

  // maxAliasCount bounds what a few bytes of aliases may unfold to.
  const parsed = storyFile.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (parsed.success) return parsed.data
  return parsed.error.issues.map((issue) => ({
    code: 'broken-story',
    severity: 'error',
    place: { file, field: issue.path.join('.') },
    reason: issue.message,
    repair: 'Write it as in the example story: see "parley init".',
  }))
}
