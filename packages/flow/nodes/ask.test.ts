import { describe, expect, it } from 'vitest'
import { bye, program } from '../fixtures/flow.ts'
import { type Conversation, converse } from '../testing.ts'

const sorry = { kind: 'end', text: 'Sorry.', outcome: 'failed' }

/** A conversation that stands at one question. */
function asked(answer: object, type: string, more: object = {}): Conversation {
  const ask = { kind: 'ask', text: 'Well?', answer, variable: 'given', to: { next: 'bye' }, ...more }
  return converse(program({ variables: { given: { type } }, nodes: { ask, bye, sorry } })).hears('Well?')
}

function stored(answer: object, type: string, typed: string): unknown {
  const bot = asked(answer, type).says(typed)
  return bot.status === 'ended' ? bot.variable('given') : undefined
}

const systems = {
  type: 'choice',
  choices: [
    { id: 'ios', label: 'iOS', synonyms: ['iPhone', 'Äpfel'] },
    { id: 'csharp', label: 'C#' },
    { id: 'c', label: 'C' },
    { id: 'two', label: '1' },
  ],
}

describe('a question', () => {
  it('[FN2] shows its text with the hint, waits, and stores the right answer', () => {
    const bot = asked({ type: 'email' }, 'email').is('waiting').says('A@b.com').hears('Bye.').is('ended')
    expect(bot.variable('given')).toBe('a@b.com')
  })

  it('[FN3] answers a wrong answer with words that say what is wrong, and asks on', () => {
    asked({ type: 'email' }, 'email')
      .says('no')
      .hears(/^That does not look like an e-mail address\./)
      .is('waiting')
      .says('a@b.com')
      .hears('Bye.')
  })

  it('[FN3] prefers its own retry text, unless that renders blank', () => {
    asked({ type: 'email' }, 'email', { retry: 'Again, {{ contact.id }}?' }).says('no').hears('Again, cont_test?')
    asked({ type: 'email' }, 'email', { retry: '{{ given }}' })
      .says('no')
      .hears(/^That does not look like/)
  })

  it('[FN4] leaves by "failed" at the last of its tries, and asks for ever without tries', () => {
    const more = { tries: 2, retry: 'Again?', to: { next: 'bye', failed: 'sorry' } }
    asked({ type: 'email' }, 'email', more).says('no').hears('Again?').says('no').hears('Sorry.').hearsNothing()
    const patient = asked({ type: 'email' }, 'email', { retry: 'Again?' })
    for (let tries = 0; tries < 200; tries++) patient.says('no').hears('Again?')
  })

  it('[FN4] counts the tries of each question by itself', () => {
    const question = { kind: 'ask', answer: { type: 'number' }, variable: 'n', retry: 'Again?', tries: 2 }
    const first = { ...question, text: 'One?', to: { next: 'second', failed: 'sorry' } }
    const second = { ...question, text: 'Two?', to: { next: 'bye', failed: 'sorry' } }
    converse(program({ variables: { n: { type: 'number' } }, nodes: { first, second, bye, sorry } }))
      .hears('One?')
      .says('x')
      .hears('Again?')
      .says('1')
      .hears('Two?')
      .says('x')
      .hears('Again?')
      .says('2')
      .hears('Bye.')
  })

  it('[FS11] marks what answers a sensitive question, and nothing else', () => {
    const draft = { kind: 'ask', text: '?', answer: { type: 'text' }, to: { next: 'open' } }
    const secret = { ...draft, variable: 'secret' }
    const open = { ...draft, variable: 'open', to: { next: 'bye' } }
    const variables = { secret: { type: 'text', sensitive: true }, open: { type: 'text' } }
    const bot = converse(program({ variables, nodes: { secret, open, bye } }))
      .says('one')
      .says('two')
    expect(bot.heard.map(({ content, sensitive }) => [content.text, sensitive])).toEqual([
      ['one', true],
      ['two', false],
    ])
  })
})

