import { type Flow, fit, type Program, type Value, type Values } from '@parley/flow'
import { type InputError, RuntimeError } from './error.ts'

/** As many names as help somebody who mistyped one. */
const mostNames = 40

const declaredOf = (program: Program, flow: string): Flow['variables'] | undefined => program.flows.get(flow)?.variables

/** A variable that the flow does not declare would be lost without a word. Fails with `unknown-variable`. */
export function checkVariables(program: Program, flow: string, given: Values): void {
  const declared = declaredOf(program, flow)
  const unknown = undeclared(program, flow, given)
  if (unknown.length === 0) return
  const names = [...(declared?.keys() ?? [])].slice(0, mostNames).join(', ')
  const size = declared?.size ?? 0
  const known = size === 0 ? 'It declares none.' : `It declares ${names}${size > mostNames ? ', …' : ''}.`
  const errors = unknown.map((name) => ({
    path: ['variables', name],
    detail: `The flow "${flow}" has no variable ${JSON.stringify(name.slice(0, 80))}. ${known}`,
  }))
  throw new RuntimeError('unknown-variable', errors[0]?.detail ?? '', undefined, errors)
}

/** Names of what the flow does not declare. */
export function undeclared(program: Program, flow: string, given: Values): readonly string[] {
  const declared = declaredOf(program, flow)
  return Object.keys(given).filter((name) => declared?.has(name) !== true)
}

/**
 * What a template rendered, as the flow's variables hold it: `"5"` for a number is 5, and blank where there is nothing to say is
 * nothing. Fails with `unknown-variable` and `invalid-variable`.
 */
export function fitVariables(program: Program, flow: string, given: Values): Values {
  checkVariables(program, flow, given)
  const declared = declaredOf(program, flow)
  const fitting: { [name: string]: Value } = {}
  const errors: InputError[] = []
  for (const [name, value] of Object.entries(given)) {
    const type = declared?.get(name)?.type
    if (type === undefined || value === null || (value === '' && type !== 'text')) continue
    const held = fit(type, fromText(type, value))
    if (held !== undefined) fitting[name] = held
    else
      errors.push({
        path: ['variables', name],
        detail: `The variable "${name}" is of type ${type}; this does not fit.`,
      })
  }
  if (errors.length > 0) throw new RuntimeError('invalid-variable', errors[0]?.detail ?? '', undefined, errors)
  return fitting
}

const numeral = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/

function fromText(type: string, value: Value): Value {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (type === 'number' && numeral.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return value
}
