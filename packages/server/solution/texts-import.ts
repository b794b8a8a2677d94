/**
 * What a translator's file would do to a solution: which texts it changes, and what is wrong with it. Nothing is written here,
 * and nothing may be written when a problem is an error.
 */
import { compile, type Problem } from '@parley/flow'
import { idOf, readTextsFile, type TextPlace, type Written, writeTexts } from '@parley/flow/texts'
import { cleanText } from '../http/text.ts'
import { type SolutionBuild, sourceOf } from './build.ts'
import type { Translated } from './texts-record.ts'
import { fingerprintOf } from './texts-record.ts'
import type { GivenRow, Row, Sheet } from './texts-sheet.ts'

export interface Import {
  /** The new text of `texts/<language>.yaml`; `null` when a problem is an error. */
  readonly text: string | null
  readonly problems: readonly Problem[]
  /** How many texts are new or say something else than before. */
  readonly changed: number
  /** How many rows had no translation. */
  readonly empty: number
  /** What to remember of the language. */
  readonly record: NonNullable<Translated[string]>
}

export interface ImportOptions {
  /** Path of the translator's file, for problems. */
  readonly file: string
  /** Where texts of the language are in the solution. */
  readonly target: string
  /** Whether a variable that the translation leaves out is a warning instead of an error. */
  readonly allowLost: boolean
}

/** `sheet` is the solution as it is. */
export function readImport(
  build: SolutionBuild,
  sheet: Sheet,
  given: readonly GivenRow[],
  options: ImportOptions,
): Import {
  const problems: Problem[] = []
  const known = sheet.rows
  const accepted = accept(given, known, options.file, problems)
  const changes = accepted.filter(({ row, translation }) => row.translation !== translation)
  const current = build.texts[sheet.language]?.text ?? ''
  const brokenBefore = readTextsFile(sheet.language, options.target, current).problems
  const record = Object.fromEntries(
    accepted.map(({ row, given, translation }) => [
      row.id,
      [fingerprintOf(given.original), fingerprintOf(translation)] as const,
    ]),
  )
  const counts = { changed: changes.length, empty: given.filter(({ translation }) => translation.trim() === '').length }
  if (brokenBefore.length > 0) return { text: null, problems: [...brokenBefore, ...problems], ...counts, record }
  const written: readonly Written[] = changes.map(({ row, translation }) => ({ ...row, translation }))
  const text = writeTexts(current, written, known)
  problems.push(...check(build, sheet.language, text, accepted, options))
  problems.sort((one, other) => (one.place.line ?? 0) - (other.place.line ?? 0))
  const failed = problems.some(({ severity }) => severity === 'error')
  return { text: failed ? null : text, problems, ...counts, record }
}

interface Accepted {
  readonly row: Row
  readonly given: GivenRow
  /** As it is to be written. */
  readonly translation: string
}

function accept(
  given: readonly GivenRow[],
  known: readonly Row[],
  file: string,
  problems: Problem[],
): readonly Accepted[] {
  const rows = new Map(known.map((row) => [row.id, row]))
  const seen = new Map<string, number>()
  const found: Accepted[] = []
  for (const each of given) {
    const row = rows.get(each.id)
    const place = { file, line: each.line, field: each.id.slice(0, 200) }
    const add = (code: string, severity: Problem['severity'], reason: string, repair: string): void => {
      problems.push({ code, severity, place, reason, repair })
    }
    if (row === undefined)
      add(
        'unknown-text',
        'error',
        'The solution has no such text.',
        'Remove the row, or put its key right; a node may have been renamed since the export.',
      )
    else if (seen.has(each.id))
      add(
        'repeated-text',
        'error',
        `The text is there twice, first at ${seen.get(each.id)}.`,
        'Keep one of the two rows.',
      )
    else {
      if (!isSame(each.original, row.original) && each.translation.trim() !== '')
        add('stale-text', 'warning', 'The original has changed since the export.', `It is now: ${clip(row.original)}`)
      const translation = fitted(each.translation, row.original)
      if (translation.trim() !== '') found.push({ row, given: each, translation })
    }
    seen.set(each.id, each.line)
  }
  return found
}

/** Compiles the solution as it would be and takes what is wrong with the given texts. */
function check(
  build: SolutionBuild,
  language: string,
  text: string,
  accepted: readonly Accepted[],
  { file, target, allowLost }: ImportOptions,
): readonly Problem[] {
  const texts = { ...build.texts, [language]: { file: target, text } }
  const { problems } = compile(sourceOf({ ...build, texts }))
  const lines = new Map(accepted.map(({ row, given }) => [row.id, given.line]))
  return problems.flatMap((problem): readonly Problem[] => {
    if (problem.place.file !== target) return []
    const id = idOf(addressOf(problem.place))
    const line = lines.get(id)
    if (line === undefined || problem.code === 'missing-text') return []
    const severity = problem.code === 'lost-variable' && !allowLost ? 'error' : problem.severity
    return [{ ...problem, severity, place: { file, line, field: id } }]
  })
}

function addressOf({ flow, node, field = '' }: Problem['place']): TextPlace {
  return flow === undefined
    ? { flow: null, node: null, key: field.replace(/^words\./, '') }
    : { flow, node: node ?? null, key: field.replace(/\.label$/, '') }
}

/** Tools and spreadsheets change line ends and spaces around a text. */
function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
  return plain(one) === plain(other)
}

/** As the file will hold it: line ends as ours, no space around that the original does not have. */
function fitted(translation: string, original: string): string {
  const clean = cleanText(translation)
  return original === original.trim() ? clean.trim() : clean
}

function clip(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text)
}
