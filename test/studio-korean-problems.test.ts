import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problems } from '../packages/flow/fixtures/flow.ts'
import { cases } from '../packages/flow/fixtures/mistakes.ts'
import { type Problem, problemCodes } from '../packages/flow/index.ts'
import { importDialogflow, importRasa, importRows, readNlu } from '../packages/nlu/index.ts'
import { koreanKinds } from '../packages/studio/problems/korean/kinds.ts'
import { inKorean, sentences } from '../packages/studio/problems/korean/korean.ts'

/** What stands between quotes: names, and values as they are written. */
const quotedIn = (text: string): readonly string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)

const isKorean = (text: string): boolean => /[가-힣]/.test(text)

test('every code of the compiler has words in Korean', () => {
  expect(Object.keys(problemCodes).filter((code) => !Object.hasOwn(koreanKinds, code))).toEqual([])
  expect(Object.entries(koreanKinds).filter(([, words]) => !isKorean(words))).toEqual([])
})

test('the mistakes that the compiler knows are told in Korean sentences, with every name', () => {
  const all = [...cases.flatMap(({ flow }) => problems(flow)), ...further()]
  expect(all.flatMap(untold)).toEqual([])
  expect(new Set(all.map(({ code }) => code)).size).toBeGreaterThan(65)
})

const inKoreanAlone = (reason: string): string => inKorean({ code: 'import-refused', reason, repair: '' }).reason

