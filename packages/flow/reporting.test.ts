import { describe, expect, it } from 'vitest'
import { dataPoints } from './data-points.ts'
import type { Contact } from './event.ts'
import { bye, type FlowDraft, problems, program } from './fixtures/flow.ts'
import type { ReportSource, RetargetSource } from './reporting-source.ts'
import { giveUp } from './step.ts'
import { playStory } from './story/play.ts'
import { storyFile } from './story/story.ts'
import { converse } from './testing.ts'

const ada: Contact = { id: 'cont_test', external_id: 'ada' }

const shop: FlowDraft = {
  variables: {
    plan: { type: 'text' },
    card: { type: 'text', sensitive: true },
    stars: { type: 'number' },
    street: { type: 'text' },
  },
  idle: [
    { after: '5m', remind: 'Still there?' },
    { after: '5m', abandon: true },
  ],
  resume: { within: '1d' },
  nodes: {
    plan: { kind: 'ask', text: 'Plan?', answer: { type: 'text' }, variable: 'plan', to: { next: 'payment' } },
    payment: { kind: 'ask', text: 'Card?', answer: { type: 'text' }, variable: 'card', to: { next: 'address' } },
    address: { kind: 'call', flow: 'address', to: { next: 'rate' } },
    rate: {
      kind: 'ask',
      text: 'Stars?',
      answer: { type: 'rating' },
      variable: 'stars',
      to: { next: 'agent' },
    },
    agent: { kind: 'hand-over', skill: 'billing', to: { next: 'bye' } },
    bye,
  },
}
const address: FlowDraft = {
  variables: { street: { type: 'text' } },
  nodes: {
    ask: { kind: 'ask', text: 'Street?', answer: { type: 'text' }, variable: 'street', to: { next: 'done' } },
    done: { kind: 'end' },
  },
}
const around = (solution: { report?: ReportSource; retarget?: readonly RetargetSource[] }) => ({
  flows: { address },
  solution,
})
const visit = (solution: { report?: ReportSource; retarget?: readonly RetargetSource[] }, contact: Contact = ada) =>
  converse(program(shop, around(solution)), { contact })

const rule = {
  name: 'left-at-payment',
  when: 'abandoned',
  at: ['payment'],
  after: '30m',
  once: '7d',
  canvas: { sandbox: 'c-sandbox', prod: 'c-prod' },
} as const

const events = (talk: ReturnType<typeof converse>) =>
  talk.runs.flatMap(({ input }) => (input.events ?? []) as unknown as { name: string; properties: object }[])

