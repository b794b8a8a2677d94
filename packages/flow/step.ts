/**
 * The heart of the language: what a flow does with one event.
 *
 * Owns everything that is true of every kind of node: what an event means in a phase, timers, the idle rule. The way from
 * node to node is `walk.ts`, what a single node does is its kind's concern (`nodes/`), carrying effects out the runtime's.
 *
 * FS1 pure: the answer depends on the arguments alone, and no argument is changed
 * FS2 total: a program without error problems, any state it made and any event give an answer, never an exception
 * FS3 bounded: at most 100 nodes per step, then the conversation ends with outcome `loop`
 * FS4 the idle timer is set exactly while the conversation waits for an answer, the wait timer while it rests at a node
 *     that waits only so long
 * FS5 a conversation that is over stays over: events change its turn and nothing else; what `resume` means is in `resume.ts`
 */
import type { Effect } from './effect.ts'
import type { Contact, Event } from './event.ts'
import { defaultIdle, type IdleRule } from './idle.ts'
import { pickFromMenu, settleMenu } from './menu.ts'
import { contentOf } from './nodes/ask.ts'
import { kindOf } from './nodes/index.ts'
import type { Move } from './nodes/node.ts'
import { pageEventName, readPage, updatePage } from './page.ts'
import { readProfile } from './profile.ts'
import type { Program } from './program.ts'
import { tell } from './reporting.ts'
import { canResume, takeUp, wasAway } from './resume.ts'
import { blank, type Phase, type State, type Status } from './state.ts'
import type { Visit } from './trail.ts'
import { Turn } from './turn.ts'
import { proposeAsked } from './understanding/doubt.ts'
import { defaultsOf, fit } from './variable.ts'
import { end, enter, walk } from './walk.ts'
import { arrive } from './webhook.ts'

export interface Stepped {
  readonly state: State
  /** In the order in which they are to be carried out. */
  readonly effects: readonly Effect[]
}

/** A conversation before its first event. `flow` defaults to the program's start; a flow that does not exist throws. */
export function newState(program: Program, flow: string = program.start): State {
  const started = program.flows.get(flow)
  if (started === undefined) throw new RangeError(`The program has no flow "${flow}".`)
  return {
    flow,
    node: started.start,
    phase: { kind: 'new' },
    turn: 0,
    tries: 0,
    idle: 0,
    variables: defaultsOf(started.variables),
    results: {},
    contact: null,
    page: null,
    ...blank,
  }
}

/** Takes one event through the flow: the state afterwards and what the world is asked to do. `trail` is added to. */
export function step(program: Program, state: State, event: Event, trail: Visit[] | null = null): Stepped {
  const flow = program.flows.get(state.flow)
  const node = flow?.nodes.get(state.node)
  // FS5; a state of another program has no place to go on from, and stays as it is.
  if (flow === undefined || node === undefined || (isOver(state) && !takesUp(program, state, event)))
    return { state: { ...state, turn: state.turn + 1 }, effects: [] }
  const turn = new Turn(program, flow, node, state, event, trail)
  const move = react(turn, event)
  if (move !== null) walk(turn, move)
  settleDoubt(turn, state)
  settleTimers(turn, state, event)
  settleMenu(turn)
  tell(turn)
  if (turn.ending !== null) turn.effects.push(turn.ending)
  return { state: turn.state(), effects: turn.effects }
}

/** FU19: who was asked what they meant and went elsewhere has not said so. */
function settleDoubt(turn: Turn, { doubt, flow, node }: State): void {
  if (doubt === null || turn.doubt !== doubt || (turn.node.id === node && turn.flow.name === flow)) return
  proposeAsked(turn, doubt, null, null)
  turn.doubt = null
}

/**
 * Abandons a conversation that cannot go on, whatever it waits for; nobody can take it up again. Total, as a step is. It counts
 * as a turn.
 */
export function giveUp(program: Program, state: State, at: number): Stepped {
  const flow = program.flows.get(state.flow)
  const node = flow?.nodes.get(state.node)
  const given: State = { ...state, turn: state.turn + 1, phase: { kind: 'abandoned' }, leftAt: null }
  if (flow === undefined || node === undefined) return { state: given, effects: [] }
  const turn = new Turn(program, flow, node, state, { kind: 'returned', at, random: 0 }, null)
  end(turn, 'abandoned', null)
  tell(turn)
  return { state: given, effects: turn.effects }
}

/** What a conversation shows to the outside. */
export function statusOf(state: State): Status {
  switch (state.phase.kind) {
    case 'answer':
      return 'waiting'
    case 'new':
    case 'action':
    case 'time':
    case 'event':
      return 'working'
    case 'agent':
      return 'with-agent'
    case 'ended':
      return 'ended'
    case 'abandoned':
      return 'abandoned'
  }
}

function isOver(state: State): boolean {
  return state.phase.kind === 'ended' || state.phase.kind === 'abandoned'
}

