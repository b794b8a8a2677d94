import type { z } from 'zod'
import type { Said } from '../event.ts'
import type { NodeBuild } from '../node-build.ts'
import type { ActionResult } from '../result.ts'
import type { ActionSignature } from '../source.ts'
import type { Phase } from '../state.ts'
import type { Turn } from '../turn.ts'

/** Where the conversation goes from a node. */
export type Move =
  | { readonly kind: 'leave'; readonly port: string }
  | { readonly kind: 'stay'; readonly phase: Phase }
  | { readonly kind: 'end'; readonly outcome: string | null }

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
  ports(source: Source, actions: { readonly [name: string]: ActionSignature }): Ports
  compile(source: Source, build: NodeBuild): Body
  /** Whether an edge can leave it only after the person, an action or time has had a say, so that no loop through it spins. */
  pauses(source: Source): boolean
  /** Whether what it waits for is kept as `results.<node>`. */
  leavesResult?(source: Source): boolean
  /** Braze data points that entering it once costs, as far as can be told beforehand. */
  dataPoints?(body: Body): number
  enter(body: Body, turn: Turn): Move
  /** The person said something while the conversation stands here. Without it the words are heard and change nothing. */
  said?(body: Body, turn: Turn, said: Said): Move
  /** The action that this node waits for has ended. */
  finished?(body: Body, turn: Turn, result: ActionResult): Move
  /** The `wait` timer fired. */
  fired?(body: Body, turn: Turn): Move
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
