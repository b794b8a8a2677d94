import { expect, test } from 'vitest'
import { type HistoryRow, sittingsOf } from './sitting.ts'

const minute = 60_000
let number = 0
const row = (at: number, author: string, ...touched: readonly string[]): HistoryRow => {
  number += 1
  return { number, at: at * minute, author, authorName: author, touched }
}

test('what one person does without a longer pause is one sitting, also when others work beside them', () => {
  const rows = [
    row(0, 'ada', 'a'),
    row(5, 'bob', 'x'),
    row(10, 'ada', 'b', 'a'),
    row(12, 'bob', 'y'),
    row(40, 'ada', 'c'),
  ].reverse()
  expect(
    sittingsOf(rows).map(({ author, from, to, updates, touched }) => [
      author.name,
      from / minute,
      to / minute,
      updates,
      touched,
    ]),
  ).toEqual([
    ['ada', 40, 40, 1, ['c']],
    ['bob', 5, 12, 2, ['y', 'x']],
    ['ada', 0, 10, 2, ['b', 'a']],
  ])
})

test('a day without a pause is several sittings', () => {
  const rows = Array.from({ length: 60 }, (_, index) => row(index * 10, 'ada', `n${index}`)).reverse()
  const sittings = sittingsOf(rows)
  expect(sittings.length).toBe(3)
  expect(sittings.reduce((sum, { updates }) => sum + updates, 0)).toBe(60)
})
