import { readNlu } from '@parley/nlu'
import { describe, expect, test } from 'vitest'
import {
  addExamples,
  changeExample,
  markEntity,
  moveExample,
  type NluFiles,
  plainExample,
  readNluFiles,
  removeIntent,
  renameIntent,
  type ShownIntent,
  setIntentText,
  setThreshold,
} from './nlu-document.ts'

const files: NluFiles = {
  'nlu/intents.yaml': `# What people ask of the shop
intents:
  order: # the dear ones
    examples:
      - I want to order
      - order [tea](item) please
    label: Order something
  parcel: { examples: [where is my parcel, "parcel: late?"] }
`,
  'nlu/rasa.yml': `version: "3.1"
nlu:
  - intent: refund
    examples: |
      - I want my money back
      - 환불 받고 싶어요
labels:
  refund: { en: Refund, ko: 환불 }
`,
}

const intent = (of: NluFiles, name: string): ShownIntent => {
  const found = readNluFiles(of).intents.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}
const examplesOf = (of: NluFiles, name: string) => intent(of, name).examples.map(({ source }) => source)
/** What the platform itself makes of the files. */
function read(of: NluFiles) {
  const { nlu, problems } = readNlu(of)
  return { ...nlu, errors: problems.filter(({ severity }) => severity === 'error') }
}

describe('files of understanding', () => {
  test('are read in both forms', () => {
    const { intents, entities, threshold, broken } = readNluFiles({ ...files, 'nlu/x.yaml': 'a: [' })
    expect(intents.map(({ name, examples }) => [name, examples.length])).toEqual([
      ['order', 2],
      ['parcel', 2],
      ['refund', 2],
    ])
    expect(intent(files, 'refund').labels).toEqual({ en: 'Refund', ko: '환불' })
    expect([entities, threshold, broken]).toEqual([['item'], null, ['nlu/x.yaml']])
  })

  test('take examples where their intent is, keep comments, and read as the platform reads them', () => {
    const more = addExamples(addExamples(files, 'order', ['tea: "now"', ' I want to order ']), 'refund', [
      '- 돈 주세요',
      'a # b',
    ])
    expect(examplesOf(more, 'order')).toEqual(['I want to order', 'order [tea](item) please', 'tea: "now"'])
    expect(more['nlu/intents.yaml']).toContain('# the dear ones')
    expect(more['nlu/rasa.yml']).toContain('      - a # b\n')
    expect(read(more).errors).toEqual([])
    expect(read(more).intents?.refund).toHaveLength(4)
    expect(addExamples(files, 'order', ['I want to order'])).toBe(files)
  })

  test('begin with nothing, and with another intent', () => {
    const first = addExamples({}, 'hello', ['hi', '안녕하세요'])
    expect(first).toEqual({ 'nlu/intents.yaml': 'intents:\n  hello:\n    examples:\n      - hi\n      - 안녕하세요\n' })
    expect(examplesOf(addExamples({ 'nlu/rasa.yml': files['nlu/rasa.yml'] ?? '' }, 'bye', ['bye']), 'bye')).toEqual([
      'bye',
    ])
  })

  test('change, move and lose examples, but not ones that somebody else changed meanwhile', () => {
    const [tea] = intent(files, 'order').examples.filter(({ source }) => source.includes('tea'))
    if (tea === undefined) throw new Error('no tea')
    expect(examplesOf(changeExample(files, 'order', tea, 'order tea'), 'order')).toEqual([
      'I want to order',
      'order tea',
    ])
    const moved = moveExample(files, 'order', tea, 'refund')
    expect([examplesOf(moved, 'order'), examplesOf(moved, 'refund').at(-1)]).toEqual([
      ['I want to order'],
      'order [tea](item) please',
    ])
    expect(changeExample(moved, 'order', tea, null)).toBe(moved)
  })

  test('rename an intent everywhere, join two, and remove one', () => {
    const renamed = renameIntent(files, 'refund', 'money_back')
    expect(intent(renamed, 'money_back').labels).toEqual({ en: 'Refund', ko: '환불' })
    const joined = renameIntent(files, 'parcel', 'order')
    expect(examplesOf(joined, 'order')).toHaveLength(4)
    expect(readNluFiles(removeIntent(files, 'refund')).intents.map(({ name }) => name)).toEqual(['order', 'parcel'])
    expect(read(joined).errors).toEqual([])
  })

  const tell = (language: string, text: string) => ({ language, text, own: 'en' })

  test('hold labels, answers and the threshold', () => {
    const labelled = setIntentText(files, 'parcel', 'answer', tell('en', 'It is on its way: see **Orders**.'))
    expect(read(labelled).answers).toEqual({ parcel: { '': 'It is on its way: see **Orders**.' } })
    const both = setIntentText(
      setIntentText(files, 'parcel', 'label', tell('en', 'Parcel')),
      'parcel',
      'label',
      tell('ko', '소포'),
    )
    expect(read(both).labels?.parcel).toEqual({ en: 'Parcel', ko: '소포' })
    expect(read(setIntentText(both, 'parcel', 'label', tell('ko', ' '))).labels?.parcel).toEqual({ '': 'Parcel' })
    const strict = setThreshold(files, 0.7)
    expect([read(strict).leastConfidence, readNluFiles(strict).threshold]).toEqual([0.7, 0.7])
    expect(readNluFiles(setThreshold(strict, null)).threshold).toBeNull()
  })

  test('mark words, never within marks', () => {
    expect(markEntity('fly to Seoul now', 6, 13, 'city')).toBe('fly to [Seoul](city) now')
    expect(markEntity('fly to [Seoul](city)', 8, 12, 'city')).toBeNull()
    expect(markEntity('fly', 1, 1, 'city')).toBeNull()
    expect(plainExample('fly to [Seoul](city) \\[now\\]')).toBe('fly to Seoul [now]')
  })

  test('that cannot be read are left alone', () => {
    const broken = { 'nlu/intents.yaml': 'intents: [' }
    expect(addExamples(broken, 'a', ['b'])).toBe(broken)
    expect(setThreshold({ 'nlu/intents.yaml': '- a\n' }, 0.5)).toMatchObject({ 'nlu/intents.yaml': '- a\n' })
  })
})