describe('a text answer', () => {
  it.each([
    ['  Ada \u0000Lovelace\u001b ', 'Ada Lovelace'],
    ['A\u030angstro\u0308m', 'Ångström'],
    ['two\nlines', 'two\nlines'],
    ['\ud800', '\ufffd'],
  ])('[FA1] stores %j as %j', (typed, kept) => {
    expect(stored({ type: 'text' }, 'text', typed)).toBe(kept)
  })

  it('[FA1] counts characters as people do', () => {
    expect(stored({ type: 'text', max: 2 }, 'text', '👍👍')).toBe('👍👍')
    expect(stored({ type: 'text', max: 2 }, 'text', '👍👍👍')).toBeUndefined()
    expect(stored({ type: 'text', min: 3 }, 'text', 'ab')).toBeUndefined()
    expect(stored({ type: 'text' }, 'text', 'x'.repeat(4096))).toHaveLength(4096)
    expect(stored({ type: 'text' }, 'text', 'x'.repeat(4097))).toBeUndefined()
  })

  it('[FA1] takes nothing for an answer only where that is allowed', () => {
    expect(stored({ type: 'text' }, 'text', ' \u0007 ')).toBeUndefined()
    expect(stored({ type: 'text', allow_empty: true }, 'text', ' ')).toBe('')
  })

  it('[FA1] matches its pattern as a whole, in time linear in the answer', () => {
    expect(stored({ type: 'text', pattern: '[A-Z]{2}\\d+' }, 'text', 'AB12')).toBe('AB12')
    expect(stored({ type: 'text', pattern: '[A-Z]{2}\\d+' }, 'text', 'xAB12')).toBeUndefined()
    // Exponential with a backtracking engine: this test would not end.
    expect(stored({ type: 'text', pattern: '(a+)+' }, 'text', `${'a'.repeat(4000)}!`)).toBeUndefined()
  })
})

describe('a choice answer', () => {
  it.each([
    ['ios', 'ios'],
    [' IOS! ', 'ios'],
    ['iphone', 'ios'],
    ['apfel', 'ios'],
    ['c#', 'csharp'],
    ['C', 'c'],
    ['3', 'c'],
    ['1', 'two'],
  ])('[FA8] takes %j for %s', (typed, id) => {
    expect(stored(systems, 'choice', typed)).toBe(id)
  })

  it.each(['5', '0', 'windows', '', 'i os', 'x'.repeat(10_000)])('[FA8] refuses %j', (typed) => {
    expect(stored(systems, 'choice', typed)).toBeUndefined()
  })

  it('[FA8] takes a pick by id only, and shows it with its label', () => {
    const bot = asked(systems, 'choice').picks('ios')
    expect(bot.variable('given')).toBe('ios')
    expect(bot.heard[0]?.content).toEqual({ kind: 'choice', text: 'iOS', choice: 'ios' })
    asked(systems, 'choice').picks('iPhone').hears('Please pick one of the options.')
  })

  it('[FN3] shows its choices again after a wrong answer', () => {
    const bot = asked(systems, 'choice').says('windows')
    expect(bot.said.at(-1)).toMatchObject({
      kind: 'choices',
      choices: [{ id: 'ios', label: 'iOS' }, {}, {}, {}],
      input: { type: 'choice' },
    })
  })

  it("[FA9] leaves by the choice's own port where that leads somewhere", () => {
    const to = { next: 'bye', 'choice.c': 'sorry' }
    asked(systems, 'choice', { to }).says('C').hears('Sorry.')
    asked(systems, 'choice', { to }).says('iOS').hears('Bye.')
  })
})

describe('an answer of another form', () => {
  it.each([
    { kind: 'file', file: 'file_1' },
    { kind: 'form', form: { email: 'a@b.com' } },
    { kind: 'choices', choices: ['a@b.com', 'b@c.com'] },
  ] as const)('[FA10] is wrong: $kind', (said) => {
    for (const type of ['text', 'email', 'phone', 'date', 'number']) {
      const bot = asked({ type }, type).sends(said).is('waiting')
      expect(bot.variable('given')).toBeNull()
    }
    asked(systems, 'choice').sends(said).hears('Please pick one of the options.')
  })

  it('[FA10] is its words when a choice is picked at a question that takes words', () => {
    expect(asked({ type: 'email' }, 'email').picks('a@b.com').variable('given')).toBe('a@b.com')
    expect(
      asked(systems, 'choice')
        .sends({ kind: 'choices', choices: ['c'] })
        .variable('given'),
    ).toBe('c')
  })
})
