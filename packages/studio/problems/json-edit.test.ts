import { expect, test } from 'vitest'
import { changesOf } from './change-list.ts'
import { pathIn, renamedAt, valueAt, withAt } from './json-edit.ts'
import { durationMeant } from './setting-repairs.ts'

const node = { answer: { choices: [{ id: 'a' }, { id: 'b' }] }, to: { 'choice.a': 'x', next: 'y' } }

test('a dotted path finds members that have dots in their names', () => {
  expect(pathIn(node, 'answer.choices[1].id')).toEqual(['answer', 'choices', 1, 'id'])
  expect(pathIn(node, 'to.choice.a')).toEqual(['to', 'choice.a'])
  expect(pathIn(node, 'to.missing')).toEqual(['to', 'missing'])
  expect(pathIn(node, '')).toEqual([])
})

test('values are put, taken out and renamed, and everything else stays the same object', () => {
  const put = withAt(node, ['answer', 'choices', 1, 'id'], 'c')
  expect(valueAt(put, ['answer', 'choices', 1, 'id'])).toBe('c')
  expect(valueAt(put, ['to'])).toBe(node.to)
  expect(valueAt(withAt(node, ['answer', 'choices', 0], undefined), ['answer', 'choices'])).toEqual([{ id: 'b' }])
  expect(Object.keys(valueAt(renamedAt(node, ['to', 'choice.a'], 'choice.z'), ['to']) as object)).toEqual([
    'choice.z',
    'next',
  ])
  expect(valueAt(withAt({}, ['input', 'email'], 'email'), ['input', 'email'])).toBe('email')
})

test('what changes is told value by value, without what only the canvas knows', () => {
  const before = { start: 'a', nodes: { a: { text: 'x', meta: { x: 1 } }, b: {} } }
  const after = { start: 'b', nodes: { a: { text: 'y', meta: { x: 2 } } } }
  expect(changesOf(before, after)).toEqual([
    { at: 'start', before: 'a', after: 'b' },
    { at: 'nodes.a.text', before: 'x', after: 'y' },
    { at: 'nodes.b', before: {}, after: undefined },
  ])
})

test.each([
  ['10 minutes', '10m'],
  ['1 Hour 30 min', '1h30m'],
  ['a week', '7d'],
  ['90', '90m'],
  ['soon', null],
])('%s is %s', (written, meant) => {
  expect(durationMeant(written)).toBe(meant)
})
