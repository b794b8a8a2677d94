import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, problems, program } from '../fixtures/flow.ts'
import type { ActionSignature } from '../source.ts'
import { converse } from '../testing.ts'

const ask = (variable: string, to: object, more: object = {}) => ({
  kind: 'ask',
  text: '?',
  answer: { type: 'text' },
  variable,
  tries: 2,
  to,
  ...more,
})
const say = (text: string, next = 'bye') => ({ kind: 'say', text, to: { next } })
const text = { type: 'text' }
const number = { type: 'number' }

/** Where something may not be known, as `variable@node`, with the way that leads there. */
function unset(draft: FlowDraft, actions: { readonly [name: string]: ActionSignature } = {}): readonly string[] {
  return problems(draft, { actions }).map(({ code, place, reason }) => {
    const [, variable, way] = /^Nothing sets "(\w+)" on the way (.+?)\./.exec(reason) ?? []
    if (code !== 'maybe-unset-variable') return `${code} ${reason}`
    return `${variable}@${place.node}: ${way}`
  })
}

/** A question that may be left open, and then this node with port `next`. */
const after = (node: object, variables: FlowDraft['variables'] = {}, more: object = {}): FlowDraft => ({
  variables: { x: text, n: number, ...variables },
  nodes: {
    ask: ask('x', { next: 'age', failed: 'there' }),
    age: { ...ask('n', { next: 'there', failed: 'there' }), answer: { type: 'number' } },
    there: node,
    bye,
    ...more,
  },
})

