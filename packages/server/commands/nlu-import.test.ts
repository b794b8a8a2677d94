import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readIntents } from '../solution/intents.ts'
import { importNlu } from './nlu-import.ts'
import { agentCx, agentEs, zipOf } from './nlu-testing.ts'
import { UsageError } from './solution-api.ts'

const made: string[] = []
const printed: string[] = []
let solution = ''

beforeEach(async () => {
  solution = await mkdtemp(join(tmpdir(), 'parley-nlu-import-'))
  made.push(solution)
  printed.splice(0)
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
  vi.spyOn(console, 'error').mockImplementation((line: string) => void printed.push(line))
})

afterAll(async () => {
  vi.restoreAllMocks()
  await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function given(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(solution, 'given', name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  return path
}

const said = () => printed.splice(0).join('\n')
const understood = async () => (await readIntents(solution)).nlu

describe('parley nlu import', () => {
  test('takes Pypestream’s training phrases, with their types', async () => {
    const csv =
      'Utterance,Intent,Type\nI want to stop,Stop It!,main\n"stop, please",Stop It!,main\nhello,greet,small\nhi,greet,talk\n,greet,talk\n'
    expect(await importNlu(await given('intent.csv', csv), { solution })).toBe(0)
    expect(said()).toBe(
      [
        'left out: intent.csv:6: The text is missing.',
        'left out: greet: Its examples are of several types, which are left out.',
        'renamed: Stop It! is Stop_It',
        'wrote nlu/intent.yaml: 2 intents, 4 examples',
      ].join('\n'),
    )
    expect((await understood())?.intents).toEqual({
      Stop_It: ['I want to stop', 'stop, please'],
      greet: ['hello', 'hi'],
    })
    const text = await readFile(join(solution, 'nlu/intent.yaml'), 'utf8')
    expect(text).toContain('Pypestream name: Stop It!')
    expect(text).toContain('Pypestream type: main')
  })

  test('takes an agent of Dialogflow ES, in its languages, and says what it could not', async () => {
    expect(await importNlu(await given('Pizza Agent.zip', zipOf(agentEs)), { solution })).toBe(0)
    expect(await readdir(join(solution, 'nlu'))).toEqual(['pizza-agent.de.yaml', 'pizza-agent.yaml'])
    expect(await understood()).toMatchObject({
      intents: {
        Order_Pizza: ['Ich will eine Pizza', 'Pizza bitte', 'I want a large pizza for tomorrow', 'from Paris for blue'],
      },
      leastConfidence: 0.3,
      marked: [
        {
          text: 'I want a large pizza for tomorrow',
          marks: [
            { entity: 'size', start: 9, end: 14 },
            { entity: 'date', start: 25, end: 33 },
          ],
        },
        { text: 'from Paris for blue', marks: [{ entity: 'city', role: 'from-city', start: 5, end: 10 }] },
      ],
      entities: { size: { values: { large: ['groß', 'big'], small: [] } }, order: { patterns: ['A-[0-9]+'] } },
      answers: { Order_Pizza: { '': 'Coming up.', de: 'Kommt sofort.' } },
    })
    const told = said()
    for (const part of [
      /calls a webhook/,
      /asks for 1 parameter,/,
      /no text/,
      /Of 2 answers/,
      /template/,
      /@sys.color/,
      /\(\?=x\)/,
      /port "else"/,
    ])
      expect(told).toMatch(part)
    expect(told).toContain('renamed: Order Pizza is Order_Pizza')
  })

  test('takes an agent of Dialogflow CX', async () => {
    expect(await importNlu(await given('cx.zip', zipOf(agentCx)), { solution, json: true })).toBe(0)
    const { written, lost } = JSON.parse(said())
    expect(written).toEqual(['nlu/cx.yaml', 'nlu/cx.ko.yaml'])
    expect(lost.map(({ where }: { where: string }) => where)).toEqual([
      'intents/Default Negative Intent/Default Negative Intent.json',
      'flows',
    ])
    expect(await understood()).toMatchObject({
      intents: { 'order.status': ['주문 어디쯤이에요', '주문 상태', 'where is A-17 of monday', 'order status'] },
      marked: [
        {
          marks: [
            { entity: 'order', start: 9, end: 13 },
            { entity: 'date', role: 'when', start: 17, end: 23 },
          ],
        },
      ],
      entities: { order: { patterns: ['A-[0-9]+'] } },
    })
  })

  test('takes a folder of Rasa 3, FAQ answers too', async () => {
    await given(
      'bot/data/nlu.yml',
      'version: "3.1"\nnlu:\n- intent: faq/hours\n  examples: |\n    - when are you open\n    - opening [hours](what)\n    - bad [mark](\n- intent: bye\n  examples: |\n    - bye\n    - so long\n- synonym: hours\n  examples: |\n    - times\n- regex: zip\n  examples: |\n    - [0-9]{5}\n- lookup: bank\n  examples: |\n    - JPMC\n',
    )
    await given(
      'bot/domain.yml',
      'version: "3.1"\nintents: [faq, bye]\nresponses:\n  utter_faq/hours:\n  - text: From nine.\n  - text: Nine to five.\n  utter_bye:\n  - text: Bye\nslots: {}\n',
    )
    await given('bot/data/stories.yml', 'stories: []\n')
    expect(await importNlu(join(solution, 'given/bot'), { solution, language: 'en' })).toBe(0)
    expect(await understood()).toMatchObject({
      intents: { 'faq.hours': ['when are you open', 'opening hours'], bye: ['bye', 'so long'] },
      answers: { 'faq.hours': { en: 'From nine.' } },
      synonyms: { hours: ['times'] },
      entities: { zip: { patterns: ['[0-9]{5}'] }, bank: { values: { JPMC: [] } } },
    })
    const told = said()
    for (const part of [/bad \[mark\]\(/, /"stories"/, /"slots"/, /1 response of stories/, /faq\/hours is faq.hours/])
      expect(told).toMatch(part)
  })

  test.each([
    ['nlu.yml', 'version: "2.0"\nnlu:\n- intent: a\n  examples:\n  - text: |\n      hello\n  - text: hi [Ada](name)\n'],
    ['nlu.md', '<!-- old -->\n## intent:a\n- hello\n- hi [Ada](name)\n\n## lookup:x\n'],
    [
      'nlu.json',
      JSON.stringify({
        rasa_nlu_data: {
          common_examples: [
            { text: 'hello', intent: 'a', entities: [] },
            { text: 'hi Ada', intent: 'a', entities: [{ start: 3, end: 6, value: 'Ada', entity: 'name' }] },
          ],
        },
      }),
    ],
  ])('takes %s of older Rasa', async (name, text) => {
    expect(await importNlu(await given(name, text), { solution })).toBe(0)
    expect(await understood()).toMatchObject({
      intents: { a: ['hello', 'hi Ada'] },
      marked: [{ marks: [{ entity: 'name', start: 3, end: 6 }] }],
    })
  })

  test.each([
    ['t.csv', 'text;category;lang\nhello;a;en\nhallo;a;de\n'],
    ['t.tsv', 'Sentence\tLabel\tLocale\nhello\ta\ten\nhallo\ta\tde\n'],
    ['t.jsonl', '{"text":"hello","intent":"a","language":"en"}\n\n{"text":"hallo","intent":"a","language":"de"}\n'],
    ['t.json', '[{"text":"hello","intent":"a","language":"en"},{"text":"hallo","intent":"a","language":"de"}]'],
  ])('takes any table: %s', async (name, text) => {
    expect(await importNlu(await given(name, text), { solution, name: 'more' })).toBe(0)
    expect(await readdir(join(solution, 'nlu'))).toEqual(['more.de.yaml', 'more.en.yaml'])
    expect((await understood())?.intents).toEqual({ a: ['hallo', 'hello'] })
  })

  test.each([undefined, 'table'])(
    'takes a zip with one table in it, also when it is said to be one: %s',
    async (format) => {
      const zip = (names: readonly string[]) =>
        zipSync(Object.fromEntries(names.map((name) => [name, strToU8('text,intent\nhallo,a\n안녕,a\n')])))
      const how = { solution, ...(format === undefined ? {} : { format }) }
      expect(await importNlu(await given('Bot.zip', zip(['x/intents.csv'])), how)).toBe(0)
      expect(said()).toBe('wrote nlu/bot.yaml: 1 intent, 2 examples')
      expect((await understood())?.intents).toEqual({ a: ['hallo', '안녕'] })
      await expect(importNlu(await given('two.zip', zip(['a.csv', 'b.csv'])), how)).rejects.toThrow(/several tables/)
    },
  )

  test('writes over nothing, and nothing that would not be read', async () => {
    const csv = await given('a.csv', 'text,intent\nx,a\ny,a\n')
    expect(await importNlu(csv, { solution, dryRun: true })).toBe(0)
    expect(said()).toBe('would write nlu/a.yaml: 1 intent, 2 examples')
    expect(await understood()).toBeNull()
    await importNlu(csv, { solution })
    await expect(importNlu(csv, { solution })).rejects.toThrow(/is there already/)
    expect(await importNlu(csv, { solution, force: true })).toBe(0)
    await writeFile(join(solution, 'nlu/broken.yaml'), 'nlu: [')
    said()
    expect(await importNlu(csv, { solution, name: 'other' })).toBe(1)
    expect(said()).toMatch(/broken\.yaml[\s\S]*Nothing was written/)
    await expect(importNlu(csv, { solution, name: 'broken' })).rejects.toThrow(/is there already/)
    expect(await importNlu(csv, { solution, name: 'broken', force: true })).toBe(0)
    expect(Object.keys((await understood())?.files ?? {})).toEqual(['nlu/a.yaml', 'nlu/broken.yaml'])
    await writeFile(
      join(solution, 'nlu/broken.yaml'),
      Buffer.from('intents: { a: { examples: [grün, rot] } }', 'latin1'),
    )
    expect(await importNlu(csv, { solution, name: 'broken', force: true })).toBe(0)
  })

  describe('[NF5] keeps every language apart', () => {
    const solutionIn = (language: string) =>
      writeFile(join(solution, 'solution.ts'), `export default defineSolution({ name: 'x', language: '${language}' })`)
    const texts = async () => {
      const names = await readdir(join(solution, 'nlu'))
      return Object.fromEntries<string>(
        await Promise.all(
          names.map(async (name) => [name, await readFile(join(solution, 'nlu', name), 'utf8')] as const),
        ),
      )
    }

    test.each(['en', 'de', 'ko'])('of an agent, whatever the solution speaks: %s', async (language) => {
      await solutionIn(language)
      const path = await given('es.zip', zipOf(agentEs))
      expect(await importNlu(path, { solution, language: 'de' })).toBe(0)
      const found = await texts()
      expect(Object.keys(found)).toHaveLength(2)
      const [german, english] = ['Ich will eine Pizza', 'I want a'].map(
        (words) => Object.values(found).find((text) => String(text).includes(words)) ?? '',
      )
      expect(/^language: (.*)$/m.exec(german ?? '')?.[1]).toBe(language === 'de' ? undefined : 'de')
      expect(/^language: (.*)$/m.exec(english ?? '')?.[1]).toBe(language === 'en' ? undefined : 'en')
      expect((await understood())?.intents.Order_Pizza).toHaveLength(4)
      const answers = Object.values((await understood())?.answers?.Order_Pizza ?? {})
      expect(answers.toSorted()).toEqual(['Coming up.', 'Kommt sofort.'])
    })

    test('of a table: rows that name none are in the one that is given', async () => {
      const csv = 'text,intent,Lang\nhello,a,en\nhallo,a,\ntschüss,b,\n안녕,a,ko\n'
      expect(await importNlu(await given('t.csv', csv), { solution, language: 'de', name: 't' })).toBe(0)
      const found = await texts()
      expect(Object.keys(found)).toEqual(['t.en.yaml', 't.ko.yaml', 't.yaml'])
      expect(found['t.yaml']).toMatch(/language: de[\s\S]*hallo[\s\S]*tschüss/)
      expect(found['t.en.yaml']).toMatch(/language: en[\s\S]*hello/)
    })

    test('and knows what is none', async () => {
      const path = await given('a.csv', 'text,intent\nx,a\n')
      await expect(importNlu(path, { solution, language: 'klingonisch' })).rejects.toThrow(/no language/)
      const odd = { ...agentEs, 'intents/Order Pizza_usersays_klingonisch.json': [{ data: [{ text: 'nuqneH' }] }] }
      expect(await importNlu(await given('odd.zip', zipOf(odd)), { solution })).toBe(0)
      expect(said()).toContain('"klingonisch" is no language.')
    })
  })

  test('what would steer a terminal is printed as something that does not', async () => {
    const csv = 'text,intent\nhello,"\u001b[2Jhi"\nhey,"\u001b[2Jhi"\n'
    expect(await importNlu(await given('esc.csv', csv), { solution })).toBe(0)
    expect(said()).toMatch(/^renamed: \ufffd\[2Jhi is 2Jhi/)
  })

  test.each([
    ['none.csv', 'a,b\n1,2\n', /No columns are named "text"/],
    ['empty.csv', '', /There are no rows/],
    ['long.jsonl', `{"text":"${'x'.repeat(100_000)}","intent":"a"}`, /100000 characters/],
    ['odd.yml', 'a: [', /no YAML/],
    [
      'bomb.yml',
      `a: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}`,
      /no YAML/,
    ],
    ['odd.json', '{"x":1}', /rasa_nlu_data/],
    ['rows.jsonl', '{"text":{"a":1},"intent":["x"]}', /text is missing|No columns/],
  ])('says what is wrong with %s', async (name, text, reason) => {
    expect(await importNlu(await given(name, text), { solution })).toBe(1)
    expect(said()).toMatch(reason)
  })

  test.each([
    ['broken.jsonl', '{"text":', /line 1 is no JSON/],
    ['broken.csv', 'text,intent\n"x,a\n', /no table/],
    ['a.zip', 'PK nothing', /zip/],
    ['a.exe', 'x', /none of what can be taken in/],
    ['inner.tsv', 'text\tintent\n"a\tb\n', /no table/],
  ])('refuses %s', async (name, text, reason) => {
    await expect(importNlu(await given(name, text), { solution })).rejects.toThrow(reason)
  })

  test.each([
    ['a.json', 'dialogflow', /zip or a folder/],
    ['a.zip', 'table', /A table is one file/],
    ['a.yaml', 'table', /A table is CSV/],
    ['a.csv', 'rasa', /A file of Rasa is YAML/],
    ['a.csv', 'excel', /There is no format "excel"/],
  ])('%s as %s is refused', async (name, format, reason) => {
    const path = await given(name, name === 'a.zip' ? zipOf(agentEs) : '{}')
    const importing = importNlu(path, { solution, format })
    await expect(importing).rejects.toThrow(UsageError)
    await expect(importing).rejects.toThrow(reason)
  })

  test('a solution that is not there is not made', async () => {
    const csv = await given('a.csv', 'text,intent\nx,a\ny,a\n')
    await expect(importNlu(csv, { solution: join(solution, 'typo') })).rejects.toThrow(/There is no folder .*typo/)
    await expect(importNlu(join(solution, 'none.csv'), { solution })).rejects.toThrow(/There is no .*none\.csv/)
    expect(await readdir(solution)).toEqual(['given'])
  })

  test('an agent of as many files as large ones have is taken', async () => {
    const many = Array.from({ length: 2100 }, (_, at) => [
      `intents/i${at}_usersays_en.json`,
      [{ data: [{ text: `say ${at}` }] }],
    ])
    const zip = zipOf({
      'agent.json': { language: 'en' },
      ...Object.fromEntries(many.slice(0, 1500)),
      ...Object.fromEntries(many.slice(0, 600).map(([path, value]) => [String(path).replace('_en', '_de'), value])),
    })
    expect(await importNlu(await given('large.zip', zip), { solution })).toBe(0)
    expect(said()).toMatch(
      /wrote nlu\/large\.yaml: 1500 intents, 1500 examples\nwrote nlu\/large\.de\.yaml: 600 intents/,
    )
  })

  test('a table whose cells have quotes in them is read', async () => {
    const tsv = 'text\tintent\nwhat is "this"\ta\n"that" is what\ta\n5" pipe\ta\n'
    expect(await importNlu(await given('q.tsv', tsv), { solution })).toBe(0)
    expect((await understood())?.intents).toEqual({ a: ['what is "this"', '"that" is what', '5" pipe'] })
  })

  test('examples and intents beyond the limits are left out and told', async () => {
    const rows = Array.from({ length: 20_100 }, (_, at) => `say ${at},i${at % 50}`)
    expect(await importNlu(await given('many.csv', `text,intent\n${rows.join('\n')}\n`), { solution })).toBe(0)
    expect(said()).toMatch(/more than 20000 examples[\s\S]*wrote nlu\/many\.yaml: 50 intents, 20000 examples/)
  })
})
