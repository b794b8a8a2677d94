import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, writeCsv } from './texts-csv.ts'
import type { Row, Sheet } from './texts-sheet.ts'
import { buildWith, exported } from './texts-testing.ts'
import { readXliff, writeXliff } from './texts-xliff.ts'

const formats = [
  ['CSV', writeCsv, readCsv],
  ['XLIFF', writeXliff, readXliff],
] as const

const ko = 'main:\n  name:\n    text: 이름이 무엇인가요?\n'

describe.each(formats)('texts as %s', (_name, write, read) => {
  it('come back as they went', () => {
    const sheet = exported(buildWith({ ko }), 'ko')
    const back = read(write(sheet), 'texts')
    if (!('rows' in back)) throw new Error(JSON.stringify(back))
    expect(back.language).toBe('ko')
    expect(back.rows.map(({ id, original, translation }) => [id, original, translation])).toEqual(
      sheet.rows.map(({ id, original, translation }) => [id, original, translation]),
    )
    expect(back.rows[0]).toMatchObject({ id: 'main.name.text', translation: '이름이 무엇인가요?' })
  })

  it('come back whatever they say', () => {
    // What XML cannot hold never gets into a text either: it is cleaned.
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((it) => it.replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, ''))
      .filter((it) => it.trim() !== '')
    const row = fc
      .record({ original: text, translation: fc.oneof(fc.constant(''), text), note: text })
      .map(
        (it): Row => ({ flow: 'main', node: 'a', key: 'text', id: 'main.a.text', state: 'done', asked: true, ...it }),
      )
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const sheet: Sheet = { own: 'en', language: 'ko', rows }
        const back = read(write(sheet), 'texts')
        expect('rows' in back && back.rows.map(({ original, translation }) => [original, translation])).toEqual(
          rows.map(({ original, translation }) => [original, translation]),
        )
      }),
    )
  })

  it('are refused with a place when they are none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const back = read(text, 'texts')
        expect('rows' in back ? 'rows' : back[0]?.code).toMatch(/^(rows|broken-sheet)$/)
      }),
    )
  })
})

describe('texts as CSV', () => {
  it('tell a translator the original, what is there, its state and what it is', () => {
    expect(writeCsv(exported(buildWith({ ko }), 'ko')).split('\n')).toEqual([
      '\ufeffkey,en,ko,state,note',
      'main.name.text,What is your name?,이름이 무엇인가요?,done,A question. Formal.',
      'main.os.text,"Hello {{ name }} & <all>, {% if name %}AT&amp;T{% endif %}',
      '- one, ""two""",,new,A question. Keep {{ name }}.',
      'main.os.answer.choices.ios,iPhone,,new,A choice of a question.',
      'main.os.answer.choices.other,Another one,,new,A choice of a question.',
      'main.os.answer.choices.ios.synonyms,"apple, ios phone",,new,What people may type for this choice; several with commas.',
      "main.(flow).idle.0.remind,'=Are you there?,,new,",
      '',
    ])
  })

  it('are read as spreadsheets save them', () => {
    const rows = [{ id: 'main.a.text', original: 'Hi', translation: '안녕', line: 2 }]
    expect(readCsv('key,en,ko\nmain.a.text,Hi,안녕\n', 'f')).toEqual({ language: 'ko', rows })
    expect(readCsv('\ufeff"key";"en";"ko";"state"\r\nmain.a.text;Hi;안녕;done\r\n;;;\r\n', 'f')).toEqual({
      language: 'ko',
      rows,
    })
    expect(readCsv('key\ten\tko\nmain.a.text\tHi\t안녕\n\n', 'f')).toEqual({ language: 'ko', rows })
    expect(readCsv('key,en,ko\nmain.a.text,Hi\n', 'f')).toMatchObject({ rows: [{ translation: '' }] })
  })

  it('hold no formula that a spreadsheet would run', () => {
    const sheet = exported(buildWith({}), 'ko')
    const csv = writeCsv(sheet)
    expect(csv).toContain("'=Are you there?")
    expect(readCsv(csv, 'f')).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ original: '=Are you there?' })]),
    })
  })

  it.each([
    { what: 'another head', text: 'name,en,ko\n', line: 1, words: /begin with "key"/ },
    { what: 'nothing', text: '', line: 1, words: /begin with "key"/ },
    { what: 'no language', text: 'key,en\nmain.a.text,Hi\n', line: 1, words: /no language/ },
    { what: 'a quote without end', text: 'key,en,ko\nmain.a.text,"Hi,안녕\n', line: 2, words: /not CSV/ },
    { what: 'text after a quote', text: 'key,en,ko\nmain.a.text,"Hi" x,안녕\n', line: 2, words: /not CSV/ },
    {
      what: 'a row without end',
      text: `key,en,ko\nmain.a.text,${'x'.repeat(300_000)},안녕\n`,
      line: 2,
      words: /not CSV/,
    },
  ])('refuse $what', ({ text, line, words }) => {
    const back = readCsv(text, 'ko.csv')
    expect(back).toMatchObject([{ code: 'broken-sheet', place: { file: 'ko.csv', line } }])
    expect('rows' in back ? '' : back[0]?.reason).toMatch(words)
  })
})

