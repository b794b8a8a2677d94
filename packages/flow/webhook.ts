/**
 * Webhooks that reach a conversation, awaited or early.
 *
 * FE5 one that comes before a node waits for it is kept, the newest of each name, and taken when that node is entered
 * FE6 kept are at most 8 names of at most 64 KB each, and only names that some node of the program waits for
 */
import { isSmall } from './bounded-result.ts'
import { kindOf } from './nodes/index.ts'
import type { Arrival, Move } from './nodes/node.ts'
import type { Program } from './program.ts'
import type { State } from './state.ts'
import type { Turn } from './turn.ts'

const mostKept = 8

/** What becomes of a webhook: `unknown` when no node waits for its name, `full` when too many others wait already. */
export function roomForWebhook(program: Program, state: State, name: string): 'taken' | 'unknown' | 'full' {
  if (!program.webhooks.has(name)) return 'unknown'
  if (isAwaited(program, state, name) || hasRoom(state.webhooks, name)) return 'taken'
  return 'full'
}

/** What reaches the conversation from outside; the move it makes, `null` when nothing waits for it. */
export function arrive(turn: Turn, arrival: Arrival): Move | null {
  const { body } = turn.node
  if (!isSmall(arrival.payload)) return null
  const move = turn.phase.kind === 'event' ? (kindOf(body.kind).came?.(body, turn, arrival) ?? null) : null
  if (move !== null || arrival.kind !== 'webhook') return move
  const { name, payload } = arrival
  if (turn.program.webhooks.has(name) && hasRoom(turn.webhooks, name)) turn.keepWebhook(name, payload) // FE6
  return null
}

function hasRoom(kept: State['webhooks'], name: string): boolean {
  return Object.hasOwn(kept, name) || Object.keys(kept).length < mostKept
}

function isAwaited(program: Program, state: State, name: string): boolean {
  const body = program.flows.get(state.flow)?.nodes.get(state.node)?.body
  return state.phase.kind === 'event' && body?.kind === 'wait' && body.webhook === name
}
