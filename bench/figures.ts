/** The sorted sample's value at that share, 0..1. */
export function quantile(sorted: Float64Array | readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return sorted[index] ?? Number.NaN
}

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )

/** One line of a part's result. */
export interface Row {
  readonly what: string
  readonly figure: string
  /** What to reach, in words; absent for floors. */
  readonly target?: string
  readonly reached?: boolean
}

export const count = (value: number): string => Math.round(value).toLocaleString('en-US')
export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n## ${title}\n`)
  console.log('| what | figure | target |\n| --- | --- | --- |')
  for (const row of rows) {
    const target =
      row.target === undefined ? '' : `${row.target}${row.reached === undefined ? '' : row.reached ? ' ✓' : ' ✗'}`
    console.log(`| ${row.what} | ${row.figure} | ${target} |`)
  }
}
