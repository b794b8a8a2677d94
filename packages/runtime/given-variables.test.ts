import type { Program } from '@parley/flow'
import { describe, expect, test } from 'vitest'
import { fitVariables } from './given-variables.ts'
import { readTestProgram } from './testing.ts'

const declared = {
  word: { type: 'text' },
  amount: { type: 'number' },
  member: { type: 'boolean' },
  born: { type: 'date' },
  tags: { type: 'choices' },
}

const program: Program = readTestProgram({
  name: 'given',
  start: 'main',
  actions: {},
  flows: {
    main: {
      file: 'flows/main.flow.json',
      text: JSON.stringify({ format: 1, start: 'bye', variables: declared, nodes: { bye: { kind: 'end' } } }),
    },
  },
})

const fitted = (given: Parameters<typeof fitVariables>[2]) => fitVariables(program, 'main', given)

describe('what a template rendered', () => {
  test('is read as the variable’s type', () => {
    expect(fitted({ word: '5', amount: '-7.50', member: 'true', born: '1990-05-03' })).toEqual({
      word: '5',
      amount: -7.5,
      member: true,
      born: '1990-05-03',
    })
    expect(fitted({ amount: 7, member: false, tags: ['a', 'a'] })).toEqual({ amount: 7, member: false, tags: ['a'] })
  })

  test('is nothing where it is blank, but for text', () => {
    expect(fitted({ word: '', amount: '', member: '', born: '', tags: null })).toEqual({ word: '' })
  })

  test.each([
    ['amount', '1e999'],
    ['amount', 'Infinity'],
    ['amount', '0x10'],
    ['amount', '1,5'],
    ['member', 'yes'],
    ['born', '03.05.1990'],
    ['word', 5],
    ['tags', 'a'],
  ])('is refused where it does not fit: %s %j', (name, value) => {
    expect(() => fitted({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'invalid-variable',
        errors: [expect.objectContaining({ path: ['variables', name] })],
      }),
    )
  })

  test('does not show what did not fit', () => {
    expect(() => fitted({ amount: 'rosebud' })).toThrow(/^(?!.*rosebud)/)
  })
})
