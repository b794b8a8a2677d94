import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from './json.ts'
import { rewriteJson } from './rewrite.ts'

const loose = new Set(['', 'nodes'])
const name = fc.string({ maxLength: 5 }).filter((each) => each !== '__proto__')
const value = fc
  .letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ maxLength: 6 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    ),
  }))
  .value.map((each) => JSON.parse(JSON.stringify(each)) as Json)
const layout = fc.constantFrom<string | number | undefined>(undefined, 1, 2, 4, '\t')

describe('writing a changed value into a text', () => {
  test('[DS8] without a change the text stays to the letter', () => {
    fc.assert(
      fc.property(value, layout, (given, space) => {
        const text = `  ${JSON.stringify(given, null, space)}\r\n`
        expect(rewriteJson(text, given, loose)).toBe(text)
      }),
    )
  })

  test('[DS8] the text then says the new value', () => {
    fc.assert(
      fc.property(value, value, layout, (from, to, space) => {
        const written = rewriteJson(JSON.stringify(from, null, space), to, new Set())
        expect(JSON.stringify(JSON.parse(written))).toBe(JSON.stringify(to))
      }),
      { numRuns: 400 },
    )
  })

  test('[DS8] what did not change keeps its place, its line breaks and its blanks', () => {
    const text = `{
  "nodes": {
    "hi": { "kind": "say",   "text": "Hi", "to": {"next": "bye"} },
    "bye": {
      "kind": "end"
    }
  },
  "start": "hi", "format": 1
}
`
    const flow = JSON.parse(text)
    const changed = {
      format: 1,
      start: 'new',
      nodes: { bye: flow.nodes.bye, hi: { ...flow.nodes.hi, text: 'Hello' }, new: { kind: 'end', text: 'x' } },
    }
    expect(rewriteJson(text, changed, loose)).toBe(`{
  "nodes": {
    "hi": { "kind": "say",   "text": "Hello", "to": {"next": "bye"} },
    "new": {
      "kind": "end",
      "text": "x"
    },
    "bye": {
      "kind": "end"
    }
  },
  "start": "new", "format": 1
}
`)
  })

  test('an object on one line stays on it while there is room', () => {
    expect(rewriteJson('{"a": { "x": 1, "y": 2 }}', { a: { x: 1, y: 2, z: 3 } })).toBe(
      '{"a": { "x": 1, "y": 2, "z": 3 }}',
    )
    expect(rewriteJson('{"a": { "x": 1 }}', { a: {} })).toBe('{"a": {}}')
  })
})
