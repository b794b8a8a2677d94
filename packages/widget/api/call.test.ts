import { describe, expect, it, vi } from 'vitest'
import { readCall } from './call.ts'

vi.stubGlobal('Element', class {})

describe('a call of the page', () => {
  it('is read as it is meant', () => {
    const listener = () => {}
    expect(readCall(['boot', { solution: 'shop', mode: 'inline', target: '#chat' }])).toEqual({
      command: { kind: 'boot', options: { solution: 'shop', mode: 'inline', target: '#chat' } },
      complaints: [],
    })
    expect(readCall(['track', 'viewed', { sku: 'b1' }]).command).toEqual({
      kind: 'track',
      name: 'viewed',
      properties: { sku: 'b1' },
    })
    expect(readCall(['on', 'message', listener]).command).toEqual({ kind: 'on', event: 'message', listener })
    for (const kind of ['show', 'hide', 'toggle', 'restart', 'shutdown'])
      expect(readCall([kind])).toEqual({ command: { kind }, complaints: [] })
  })

  it('leaves out options that are wrong or unknown, and says which', () => {
    const { command, complaints } = readCall(['boot', { solution: 'shop', theme: 'black', colour: 'red', title: null }])
    expect(command).toEqual({ kind: 'boot', options: { solution: 'shop' } })
    expect(complaints).toEqual([
      'boot: theme must be "light" or "dark" or "auto", not "black"',
      expect.stringMatching(/^boot: there is no option "colour"; there are title, .*consent$/),
    ])
  })

  it.each([
    [['fly'], /^there is no command "fly"; there are boot, show,/],
    [[], /^there is no command undefined/],
    [['boot'], 'boot: needs an object, not undefined'],
    [['boot', {}], 'boot: needs a solution'],
    [['identify', 7], 'identify: needs a text, not 7'],
    [['track'], 'track: needs a text, not undefined'],
    [['consent', 'all'], 'consent: needs "none" or "essential" or "full", not "all"'],
    [['set', 'title'], 'set: needs an object, not "title"'],
    [['on', 'opened', () => {}], /^on: there is no event "opened"; there are "ready"/],
    [['off', 'open'], 'off: needs a function as its third argument'],
    [['boot', { solution: 'x', constructor: 1 }], /^boot: there is no option "constructor"/],
  ] as const)('%j that cannot be right is told', (call, complaint) => {
    expect(readCall(call).complaints[0]).toMatch(complaint)
  })
})
