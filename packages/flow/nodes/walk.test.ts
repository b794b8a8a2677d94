import { describe, expect, it } from 'vitest'
import { bye, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'

const grown = { kind: 'end', text: 'Grown.' }
const child = { kind: 'end', text: 'Child.' }

describe('a say node', () => {
  it('[FN1] sends its text and goes on', () => {
    const bot = converse(
      program({ nodes: { hi: { kind: 'say', text: 'Hi {{ contact.id }}.', to: { next: 'bye' } }, bye } }),
    )
    bot.hears('Hi cont_test.').hears('Bye.').hearsNothing()
    expect(bot.said[0]).toEqual({ kind: 'text', text: 'Hi cont_test.' })
  })
})

describe('a branch', () => {
  const branch = {
    kind: 'branch',
    cases: [
      { when: 'age >= 18', port: 'grown' },
      { when: 'age >= 0', port: 'child' },
    ],
    to: { grown: 'grown', child: 'child', else: 'bye' },
  }
  const deciding = program({ variables: { age: { type: 'number' } }, nodes: { branch, grown, child, bye } })

  it('[FN5] takes the first case that holds, otherwise else', () => {
    converse(deciding, { variables: { age: 18 } }).hears('Grown.')
    converse(deciding, { variables: { age: 17 } }).hears('Child.')
    converse(deciding, { variables: { age: -1 } }).hears('Bye.')
  })

  it('[FL4] goes on when a condition fails', () => {
    converse(deciding).hears('Bye.')
  })
})

describe('a set node', () => {
  it('[FN6] sets from top to bottom, and what does not fit becomes null', () => {
    const set = {
      kind: 'set',
      set: { a: "'x'", b: 'a + a', c: '1 / 0', mail: "'No Address'", data: "{'b': b}" },
      to: { next: 'bye' },
    }
    const types = { a: 'text', b: 'text', c: 'number', mail: 'email', data: 'json' }
    const variables = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]))
    const bot = converse(program({ variables, nodes: { set, bye } }), { variables: { c: 3, mail: 'a@b.com' } })
    expect(bot.state.variables).toEqual({ a: 'x', b: 'xx', c: null, mail: null, data: { b: 'xx' } })
  })

  it('[FN16] may set the language, to one that the solution has', () => {
    const set = (language: string) => ({ kind: 'set', language, to: { next: 'bye' } })
    const spoken = (language: string) =>
      converse(program({ nodes: { set: set(language), bye: { kind: 'end', text: '{{ conversation.language }}' } } }))
    spoken("'en-' + 'GB'").hears('en')
    spoken("'fr'").hears('en')
    spoken("'not a language at all'").hears('en')
    spoken('page.language').hears('en')
  })

  it('[FV4] may keep a yes or no about a sensitive answer anywhere', () => {
    const variables = { dob: { type: 'date', sensitive: true, default: '1990-05-03' }, adult: { type: 'boolean' } }
    const set = { kind: 'set', set: { adult: "dob < '2008-01-01'" }, to: { next: 'bye' } }
    expect(converse(program({ variables, nodes: { set, bye } })).variable('adult')).toBe(true)
  })
})

describe('a wait', () => {
  const wait = { kind: 'wait', for: '10m', to: { next: 'bye' } }

  it('[FN11] goes on when its time is over', () => {
    converse(program({ nodes: { wait, bye } }))
      .is('working')
      .waits('9m')
      .hearsNothing()
      .waits('1m')
      .hears('Bye.')
  })

  it('[FN11] goes on at the first reply where that leads somewhere', () => {
    const bot = converse(program({ nodes: { wait: { ...wait, to: { next: 'bye', reply: 'grown' } }, bye, grown } }))
    bot.waits('5m').says('hello').hears('Grown.').waits('1h').hearsNothing()
    expect(bot.heard[0]?.content.text).toBe('hello')
  })

  it('[FS9] hears a reply and waits on where that leads nowhere', () => {
    const bot = converse(program({ nodes: { wait, bye } }))
      .says('hello')
      .is('working')
      .waits('10m')
      .hears('Bye.')
    expect(bot.heard).toHaveLength(1)
  })
})

describe('an end', () => {
  it('[FN12] says its text and ends with its outcome', () => {
    const bot = converse(program({ nodes: { bye } }))
      .hears('Bye.')
      .is('ended')
    expect(bot.transcript).toEqual(['bot: Bye.', '(ended: completed)'])
    expect(converse(program({ nodes: { quiet: { kind: 'end' } } })).transcript).toEqual(['(ended)'])
  })
})