test('whatever an import can say is told in Korean, with every name', () => {
  const from = sourcesIn([
    'packages/nlu/import-*.ts',
    'packages/server/http/studio/nlu-import*.ts',
    'packages/server/solution/{imported-nlu,nlu-rows,zip-files}.ts',
  ])
  const code = from.replaceAll(/\/\*[\s\S]*?\*\/|\/\/ .*/g, '')
  const said = [...code.matchAll(/(?<=[ (])(['`])((?:(?!\1).)+)\1/g)]
    .map(([, , text = '']) => text)
    .filter((text) => /^["`A-Z$].* .*\.$/.test(text) && !/^Taken in from|^Nobody waits/.test(text))
    .map((text) => text.replaceAll(/\$\{counted\([^,]*, '(\w+)'\)\}/g, '2 $1s').replaceAll(/\$\{[^}]*\}/g, '7'))
  expect(said.length).toBeGreaterThan(60)
  const untold = said.filter((text) => {
    const korean = inKoreanAlone(text)
    return !isKorean(korean) || /2 \w+s/.test(korean) || !quotedIn(text).every((name) => korean.includes(name))
  })
  expect(untold).toEqual([])
})

test('what real imports leave out is told in Korean', () => {
  const cells = (text: string, intent: string, more = {}) => ({ where: 'bot.csv:2', cells: { text, intent, ...more } })
  const rows = [cells('', 'hours'), cells('...', 'hours'), cells('안녕', ''), cells('hallo', 'hi', { language: '?' })]
  const rasa = {
    'nlu.yml':
      'nlu:\n- intent: a\n  examples: |\n    hallo\n    - nach [Köln](Ort 1)\n    - nach [](city)\n    - [서울](city\n- regex: r\n  examples: |\n    - (?=x)\nstories: []\nresponses:\n  utter_hi: [{ text: Hallo }]\n',
    'data.json': '{}',
  }
  const agent = {
    'agent.json': '{"language":"de"}',
    'intents/a.json': JSON.stringify({
      name: 'a',
      webhookUsed: true,
      responses: [{ parameters: [{ required: true }] }],
    }),
    'flows/a/a.json': '{}',
  }
  const lost = [importRows(rows), importRows([]), importRasa(rasa), importDialogflow(agent)].flatMap(
    (each) => each.lost,
  )
  expect(lost.length).toBeGreaterThan(12)
  expect(lost.map(({ reason }) => inKoreanAlone(reason)).filter((korean) => !isKorean(korean))).toEqual([])
})

/** What of a problem is not said in Korean, or loses a name. */
function untold(problem: Problem): readonly string[] {
  const korean = inKorean(problem)
  return (['reason', 'repair'] as const).flatMap((member) => {
    const [english, said] = [problem[member], korean[member]]
    const lost = quotedIn(english).filter((name) => !settings.has(name) && !said.includes(name))
    return isKorean(said) && !said.includes(`(${english})`) && lost.length === 0 ? [] : [`${english} → ${said}`]
  })
}

const marks = [
  '[Köln](city',
  '[](city)',
  '[[a](b)](c)',
  ']( x',
  '[서울](1 city)',
  '[a]{"entity"}',
  '[a]{"entity": "city", "roll": "to"}',
  '[a]{"entity": "city", "role": "nach München"}',
  '[a]{"entity": "city", "value": []}',
  '[a](b) '.repeat(51),
]

/** Of texts files, channels, intents without phrases, flows in a ring, and files of understanding. */
function further(): readonly Problem[] {
  const bye = { kind: 'end', text: 'Bye, {{ name }}.' }
  const draft = {
    variables: { name: { type: 'text', default: '' } },
    understanding: { intents: { order: { flow: 'shop' }, mute: { answer: 'Hm.' } } },
    nodes: { hi: { kind: 'say', text: `Hi! ${'x'.repeat(5000)}`, to: { next: 'bye' } }, bye },
  }
  const shop = { understanding: { intents: { help: { flow: 'main' } } }, nodes: { bye: { kind: 'end', text: 'Bye.' } } }
  const ko =
    'main:\n  hi:\n    text: 안녕하세요!\n    old: 옛날\n  bye:\n    text: 안녕히 가세요.\n  gone:\n    text: 없음\n'
  const de = 'main:\n  hi:\n    text: Hallo!\n  bye:\n    text: [a]\nshop: 3\n'
  const solution = {
    language: 'en',
    texts: { ko: { file: 'texts/ko.yaml', text: ko }, de: { file: 'texts/de.yaml', text: de } },
    fallbacks: { ko: ['fr'] },
    channels: ['sms'],
  } as const
  const nlu = [
    'intents:\n  a:\n    examples: [x y, x y]\n  b:\n    examples: [x y]\n',
    'intents:\n  a: { examples: [hi, ..., "?!"] }\nnlu:\n- intent: b\n  examples: >\n    - x\n    - y\n- intent: c\n  examples: *c\n',
    'nlu:\n- intent: a\n  examples: |\n  - x\n- intent: b\n  examples: [ [x](y) z ]\n',
    'nlu:\n- intent: a\n  examples:\n  - it is: so: it is\n',
    'nlu:\n- intent: a\n\texamples: []\n',
    'nlu: []\n---\nnlu: []\n',
    `nlu:\n- intent: a\n  examples: |\n${marks.map((mark) => `    - nach ${mark}`).join('\n')}\n`,
    '['.repeat(5000),
  ].flatMap((text) => readNlu({ 'nlu/intents.yaml': text }).problems)
  return [
    ...problems(draft, { intents: { order: ['buy'], help: ['help'], mute: [] }, flows: { shop }, solution }),
    ...nlu,
  ]
}

/** Names of settings, which the Studio shows under words of its own. */
const settings = new Set(['to', 'input', 'variables', 'given', 'user', 'The file'])

/** The sources of the compiler, of the reader of files of understanding, and of what is taken into them. */
const sources = sourcesIn([
  'packages/flow/**/*.ts',
  'packages/nlu/**/*.ts',
  'packages/server/solution/*.ts',
  'packages/server/http/studio/nlu-import*.ts',
  'packages/studio/source/paths.ts',
])

function sourcesIn(patterns: readonly string[]): string {
  return globSync([...patterns])
    .filter((path) => !path.includes('node_modules') && !path.includes('.test.') && !path.includes('fixtures'))
    .map((path) => readFileSync(path, 'utf8').replaceAll(/\\(['"`\\])/g, '$1'))
    .join('\n')
}

/** Put together from parts, or said by the libraries that read Liquid, CEL and shapes. */
const composed =
  /^(True or|An e-mail|An object|"The file"|The node id|The outcome .* of the Braze|So it may be at|This takes more|This yields|There is no text|None of the flow|The text is not there)/
const foreign =
  /^(expected |Too |Invalid |output |tag |undefined filter|Unexpected |no such overload|name of the|id of the|alias name|Use one of \{a\}\.$)/

test('the English of every sentence is what the platform says', () => {
  const gone = sentences
    .map(([english]) => english)
    .filter((english) => !foreign.test(english) && !composed.test(english))
    .filter((english) => {
      const parts = english.split(/"?\{[a-zA-Z]\}"?/).map((part) => part.trim())
      return !parts.every((part) => part.length < 4 || sources.includes(part))
    })
  expect(gone).toEqual([])
})

test('a Korean sentence has the holes of the English one, and no two are the same', () => {
  const holes = (text: string) => [...new Set([...text.matchAll(/\{([a-zA-Z])\}/g)].map(([hole]) => hole))].toSorted()
  expect(sentences.filter(([english, korean]) => holes(english).join() !== holes(korean).join())).toEqual([])
  const english = sentences.map(([sentence]) => sentence)
  expect(english.filter((sentence, at) => english.indexOf(sentence) !== at)).toEqual([])
})

test('words that are not the platform’s own stay, behind what they are about', () => {
  const reason = "Type 'string' is not assignable to type 'number'."
  expect(inKorean({ code: 'action-does-not-compile', reason, repair: '' })).toEqual({
    reason: `액션의 코드가 맞지 않습니다. (${reason})`,
    repair: '',
  })
  expect(inKorean({ code: 'of-tomorrow', reason, repair: 'Mend it.' })).toEqual({ reason, repair: 'Mend it.' })
})
