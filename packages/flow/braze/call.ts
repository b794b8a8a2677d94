/**
 * What all Braze nodes have in common: they ask for one call and, unless it is queued, wait for how it ends.
 *
 * Owns the ports, the effect and the result of such a node. What the call says is its kind's concern (`nodes/braze-*.ts`);
 * carrying it out is the action host's, by the contract in SPEC.md.
 */
import { z } from 'zod'
import { boundedResult } from '../bounded-result.ts'
import type { BrazeCallName } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import { edges, meta, note } from '../nodes/edges.ts'
import { leave, type NodeKind } from '../nodes/node.ts'
import type { ActionResult } from '../result.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'

const timeout = z.string().optional().meta({ description: 'How long it may take, "10s".' })

/** Settings of a node that always waits for its call. */
export const awaitedMembers = {
  timeout,
  to: edges.meta({ description: 'One port per outcome.' }),
  note,
  meta,
}

/** Settings of a node that waits for its call or has it delivered later. */
export const callMembers = {
  mode: z
    .enum(['await', 'queue'])
    .optional()
    .meta({ description: '"await" (default) waits for Braze; "queue" goes on at once by "next".' }),
  timeout,
  to: edges.meta({ description: 'Ports "success" and "error", or "next" with mode "queue".' }),
  note,
  meta,
}

export interface CallSource {
  readonly mode?: 'await' | 'queue' | undefined
  readonly timeout?: string | undefined
}

export interface CallBody {
  readonly mode: 'await' | 'queue'
  /** Milliseconds, `null`: the host's default. */
  readonly timeout: number | null
  /** Data points that one call costs, as far as can be told beforehand. */
  readonly points: number
}

/** One call as it is to be made now. */
export interface Call {
  readonly action: BrazeCallName
  /** The request's body. */
  readonly body: Values
  /** `false`: send attributes even when they are what was sent before. */
  readonly deltas?: boolean
  /** Why the call cannot be made, one sentence. */
  readonly refused?: string
}

export interface Operation<Source extends CallSource, Body extends CallBody> {
  readonly source: z.ZodType<Source>
  /** Outcomes beside `success` and `error`. */
  readonly outcomes?: readonly string[]
  compile(source: Source, build: NodeBuild): Body
  call(body: Body, turn: Turn): Call
  /** Variables that are known once it is left by the port. */
  known?(body: Body, port: string): readonly string[]
  /** What the result does to the conversation, and what of it is kept. */
  finished?(body: Body, turn: Turn, result: ActionResult): ActionResult
}

export function callBody(source: CallSource, build: NodeBuild, points: number): CallBody {
  return {
    mode: source.mode ?? 'await',
    timeout: source.timeout === undefined ? null : build.duration(source.timeout, ['timeout']),
    points,
  }
}

/** The kind of node that makes this call. */
export function brazeKind<Source extends CallSource, Body extends CallBody>(
  operation: Operation<Source, Body>,
): NodeKind<Source, Body> {
  const waits = (source: Source) => source.mode !== 'queue'
  return {
    source: operation.source,
    ports: (source) =>
      waits(source)
        ? { required: ['success', 'error', ...(operation.outcomes ?? [])], outcomesOf: 'the Braze call' }
        : { required: ['next'] },
    compile: (source, build) => operation.compile(source, build),
    pauses: waits,
    leavesResult: waits,
    known: (body, port) => operation.known?.(body, port) ?? [],
    dataPoints: (body) => body.points,
    enter(body, turn) {
      const call = operation.call(body, turn)
      const effect = turn.runAction(call.action, inputOf(call), body.mode, body.timeout)
      return body.mode === 'queue' ? leave('next') : { kind: 'stay', phase: { kind: 'action', effect } }
    },
    finished(body, turn, given) {
      const kept = operation.finished?.(body, turn, given) ?? given
      const result = boundedResult(kept, (outcome) => turn.hasExit(outcome))
      turn.setResult(result)
      return leave(result.outcome)
    },
  }
}

function inputOf({ body, deltas, refused }: Call): Values {
  const options = { ...(deltas === false && { deltas }), ...(refused !== undefined && { refused }) }
  return Object.keys(options).length === 0 ? body : { ...body, options }
}