describe('what is reported', () => {
  it('[FZ1] is nothing unless the solution says so, and nothing of somebody whom nobody knows', () => {
    expect(program(shop, around({})).reporting).toBeNull()
    expect(visit({}).says('gold').waits('1h').runs).toEqual([])
    expect(
      visit({ report: { events: true } }, { id: 'cont_test' })
        .says('gold')
        .waits('1h').runs,
    ).toEqual([])
    expect(visit({ report: {} }).says('gold').waits('1h').runs).toEqual([])
  })

  it('[FZ2] is one queued call of the turn, after everything else that it asks for', () => {
    const talk = visit({ report: { events: true, attributes: { plan: 'plan' } } })
    expect(talk.runs).toEqual([
      {
        kind: 'run-action',
        id: '1.2',
        flow: 'main',
        node: 'plan',
        action: 'braze.users.track',
        mode: 'queue',
        report: true,
        input: {
          events: [
            {
              external_id: 'ada',
              name: 'conversation_started',
              time: '2026-01-01T12:00:00.000Z',
              properties: { solution: 'test', flow: 'main', node: 'plan', conversation_id: 'conv_test' },
            },
          ],
        },
      },
    ])
  })

  it('[FZ3] tells of the whole way, where it was and how it ended', () => {
    const talk = visit({ report: { events: true, attributes: { plan: 'plan', street: 'street' } } })
    talk.says('gold').says('4111').says('Main St').says('5').waits('10s').handOverEnds()
    expect(events(talk).map(({ name, properties }) => [name, properties])).toMatchObject([
      ['conversation_started', { flow: 'main', node: 'plan' }],
      ['conversation_rated', { node: 'rate', rating: 5 }],
      ['conversation_handed_over', { node: 'agent', skill: 'billing' }],
      ['flow_completed', { node: 'bye', outcome: 'completed', duration_seconds: 10 }],
    ])
    expect(talk.runs.at(-1)?.input.attributes).toEqual([{ plan: 'gold', external_id: 'ada' }])
    expect(JSON.stringify(talk.runs)).not.toContain('4111')
  })

  it('[FZ3] tells at once of silence and of who has gone', () => {
    const talk = visit({ report: { events: true, attributes: { plan: 'plan' } } })
      .says('gold')
      .waits('10m')
    expect(events(talk).slice(1)).toMatchObject([
      { name: 'conversation_idle', properties: { node: 'payment', reminders: 1 } },
      { name: 'conversation_abandoned', properties: { node: 'payment', duration_seconds: 600 } },
    ])
    expect(talk.runs.map(({ input }) => input.attributes)).toEqual([
      undefined,
      undefined,
      [{ plan: 'gold', external_id: 'ada' }],
    ])
  })

  it('[FZ3] tells of a conversation that could not go on', () => {
    const made = program(shop, around({ report: { events: { abandoned: true } } }))
    const { state } = converse(made, { contact: ada })
    const { state: after, effects } = giveUp(made, state, Date.parse('2026-01-01T12:01:00Z'))
    expect([after.phase.kind, after.turn, after.leftAt]).toEqual(['abandoned', state.turn + 1, null])
    expect(effects).toMatchObject([
      { id: '2.0', input: { events: [{ name: 'conversation_abandoned', properties: { duration_seconds: 60 } }] } },
    ])
    expect(giveUp(program({ nodes: { bye } }), { ...state, flow: 'gone' }, 0).effects).toEqual([])
  })

  it('[FZ3] goes by the names that the solution gives, and answers only where they are asked for', () => {
    const talk = visit({ report: { events: { started: 'chat_started', answered: true, rated: false } } }).says('gold')
    expect(events(talk).map(({ name }) => name)).toEqual(['chat_started', 'question_answered'])
    expect(events(talk)[1]?.properties).not.toHaveProperty('plan')
  })

  it('[FZ4] takes each attribute from the innermost flow that knows it', () => {
    const report: ReportSource = { attributes: { plan: 'plan', where: 'street', page_title: 'page.title' } }
    const talk = visit({ report }).says('gold').says('4111')
    talk.waits('2h')
    // Abandoned inside the called flow, which has no plan of its own.
    expect(talk.state.flow).toBe('address')
    expect(talk.runs.at(-1)?.input).toEqual({ attributes: [{ plan: 'gold', external_id: 'ada' }] })
  })

  it('[FZ1] is nothing where the condition does not hold', () => {
    const report: ReportSource = { events: true, if: 'contact.proved' }
    expect(visit({ report }).says('gold').waits('1h').runs).toEqual([])
    expect(
      visit({ report }, { ...ada, proved: true })
        .says('gold')
        .waits('1h').runs,
    ).toHaveLength(3)
  })

  it('[FZ1] makes the profile of a visitor whom nobody knows yet', () => {
    const talk = visit({ report: { events: true } }, { id: 'cont_test', visitor: 'v1' })
    expect(talk.runs[0]?.input.events).toMatchObject([
      { user_alias: { alias_name: 'v1', alias_label: 'parley_visitor' }, _update_existing_only: false },
    ])
  })

  it('[FB14] costs data points', () => {
    const cost = (report?: ReportSource) =>
      dataPoints(program(shop, around(report === undefined ? {} : { report }))).perThousand
    expect(cost()).toBe(0)
    expect(cost({ events: true, attributes: { plan: 'plan', language: 'contact.language' } })).toBe(5000)
    expect(cost({ events: { answered: true } })).toBe(4000)
  })
})

it('[FZ2] stories expect what is reported as any other call of Braze, where the solution reports', () => {
  const event = {
    external_id: 'ada',
    name: 'conversation_started',
    time: '2026-01-31T12:00:00.000Z',
    properties: { solution: 'test', flow: 'main', node: 'plan' },
  }
  const call = { braze: 'users.track', body: { events: [event] } }
  const play = (solution: { report?: ReportSource }, steps: readonly object[]) => {
    const head = { story: 'Who begins', at: '2026-01-31T12:00:00Z', contact: { external_id: 'ada' } }
    const [story] = storyFile.parse({ stories: [{ ...head, steps }] }).stories
    return story === undefined ? 'no story' : playStory(program(shop, around(solution)), story)
  }
  const report = { events: { started: true } } as const
  const quiet = [{ bot: 'Plan?' }, { user: 'gold' }, { bot: 'Card?' }]
  const told = [quiet[0], call, ...quiet.slice(1)].flatMap((step) => step ?? [])
  expect(play({ report }, told)).toBeNull()
  expect(play({}, quiet)).toBeNull()
  expect(play({ report }, quiet)).toMatchObject({ happened: 'the action braze.users.track is queued' })
  expect(play({}, told)).toMatchObject({ expected: expect.stringContaining('braze.users.track') })
})

