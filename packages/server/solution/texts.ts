import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problem, readTag } from '@parley/flow'
import type { SolutionBuild } from './build.ts'

/** A file of texts larger than this is refused unread; a hundred thousand texts fit. */
const maxTextsBytes = 20 * 1024 * 1024

const form = /^([A-Za-z0-9-]+)\.ya?ml$/

/** Reads `texts/<language>.yaml` of a solution folder, by language in its usual spelling. */
export async function readTexts(
  folder: string,
): Promise<{ readonly texts: SolutionBuild['texts']; readonly problems: readonly Problem[] }> {
  const texts: Record<string, { file: string; text: string }> = {}
  const problems: Problem[] = []
  const refuse = (file: string, reason: string, repair: string): void => {
    problems.push({ code: 'broken-texts', severity: 'error', place: { file }, reason, repair })
  }
  const names = await readdir(join(folder, 'texts')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') refuse('texts', `It cannot be read (${error.code}).`, 'Make it an ordinary folder.')
    return []
  })
  for (const name of names.sort()) {
    const stem = form.exec(name)?.[1]
    if (stem === undefined) continue
    const language = readTag(stem) ?? stem
    const file = `texts/${name}`
    if (Object.hasOwn(texts, language)) {
      refuse(file, `The language ${language} has two files.`, `Join it with ${texts[language]?.file}.`)
      continue
    }
    try {
      const { size } = await stat(join(folder, file))
      if (size > maxTextsBytes)
        refuse(file, `The file has ${size} bytes; it may have ${maxTextsBytes}.`, 'Split the solution.')
      else texts[language] = { file, text: decode(await readFile(join(folder, file))) }
    } catch (error) {
      const { code = 'it is not UTF-8' } = error as NodeJS.ErrnoException
      refuse(file, `It cannot be read (${code}).`, 'Make it an ordinary file in UTF-8 that may be read.')
    }
  }
  return { texts, problems }
}

/** Throws when the bytes are no UTF-8: letters would be lost silently. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('not UTF-8')
  }
}
