import { isNluPath } from '@parley/nlu'
import { importPaths } from '@parley/studio/api'
import { wrongPath } from '@parley/studio/source'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Chosen, type ImportFormat, importFormats, type ReadSettings, readChosen } from './imported-nlu.ts'
import { UnreadableError } from './nlu-rows.ts'

const settings: ReadSettings = { language: '', own: 'de' }
const table = 'text,intent\nwo ist mein Paket,parcel\n택배 어디 있어요,parcel\n'
const rasa = 'nlu:\n- intent: parcel\n  examples: |\n    - wo ist mein Paket\n'
const agent = {
  'agent.json': '{"language":"de"}',
  'intents/parcel.json': '{"name":"parcel"}',
  'intents/parcel_usersays_de.json': '[{"data":[{"text":"wo ist mein Paket"}]}]',
}

const file = (name: string, text: string): Chosen => ({ kind: 'file', name, text })
const files = (name: string, texts: { readonly [path: string]: string }): Chosen => ({
  kind: 'files',
  name,
  files: texts,
  unread: [],
})
const intentsOf = (chosen: Chosen, more: Partial<ReadSettings> = {}) =>
  readChosen(chosen, { ...settings, ...more }).files.flatMap(({ intents }) => [...intents.keys()])

describe('the format of what is chosen', () => {
  const read: readonly (readonly [Chosen, ImportFormat])[] = [
    [file('bot.csv', table), 'table'],
    [file('bot.TSV', table.replaceAll(',', '\t')), 'table'],
    [file('bot.jsonl', '{"text":"wo ist es","intent":"parcel"}\n{"text":"어디","intent":"parcel"}'), 'table'],
    [file('bot.json', ' [{"text":"wo ist es","intent":"parcel"}]'), 'table'],
    [file('data.json', '{"rasa_nlu_data":{"common_examples":[{"text":"wo","intent":"parcel"}]}}'), 'rasa'],
    [file('nlu.yml', rasa), 'rasa'],
    [file('nlu.md', '## intent:parcel\n- wo ist mein Paket\n'), 'rasa'],
    [files('bot.zip', agent), 'dialogflow'],
    [files('bot.zip', { 'data/nlu.yml': rasa, 'README.md': '# A bot', 'other.csv': 'a' }), 'rasa'],
    [files('bot.zip', { 'x/intents.csv': table, 'README.md': '# A bot' }), 'table'],
  ]
  test.each(read)('is seen as it is when it is stated: %j, %s', (chosen, format) => {
    expect(intentsOf(chosen)).toEqual(['parcel'])
    expect(intentsOf(chosen, { format })).toEqual(['parcel'])
  })

  const refused: readonly (readonly [Chosen, ImportFormat | undefined, RegExp])[] = [
    [file('a/bot.xlsx', 'x'), undefined, /^a\/bot\.xlsx is none of what can be taken in/],
    [file('bot.csv', table), 'rasa', /^A file of Rasa is .*; bot\.csv is none/],
    [file('nlu.yml', rasa), 'table', /^A table is .*; nlu\.yml is none/],
    [file('agent.json', '{}'), 'dialogflow', /zip or a folder; agent\.json is neither/],
    [file('bot.csv', '"a'), undefined, /^bot\.csv is no table/],
    [file('bot.jsonl', '{'), undefined, /^bot\.jsonl, line 1 is no JSON/],
    [files('bot.zip', {}), undefined, /neither an agent .* in bot\.zip/],
    [files('bot.zip', { 'a.csv': table }), 'rasa', /no file of Rasa in bot\.zip/],
    [files('bot.zip', agent), 'table', /^A table is one file.*Unpack bot\.zip/],
    [
      files('bot.zip', { 'a.csv': table, 'b.csv': table }),
      undefined,
      /several tables in bot\.zip, as a\.csv and b\.csv/,
    ],
  ]
  test.each(refused)('is refused in words: %j as %s', (chosen, format, why) => {
    const read = () => readChosen(chosen, { ...settings, ...(format === undefined ? {} : { format }) })
    expect(read).toThrow(UnreadableError)
    expect(read).toThrow(why)
  })

  test('is that of Rasa where files of it are there, and tables beside them are told', () => {
    const { lost } = readChosen(files('bot.zip', { 'data/nlu.yml': rasa, 'other.csv': table }), settings)
    expect(lost).toEqual([{ where: 'other.csv', reason: expect.stringContaining('Take it in by itself') }])
  })

  test('is found, or refused in words, whatever is in it', () => {
    const kinds = fc.constantFrom('csv', 'tsv', 'jsonl', 'json', 'yml', 'md', 'exe')
    const content = fc.oneof(fc.string(), fc.json(), fc.constantFrom(table, rasa))
    const stated = fc.constantFrom(undefined, ...importFormats)
    fc.assert(
      fc.property(content, kinds, stated, fc.boolean(), (text, kind, format, isZip) => {
        const name = `bot.${kind}`
        const chosen = isZip ? files('bot.zip', { [name]: text }) : file(name, text)
        try {
          readChosen(chosen, { ...settings, ...(format === undefined ? {} : { format }) })
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableError)
        }
      }),
    )
  })
})

