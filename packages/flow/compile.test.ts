import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { bye, type FlowDraft, problems } from './fixtures/flow.ts'
import { tour } from './fixtures/tour.ts'
import { type ProblemCode, problemCodes } from './problem-code.ts'

const ask = { kind: 'ask', text: '?', answer: { type: 'text' }, variable: 'x', to: { next: 'bye' } }
const x = { x: { type: 'text' } }
const track = {
  kind: 'action',
  action: 'track-user',
  input: { email: "'a@b.com'" },
  to: { success: 'bye', error: 'bye', duplicate: 'bye' },
}
const say = (text: string) => ({ nodes: { hi: { kind: 'say', text, to: { next: 'bye' } }, bye } })
const when = (logic: string, variables: object = {}) => ({
  variables: variables as NonNullable<FlowDraft['variables']>,
  nodes: { fork: { kind: 'branch', cases: [{ when: logic, port: 'a' }], to: { a: 'bye', else: 'bye' } }, bye },
})
const answer = (type: string, more: object, variable = type) => ({
  variables: { x: { type: variable } },
  nodes: { ask: { ...ask, answer: { type, ...more } }, bye },
})
const choice = (...choices: object[]) => answer('choice', { choices })

/** A flow with one mistake, and where that is. */
const mistakes: {
  readonly [code in ProblemCode]: readonly (readonly [flow: FlowDraft | string, place: object, words: RegExp])[]
} = {
  'broken-json': [['{\n  "format": 1,\n}', { line: 3, column: 1 }, /member name/]],
  'repeated-member': [
    [
      '{"format":1,"start":"a","nodes":{"a":{"kind":"end"},"a":{"kind":"end"}}}',
      { node: 'a', line: 1, column: 57 },
      /twice/,
    ],
  ],
  'wrong-shape': [
    [{ nodes: { hi: { kind: 'say', to: {} }, bye } }, { node: 'hi', field: 'text' }, /missing/],
    [{ nodes: { hi: { kind: 'say', text: 3, to: { next: 'bye' } }, bye } }, { node: 'hi', field: 'text' }, /string/],
    [{ nodes: { ask: { ...ask, answer: { type: 'colour' } }, bye } }, { node: 'ask', field: 'answer.type' }, /"text"/],
    [{ nodes: { hi: { text: 'x' }, bye } }, { node: 'hi', field: 'kind' }, /"kind"/],
    ['[]', { line: 1, column: 1 }, /object/],
  ],
  'unknown-member': [
    [
      { nodes: { hi: { kind: 'say', txt: 'x', text: 'x', to: { next: 'bye' } }, bye } },
      { node: 'hi', field: 'txt' },
      /Did you mean "text"/,
    ],
    [
      { nodes: { ask: { ...ask, answer: { type: 'text', mx: 3 } }, bye }, variables: x },
      { node: 'ask', field: 'answer.mx' },
      /Did you mean "max"/,
    ],
    [
      { variables: { x: { type: 'text', sensitve: true } }, nodes: { bye } },
      { field: 'variables.x.sensitve' },
      /"sensitive"/,
    ],
    [{ nodes: { bye }, nods: {} }, { field: 'nods' }, /Did you mean "nodes"/],
  ],
  'unknown-format': [['{"format":2}', { field: 'format' }, /only format 1/]],
  'unknown-kind': [[{ nodes: { hi: { kind: 'sya' }, bye } }, { node: 'hi', field: 'kind' }, /Did you mean "say"/]],
  'bad-id': [
    [{ nodes: { 'my-end': bye } }, { node: 'my-end' }, /lower-case/],
    [choice({ id: 'A b', label: 'a' }), { node: 'ask', field: 'answer.choices[0].id' }, /letters, digits/],
    [{ variables: { X: { type: 'text' } }, nodes: { bye } }, { field: 'variables.X' }, /lower-case/],
  ],
  'reserved-name': [
    [{ variables: { contact: { type: 'text' } }, nodes: { bye } }, { field: 'variables.contact' }, /another name/],
  ],
  'missing-start': [[{ start: 'bey', nodes: { bye } }, { field: 'start' }, /Did you mean "bye"/]],
  'dangling-edge': [
    [
      { nodes: { hi: { kind: 'say', text: 'x', to: { next: 'bey' } }, bye } },
      { node: 'hi', field: 'to.next' },
      /Did you mean "bye"/,
    ],
  ],
  'unknown-port': [
    [
      { nodes: { hi: { kind: 'say', text: 'x', to: { next: 'bye', nxt: 'bye' } }, bye } },
      { node: 'hi', field: 'to.nxt' },
      /"next"/,
    ],
  ],
  'unrouted-outcome': [
    [
      { nodes: { track: { ...track, to: { success: 'bye', error: 'bye' } }, bye } },
      { node: 'track', field: 'to' },
      /"duplicate"/,
    ],
  ],
  'dead-end': [
    [{ nodes: { hi: { kind: 'say', text: 'x', to: {} } } }, { node: 'hi', field: 'to' }, /"next"/],
    [{ variables: x, nodes: { ask: { ...ask, tries: 3 }, bye } }, { node: 'ask', field: 'to' }, /"failed"/],
    [
      { variables: x, nodes: { ask: { ...ask, idle: [{ after: '1m', port: 'idle' }] }, bye } },
      { node: 'ask', field: 'to' },
      /"idle"/,
    ],
  ],
  'loop-without-wait': [
    [
      { nodes: { a: { kind: 'say', text: 'x', to: { next: 'b' } }, b: { kind: 'set', set: {}, to: { next: 'a' } } } },
      { node: 'a' },
      /"a" → "b" → "a"/,
    ],
    [
      {
        nodes: {
          track: {
            kind: 'action',
            action: 'track-user',
            mode: 'queue',
            input: { email: "'a'" },
            to: { next: 'track' },
          },
        },
      },
      { node: 'track' },
      /circle/,
    ],
  ],
  'unreachable-node': [[{ nodes: { bye, lost: bye } }, { node: 'lost' }, /Nothing leads/]],
  'no-end': [[{ variables: x, nodes: { ask: { ...ask, to: { next: 'ask' } } } }, { field: 'start' }, /"end"/]],
  'unknown-action': [
    [{ nodes: { track: { ...track, action: 'trak-user' }, bye } }, { node: 'track', field: 'action' }, /"track-user"/],
  ],
  'missing-input': [[{ nodes: { track: { ...track, input: {} }, bye } }, { node: 'track', field: 'input' }, /"email"/]],
  'unknown-input': [
    [
      { nodes: { track: { ...track, input: { email: "'a'", agee: '3' } }, bye } },
      { node: 'track', field: 'input.agee' },
      /Did you mean "age"/,
    ],
  ],
  'mistyped-input': [
    [
      { nodes: { track: { ...track, input: { email: "'a'", age: "'x'" } }, bye } },
      { node: 'track', field: 'input.age' },
      /number/,
    ],
  ],
  'queued-save': [
    [
      { variables: x, nodes: { track: { ...track, mode: 'queue', save: { x: 'outcome' }, to: { next: 'bye' } }, bye } },
      { node: 'track', field: 'save' },
      /queued/,
    ],
  ],
  'undeclared-variable': [
    [say('{{ nme }}'), { node: 'hi', field: 'text' }, /"nme"/],
    [
      when('1 == 1 || nme == 3', { name: { type: 'text', default: 'x' } }),
      { node: 'fork', field: 'cases[0].when' },
      /Did you mean "name"/,
    ],
    [{ nodes: { ask, bye } }, { node: 'ask', field: 'variable' }, /Declare/],
    [
      { nodes: { set: { kind: 'set', set: { y: '1' }, to: { next: 'bye' } }, bye } },
      { node: 'set', field: 'set.y' },
      /"y"/,
    ],
  ],
  'never-set-variable': [
    [
      { variables: x, nodes: { bye: { kind: 'end', text: '{{ x }}{{ x }}' } } },
      { node: 'bye', field: 'text' },
      /sets "x"/,
    ],
  ],
  'wrong-variable-type': [[answer('email', {}, 'number'), { node: 'ask', field: 'variable' }, /email or text/]],
  'bad-default': [
    [
      { variables: { x: { type: 'date', default: '3 May' } }, nodes: { bye } },
      { field: 'variables.x.default' },
      /date/,
    ],
  ],
  'unknown-name': [
    [say('{{ contact.emial }}'), { node: 'hi', field: 'text' }, /Did you mean "email"/],
    [
      {
        nodes: {
          track: { ...track, to: { ...track.to, success: 'hi' } },
          hi: { kind: 'end', text: '{{ results.trck.outcome }}' },
          bye,
        },
      },
      { node: 'hi' },
      /Did you mean "track"/,
    ],
    [
      { variables: x, nodes: { track: { ...track, save: { x: 'outputs.cod' } }, bye } },
      { node: 'track', field: 'save.x' },
      /Did you mean "code"/,
    ],
  ],
  'text-syntax': [
    [say('Hi {{ name'), { node: 'hi', field: 'text' }, /not closed/],
    [say('Hi {{ contact.id | shout }}'), { node: 'hi', field: 'text' }, /shout/],
  ],
  'logic-syntax': [[when('1 ='), { node: 'fork', field: 'cases[0].when' }, /character/]],
  'logic-type': [
    [when("1 > 'a'"), { node: 'fork', field: 'cases[0].when' }, /types do not fit/],
    [when('1 + 1'), { node: 'fork', field: 'cases[0].when' }, /true or false/],
    [
      { variables: x, nodes: { set: { kind: 'set', set: { x: '1' }, to: { next: 'bye' } }, bye } },
      { node: 'set', field: 'set.x' },
      /type text/,
    ],
    [
      {
        variables: { x: { type: 'json' } },
        nodes: { set: { kind: 'set', set: { x: "duration('1h')" }, to: { next: 'bye' } }, bye },
      },
      { node: 'set' },
      /kept/,
    ],
  ],
  'bad-pattern': [
    [answer('text', { pattern: '(?=x)' }), { node: 'ask', field: 'answer.pattern' }, /RE2/],
    [when("'a'.matches('(')"), { node: 'fork', field: 'cases[0].when' }, /RE2/],
  ],
  'bad-duration': [
    [
      { nodes: { wait: { kind: 'wait', for: '10 minutes', to: { next: 'bye' } }, bye } },
      { node: 'wait', field: 'for' },
      /10m/,
    ],
  ],
  'bad-idle': [[{ idle: [{ after: '1m' }], nodes: { bye } }, { field: 'idle[0]' }, /exactly one/]],
  'bad-choice': [
    [
      choice({ id: 'a', label: 'One' }, { id: 'a', label: 'Two' }),
      { node: 'ask', field: 'answer.choices[1].id' },
      /Two choices/,
    ],
    [
      choice({ id: 'a', label: 'One' }, { id: 'b', label: 'ONE!' }),
      { node: 'ask', field: 'answer.choices[1].label' },
      /also names/,
    ],
    [choice({ id: 'a', label: '!' }), { node: 'ask', field: 'answer.choices[0].label' }, /letters/],
  ],
  'bad-limit': [
    [answer('number', { min: 3, max: 1 }), { node: 'ask', field: 'answer.min' }, /Exchange/],
    [answer('text', { min: 3, max: 1 }), { node: 'ask', field: 'answer.min' }, /Exchange/],
    [answer('date', { min: '2000-01-01', max: '1999-01-01' }), { node: 'ask', field: 'answer.min' }, /Exchange/],
    [answer('date', { max: 'tomorrow' }), { node: 'ask', field: 'answer.max' }, /today/],
  ],
  'bad-locale': [
    [{ locale: 'english!', nodes: { bye } }, { field: 'locale' }, /en-GB/],
    [answer('phone', { country: 'UK' }), { node: 'ask', field: 'answer.country' }, /GB/],
    [answer('date', { locale: 'zz-zz-zz-1' }), { node: 'ask', field: 'answer.locale' }, /en-GB/],
  ],
}