const unit = (target: string, source = 'Hi <ph id="1">{{ name }}</ph>!') =>
  `<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="en" target-language="ko" datatype="plaintext"><body><group id="g"><trans-unit id="main.a.text">
<source>${source}</source>${target}<alt-trans><target>no</target></alt-trans></trans-unit></group></body></file></xliff>`

describe('texts as XLIFF', () => {
  it('show tools the Liquid as placeholders', () => {
    const xliff = writeXliff(exported(buildWith({ ko }), 'ko'))
    expect(xliff).toContain('source-language="en" target-language="ko"')
    expect(xliff).toContain(
      '<target xml:lang="ko" state="translated">이름이 무엇인가요?</target><note>A question. Formal.</note>',
    )
    expect(xliff).toContain(
      'Hello <ph id="1">{{ name }}</ph> &amp; &lt;all&gt;, <ph id="2">{% if name %}</ph>AT&amp;amp;T<ph id="3">{% endif %}</ph>',
    )
  })

  it.each([
    { how: 'with the placeholder', target: '<target>안녕 <ph id="1">{{ name }}</ph>!</target>' },
    { how: 'with its code as text', target: '<target>안녕 {{ name }}!</target>' },
    { how: 'with an empty one', target: '<target>안녕 <x id="1"/>!</target>' },
    {
      how: 'in sentences',
      target:
        '<seg-source><mrk mtype="seg" mid="0">Hi</mrk></seg-source><target><mrk mtype="seg" mid="0">안녕 </mrk><mrk mtype="seg" mid="1"><ph id="1"/>!</mrk></target>',
    },
    { how: 'as character data', target: '<target><![CDATA[안녕 {{ name }}!]]></target>' },
    { how: 'empty', target: '<target/>', translation: '' },
    { how: 'without a target', target: '', translation: '' },
  ])('are read as tools give them back: $how', ({ target, translation = '안녕 {{ name }}!' }) => {
    expect(readXliff(unit(target), 'f')).toEqual({
      language: 'ko',
      rows: [{ id: 'main.a.text', original: 'Hi {{ name }}!', translation, line: 1 }],
    })
  })

  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${unit('<target>&b;</target>').slice(21)}`
  const deep = `<target>${'<g id="1">'.repeat(50_000)}${'</g>'.repeat(50_000)}</target>`
  it.each([
    { what: 'nothing', text: '', words: /root/ },
    { what: 'other XML', text: '<a/>', words: /not XLIFF/ },
    { what: 'XLIFF 2', text: '<xliff version="2.0"/>', words: /2\.0; only 1\.2/ },
    { what: 'broken XML', text: '<xliff version="1.2"><file></xliff>', words: /not XML/ },
    { what: 'unknown entities', text: unit('<target>&lol;</target>'), words: /entity not found/ },
    { what: 'entities of its own', text: bomb, words: /entity not found/ },
    {
      what: 'several languages',
      text: '<xliff version="1.2"><file target-language="ko"/><file target-language="ja"/></xliff>',
      words: /several/,
    },
    { what: 'endless nesting', text: unit(deep), words: /deeply/ },
  ])('refuse $what', ({ text, words }) => {
    const back = readXliff(text, 'ko.xlf')
    expect(back).toMatchObject([{ code: 'broken-sheet', severity: 'error', place: { file: 'ko.xlf' } }])
    expect('rows' in back ? '' : back[0]?.reason).toMatch(words)
  })
})