describe('variables that may not be known', () => {
  it('[FC7] are told with the shortest way that leads past their question', () => {
    const flow = {
      variables: { x: text },
      nodes: {
        pick: {
          kind: 'branch',
          cases: [{ when: 'contact.email != null', port: 'known' }],
          to: { known: 'long', else: 'ask' },
        },
        ask: ask('x', { next: 'hi', failed: 'sorry' }),
        long: say('a', 'round'),
        round: say('b', 'hi'),
        sorry: say('Sorry.', 'hi'),
        hi: say('Hi {{ x }}.', 'more'),
        more: say('{{ x }}'),
        bye,
      },
    }
    expect(unset(flow)).toEqual(['x@hi: pick (known) → long → round → hi'])
    expect(problems(flow)[0]?.reason).toContain('1 more node')
    expect(problems(flow)[0]).toMatchObject({ severity: 'warning', place: { node: 'hi', field: 'text' } })
  })

  it('[FC7] are told of the ways that the menu and a return take', () => {
    const flow = (more: object) => ({
      variables: { x: text },
      ...more,
      nodes: { ask: ask('x', { next: 'hi', failed: 'bye' }), hi: say('Hi {{ x }}.'), bye },
    })
    expect(unset(flow({}))).toEqual([])
    expect(unset(flow({ menu: [{ id: 'hello', label: 'Hello', to: 'hi' }] }))).toEqual([
      'x@hi: ask (menu) → the menu (hello) → hi',
    ])
    expect(unset(flow({ resume: { within: '1d', to: 'hi' } }))).toEqual([
      'x@hi: ask (resume) → taken up again (resume) → hi',
    ])
  })

  it('[FC7] are exactly those that some way reaches', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
    const to = fc.constantFrom(...ids)
    const kinds = fc.oneof(
      fc.record({ kind: fc.constant('ask' as const), next: to, failed: to }),
      fc.record({ kind: fc.constant('read' as const), next: to }),
      fc.record({ kind: fc.constant('known' as const), next: to, failed: to }),
      fc.record({ kind: fc.constant('wait' as const), next: to }),
    )
    fc.assert(
      fc.property(fc.array(kinds, { minLength: ids.length, maxLength: ids.length }), (drawn) => {
        const nodes = Object.fromEntries(
          drawn.map((node, at) => {
            // Every node but the last leads on as well, so that all of them are reached and nothing else is amiss.
            const onward = ids[at + 1] ?? 'bye'
            if (node.kind === 'ask') return [ids[at], { ...ask('x', { next: onward, failed: node.failed }) }]
            if (node.kind === 'read')
              return [
                ids[at],
                {
                  kind: 'wait',
                  for: '1m',
                  webhook: { name: 'w' },
                  to: { next: onward, timeout: node.next, reply: `${ids[at]}_read` },
                },
              ]
            if (node.kind === 'wait')
              return [ids[at], { kind: 'wait', for: '1m', to: { next: onward, reply: node.next } }]
            return [
              ids[at],
              { kind: 'branch', cases: [{ when: 'x != null', port: 'yes' }], to: { yes: node.failed, else: onward } },
            ]
          }),
        )
        const reads = Object.fromEntries(
          drawn.flatMap((node, at) => (node.kind === 'read' ? [[`${ids[at]}_read`, say('{{ x }}')]] : [])),
        )
        const draft = {
          variables: { x: text },
          start: 'a',
          nodes: { ...nodes, ...reads, set_it: { kind: 'set', set: { x: "'x'" }, to: { next: 'bye' } }, bye },
        }
        const all = problems(draft)
        fc.pre(!all.some(({ code }) => code === 'loop-without-wait'))
        const found = all.filter(({ code }) => code === 'maybe-unset-variable')
        const blank = reachedUnknown(draft.nodes as never)
        const open = Object.keys(reads).filter((id) => blank.has(id))
        expect(found.length).toBe(open.length > 0 ? 1 : 0)
        const [first] = found
        if (first === undefined) return
        expect(open).toContain(first.place.node)
        const more = /at (\d+) more/.exec(first.reason)?.[1] ?? '0'
        expect(Number(more)).toBe(open.length - 1)
      }),
      { numRuns: 300 },
    )
  })

  it('[FC8] are fine in a text that gives a default, asks for them, or loops', () => {
    for (const words of [
      "{{ x | default: 'you' }}",
      '{% if x %}{{ x }}{% endif %}',
      '{% unless x == blank %}{{ x }}{% endunless %}',
      "{% case x %}{% when 'a' %}{{ x }}{% endcase %}",
      '{% assign y = x | default: "y" %}{{ y }}',
      '{% for y in x %}{% endfor %}'.replaceAll('x', 'l'),
    ])
      expect(unset(after(say(words), { l: { type: 'choices', default: [] } }))).toEqual([])
    expect(unset(after(say('{{ x }}')))).toEqual(['x@there: ask (failed) → there'])
    expect(unset(after(say('{{ contact.id | append: x }}')))).toEqual(['x@there: ask (failed) → there'])
    expect(unset(after(say('{% assign y = x | upcase %}')))).toEqual(['x@there: ask (failed) → there'])
  })

  it.each([
    ['x == null', []],
    ["x == 'a'", []],
    ["x in ['a']", []],
    ['x != null && size(x) > 2', []],
    ['x == null || size(x) > 2', []],
    ['x != null ? n > 1 : false', ['n']],
    ['n > 3', ['n']],
    ['n + 1 == 2', ['n']],
    ["x.startsWith('a')", ['x']],
    ["!(n < 3) || x == 'a'", ['n']],
  ])('[FC8] are fine in logic that has an answer without them: %s', (when, names) => {
    const fork = { kind: 'branch', cases: [{ when, port: 'yes' }], to: { yes: 'bye', else: 'bye' } }
    expect(unset(after(fork)).map((each) => each.split('@')[0])).toEqual(names)
  })

  it('[FC8] are known behind a condition that proves it', () => {
    const fork = (when: string, yes: string, no: string) => ({
      kind: 'branch',
      cases: [{ when, port: 'yes' }],
      to: { yes, else: no },
    })
    const behind = (when: string, yes: string, no: string) =>
      unset(after(fork(when, yes, no), {}, { hi: say('{{ x }}') }))
    expect(behind('x != null', 'hi', 'bye')).toEqual([])
    expect(behind("x == 'a' && contact.id == 'a'", 'hi', 'bye')).toEqual([])
    expect(behind('x == null', 'bye', 'hi')).toEqual([])
    expect(behind('!(x == null)', 'hi', 'bye')).toEqual([])
    expect(behind('x == null', 'hi', 'bye')).toHaveLength(1)
    expect(behind("x != 'a'", 'hi', 'bye')).toHaveLength(1)
    expect(behind("x == 'a' || contact.id == 'a'", 'hi', 'bye')).toHaveLength(1)
  })

  it('[FC8] may be left out of what leaves them out', () => {
    const actions = {
      send: {
        outcomes: [],
        input: {
          type: 'object',
          required: ['must', 'has'],
          properties: { must: { type: 'string' }, may: { type: 'string' }, has: { type: 'string', default: 'x' } },
        },
      },
    }
    const send = (input: object) => ({
      kind: 'action',
      action: 'send',
      input: { must: "'x'", ...input },
      to: { success: 'bye', error: 'bye' },
    })
    expect(unset(after(send({ may: 'x', has: 'x' })), actions)).toEqual([])
    expect(unset(after(send({ must: 'x' })), actions)).toEqual(['x@there: ask (failed) → there'])
    const track = (more: object) => ({ kind: 'braze-track', mode: 'queue', to: { next: 'bye' }, ...more })
    expect(unset(after(track({ attributes: { a: 'x' }, events: [{ name: 'e', properties: { p: 'x' } }] })))).toEqual([])
    expect(unset(after(track({ events: [{ name: 'e_{{ x }}' }] })))).toHaveLength(1)
    expect(unset(after({ kind: 'set', set: { x: 'x' }, to: { next: 'bye' } }))).toEqual([])
    expect(unset(after({ kind: 'set', set: { n: 'n + 1' }, to: { next: 'bye' } }))).toHaveLength(1)
    expect(unset(after({ kind: 'set', set: { x: "'a'", y: "x + 'b'" }, to: { next: 'bye' } }, { y: text }))).toEqual([])
  })

  it('[FC8] name a profile only where no other name does', () => {
    const look = (user: object) => ({
      kind: 'braze-look-up',
      user,
      read: {},
      to: { success: 'bye', error: 'bye', 'not-found': 'bye' },
    })
    expect(unset(after(look({ external_id: 'x', email: 'contact.email' })))).toEqual([])
    expect(unset(after(look({ external_id: 'x', phone: 'y' }), { y: { type: 'phone', given: true } }))).toEqual([])
    expect(unset(after(look({ external_id: 'x' })))).toEqual(['x@there: ask (failed) → there'])
    expect(unset(after(look({ external_id: 'x', alias: { name: 'n', label: 'chat' } })))).toEqual([
      'x@there: ask (failed) → there',
      'n@there: ask (failed) → there',
    ])
  })

  it('[FC8] are known where what sets them has come', () => {
    const flow = (node: object) => ({
      variables: { x: text },
      nodes: { node, hi: say('{{ x }}'), bye },
    })
    const wait = {
      kind: 'wait',
      for: '1d',
      webhook: { name: 'paid' },
      save: { x: 'payload.x' },
      to: { next: 'hi', timeout: 'bye' },
    }
    expect(unset(flow(wait))).toEqual([])
    expect(unset(flow({ ...wait, to: { next: 'bye', timeout: 'hi' } }))).toEqual(['x@hi: node (timeout) → hi'])
    const track = {
      kind: 'action',
      action: 'track-user',
      input: { email: "'a'" },
      save: { x: 'outputs.code' },
      to: { success: 'hi', error: 'bye', duplicate: 'hi' },
    }
    expect(unset(flow(track))).toEqual([])
    expect(unset(flow({ ...track, to: { ...track.to, error: 'hi' } }))).toEqual(['x@hi: node (error) → hi'])
    expect(unset(flow({ ...track, save: { x: 'outcome' }, to: { ...track.to, error: 'hi' } }))).toEqual([])
    const look = {
      kind: 'braze-look-up',
      read: { x: 'first_name' },
      to: { success: 'hi', error: 'bye', 'not-found': 'bye' },
    }
    expect(unset(flow(look))).toEqual([])
    expect(unset(flow({ ...look, to: { ...look.to, 'not-found': 'hi' } }))).toEqual(['x@hi: node (not-found) → hi'])
  })

  it('[FV5] may be handed in at the start or not: a declaration as given only says what to expect', () => {
    const nodes = { hi: { kind: 'end', text: '[{{ x }}]' } }
    for (const given of [true, false]) {
      const made = program({ variables: { x: { ...text, given } }, nodes })
      converse(made).hears('[]')
      converse(made, { variables: { x: 'Ada' } }).hears('[Ada]')
    }
    expect(problems({ variables: { x: text }, nodes })).toMatchObject([{ code: 'never-set-variable' }])
    expect(problems({ variables: { x: { ...text, given: true } }, nodes })).toEqual([])
  })

  it('[FC8] are known from the start with a default, where they are given, and where a call fills them', () => {
    const flow = (more: object) => ({
      variables: { x: { ...text, ...more } },
      nodes: { hi: say('{{ x }}', 'ask'), ask: ask('x', { next: 'bye', failed: 'bye' }), bye },
    })
    expect(unset(flow({}))).toEqual(['x@hi: hi'])
    expect(unset(flow({ default: 'you' }))).toEqual([])
    expect(unset(flow({ given: true }))).toEqual([])
    const caller = {
      nodes: { call: { kind: 'call', flow: 'called', input: { x: "'a'" }, to: { completed: 'bye' } }, bye },
    }
    expect(problems(caller, { flows: { called: flow({}) } })).toEqual([])
  })
})

interface Drawn {
  readonly kind: string
  readonly to?: { readonly [port: string]: string }
}

/** The nodes that some way from `a` reaches without setting x, found by walking all of them. */
function reachedUnknown(nodes: { readonly [id: string]: Drawn }): ReadonlySet<string> {
  const reached = new Set(['a'])
  for (const id of reached) {
    const node = nodes[id]
    for (const [port, target] of Object.entries(node?.to ?? {})) {
      if (node?.kind === 'ask' && port === 'next') continue
      if (node?.kind === 'branch' && port === 'yes') continue
      if (node?.kind === 'set') continue
      reached.add(target)
    }
  }
  return reached
}
