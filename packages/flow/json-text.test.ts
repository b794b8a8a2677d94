import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './json-text.ts'

function platform(text: string): unknown {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function ours(text: string): unknown {
  const reading = readJson(text)
  return reading.kind === 'document' ? { value: reading.document.value } : null
}

const depthOf = (text: string) =>
  Math.max(
    0,
    ...[...text].map(
      (
        (depth) => (letter) =>
          '[{'.includes(letter) ? ++depth : ']}'.includes(letter) ? --depth : depth
      )(0),
    ),
  )

describe('JSON with positions', () => {
  it('[FJ1] reads what the platform writes as the platform reads it', () => {
    const values = fc.jsonValue({ maxDepth: 5 }).filter((value) => !JSON.stringify(value).includes('__proto__'))
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(ours(text)).toEqual(platform(text))
      }),
    )
  })

  it('[FJ1] accepts and refuses what the platform does', () => {
    const letters = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '\\u00',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      'nul',
      ' ',
      '\n',
    )
    const texts = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(depthOf(text) < 60)
        expect(ours(text)).toEqual(platform(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('[FJ1] says where broken text breaks', () => {
    expect(readJson('{\n  "a": 1,\n  "b" 2\n}')).toEqual({
      kind: 'broken',
      reason: 'Expected ":" after the member name "b".',
      position: { line: 3, column: 7 },
    })
    expect(readJson('')).toMatchObject({ kind: 'broken', position: { line: 1, column: 1 } })
    expect(readJson('{"a": "x')).toMatchObject({
      reason: 'This string has no closing quote.',
      position: { line: 1, column: 7 },
    })
  })

  it('knows where each value begins, and the nearest one around a missing one', () => {
    const reading = readJson('{\n  "a": [1,\n    {"b": 2}]\n}')
    if (reading.kind === 'broken') throw new Error(reading.reason)
    expect(reading.document.position(['a', 1, 'b'])).toEqual({ line: 3, column: 11 })
    expect(reading.document.position(['a', 1, 'c'])).toEqual({ line: 3, column: 5 })
    expect(reading.document.position([])).toEqual({ line: 1, column: 1 })
  })

  it('[FJ2] refuses deep nesting instead of exhausting the stack', () => {
    expect(readJson('['.repeat(100_000))).toMatchObject({ kind: 'broken', reason: expect.stringContaining('64') })
    expect(ours(`${'['.repeat(64)}1${']'.repeat(64)}`)).not.toBeNull()
  })

  it('[FJ3] refuses __proto__ and notes members that are there twice', () => {
    expect(readJson('{"__proto__": {}}')).toMatchObject({ kind: 'broken' })
    const reading = readJson('{"n": {"a": 1, "b": 2, "a": 3}}')
    expect(reading).toMatchObject({ kind: 'document', document: { repeated: [['n', 'a']] } })
  })
})
