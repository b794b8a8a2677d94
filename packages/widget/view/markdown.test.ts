import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, type Inline, readMarkdown } from './markdown.ts'

const linesOf = (blocks: readonly Block[]): readonly (readonly Inline[])[] =>
  blocks.flatMap((block) => (block.kind === 'list' ? block.items : block.lines))
const textOf = (node: Inline): string => (node.kind === 'text' ? node.text : node.children.map(textOf).join(''))
const linksOf = (node: Inline): readonly string[] => [
  ...(node.kind === 'link' ? [node.href] : []),
  ...(node.kind === 'text' ? [] : node.children.flatMap(linksOf)),
]

test('bold, italic and links are read, also inside each other', () => {
  expect(readMarkdown('Hi **Ada**, *see* _this_: [the **docs**](https://example.com/a?b=1)')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: 'Hi ' },
          { kind: 'bold', children: [{ kind: 'text', text: 'Ada' }] },
          { kind: 'text', text: ', ' },
          { kind: 'italic', children: [{ kind: 'text', text: 'see' }] },
          { kind: 'text', text: ' ' },
          { kind: 'italic', children: [{ kind: 'text', text: 'this' }] },
          { kind: 'text', text: ': ' },
          {
            kind: 'link',
            href: 'https://example.com/a?b=1',
            children: [
              { kind: 'text', text: 'the ' },
              { kind: 'bold', children: [{ kind: 'text', text: 'docs' }] },
            ],
          },
        ],
      ],
    },
  ])
})

test('lines, paragraphs and lists are told apart', () => {
  const blocks = readMarkdown('one\ntwo\n\nthree\n- a\n- b\n1. c')
  expect(
    blocks.map((block) => [
      block.kind,
      block.kind === 'list' ? block.ordered : undefined,
      linesOf([block]).map((line) => line.map(textOf).join('')),
    ]),
  ).toEqual([
    ['paragraph', undefined, ['one', 'two']],
    ['paragraph', undefined, ['three']],
    ['list', false, ['a', 'b']],
    ['list', true, ['c']],
  ])
})

test.each([
  'snake_case_name',
  '2 * 3 * 4',
  '<b>no</b>',
  '[label](javascript:alert(1))',
  '[x](data:text/html,hi)',
  '**',
  '[]()',
])('%s stays what it is', (text) => {
  expect(readMarkdown(text)).toEqual([{ kind: 'paragraph', lines: [[{ kind: 'text', text }]] }])
})

test('whatever a text holds, links lead to the web, mail or phone only, and no word is lost', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '_',
    '[',
    ']',
    '(',
    ')',
    'javascript:',
    'https://',
    'a',
    ' ',
    '\n',
    '- ',
    '1. ',
    '<',
    '"',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const lines = linesOf(readMarkdown(pieces.join('')))
      const words = lines.flat().map(textOf).join('')
      expect(
        words.replace(/[^a]/g, '').length + links(lines).join('').replace(/[^a]/g, '').length,
      ).toBeGreaterThanOrEqual(pieces.filter((it) => it === 'a').length)
      for (const href of links(lines)) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:)/)
    }),
  )
})

const links = (lines: readonly (readonly Inline[])[]): readonly string[] => lines.flat().flatMap(linksOf)

test('a backslash makes a mark literal, as in what a person typed and the bot repeats', () => {
  const [block] = readMarkdown(
    'Hi \\*\\*Ada\\*\\* \\[x\\](https://evil.example), see [a\\*b](https://example.com/a\\_b)',
  )
  const [line = []] = linesOf(block === undefined ? [] : [block])
  expect(line.map(textOf).join('')).toBe('Hi **Ada** [x](https://evil.example), see a*b')
  expect(line.flatMap(linksOf)).toEqual(['https://example.com/a_b'])
  expect(readMarkdown('1\\. one')).toEqual([{ kind: 'paragraph', lines: [[{ kind: 'text', text: '1. one' }]] }])
})
