import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonPlaces } from './json-place.ts'
import { type JsonDocument, readJson } from './json-text.ts'
import type { Path } from './path.ts'
import type { Value } from './value.ts'

function read(text: string): JsonDocument | null {
  const reading = readJson(text)
  return reading.kind === 'document' ? reading.document : null
}

/** The paths of everything in a value. */
function pathsIn(value: Value, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...members.flatMap(([name, member]) => pathsIn(member as Value, [...path, name]))]
}

const leaf = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom<Value>(1, -2.5, true, null, [], {}, 'a"b\\', '}{][,:'),
)
const node = fc.dictionary(
  fc.constantFrom('kind', 'text', 'a"b', '', 'é'),
  fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })),
  { maxKeys: 3 },
)
const flow = fc.record(
  {
    start: fc.string({ maxLength: 3 }),
    nodes: fc.dictionary(fc.constantFrom('a', 'b', 'c', '1'), node, { maxKeys: 3 }),
    menu: fc.array(leaf, { maxLength: 2 }),
  },
  { requiredKeys: ['nodes'] },
)
const written = fc
  .tuple(flow, fc.constantFrom(undefined, 2, '\t'))
  .map(([value, indent]) => JSON.stringify(value, null, indent))

type Change = { readonly node: Value } | { readonly share: number; readonly length: number; readonly words: string }

/** A node is another one, or some characters of it or near its end are. */
function edited(text: string, start: number, end: number, change: Change): string {
  if ('node' in change) return text.slice(0, start) + JSON.stringify(change.node) + text.slice(end)
  const at = start + Math.floor(change.share * (end - start + 2))
  return text.slice(0, at) + change.words + text.slice(at + change.length)
}

/** How many nodes are not just alike but the same. */
function sharedNodes(one: JsonDocument, other: JsonDocument): number {
  const nodes = ({ value }: JsonDocument) => Object.values((value as { readonly nodes: object }).nodes)
  return nodes(one).filter((each) => nodes(other).includes(each)).length
}

describe('a document that is edited', () => {
  it('is read as if it were new', () => {
    const inside = fc.record({
      which: fc.nat(),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(5),
      words: fc.constantFrom('', '1', 'x', '"', ',', '{', '}', '\\', '"z": 2,', '\n', '{}', ', "b": {}'),
    })
    const edits = fc.array(fc.oneof(inside, fc.record({ which: fc.nat(), node })), { minLength: 1, maxLength: 5 })
    let taken = 0
    fc.assert(
      fc.property(written, edits, (text, changes) => {
        let document = read(text)
        for (const change of changes) {
          const places = [...(document?.span.inside?.get('nodes')?.inside?.values() ?? [])]
          const place = places[change.which % places.length]
          if (document === null || place === undefined) return
          const now = edited(document.text, place.start, place.end, change)
          const again = readJson(now, document)
          const anew = readJson(now)
          expect(again.kind).toBe(anew.kind)
          if (again.kind === 'broken' || anew.kind === 'broken') expect(again).toEqual(anew)
          else {
            expect(JSON.stringify(again.document.value)).toBe(JSON.stringify(anew.document.value))
            expect(again.document.span).toEqual(anew.document.span)
            expect(again.document.repeated).toEqual(anew.document.repeated)
            for (const path of pathsIn(anew.document.value))
              expect(again.document.position(path)).toEqual(anew.document.position(path))
            taken += sharedNodes(document, again.document)
          }
          document = again.kind === 'document' ? again.document : null
        }
      }),
      { numRuns: 400 },
    )
    expect(taken).toBeGreaterThan(100)
  })

  it('finds what stands anywhere in it', () => {
    fc.assert(
      fc.property(written, (text) => {
        const document = read(text)
        if (document === null) throw new Error(text)
        const places = new JsonPlaces(text)
        for (const path of pathsIn(document.value)) {
          const at = places.find(0, path)
          expect(document.position(path)).toEqual({
            line: text.slice(0, at).split('\n').length,
            column: at - text.lastIndexOf('\n', at - 1),
          })
          const value = path.reduce<unknown>(
            (inside, part) => (inside as { readonly [name: string]: unknown })[part],
            document.value,
          )
          expect(text.slice(at).startsWith(JSON.stringify(value).slice(0, 1))).toBe(true)
        }
      }),
    )
    expect(new JsonPlaces('{"a": {"b": 1}, "a": {"b": 2}}').find(0, ['a', 'b'])).toBe(27)
  })
})
