import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type ImportSettings, importedNlu } from './nlu-imported.ts'

const settings: ImportSettings = {
  language: '',
  own: 'de',
  present: {
    'nlu/intents.yaml':
      'intents:\n  hours: {examples: [wann habt ihr offen, habt ihr auf], answer: Von neun bis fünf.}\nout_of_scope: {threshold: 0.5}\n',
  },
  over: false,
}

function take(name: string, text: string, more: Partial<ImportSettings> = {}) {
  const imported = importedNlu({ kind: 'file', name, text }, { ...settings, ...more })
  if (!('files' in imported)) throw new Error(imported.map(({ where, reason }) => `${where}: ${reason}`).join('\n'))
  return imported
}

type Told = ReturnType<typeof take>

const textOf = ({ files }: Told, path: string): string => files.find((file) => file.path === path)?.text ?? ''

describe('what a file of another program would become', () => {
  test('is told of a table of Pypestream, with names that may not be here', () => {
    const table =
      'Utterance,Intent,Type\nI want a refund,Refund money!,utterance\n환불해 주세요,Refund money!,utterance\n,x,\n'
    const told = take('Bot Intents.csv', table)
    expect(told).toMatchObject({
      files: [{ path: 'nlu/bot-intents.yaml', intents: [{ name: 'Refund_money', examples: 2 }] }],
      renamed: [{ from: 'Refund money!', to: 'Refund_money' }],
      lost: [{ where: 'Bot Intents.csv:4' }],
      taken: [],
    })
    expect(textOf(told, 'nlu/bot-intents.yaml')).toContain('환불해 주세요')
  })

  test('stands beside what there is, or over it', () => {
    const table = 'text,intent\nwo ist mein Paket,parcel\n'
    const beside = take('intents.csv', table)
    expect(beside).toMatchObject({ files: [{ path: 'nlu/intents_2.yaml' }], taken: ['nlu/intents.yaml'] })
    const over = take('intents.csv', table, { over: true })
    expect(over).toMatchObject({ files: [{ path: 'nlu/intents.yaml' }], taken: ['nlu/intents.yaml'] })
  })

  test('contradicts nothing that the solution says itself', () => {
    const table = 'text,intent,answer\nseid ihr da,hours,Immer.\nwo ist mein Paket,parcel,Unterwegs.\n'
    const told = take('bot.csv', table)
    expect(told.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(told.lost).toEqual([{ where: 'hours', reason: 'The answer "Immer.": here it is "Von neun bis fünf.".' }])
    expect(parse(textOf(told, 'nlu/bot.yaml'))).toMatchObject({
      nlu: [{ intent: 'hours' }, { intent: 'parcel', answer: 'Unterwegs.' }],
    })
  })

  test('contradicts nothing where an intent is called as what every object has', () => {
    // `Object.is` is no answer in Icelandic.
    const table = 'text,intent,language,answer\nbyggja,constructor,is,Já.\nsmíða,constructor,is,\n'
    const told = take('bot.csv', table)
    expect(told.lost).toEqual([])
    expect(told.files).toMatchObject([{ language: 'is', intents: [{ name: 'constructor', examples: 2 }] }])
    expect(parse(textOf(told, told.files[0]?.path ?? ''))).toMatchObject({
      nlu: [{ intent: 'constructor', answer: 'Já.' }],
    })
  })

  test('is told of a file of Rasa, and of a table in a zip', () => {
    const rasa =
      'version: "3.1"\nnlu:\n- intent: faq/where\n  examples: |\n    - where are you [now](time)\n    - 어디 있어요\nstories: []\n'
    const told = take('nlu.yml', rasa, { language: 'en' })
    expect(told).toMatchObject({
      files: [{ path: 'nlu/nlu.yaml', language: 'en', intents: [{ name: 'faq.where', examples: 2 }] }],
      renamed: [{ from: 'faq/where', to: 'faq.where' }],
    })
    expect(told.lost.some(({ reason }) => reason.includes('stories'))).toBe(true)
    const files = { 'x/intents.csv': 'Utterance,Intent\nhallo,hello\nguten Tag,hello\n' }
    const zip = importedNlu({ kind: 'files', name: 'bot.zip', files, unread: [] }, settings)
    expect(zip).toMatchObject({ files: [{ path: 'nlu/bot.yaml', intents: [{ name: 'hello', examples: 2 }] }] })
  })

  test('is nothing where nothing is understood, with the reason', () => {
    const refused: readonly (readonly [string, string, RegExp])[] = [
      ['bot.csv', 'a,b\n1,2\n', /No columns are named "text"/],
      ['bot.csv', '"a', /is no table|nothing to take in/],
      ['nlu.yaml', 'nlu: [', /no YAML/],
      ['data.jsonl', '{', /no JSON/],
      ['bot.xlsx', 'x', /none of what can be taken in/],
    ]
    for (const [name, text, why] of refused) expect(() => take(name, text), name).toThrow(why)
    const files = { 'a.csv': 'text,intent\n', 'b.csv': 'text,intent\n' }
    const why = (given: typeof files | object) =>
      importedNlu({ kind: 'files', name: 'x.zip', files: { ...given }, unread: [] }, settings)
    expect(why(files)).toMatchObject([{ where: 'x.zip', reason: expect.stringMatching(/several tables/) }])
    expect(why({})).toMatchObject([{ where: 'x.zip', reason: expect.stringMatching(/neither/) }])
    const rows = Array.from({ length: 20 }, () => ',parcel')
    const lost = importedNlu({ kind: 'file', name: 'x.csv', text: ['text,intent', ...rows].join('\n') }, settings)
    expect(lost).toMatchObject([
      { where: '', reason: 'There is nothing to take in.' },
      ...[2, 3, 4, 5, 6].map((row) => ({ where: `x.csv:${row}`, reason: 'The text is missing.' })),
    ])
  })

  test('says what would be wrong with it beside what there is', () => {
    const told = take('bot.csv', 'text,intent\nhabt ihr auf,parcel\nwo ist es,parcel\n')
    expect(told.problems).toMatchObject([{ code: 'contradicting-examples', severity: 'warning' }])
  })
})
