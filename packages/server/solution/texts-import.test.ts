import { compile } from '@parley/flow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { type SolutionBuild, sourceOf } from './build.ts'
import { type Import, readImport } from './texts-import.ts'
import { fingerprintOf } from './texts-record.ts'
import type { GivenRow } from './texts-sheet.ts'
import { staleTexts } from './texts-stale.ts'
import { buildWith, exported, sheetIn } from './texts-testing.ts'

const options = { file: 'ko.csv', target: 'texts/ko.yaml', allowLost: false }

function take(build: SolutionBuild, rows: readonly Partial<GivenRow>[], more: object = {}): Import {
  const sheet = sheetIn(build, 'ko')
  const given = rows.map((row, index): GivenRow => {
    const original = sheet.rows.find(({ id }) => id === row.id)?.original ?? ''
    return { id: '', translation: '', line: index + 2, original, ...row }
  })
  return readImport(build, sheet, given, { ...options, ...more })
}

const name = { id: 'main.name.text', translation: '이름이 무엇인가요?' }

describe('taking translations in', () => {
  it('keeps comments, order and form of what is there', () => {
    const ko = `# Translated by hand.
main:
  bye: { text: "{{ name }}, 안녕!" }   # short
  os:
    # The question about the phone.
    text: "{{ name }} 어떤 기기를 쓰세요?"
    answer:
      choices:
        other: 다른 기기
words:
  choice: 하나만 골라 주세요.
`
    const { text, problems, changed } = take(buildWith({ ko }), [
      name,
      { id: 'main.os.answer.choices.ios', translation: '아이폰' },
      { id: 'main.os.answer.choices.other', translation: '그 밖의 기기' },
      { id: 'main.(flow).idle.0.remind', translation: '- 아직: 계신가요?' },
      { id: 'main.os.text', translation: '{{ name }} 어떤 기기를 쓰세요?' },
    ])
    expect(problems).toEqual([])
    expect(changed).toBe(4)
    expect(text).toBe(`# Translated by hand.
main:
  name:
    text: 이름이 무엇인가요?
  bye: { text: "{{ name }}, 안녕!" } # short
  os:
    # The question about the phone.
    text: "{{ name }} 어떤 기기를 쓰세요?"
    answer:
      choices:
        ios: 아이폰
        other: 그 밖의 기기
  (flow):
    idle.0.remind: "- 아직: 계신가요?"
words:
  choice: 하나만 골라 주세요.
`)
  })

  it('begins a file in the order of the flow', () => {
    const { text } = take(buildWith({}), [{ id: 'main.os.answer.choices.ios', translation: '아이폰' }, name])
    expect(text).toBe('main:\n  name:\n    text: 이름이 무엇인가요?\n  os:\n    answer.choices.ios: 아이폰\n')
  })

  it('changes nothing when nothing is new', () => {
    const build = buildWith({ ko: take(buildWith({}), [name]).text ?? '' })
    const again = take(build, exported(build, 'ko').rows)
    expect(again).toMatchObject({ text: build.texts.ko?.text, changed: 0, problems: [] })
  })

  it('writes nothing when a row is wrong, and says which', () => {
    const done = take(buildWith({}), [
      name,
      name,
      { id: 'main.nmae.text', translation: '이름?' },
      { id: 'main.os.text', translation: '어떤 기기를 쓰세요?' },
      { id: 'main.bye.text', translation: '{{ nmae }} {{ name }} 안녕' },
      { id: 'main.os.answer.choices.ios', translation: '{{ 아이폰' },
    ])
    expect(done.text).toBeNull()
    expect(done.problems.map(({ code, severity, place }) => [code, severity, place.line, place.field])).toEqual([
      ['repeated-text', 'error', 3, 'main.name.text'],
      ['unknown-text', 'error', 4, 'main.nmae.text'],
      ['lost-variable', 'error', 5, 'main.os.text'],
      ['undeclared-variable', 'error', 6, 'main.bye.text'],
      ['text-syntax', 'error', 7, 'main.os.answer.choices.ios'],
    ])
    expect(done.problems.every(({ place }) => place.file === 'ko.csv')).toBe(true)
  })

  it('lets a variable go when that is allowed', () => {
    const rows = [{ id: 'main.os.text', translation: '어떤 기기를 쓰세요?' }]
    const done = take(buildWith({}), rows, { allowLost: true })
    expect(done.problems).toMatchObject([{ code: 'lost-variable', severity: 'warning' }])
    expect(done.text).toContain('어떤 기기를 쓰세요?')
  })

  it('leaves alone what has no translation, and fits line ends and spaces', () => {
    const rows = [
      { ...name, translation: '  이름이\r\n무엇인가요?\u0007 ' },
      { id: 'main.bye.text', translation: ' ' },
    ]
    const done = take(buildWith({}), rows)
    expect(done).toMatchObject({ problems: [], changed: 1, empty: 1 })
    expect(done.text).toBe('main:\n  name:\n    text: |-\n      이름이\n      무엇인가요?\n')
  })

  it('warns of an original that has changed, now and whenever the solution is checked', () => {
    const build = buildWith({})
    const done = take(build, [{ ...name, original: 'Your name?' }])
    expect(done.problems).toMatchObject([
      {
        code: 'stale-text',
        severity: 'warning',
        place: { line: 2 },
        repair: expect.stringContaining('What is your name?'),
      },
    ])
    expect(done.record).toEqual({ 'main.name.text': [fingerprintOf('Your name?'), fingerprintOf(name.translation)] })
    const translated = { ko: done.record }
    const after = buildWith({ ko: done.text ?? '' })
    const { texts } = compile(sourceOf(after))
    expect(staleTexts(after, texts, translated)).toMatchObject([
      {
        code: 'stale-text',
        severity: 'warning',
        place: { file: 'texts/ko.yaml', flow: 'main', node: 'name', field: 'text' },
      },
    ])
    expect(sheetIn(after, 'ko', translated).rows[0]?.state).toBe('changed')
    // Whoever writes another translation by hand has seen the original.
    const byHand = buildWith({ ko: 'main: { name: { text: 성함은요? } }' })
    expect(staleTexts(byHand, texts, translated)).toEqual([])
  })

  it('does not touch a file that cannot be read', () => {
    const done = take(buildWith({ ko: 'main: [' }), [name])
    expect(done.text).toBeNull()
    expect(done.problems[0]).toMatchObject({ code: 'broken-texts', place: { file: 'texts/ko.yaml', line: 1 } })
  })

  it('writes whatever a text may be', () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc
          .array(
            fc.constantFrom('#', ': ', '- ', '\n', "'", '"', '|', '&a', '*a', 'yes', '~', '%', '@', '\t', '{', ' '),
            { maxLength: 8 },
          )
          .map((parts) => parts.join('')),
      )
      .filter((it) => it.trim() !== '' && !it.includes('{{') && !it.includes('{%'))
    fc.assert(
      fc.property(text, text, (one, other) => {
        const first = take(buildWith({}), [{ id: 'main.name.text', translation: one }])
        expect(first.problems).toEqual([])
        const build = buildWith({ ko: first.text ?? '' })
        expect(parseDocument(first.text ?? '').errors).toEqual([])
        const second = take(build, [{ id: 'main.name.text', translation: other }])
        const row = sheetIn(buildWith({ ko: second.text ?? '' }), 'ko').rows.find(({ id }) => id === 'main.name.text')
        expect(row?.translation).toBe(
          other
            .replace(/\r\n?/g, '\n')
            .replace(/[^\P{Cc}\n\t]/gu, '')
            .toWellFormed()
            .trim(),
        )
      }),
    )
  })
})
