import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gramsOf } from './grams.ts'
import { readNlu } from './nlu-files.ts'

const read = (text: string, more: { readonly [path: string]: string } = {}) =>
  readNlu({ 'nlu/intents.yaml': text, ...more })
const told = (text: string) =>
  read(text).problems.map(({ code, place, reason }) => `${place.file}:${place.line} ${code}: ${reason}`)

const rasa = `version: "3.1"
# what people want
nlu:
- intent: greet
  examples: |
    - hey
    - hello [Ada](name)
- intent: book
  label: Book a journey
  examples: |
    - from [Busan]{"entity": "city", "role": "from"} to [서울]{"entity": "city", "role": "to", "value": "Seoul"}
    - I want to travel
- synonym: Seoul
  examples: |
    - capital of Korea
    - SEL
- regex: order
  examples: |
    - A-[0-9]{6}
- lookup: colour
  examples:
    - red
    - blue
faq:
- intent: hours
  answer: We are open from nine to five.
  examples:
    - when are you open
    - text: opening hours
heard: |
  - could I go somewhere [warm](place)
  - hmm
out_of_scope: { threshold: 0.4 }
`

describe('files in the form of Rasa', () => {
  test('give intents, marks, synonyms, patterns, lists, labels, answers and the threshold', () => {
    const { nlu, problems } = read(rasa)
    expect(problems).toEqual([])
    expect(nlu).toEqual({
      intents: {
        greet: ['hey', 'hello Ada'],
        book: ['from Busan to 서울', 'I want to travel'],
        hours: ['when are you open', 'opening hours'],
      },
      leastConfidence: 0.4,
      marked: [
        { intent: 'greet', text: 'hello Ada', marks: [{ entity: 'name', start: 6, end: 9 }] },
        {
          intent: 'book',
          text: 'from Busan to 서울',
          marks: [
            { entity: 'city', role: 'from', start: 5, end: 10 },
            { entity: 'city', role: 'to', value: 'Seoul', start: 14, end: 16 },
          ],
        },
      ],
      entities: { order: { patterns: ['A-[0-9]{6}'] }, colour: { values: { red: [], blue: [] } }, name: {}, city: {} },
      heard: ['could I go somewhere warm', 'hmm'],
      synonyms: { Seoul: ['capital of Korea', 'SEL'] },
      labels: { book: { '': 'Book a journey' } },
      answers: { hours: { '': 'We are open from nine to five.' } },
    })
  })

  test('[NF1] may be several, of several languages, and one intent may be in all of them', () => {
    const english = 'language: en\nnlu:\n- intent: hi\n  label: Greet\n  examples: |\n    - hello\n    - hi\n'
    const korean = 'language: ko\nnlu:\n- intent: hi\n  label: 인사\n  examples: |\n    - 안녕하세요\n'
    const { nlu, problems } = readNlu({ 'nlu/en.yaml': english, 'nlu/ko.yaml': korean })
    expect(problems).toEqual([])
    expect(nlu).toMatchObject({
      intents: { hi: ['hello', 'hi', '안녕하세요'] },
      labels: { hi: { en: 'Greet', ko: '인사' } },
    })
  })

  test('in the simple form have the same', () => {
    const text = `
intents:
  order: { examples: ['I want [two](number) of them', buy], label: { en: Order, ko: 주문 }, note: x }
  cancel: { examples: [5, true, no], answer: Fine. }
entities:
  size: { values: { large: [big, xl], small: [] } }
  number:
labels: { cancel: Cancel }
`
    expect(read(text)).toMatchObject({
      problems: [],
      nlu: {
        intents: { order: ['I want two of them', 'buy'], cancel: ['5', 'true', 'no'] },
        labels: { order: { en: 'Order', ko: '주문' }, cancel: { '': 'Cancel' } },
        entities: { size: { values: { large: ['big', 'xl'], small: [] } }, number: {} },
      },
    })
  })

  test("of Pypestream's entities are passed over", () => {
    const { nlu, problems } = read('intents: { a: { examples: [x, y] } }', {
      'nlu/entities.yaml': 'columns: [Entity, Value]\nrows: [[size, big]]\n',
    })
    expect([Object.keys(nlu?.intents ?? {}), problems]).toEqual([['a'], []])
  })
})

