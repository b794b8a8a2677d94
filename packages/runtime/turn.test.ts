import { compile, type Event, newState, type Program, statusOf } from '@parley/flow'
import { expect, test } from 'vitest'
import type { Conversation } from './sql/lock-conversations.ts'
import { readTestProgram, type TestFlow, testBuild } from './testing.ts'
import { giveUp, takeTurn } from './turn.ts'

const program = readTestProgram(testBuild())

function begin(flow: TestFlow): Conversation {
  const state = newState(program, flow)
  return {
    id: 'conv_1',
    contact: 'cont_1',
    solution: 'test',
    environment: 'sandbox',
    version: 'ver_1',
    channel: 'web',
    state,
    status: statusOf(state),
    seq: 0,
  }
}

const started: Event = { kind: 'started', contact: { id: 'cont_1' }, variables: {}, page: null, at: 1000, random: 0 }
const said = (text: string): Event => ({ kind: 'said', said: { kind: 'text', text }, at: 2000, random: 0 })

test('a turn numbers its messages on from the last one and names them by their place', () => {
  const first = takeTurn(program, begin('echo'), started)
  const second = takeTurn(program, first.conversation, said('hi'), 'a')
  expect(second.messages).toMatchObject([
    { id: 'msg_1_2', seq: 2, from: 'user', at: 2000, content: { text: 'hi' }, clientMessageId: 'a' },
    { id: 'msg_1_3', seq: 3, from: 'bot', at: 2000, content: { text: 'Say hi' } },
  ])
  expect(second.conversation).toMatchObject({ seq: 3, status: 'waiting', state: { turn: 2 } })
})

test('a turn that asks for an action gives its outbox row and clears the idle timer', () => {
  const first = takeTurn(program, begin('act'), started)
  expect(first.timers.get('idle')).toBeGreaterThan(1000)
  const second = takeTurn(program, first.conversation, said('hi'))
  expect(second.conversation.status).toBe('working')
  expect(second.timers.get('idle')).toBeNull()
  expect(second.actions).toMatchObject([
    { conversation: 'conv_1', action: 'track', mode: 'await', input: { word: 'hi' }, at: 2000 },
  ])
})

test('what a turn was given is not changed by it', () => {
  const before = takeTurn(program, begin('act'), started).conversation
  const copy = structuredClone(before)
  takeTurn(program, before, said('hi'))
  expect(before).toEqual(copy)
})

test('a bot message that repeats a sensitive answer is stored as sensitive', () => {
  const flow = {
    format: 1,
    start: 'bye',
    variables: { secret: { type: 'text', sensitive: true, default: 'S' } },
    nodes: { bye: { kind: 'end', text: 'Was it {{ secret }}?' } },
  }
  const flows = { main: { file: 'main.flow.json', text: JSON.stringify(flow) } }
  const { program: own } = compile({ name: 'test', start: 'main', flows, actions: {} })
  if (own === null) throw new Error('the flow does not compile')
  const before = { ...begin('echo'), state: newState(own) }
  expect(takeTurn(own, before, started).messages).toMatchObject([{ content: { text: 'Was it S?' }, sensitive: true }])
})

test('a conversation that is given up cannot be taken up again', () => {
  const working = takeTurn(program, takeTurn(program, begin('act'), started).conversation, said('hi')).conversation
  const { phase } = working.state
  const given = phase.kind === 'action' ? giveUp(working, phase.effect, program, 3000) : null
  expect(given?.conversation).toMatchObject({ status: 'abandoned', state: { leftAt: null } })
})

test('a conversation that is given up is reported, with where it ran, and is over whatever fails', () => {
  const report = { events: { abandoned: true } } as const
  const told = readTestProgram({ ...testBuild(), report })
  const before = { ...begin('act'), state: newState(told, 'act') }
  const known: Event = { ...started, contact: { id: 'cont_1', external_id: 'ada' } }
  const working = takeTurn(told, takeTurn(told, before, known).conversation, said('hi')).conversation
  const { phase } = working.state
  if (phase.kind !== 'action') throw new Error('it does not wait for its action')
  expect(giveUp(working, phase.effect, told, 3000)?.actions).toMatchObject([
    {
      action: 'braze.users.track',
      mode: 'queue',
      delivery: true,
      input: { events: [{ properties: { node: 'track', environment: 'sandbox', channel: 'web' } }] },
    },
  ])
  const broken = { ...told, flows: null as unknown as Program['flows'] }
  for (const lost of [null, broken])
    expect(giveUp(working, phase.effect, lost, 3000)).toMatchObject({
      conversation: { status: 'abandoned' },
      actions: [],
    })
})

test('a hand-over and its end are told with their turns', () => {
  const first = takeTurn(program, takeTurn(program, begin('help'), started).conversation, said('hi'))
  expect(first.conversation.status).toBe('with-agent')
  expect(first.handOvers).toEqual([
    {
      kind: 'begin',
      effect: '2.2',
      flow: 'help',
      node: 'help',
      skill: 'billing',
      note: 'Said hi',
      sensitive: true,
      at: 2000,
    },
  ])
  const ended: Event = { kind: 'hand-over-ended', outcome: 'done', at: 3000, random: 0 }
  expect(takeTurn(program, first.conversation, ended).handOvers).toEqual([{ kind: 'end', outcome: 'done', at: 3000 }])
})
