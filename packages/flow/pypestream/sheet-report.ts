import type { Problem } from '../problem.ts'
import { type Column, columns } from './column.ts'

/** Every problem of the format, with its page in `docs/errors/`. */
export type SheetCode =
  | 'pypestream-csv'
  | 'pypestream-cell'
  | 'pypestream-reference'
  | 'pypestream-flow'
  | 'pypestream-script'
  | 'pypestream-secret'
  | 'pypestream-lost'

/** Where a row is. `line` counts the file's lines, `row` the spreadsheet's rows; the header is the first of both. */
export interface RowPlace {
  readonly row: number
  readonly line: number
  /** Node Number as it is written. */
  readonly node: string
}

/** What Pypestream's own compiler says of one row. */
export interface RowMistakes {
  readonly row_num: number
  readonly node_num: number | string
  readonly err_msgs: readonly {
    readonly field_name: string
    readonly error_description: string
    readonly field_entry: string
  }[]
}

interface Found {
  readonly problem: Problem
  readonly place: RowPlace | null
  readonly column: Column | null
  readonly said: string
  readonly entry: string
}

/** Longest piece of a cell that an error repeats. */
const longestEntry = 200
/** Of one code; a file that is wrong everywhere is wrong in one way. */
const mostOfOne = 200

/** What is said about a cell besides the problem itself. */
export interface About {
  readonly at: RowPlace | null
  readonly column: Column | null
  /** The cell's text. */
  readonly entry?: string
  /** Pypestream's own words for it. */
  readonly said?: string
}

/** Collects the problems of the files of one solution. */
export class SheetReport {
  readonly #file: string
  readonly #found: Found[] = []
  readonly #times = new Map<string, number>()

  /** `file`: name of the table, for the places. */
  constructor(file: string) {
    this.#file = file
  }

  get problems(): readonly Problem[] {
    return this.#found.map(({ problem }) => problem)
  }

  get hasErrors(): boolean {
    return this.#found.some(({ problem }) => problem.severity === 'error')
  }

  /** `repair` as a function where it takes work: of the many problems of a broken file most are not kept. */
  error(code: SheetCode, about: About, reason: string, repair: string | (() => string)): void {
    this.#add('error', code, about, reason, repair)
  }

  warn(code: SheetCode, about: About, reason: string, repair: string | (() => string)): void {
    this.#add('warning', code, about, reason, repair)
  }

  /** A problem that is not about a row of the table. */
  tell(problem: Problem): void {
    this.#found.push({ problem, place: null, column: null, said: problem.reason, entry: '' })
  }

  /** The errors in the shape in which Pypestream's compiler has them. */
  mistakes(): readonly RowMistakes[] {
    const rows = new Map<number, Found[]>()
    for (const found of this.#found) {
      if (found.problem.severity !== 'error' || found.place === null) continue
      rows.set(found.place.row, [...(rows.get(found.place.row) ?? []), found])
    }
    return [...rows].sort(byRow).map(([row, found]) => {
      const node = found[0]?.place?.node ?? ''
      return {
        row_num: row,
        node_num: /^-?\d+$/.test(node) ? Number(node) : node,
        err_msgs: found.map(({ column, said, entry }) => ({
          field_name: column === null ? '' : columns[column],
          error_description: said,
          field_entry: entry,
        })),
      }
    })
  }

  #add(
    severity: Problem['severity'],
    code: SheetCode,
    about: About,
    reason: string,
    advice: string | (() => string),
  ): void {
    const times = (this.#times.get(code) ?? 0) + 1
    this.#times.set(code, times)
    if (times > mostOfOne) return
    const { at, column, entry = '', said = reason } = about
    const repair = typeof advice === 'string' ? advice : advice()
    const place = {
      file: this.#file,
      ...(at === null || at.node === '' ? {} : { node: at.node }),
      ...(column === null ? {} : { field: columns[column] }),
      ...(at === null ? {} : { line: at.line }),
    }
    const shown = entry.length > longestEntry ? `${entry.slice(0, longestEntry).toWellFormed()}…` : entry
    this.#found.push({ problem: { code, severity, place, reason, repair }, place: at, column, said, entry: shown })
  }
}

function byRow([one]: readonly [number, unknown], [other]: readonly [number, unknown]): number {
  return one - other
}
