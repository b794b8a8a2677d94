import { isNluPath as isPlatformPath, readNlu } from '@parley/nlu'
import { describe, expect, test } from 'vitest'
import {
  addExamples,
  changeExample,
  isNluPath,
  examplesOf as linesOf,
  moveExample,
  type NluFiles,
  readNluFiles,
  removeIntent,
  renameIntent,
  type ShownIntent,
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
/** An item below `nlu:` */
const item = (name: string, ...examples: readonly string[]) =>
  `\n  - intent: ${name}\n    examples: |\n${examples.map((each) => `      - ${each}\n`).join('')}`
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
    const renamed = renameIntent(files, 'refund', 'money_back', 'en')
    expect(intent(renamed, 'money_back').labels).toEqual({ en: 'Refund', ko: '환불' })
    const joined = renameIntent(files, 'parcel', 'order', 'en')
    expect(examplesOf(joined, 'order')).toHaveLength(4)
    expect(readNluFiles(removeIntent(files, 'refund')).intents.map(({ name }) => name)).toEqual(['order', 'parcel'])
    expect(read(joined).errors).toEqual([])
  })

  test('hold the threshold', () => {
    const strict = setThreshold(files, 0.7)
    expect([read(strict).leastConfidence, readNluFiles(strict).threshold]).toEqual([0.7, 0.7])
    expect(readNluFiles(setThreshold(strict, null)).threshold).toBeNull()
  })

  test('say in which line an example stands, as the platform says it', () => {
    const wrong = {
      'nlu/a.yaml': 'intents:\n  a:\n    examples:\n      - x\n      - "[y](1)"\n      - { text: "[z](1)" }\n',
      'nlu/b.yaml': 'nlu:\n  - intent: b\n    examples: |\n      - x\n\n      - [y](1)\n',
    }
    const lines = read(wrong).errors.map(({ place: { file, line } }) => `${file}:${line}`)
    const shown = readNluFiles(wrong).intents.flatMap(({ examples }) => examples)
    expect(shown.filter(({ source }) => source.startsWith('[')).map(({ path, line }) => `${path}:${line}`)).toEqual(
      lines,
    )
    expect(lines).toHaveLength(3)
  })

  test('are edited where an intent stands twice in one file', () => {
    const twice = {
      'nlu/rasa.yml': `nlu:${item('book', 'book me in', 'a table please')}${item('book', 'reserve', 'a seat')}`,
    }
    const seat = intent(twice, 'book').examples.find(({ source }) => source === 'a seat')
    if (seat === undefined) throw new Error('no seat')
    expect(examplesOf(changeExample(twice, 'book', seat, 'two seats'), 'book')).toEqual([
      'book me in',
      'a table please',
      'reserve',
      'two seats',
    ])
    expect(examplesOf(changeExample(twice, 'book', seat, null), 'book')).toEqual([
      'book me in',
      'a table please',
      'reserve',
    ])
    const moved = moveExample(twice, 'book', seat, 'sit')
    expect([examplesOf(moved, 'book').length, examplesOf(moved, 'sit')]).toEqual([3, ['a seat']])
    // What is not there is not copied either.
    expect(moveExample(moved, 'book', seat, 'sit')).toBe(moved)
  })

  test('have one item of an intent that two became, with every label and answer that the other did not have', () => {
    const two = {
      'nlu/rasa.yml': `nlu:${item('reserve', 'reserve')}    label: { en: Reserve, ko: 예약 }${item('book', 'book me in')}    label: Book\n`,
      'nlu/more.ko.yaml':
        'language: ko\nintents: { reserve: { examples: [예약해 주세요], label: 예약, answer: 네 } }\n',
    }
    const joined = renameIntent(two, 'reserve', 'book', 'en')
    expect(joined['nlu/rasa.yml']?.match(/intent:/g)).toHaveLength(1)
    expect(intent(joined, 'book')).toMatchObject({ labels: { en: 'Book', ko: '예약' }, answers: { ko: '네' } })
    expect(read(joined)).toMatchObject({ errors: [], intents: { book: ['예약해 주세요', 'book me in', 'reserve'] } })
    expect(read(renameIntent(two, 'book', 'table', 'en')).errors).toEqual([])
  })

  test('take sentences as they are copied from a list', () => {
    expect(linesOf('- one\n\n * two \n• three\n-four\nfive - six')).toEqual([
      'one',
      'two',
      'three',
      '-four',
      'five - six',
    ])
  })

  test('that cannot be read are left alone', () => {
    const broken = { 'nlu/intents.yaml': 'intents: [' }
    expect(addExamples(broken, 'a', ['b'])).toBe(broken)
    expect(setThreshold({ 'nlu/intents.yaml': '- a\n' }, 0.5)).toMatchObject({ 'nlu/intents.yaml': '- a\n' })
  })
})

test('the files of understanding are those that the platform reads', () => {
  const names = ['intents.yaml', '예약.yml', 'bot.ko.yaml', 'more/a.yaml', 'a.yam', 'a.yaml.bak', '.yaml', 'A.YAML']
  for (const path of names.flatMap((name) => [`nlu/${name}`, name, `x/nlu/${name}`]))
    expect([path, isNluPath(path)]).toEqual([path, isPlatformPath(path)])
})
