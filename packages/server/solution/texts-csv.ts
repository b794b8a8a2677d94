/**
 * Texts as CSV, for spreadsheets: a byte order mark, so that every spreadsheet reads it as UTF-8, and one column per language,
 * named by it. Read with comma, semicolon or tab between the cells, as spreadsheets save them.
 */
import type { Problem } from '@parley/flow'
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { GivenRow, Sheet } from './texts-sheet.ts'

const columns = ['key', 'state', 'note'] as const

export function writeCsv({ own, language, rows }: Sheet): string {
  const [key, state, note] = columns
  const head = [key, own, language, state, note]
  const cells = rows.map((row) =>
    [row.id, row.original, row.translation, row.state, row.note].map((cell) => guarded(cell)),
  )
  return stringify([head, ...cells], { bom: true })
}

export interface GivenSheet {
  /** `null` where the file does not say. */
  readonly language: string | null
  readonly rows: readonly GivenRow[]
}

/** Rows of a CSV file, or why it is none. */
export function readCsv(text: string, file: string): GivenSheet | readonly Problem[] {
  const broken = (reason: string, repair: string, line?: number): readonly Problem[] => [
    {
      code: 'broken-sheet',
      severity: 'error',
      place: { file, ...(line === undefined ? {} : { line }) },
      reason,
      repair,
    },
  ]
  const [first = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)
  const delimiter = /^"?key"?([,;\t])/.exec(first)?.[1]
  if (delimiter === undefined)
    return broken('The first row does not begin with "key".', 'Take a file that "parley texts export" wrote.', 1)
  let records: string[][]
  try {
    records = parse(text, { bom: true, delimiter, relax_column_count: true, max_record_size: 200_000 })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return broken(`This is not CSV: ${error.message}.`, 'Save it from a spreadsheet as CSV in UTF-8.', lineOf(error))
  }
  const [head = [], ...rest] = records
  const [, own, language] = head
  if (own === undefined || own === '' || language === undefined || language === '')
    return broken('The second and third column have no language.', 'Name them by it, as they were exported.', 1)
  const rows = rest.flatMap((cells, index): readonly GivenRow[] => {
    const [id = '', original = '', translation = ''] = cells.map(unguarded)
    return id.trim() === '' ? [] : [{ id: id.trim(), original, translation, line: index + 2 }]
  })
  return { language, rows }
}

function lineOf(error: CsvError): number | undefined {
  const { lines } = error as CsvError & { readonly lines?: unknown }
  return typeof lines === 'number' ? lines : undefined
}

/** What a spreadsheet would take for a formula, and run. */
const formula = /^'*[=+\-@\t\r]/

/** An apostrophe in front keeps a spreadsheet from reading a formula. */
function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
