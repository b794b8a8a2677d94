/**
 * The heart of the language: what a flow does with one event.
 *
 * Owns the walk from node to node and everything that is true of every kind of node: phases, timers, the idle rule, the
 * end. What a single node does is its kind's concern (`nodes/`), carrying effects out is the runtime's.
 *
 * FS1 pure: the answer depends on the arguments alone, and no argument is changed
 * FS2 total: a program without error problems, any state it made and any event give an answer, never an exception
 * FS3 bounded: at most 100 nodes per step, then the conversation ends with outcome `loop`
 * FS4 the idle timer is set exactly while the conversation waits for an answer, the wait timer while it rests at a `wait`
 * FS5 a conversation that is over stays over: events change its turn and nothing else
 */
import type { Effect } from './effect.ts'
import type { Event } from './event.ts'
import { defaultIdle, type IdleRule } from './idle.ts'
import { contentOf } from './nodes/ask.ts'
import { kindOf } from './nodes/index.ts'
import type { Move } from './nodes/node.ts'
import type { Program } from './program.ts'
import type { State, Status } from './state.ts'
import { Turn } from './turn.ts'
import type { Value } from './value.ts'
import { fit } from './variable.ts'

const mostNodes = 100

export interface Stepped {
  readonly state: State
  /** In the order in which they are to be carried out. */
  readonly effects: readonly Effect[]
}

/** A conversation before its first event. `flow` defaults to the program's start; a flow that does not exist throws. */
export function newState(program: Program, flow: string = program.start): State {
  const started = program.flows.get(flow)
  if (started === undefined) throw new RangeError(`The program has no flow "${flow}".`)
  const variables: { [name: string]: Value } = {}
  for (const [name, declared] of started.variables) if (declared.default !== null) variables[name] = declared.default
  return {
    flow,
    node: started.start,
    phase: { kind: 'new' },
    turn: 0,
    tries: 0,
    idle: 0,
    variables,
    results: {},
    contact: null,
    page: null,
  }
}

/** Takes one event through the flow: the state afterwards and what the world is asked to do. */
export function step(program: Program, state: State, event: Event): Stepped {
  const flow = program.flows.get(state.flow)
  const node = flow?.nodes.get(state.node)
  // FS5; a state of another program has no place to go on from, and stays as it is.
  if (flow === undefined || node === undefined || isOver(state))
    return { state: { ...state, turn: state.turn + 1 }, effects: [] }
  const turn = new Turn(flow, node, state, event)
  const move = react(turn, event)
  if (move !== null) walk(turn, move)
  settleTimers(turn, state, event)
  if (turn.ending !== null) turn.effects.push(turn.ending)
  return { state: turn.state(), effects: turn.effects }
}

/** What a conversation shows to the outside. */
export function statusOf(state: State): Status {
  switch (state.phase.kind) {
    case 'answer':
      return 'waiting'
    case 'new':
    case 'action':
    case 'time':
      return 'working'
    case 'ended':
      return 'ended'
    case 'abandoned':
      return 'abandoned'
  }
}

function isOver(state: State): boolean {
  return state.phase.kind === 'ended' || state.phase.kind === 'abandoned'
}

/** What the event does where the conversation stands; `null` when it changes nothing there. */
function react(turn: Turn, event: Event): Move | null {
  const { phase, node } = turn
  if (phase.kind === 'new') return event.kind === 'started' ? start(turn, event) : null
  const kind = kindOf(node.body.kind)
  switch (event.kind) {
    case 'said':
      turn.idle = 0
      turn.restartIdle = true
      if (kind.said !== undefined) return kind.said(node.body, turn, event.said)
      turn.hear(contentOf(event.said), false)
      return null
    case 'action-finished':
      if (phase.kind !== 'action' || phase.effect !== event.effect) return null
      return kind.finished?.(node.body, turn, event.result) ?? null
    case 'timer-fired':
      if (event.timer === 'idle') return phase.kind === 'answer' ? idle(turn) : null
      return phase.kind === 'time' ? (kind.fired?.(node.body, turn) ?? null) : null
    case 'started':
    case 'page-event':
      return null
  }
}

function start(turn: Turn, event: Extract<Event, { kind: 'started' }>): Move {
  turn.restartIdle = true
  turn.contact = event.contact
  turn.page = event.page
  for (const [name, value] of Object.entries(event.variables)) {
    const declared = turn.flow.variables.get(name)
    const fitting = declared === undefined ? undefined : fit(declared.type, value)
    if (fitting !== undefined) turn.set(name, fitting)
  }
  return enter(turn)
}

function enter(turn: Turn): Move {
  return kindOf(turn.node.body.kind).enter(turn.node.body, turn)
}

/** Follows moves until the conversation rests or ends. */
function walk(turn: Turn, first: Move): void {
  let move = first
  // Entering counts from 1 when the event itself entered the first node.
  for (let entered = turn.phase.kind === 'new' ? 1 : 0; move.kind === 'leave'; entered++) {
    const next = turn.flow.nodes.get(turn.node.exits.get(move.port) ?? '')
    if (next === undefined || entered >= mostNodes) {
      move = { kind: 'end', outcome: next === undefined ? 'dead-end' : 'loop' } // FS3
      break
    }
    turn.node = next
    turn.idle = 0
    turn.restartIdle = true
    move = enter(turn)
  }
  if (move.kind === 'stay') turn.phase = move.phase
  if (move.kind === 'end') end(turn, 'ended', move.outcome)
}

function end(turn: Turn, status: 'ended' | 'abandoned', outcome: string | null): void {
  turn.phase = { kind: status }
  turn.ending = { kind: 'end', status, outcome }
}

function rulesOf(turn: Turn): readonly IdleRule[] {
  const { body } = turn.node
  return (body.kind === 'ask' ? body.idle : null) ?? turn.flow.idle
}

/** The person has been silent for as long as the present rule allows. */
function idle(turn: Turn): Move | null {
  const rule = rulesOf(turn)[turn.idle]
  turn.idle += 1
  turn.restartIdle = true
  switch (rule?.does.kind) {
    case 'remind':
      turn.say(rule.does.text)
      return null
    case 'leave':
      return { kind: 'leave', port: 'idle' }
    case 'abandon':
    case undefined:
      end(turn, 'abandoned', null)
      return null
  }
}

/** FS4 */
function settleTimers(turn: Turn, before: State, event: Event): void {
  const { phase } = turn
  // A timer that has just fired is gone already.
  const gone = event.kind === 'timer-fired' ? event.timer : null
  if (phase.kind === 'answer') {
    const rule = rulesOf(turn)[turn.idle] ?? defaultIdle[0]
    if (rule !== undefined && turn.restartIdle) turn.setTimer('idle', rule.after)
  } else if (before.phase.kind === 'answer' && gone !== 'idle') turn.clearTimer('idle')
  if (before.phase.kind === 'time' && phase.kind !== 'time' && gone !== 'wait') turn.clearTimer('wait')
}
