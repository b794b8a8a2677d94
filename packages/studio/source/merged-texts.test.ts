import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { mergedText } from './merged-texts.ts'

const path = 'nlu/intents.yaml'
const merged = (kept: string, lost: string): unknown => parse(mergedText(path, kept, lost) ?? 'null')

describe('two texts of one file', () => {
  test('are one with what both say, and with the comments', () => {
    const kept = '# mine\nintents:\n  hours:\n    examples:\n      - when are you open\n'
    const lost =
      'intents:\n  hours:\n    examples:\n      - 언제 열어요\n      - when are you open\n  parcel:\n    examples:\n      - wo ist mein Paket # late\n'
    expect(mergedText(path, kept, lost)).toBe(
      '# mine\nintents:\n  hours:\n    examples:\n      - when are you open\n      - 언제 열어요\n  parcel:\n    examples:\n      - wo ist mein Paket # late\n',
    )
  })

  test('keep one of what both say otherwise', () => {
    expect(merged('a: 1\nb: {c: x}\n', 'a: 2\nb: {c: y, d: z}\n')).toEqual({ a: 1, b: { c: 'x', d: 'z' } })
    expect(mergedText('texts/ko.yaml', 'a: 하나\n', 'b: 둘\n')).toBe('a: 하나\nb: 둘\n')
  })

  test('join blocks of lines as Rasa has them', () => {
    const rasa = (line: string) => `nlu:\n  - intent: a\nx: |\n  - ${line}\n`
    expect(merged(rasa('one'), rasa('two'))).toEqual({ nlu: [{ intent: 'a' }], x: '- one\n- two\n' })
  })

  test('join the parts of one intent in a list, and examples in either form', () => {
    const list = (intent: string, examples: string) => `nlu:\n- intent: ${intent}\n  examples: ${examples}\n`
    expect(merged(list('hours', '|\n    - auf?'), list('hours', '|\n    - 열었어요?\n    - auf?'))).toEqual({
      nlu: [{ intent: 'hours', examples: '- auf?\n- 열었어요?\n' }],
    })
    expect(merged(list('hours', '|\n    - auf?'), list('hours', '[open?, auf?]'))).toEqual({
      nlu: [{ intent: 'hours', examples: '- auf?\n- open?\n' }],
    })
    expect(merged(list('hours', '[auf?]'), list('hours', '|\n    - open?\n    - auf?'))).toEqual({
      nlu: [{ intent: 'hours', examples: ['auf?', 'open?'] }],
    })
    expect(merged('x:\n- a: 1\n', 'x:\n- a: 2\n')).toEqual({ x: [{ a: 1 }, { a: 2 }] })
  })

  test('begin what one of them has only named', () => {
    const full = 'intents:\n  hours:\n    examples: [언제 열어요]\n'
    for (const empty of [
      'intents:\n',
      'intents: {}\n',
      'intents:\n  hours:\n',
      'intents:\n  hours:\n    examples: []\n',
    ]) {
      expect(merged(empty, full)).toEqual(parse(full))
      expect(mergedText(path, full, empty)).toBe(full)
    }
  })

  test('have the comments of both', () => {
    const [kept, lost] = ['# mine\na:\n  b: 1\n', '# head\n\n# theirs\na:\n  # inner\n  c: 2\n  # end of a\n\n# end\n']
    const both = mergedText(path, kept, lost) ?? ''
    for (const comment of ['mine', 'head', 'theirs', 'inner', 'end of a', 'end'])
      expect(both.match(new RegExp(`# ${comment}$`, 'gm'))).toHaveLength(1)
    expect(mergedText(path, both, lost)).toBe(both)
    expect(mergedText(path, '# nur das\n', 'a: 1\n')).toBe('# nur das\n\na: 1\n')
  })

  test.each([
    ['a label for all languages and one for each', 'labels: { hours: Hours }\n', 'labels:\n  hours: { ko: 시간 }\n'],
    ['a list and a map', 'a: [1]\n', 'a: { b: 1 }\n'],
    ['a text and a list of lines', 'a: text\n', 'a: |\n  - one\n'],
    ['lines and items that are more than a line', 'a: |\n  - one\n', 'a:\n- { text: two, metadata: {} }\n'],
    ['what stands in two places', 'a: [1]\n', 'a: &both [1, 2]\nb: *both\n'],
    ['what stands in two places of the kept one', 'a: &both [1, 2]\nb: *both\n', 'a: [3]\n'],
  ])('are not made one where that would leave something out: %s', (_, kept, lost) => {
    expect(mergedText(path, kept, lost)).toBeNull()
  })

  test('that are broken, or no YAML, are left alone', () => {
    expect(mergedText(path, 'a: [', 'b: 1\n')).toBeNull()
    expect(mergedText(path, 'a: 1\n', 'b: [')).toBeNull()
    expect(mergedText(path, 'a: 1\n', '- b\n')).toBeNull()
    expect(mergedText('actions/a.ts', 'a: 1\n', 'b: 1\n')).toBeNull()
    expect(mergedText('actions/a.ts', 'a: 1\n', 'a: 1\n')).toBe('a: 1\n')
    expect(mergedText(path, '', 'b: 1\n')).toBe('b: 1\n')
    expect(mergedText(path, 'a: 1\n', '')).toBe('a: 1\n')
  })

  test('merged again change nothing, and lose no example', () => {
    const name = fc.stringMatching(/^[a-z]{1,4}$/)
    const intents = fc.dictionary(
      name,
      fc.record({ examples: fc.uniqueArray(fc.stringMatching(/^[a-z ㄱ-힣]{1,8}$/), { minLength: 1, maxLength: 4 }) }),
    )
    fc.assert(
      fc.property(intents, intents, (one, other) => {
        const [kept, lost] = [stringify({ intents: one }), stringify({ intents: other })]
        const both = mergedText(path, kept, lost) ?? ''
        const read = parse(both).intents as Record<string, { readonly examples: readonly string[] }>
        for (const [intent, { examples }] of [...Object.entries(one), ...Object.entries(other)])
          expect(new Set(read[intent]?.examples)).toEqual(
            new Set([...(one[intent]?.examples ?? []), ...(other[intent]?.examples ?? []), ...examples]),
          )
        expect(mergedText(path, both, lost)).toBe(both)
      }),
    )
  })
})
