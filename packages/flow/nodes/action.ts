import { z } from 'zod'
import { boundedResult } from '../bounded-result.ts'
import type { Expression } from '../expression.ts'
import { checkInput } from '../input-check.ts'
import type { NodeBuild } from '../node-build.ts'
import type { ActionResult } from '../result.ts'
import type { ActionSignature } from '../source.ts'
import type { Turn } from '../turn.ts'
import type { Value } from '../value.ts'
import { edges, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const actionSource = z.strictObject({
  kind: z.literal('action'),
  action: z.string().meta({ description: 'Name of an action of the solution.' }),
  mode: z
    .enum(['await', 'queue'])
    .optional()
    .meta({ description: '"await" (default) waits for the outcome; "queue" goes on at once by "next".' }),
  input: z.record(z.string(), z.string()).optional().meta({ description: 'Input field to CEL; null is left out.' }),
  timeout: z.string().optional().meta({ description: 'How long it may take, "10s".' }),
  save: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'Variable to CEL over `outputs` and `outcome`; what fails keeps its value.' }),
  to: edges.meta({ description: 'One port per outcome, or "next" with mode "queue".' }),
  note,
})
type ActionSource = z.infer<typeof actionSource>

export interface ActionBody {
  readonly kind: 'action'
  readonly action: string
  readonly mode: 'await' | 'queue'
  readonly input: readonly (readonly [field: string, value: Expression])[]
  /** Milliseconds, `null`: the host's default. */
  readonly timeout: number | null
  readonly save: readonly { readonly variable: string; readonly value: Expression }[]
}

/** The outcomes of an action, the two that every action has among them. */
function outcomesOf(signature: ActionSignature): readonly string[] {
  return [...new Set(['success', 'error', ...signature.outcomes])]
}

export const action: NodeKind<ActionSource, ActionBody> = {
  source: actionSource,
  ports(source, actions) {
    if (source.mode === 'queue') return { required: ['next'] }
    const signature = Object.hasOwn(actions, source.action) ? actions[source.action] : undefined
    // An unknown action is a problem of its own; its ports are taken as they are.
    return signature === undefined
      ? { required: [], optional: Object.keys(source.to) }
      : { required: outcomesOf(signature), outcomesOf: `"${source.action}"` }
  },
  compile(source, build) {
    const signature = build.action(source.action, ['action'])
    const input = Object.entries(source.input ?? {}).map(
      ([field, logic]) => [field, build.logic(logic, ['input', field], 'any')] as const,
    )
    if (signature?.input !== undefined) checkInput(input, signature.input, build)
    if (source.mode === 'queue' && source.save !== undefined) {
      build.problem(
        'queued-save',
        ['save'],
        'A queued action has no outputs to save.',
        'Remove "save", or let the node wait for the action.',
      )
    }
    return {
      kind: 'action',
      action: source.action,
      mode: source.mode ?? 'await',
      input,
      timeout: source.timeout === undefined ? null : build.duration(source.timeout, ['timeout']),
      save: compileSave(source, signature, build),
    }
  },
  pauses: (source) => source.mode !== 'queue',
  leavesResult: (source) => source.mode !== 'queue',
  enter(body, turn) {
    const effect = turn.runAction(body.action, inputOf(body, turn), body.mode, body.timeout)
    return body.mode === 'queue' ? leave('next') : { kind: 'stay', phase: { kind: 'action', effect } }
  },
  finished(body, turn, given) {
    const result = boundedResult(given, (outcome) => turn.hasExit(outcome))
    turn.setResult(result)
    saveOutputs(body, turn, result)
    return leave(result.outcome)
  },
}

function compileSave(source: ActionSource, signature: ActionSignature | null, build: NodeBuild): ActionBody['save'] {
  return Object.entries(source.save ?? {}).map(([variable, logic]) => {
    const path = ['save', variable]
    return {
      variable,
      value: build.logic(logic, path, build.writes(variable, path) ?? 'any', signature ?? { outcomes: [] }),
    }
  })
}

function inputOf(body: ActionBody, turn: Turn): { [field: string]: Value } {
  const input: { [field: string]: Value } = {}
  for (const [field, logic] of body.input) {
    const value = logic.evaluate(turn)
    if (value !== undefined && value !== null) input[field] = value
  }
  return input
}

function saveOutputs(body: ActionBody, turn: Turn, result: ActionResult): void {
  const scope = {
    at: turn.at,
    value: (name: string): Value =>
      name === 'outputs' ? result.outputs : name === 'outcome' ? result.outcome : turn.value(name),
  }
  for (const { variable, value } of body.save) {
    const saved = value.evaluate(scope)
    if (saved !== undefined && turn.fits(variable, saved)) turn.set(variable, turn.fit(variable, saved))
  }
}
