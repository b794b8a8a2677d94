import { basename } from 'node:path'
import type { ImportedRow } from '@parley/nlu'
import { CsvError, parse } from 'csv-parse/sync'

/** Enough for all examples and as many again that are left out. */
const mostRows = 100_000

/** What somebody handed over is not what it should be. The message is for that person and names the file. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

/**
 * CSV or TSV whose first line names the columns, JSON lines, or a JSON list, by the name of the file.
 *
 * @throws UnreadableError
 */
export function readRows(file: string, text: string): readonly ImportedRow[] {
  const rows = /\.(csv|tsv)$/i.test(file) ? readTable(file, text) : readObjects(file, text)
  if (rows.length > mostRows) throw new UnreadableError(`${file} has ${rows.length} rows; there may be ${mostRows}.`)
  return rows
}

function readTable(file: string, text: string): readonly ImportedRow[] {
  const [first = ''] = text.split('\n', 1)
  const delimiter = [',', ';', '\t'].sort((one, other) => first.split(other).length - first.split(one).length)[0] ?? ','
  try {
    const rows: readonly {
      readonly record: { readonly [column: string]: string }
      readonly info: { readonly lines: number }
    }[] = parse(text, {
      bom: true,
      columns: true,
      delimiter,
      info: true,
      relax_column_count: true,
      // Tables that programs other than spreadsheets write have quotes that mean nothing but themselves.
      relax_quotes: true,
      skip_empty_lines: true,
    })
    return rows.map(({ record, info }) => ({ where: `${basename(file)}:${info.lines}`, cells: record }))
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableError(`${file} is no table: ${error.message}`, { cause: error })
    throw error
  }
}

function readObjects(file: string, text: string): readonly ImportedRow[] {
  const lines = /^\s*\[/.test(text) ? [text] : text.split('\n')
  return lines.flatMap((line, index): readonly ImportedRow[] => {
    if (line.trim() === '') return []
    const where = `${basename(file)}:${index + 1}`
    const value = parsed(line, `${file}, line ${index + 1}`)
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    return items.map((item) => ({ where, cells: typeof item === 'object' && item !== null ? { ...item } : {} }))
  })
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnreadableError(`${where} is no JSON: ${reason}`, { cause: error })
  }
}
