import { readNlu } from '@parley/nlu'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasBrokenMark, markEntity, plainExample } from './marks.ts'

/** Whether the platform refuses an example. */
const isRefused = (source: string): boolean =>
  readNlu({ 'nlu/a.yaml': JSON.stringify({ intents: { a: { examples: [source, 'something'] } } }) }).problems.some(
    ({ code }) => code === 'bad-example',
  )

test('words are marked, never within marks', () => {
  expect(markEntity('fly to Seoul now', 6, 13, 'city')).toBe('fly to [Seoul](city) now')
  expect(markEntity('fly to [Seoul](city)', 8, 12, 'city')).toBeNull()
  expect(markEntity('fly', 1, 1, 'city')).toBeNull()
  expect(plainExample('fly to [Seoul](city) \\[now\\]')).toBe('fly to Seoul [now]')
})

test.each([
  ['are you open on [sunday](date', true],
  ['open [tomorrow](my day)', true],
  ['[서울](도시)로 가는 표', true],
  ['see [here](https://parley.example)', true],
  ['to [Seoul]{"entity": "city", "role": "to"}', false],
  ['to [Seoul]{"entity": "city", "colour": 1}', true],
  ['[Seoul](city:ICN) and [서울](city)', false],
  ['a \\[b\\](c', false],
  ['[a] (b), 1) and {c}', false],
])('[MA1] %s', (source, isBroken) => {
  expect([hasBrokenMark(source), isRefused(source)]).toEqual([isBroken, isBroken])
})

test('[MA1] what the platform refuses is refused, and nothing else', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '\\',
    ':',
    '"',
    ' ',
    '//',
    'a',
    'city',
    '{"entity": "a"}',
    '서',
  )
  const source = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => `x ${pieces.join('')}`)
  fc.assert(
    fc.property(source, (written) => {
      expect(hasBrokenMark(written)).toBe(isRefused(written))
    }),
    { numRuns: 2000 },
  )
})
