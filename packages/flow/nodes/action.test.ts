import { describe, expect, it } from 'vitest'
import { bye, problems, program } from '../fixtures/flow.ts'
import { type Conversation, converse } from '../testing.ts'
import type { Values } from '../value.ts'

const oops = { kind: 'end', text: 'Oops {{ results.track.error.kind }}: {{ results.track.error.message }}' }
const again = { kind: 'end', text: 'Again.' }
const track = {
  kind: 'action',
  action: 'track-user',
  input: { email: 'email', age: 'age', os: "os + '!'" },
  timeout: '10s',
  save: { coupon: 'outputs.code', how: 'outcome', points: 'outputs.points' },
  to: { success: 'bye', error: 'oops', duplicate: 'again' },
}
const variables = {
  email: { type: 'email', default: 'a@b.com' },
  age: { type: 'number' },
  os: { type: 'text' },
  coupon: { type: 'text', default: 'none' },
  how: { type: 'text' },
  points: { type: 'number', default: 0 },
}

function acting(more: object = {}, given: Values = {}): Conversation {
  return converse(program({ variables, nodes: { track: { ...track, ...more }, bye, oops, again } }), {
    variables: given,
  })
}

describe('an action node', () => {
  it('[FN7] asks for its action and waits; the outcome is the port', () => {
    const bot = acting().is('working')
    expect(bot.runs).toEqual([
      {
        kind: 'run-action',
        id: '1.0',
        flow: 'main',
        node: 'track',
        action: 'track-user',
        input: { email: 'a@b.com' },
        mode: 'await',
        timeoutMs: 10_000,
      },
    ])
    bot.actionEnds('success').hears('Bye.').is('ended')
    acting().actionEnds('duplicate').hears('Again.')
    acting().actionFails('timeout', 'Too slow.').hears('Oops timeout: Too slow.')
  })

  it('[FN7] leaves out inputs that are null or fail', () => {
    expect(acting({}, { age: 3, os: 'iOS' }).runs[0]?.input).toEqual({ email: 'a@b.com', age: 3, os: 'iOS!' })
    expect(acting({}, { email: null }).runs[0]?.input).toEqual({})
  })

  it('[FN8] keeps the result for texts and logic', () => {
    expect(acting().actionEnds('success', { code: 'X' }).state.results).toEqual({
      track: { outcome: 'success', outputs: { code: 'X' } },
    })
  })

  it('[FN8] turns a result that cannot be used into an error of kind output', () => {
    acting()
      .actionEnds('nonsense')
      .hears(/^Oops output: .*"nonsense"/)
    acting()
      .actionEnds('constructor')
      .hears(/^Oops output/)
    const bot = acting()
      .actionEnds('success', { code: 'x'.repeat(70_000) })
      .hears(/^Oops output: .*64 KB/)
    expect(bot.state.results.track?.outputs).toEqual({})
  })

  it('[FN8] gives an error outcome an error, and only that', () => {
    const bot = acting()
      .actionEnds('error', { code: 'X' })
      .hears(/^Oops returned/)
    expect(bot.state.results.track?.error).toMatchObject({ kind: 'returned', retry: 'no' })
    const result = { outcome: 'success', outputs: {}, error: { kind: 'thrown', message: '', retry: 'no' } } as const
    expect(acting().ends(result).state.results.track).toEqual({ outcome: 'success', outputs: {} })
  })

  it('[FN9] saves outputs and outcome, whatever the outcome, and leaves the rest as it is', () => {
    const good = acting().actionEnds('success', { code: 'SAVE10', points: 7 })
    expect(good.state.variables).toMatchObject({ coupon: 'SAVE10', how: 'success', points: 7 })
    const bad = acting().actionEnds('error', { points: 'many' })
    expect(bad.state.variables).toMatchObject({ coupon: 'none', how: 'error', points: 0 })
  })

  it('[FN10] with mode queue goes on at once', () => {
    const queued = {
      kind: 'action',
      action: 'track-user',
      mode: 'queue',
      input: { email: 'email' },
      to: { next: 'again' },
    }
    const bot = converse(program({ variables, nodes: { track: queued, again } }))
      .hears('Again.')
      .is('ended')
    expect(bot.runs).toMatchObject([{ mode: 'queue', node: 'track' }])
  })

  it('[FN13] with a decision goes by the text of that output, where that leads somewhere', () => {
    const deciding = {
      decision: 'code',
      to: { success: 'bye', error: 'oops', duplicate: 'again', GOLD: 'again', '7': 'again' },
    }
    acting(deciding).actionEnds('success', { code: 'GOLD' }).hears('Again.')
    acting(deciding).actionEnds('success', { code: 7 }).hears('Again.')
    acting(deciding).actionEnds('success', { code: 'LEAD' }).hears('Bye.')
    acting(deciding)
      .actionEnds('success', { code: ['GOLD'] })
      .hears('Bye.')
    acting(deciding).actionEnds('success').hears('Bye.')
    const failed = acting(deciding).actionEnds('error', { code: 'GOLD' }).hears(/^Oops/)
    expect(failed.state.results.track?.outcome).toBe('error')
  })

  it('[FN14] of an open action goes by any outcome that leads somewhere, all others are errors', () => {
    const open = { outcomes: [], open: true }
    const node = { kind: 'action', action: 'old', to: { error: 'oops', again: 'again' } }
    const bot = () => converse(program({ variables, nodes: { track: node, oops, again } }, { actions: { old: open } }))
    bot().actionEnds('again').hears('Again.')
    bot()
      .actionEnds('success')
      .hears(/^Oops output: .*"success"/)
    const decided = { ...node, decision: 'next', to: { error: 'oops', true: 'again' } }
    converse(program({ variables, nodes: { track: decided, oops, again } }, { actions: { old: open } }))
      .actionEnds('success', { next: true })
      .hears('Again.')
    expect(problems({ variables, nodes: { track: { ...node, to: {} } } }, { actions: { old: open } })).toMatchObject([
      { code: 'unrouted-outcome' },
    ])
  })

  it('[FN15] of an action that sets variables takes upper-case outputs for them, and save has the last word', () => {
    const setting = { outcomes: [], sets: 'upper-case' } as const
    const node = { kind: 'action', action: 'old', save: { how: "'saved'" }, to: { success: 'bye', error: 'bye' } }
    const old = program({ variables, nodes: { track: node, bye } }, { actions: { old: setting } })
    const outputs = { COUPON: 'C', POINTS: 'many', HOW: 'x', EMAIL: 'Eve@B.com', STRANGER: 1, os: 'no', Age: 3 }
    const bot = converse(old).actionEnds('success', outputs)
    expect(bot.state.variables).toEqual({ email: 'eve@b.com', coupon: 'C', how: 'saved', points: 0 })
    const reading = { ...node, save: {}, to: { success: 'say', error: 'say' } }
    const say = { kind: 'end', text: '{{ age }}' }
    expect(problems({ variables, nodes: { track: reading, say } }, { actions: { old: setting } })).toEqual([])
  })
})
