/**
 * Tables in CSV: a bot's rows by their headers, and any other table as it is.
 *
 * Owns quoting, line numbers, what spreadsheets leave behind, and the bounds. What a cell means is the row's concern.
 */
import { CsvError, parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'
import { type Column, columnNames, columnOf, columns, neededColumns } from './column.ts'
import type { RowPlace, SheetReport } from './sheet-report.ts'

/** Characters of one file: many times the largest bot that is known. */
export const largestTable = 20_000_000
/** Characters of one row. */
const largestRow = 1_000_000
/** Rows of one file. */
const mostRows = 20_000

/** One row of cells with its place in the file; rows that are empty are left out. */
interface Line {
  readonly cells: readonly string[]
  readonly row: number
  readonly line: number
}

export type Cells = { readonly [column in Column]?: string }

/** One row of a bot's table. A cell that is empty is not there. */
export interface TableRow extends RowPlace {
  readonly cells: Cells
}

const csvRepair = 'Export the sheet as CSV in UTF-8 once more, or mend the quotes at this line.'

/** The lines of a CSV text; `null` (and a problem) when it is none. */
export function readLines(text: string, report: SheetReport): readonly Line[] | null {
  const broken = (reason: string, repair: string, line?: number): null => {
    const at = line === undefined ? null : { row: line, line, node: '' }
    report.error('pypestream-csv', { at, column: null }, reason, repair)
    return null
  }
  if (text.length > largestTable)
    return broken(`The file has ${text.length} characters; it may have ${largestTable}.`, 'Split the bot into several.')
  if (text.includes('\u0000')) return broken('The file holds zero bytes, so it is no text.', csvRepair)
  try {
    const options = { bom: true, info: true, relax_column_count: true, max_record_size: largestRow }
    const records = parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as readonly Parsed[]
    if (records.length > mostRows + 1)
      return broken(`The file has ${records.length - 1} rows; it may have ${mostRows}.`, 'Split the bot into several.')
    let line = 1
    return records.flatMap(({ record, info }, index) => {
      const begins = line
      line = info.lines + 1
      // A line break is only ended by the next one: the last record may end without.
      return record.every((cell) => cell.trim() === '') ? [] : [{ cells: record, row: index + 1, line: begins }]
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { readonly lines?: unknown }
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
    const at = isOpen ? openQuote(text) : Number(lines)
    const reason = isOpen ? 'A quote is opened here and never closed.' : `This is not CSV: ${error.message}.`
    return broken(reason, csvRepair, Number.isInteger(at) ? at : undefined)
  }
}

/** The line of the last quote that opens a cell. */
function openQuote(text: string): number {
  let line = 1
  let opened = 1
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\n') line += 1
    if (letter !== '"') continue
    if (!inside) opened = line
    inside = !inside
  }
  return opened
}

interface Parsed {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** Spreadsheets of some countries part the cells by semicolons. */
function delimiterOf(text: string): ',' | ';' | '\t' {
  const [head = ''] = text.slice(0, 10_000).split(/\r?\n/, 1)
  const counts = ([',', ';', '\t'] as const).map((mark) => [mark, head.split(mark).length] as const)
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0]
}

/** The rows of a `bot.csv`. */
export function readTable(text: string, report: SheetReport): readonly TableRow[] {
  const lines = readLines(text, report)
  const [head, ...rest] = lines ?? []
  if (head === undefined) {
    if (lines !== null) report.error('pypestream-csv', nowhere, 'The file is empty.', 'Give the bot.csv of a solution.')
    return []
  }
  const found = readHead(head, report)
  return found === null ? [] : rest.flatMap((line) => readRow(line, found, report))
}

const nowhere = { at: null, column: null } as const

/** The column of each cell; `null` for those that mean nothing. */
function readHead(head: Line, report: SheetReport): readonly (Column | null)[] | null {
  const at = { row: head.row, line: head.line, node: '' }
  const found = head.cells.map((header, index) => columnOf(header, index === 0))
  const missing = neededColumns.filter((column) => !found.includes(column)).map((column) => `"${columns[column]}"`)
  if (missing.length > 0) {
    const reason = `The first row has no column ${missing.join(' and ')}, so this is no bot.csv.`
    report.error('pypestream-csv', { at, column: null }, reason, 'Keep the header row, and let it be the first.')
    return null
  }
  for (const [index, column] of found.entries()) {
    const header = (head.cells[index] ?? '').trim()
    if (column === null && header !== '')
      report.warn(
        'pypestream-lost',
        { at, column: null, entry: header },
        `Nobody knows the column "${header.slice(0, 60)}"; it is left out.`,
        `Name it as Pypestream does if it is one of ${columnNames.length} columns.`,
      )
    if (column !== null && found.indexOf(column) !== index) {
      const reason = `The column "${columns[column]}" is there twice.`
      report.error('pypestream-csv', { at, column, entry: header }, reason, 'Remove one of the two.')
    }
  }
  return found
}

function readRow(
  { cells, row, line }: Line,
  head: readonly (Column | null)[],
  report: SheetReport,
): readonly TableRow[] {
  const named: { [column in Column]?: string } = {}
  for (const [index, column] of head.entries()) {
    const cell = unguarded(cells[index] ?? '')
    if (column !== null && cell.trim() !== '') named[column] = cell
  }
  const at = { row, line, node: (named.number ?? '').trim() }
  const extra = cells.slice(head.length).some((cell) => cell.trim() !== '')
  if (cells.length < head.length || extra) {
    const reason = `The row has ${cells.length} cells, and the header names ${head.length}.`
    report.error(
      'pypestream-csv',
      { at, column: null, entry: String(cells.length) },
      reason,
      'Look for a comma or a line break in this row that stands outside of quotes.',
    )
    return []
  }
  return [{ ...at, cells: named }]
}

/** What a spreadsheet takes for a formula, or for a number that it writes its own way. */
const formula = /^'*[=+\-@\t\r]/

/** The apostrophe that spreadsheets put before a dash, taken off. */
function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

/** An apostrophe in front keeps a spreadsheet from reading a formula. */
function guarded(cell: string): string {
  return formula.test(cell) && !/^-?\d+$/.test(cell) ? `'${cell}` : cell
}

/** A `bot.csv` with all its columns. */
export function writeTable(rows: readonly Cells[]): string {
  const head = columnNames.map((column) => columns[column])
  return writeLines([head, ...rows.map((cells) => columnNames.map((column) => cells[column] ?? ''))])
}

export function writeLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows.map((cells) => cells.map(guarded)))
}
