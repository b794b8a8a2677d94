import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findNeighbours, neighbourCount } from './neighbours.ts'

test('[N12] the neighbours of a row are the likest other rows, likest first', () => {
  const width = 6
  const row = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: width, maxLength: width })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.nat(5), (table, skipped) => {
      const first = Math.min(skipped, table.length)
      const kept = table.map((values) => [...values.entries()].filter(([, value]) => value > 0))
      const starts = Int32Array.from([0, ...kept.map((_, at) => kept.slice(0, at + 1).flat().length)])
      const ids = Int32Array.from(kept.flat(), ([id]) => id)
      const values = Float32Array.from(kept.flat(), ([, value]) => value)
      const found = findNeighbours({ starts, ids, values }, width, first)
      const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)
      const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1)
      for (const [at, values] of table.slice(first).entries()) {
        const slots = at * neighbourCount
        const likest = table
          .flatMap((other, place) => (place === at + first ? [] : [cosine(values, other)]))
          .filter((like) => like > 0.1201)
          .sort((a, b) => b - a)
          .slice(0, neighbourCount)
        const has = [...found.likeness.subarray(slots, slots + neighbourCount)].filter((like) => like > 0)
        expect(has.length).toBeGreaterThanOrEqual(likest.length)
        for (const [slot, like] of likest.entries()) {
          expect(has[slot]).toBeCloseTo(like, 4)
          expect(cosine(values, table[found.ids[slots + slot] ?? 0] ?? [])).toBeCloseTo(like, 4)
        }
      }
    }),
  )
})
