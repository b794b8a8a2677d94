/** A simulated conversation, one event after the other. Nothing is kept here: who plays has the moment, the program and the inputs. */
import { type Program, plainOf } from '@parley/flow'
import {
  advance,
  type Happening,
  type Moment,
  newMoment,
  nextTimer,
  type OriginalTurn,
  type PlayedTurn,
  replay,
} from '@parley/flow/story'
import type { Beginning, ReplayAnswer, SimulatedTurn } from './protocol.ts'

/** A flow that waits in circles would otherwise keep the worker busy for years of milliseconds. */
const mostTimers = 1000

/** Why a conversation cannot begin so; `null`: it can. */
export function faultOf(program: Program, { flow = program.start, node }: Beginning): string | null {
  const found = program.flows.get(flow)
  if (found === undefined) return `There is no flow "${flow}".`
  return node === undefined || found.nodes.has(node) ? null : `The flow "${flow}" has no node "${node}".`
}

export function begin(program: Program, beginning: Beginning): SimulatedTurn {
  const { flow, node, at } = beginning
  return take(program, newMoment(program, flow, at, node), startOf(beginning))
}

function startOf({ flow: _flow, node: _node, at: _at, ...started }: Beginning): Happening {
  return { kind: 'started', ...started }
}

export function take(program: Program, moment: Moment, happening: Happening): SimulatedTurn {
  const visits: PlayedTurn['visits'][number][] = []
  const { at } = moment
  const { moment: next, effects } = advance(program, moment, happening, visits)
  const plain = effects.flatMap((effect) =>
    effect.kind === 'send' || effect.kind === 'hear' ? [plainOf(effect.content)] : [],
  )
  return { at, happening, effects, visits, moment: next, plain }
}

/** Lets time pass; what it sets off is played. */
export function pass(program: Program, moment: Moment, until: number) {
  const turns: SimulatedTurn[] = []
  let present = moment
  for (let fired = 0; fired < mostTimers; fired += 1) {
    const due = nextTimer(present, until)
    if (due === null) break
    const turn = take(
      program,
      { ...present, at: Math.max(present.at, due.at) },
      { kind: 'timer-fired', timer: due.timer },
    )
    turns.push(turn)
    present = turn.moment
  }
  return { turns, moment: { ...present, at: Math.max(present.at, until) } }
}

/** The same inputs, played by another program. */
export function playAgain(
  program: Program,
  beginning: Beginning,
  turns: readonly OriginalTurn[],
): Omit<ReplayAnswer, 'version'> {
  const { flow, node, at: since } = beginning
  const played = replay(program, flow ?? program.start, turns, node)
  const again: SimulatedTurn[] = []
  let moment = newMoment(program, flow, since, node)
  for (const { at, happening } of played.turns) {
    const turn = take(program, { ...moment, at }, happening)
    again.push(turn)
    moment = turn.moment
  }
  return { turns: again, stuck: played.stuck }
}