describe('[NF2] what is wrong is told with file, line and repair', () => {
  test.each([
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - y [z](city\n',
      ['nlu/intents.yaml:5 bad-example: In "y [z](city": "](city" is not closed.'],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - [z]{"entity": "c", "rle": "x"}\n',
      ['nlu/intents.yaml:5 bad-example: In "[z]{"entity": "c", "rle": "x"}": A mark has no "rle".'],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - [z]{entity: c}\n',
      ['nlu/intents.yaml:5 bad-example: In "[z]{entity: c}": {entity: c} is no JSON.'],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - [a [b](c)](d)\n',
      ['nlu/intents.yaml:5 bad-example: In "[a [b](c)](d)": A mark stands inside another one, or nothing opens it.'],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - see [1](http://x.y)\n',
      [expect.stringMatching(/:5 bad-example/)],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    - [](c)\n',
      [expect.stringMatching(/:5 bad-example: .*A mark has no words/)],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n    - x\n    y\n    -\n',
      [
        expect.stringMatching(/:5 bad-example: "y" does not begin/),
        expect.stringMatching(/:6 bad-example: The example is empty/),
      ],
    ],
    [
      'intents:\n  a:\n    examples:\n      - x\n      - "\\u200b \\u2060"\n',
      [expect.stringMatching(/:5 bad-example: The example is empty/)],
    ],
    [
      'nlu:\n- intent: a\n  exmples: |\n    - x\n',
      [expect.stringMatching(/:3 broken-intents: There is no "exmples" here/)],
    ],
    ['nlu:\n- intnt: a\n', [expect.stringMatching(/:2 broken-intents: This is neither an intent/)]],
    ['nlu: 5\n', [expect.stringMatching(/:1 broken-intents: This is no list/)]],
    [
      'nlu:\n- intent: my intent\n- intent: else\n',
      [expect.stringMatching(/:2 .*no name of an intent/), expect.stringMatching(/:3 .*"else"/)],
    ],
    ['version: "9"\nnlu: []\n', [expect.stringMatching(/:1 .*no version/)]],
    ['language: klingonisch\nnlu: []\n', [expect.stringMatching(/:1 .*no language/)]],
    ['nlu: []\nstories: []\n', [expect.stringMatching(/:2 .*"stories" is no part/)]],
    [
      'nlu: []\nresponses: {}\nnul: []\n',
      [expect.stringMatching(/:2 /), expect.stringMatching(/:3 .*There is no "nul"/)],
    ],
    [
      'nlu:\n- regex: r\n  examples: |\n    - (?=x)\n    - [0-9]*\n',
      [expect.stringMatching(/:4 .*no pattern/), expect.stringMatching(/:5 .*empty text/)],
    ],
    ['labels: { nobody: Who }\nnlu: []\n', [expect.stringMatching(/:1 .*There is no intent "nobody"/)]],
    [
      'intents: { a: { examples: [x, y] }, a: { examples: [z, w] } }\n',
      [expect.stringMatching(/:1 .*"a" is written twice/)],
    ],
    ["out_of_scope: { threshold: '' }\n", [expect.stringMatching(/:1 .*no number from 0 to 1/)]],
    [
      'nlu:\n- intent: a\n  examples: |\n    - hi\n    - ...\n    - …\n    - ". . ."\n    - ":)"\n    - 🇰🇷\n',
      [5, 6, 7, 8, 9].map((line) =>
        expect.stringMatching(`:${line} bad-example: .* has no letter, digit or pictograph`),
      ),
    ],
    [
      'intents: { a: { examples: [hi, "\\u200b…"] } }\nheard: |\n  - --\n',
      [1, 3].map((line) => expect.stringMatching(`:${line} bad-example: .* has no letter`)),
    ],
    [
      'nlu:\n- intent: a\n  examples: >\n    - hello\n    - hi there\n- intent: b\n  examples: |\n    - 안녕\n    - 여보세요\n',
      [expect.stringMatching(/:3 bad-example: Below ">" all lines are one sentence/)],
    ],
    [
      'nlu:\n- intent: a\n  examples: |\n  - hello\n  - hi\n- intent: b\n  examples: | # more\n\n  - bye\n  - ciao\n',
      [4, 9].map((line) => expect.stringMatching(`:${line} broken-intents: The lines below "\\|" are not indented`)),
    ],
    [
      'heard: |\n- guten Tag\n- 안녕\n',
      [2, 3].map((line) => expect.stringMatching(`:${line} broken-intents: The lines below "\\|" are not indented`)),
    ],
    [
      'nlu:\n- intent: a\n  examples:\n  - hi\n  - [Seoul](city) trip\n  - [서울]{"entity": "city"} 여행\n',
      [5, 6].map((line) => expect.stringMatching(`:${line} broken-intents: A text that begins with "\\[" is a list`)),
    ],
    [
      'nlu:\n- intent: a\n  examples:\n  - the thing: is it: there\n  - @ada\n',
      [
        expect.stringMatching(/:4 .*A text with ": " in it/),
        expect.stringMatching(/:5 .*cannot start with reserved character @\./),
      ],
    ],
    ['nlu:\n- intent: a\n\texamples: []\n', [expect.stringMatching(/:3 .*begins with a tab/)]],
    [
      'nlu:\n- intent: a\n  examples: |\n\t- x\n    - y\n- intent: b\n',
      [expect.stringMatching(/:4 .*begins with a tab/)],
    ],
    ['nlu:\n- intent: a\n examples: |\n    - x\n', [expect.stringMatching(/:3 .*without - indicator\.$/)]],
    [
      'nlu:\n- intent: a\n  examples: *there\n',
      [expect.stringMatching(/:3 broken-intents: Nothing before it is called "&there"/)],
    ],
    ['nlu: []\n---\nnlu: []\n', [expect.stringMatching(/broken-intents: The file holds several documents/)]],
    ['['.repeat(5000), ['nlu/intents.yaml:1 broken-intents: It is nested too deeply.']],
    ['out_of_scope: { threshold: 7 }\n', [expect.stringMatching(/:1 .*no number from 0 to 1/)]],
    ['nlu: [\n', [expect.stringMatching(/broken-intents/)]],
    ['', [expect.stringMatching(/:1 .*It says no intents/)]],
  ])('%j', (text, problems) => {
    expect(told(text)).toEqual(problems)
    expect(read(text).nlu).toBeNull()
    for (const { repair } of read(text).problems) expect(repair).toMatch(/\w{3}/)
  })

  test('[NF3] examples that are repeated, that contradict each other, and one alone are warnings', () => {
    const text =
      'nlu:\n- intent: a\n  examples: |\n    - cancel it\n    - Cancel it!\n    - stop\n- intent: b\n  examples: |\n    - STOP\n'
    expect(told(text)).toEqual([
      'nlu/intents.yaml:5 repeated-example: "Cancel it!" is an example of "a" already, in nlu/intents.yaml:4.',
      'nlu/intents.yaml:9 contradicting-examples: "STOP" is an example of "b" here and of "a" in nlu/intents.yaml:6.',
      'nlu/intents.yaml:7 few-examples: "b" has one example.',
    ])
    expect(read(text).nlu?.intents).toEqual({ a: ['cancel it', 'Cancel it!', 'stop'], b: ['STOP'] })
  })

  test('signs alone are warned of; one pictograph is an example, and so is a word of any script', () => {
    const text =
      'nlu:\n- intent: a\n  examples: |\n    - ?!\n    - 👍\n    - ❤️\n    - ㅋ\n    - 是\n    - 7\n    - "¿?"\n'
    expect(told(text)).toEqual(
      [4, 10].map((line) => expect.stringMatching(`:${line} bad-example: .* has nothing but signs`)),
    )
    const { nlu, problems } = read(text)
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning'])
    expect(nlu?.intents.a).toHaveLength(7)
  })

  test('[NF2] of examples, those are refused of which nothing is learned, and no others', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'.…!?-_ :)(,;"*#+&·•—🇰🇷👍️\u200d7가aé'), minLength: 1, maxLength: 6 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    )
    fc.assert(
      fc.property(text, (example) => {
        const { problems } = read(
          `intents: { a: { examples: [hello, hi, ${JSON.stringify(example.replaceAll('[', ''))}] } }`,
        )
        const { words } = gramsOf(example.replaceAll('[', ''))
        expect(problems.some(({ severity }) => severity === 'error')).toBe(words.length === 0)
      }),
    )
  })

  test('messages of the YAML parser end as sentences do, and do not repeat the place', () => {
    const piece = fc.constantFrom(
      ...['nlu', ':', '\n', '  ', '- ', '{', '}', '[', ']', '|', '&a', '*a', '"', '%', '@', '\t'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        for (const { reason } of read(pieces.join('')).problems) expect(reason).toMatch(/^(?!.*at line \d).*[^:.]\.$/s)
      }),
    )
  })

  test('thresholds and labels of two files that differ are told', () => {
    const one = 'out_of_scope: { threshold: 0.4 }\nlabels: { a: One }\nnlu:\n- intent: a\n'
    const two = 'out_of_scope: { threshold: 0.5 }\nlabels: { a: Two }\n'
    const { problems } = readNlu({ 'nlu/1.yaml': one, 'nlu/2.yaml': two })
    expect(problems.map(({ place, reason }) => [place, reason])).toEqual([
      [{ file: 'nlu/2.yaml', line: 1 }, 'Another threshold is written in nlu/1.yaml:1.'],
      [{ file: 'nlu/2.yaml', line: 2 }, '"a" has another label already.'],
    ])
  })
})

