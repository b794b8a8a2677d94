/**
 * One event taken through the flow: what the conversation is afterwards and what is to be written. Pure; the batch around
 * it locks, loads and commits.
 */
import {
  type Effect,
  type EffectId,
  type Event,
  giveUp as giveUpFlow,
  type Program,
  type State,
  type Status,
  type Stepped,
  statusOf,
  step,
  type TimerName,
  type Values,
  type Visit,
} from '@parley/flow'
import type { HandOverChange } from './hand-over.ts'
import { type Happened, toKeep } from './happened.ts'
import type { ConversationId, MessageId } from './ids.ts'
import { sentencesOf } from './inbox.ts'
import { pathOf } from './path.ts'
import type { StoredMessage } from './runtime.ts'
import { masksOf, sensitiveValues } from './sensitive.ts'
import type { Conversation } from './sql/lock-conversations.ts'
import type { RetargetPlan } from './sql/plan-retargets.ts'
import type { Sentence } from './sql/save-sentences.ts'
import type { OutboxRow } from './sql/save-turns.ts'

/** The flow language keeps these names for calls of Braze; no action of a solution has one. */
const deliveryPrefix = 'braze.'

type RunAction = Extract<Effect, { kind: 'run-action' }>
type Plan = Extract<Effect, { kind: 'plan' }>
type Proposal = Extract<Effect, { kind: 'propose' }>

export interface Turn {
  /** As it is after the turn. */
  readonly conversation: Conversation
  readonly messages: readonly StoredMessage[]
  readonly actions: readonly OutboxRow[]
  /** What each timer named is set to, null when it is cleared. */
  readonly timers: ReadonlyMap<TimerName, number | null>
  readonly handOvers: readonly HandOverChange[]
  readonly retargets: readonly RetargetPlan[]
  /** Of which it was not clear what they mean. */
  readonly sentences: readonly Sentence[]
  /** What is to be kept of the event, besides the messages; `null`: nothing. */
  readonly happened: Happened | null
  /** Where it went; see `path.ts`. Empty: nowhere. */
  readonly path: string
}

/** Throws when the flow does, or when it breaks its word; the conversation then stays as it was. */
export function takeTurn(program: Program, before: Conversation, event: Event, clientMessageId?: string): Turn {
  const trail: Visit[] = []
  const { state, effects } = step(program, before.state, event, trail)
  if (state.turn !== before.state.turn + 1)
    throw new Error(`the step of ${before.id} went from turn ${before.state.turn} to ${state.turn}`)
  const messages: StoredMessage[] = []
  const actions: OutboxRow[] = []
  const timers = new Map<TimerName, number | null>()
  const handOvers: HandOverChange[] = []
  const retargets: RetargetPlan[] = []
  const proposals: Proposal[] = []
  let outcome: string | null = null
  const add = (message: Pick<StoredMessage, 'from' | 'content' | 'sensitive' | 'clientMessageId'>) => {
    const seq = before.seq + messages.length + 1
    messages.push({ id: messageId(before.id, seq), seq, at: event.at, ...message })
  }
  const withMasks = (row: OutboxRow): OutboxRow => {
    const masks = masksOf(row.input, sensitiveValues(program, [before.state, state]))
    return masks.length === 0 ? row : { ...row, masks }
  }
  for (const effect of effects) {
    switch (effect.kind) {
      case 'send':
        add({ from: 'bot', content: effect.content, sensitive: effect.sensitive })
        break
      case 'hear':
        add({
          from: 'user',
          content: effect.content,
          sensitive: effect.sensitive,
          ...(clientMessageId !== undefined && { clientMessageId }),
        })
        break
      case 'run-action':
        actions.push(withMasks(rowOf(before, effect, event.at)))
        break
      case 'plan': {
        const plan = planOf(before, effect, statusOf(state), event.at)
        retargets.push({ ...plan, row: withMasks(plan.row) })
        break
      }
      case 'set-timer':
        timers.set(effect.timer, effect.at)
        break
      case 'clear-timer':
        timers.set(effect.timer, null)
        break
      case 'hand-over': {
        const { id, flow, node, skill, note, sensitive } = effect
        handOvers.push({ kind: 'begin', effect: id, flow, node, skill, note, sensitive, at: event.at })
        break
      }
      case 'end-hand-over':
        handOvers.push({ kind: 'end', outcome: effect.outcome, at: event.at })
        break
      case 'propose':
        proposals.push(effect)
        break
      case 'end':
        outcome = effect.outcome
        break
      default:
        effect satisfies never
    }
  }
  const conversation = {
    ...before,
    state,
    status: statusOf(state),
    seq: before.seq + messages.length,
    outcome,
    ...ratingIn(trail),
    ...(event.kind === 'started' && {
      begins: { campaign: null, ...before.begins, ...beginningOf(program, before, state) },
    }),
  }
  const happened = toKeep(before, event, messages)
  const path = pathOf(before.state, trail, state)
  const sentences = sentencesOf(proposals, program, before, state, event.at)
  return { conversation, messages, actions, timers, handOvers, retargets, sentences, happened, path }
}

