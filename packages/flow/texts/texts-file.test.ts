import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTextsFile } from './texts-file.ts'

const read = (text: string) => readTextsFile('ko', 'texts/ko.yaml', text)

function flat(text: string): { readonly [id: string]: string } {
  const { flows, words } = read(text)
  const entries = [...flows].flatMap(([flow, { nodes }]) =>
    [...nodes].flatMap(([node, { texts }]) => [...texts].map(([key, entry]) => [`${flow}.${node}.${key}`, entry.text])),
  )
  return Object.fromEntries([...entries, ...[...words].map(([word, entry]) => [`words.${word}`, entry.text])])
}

describe('a file of texts', () => {
  it('names a text by flow, node and path, with dots or nested', () => {
    const text = `
# A comment.
main:
  (flow): { idle.0.remind: 아직 계신가요? }
  os:
    text: 골라 주세요
    answer:
      choices: { ios: 아이폰, android.description: 둘째 }
    answer.choices.other: 다른 것
words:
  choice: 하나만요.
`
    expect(flat(text)).toEqual({
      'main.(flow).idle.0.remind': '아직 계신가요?',
      'main.os.text': '골라 주세요',
      'main.os.answer.choices.ios': '아이폰',
      'main.os.answer.choices.android.description': '둘째',
      'main.os.answer.choices.other': '다른 것',
      'words.choice': '하나만요.',
    })
  })

  it('takes what YAML would read as something else for the words that stand there', () => {
    const text =
      'main:\n  a:\n    text: 1.50\n    answer.choices: { yes: true, no: 2026-01-01, 1: 0x1F, true: 네 }\n    retry: [one, two]\n'
    expect(flat(text)).toEqual({
      'main.a.text': '1.50',
      'main.a.answer.choices.yes': 'true',
      'main.a.answer.choices.no': '2026-01-01',
      'main.a.answer.choices.1': '0x1F',
      'main.a.answer.choices.true': '네',
      'main.a.retry': 'one, two',
    })
  })

  it('has no text where there is none yet', () => {
    expect(flat('main:\n  a:\n    text:\n    retry: ""\n    x: ~\n  b:\nother:\nwords:\n')).toEqual({})
    expect(read('').problems).toEqual([])
    expect(read('# nothing\n').problems).toEqual([])
  })

  it.each([
    ['main:\n  a:\n    text: Wie: was?\n', 3, /not YAML/],
    ['main:\n\ta: 1\n', 2, /not YAML/],
    ['- main\n', 1, /not a mapping/],
    ['main: 안녕\n', 1, /"main" is not a mapping/],
    ['main:\n  a: 안녕\n', 2, /"main.a" is not a mapping/],
    ['main:\n  a:\n    text: { a: { b: [ {} ] } }\n', 3, /not a text/],
    ['main:\n  a:\n    text: 하나\n    text: 둘\n', 4, /twice/],
    ['main:\n  a:\n    x.y: 하나\n    x: { y: 둘 }\n', 4, /twice/],
    ['main:\n  a: { text: 하나 }\n  a: { text: 둘 }\n', 3, /twice/],
    ['main:\n  a:\n    ? [text]\n    : 하나\n', 3, /plain word/],
    ['main:\n  a: &a { text: 하나 }\n  b: *a\n', 3, /alias/],
    ['main:\n  a:\n    text: &t 하나\n    retry: *t\n', 4, /alias/],
    ['a: 1\n---\nb: 2\n', 2, /not YAML/],
  ])('[FW8] refuses %j at line %d', (text, line, words) => {
    const { problems } = read(text)
    expect(problems[0]).toMatchObject({
      code: 'broken-texts',
      severity: 'error',
      place: { file: 'texts/ko.yaml', line },
    })
    expect(problems[0]?.reason).toMatch(words)
  })

  it('[FW8] never unfolds: aliases, depth and size are bounded', () => {
    const bomb = `a: &a { text: x }\nb: &b { ${Array.from({ length: 9 }, (_, i) => `k${i}: *a`).join(', ')} }\nc: &c { ${Array.from({ length: 9 }, (_, i) => `k${i}: *b`).join(', ')} }\nmain: { a: *c }\n`
    expect(read(bomb).problems.map(({ code }) => code)).toEqual(Array(read(bomb).problems.length).fill('broken-texts'))
    expect(flat(bomb)).toEqual({})
    for (const deep of ['[', '{a: ', '- ', '? '])
      expect(read(deep.repeat(50_000)).problems[0]).toMatchObject({
        code: 'broken-texts',
        reason: expect.stringContaining('deep'),
      })
    expect(read('\n'.repeat(300_000)).problems[0]?.reason).toContain('250000 lines')
    expect(read(`main: ${'x'.repeat(4_000_001)}`).problems).toMatchObject([
      { reason: expect.stringContaining('4000000') },
    ])
  })

  it('says where a character of a text stands', () => {
    const { flows } = read('main:\n  a:\n    text: "안녕 {{ x"\n    retry: |\n      하나\n      {{ x\n')
    const texts = flows.get('main')?.nodes.get('a')?.texts
    expect(texts?.get('text')?.positionAt(3)).toEqual({ line: 3, column: 15 })
    expect(texts?.get('retry')?.positionAt(3)).toMatchObject({ line: 6 })
  })

  it('is read whatever it holds', () => {
    const piece = fc.constantFrom(
      'main',
      ': ',
      '\n',
      '  ',
      '- ',
      '&a',
      '*a',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '!!',
      '<<',
      '? ',
      '#',
      '안녕',
      '\t',
      '---',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void read(pieces.join(''))),
      { numRuns: 500 },
    )
  })
})
