import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, program } from '../fixtures/flow.ts'
import { performStory, playStory } from './play.ts'
import { type Story, storyFile } from './story.ts'

/** A story out of its steps, as a file has it. */
function story(steps: readonly object[], head: object = {}): Story {
  const [only] = storyFile.parse({ stories: [{ story: 'A story', ...head, steps }] }).stories
  if (only === undefined) throw new Error('there is a story')
  return only
}

const pick = (variable: string, to: object) => ({
  kind: 'ask',
  text: 'Which?',
  answer: {
    type: 'choice',
    choices: [
      { id: 'a', label: 'One' },
      { id: 'b', label: 'Two' },
    ],
  }, // prettier
  variable,
  to,
})

const ask = (answer: object, variable: string, next: string) => ({
  kind: 'ask',
  text: `${variable}?`,
  answer,
  variable,
  to: { next },
})

/** A flow of one node that waits, between a question and the end. */
const around = (node: object, more: object = {}): FlowDraft => ({
  start: 'middle',
  variables: { which: { type: 'choice' }, count: { type: 'number', default: 0 }, paid: { type: 'text', given: true } },
  nodes: { middle: node, bye, late: { kind: 'end', text: 'Too late.', outcome: 'late' } },
  ...more,
})

const play = (draft: FlowDraft, steps: readonly object[], head?: object) =>
  playStory(program(draft), story(steps, head))

describe('what the bot says', () => {
  const greeting = around({ kind: 'say', text: 'Hello, {{ contact.email }}.', to: { next: 'bye' } })
  const head = { contact: { email: 'a@b.com' } }

  it('is expected exactly, or by a pattern', () => {
    const rest = [{ bot: 'Bye.' }, { ends: 'completed' }]
    expect(play(greeting, [{ bot: 'Hello, a@b.com.' }, ...rest], head)).toBeNull()
    expect(play(greeting, [{ bot: '/^Hello, .+@/' }, ...rest], head)).toBeNull()
    expect(play(greeting, [{ bot: '/^Good day/' }, ...rest], head)).toEqual({
      at: 0,
      expected: 'the bot says "/^Good day/"',
      happened: 'the bot says "Hello, a@b.com."',
    })
    expect(play(greeting, [{ bot: 'Hello' }], head)?.happened).toBe('the bot says "Hello, a@b.com."')
  })

  it('[FY1] may be left out by nobody: neither in between nor at the end', () => {
    expect(play(greeting, [{ bot: 'Bye.' }], head)?.happened).toBe('the bot says "Hello, a@b.com."')
    expect(play(greeting, [{ bot: 'Hello, a@b.com.' }], head)).toEqual({
      at: 1,
      expected: 'nothing more',
      happened: 'the bot says "Bye."',
    })
  })

  it('is expected with its choices, its kind and its language', () => {
    const draft = around(pick('which', { next: 'bye' }))
    const rest = [{ pick: 'a' }, { bot: 'Bye.' }, { ends: true }]
    expect(play(draft, [{ bot: 'Which?', choices: ['a', 'Two'], content: 'choices' }, ...rest])).toBeNull()
    expect(play(draft, [{ bot: 'Which?', choices: ['a'] }, ...rest])).toEqual({
      at: 0,
      expected: 'the choices a',
      happened: 'a (One), b (Two)',
    })
    expect(play(draft, [{ bot: 'Which?', content: 'carousel' }, ...rest])?.happened).toBe('content choices')
    expect(play(draft, [{ bot: 'Which?', language: 'ko' }, ...rest])?.happened).toBe('language unknown')
  })
})

