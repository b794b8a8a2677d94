/**
 * One event taken through the flow: what the conversation is afterwards and what is to be written. Pure; the batch around
 * it locks, loads and commits.
 */
import { type EffectId, type Event, type Program, type State, statusOf, step, type TimerName } from '@parley/flow'
import type { HandOverChange } from './hand-over.ts'
import { type Happened, toKeep } from './happened.ts'
import type { ConversationId, MessageId } from './ids.ts'
import type { StoredMessage } from './runtime.ts'
import type { Conversation } from './sql/lock-conversations.ts'
import type { OutboxRow } from './sql/save-turns.ts'

/** The flow language keeps these names for calls of Braze; no action of a solution has one. */
const deliveryPrefix = 'braze.'

export interface Turn {
  /** As it is after the turn. */
  readonly conversation: Conversation
  readonly messages: readonly StoredMessage[]
  readonly actions: readonly OutboxRow[]
  /** What each timer named is set to, null when it is cleared. */
  readonly timers: ReadonlyMap<TimerName, number | null>
  readonly handOvers: readonly HandOverChange[]
  /** What is to be kept of the event, besides the messages; `null`: nothing. */
  readonly happened: Happened | null
}

/** Throws when the flow does, or when it breaks its word; the conversation then stays as it was. */
export function takeTurn(program: Program, before: Conversation, event: Event, clientMessageId?: string): Turn {
  const { state, effects } = step(program, before.state, event)
  if (state.turn !== before.state.turn + 1)
    throw new Error(`the step of ${before.id} went from turn ${before.state.turn} to ${state.turn}`)
  const messages: StoredMessage[] = []
  const actions: OutboxRow[] = []
  const timers = new Map<TimerName, number | null>()
  const handOvers: HandOverChange[] = []
  const add = (message: Pick<StoredMessage, 'from' | 'content' | 'sensitive' | 'clientMessageId'>) => {
    const seq = before.seq + messages.length + 1
    messages.push({ id: messageId(before.id, seq), seq, at: event.at, ...message })
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
        actions.push({
          conversation: before.id,
          effect: effect.id,
          contactId: before.contact,
          flow: effect.flow,
          node: effect.node,
          action: effect.action,
          delivery: effect.action.startsWith(deliveryPrefix),
          input: effect.input,
          mode: effect.mode,
          timeoutMs: effect.timeoutMs ?? null,
          at: event.at,
        })
        break
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
      case 'end':
        break
      default:
        effect satisfies never
    }
  }
  const conversation = { ...before, state, status: statusOf(state), seq: before.seq + messages.length }
  return { conversation, messages, actions, timers, handOvers, happened: toKeep(before, event, messages) }
}

/**
 * Ends a conversation whose flow cannot take what it waits for. Not a step: that is what failed. Null when it no longer waits for
 * this effect.
 */
export function giveUp(before: Conversation, effect: EffectId): Turn | null {
  const { phase, turn } = before.state
  if (phase.kind !== 'action' || phase.effect !== effect) return null
  const state: State = { ...before.state, turn: turn + 1, phase: { kind: 'abandoned' }, leftAt: null }
  const timers = new Map<TimerName, number | null>([
    ['idle', null],
    ['wait', null],
  ])
  return {
    conversation: { ...before, state, status: statusOf(state) },
    messages: [],
    actions: [],
    timers,
    handOvers: [],
    happened: { kind: 'given-up', effect },
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
