/** Outputs of a mocked action, as fields that a person fills in. */
import type { ActionSignature, Value, Values } from '@parley/flow'

export interface OutputField {
  readonly name: string
  readonly type: 'text' | 'number' | 'boolean' | 'json' | 'one-of'
  readonly options?: readonly string[]
  readonly hint?: string
}

const isObject = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The outputs that a signature names. */
export function outputFields(schema: ActionSignature['outputs']): readonly OutputField[] {
  const properties = schema?.properties
  if (!isObject(properties)) return []
  return Object.entries(properties).map(([name, property]): OutputField => {
    const { type, enum: options, description } = isObject(property) ? property : {}
    const hint = typeof description === 'string' ? { hint: description } : {}
    if (Array.isArray(options)) return { name, type: 'one-of', options: options.map(String), ...hint }
    if (type === 'string') return { name, type: 'text', ...hint }
    if (type === 'number' || type === 'integer') return { name, type: 'number', ...hint }
    return { name, type: type === 'boolean' ? 'boolean' : 'json', ...hint }
  })
}

/** What is typed into each field; an empty one is left out. `null` in `wrong`: nothing is. */
export function readOutputs(
  fields: readonly OutputField[],
  typed: { readonly [name: string]: string },
): { readonly outputs: Values; readonly wrong: readonly string[] } {
  const outputs: { [name: string]: Value } = {}
  const wrong: string[] = []
  for (const { name, type } of fields) {
    const text = typed[name] ?? ''
    if (text === '') continue
    const value = readField(type, text)
    if (value === undefined) wrong.push(name)
    else outputs[name] = value
  }
  return { outputs, wrong }
}

function readField(type: OutputField['type'], text: string): Value | undefined {
  if (type === 'text' || type === 'one-of') return text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
  return parseValue(text)
}

function parseValue(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}

/** An object as somebody types it into a field of JSON; empty is an empty one. `null`: it is none. */
export function parseValues(text: string): Values | null {
  if (text.trim() === '') return {}
  const value = parseValue(text)
  return isObject(value) ? value : null
}
