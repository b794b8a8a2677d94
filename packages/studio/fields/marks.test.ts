import { describe, expect, it } from 'vitest'
import { changeBetween } from './difference.ts'
import { marksOf } from './marks.ts'

const problem = { code: 'undeclared-variable', severity: 'error', place: {}, repair: 'Declare it.' } as const

describe('the marks of a text', () => {
  it('stand at what a problem names', () => {
    expect(marksOf('Hi {{ names }} {{ name }}', [{ ...problem, reason: 'There is no "name".' }])).toEqual([
      { from: 18, to: 22, severity: 'error', message: 'There is no "name". Declare it.' },
    ])
  })

  it('cover everything where a problem names nothing in it', () => {
    expect(marksOf('a + b', [{ ...problem, reason: 'This is "string".' }])).toMatchObject([{ from: 0, to: 5 }])
  })
})

describe('the change between two texts', () => {
  it('is the part in the middle that differs', () => {
    expect(changeBetween('Hello you', 'Hello to you')).toEqual({ from: 6, to: 6, insert: 'to ' })
    expect(changeBetween('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' })
    expect(changeBetween('same', 'same')).toBeNull()
  })
})
