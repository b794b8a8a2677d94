import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followRows, noRows } from './example-rows.ts'
import type { ShownExample } from './nlu-document.ts'

const shown = (...sources: readonly string[]): readonly ShownExample[] =>
  sources.map((source, at) => ({ path: 'nlu/intents.yaml', part: 0, at, line: at, source }))
const none = new Set<number>()
const begun = followRows(noRows, shown('one', 'two', 'three'), none)
const idsOf = ({ rows }: typeof begun) =>
  rows.map(({ id, example, isGone }) => `${id} ${example.source}${isGone ? ' gone' : ''}`)

test('an example is the same whatever becomes of others', () => {
  expect(idsOf(begun)).toEqual(['1 one', '2 two', '3 three'])
  expect(idsOf(followRows(begun, shown('two', 'three', 'four'), none))).toEqual(['2 two', '3 three', '4 four'])
  expect(idsOf(followRows(begun, shown('three', 'one', 'two'), none))).toEqual(['3 three', '1 one', '2 two'])
  expect(followRows(begun, begun.of, none)).toBe(begun)
})

test('an example with other words is the same where it stands', () => {
  expect(idsOf(followRows(begun, shown('one', 'twice', 'three'), none))).toEqual(['1 one', '2 twice', '3 three'])
  expect(idsOf(followRows(begun, shown('once', 'two', 'three'), none))).toEqual(['1 once', '2 two', '3 three'])
})

test('what somebody edits keeps its place when it is gone, and is there again when it comes back', () => {
  const gone = followRows(begun, shown('three'), new Set([2]))
  expect(idsOf(gone)).toEqual(['2 two gone', '3 three'])
  expect(idsOf(followRows(gone, shown('two', 'three'), new Set([2])))).toEqual(['2 two', '3 three'])
  expect(idsOf(followRows(gone, shown('new', 'three'), none))).toEqual(['4 new', '3 three'])
})

test('all examples are there in their order, each with an id of its own, and what is edited is never lost', () => {
  const lists = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(lists, fc.array(fc.nat(8)), (steps, some) => {
      const edited = new Set(some)
      let rows = noRows
      for (const step of steps) {
        const before = rows.rows.filter(({ id }) => edited.has(id)).map(({ id }) => id)
        rows = followRows(rows, shown(...step), edited)
        const ids = rows.rows.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids).toEqual(expect.arrayContaining(before))
        expect(rows.rows.filter(({ isGone }) => !isGone).map(({ example }) => example.source)).toEqual(step)
      }
    }),
  )
})
