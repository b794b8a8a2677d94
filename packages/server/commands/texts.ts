import { readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { compile, type Problem, readTag } from '@parley/flow'
import { type SolutionBuild, sourceOf } from '../solution/build.ts'
import { readSolution } from '../solution/load.ts'
import { readCsv, writeCsv } from '../solution/texts-csv.ts'
import { type Import, readImport } from '../solution/texts-import.ts'
import { readTranslated, recordFile } from '../solution/texts-record.ts'
import { type Sheet, sheetOf } from '../solution/texts-sheet.ts'
import { readXliff, writeXliff } from '../solution/texts-xliff.ts'
import { hasErrors, showProblems, summarize } from './problem.ts'
import { saveFile } from './saved-file.ts'

const formats = ['csv', 'xliff'] as const
type Format = (typeof formats)[number]

/** A translator's file larger than this is refused unread. */
const maxSheetBytes = 50 * 1024 * 1024

export interface ExportOptions {
  readonly language: string
  readonly format: string
  readonly out?: string
  /** Only what is new or has changed. */
  readonly open?: boolean
}

/** `parley texts export <solution>`: a file for translators. */
export async function exportTexts(folder: string, options: ExportOptions): Promise<number> {
  const language = readTag(options.language)
  const format = formatOf(options.format)
  if (language === null) return wrongUsage(`"${options.language}" is not a language. Use a BCP 47 tag such as "ko".`)
  if (format === null) return wrongUsage(`"${options.format}" is not a format. Use ${formats.join(' or ')}.`)
  const solution = await open(folder, language)
  if (solution === null) return 1
  const { sheet } = solution
  if (sheet.own === language) return wrongUsage(`The flows are written in ${language}; name another language.`)
  const rows = sheet.rows.filter((row) => row.asked && (options.open !== true || row.state !== 'done'))
  const text = format === 'csv' ? writeCsv({ ...sheet, rows }) : writeXliff({ ...sheet, rows })
  if (options.out === undefined) process.stdout.write(text)
  else {
    await saveFile(options.out, text)
    const open = rows.filter(({ state }) => state !== 'done').length
    console.log(`${options.out}: ${rows.length} texts, ${open} to translate from ${sheet.own} to ${language}.`)
  }
  return 0
}

export interface ImportTextsOptions {
  readonly language?: string
  readonly format?: string
  readonly allowLost?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** `parley texts import <solution> <file>`: takes a translator's file in, whole or not at all. */
export async function importTexts(folder: string, file: string, options: ImportTextsOptions): Promise<number> {
  const wanted = options.language === undefined ? null : readTag(options.language)
  if (options.language !== undefined && wanted === null) return wrongUsage(`"${options.language}" is not a language.`)
  const format = formatOf(options.format ?? (/^\.(xlf|xliff|xml)$/i.test(extname(file)) ? 'xliff' : 'csv'))
  if (format === null) return wrongUsage(`"${options.format}" is not a format. Use ${formats.join(' or ')}.`)
  const text = await readSheetFile(file)
  if (typeof text !== 'string') return tell([text], options)
  const given = format === 'csv' ? readCsv(text, basename(file)) : readXliff(text, basename(file))
  if (!('rows' in given)) return tell(given, options)
  const stated = given.language === null ? null : readTag(given.language)
  const language = wanted ?? stated
  if (language === null) return wrongUsage(`${basename(file)} names no language that is one; give it with --language.`)
  const solution = await open(folder, language)
  if (solution === null) return 1
  const { build, sheet } = solution
  if (sheet.own === language) return wrongUsage(`The flows are written in ${language}; that is no translation.`)
  const target = build.texts[language]?.file ?? `texts/${language}.yaml`
  const done = readImport(build, sheet, given.rows, {
    file: basename(file),
    target,
    allowLost: options.allowLost === true,
  })
  if (done.text !== null && options.dryRun !== true) await save(folder, language, target, done)
  return tell(done.problems, options, summary(done, target, language, options.dryRun === true))
}

interface Opened {
  readonly build: SolutionBuild
  readonly sheet: Sheet
}

/** The solution with its texts, mistakes of its flows notwithstanding; `null`, told, when it cannot be read. */
async function open(folder: string, language: string): Promise<Opened | null> {
  const { build, problems } = await readSolution(folder)
  if (build === null) {
    showProblems(problems)
    console.error(`${folder}: ${summarize(problems)}`)
    return null
  }
  const { texts } = compile(sourceOf(build))
  return { build, sheet: sheetOf(build, texts, language, await readTranslated(folder)) }
}

async function readSheetFile(file: string): Promise<string | Problem> {
  const refuse = (reason: string, repair: string): Problem => ({
    code: 'broken-sheet',
    severity: 'error',
    place: { file: basename(file) },
    reason,
    repair,
  })
  try {
    const { size } = await stat(file)
    if (size > maxSheetBytes) return refuse(`The file has ${size} bytes; it may have ${maxSheetBytes}.`, 'Split it.')
    const bytes = await readFile(file)
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return refuse('The file is not in UTF-8.', 'Save it as CSV in UTF-8; letters would be lost otherwise.')
    return refuse(`The file cannot be read (${code}).`, 'Give the path of a file that may be read.')
  }
}

/** Either file is written whole or not at all. */
async function save(folder: string, language: string, target: string, { text, record }: Import): Promise<void> {
  const translated = await readTranslated(folder)
  const merged = { ...translated, [language]: { ...translated[language], ...record } }
  const sorted = Object.fromEntries(
    Object.entries(merged)
      .toSorted(byName)
      .map(([name, rows]) => [name, Object.fromEntries(Object.entries(rows).toSorted(byName))]),
  )
  await saveFile(join(folder, target), text ?? '')
  await saveFile(join(folder, recordFile), `${JSON.stringify(sorted, null, 1)}\n`)
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0

function summary({ text, changed, empty }: Import, target: string, language: string, dryRun: boolean): string {
  const left = empty === 0 ? '' : `, ${empty} without a translation left as they were`
  if (text === null) return `Nothing was written: mend the errors and import the file again.`
  const verb = dryRun ? 'would be changed' : 'changed'
  return `${target}: ${changed} texts in ${language} ${verb}${left}.`
}

function tell(
  problems: readonly Problem[],
  options: { readonly json?: boolean },
  words = 'Nothing was written.',
): number {
  if (options.json === true) console.log(JSON.stringify({ problems }, null, 2))
  else {
    showProblems(problems)
    console.log(words)
  }
  return hasErrors(problems) ? 1 : 0
}

function formatOf(name: string): Format | null {
  return formats.find((format) => format === name) ?? null
}

function wrongUsage(words: string): number {
  console.error(words)
  return 2
}
