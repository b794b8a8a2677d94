import { describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { bye, problems } from './fixtures/flow.ts'
import { readJson } from './json-text.ts'

/** Enough that what grows with the square of it would not end while anybody watches. */
const many = 3000
const each = <Made>(make: (at: number) => Made): { readonly [id: string]: Made } =>
  Object.fromEntries(Array.from({ length: many }, (_, at) => [`n${at}`, make(at)]))
const say = (text: string, next: string) => ({ kind: 'say', text, to: { next } })

const compiled = (text: string) =>
  compile({ name: 's', start: 'main', flows: { main: { file: 'f', text } }, actions: {} })

describe('what an author hands over', () => {
  it('[FC14] may be thousands of nodes, all of them wrong', () => {
    const nodes = each((at) => say('{{ nobody }}', `nobody_${at}`))
    const found = problems({ nodes: { ...nodes, bye } })
    expect(found.filter(({ code }) => code === 'dangling-edge')).toHaveLength(many)
    expect(found.filter(({ code }) => code === 'undeclared-variable')).toHaveLength(many)
    expect(found.at(-1)?.place.line).toBeGreaterThan(many)
  })

  it('[FC14] may be thousands of variables that nobody sets, or only some do', () => {
    const variables = each(() => ({ type: 'text' }))
    const never = each((at) => say(`{{ n${at} }}`, at + 1 === many ? 'bye' : `n${at + 1}`))
    expect(problems({ variables, nodes: { ...never, bye } })).toHaveLength(many)
    const asked = each((at) => ({
      kind: 'ask',
      text: `{{ n${at} }}?`,
      answer: { type: 'text' },
      variable: `n${at}`,
      to: { next: at + 1 === many ? 'bye' : `n${at + 1}` },
    }))
    const found = problems({ variables, nodes: { ...asked, bye } })
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['maybe-unset-variable']))
    // A flow with more has one mistake many times over.
    expect(found).toHaveLength(100)
    expect(Math.max(...found.map(({ reason }) => reason.length))).toBeLessThan(500)
  })

  it('[FC14] may be thousands of circles', () => {
    const nodes = each((at) => say('x', `n${(at + 1) % many}`))
    const [found, ...more] = problems({ nodes })
    expect([found?.code, more]).toEqual(['loop-without-wait', []])
    expect(found?.reason.length).toBeLessThan(300)
    const pairs = each((at) => say('x', `n${at ^ 1}`))
    expect(problems({ nodes: pairs }).filter(({ code }) => code === 'loop-without-wait')).toHaveLength(50)
  })

  it.each([
    ['objects', '{"a":'.repeat(10_000)],
    ['lists', '['.repeat(10_000)],
    ['lists in a node', `{"format":1,"start":"a","nodes":{"a":{"kind":"say","text":${'['.repeat(10_000)}`],
    [
      'objects in meta',
      `{"format":1,"start":"a","nodes":{"a":{"kind":"end","meta":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}}}`,
    ],
  ])('[FC14] may be nested ten thousand deep: %s', (_what, text) => {
    expect(compiled(text)).toMatchObject({
      program: null,
      problems: [{ code: 'broken-json', reason: expect.stringContaining('64 levels') }],
    })
  })

  it.each([
    ['parentheses', `${'('.repeat(9000)}1${')'.repeat(9000)}`, /40 levels/],
    ['signs', `${'-'.repeat(19_000)}1`, /too deeply/],
    ['members', `x${'.y'.repeat(9000)}`, /40 levels/],
    ['choices', `${'true ? 1 : '.repeat(1500)}2`, /40 levels/],
    ['sums', Array.from({ length: 5000 }, () => '1').join(' + '), /levels|500 parts/],
    ['a list', `[${'1,'.repeat(9000)}1]`, /100 items/],
    ['an object', `{${Array.from({ length: 1500 }, (_, at) => `'k${at}': 1`).join(', ')}}`, /100 members/],
    ['a megabyte', `'${'x'.repeat(1_000_000)}'`, /20000 characters/],
  ])('[FC14] may be logic beyond its limits: %s', (_what, logic, words) => {
    const nodes = { set: { kind: 'set', set: { x: logic }, to: { next: 'bye' } }, bye }
    const found = problems({ variables: { x: { type: 'json' } }, nodes })
    expect(found).toMatchObject([
      { code: 'logic-syntax', place: { node: 'set', field: 'set.x' }, reason: expect.stringMatching(words) },
    ])
    expect(found[0]?.reason.length).toBeLessThan(300)
  })

  it.each([
    ['branches', `${'{%if x%}'.repeat(1150)}${'{%endif%}'.repeat(1150)}`],
    ['loops', `${'{%for a in x%}'.repeat(700)}${'{%endfor%}'.repeat(700)}`],
    ['members', `{{ x${'.y'.repeat(9000)} }}`],
    ['indexes', `{{ ${'x['.repeat(6000)}0${']'.repeat(6000)} }}`],
    ['filters', `{{ x${' | upcase'.repeat(2000)} }}`],
    ['conditions', `{% if x${' and x'.repeat(3000)} %}{% endif %}`],
    ['open braces', '{{'.repeat(9999)],
    ['open tags', '{% if '.repeat(3300)],
  ])('[FC14] may be a text of any depth: %s', (_what, text) => {
    const found = problems({ variables: { x: { type: 'json', default: [1] } }, nodes: { hi: say(text, 'bye'), bye } })
    expect(found.filter(({ code }) => !['text-syntax', 'text-limit'].includes(code))).toEqual([])
    for (const { reason, place } of found) {
      expect(place).toMatchObject({ node: 'hi', field: 'text' })
      expect(reason.length).toBeLessThan(400)
    }
  })

  it('[FC14] may have any number of members, all of them there twice', () => {
    const reading = readJson(`{${'"a":1,'.repeat(20_000)}"a":1}`)
    expect(reading.kind === 'document' && reading.document.repeated.length).toBe(20_000)
  })
})
