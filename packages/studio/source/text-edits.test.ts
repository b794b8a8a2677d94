import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineChanges, linesOf, textEdits } from './text-edits.ts'

const applied = (text: string, edits: ReturnType<typeof textEdits>): string =>
  edits.reduceRight((now, { at, removed, added }) => now.slice(0, at) + added + now.slice(at + removed), text)

const line = fc.constantFrom('a', 'b', '', '  - 예약', 'größer', '😀', '😁 x')
const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', '\n', '\r\n')).map(([lines, end]) => {
  return lines.join('\n') + end
})

describe('what differs between two texts', () => {
  test('[DS10] makes the one of the other, and halves no character', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const edits = textEdits(from, to)
        expect(applied(from, edits)).toBe(to)
        expect(edits.every(({ added }) => added.isWellFormed())).toBe(true)
      }),
    )
  })

  test('is as few lines as can be', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 10 })
    fc.assert(
      fc.property(lines, lines, (from, to) => {
        const counted = lineChanges(from, to).reduce(
          (sum, each) => sum + each.fromEnd - each.from + each.toEnd - each.to,
          0,
        )
        expect(counted).toBe(from.length + to.length - 2 * longestCommon(from, to))
      }),
    )
  })

  test('[DS10] leaves what stands between', () => {
    expect(textEdits('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n')).toEqual([
      { at: 2, removed: 1, added: 'B' },
      { at: 8, removed: 0, added: 'e\n' },
    ])
    expect(linesOf('a\n\nb')).toEqual(['a\n', '\n', 'b'])
  })

  test('is one change where everything differs', () => {
    const many = (letter: string) => Array.from({ length: 3000 }, (_, at) => `${letter}${at}`)
    expect(lineChanges(['x', ...many('a'), 'y'], ['x', ...many('b'), 'y'])).toEqual([
      { from: 1, fromEnd: 3001, to: 1, toEnd: 3001 },
    ])
  })
})

function longestCommon(from: readonly string[], to: readonly string[]): number {
  const [[first, ...others], [second, ...more]] = [from, to]
  if (first === undefined || second === undefined) return 0
  if (first === second) return 1 + longestCommon(others, more)
  return Math.max(longestCommon(others, to), longestCommon(from, more))
}
