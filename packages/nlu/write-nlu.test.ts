import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { printMarked, readMarked } from './files/marked-text.ts'
import { readNlu } from './nlu-files.ts'
import { printNlu } from './write-nlu.ts'

/** As the Studio writes it after an edit. */
const again = (text: string) => parseDocument(text).toString({ lineWidth: 0, flowCollectionPadding: false })
const plain = (text: string) => ({ text, marks: [] })

test('[NF4] what is printed is read again', () => {
  const text = printNlu({
    language: 'ko',
    comment: 'Taken in.\nTwice.',
    threshold: 0.4,
    intents: new Map([
      [
        'book',
        {
          label: 'Book: a "journey"',
          answer: 'One.\nTwo.',
          note: 'x',
          examples: [
            { text: '서울 가자', marks: [{ entity: 'city', start: 0, end: 2, value: 'Seoul', role: 'to' }] },
            plain('see [this](there)'),
            plain('two\nlines'),
            plain('# - "quoted": {x}'),
          ],
        },
      ],
      ['empty', { examples: [] }],
    ]),
    entities: new Map([
      ['size', { values: { large: ['big'], '5': [] } }],
      ['order', { patterns: ['A-\\d+'] }],
    ]),
    synonyms: new Map([['Seoul', ['SEL', '서울']]]),
  })
  const { nlu, problems } = readNlu({ 'nlu/x.yaml': text })
  expect(problems).toEqual([])
  expect(nlu).toEqual({
    intents: { book: ['서울 가자', 'see [this](there)', 'two lines', '# - "quoted": {x}'], empty: [] },
    leastConfidence: 0.4,
    marked: [
      { intent: 'book', text: '서울 가자', marks: [{ entity: 'city', start: 0, end: 2, value: 'Seoul', role: 'to' }] },
    ],
    entities: { size: { values: { large: ['big'], '5': [] } }, order: { patterns: ['A-\\d+'] }, city: {} },
    synonyms: { Seoul: ['SEL', '서울'] },
    labels: { book: { ko: 'Book: a "journey"' } },
    answers: { book: { ko: 'One.\nTwo.' } },
    notes: { book: 'x' },
  })
  expect(again(text)).toBe(text)
  expect(text).toContain('# Twice.\nversion: "3.1"\nlanguage: ko\n')
})

test('what is printed stays as it is when its tree is written again', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('예약: "내일"', '- x', '# y', 'null', '3', ' a', 'größer\n\n als', 'a\n', 'x'.repeat(300)),
  )
  const examples = fc.array(text.map(plain), { maxLength: 4 })
  const given = fc.record({ examples, label: text, answer: text, note: text }, { requiredKeys: ['examples'] })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,5}$/), given), { maxLength: 4 }),
      fc.dictionary(text, fc.array(text, { maxLength: 3 }), { maxKeys: 3 }),
      fc.option(text, { nil: undefined }),
      (intents, values, comment) => {
        const printed = printNlu({
          ...{
            language: 'de',
            threshold: 0.5,
            intents: new Map(intents),
            ...(comment === undefined ? {} : { comment }),
          },
          ...{ entities: new Map([['size', { values }]]), synonyms: new Map(Object.entries(values)) },
        })
        expect(again(printed)).toBe(printed)
        const read = parseDocument(printed).toJS().nlu ?? []
        expect(read.slice(0, new Map(intents).size)).toEqual(
          [...new Map(intents)].map(([intent, { examples: _, ...texts }]) =>
            expect.objectContaining({ intent, ...texts }),
          ),
        )
      },
    ),
  )
})

test('any text that is printed as an example is read as the same text', () => {
  const piece = fc.constantFrom('[', ']', '(', ')', '{', '}', '\\', 'a', ' ', '"', ':', 'city')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      const text = pieces.join('').trim()
      fc.pre(!/\\[[\]]/.test(text))
      expect(readMarked(printMarked(plain(text)))).toEqual(plain(text))
    }),
  )
})
