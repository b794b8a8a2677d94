import { readTag, usualLanguage } from '../language.ts'
import { suggest } from '../nearest.ts'
import { dotted, type Path } from '../path.ts'
import type { Place } from '../problem.ts'
import type { ProblemCode } from '../problem-code.ts'
import type { SolutionSource } from '../source.ts'
import { readTextsFile, type TextsFile } from './texts-file.ts'

/** What a solution states of its languages, tags in their usual spelling. */
export interface Stated {
  readonly own: string
  readonly files: ReadonlyMap<string, TextsFile>
  readonly fallbacks: { readonly [language: string]: readonly string[] }
}

type Add = (code: ProblemCode, place: Place, reason: string, repair: string) => void

export function readStated(source: SolutionSource, add: Add): Stated {
  const own = ownLanguage(source, add)
  const files = readFiles(source, add)
  return { own, files, fallbacks: readFallbacks(source, new Set([own, ...files.keys()]), add) }
}

function ownLanguage({ language }: SolutionSource, add: Add): string {
  if (language === undefined) return usualLanguage
  const tag = readTag(language)
  if (tag === null) badTag(language, 'solution.ts', ['language'], add)
  return tag ?? usualLanguage
}

function readFiles(source: SolutionSource, add: Add): ReadonlyMap<string, TextsFile> {
  const files = new Map<string, TextsFile>()
  for (const [language, { file, text }] of Object.entries(source.texts ?? {})) {
    const tag = readTag(language)
    const other = tag === null ? undefined : files.get(tag)
    if (tag === null) badTag(language, file, [], add)
    else if (other === undefined) files.set(tag, readTextsFile(tag, file, text))
    else
      add(
        'broken-texts',
        { file },
        `The texts in ${tag} are there twice, also in ${other.file}.`,
        'Join the two files.',
      )
  }
  return files
}

function readFallbacks(source: SolutionSource, known: ReadonlySet<string>, add: Add): Stated['fallbacks'] {
  const read: { [language: string]: readonly string[] } = {}
  for (const [language, given] of Object.entries(source.fallbacks ?? {})) {
    const tag = readTag(language)
    if (tag === null) {
      badTag(language, 'solution.ts', ['fallbacks', language], add)
      continue
    }
    read[tag] = given.flatMap((fallback, index) => {
      const path = ['fallbacks', language, index]
      const found = readTag(fallback)
      if (found === null) badTag(fallback, 'solution.ts', path, add)
      else if (!known.has(found)) {
        const place = { file: 'solution.ts', field: dotted(path) }
        add('unknown-language', place, `The solution has no texts in ${found}.`, suggest(found, known))
      }
      return found ?? []
    })
  }
  return read
}

function badTag(tag: string, file: string, path: Path, add: Add): void {
  const place = { file, ...(path.length === 0 ? {} : { field: dotted(path) }) }
  add('bad-locale', place, `"${tag}" is not a language.`, 'Use a BCP 47 tag such as "ko" or "pt-BR".')
}