const cases = Object.entries(mistakes).flatMap(([code, drafts]) =>
  drafts.map(([flow, place, words]) => ({ code: code as ProblemCode, flow, place, words })),
)

describe('the compiler', () => {
  it('finds nothing in a flow that uses everything', () => {
    expect(problems(tour)).toEqual([])
  })

  it.each(cases)('[FC1] finds $code at $place', ({ code, flow, place, words }) => {
    const [found, ...more] = problems(flow)
    expect(more).toEqual([])
    expect(found).toMatchObject({
      code,
      severity: problemCodes[code],
      place: { file: 'flows/main.flow.json', flow: 'main', ...place },
    })
    expect(found?.place.line).toBeGreaterThan(0)
    expect(`${found?.reason} ${found?.repair}`).toMatch(words)
  })

  it('[FC1] points at the place in the text', () => {
    const [found] = problems(say('Hi\n{{ contact.id | shout }}'))
    expect(found?.place).toMatchObject({ line: 7, column: 19 })
  })

  it('[FC1] has a page for every code, and no page without a code', () => {
    const folder = new URL('../../docs/errors/', import.meta.url)
    const pages = readdirSync(folder).filter((name) => name !== 'README.md')
    const flowPages = pages.filter((name) =>
      readFileSync(new URL(name, folder), 'utf8').includes('Found by the flow compiler'),
    )
    expect(flowPages.sort()).toEqual(
      Object.keys(problemCodes)
        .map((code) => `${code}.md`)
        .sort(),
    )
  })

  it('[FC2] finds every mistake at once', () => {
    const found = problems({
      variables: x,
      nodes: {
        one: { kind: 'say', text: '{{ nobody }}', to: { next: 'nowhere' } },
        two: { kind: 'sya' },
        three: { ...ask, variable: 'y', answer: { type: 'text', pattern: '(' } },
      },
    })
    expect(found.map(({ code, place }) => `${place.node} ${code}`)).toEqual([
      'two unknown-kind',
      'one undeclared-variable',
      'three undeclared-variable',
      'three bad-pattern',
    ])
  })

  it('[FC3] makes a program exactly when nothing is an error', () => {
    const text = JSON.stringify({ format: 1, start: 'bye', nodes: { bye, lost: bye } })
    const source = { name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions: {} }
    expect(compile(source)).toMatchObject({
      program: { name: 's', start: 'main' },
      problems: [{ severity: 'warning' }],
    })
    const mistaken = compile({ ...source, start: 'mian' })
    expect({ ...mistaken, problems: mistaken.problems.slice(1) }).toMatchObject({
      program: null,
      problems: [{ code: 'missing-start', repair: 'Did you mean "main"?' }],
    })
    expect(compile({ ...source, flows: { ...source.flows, other: { file: 'o', text: '' } } }).program).toBeNull()
    for (const { flow, code } of cases) {
      const compiled = compile({
        ...source,
        flows: {
          main: {
            file: 'f',
            text:
              typeof flow === 'string'
                ? flow
                : JSON.stringify({ format: 1, start: Object.keys(flow.nodes)[0], ...flow }),
          },
        },
      })
      if (problemCodes[code] === 'error') expect(compiled.program).toBeNull()
    }
  })

  it('[FC4] answers any text with a program or problems', () => {
    const compileAny = (text: string) =>
      compile({ name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions: {} })
    const answers = (text: string) => {
      const { program, problems } = compileAny(text)
      expect(program === null).toBe(problems.some(({ severity }) => severity === 'error'))
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), answers))
    const whole = JSON.stringify({ format: 1, ...tour })
    const spots = fc.tuple(
      fc.integer({ min: 0, max: whole.length }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('', '"', '{', '[', '1', 'null', '{{', "'", '(', ' ', 'constructor'),
    )
    fc.assert(
      fc.property(spots, ([at, length, other]) => answers(whole.slice(0, at) + other + whole.slice(at + length))),
      { numRuns: 300 },
    )
    const member = fc.constantFrom(
      'kind',
      'text',
      'to',
      'answer',
      'variable',
      'cases',
      'set',
      'input',
      'save',
      'for',
      'idle',
      'tries',
    )
    const node = fc.dictionary(
      member,
      fc.oneof(fc.jsonValue(), fc.constantFrom('say', 'ask', 'branch', 'set', 'action', 'wait', 'end')),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), node), (nodes) =>
        answers(JSON.stringify({ format: 1, start: 'a', nodes })),
      ),
    )
  })

  it('compiles a flow of thousands of nodes', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [
        `n${index}`,
        { kind: 'say', text: 'x', to: { next: `n${index + 1}` } },
      ]),
    )
    expect(problems({ nodes: { ...nodes, n5000: bye } })).toEqual([])
  })
})