describe('what the new files are called', () => {
  test.each([
    ['given/Bot Intents (2).csv', undefined, 'bot-intents-2'],
    ['_.csv', undefined, 'imported'],
    ['챗봇.csv', undefined, '챗봇'],
    ['환불 문의.csv', undefined, '환불-문의'],
    ['환불 문의.csv'.normalize('NFD'), undefined, '환불-문의'],
    ['Öffnungszeiten & Größen.csv', undefined, 'öffnungszeiten-größen'],
    ['प्रश्न.csv', undefined, 'प्रश्न'],
    ['🙂\ufe0f.csv', undefined, 'imported'],
    ['CON.csv', undefined, 'imported-con'],
    [`${'x'.repeat(59)} y.csv`, undefined, 'x'.repeat(59)],
    ['bot.csv', 'Shop v1.2', 'shop-v1-2'],
  ])('%s, called %s: %s', (name, title, stem) => {
    const read = readChosen(file(name, table), { ...settings, ...(title === undefined ? {} : { title }) })
    expect(read.stem).toBe(stem)
  })

  test('is a path of understanding, whatever the name of what is chosen', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', minLength: 70 })), (title) => {
        const { stem } = readChosen(file('bot.csv', table), { ...settings, title })
        for (const path of importPaths(stem, ['', 'zh-Hant-TW'], new Set([`nlu/${stem}.yaml`]))) {
          expect([path, wrongPath(path), isNluPath(path)]).toEqual([path, null, true])
          expect(Buffer.byteLength(path)).toBeLessThan(255)
        }
      }),
    )
  })

  test('one file has no language in its name: that of the solution, or else the one that was given', () => {
    const rows = (...languages: readonly string[]) =>
      file('bot.csv', ['text,intent,language', ...languages.map((each) => `wo ist es,parcel,${each}`)].join('\n'))
    expect(readChosen(rows('ko', '', 'en'), settings).parts).toEqual(['ko', '', 'en'])
    expect(readChosen(rows('ko', '', 'en'), { ...settings, language: 'en' }).parts).toEqual(['ko', ''])
    expect(readChosen(rows('ko', 'fr'), { ...settings, language: 'en' }).parts).toEqual(['ko', 'fr'])
  })
})

test('[NF5] what could not be read comes before what was left out; of a file that says nothing, only that is told', () => {
  const unread = [{ where: 'b.yml', reason: 'It is no text in UTF-8.' }]
  const chosen: Chosen = { kind: 'files', name: 'bot.zip', files: { 'a.yml': 'nlu: [' }, unread }
  const { files: none, parts, lost } = readChosen(chosen, settings)
  expect([none, parts]).toEqual([[], []])
  expect(lost.map(({ where }) => where)).toEqual(['b.yml', 'a.yml'])
})