describe('what the person does', () => {
  it('types, picks by id or label, and picks several', () => {
    const draft: FlowDraft = {
      start: 'which',
      variables: { which: { type: 'choice' }, all: { type: 'choices' } },
      nodes: {
        which: pick('which', { next: 'all' }),
        all: ask(
          {
            type: 'choices',
            choices: [
              { id: 'x', label: 'Ex' },
              { id: 'y', label: 'Why' },
            ],
          },
          'all',
          'bye',
        ),
        bye,
      },
    }
    const ends = [{ bot: 'Bye.' }, { ends: 'completed' }]
    for (const all of [{ pick: ['Ex', 'y'] }, { picks: ['x', 'Why'] }, { user: 'Ex and Why' }]) {
      const steps = [{ pick: 'Two' }, { bot: 'all?' }, all, { variables: { which: 'b', all: ['x', 'y'] } }, ...ends]
      expect(play(draft, steps)).toBeNull()
    }
    expect(play(draft, [{ pick: 'Three' }])).toEqual({
      at: 0,
      expected: '"Three" is offered',
      happened: 'offered: a, b',
    })
    expect(play(draft, [{ user: ['One', 'x'] }, { ends: 'completed' }])).toBeNull()
  })

  it('fills in forms, sends files and shares places', () => {
    const draft: FlowDraft = {
      start: 'form',
      variables: { form: { type: 'form' }, file: { type: 'file' }, place: { type: 'location' } },
      nodes: {
        form: ask(
          {
            type: 'form',
            fields: [
              { name: 'name', label: 'Name', answer: { type: 'text' } },
              { name: 'scan', label: 'Scan', answer: { type: 'file', accept: ['application/pdf'] } },
            ],
          },
          'form',
          'file',
        ),
        file: ask({ type: 'file', accept: ['image/*'] }, 'file', 'place'),
        place: ask({ type: 'location' }, 'place', 'bye'),
        bye,
      },
    }
    const steps = [
      { form: { name: 'Ada' }, files: { scan: 'scan.pdf' } },
      { bot: 'file?' },
      { file: 'old.jpeg' },
      { bot: 'place?' },
      { location: { latitude: 51.5, longitude: 0 } },
      { variables: { form: { name: 'Ada', scan: { name: 'scan.pdf', type: 'application/pdf' } } } },
      { variables: { file: { type: 'image/jpeg' }, place: { latitude: 51.5 } } },
      { bot: 'Bye.' },
      { ends: true },
    ]
    expect(play(draft, steps)).toBeNull()
  })

  it('takes a way of the menu, by id or label', () => {
    const draft = around(pick('which', { next: 'bye' }), { menu: [{ id: 'stop', label: 'Stop it', to: 'late' }] })
    for (const menu of ['stop', 'menu.stop', 'Stop it'])
      expect(play(draft, [{ bot: 'Which?' }, { menu }, { bot: 'Too late.' }, { ends: 'late' }])).toBeNull()
    expect(play(draft, [{ bot: 'Which?' }, { menu: 'help' }])?.happened).toBe('offered: stop')
  })

  it('cannot act over what the bot said', () => {
    const draft = around(pick('which', { next: 'bye' }))
    expect(play(draft, [{ wait: '1m' }])).toEqual({ at: 0, expected: '1m pass', happened: 'the bot says "Which?"' })
  })
})

