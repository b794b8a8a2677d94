import type { Use } from './scope.ts'
import type { ActionSignature } from './source.ts'
import type { FlowSignature } from './surroundings.ts'

/** What logic sees besides the usual names. */
export type LogicMore =
  /** `outputs` and `outcome` of an action. */
  | { readonly kind: 'result'; readonly signature: ActionSignature | null }
  /** `outputs`, the variables of a called flow, and `outcome`; `null`: nobody knows which there are. */
  | { readonly kind: 'called'; readonly variables: FlowSignature['variables'] | null }
  /** `payload`, what came. */
  | { readonly kind: 'payload' }

/** The members of `outputs`; `undefined` when there may be others too. */
export function outputsOf(more: LogicMore | undefined): readonly string[] | undefined {
  if (more?.kind === 'called') return more.variables === null ? undefined : [...more.variables.keys()]
  const outputs = more?.kind === 'result' ? more.signature?.outputs : undefined
  const properties = outputs?.properties
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return undefined
  return outputs?.additionalProperties === true ? undefined : Object.keys(properties)
}

/** The sensitive variable of a called flow that is used, as it is written; `null` when none is. */
export function sensitiveOutput(use: Use, more: LogicMore | undefined): string | null {
  const [name, member] = use
  if (name !== 'outputs' || more?.kind !== 'called' || more.variables === null) return null
  for (const [variable, { sensitive }] of more.variables)
    if (sensitive && (member === undefined || member === variable)) return `outputs.${variable}`
  return null
}
