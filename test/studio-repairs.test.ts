import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problems, solutionWith } from '../packages/flow/fixtures/flow.ts'
import { cases } from '../packages/flow/fixtures/mistakes.ts'
import { tour } from '../packages/flow/fixtures/tour.ts'
import { type Problem, problemCodes } from '../packages/flow/index.ts'
import { mendable } from '../packages/studio/problems/mendable.ts'
import { repairsOf } from '../packages/studio/problems/repairs.ts'
import { isMended } from '../packages/studio/problems/trial.ts'
import { type FlowFile, printFlow } from '../packages/studio/source/flow-file.ts'
import { Trials } from '../packages/studio/worker/trials.ts'

/** Codes for which some of their mistakes can be mended with one click. */
const mended = [
  ...['wrong-shape', 'unknown-member', 'unknown-kind', 'bad-id', 'reserved-name', 'missing-start'],
  ...['dangling-edge', 'unknown-port', 'unrouted-outcome', 'dead-end', 'unreachable-node', 'never-taken'],
  ...['unknown-action', 'unknown-flow', 'unknown-intent', 'bad-variant', 'bad-hours', 'bad-time-zone', 'bad-wait'],
  ...['bad-menu', 'sensitive-leak', 'missing-input', 'unknown-input', 'mistyped-input', 'queued-save'],
  ...['undeclared-variable', 'never-set-variable', 'maybe-unset-variable', 'wrong-variable-type', 'bad-default'],
  ...[
    'unknown-name',
    'text-syntax',
    'text-type',
    'logic-type',
    'bad-pattern',
    'bad-duration',
    'bad-idle',
    'bad-choice',
  ],
  ...['bad-limit', 'bad-address', 'bad-field', 'bad-locale', 'secret-in-source', 'braze-near-field', 'braze-field'],
  ...['loop-without-wait', 'unknown-entity', 'missing-label', 'bad-understanding', 'digression-loop', 'stale-value'],
]

/** Codes that take a thought: there is no one thing to do, or it is done in text or code that no repair writes. */
const byHand: { readonly [code: string]: string } = {
  'broken-json': 'nobody knows what was meant',
  'repeated-member': 'which of the two counts is for its author to say',
  'no-end': 'where a conversation ends is what the flow is about',
  'text-limit': 'what is left out is for its author to say',
  'broken-texts': 'the YAML is mended where it is written',
  'unknown-language': 'the code of the solution names it',
  'channel-limit': 'what is said shorter is for its author to say',
  'channel-plain': 'it may be as it should be',
  'reserved-action': 'the code of the solution names it',
  'braze-limit': 'what is left out is for its author to say',
  'braze-empty': 'what is tracked is for its author to say',
  'bad-retarget': 'the code of the solution names it',
}

test('every code has a repair, or a reason why there is none', () => {
  const without = Object.keys(problemCodes).filter((code) => !mendable.has(code))
  expect(without.toSorted()).toEqual(Object.keys(byHand).toSorted())
})

const flowOf = (draft: object): FlowFile =>
  ({ format: 1, start: Object.keys((draft as FlowFile).nodes ?? {})[0] ?? '', ...draft }) as FlowFile

const sourceOf = (flow: FlowFile) => ({ flow: (name: string) => (name === 'main' ? flow : undefined) })

test('[PR2] the mistakes that the compiler knows are mended by what is offered for them', () => {
  const byCode = new Map<string, boolean>()
  for (const { code, flow: draft, place } of cases) {
    if (typeof draft === 'string' || !('nodes' in draft)) continue
    const flow = flowOf(draft)
    const before = problems(printFlow(flow))
    const problem = before.find((each) => each.code === code && matches(each, place))
    if (problem === undefined) continue
    for (const repair of repairsOf(problem, sourceOf(flow))) {
      if (repair.flow !== 'main') continue
      const after = problems(printFlow(repair.edit(flow)))
      byCode.set(code, byCode.get(code) === true || isMended(problem, before, after))
    }
  }
  const working = [...byCode].filter(([, works]) => works).map(([code]) => code)
  expect(mended.filter((code) => !working.includes(code))).toEqual([])
})

