import { z } from 'zod'

type Schema = z.core.$ZodType

/** What an action's input has to have so that a request can be made of it: member → the text of its schema. */
export type Inputs = Map<string, string>

/** Deeper, an optional member is left to whoever needs it. */
const deepest = 3

/**
 * A value that a schema takes, written as TypeScript: what is needed, and texts and numbers taken from the payload, which `inputs`
 * learns of. Optional members are left out, but for those that `wanted` names.
 */
export function renderLiteral(schema: Schema, at: string, inputs: Inputs, indent: string, depth = 0): string {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return renderObject(inner, inputs, indent, depth)
  if (inner instanceof z.ZodArray) return `[${renderLiteral(inner.element, singular(at), inputs, indent, depth)}]`
  if (inner instanceof z.ZodUnion) return renderLiteral(simplest(inner.options), at, inputs, indent, depth)
  if (inner instanceof z.ZodEnum) return `'${String(inner.options[0])}'`
  if (inner instanceof z.ZodRecord) return '{}'
  const kind = scalarOf(inner)
  if (kind === null) return 'null'
  return take(at, kind, inputs)
}

/** The text of the schema of a value that people can give, or `null`. */
export function scalarOf(schema: Schema): string | null {
  if (schema instanceof z.ZodISODate) return 'z.iso.date()'
  if (schema instanceof z.ZodString) return 'z.string()'
  if (schema instanceof z.ZodNumber) return schema.def.checks?.length ? 'z.int()' : 'z.number()'
  if (schema instanceof z.ZodBoolean) return 'z.boolean()'
  if (schema instanceof z.ZodUnknown) return 'z.string()'
  return null
}

export function unwrap(schema: Schema): Schema {
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable)
    return unwrap(schema.unwrap())
  return schema instanceof z.ZodLazy ? unwrap(schema.unwrap()) : schema
}

/** A payload member of this name and kind; a second one of another kind gets a number. */
function take(at: string, kind: string, inputs: Inputs): string {
  const name = /^[a-z_]\w*$/i.test(at) ? at : 'value'
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name}_${count}`
    const known = inputs.get(tried)
    if (known !== undefined && known !== kind) continue
    inputs.set(tried, kind)
    return `payload.${tried}`
  }
}

const singular = (name: string): string => name.replace(/(?<=..)s$/, '')

/** The way to write a value that needs least: a text before a list, a list before an object. */
function simplest(options: readonly Schema[]): Schema {
  const cost = (schema: Schema): number => {
    const inner = unwrap(schema)
    if (scalarOf(inner) !== null || inner instanceof z.ZodEnum) return 0
    if (inner instanceof z.ZodArray) return 1 + cost(inner.element)
    return inner instanceof z.ZodObject ? 2 : 3
  }
  return [...options].sort((one, other) => cost(one) - cost(other))[0] ?? z.unknown()
}

function renderObject(schema: z.ZodObject, inputs: Inputs, indent: string, depth: number): string {
  const members = Object.entries<Schema>(schema.shape)
  const needed = members.filter(([, member]) => !(member instanceof z.ZodExactOptional))
  const shown = needed.length > 0 || depth > deepest ? needed : chosen(members)
  if (shown.length === 0) return '{}'
  const inner = `${indent}  `
  const lines = shown.map(([name, member]) => {
    const key = /^[a-z_]\w*$/i.test(name) ? name : `'${name}'`
    return `${inner}${key}: ${renderLiteral(member, name, inputs, inner, depth + 1)},\n`
  })
  return `{\n${lines.join('')}${indent}}`
}

/** Of an object that needs nothing: who it is about, else its first member. */
function chosen(members: readonly (readonly [string, Schema])[]): readonly (readonly [string, Schema])[] {
  const who = members.find(([name]) => name === 'external_id')
  return who === undefined ? members.slice(0, 1) : [who]
}
