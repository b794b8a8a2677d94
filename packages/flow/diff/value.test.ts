import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../fixtures/any-text.ts'
import type { Value } from '../value.ts'
import { diffLines, diffText } from './text.ts'
import { diffValues, isSame } from './value.ts'

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Value>
/** Lists whose items have names, with the same few names again and again. */
const named = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), label: fc.constantFrom('x', 'y') }), {
  selector: (item) => item.id,
}) as fc.Arbitrary<Value>
const value = fc.oneof(json, named, fc.dictionary(fc.constantFrom('a', 'b'), named) as fc.Arbitrary<Value>)

const words = fc
  .array(fc.constantFrom('which ', 'city', ' do', ' you', '\n', 'live', ' in?', '도시', '🙂'))
  .map((all) => all.join(''))

describe('what became of a value', () => {
  it('[FD1] is nothing exactly when it is the same', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(diffValues(a, a)).toEqual([])
        expect(diffValues(a, b).length === 0).toBe(isSame(a, b))
      }),
    )
    expect(isSame({ a: 1 }, [['a', 1]])).toBe(false)
    expect(isSame({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
  })

  it('[FD2] names members by their path', () => {
    const changes = diffValues(
      { a: { b: 1, c: 'old words' }, d: [1, 2] },
      { a: { b: 2, c: 'new words' }, e: true, d: [1, 3, 2] },
    )
    expect(changes).toEqual([
      { path: 'a.b', kind: 'changed', from: 1, to: 2 },
      {
        path: 'a.c',
        kind: 'changed',
        from: 'old words',
        to: 'new words',
        words: [
          { kind: 'removed', text: 'old' },
          { kind: 'added', text: 'new' },
          { kind: 'same', text: ' words' },
        ],
      },
      { path: 'd[1]', kind: 'added', to: 3 },
      { path: 'e', kind: 'added', to: true },
    ])
  })

  it('[FD2] tells items of a list apart by what names them', () => {
    const choice = (id: string, label: string) => ({ id, label })
    const from = { choices: [choice('ios', 'iOS'), choice('android', 'Android')] }
    const to = { choices: [choice('web', 'Web'), choice('ios', 'iPhone'), choice('android', 'Android')] }
    expect(diffValues(from, to).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'changed choices.ios.label',
      'added choices.web',
    ])
    expect(diffValues(from, { choices: from.choices.toReversed() })).toEqual([
      { path: 'choices', kind: 'moved', from: ['ios', 'android'], to: ['android', 'ios'] },
    ])
  })

  it('[FD2] tells items without names apart by what they are', () => {
    expect(diffValues([{ when: 'a' }, { when: 'b' }], [{ when: 'x' }, { when: 'a' }, { when: 'b c' }])).toMatchObject([
      { path: '[0]', kind: 'added' },
      { path: '[2].when', kind: 'changed' },
    ])
  })
})

describe('what became of a text', () => {
  it('[FD3] is made of parts that give either text', () => {
    fc.assert(
      fc.property(fc.oneof(words, anyText()), fc.oneof(words, anyText()), (a, b) => {
        const parts = diffText(a, b)
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('')
        expect([without('added'), without('removed')]).toEqual([a, b])
      }),
    )
  })

  it('[FD3] is the whole text where little is left of it, however long it is', () => {
    const [a, b] = ['a '.repeat(30_000), 'b '.repeat(30_000)]
    expect(diffText(a, b)).toEqual([
      { kind: 'removed', text: a },
      { kind: 'added', text: b },
    ])
    expect(diffLines('a\n'.repeat(5000), 'b\n'.repeat(5000))).toEqual([])
  })

  it('of a file is shown with the lines around it', () => {
    expect(diffLines('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toEqual([
      { from: 2, to: 2, lines: [' 2', ' 3', ' 4', '-5', '+five', ' 6', ' 7', ' 8'] },
    ])
  })
})
