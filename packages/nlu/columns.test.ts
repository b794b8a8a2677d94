import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeColumns, spread } from './columns.ts'
import type { Rows } from './solver.ts'

const rowsOf = (table: readonly (readonly number[])[]): Rows => {
  const starts = [0]
  const ids: number[] = []
  const values: number[] = []
  for (const row of table) {
    for (const [id, value] of row.entries())
      if (value !== 0) {
        ids.push(id)
        values.push(value)
      }
    starts.push(ids.length)
  }
  return { starts: Int32Array.from(starts), ids: Int32Array.from(ids), values: Float32Array.from(values) }
}

const dense = ({ starts, ids, values }: Rows, width: number) =>
  Array.from({ length: starts.length - 1 }, (_, row) => {
    const full = new Array<number>(width).fill(0)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) full[ids[at] ?? 0] = values[at] ?? 0
    return full
  })

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)

/** Few values and rows, so that columns are often alike. */
const tables = fc.array(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 8, maxLength: 8 }), {
  minLength: 1,
  maxLength: 4,
})

describe('columns', () => {
  test('[N4] are as many as can be told apart', () => {
    const { count, places, rows } = mergeColumns(
      rowsOf([
        [1, 1, 0, 0.5],
        [2, 2, 3, 0],
      ]),
      4,
    )
    expect(count).toBe(3)
    expect(places[0]).toBe(places[1])
    expect(rows.ids.length).toBe(4)
  })

  test('[N4] keep what rows have in common', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const columns = mergeColumns(rowsOf(table), 8)
        const merged = dense(columns.rows, columns.count)
        for (const [one, a] of table.entries())
          for (const [other, b] of table.entries())
            expect(dot(merged[one] ?? [], merged[other] ?? [])).toBeCloseTo(dot(a, b), 5)
      }),
    )
  })

  test('[N4] give every feature the weight that makes the same scores, and leave the bias', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.integer({ min: -9, max: 9 })), (table, numbers) => {
        const columns = mergeColumns(rowsOf(table), 8)
        const weights = Float32Array.from({ length: (columns.count + 1) * 2 }, () => numbers.next().value ?? 0)
        const own = spread(weights, columns, 2)
        const merged = dense(columns.rows, columns.count)
        for (const [row, values] of table.entries())
          for (const intent of [0, 1]) {
            const of = (all: Float32Array, width: number) =>
              Array.from({ length: width }, (_, at) => all[2 * at + intent] ?? 0)
            expect(dot(values, of(own, 8))).toBeCloseTo(dot(merged[row] ?? [], of(weights, columns.count)), 4)
          }
        expect(own.slice(-2)).toEqual(weights.slice(-2))
      }),
    )
  })
})