test('[PR2] an action that is gone is exchanged for one that is there, or passed by', () => {
  const flow = flowOf({
    start: 'gone',
    nodes: {
      gone: {
        kind: 'action',
        action: 'zzzzzz',
        input: { email: "'a@b.co'" },
        to: { success: 'bye', duplicate: 'bye', error: 'sorry' },
      },
      bye: { kind: 'end', text: 'Good bye.' },
      sorry: { kind: 'end', text: 'Sorry.' },
    },
  })
  const before = problems(printFlow(flow))
  const problem = before.find(({ code }) => code === 'unknown-action')
  if (problem === undefined) throw new Error('the action is known')
  const repairs = repairsOf(problem, sourceOf(flow))
  expect(repairs.map(({ id }) => id)).toEqual([expect.stringMatching(/^use\./), 'pass'])
  for (const repair of repairs)
    expect(isMended(problem, before, problems(printFlow(repair.edit(flow)))), repair.id).toBe(true)
  expect(repairs.at(-1)?.edit(flow)).toMatchObject({ start: 'bye' })
})

function matches({ place }: Problem, wanted: object): boolean {
  const { line: _line, column: _column, ...rest } = wanted as Problem['place']
  return Object.entries(rest).every(([member, value]) => place[member as keyof typeof place] === value)
}

/** Something that people do to a flow without looking. */
const slip: fc.Arbitrary<(flow: FlowFile, pick: (most: number) => number) => FlowFile> = fc.constantFrom(
  (flow, pick) => withoutMember(flow, 'nodes', pick),
  (flow, pick) => withoutMember(flow, 'variables', pick),
  (flow, pick) => inNode(flow, pick, (node) => withoutMember(node, 'to', pick)),
  (flow, pick) => inNode(flow, pick, (node) => ({ ...node, to: { ...(node.to as object), nxt: 'welcome' } })),
  (flow, pick) => inNode(flow, pick, (node) => ({ ...node, to: mapped(node.to, (target) => `${target}x`) })),
  (flow, pick) => inNode(flow, pick, (node) => mapped(node, (value) => misspelt(value, pick))),
  (flow, pick) =>
    inNode(flow, pick, (node) => ({ ...node, answer: mapped(node.answer, (value) => misspelt(value, pick)) })),
  (flow) => ({ ...flow, start: 'strat' }),
  (flow, pick) => ({
    ...flow,
    variables: mapped(flow.variables, (value) =>
      pick(4) === 0 ? { type: 'number' } : value,
    ) as FlowFile['variables'] & object,
  }),
)

type Members = { readonly [member: string]: unknown }

function withoutMember<Whole extends Members>(whole: Whole, member: string, pick: (most: number) => number): Whole {
  const inner = (whole[member] ?? {}) as Members
  const gone = Object.keys(inner)[pick(Object.keys(inner).length)]
  return { ...whole, [member]: Object.fromEntries(Object.entries(inner).filter(([name]) => name !== gone)) }
}

function inNode(flow: FlowFile, pick: (most: number) => number, edit: (node: Members) => Members): FlowFile {
  const id = Object.keys(flow.nodes)[pick(Object.keys(flow.nodes).length)] ?? ''
  const node = flow.nodes[id]
  return node === undefined ? flow : ({ ...flow, nodes: { ...flow.nodes, [id]: edit(node) } } as FlowFile)
}

function mapped(given: unknown, change: (value: unknown) => unknown): Members {
  return Object.fromEntries(
    Object.entries((given ?? {}) as Members).map(([name, value]) => [name, name === 'to' ? value : change(value)]),
  )
}

const misspelt = (value: unknown, pick: (most: number) => number): unknown =>
  typeof value === 'string' && value.length > 2 && pick(2) === 0 ? value.slice(0, -2) + (value.at(-1) ?? '') : value

