import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { anyText } from './fixtures/any-text.ts'
import { bye, type FlowDraft, problems } from './fixtures/flow.ts'
import { ask, cases, say, x } from './fixtures/mistakes.ts'
import { tour } from './fixtures/tour.ts'
import { nodeKinds } from './nodes/index.ts'
import { problemCodes } from './problem-code.ts'

const compileAny = (text: string) =>
  compile({ name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions: {} })

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

  it('[FC13] lets a case be that may count', () => {
    const fork = (...whens: readonly string[]) => ({
      variables: { x: { type: 'text', default: 'a' } },
      nodes: {
        fork: {
          kind: 'branch',
          cases: whens.map((when) => ({ when, port: 'yes' })),
          to: { yes: 'bye', else: 'bye' },
        },
        bye,
      },
    })
    expect(problems(fork("x == 'a'", "x == 'A'", "x == 'b' && 1 < 2"))).toEqual([])
    const told = (...whens: readonly string[]) => problems(fork(...whens)).map(({ code, place }) => [code, place.field])
    const never = (field: string) => ['never-taken', field]
    expect(told("x == 'a'", '1 > 2', "x ==  'a'")).toEqual([never('cases[1].when'), never('cases[2].when')])
    expect(told('true', "x == 'a'")).toEqual([never('cases[1].when'), never('to.else')])
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

  it('[FV4] lets no sensitive answer into a variable that is not', () => {
    const leaks = cases.filter(({ code }) => code === 'sensitive-leak')
    expect(leaks.length).toBeGreaterThan(3)
    for (const { flow } of leaks) {
      const text = JSON.stringify(flow).replaceAll('"born":{"type":"text"}', '"born":{"type":"text","sensitive":true}')
      const open = problems(
        JSON.stringify({ format: 1, start: Object.keys((flow as FlowDraft).nodes)[0], ...JSON.parse(text) }),
      )
      expect(open.filter(({ place }) => place.field?.startsWith('input') !== true)).toEqual([])
    }
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

  it('[FC15] lets a version run that was deployed before there were such checks', () => {
    const source = (nodes: object) => {
      const text = JSON.stringify({
        format: 1,
        start: 'hi',
        variables: { n: { type: 'number', default: 3 } },
        nodes: { ...nodes, bye },
      })
      return { name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions: {} }
    }
    const shown = source({ hi: { kind: 'say', text: '{{ n | upcase }}', to: { next: 'bye' } } })
    expect(compile(shown).program).toBeNull()
    const stored = compile(shown, { stored: true })
    expect(stored.problems).toMatchObject([{ code: 'text-type', severity: 'error' }])
    expect(stored.program?.flows.get('main')?.nodes.has('hi')).toBe(true)
    expect(
      compile(source({ hi: { kind: 'say', text: '{{', to: { next: 'bye' } } }), { stored: true }).program,
    ).toBeNull()
  })

  it('[FB15] refuses actions with the names of Braze calls', () => {
    const text = JSON.stringify({ format: 1, start: 'bye', nodes: { bye } })
    const actions = { 'braze.users.track': { outcomes: [] }, 'braze-off': { outcomes: [] } }
    const found = compile({ name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions })
    expect(found).toMatchObject({
      program: null,
      problems: [
        { code: 'reserved-action', severity: 'error', reason: expect.stringContaining('"braze.users.track"') },
      ],
    })
  })

  it('[FC4] answers any text with a program or problems', () => {
    const answers = (text: string) => {
      const { program, problems } = compileAny(text)
      expect(program === null).toBe(problems.some(({ severity }) => severity === 'error'))
    }
    fc.assert(fc.property(anyText(), answers))
    const whole = JSON.stringify({ format: 1, ...tour })
    const spots = fc.tuple(
      fc.integer({ min: 0, max: whole.length }),
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('', '"', '{', '[', '1', 'null', '{{', "'", '(', ' ', 'constructor'),
    )
    fc.assert(
      fc.property(spots, ([at, length, other]) => answers(whole.slice(0, at) + other + whole.slice(at + length))),
      { numRuns: 150 },
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
      'user',
      'attributes',
      'events',
      'recipients',
      'read',
      'flow',
      'webhook',
      'event',
      'open',
      'holidays',
      'variants',
      'intents',
      'decision',
      'brief',
    )
    const node = fc.dictionary(member, fc.oneof(fc.jsonValue(), fc.constantFrom(...nodeKinds)))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), node), (nodes) =>
        answers(JSON.stringify({ format: 1, start: 'a', nodes })),
      ),
    )
  })

  it('[FC4] answers any menu and resume with a program or problems', () => {
    const top = fc.record({
      menu: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.record({ id: fc.string(), label: fc.string(), to: fc.constant('bye') })),
      ),
      resume: fc.oneof(fc.jsonValue(), fc.record({ within: fc.string(), to: fc.constantFrom('bye', 'a') })),
    })
    fc.assert(
      fc.property(top, (given) => {
        const { program, problems } = compileAny(JSON.stringify({ format: 1, start: 'bye', nodes: { bye }, ...given }))
        expect(program === null).toBe(problems.some(({ severity }) => severity === 'error'))
      }),
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