describe('[NF2] whatever the files hold, reading them is bounded', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('\n')

  test.each([
    [
      'an example of 100 KB',
      `nlu:\n- intent: a\n  examples: |\n    - ${'x '.repeat(50_000)}\n    - y\n`,
      /102400|may have 500|characters/,
    ],
    [
      '2,001 intents',
      `intents:\n${many(2001, (at) => `  i${at}: { examples: [a${at}, b${at}] }`)}`,
      /2001 intents; there may be 2000/,
    ],
    [
      '20,001 examples',
      `nlu:\n- intent: a\n  examples: |\n${many(20_001, (at) => `    - say ${at}`)}\n`,
      /20001 examples; there may be 20000/,
    ],
    ['150,000 keys', many(150_000, (at) => `k${at}: 1`), /There is no "k0" here/],
    ['deep nesting', '['.repeat(100_000), /./],
    [
      'aliases that unfold',
      `a: &a [x, x]\n${many(40, (at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *a]`)}`,
      /./,
    ],
    ['dashes below a block', `heard: |\n${many(20_000, () => '- x')}`, /lines below "\|" are not indented/],
    ['a mark without end', `nlu:\n- intent: a\n  examples: |\n    - ${'[x]{'.repeat(900)}\n`, /is not closed|no JSON/],
    ['brackets', `nlu:\n- intent: a\n  examples: |\n    - ${'['.repeat(4000)}\n`, /4000 characters/],
    [
      'a pattern that is hostile elsewhere',
      'nlu:\n- regex: r\n  examples: |\n    - (a+)+$\n    - (?<=a)b\n',
      /no pattern/,
    ],
    ['five megabytes', 'x'.repeat(5_000_000), /may have 4194304/],
    ['zero bytes', '\u0000\u0000', /./],
  ])('%s', (_, text, reason) => {
    const { problems } = read(text)
    expect(problems[0]?.reason).toMatch(reason)
    expect(problems.length).toBeLessThan(120)
  })

  test('aliases that are used often are read, those that unfold to too much are told of once', () => {
    const uses = (count: number) =>
      `intents:\n  a: { examples: &some [hello, hi, ${many(20, (at) => `good day ${at},`).replaceAll('\n', ' ')}], label: &name Greet }\n${many(count, (at) => `  i${at}: { examples: *some, label: *name }`)}`
    const { nlu, problems } = read(uses(300))
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect([Object.keys(nlu?.intents ?? {}).length, nlu?.labels?.i299]).toEqual([301, { '': 'Greet' }])
    const large = `intents:\n  a: { examples: &some [${many(5000, (at) => `say ${at},`).replaceAll('\n', ' ')}] }\n${many(200, (at) => `  i${at}: { examples: *some }`)}`
    const reasons = read(large).problems.filter(({ severity }) => severity === 'error')
    expect(reasons.filter(({ reason }) => /aliases stand for is too much/.test(reason))).toHaveLength(1)
  })

  test('2,000 intents are read', () => {
    const { nlu, problems } = read(`intents:\n${many(2000, (at) => `  i${at}: { examples: [a${at}, b${at}] }`)}`)
    expect([Object.keys(nlu?.intents ?? {}).length, problems]).toEqual([2000, []])
  })

  test('any text gives content or problems', () => {
    const piece = fc.constantFrom(
      ...['nlu', 'intents', 'intent', 'examples', 'faq', 'labels', 'entities', 'values', ':', '\n', ' ', '  ', '- '],
      ...['{', '}', '[', ']', '(', ')', '|', '&a', '*a', '"', 'x', ',', '0.5', '#', '!!map', '?', '---', '<<'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { nlu, problems } = read(pieces.join(''))
        expect(nlu === null).toBe(problems.some(({ severity }) => severity === 'error'))
      }),
    )
  })
})
