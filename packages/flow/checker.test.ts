import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checker, createChecker, type FlowEdit } from './checker.ts'
import { compile } from './compile.ts'
import type { SolutionSource } from './source.ts'
import type { Values } from './value.ts'

const ids = ['a', 'b', 'c', 'd', 'e'] as const
const target = fc.constantFrom(...ids, 'bye', 'nowhere')
const variable = fc.constantFrom('x', 'n', 'y', 'z')

/** Nodes of many kinds, right and wrong, which lead to each other and name what may not be there. */
const node: fc.Arbitrary<Values> = fc.oneof(
  fc.record({
    kind: fc.constant('say'),
    text: fc.constantFrom(
      'Hi',
      'Hi {{ x }}',
      'Hi {{ y | default: "you" }}',
      '{{ n | upcase }}',
      '{{',
      '{{ results.c.outcome }}',
    ),
    to: fc.record({ next: target }),
  }),
  fc.record({
    kind: fc.constant('ask'),
    text: fc.constantFrom('?', '{{ z }}?'),
    answer: fc.constantFrom<Values>(
      { type: 'text' },
      { type: 'number' },
      { type: 'choice', choices: [{ id: 'one', label: 'One, which is a rather long label' }] },
      { type: 'form', fields: [{ name: 'f', label: 'F', answer: { type: 'text' }, variable: 'y' }] },
    ),
    variable,
    to: fc.record({ next: target }),
  }),
  fc.record({
    kind: fc.constant('branch'),
    cases: fc.array(
      fc.record({
        when: fc.constantFrom('x == null', 'n > 3', "x == 'a'", 'true', 'y +', "z != 'a' && n > 1"),
        port: fc.constant('p'),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    to: fc.record({ p: target, else: target }),
  }),
  fc.record({
    kind: fc.constant('set'),
    set: fc.dictionary(variable, fc.constantFrom('1', "'a'", 'n + 1', 'x')),
    to: fc.record({ next: target }),
  }),
  fc.record({
    kind: fc.constant('call'),
    flow: fc.constantFrom('other', 'main', 'nobody'),
    input: fc.dictionary(variable, fc.constantFrom('x', '1')),
    to: fc.record({ next: target, done: target }, { requiredKeys: ['next'] }),
  }),
  fc.record({
    kind: fc.constant('action'),
    action: fc.constantFrom('look', 'send'),
    input: fc.constantFrom({}, { email: 'x' }, { email: 'n' }),
    save: fc.constantFrom({}, { y: 'outputs.code' }),
    to: fc.record({ success: target, error: target }),
  }),
  fc.record({
    kind: fc.constant('braze-track'),
    mode: fc.constant('queue'),
    attributes: fc.constantFrom({ gender: 'x' }, { first_name: 'y' }),
    to: fc.record({ next: target }),
  }),
  fc.record({ kind: fc.constant('end'), outcome: fc.constantFrom('done', 'gone') }),
  fc.constantFrom<Values>({ kind: 'sya' }, { kind: 'say' }, {}),
)

const declared = fc.dictionary(
  variable,
  fc.record(
    {
      type: fc.constantFrom('text', 'number', 'json'),
      default: fc.constant(1),
      sensitive: fc.boolean(),
      given: fc.boolean(),
    },
    { requiredKeys: ['type'] },
  ),
)
const file = fc
  .record(
    {
      format: fc.constantFrom(1, 1, 1, 2),
      start: target,
      variables: declared,
      menu: fc.constant([{ id: 'help', label: 'Help {{ x }}', to: 'b' }]),
      nodes: fc.dictionary(fc.constantFrom(...ids), node, { maxKeys: 4 }),
    },
    { requiredKeys: ['format', 'start', 'nodes'] },
  )
  .map((flow) => JSON.stringify({ ...flow, nodes: { ...flow.nodes, bye: { kind: 'end', text: 'Bye.' } } }, null, 2))

const flowName = fc.constantFrom('main', 'other')
const edit: fc.Arbitrary<FlowEdit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ flow: flowName, node: fc.constantFrom(...ids, 'bye'), value: fc.option(node) }) },
  { weight: 1, arbitrary: fc.record({ flow: flowName, text: fc.option(file) }) },
)

type Step =
  | { readonly edit: FlowEdit }
  /** Some characters of a file are others, as when somebody types. */
  | { readonly type: readonly [flow: string, at: number, length: number, words: string] }
  | { readonly source: Partial<SolutionSource> }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: edit.map((each) => ({ edit: each })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        flowName,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('', ' ', '"', '}', 'x', 'n', '\n', '1'),
      )
      .map((type) => ({ type })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          actions: fc.constantFrom<SolutionSource['actions']>(
            {},
            { look: { outcomes: [] } },
            {
              send: {
                outcomes: [],
                input: { type: 'object', required: ['email'], properties: { email: { type: 'string' } } },
              },
            },
          ),
          channels: fc.constantFrom<NonNullable<SolutionSource['channels']>>([], ['whatsapp']),
          texts: fc.constantFrom<NonNullable<SolutionSource['texts']>>(
            {},
            { ko: { file: 'texts/ko.yaml', text: 'main: { a: { text: "{{ x" }, gone: { text: x } }' } },
          ),
        },
        { requiredKeys: [] },
      )
      .map((source) => ({ source })),
  },
)