test('[PR1] [PR2] every repair that is offered for what slipped takes its problem away and brings no error', {
  timeout: 240_000,
}, () => {
  let tried = 0
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat(1000)), (slips, chance) => {
      const pick = (most: number): number => (most === 0 ? 0 : ((chance.next().value ?? 0) as number) % most)
      const flow = slips.reduce((present, each) => each(present, pick), flowOf(tour))
      const before = problems(printFlow(flow))
      for (const problem of before.slice(0, 4)) {
        const offered = mendingIn(flow, problem)
        expect(repairsOf(problem, sourceOf(flow)).map(({ id }) => id)).toEqual(expect.arrayContaining([...offered]))
        for (const repair of repairsOf(problem, sourceOf(flow)).filter(({ id }) => offered.includes(id))) {
          if (repair.flow !== 'main') continue
          tried += 1
          const after = problems(printFlow(repair.edit(flow)))
          expect(isMended(problem, before, after)).toBe(true)
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(tried).toBeGreaterThan(50)
})

/** Ids of what is offered, as the worker says. */
function mendingIn(flow: FlowFile, problem: Problem): readonly string[] {
  return new Trials().mending(problem, solutionWith(printFlow(flow)), new Map([['main', flow]])).map(({ id }) => id)
}

test('[PR2] what understanding brought is mended in a solution that has it', () => {
  const bye = { kind: 'end', text: 'Bye.' }
  const hear = {
    kind: 'understand',
    intents: [{ intent: 'order' }, { intent: 'mute' }],
    to: { order: 'bye', mute: 'bye', else: 'bye' },
  }
  const mute = flowOf({ understanding: { intents: { mute: { answer: 'Hm.' } } }, nodes: { hear, bye } })
  const intents = { order: ['I want to order', 'buy something'], mute: [] }
  expect(endsOf(mute, 'unreachable-intent', { intents })).toEqual([
    { id: 'remove', understanding: { intents: {} }, nodes: { hear, bye } },
    {
      id: 'remove',
      understanding: { intents: { mute: { answer: 'Hm.' } } },
      nodes: { hear: { ...hear, intents: [{ intent: 'order' }], to: { order: 'bye', else: 'bye' } }, bye },
    },
  ])

  const misnamed = flowOf({
    understanding: { intents: { oder: { answer: 'Yes.' } } },
    nodes: {
      hear: { kind: 'understand', intents: [{ intent: 'oder' }], to: { oder: 'bye', else: 'bye' } },
      bye,
    },
  })
  expect(endsOf(misnamed, 'unknown-intent').flatMap(({ id, ...after }) => (id === 'near' ? [after] : []))).toEqual([
    {
      understanding: misnamed.understanding,
      nodes: { hear: { kind: 'understand', intents: [{ intent: 'order' }], to: { order: 'bye', else: 'bye' } }, bye },
    },
    { understanding: { intents: { order: { answer: 'Yes.' } } }, nodes: misnamed.nodes },
  ])

  const ring = flowOf({ understanding: { intents: { order: { flow: 'shop', label: 'Order' } } }, nodes: { bye } })
  const shop = { understanding: { intents: { help: { flow: 'main' } } }, nodes: { bye } }
  expect(endsOf(ring, 'digression-ring', { flows: { shop } })).toEqual([
    { id: 'remove', understanding: { intents: { order: { label: 'Order' } } }, nodes: { bye } },
  ])

  const self = flowOf({ understanding: { intents: { order: { flow: 'main' } } }, nodes: { bye } })
  expect(endsOf(self, 'digression-loop')).toEqual([
    { id: 'start', understanding: { intents: { order: { to: 'bye' } } }, nodes: { bye } },
    { id: 'remove', understanding: { intents: {} }, nodes: { bye } },
  ])
})

/** What the flow is after each repair that is offered for the code, and works. */
function endsOf(flow: FlowFile, code: string, around: Parameters<typeof problems>[1] = {}) {
  const text = printFlow(flow)
  return problems(text, around)
    .filter((problem) => problem.code === code && problem.place.flow === 'main')
    .flatMap((problem) => {
      const offered = new Trials().mending(problem, solutionWith(text, around), new Map([['main', flow]]))
      return offered.map(({ id, edit }) => {
        const { understanding, nodes } = edit(flow)
        return { id, understanding, nodes }
      })
    })
}