/** The last one of the turn. */
function ratingIn(trail: readonly Visit[]): Pick<Conversation, 'rating'> {
  const visit = trail.findLast((each) => each.kind === 'rate')
  return visit?.kind === 'rate' ? { rating: { value: visit.rating, most: visit.most } } : {}
}

/** Its flow, and what it is held in; `null`: the solution does not say which languages it has. */
function beginningOf(program: Program, { state: { flow } }: Conversation, { language }: State) {
  const languages = program.flows.get(flow)?.languages
  return { flow, language: language ?? (languages?.stated === true ? languages.own : null) }
}

function rowOf(before: Conversation, effect: RunAction, at: number): OutboxRow {
  return {
    conversation: before.id,
    effect: effect.id,
    contactId: before.contact,
    flow: effect.flow,
    node: effect.node,
    action: effect.action,
    delivery: effect.action.startsWith(deliveryPrefix),
    input: effect.report === true ? withPlace(effect.input, before) : effect.input,
    mode: effect.mode,
    timeoutMs: effect.timeoutMs ?? null,
    at,
  }
}

/** What a report of the conversation says besides: the flow knows nothing of where it runs. */
function withPlace(input: Values, { environment, channel, version }: Conversation): Values {
  const events = (input.events ?? []) as readonly { readonly properties: Values }[]
  const told = events.map((each) => ({ ...each, properties: { ...each.properties, environment, channel, version } }))
  return told.length === 0 ? input : { ...input, events: told }
}

function planOf(before: Conversation, effect: Plan, leftAs: Status, at: number): RetargetPlan {
  const { id, flow, node, action, message, rule, once } = effect
  const { solution, environment } = before
  const input = { [message.member]: message[environment], ...effect.input }
  const row = rowOf(before, { kind: 'run-action', id, flow, node, action, input, mode: 'queue' }, at)
  return { row, solution, environment, rule, leftAs, dueAt: effect.at, onceMs: once }
}

/**
 * Ends a conversation whose flow cannot take what it waits for. Not a step: that is what failed. Null when it no longer waits for
 * this effect.
 */
export function giveUp(before: Conversation, effect: EffectId, program: Program | null, at: number): Turn | null {
  const { phase, turn } = before.state
  if (phase.kind !== 'action' || phase.effect !== effect) return null
  const bare: Stepped = {
    state: { ...before.state, turn: turn + 1, phase: { kind: 'abandoned' }, leftAt: null },
    effects: [],
  }
  const { state, effects } = (program === null ? null : tellOf(program, before.state, at)) ?? bare
  const status = statusOf(state)
  const timers = new Map<TimerName, number | null>([
    ['idle', null],
    ['wait', null],
  ])
  return {
    conversation: { ...before, state, status },
    messages: [],
    actions: effects.flatMap((each) => (each.kind === 'run-action' ? [rowOf(before, each, at)] : [])),
    timers,
    handOvers: [],
    retargets: effects.flatMap((each) => (each.kind === 'plan' ? [planOf(before, each, status, at)] : [])),
    sentences: [],
    happened: { kind: 'given-up', effect },
    path: pathOf(before.state, [], state),
  }
}

/** What is told of it; `null`: the flow fails at that too, and the conversation is over all the same. R9 */
function tellOf(program: Program, state: State, at: number): Stepped | null {
  try {
    return giveUpFlow(program, state, at)
  } catch {
    return null
  }
}

/** Named by its place, so that it needs neither chance nor a column. */
export function messageId(conversation: ConversationId, seq: number): MessageId {
  return `msg_${conversation.slice('conv_'.length)}_${seq}`
}

/** Over: nothing more can be said. */
export function isOver(status: Conversation['status']): boolean {
  return status === 'ended' || status === 'abandoned'
}