/** FR1 */
function takesUp(program: Program, state: State, event: Event): boolean {
  return (event.kind === 'said' || event.kind === 'returned') && canResume(program, state, event.at)
}

/** What the event does where the conversation stands; `null` when it changes nothing there. */
function react(turn: Turn, event: Event): Move | null {
  const { phase, node } = turn
  if (phase.kind === 'new') return event.kind === 'started' ? start(turn, event) : null
  const kind = kindOf(node.body.kind)
  switch (event.kind) {
    case 'said':
      return hear(turn, event)
    case 'action-finished':
      if (phase.kind !== 'action' || phase.effect !== event.effect) return null
      if (event.result.error !== undefined)
        turn.trail?.push({ kind: 'fail', flow: turn.flow.name, node: node.id, error: event.result.error.kind })
      return kind.finished?.(node.body, turn, event.result) ?? null
    case 'timer-fired':
      if (event.timer === 'idle') return phase.kind === 'answer' ? idle(turn) : null
      if (!isTimed(phase)) return null
      if (phase.kind === 'agent') turn.endHandOver('timeout')
      return kind.fired?.(node.body, turn) ?? null
    case 'webhook':
      return arrive(turn, event)
    case 'page-event':
      if (event.name === pageEventName) turn.page = updatePage(turn.page, event.properties) // FE7
      return arrive(turn, { kind: 'page-event', name: event.name, payload: event.properties })
    case 'returned':
      return comesBack(turn, event)
    case 'identified':
      // They may have asked for another language than the brand knows of them.
      turn.contact = { ...languageOf(turn.contact), ...event.contact } // FQ2
      turn.profile = readProfile(event.profile, turn.program.profile) ?? turn.profile
      return null
    case 'hand-over-ended':
      if (phase.kind !== 'agent') return null
      turn.endHandOver(event.outcome)
      return kind.handedBack?.(node.body, turn, event.outcome) ?? null
    case 'started':
      return null
  }
}

function hear(turn: Turn, event: Extract<Event, { kind: 'said' }>): Move | null {
  const { said } = event
  const taken = turn.phase.kind === 'abandoned' ? takeUp(turn, event) : null
  const { body } = turn.node
  turn.leftAt = finite(turn.at)
  turn.idle = 0
  turn.restartIdle = true
  const move = taken ?? pickFromMenu(turn, said)
  if (move !== null) return move
  const kind = kindOf(body.kind)
  if (kind.said !== undefined) return kind.said(body, turn, said)
  turn.hear(contentOf(said), false)
  return null
}

/** The person has the conversation before them again: at an open question they may need to hear where they were. */
function comesBack(turn: Turn, event: Extract<Event, { kind: 'returned' }>): Move | null {
  const again = turn.phase.kind === 'abandoned'
  const move = again ? takeUp(turn, event) : null
  const away = !again && wasAway(turn)
  turn.leftAt = finite(turn.at)
  if (move !== null || !(again || away)) return move
  turn.idle = 0
  turn.restartIdle = true
  const { body } = turn.node
  const kind = kindOf(body.kind)
  if (kind.repeat === undefined) return kind.enter(body, turn)
  kind.repeat(body, turn)
  return null
}

function languageOf(contact: Contact | null): Pick<Contact, 'language'> {
  return contact?.language === undefined ? {} : { language: contact.language }
}

/** A moment outside numbers cannot be stored, and is not known. */
function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null
}

function start(turn: Turn, event: Extract<Event, { kind: 'started' }>): Move {
  turn.restartIdle = true
  turn.trail?.push({ kind: 'enter', flow: turn.flow.name, node: turn.node.id })
  turn.contact = event.contact
  turn.conversation = event.conversation ?? null
  turn.leftAt = finite(event.at)
  turn.startedAt = finite(event.at)
  turn.page = readPage(event.page)
  turn.profile = readProfile(event.profile, turn.program.profile)
  turn.speak([event.language, event.contact.language, event.page?.language, ...(event.channelLanguages ?? [])])
  for (const [name, value] of Object.entries(event.variables)) {
    const declared = turn.flow.variables.get(name)
    const fitting = declared === undefined ? undefined : fit(declared.type, value)
    if (fitting !== undefined) turn.set(name, fitting)
  }
  turn.note('started')
  return enter(turn)
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
      turn.note('idle', { reminders: turn.idle })
      return null
    case 'leave':
      return { kind: 'leave', port: 'idle' }
    case 'abandon':
    case undefined:
      turn.leftAt = finite(turn.at)
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
  if (isTimed(before.phase) && !isTimed(phase) && gone !== 'wait') turn.clearTimer('wait')
}

/** Whether the `wait` timer is set. */
function isTimed(phase: Phase): boolean {
  return phase.kind === 'time' || ((phase.kind === 'event' || phase.kind === 'agent') && phase.timed)
}
