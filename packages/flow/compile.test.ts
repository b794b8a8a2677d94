import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { bye, problems } from './fixtures/flow.ts'
import { ask, cases, say, x } from './fixtures/mistakes.ts'
import { tour } from './fixtures/tour.ts'
import { nodeKinds } from './nodes/index.ts'
import { problemCodes } from './problem-code.ts'

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
      'user',
      'attributes',
      'events',
      'recipients',
      'read',
    )
    const node = fc.dictionary(member, fc.oneof(fc.jsonValue(), fc.constantFrom(...nodeKinds)))
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