describe('what goes out to who has left', () => {
  it('[FZ5] is planned with the values of that moment, for the places and under the condition of its rule', () => {
    const context = { plan: 'plan', nothing: 'street' }
    const talk = visit({ retarget: [{ ...rule, if: "plan != 'free'", context }] })
    expect(talk.says('gold').waits('10m').plans).toEqual([
      {
        kind: 'plan',
        id: '4.0',
        flow: 'main',
        node: 'payment',
        rule: 'left-at-payment',
        at: Date.parse('2026-01-01T12:40:00Z'),
        once: 7 * 86_400_000,
        action: 'braze.canvas.trigger.send',
        message: { member: 'canvas_id', sandbox: 'c-sandbox', prod: 'c-prod' },
        input: { context: { plan: 'gold' }, recipients: [{ external_user_id: 'ada' }] },
      },
    ])
    expect(
      visit({ retarget: [{ ...rule, if: "plan != 'free'" }] })
        .says('free')
        .waits('10m').plans,
    ).toEqual([])
    expect(visit({ retarget: [rule] }).waits('10m').plans).toEqual([])
    expect(
      visit({ retarget: [{ ...rule, flow: 'address', at: ['ask'] }] })
        .says('gold')
        .waits('10m').plans,
    ).toEqual([])
  })

  it('[FZ5] counts a node that calls for all of the flow that it calls', () => {
    const talk = visit({ retarget: [{ ...rule, at: ['address'], flow: 'main' }] })
      .says('gold')
      .says('4111')
      .waits('2h')
    expect(talk.plans).toMatchObject([{ flow: 'address', node: 'ask' }])
  })

  it('[FZ5] may follow a conversation that came to its end, and may be a campaign', () => {
    const { canvas: _, at: __, ...plain } = rule
    const talk = visit({ retarget: [{ ...plain, when: 'completed', campaign: 'k1', context: { stars: 'stars' } }] })
    talk.says('gold').says('4111').says('Main St').says('2').handOverEnds()
    expect(talk.plans).toMatchObject([
      {
        action: 'braze.campaigns.trigger.send',
        message: { member: 'campaign_id', sandbox: 'k1', prod: 'k1' },
        input: { trigger_properties: { stars: 2 }, recipients: [{ external_user_id: 'ada' }] },
      },
    ])
  })

  it('[FZ1] is planned for nobody whom a message cannot reach', () => {
    for (const contact of [{ id: 'cont_test' }, { id: 'cont_test', visitor: 'v1' }])
      expect(
        visit({ retarget: [rule] }, contact)
          .says('gold')
          .waits('10m').plans,
      ).toEqual([])
  })
})

describe('[FZ6] the compiler', () => {
  const found = (solution: { report?: ReportSource; retarget?: readonly RetargetSource[] }) =>
    problems(shop, around(solution))
      .filter(({ place }) => place.file === 'solution.ts')
      .map(({ code, place }) => `${code} ${place.field}`)

  it.each<[string, ReportSource, readonly string[]]>([
    ['a variable of no flow', { attributes: { plan: 'plam' } }, ['undeclared-variable report.attributes.plan']],
    ['a member that does not exist', { attributes: { a: 'contact.age' } }, ['unknown-name report.attributes.a']],
    ['logic that is none', { attributes: { a: 'plan +' } }, ['logic-syntax report.attributes.a']],
    ['a field of another type', { attributes: { dob: 'stars' } }, ['braze-field report.attributes.dob']],
    ['a name Braze keeps', { attributes: { braze_id: 'plan' } }, ['braze-identifier report.attributes.braze_id']],
    ['a name like a field', { attributes: { surname: 'plan' } }, ['braze-near-field report.attributes.surname']],
    ['a sensitive answer', { attributes: { a: 'card' } }, ['sensitive-leak report.attributes.a']],
    ['a yes or no about one', { attributes: { a: "card != ''" } }, []],
    ['no condition', { if: 'plan' }, ['logic-type report.if']],
    ['a blank event', { events: { started: ' ' } }, ['braze-name report.events.started']],
    ['a long event', { events: { started: 'x'.repeat(256) } }, ['braze-limit report.events.started']],
    ['all as it should be', { events: true, attributes: { plan: 'plan', where: 'street' } }, []],
  ])('finds %s', (_, report, expected) => {
    expect(found({ report })).toEqual(expected)
  })

  it.each<[string, Partial<RetargetSource>, readonly string[]]>([
    ['a node of no flow', { at: ['paymnt'] }, ['bad-retarget retarget[0].at[0]']],
    ['a node of another flow', { flow: 'address', at: ['payment'] }, ['bad-retarget retarget[0].at[0]']],
    ['a flow that does not exist', { flow: 'shop' }, ['unknown-flow retarget[0].flow']],
    ['no duration', { after: 'soon' }, ['bad-duration retarget[0].after']],
    ['no condition', { if: 'plan' }, ['logic-type retarget[0].if']],
    ['a sensitive answer', { context: { card: 'card' } }, ['sensitive-leak retarget[0].context.card']],
    ['a blank id', { canvas: ' ' }, ['braze-name retarget[0].canvas']],
    ['two messages', { campaign: 'k1' }, ['bad-retarget retarget[0]']],
  ])('finds %s', (_, more, expected) => {
    expect(found({ retarget: [{ ...rule, ...more }] })).toEqual(expected)
  })

  it('[FC5] does not mistake what is in a flow that cannot be read', () => {
    const solution = { report: { attributes: { where: 'elsewhere' } }, retarget: [{ ...rule, at: ['there'] }] }
    const lost = { ...around(solution), flows: { address: { nodes: {}, start: 3 } as unknown as FlowDraft } }
    expect(problems(shop, lost).filter(({ place }) => place.file === 'solution.ts')).toEqual([])
  })

  it('finds two rules of one name', () => {
    expect(found({ retarget: [rule, rule] })).toEqual(['bad-retarget retarget[1].name'])
  })
})
