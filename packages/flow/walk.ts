/**
 * The walk from node to node, through called flows and back, until the conversation rests or ends.
 *
 * FK3 at most 20 flows wait at once; one more ends the conversation with outcome `too-deep`
 */
import { kindOf } from './nodes/index.ts'
import type { Move } from './nodes/node.ts'
import type { FlowNode } from './program.ts'
import type { Turn } from './turn.ts'
import { defaultsOf } from './variable.ts'

const mostNodes = 100
const mostFrames = 20

export function enter(turn: Turn): Move {
  return kindOf(turn.node.body.kind).enter(turn.node.body, turn)
}

/** Follows moves until the conversation rests or ends. */
export function walk(turn: Turn, first: Move): void {
  let move = first
  // Entering counts from 1 when the event itself entered the first node.
  let entered = turn.phase.kind === 'new' ? 1 : 0
  while (move.kind !== 'stay') {
    if (move.kind === 'end') {
      const back: Move | null = move.whole === true ? null : comeBack(turn, move.outcome)
      if (back === null) {
        end(turn, 'ended', move.outcome)
        return
      }
      move = back
      continue
    }
    if (move.kind === 'back') {
      const { depth, flow, frame } = move.to
      turn.trail?.push({ kind: 'go', flow: flow.name, node: frame?.node ?? '', depth: depth + 1 })
      turn.frames = turn.frames.slice(0, depth + 1)
      move = comeBack(turn, null) ?? { kind: 'end', outcome: 'dead-end', whole: true }
      continue
    }
    const next = follow(turn, move)
    if (typeof next === 'string' || entered >= mostNodes) {
      end(turn, 'ended', typeof next === 'string' ? next : 'loop') // FS3
      return
    }
    turn.node = next
    turn.trail?.push({ kind: 'enter', flow: turn.flow.name, node: next.id })
    turn.idle = 0
    turn.restartIdle = true
    move = enter(turn)
    entered += 1
  }
  turn.phase = move.phase
}

export function end(turn: Turn, status: 'ended' | 'abandoned', outcome: string | null): void {
  turn.phase = { kind: status }
  turn.ending = { kind: 'end', status, outcome }
  turn.note(status === 'ended' ? 'completed' : 'abandoned', { outcome })
}

/** The node that a move leads to, or the outcome with which the conversation ends because it leads nowhere. */
function follow(
  turn: Turn,
  move: Exclude<Move, { kind: 'stay' | 'end' | 'back' }>,
): FlowNode | 'dead-end' | 'too-deep' {
  switch (move.kind) {
    case 'leave':
      turn.trail?.push({ kind: 'leave', flow: turn.flow.name, node: turn.node.id, port: move.port })
      return turn.flow.nodes.get(turn.node.exits.get(move.port) ?? '') ?? 'dead-end'
    case 'go': {
      const { depth, flow, frame } = move.within
      turn.trail?.push({
        kind: 'go',
        flow: flow.name,
        node: move.to,
        depth,
        ...(move.edge === undefined ? {} : { edge: move.edge }),
      })
      const node = flow.nodes.get(move.to)
      if (node !== undefined && frame !== null) turn.unwind(depth, frame, flow, node)
      return node ?? 'dead-end'
    }
    case 'call': {
      if (turn.frames.length >= mostFrames) return 'too-deep' // FK3
      const flow = turn.program.flows.get(move.flow)
      const node = flow?.nodes.get(flow.start)
      if (flow === undefined || node === undefined) return 'dead-end'
      turn.call(flow, node, { ...defaultsOf(flow.variables), ...move.variables }, move.aside)
      if (move.filled !== undefined) turn.filled = move.filled
      return node
    }
  }
}

/** Returns to the flow that called the present one; `null` when none did. */
function comeBack(turn: Turn, outcome: string | null): Move | null {
  const frame = turn.frames.at(-1)
  if (frame === undefined) return null
  const flow = turn.program.flows.get(frame.flow)
  const node = flow?.nodes.get(frame.node)
  const lost: Move = { kind: 'end', outcome: 'dead-end', whole: true }
  if (flow === undefined || node === undefined) return lost
  const outputs = turn.variables
  turn.unwind(turn.frames.length - 1, frame, flow, node)
  if (frame.aside !== undefined) turn.trail?.push({ kind: 'return', flow: flow.name, node: node.id })
  return kindOf(node.body.kind).returned?.(node.body, turn, outcome, outputs) ?? lost
}
