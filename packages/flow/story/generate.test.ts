import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { bye, type FlowDraft } from '../fixtures/flow.ts'
import { tour } from '../fixtures/tour.ts'
import type { SolutionSource } from '../source.ts'
import { Coverage, percentOf, sumOf } from './coverage.ts'
import { generateStories } from './generate.ts'
import { performStory, playStory } from './play.ts'

function solution(drafts: { readonly [name: string]: FlowDraft }, more: Partial<SolutionSource> = {}) {
  const source: SolutionSource = {
    name: 'test',
    start: 'main',
    actions: {
      check: {
        outcomes: ['success', 'error', 'unsure'],
        outputs: {
          type: 'object',
          properties: {
            score: { type: 'number' },
            plan: { type: 'string' },
            items: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
    flows: Object.fromEntries(
      Object.entries(drafts).map(([name, draft]) => [
        name,
        {
          file: `flows/${name}.flow.json`,
          text: JSON.stringify({ format: 1, start: Object.keys(draft.nodes)[0], ...draft }),
        },
      ]),
    ),
    ...more,
  }
  const { program, problems } = compile(source)
  if (program === null) throw new Error(JSON.stringify(problems, null, 2))
  return { program, source }
}

const missedIn = (drafts: { readonly [name: string]: FlowDraft }, more?: Partial<SolutionSource>) => {
  const { program, source } = solution(drafts, more)
  const { stories, coverage } = generateStories(program, source)
  for (const story of stories) expect(playStory(program, story), story.story).toBeNull()
  return coverage.flatMap(({ flow, edges }) => edges.missed.map((edge) => `${flow}/${edge}`))
}

describe('generated stories', () => {
  it('go through questions with tries, silence, choices and wrong answers', () => {
    const ask = {
      kind: 'ask',
      text: 'E-mail?',
      answer: { type: 'email' },
      variable: 'email',
      tries: 2,
      idle: [{ after: '5m', port: 'idle' }],
    }
    const missed = missedIn({
      main: {
        variables: { email: { type: 'email' }, which: { type: 'choice' } },
        menu: [{ id: 'stop', label: 'Stop', to: 'bye' }],
        nodes: {
          email: { ...ask, to: { next: 'which', failed: 'bye', idle: 'bye' } },
          which: {
            kind: 'ask',
            text: 'Which?',
            answer: {
              type: 'choice',
              choices: [
                { id: 'a', label: 'A' },
                { id: 'b', label: 'B' },
              ],
              other: true,
            },
            variable: 'which',
            to: { 'choice.a': 'bye', 'choice.b': 'email', other: 'bye' },
          },
          bye,
        },
      },
    })
    expect(missed).toEqual([])
  })

  it('solve conditions by the values that they name, also in what actions, webhooks and contacts bring', () => {
    const missed = missedIn({
      main: {
        variables: {
          age: { type: 'number' },
          code: { type: 'text' },
          score: { type: 'number' },
          tier: { type: 'text' },
        },
        nodes: {
          age: { kind: 'ask', text: 'Age?', answer: { type: 'number' }, variable: 'age', to: { next: 'grown' } },
          grown: {
            kind: 'branch',
            cases: [
              { when: 'age >= 18.0 && age < 65.0', port: 'yes' },
              { when: 'age == 65.0', port: 'just' },
            ],
            to: { yes: 'code', just: 'code', else: 'bye' },
          },
          code: { kind: 'ask', text: 'Code?', answer: { type: 'text' }, variable: 'code', to: { next: 'coded' } },
          coded: {
            kind: 'branch',
            cases: [{ when: "code == 'SPRING'", port: 'spring' }],
            to: { spring: 'check', else: 'bye' },
          },
          check: {
            kind: 'action',
            action: 'check',
            save: { score: 'outputs.score' },
            to: { success: 'scored', error: 'bye', unsure: 'pay' },
          },
          scored: {
            kind: 'branch',
            cases: [
              { when: 'score > 700.0', port: 'high' },
              { when: "results.check.outputs.plan == 'gold'", port: 'gold' },
            ],
            to: { high: 'bye', gold: 'pay', else: 'bye' },
          },
          pay: {
            kind: 'wait',
            webhook: { name: 'paid' },
            for: '1d',
            save: { tier: 'payload.tier' },
            to: { next: 'paid', timeout: 'bye', reply: 'bye' },
          },
          paid: { kind: 'branch', cases: [{ when: "tier == 'vip'", port: 'vip' }], to: { vip: 'who', else: 'bye' } },
          who: {
            kind: 'branch',
            cases: [
              { when: "contact.external_id == 'ceo'", port: 'ceo' },
              { when: 'contact.email != null', port: 'known' },
            ],
            to: { ceo: 'bye', known: 'bye', else: 'bye' },
          },
          bye,
        },
      },
    })
    expect(missed).toEqual([])
  })

  it('go through called flows, hand-overs, page events, hours, experiments and resumes', () => {
    const missed = missedIn(
      {
        main: {
          variables: { name: { type: 'text' } },
          resume: { within: '1d', to: 'bye' },
          nodes: {
            split: {
              kind: 'experiment',
              variants: [
                { port: 'a', weight: 1 },
                { port: 'b', weight: 1 },
              ],
              to: { a: 'hours', b: 'hours' },
            },
            hours: {
              kind: 'hours',
              time_zone: 'Europe/London',
              open: { mon: ['09:00-17:00'] },
              to: { open: 'call', closed: 'ask' },
            },
            call: { kind: 'call', flow: 'inner', to: { done: 'help', next: 'ask' } },
            help: { kind: 'hand-over', wait: '30m', to: { next: 'seen', timeout: 'bye', unavailable: 'bye' } },
            seen: { kind: 'wait', event: { name: 'viewed', when: 'payload.price > 100.0' }, to: { next: 'ask' } },
            ask: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'mean' } },
            mean: { kind: 'understand', intents: [{ intent: 'help' }], to: { help: 'bye', else: 'bye' } },
            bye,
          },
        },
        inner: {
          variables: { way: { type: 'text' } },
          nodes: {
            why: { kind: 'ask', text: 'Why?', answer: { type: 'text' }, variable: 'way', to: { next: 'which' } },
            which: {
              kind: 'branch',
              cases: [{ when: "way == 'done'", port: 'done' }],
              to: { done: 'done', else: 'back' },
            },
            done: { kind: 'end', outcome: 'done' },
            back: { kind: 'end' },
          },
        },
      },
      { intents: { help: ['I need help'] } },
    )
    expect(missed).toEqual([])
  })

  it('[FY5] name what they do not reach', () => {
    const missed = missedIn({
      main: {
        variables: { name: { type: 'text' } },
        nodes: {
          ask: { kind: 'ask', text: 'Name?', answer: { type: 'text' }, variable: 'name', to: { next: 'long' } },
          long: {
            kind: 'branch',
            cases: [{ when: 'size(name) == 321', port: 'yes' }],
            to: { yes: 'bye', else: 'bye' },
          },
          bye,
        },
      },
    })
    expect(missed).toEqual(['main/long.yes'])
  })

  it('[FY5] are only for what is not covered, and cover it', () => {
    const visit: FlowDraft = {
      variables: {
        name: { type: 'text', default: 'you' },
        reason: { type: 'text', default: 'none' },
        code: { type: 'text', sensitive: true },
        times: { type: 'number', default: 1 },
      },
      nodes: {
        why: { kind: 'ask', text: 'Why?', answer: { type: 'text' }, variable: 'reason', to: { next: 'which' } },
        which: {
          kind: 'branch',
          cases: [{ when: "reason == 'done'", port: 'yes' }],
          to: { yes: 'done', else: 'back' },
        },
        done: { kind: 'end', outcome: 'done' },
        back: { kind: 'end' },
      },
    }
    const { program, source } = solution(
      { main: tour, visit },
      {
        actions: {
          'track-user': {
            outcomes: ['success', 'error', 'duplicate'],
            outputs: { type: 'object', properties: { code: { type: 'string' } } },
          },
        },
        intents: { order: ['I want to order'], help: ['help me please'] },
      },
    )
    const limits = { steps: 12_000, depth: 200 }
    const all = generateStories(program, source, undefined, limits)
    const coverage = new Coverage(program)
    for (const story of all.stories)
      expect(performStory(program, story, { onTurn: (turn) => void coverage.add(turn) }).deviation).toBeNull()
    expect(coverage.report()).toEqual(all.coverage)
    expect(generateStories(program, source, coverage, limits).stories).toEqual([])
    expect(percentOf(sumOf(all.coverage, 'nodes'))).toBeGreaterThan(90)
  })
})
