import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tour } from '../fixtures/tour.ts'
import type { Value } from '../value.ts'
import { diffFlow } from './flow.ts'
import { type ComparedSolution, diffSolutions } from './solution.ts'

const flow = (nodes: object, more: object = {}): string =>
  JSON.stringify({ format: 1, start: Object.keys(nodes)[0], nodes, ...more })

const ask = (text: string, next: string, more: object = {}) => ({
  kind: 'ask',
  text,
  answer: { type: 'text' },
  variable: 'name',
  to: { next },
  ...more,
})
const bye = { kind: 'end', text: 'Bye.' }

describe('what became of a flow', () => {
  it('[FD4] is told by node, field and edge, texts word by word', () => {
    const from = flow({ name: ask('Your name?', 'bye'), bye })
    const to = flow({ name: ask('Your first name?', 'city'), city: ask('City?', 'bye'), bye }, { locale: 'en-GB' })
    expect(diffFlow('main', from, to)).toEqual({
      flow: 'main',
      kind: 'changed',
      settings: [{ path: 'locale', kind: 'added', to: 'en-GB' }],
      variables: [],
      nodes: [
        {
          id: 'name',
          kind: 'changed',
          node: 'ask',
          fields: [
            {
              path: 'text',
              kind: 'changed',
              from: 'Your name?',
              to: 'Your first name?',
              words: [
                { kind: 'same', text: 'Your ' },
                { kind: 'added', text: 'first ' },
                { kind: 'same', text: 'name?' },
              ],
            },
          ],
          edges: [{ port: 'next', from: 'bye', to: 'city' }],
        },
        expect.objectContaining({ id: 'city', kind: 'added', edges: [{ port: 'next', from: null, to: 'bye' }] }),
      ],
    })
  })

  it('[FD4] is nothing when only the layout of the file is another', () => {
    const text = flow({ name: ask('Your name?', 'bye'), bye })
    expect(diffFlow('main', text, JSON.stringify(JSON.parse(text), null, 2))).toBeNull()
  })

  it('[FD5] knows a node again that only has another id, and the edges that lead to it', () => {
    const from = flow({ name: ask('Your name?', 'bye'), bye })
    const to = flow({ who: ask('Your name?', 'bye'), bye })
    expect(diffFlow('main', from, to)).toMatchObject({
      settings: [],
      nodes: [{ id: 'who', was: 'name', kind: 'renamed', fields: [], edges: [] }],
    })
    const further = flow({ hi: { kind: 'say', text: 'Hi', to: { next: 'name' } }, name: ask('Your name?', 'bye'), bye })
    const renamed = flow({ hi: { kind: 'say', text: 'Hi', to: { next: 'who' } }, who: ask('Your name?', 'bye'), bye })
    expect(diffFlow('main', further, renamed)?.nodes).toHaveLength(1)
  })

  it('[FD4] tells variables, and flows that come and go', () => {
    const variables = { name: { type: 'text' }, age: { type: 'number', sensitive: true } }
    const from = flow({ bye }, { variables: { name: { type: 'text' } } })
    expect(diffFlow('main', from, flow({ bye }, { variables }))?.variables).toEqual([
      { path: 'age', kind: 'added', to: { type: 'number', sensitive: true } },
    ])
    expect(diffFlow('main', null, from)).toMatchObject({ kind: 'added', nodes: [{ id: 'bye', kind: 'added' }] })
    expect(diffFlow('main', from, null)).toMatchObject({ kind: 'removed', nodes: [{ id: 'bye', kind: 'removed' }] })
  })

  it('[FD1] is total: any two texts have one, and a text has none with itself', () => {
    const strange = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '['.repeat(100_000),
        '{}',
        '[]',
        'null',
        '{"nodes":[]}',
        '{"nodes":{"a":1}}',
        '{"nodes":{"a":{"to":[]}}}',
      ),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ nodes: { a: { kind: 'say', to: value }, b: { to: { next: value } } } })),
    )
    fc.assert(
      fc.property(strange, strange, (from, to) => {
        expect(diffFlow('main', from, from)).toBeNull()
        diffFlow('main', from, to)
      }),
    )
  })

  it('[FD1] says nothing exactly when the flows say the same', () => {
    const nodes = Object.entries(tour.nodes)
    const some = fc.subarray(nodes).map((kept) => flow(Object.fromEntries(kept), { variables: tour.variables }))
    fc.assert(
      fc.property(some, some, (from, to) => {
        const same = JSON.stringify(JSON.parse(from)) === JSON.stringify(JSON.parse(to))
        expect(diffFlow('main', from, to) === null).toBe(same)
      }),
    )
  })
})

const empty: ComparedSolution = {
  head: {},
  flows: {},
  actions: {},
  params: {},
  secrets: [],
  egress: [],
  texts: {},
  files: {},
}

describe('what became of a solution', () => {
  const from: ComparedSolution = {
    head: { start: 'main', customer: 'Parley' },
    flows: { main: flow({ bye }) },
    actions: { track: { outcomes: ['duplicate'] } },
    params: { prod: { url: 'https://one.example' } },
    secrets: ['key'],
    egress: ['api.example.com'],
    texts: { ko: { main: { bye: { text: '안녕' } } } },
    files: { 'actions/track.ts': 'one\n' },
  }

  it('[FD6] tells every part of it', () => {
    expect(diffSolutions(from, from)).toMatchObject({ same: true })
    const to: ComparedSolution = {
      ...from,
      head: { start: 'main', customer: 'Parley & Co' },
      actions: { track: { outcomes: ['duplicate', 'gone'] } },
      params: { prod: { url: 'https://two.example' } },
      secrets: ['key', 'other'],
      egress: [],
      texts: { ko: { main: { bye: { text: '안녕히 가세요' } } } },
      files: { 'actions/track.ts': 'two\n', 'actions/new.ts': 'new\n' },
    }
    expect(diffSolutions(from, to)).toMatchObject({
      same: false,
      head: [{ path: 'customer', kind: 'changed' }],
      flows: [],
      actions: [{ path: 'track.outcomes[1]', kind: 'added', to: 'gone' }],
      params: [{ path: 'prod.url', kind: 'changed' }],
      secrets: { added: ['other'], removed: [] },
      egress: { added: [], removed: ['api.example.com'] },
      texts: [{ path: 'ko.main.bye.text', kind: 'changed' }],
      files: [
        { file: 'actions/new.ts', kind: 'added' },
        { file: 'actions/track.ts', kind: 'changed', hunks: [{ lines: ['-one', '+two'] }] },
      ],
    })
  })

  it('[FD6] tells each single change, whichever part it is in', () => {
    for (const part of Object.keys(from) as (keyof ComparedSolution)[]) {
      const changed = diffSolutions(from, { ...from, [part]: empty[part] } as ComparedSolution)
      expect([part, changed.same]).toEqual([part, false])
    }
  })

  it('of thousands of nodes is told node by node', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [`n${n}`, ask(`Question ${n}?`, `n${n + 1}`) as unknown as Value]),
    )
    const changed = { ...nodes, n77: ask('Another question?', 'n78') as unknown as Value }
    expect(diffFlow('main', flow(nodes), flow(changed))?.nodes).toHaveLength(1)
    const all = Object.fromEntries(
      Object.keys(nodes).map((id, n) => [`m${id}`, ask(`Renamed ${n}?`, 'bye') as unknown as Value]),
    )
    expect(diffFlow('main', flow(nodes), flow(all))?.nodes).toHaveLength(10_000)
  })
})
