import { z } from 'zod'
import { boundedResult } from '../bounded-result.ts'
import type { Expression } from '../expression.ts'
import { checkInput } from '../input-check.ts'
import { suggest } from '../nearest.ts'
import type { NodeBuild } from '../node-build.ts'
import type { ActionResult } from '../result.ts'
import type { ActionSignature } from '../source.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'
import { compileSave, knownOfOutcome, runSave, type Save, saveSource } from './save.ts'

export const actionSource = z.strictObject({
  kind: z.literal('action'),
  action: z.string().meta({ description: 'Name of an action of the solution.' }),
  mode: z
    .enum(['await', 'queue'])
    .optional()
    .meta({ description: '"await" (default) waits for the outcome; "queue" goes on at once by "next".' }),
  input: z.record(z.string(), z.string()).optional().meta({ description: 'Input field to CEL; null is left out.' }),
  timeout: z.string().optional().meta({ description: 'How long it may take, "10s".' }),
  save: saveSource
    .optional()
    .meta({ description: 'Variable to CEL over `outputs` and `outcome`; what fails keeps its value.' }),
  decision: z.string().optional().meta({
    description: 'The output whose text names the port, where that leads somewhere; otherwise the outcome does.',
  }),
  to: edges.meta({
    description: 'One port per outcome, or "next" with mode "queue"; with "decision" also one per text.',
  }),
  note,
  meta,
})
type ActionSource = z.infer<typeof actionSource>

export interface ActionBody {
  readonly kind: 'action'
  readonly action: string
  readonly mode: 'await' | 'queue'
  readonly input: readonly (readonly [field: string, value: Expression])[]
  /** Milliseconds, `null`: the host's default. */
  readonly timeout: number | null
  readonly save: Save
  /** Name of an output; `null`: the outcome is the port. */
  readonly decision: string | null
  /** Whether outputs with upper-case names set the variables of those names. */
  readonly setsVariables: boolean
}

/** The outcomes of an action, the two that every action has among them. */
function outcomesOf(signature: ActionSignature): readonly string[] {
  return [...new Set(['success', 'error', ...signature.outcomes])]
}

export const action: NodeKind<ActionSource, ActionBody> = {
  source: actionSource,
  ports(source, { actions }) {
    if (source.mode === 'queue') return { required: ['next'] }
    const signature = Object.hasOwn(actions, source.action) ? actions[source.action] : undefined
    // An unknown action is a problem of its own; its ports are taken as they are.
    if (signature === undefined) return { required: [], optional: Object.keys(source.to) }
    const words = { outcomesOf: `"${source.action}"` }
    if (signature.open === true) return { required: ['error'], optional: Object.keys(source.to), ...words }
    const required = outcomesOf(signature)
    if (source.decision === undefined) return { required, ...words }
    return { required, optional: decisions(signature, source.decision) ?? Object.keys(source.to), ...words }
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
    checkDecision(source, signature, build)
    const setsVariables = signature?.sets === 'upper-case' && source.mode !== 'queue'
    if (setsVariables) build.mayWriteAny()
    return {
      kind: 'action',
      action: source.action,
      mode: source.mode ?? 'await',
      input,
      timeout: source.timeout === undefined ? null : build.duration(source.timeout, ['timeout']),
      save: compileSave(source.save, { kind: 'result', signature }, build),
      decision: source.decision ?? null,
      setsVariables,
    }
  },
  pauses: (source) => source.mode !== 'queue',
  leavesResult: (source) => source.mode !== 'queue',
  known(body, port) {
    if (body.setsVariables) return null
    return port === 'error' ? knownOfOutcome(body.save) : body.save.map(({ variable }) => variable)
  },
  enter(body, turn) {
    const effect = turn.runAction(body.action, inputOf(body, turn), body.mode, body.timeout)
    return body.mode === 'queue' ? leave('next') : { kind: 'stay', phase: { kind: 'action', effect } }
  },
  finished(body, turn, given) {
    const result = boundedResult(given, () => turn.hasExit(portOf(body, turn, given)))
    turn.setResult(result)
    if (body.setsVariables) setVariables(turn, result.outputs)
    runSave(body.save, turn, { outputs: result.outputs, outcome: result.outcome })
    return leave(portOf(body, turn, result))
  },
}

/** The port of a result: an error's own, otherwise the one that the deciding output names. */
function portOf({ decision }: ActionBody, turn: Turn, { outcome, outputs }: ActionResult): string {
  const decided = decision === null || !Object.hasOwn(outputs, decision) ? null : outputs[decision]
  if (outcome === 'error' || decided === null || typeof decided === 'object') return outcome
  return turn.hasExit(String(decided)) ? String(decided) : outcome
}

/** `FIRST_NAME` is meant for the variable `first_name`. */
function setVariables(turn: Turn, outputs: Values): void {
  for (const [name, value] of Object.entries(outputs)) {
    const variable = name.toLowerCase()
    if (/^[A-Z][A-Z0-9_]*$/.test(name) && turn.fits(variable, value)) turn.set(variable, turn.fit(variable, value))
  }
}

/** The texts that the deciding output may hold; `null` when the action does not say. */
function decisions(signature: ActionSignature, decision: string): readonly string[] | null {
  const { enum: texts } = schemaOf(signature, decision) ?? {}
  return Array.isArray(texts) ? texts.map(String) : null
}

/** The schema of an output; `null` when the action declares no such output. */
function schemaOf({ outputs }: ActionSignature, name: string): Values | null {
  const properties = outputs?.properties
  const schema =
    typeof properties === 'object' && properties !== null && name in properties ? Reflect.get(properties, name) : null
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? (schema as Values) : null
}

function checkDecision({ decision, mode }: ActionSource, signature: ActionSignature | null, build: NodeBuild): void {
  if (decision === undefined) return
  if (mode === 'queue')
    build.problem(
      'queued-save',
      ['decision'],
      'A queued action has no outputs to decide by.',
      'Remove "decision", or let the node wait for the action.',
    )
  const declared = Object.keys(signature?.outputs?.properties ?? {})
  const isOpen = signature === null || signature.open === true || declared.length === 0
  if (!isOpen && signature.outputs?.additionalProperties !== true && !declared.includes(decision))
    build.problem('unknown-name', ['decision'], `The action has no output "${decision}".`, suggest(decision, declared))
}

function inputOf(body: ActionBody, turn: Turn): { [field: string]: Value } {
  const input: { [field: string]: Value } = {}
  for (const [field, logic] of body.input) {
    const value = logic.evaluate(turn)
    if (value !== undefined && value !== null) input[field] = value
  }
  return input
}