function take(checker: Checker, step: Step): void {
  const { source } = checker
  if ('source' in step) checker.update({ ...source, ...step.source })
  else if ('edit' in step) {
    try {
      checker.edit(step.edit)
    } catch (error) {
      // Such a flow is not there, or is no JSON any more.
      if (!(error instanceof RangeError)) throw error
    }
  } else {
    const [flow, share, length, words] = step.type
    const known = source.flows[flow]
    if (known === undefined) return
    const at = Math.floor(share * known.text.length)
    checker.edit({ flow, text: known.text.slice(0, at) + words + known.text.slice(at + length) })
  }
}

const told = ({ problems, program, texts }: ReturnType<typeof compile>) => ({
  problems,
  texts,
  nodes:
    program === null
      ? null
      : [...program.flows].map(([name, flow]) => [name, [...flow.nodes.keys()], flow.actionNodes, [...flow.variables]]),
})

const start: SolutionSource = {
  name: 's',
  start: 'main',
  flows: Object.fromEntries(
    ['main', 'other'].map((name) => [
      name,
      { file: `flows/${name}.flow.json`, text: '{"format":1,"start":"bye","nodes":{"bye":{"kind":"end"}}}' },
    ]),
  ),
  actions: {},
}

describe('a checker', () => {
  it('[FC5] says after any edits what compiling for the first time says', () => {
    fc.assert(
      fc.property(file, file, fc.array(step, { maxLength: 8 }), (main, other, steps) => {
        const flows = {
          main: { file: 'flows/main.flow.json', text: main },
          other: { file: 'flows/other.flow.json', text: other },
        }
        const checker = createChecker({ ...start, flows })
        for (const each of steps) {
          take(checker, each)
          expect(told(checker.compiled)).toEqual(told(compile(checker.source)))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('[FC6] compiles nothing again that is the same and whose surroundings are', () => {
    const say = (text: string, next: string) => ({ kind: 'say', text, to: { next } })
    const nodes = { a: say('{{ x }}', 'b'), b: say('b', 'c'), c: say('{{ y }}', 'bye'), bye: { kind: 'end' } }
    const text = (variables: object) => JSON.stringify({ format: 1, start: 'a', variables, nodes })
    const declared = { x: { type: 'text', default: 'x' }, y: { type: 'text', default: 'y' } }
    const checker = createChecker({ ...start, flows: { main: { file: 'f', text: text(declared) } } })
    const bodies = () => checker.compiled.program?.flows.get('main')?.nodes
    const before = bodies()
    const again = (change: () => void) => {
      change()
      return ['a', 'b', 'c', 'bye'].filter((id) => bodies()?.get(id) !== before?.get(id))
    }
    expect(again(() => checker.edit({ flow: 'main', node: 'b', value: say('B', 'c') }))).toEqual(['b'])
    expect(again(() => checker.edit({ flow: 'main', text: text({ ...declared, z: { type: 'text' } }) }))).toEqual(['b'])
    const number = { ...declared, y: { type: 'number', default: 1 } }
    expect(again(() => checker.edit({ flow: 'main', text: text(number) }))).toEqual(['b', 'c'])
  })

  it('keeps what is written as it is, but for the node that is edited', () => {
    const text =
      '{ "format": 1, "start": "a",\n  "nodes": { "a": {"kind":"end"} , "b" : { "kind": "end" }  }, "note": "x" }'
    const checker = createChecker({ ...start, flows: { main: { file: 'f', text } } })
    const now = () => checker.source.flows.main?.text
    checker.edit({ flow: 'main', node: 'a', value: { kind: 'end', text: 'Bye' } })
    expect(now()).toBe(text.replace('{"kind":"end"}', '{\n      "kind": "end",\n      "text": "Bye"\n    }'))
    checker.edit({ flow: 'main', node: 'c', value: { kind: 'end' } })
    expect(now()).toContain('{ "kind": "end" },\n    "c": {\n      "kind": "end"\n    }  }, "note"')
    checker.edit({ flow: 'main', node: 'a', value: null })
    expect(now()).toBe(
      '{ "format": 1, "start": "a",\n  "nodes": { "b" : { "kind": "end" },\n    "c": {\n      "kind": "end"\n    }  }, "note": "x" }',
    )
    checker.edit({ flow: 'main', node: 'c', value: null })
    checker.edit({ flow: 'main', node: 'b', value: null })
    checker.edit({ flow: 'main', node: 'c', value: null })
    expect(now()).toBe('{ "format": 1, "start": "a",\n  "nodes": {  }, "note": "x" }')
    checker.edit({ flow: 'main', node: 'a', value: { kind: 'end' } })
    expect(checker.compiled.problems).toEqual([])
    expect(JSON.parse(now() ?? '')).toMatchObject({ nodes: { a: { kind: 'end' } }, note: 'x' })
  })

  it('refuses to edit a node where there are none', () => {
    const checker = createChecker({
      ...start,
      flows: { main: { file: 'f', text: '{' }, list: { file: 'g', text: '{"nodes":[]}' } },
    })
    for (const flow of ['main', 'list', 'nobody'])
      expect(() => checker.edit({ flow, node: 'a', value: null })).toThrow(RangeError)
    checker.edit({ flow: 'main', text: null })
    expect(Object.keys(checker.source.flows)).toEqual(['list'])
  })
})
