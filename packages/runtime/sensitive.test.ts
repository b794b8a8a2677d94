import { expect, test } from 'vitest'
import { isSensitive, mask, masked, masksOf, unmasked, valuesAt, withoutValues } from './sensitive.ts'
import { readTestProgram, testBuild } from './testing.ts'

const input = { user: { 'a/b': 'born 1990-05-03', plan: 'gold' }, list: ['x', '1990-05-03'], code: 7, empty: null }
const masks = masksOf(input, new Set(['1990-05-03', '7']))

test('values that hold a sensitive one are masked where they stand, and nothing else', () => {
  expect(masks).toEqual(['/user/a~1b', '/list/1', '/code'])
  expect(masked(input, masks)).toEqual({
    user: { 'a/b': mask, plan: 'gold' },
    list: ['x', mask],
    code: mask,
    empty: null,
  })
  expect(masksOf(input, new Set())).toEqual([])
})

test('what an operator leaves masked is what it was, the rest is what they wrote', () => {
  const edited = { user: { 'a/b': mask, plan: 'silver' }, list: ['y', mask], code: 8, more: mask }
  expect(unmasked(edited, input, masks)).toEqual({
    user: { 'a/b': 'born 1990-05-03', plan: 'silver' },
    list: ['y', '1990-05-03'],
    code: 8,
    more: mask,
  })
})

test('a reason is told without them, and not at all when one is too short to be taken out', () => {
  expect(withoutValues('no 1990-05-03 here', ['1990-05-03'])).toBe(`no ${mask} here`)
  expect(withoutValues('code 7', valuesAt(input, masks))).toBe(mask)
})

test('a program is sensitive when one of its flows declares something so', () => {
  const { help: _help, secret: _secret, ...flows } = testBuild().flows
  expect(isSensitive(readTestProgram(testBuild()))).toBe(true)
  expect(isSensitive(readTestProgram({ ...testBuild(), flows }))).toBe(false)
})