describe('time and the world outside', () => {
  it('passes, and due timers fire', () => {
    const draft = around(pick('which', { next: 'bye' }), {
      idle: [
        { after: '5m', remind: 'Still there?' },
        { after: '5m', abandon: true },
      ],
    })
    const steps = [{ bot: 'Which?' }, { wait: '9m' }, { bot: 'Still there?' }, { wait: '1m' }, { abandoned: true }]
    expect(play(draft, steps)).toBeNull()
    expect(play(draft, [{ bot: 'Which?' }, { wait: 'soon' }])?.happened).toBe('"soon"')
  })

  it('does not pass for ever in a flow that waits in circles', () => {
    const draft = around({ kind: 'wait', for: '1ms', to: { next: 'again' } }, {})
    const circle = {
      ...draft,
      nodes: { ...draft.nodes, again: { kind: 'wait', for: '1ms', to: { next: 'middle', reply: 'bye' } } },
    }
    expect(play(circle, [{ wait: '365d' }])?.happened).toBe('10000 timers fired')
  })

  it('sends webhooks and page events', () => {
    const webhook = around({
      kind: 'wait',
      webhook: { name: 'paid' },
      save: { paid: 'payload.id' },
      to: { next: 'bye' },
    })
    const ends = [{ bot: 'Bye.' }, { ends: 'completed' }]
    expect(
      play(webhook, [{ webhook: 'paid', payload: { id: 'p1' } }, { variables: { paid: 'p1' } }, ...ends]),
    ).toBeNull()
    const event = around({ kind: 'wait', event: { name: 'seen', when: 'payload.n == 1' }, to: { next: 'bye' } })
    expect(
      play(event, [{ event: 'seen', properties: { n: 2 } }, { event: 'seen', properties: { n: 1 } }, ...ends]),
    ).toBeNull()
    expect(play(event, [{ event: 'seen' }, { ends: true }])?.happened).toBe(
      'nothing; the conversation is in phase event',
    )
  })

  it('lets the person come back', () => {
    const draft = around(pick('which', { next: 'bye' }), {
      idle: [{ after: '5m', abandon: true }],
      resume: { within: '1d', text: 'Welcome back.' },
    })
    const left = [{ bot: 'Which?' }, { wait: '5m' }, { abandoned: true }]
    expect(play(draft, [...left, { returns: true }, { bot: 'Welcome back.' }, { bot: 'Which?' }])).toBeNull()
  })

  it('hands over and back', () => {
    const draft = around({
      kind: 'hand-over',
      text: 'One moment.',
      skill: 'billing',
      to: { next: 'bye', unavailable: 'late' },
    })
    const begin = [{ bot: 'One moment.' }, { hand_over: { skill: 'billing' } }]
    expect(
      play(draft, [...begin, { user: 'Hello?' }, { hand_over_ends: 'done' }, { bot: 'Bye.' }, { ends: true }]),
    ).toBeNull()
    expect(
      play(draft, [...begin, { hand_over_ends: 'unavailable' }, { bot: 'Too late.' }, { ends: 'late' }]),
    ).toBeNull()
    expect(play(draft, [{ bot: 'One moment.' }, { hand_over: { skill: 'sales' } }])).toMatchObject({
      expected: 'handed over with skill "sales"',
      happened: '"billing"',
    })
    expect(
      play(around(pick('which', { next: 'bye' })), [{ bot: 'Which?' }, { hand_over_ends: 'done' }])?.expected,
    ).toBe('a person of the brand has the conversation')
  })

  it('begins when and with whom the story says', () => {
    const draft = around({
      kind: 'say',
      text: "{{ 'now' | date: '%Y-%m-%d' }} {{ contact.external_id }} {{ page.url }} {{ paid }}",
      to: { next: 'bye' },
    })
    const head = {
      at: '2026-12-24T18:30:00Z',
      contact: { external_id: 'ada' },
      page: { url: 'https://x.example/' },
      variables: { paid: 'yes' },
    }
    const steps = [{ bot: '2026-12-24 ada https://x.example/ yes' }, { bot: 'Bye.' }, { ends: true }]
    expect(play(draft, steps, head)).toBeNull()
  })

  it('begins with a flow that exists', () => {
    expect(play(around(bye), [{ bot: 'x' }], { flow: 'nowhere' })).toMatchObject({
      at: 0,
      happened: 'its flows are main, visit',
    })
  })

  it('[FY7] begins at a node, with what the story hands in, and comes to the start of the flow as ever', () => {
    const draft = around({ kind: 'say', text: 'Hello.', to: { next: 'asks' } })
    const whole = {
      ...draft,
      nodes: {
        ...draft.nodes,
        asks: pick('which', { next: 'told' }),
        told: { kind: 'say', text: '{{ which }} {{ paid }}', to: { next: 'middle' } },
      },
    }
    const head = { node: 'told', variables: { which: 'a', paid: 'yes' } }
    const steps = [{ bot: '/^.+ yes/' }, { bot: 'Hello.' }, { bot: 'Which?' }, { pick: 'b' }, { bot: '/ yes/' }]
    expect(play(whole, [...steps, { bot: 'Hello.' }, { bot: 'Which?' }], head)).toBeNull()
    expect(play(whole, steps, { node: 'tolt' })).toEqual({
      at: 0,
      expected: 'the flow main has the node tolt',
      happened: 'it has none of that name, but told',
    })
    expect(play(whole, steps, { node: 'constructor' })?.happened).toBe('it has none of that name')
  })
})

