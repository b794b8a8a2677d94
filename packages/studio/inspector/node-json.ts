/**
 * A node that somebody wrote as JSON, looked over before it is taken: its shape goes by the schema of the language; what it means is the
 * compiler's concern.
 */
import { dotted, type Path } from '../fields/path.ts'
import { loadFlowSchema, nodeSchema, type Schema, variantName, variantOf } from '../fields/schema.ts'
import type { NodeFile } from '../source/flow-file.ts'

/** Characters. A node with 200 choices in full has some 50,000. */
const longest = 400_000
const deepest = 40

export type ReadNode = { readonly node: NodeFile } | { readonly reason: string }

export async function readNode(text: string): Promise<ReadNode> {
  if (text.length > longest)
    return { reason: `A node may have ${longest} characters of JSON; this has ${text.length}.` }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { reason: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'Write an object: { "kind": … }.' }
  const kind: unknown = Reflect.get(value, 'kind')
  const schema = nodeSchema(await loadFlowSchema(), String(kind))
  if (schema === undefined) return { reason: `"${String(kind)}" is no kind of node.` }
  const reason = mistakeIn(schema, value, [])
  return reason === null ? { node: value as NodeFile } : { reason }
}

/** The first thing that is not as the schema has it; `null`: nothing. Bounds of lengths are left to the compiler. */
function mistakeIn(schema: Schema, value: unknown, path: Path): string | null {
  const at = path.length === 0 ? 'The node' : `"${dotted(path)}"`
  if (path.length > deepest) return `${at} is nested too deeply.`
  if (schema.$ref !== undefined) return null
  const variants = schema.oneOf ?? schema.anyOf
  if (variants !== undefined) {
    const variant = variantOf(schema, value)
    if (variant === undefined) return `${at} must be one of ${variants.map(variantName).join(', ')}.`
    return mistakeIn(variant, value, path)
  }
  if (schema.const !== undefined)
    return schema.const === value ? null : `${at} must be ${JSON.stringify(schema.const)}.`
  if (schema.enum !== undefined)
    return schema.enum.includes(value)
      ? null
      : `${at} must be one of ${schema.enum.map((each) => JSON.stringify(each)).join(', ')}.`
  switch (schema.type) {
    case 'object':
      return mistakeInObject(schema, value, path, at)
    case 'array': {
      if (!Array.isArray(value)) return `${at} must be a list.`
      const { items = {} } = schema
      for (const [index, item] of value.entries()) {
        const mistake = mistakeIn(items, item, [...path, index])
        if (mistake !== null) return mistake
      }
      return null
    }
    case 'integer':
      return Number.isInteger(value) ? null : `${at} must be a whole number.`
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? null : `${at} must be a ${schema.type}.`
    case 'null':
      return value === null ? null : `${at} must be null.`
    default:
      return null
  }
}

function mistakeInObject(schema: Schema, value: unknown, path: Path, at: string): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} must be an object.`
  for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) return `${at} needs the member "${name}".`
  for (const [name, member] of Object.entries(value)) {
    const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
    const known =
      schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : more
    if (known === undefined) return `${at} has no member "${name}".`
    const mistake = mistakeIn(known, member, [...path, name])
    if (mistake !== null) return mistake
  }
  return null
}
