import type { z } from 'zod'
import type { HandOverOutcome, Said } from '../event.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Enclosing } from '../outward.ts'
import type { ActionResult } from '../result.ts'
import type { CallFrame, Phase } from '../state.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'

/** Where the conversation goes from a node. */
export type Move =
  | { readonly kind: 'leave'; readonly port: string }
  | { readonly kind: 'stay'; readonly phase: Phase }
  /** Straight to a node of a flow that the conversation is in. `edge`: the way that it takes, where it is none of the menu or the resume. */
  | { readonly kind: 'go'; readonly to: string; readonly within: Enclosing; readonly edge?: string }
  /** To a question that waits for a flow beside it: what was called since is given up. */
  | { readonly kind: 'back'; readonly to: Enclosing }
  /**
   * Into another flow, which begins with these variables besides its defaults. `filled`: those that the person said before they were
   * asked; `aside`: what is open at the question that is left for it.
   */
  | {
      readonly kind: 'call'
      readonly flow: string
      readonly variables: Values
      readonly filled?: readonly string[]
      readonly aside?: NonNullable<CallFrame['aside']>
    }
  /** The present flow ends; `whole`: and with it every flow that waits for it. */
  | { readonly kind: 'end'; readonly outcome: string | null; readonly whole?: boolean }

/** The ports of a node as its settings make them. */
export interface Ports {
  /** Each must lead somewhere. */
  readonly required: readonly string[]
  /** Each may lead somewhere. */
  readonly optional?: readonly string[]
  /** What the required ports are the outcomes of, in words; without it they are ways on. */
  readonly outcomesOf?: string
}

/**
 * One kind of node: its settings in a flow file, its ports, and what it does. A new kind is one file with one of these
 * and one row in `index.ts`. A node's behaviour only talks to the turn; it never touches the world.
 */
export interface NodeKind<Source, Body> {
  readonly source: z.ZodType<Source>
  ports(source: Source, around: Surroundings): Ports
  compile(source: Source, build: NodeBuild): Body
  /** Whether an edge can leave it only after the person, an action or time has had a say, so that no loop through it spins. */
  pauses(source: Source, around: Surroundings): boolean
  /** Whether what it waits for is kept as `results.<node>`. */
  leavesResult?(source: Source): boolean
  /**
   * Variables that are known once it is left by `port`: set by it, or proved. Without it, and where it
   * answers null, that is all that it may set.
   */
  known?(body: Body, port: string): readonly string[] | null
  /** Braze data points that entering it once costs, as far as can be told beforehand. */
  dataPoints?(body: Body): number
  enter(body: Body, turn: Turn): Move
  /** The person said something while the conversation stands here. Without it the words are heard and change nothing. */
  said?(body: Body, turn: Turn, said: Said): Move
  /** The action that this node waits for has ended. */
  finished?(body: Body, turn: Turn, result: ActionResult): Move
  /** The `wait` timer fired. */
  fired?(body: Body, turn: Turn): Move
  /** A webhook or a page event came while the conversation waits for one; `null` when it is another one. */
  came?(body: Body, turn: Turn, arrival: Arrival): Move | null
  /** The flow that this node called has returned; `outputs` are its variables. */
  returned?(body: Body, turn: Turn, outcome: string | null, outputs: Values): Move
  /** Whoever took the conversation over has given it back, or nobody could take it. */
  handedBack?(body: Body, turn: Turn, outcome: HandOverOutcome): Move
  /** Says again what it waits for. Without it the node is entered anew. */
  repeat?(body: Body, turn: Turn): void
}

/** What reaches a conversation from outside, other than the person's words. */
export interface Arrival {
  readonly kind: 'webhook' | 'page-event'
  readonly name: string
  readonly payload: Values
}

const leaves = new Map<string, Move>()

/** Ports are few and moves are many, so each move is made once. */
export function leave(port: string): Move {
  const known = leaves.get(port)
  if (known !== undefined) return known
  const move: Move = { kind: 'leave', port }
  if (leaves.size < 1000) leaves.set(port, move)
  return move
}