describe('actions and Braze', () => {
  const track = around({
    kind: 'action',
    action: 'track-user',
    input: { email: "'a@b.com'", age: '36' },
    to: { success: 'bye', error: 'late', duplicate: 'late' },
  })
  const thanked = [{ bot: 'Bye.' }, { ends: true }]

  it('end as the story says', () => {
    expect(play(track, [{ action: 'track-user' }, ...thanked])).toBeNull()
    const late = [{ bot: 'Too late.' }, { ends: 'late' }]
    expect(play(track, [{ action: 'track-user', outcome: 'duplicate' }, ...late])).toBeNull()
    expect(play(track, [{ action: 'track-user', error: { kind: 'timeout' } }, ...late])).toBeNull()
    expect(play(track, [{ action: 'track-user', running: true }])).toBeNull()
    expect(play(track, [{ action: 'other' }])?.happened).toBe('the action track-user is awaited')
    expect(play(track, [{ user: 'Hello' }])?.happened).toMatch(/waits for an action/)
  })

  it('are given what the story says, in part or exactly', () => {
    const email = { email: 'a@b.com' }
    expect(play(track, [{ action: 'track-user', input: email }, ...thanked])).toBeNull()
    expect(play(track, [{ action: 'track-user', exact_input: { age: 36, ...email } }, ...thanked])).toBeNull()
    expect(play(track, [{ action: 'track-user', exact_input: email }, ...thanked])).toMatchObject({
      expected: 'track-user gets age = nothing',
      happened: 'age = 36',
    })
    expect(play(track, [{ action: 'track-user', input: { age: 37 } }])).toMatchObject({
      expected: 'track-user gets age = 37',
      happened: 'age = 36',
    })
  })

  it('call Braze with exactly this body, whatever the order of its members', () => {
    const draft = around({
      kind: 'braze-track',
      user: { external_id: "'ada'" },
      attributes: { count: '3', paid: "'yes'" },
      deltas: false,
      to: { success: 'bye', error: 'late' },
    })
    const body = { attributes: [{ paid: 'yes', external_id: 'ada', count: 3 }] }
    for (const braze of ['users.track', 'POST /users/track', 'braze.users.track'])
      expect(play(draft, [{ braze, body }, ...thanked])).toBeNull()
    const less = { attributes: [{ external_id: 'ada', count: 3 }] }
    expect(play(draft, [{ braze: 'users.track', body: less }])).toMatchObject({
      expected: 'braze.users.track gets attributes[0].paid = nothing',
      happened: 'attributes[0].paid = "yes"',
    })
    expect(play(draft, [{ braze: 'users.identify' }])?.happened).toBe('the action braze.users.track is awaited')
    expect(play(draft, [{ profile: 'ada', has: {} }])?.happened).toMatch(/actions: real/)
  })

  it('tell the conversation until it went another way', () => {
    const { lines } = performStory(program(track), story([{ action: 'track-user' }, { bot: 'Hello' }]))
    expect(lines.map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'action: track-user {"email":"a@b.com","age":36}',
      'action: track-user ends with success',
      'bot: Bye.',
      'end: the conversation is ended with completed',
    ])
  })
})
