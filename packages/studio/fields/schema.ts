/** The JSON Schema of flow files, as far as forms are made of it. Loaded when it is first needed: it is large. */
import type { Path } from './path.ts'

export interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly $ref?: string
}

let loading: Promise<Schema> | undefined

export function loadFlowSchema(): Promise<Schema> {
  loading ??= import('@parley/flow/flow.schema.json', { with: { type: 'json' } }).then(
    (module) => module.default as unknown as Schema,
  )
  return loading
}

/** The schema of a kind of node. */
export function nodeSchema(flow: Schema, kind: string): Schema | undefined {
  const nodes = flow.properties?.nodes?.additionalProperties
  if (typeof nodes !== 'object') return undefined
  return nodes.oneOf?.find(({ properties }) => properties?.kind?.const === kind)
}

/** What a value there is to be, going by the value itself where there are several possibilities. */
export function schemaAt(schema: Schema, path: Path, value: unknown): Schema | undefined {
  const [part, ...rest] = path
  const here = variantOf(schema, value) ?? schema
  if (part === undefined) return here
  const inside = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
  if (typeof part === 'number') return here.items === undefined ? undefined : schemaAt(here.items, rest, inside)
  const more = typeof here.additionalProperties === 'object' ? here.additionalProperties : undefined
  const member = here.properties?.[part] ?? more
  return member === undefined ? undefined : schemaAt(member, rest, inside)
}

/** Of a union the variant that the value is: by its `type` or `kind`, otherwise by what it looks like. */
export function variantOf(schema: Schema, value: unknown): Schema | undefined {
  const variants = schema.oneOf ?? schema.anyOf
  if (variants === undefined) return schema
  return variants.find((variant) => fits(variant, value)) ?? undefined
}

function fits({ type, properties, const: only }: Schema, value: unknown): boolean {
  if (only !== undefined) return only === value
  if (type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const told = properties?.type?.const ?? properties?.kind?.const
    return told === undefined || told === Reflect.get(value, 'type') || told === Reflect.get(value, 'kind')
  }
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  if (type === 'integer' || type === 'number') return typeof value === 'number'
  return type === typeof value
}

/** What a variant is called: what tells it from the others. */
export function variantName({ properties, type, const: only }: Schema): string {
  const told = properties?.type?.const ?? properties?.kind?.const ?? only
  return told === undefined ? String(type) : String(told)
}

/** The least value that the schema takes for whole. */
export function freshOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = schema.oneOf ?? schema.anyOf ?? []
  if (first !== undefined) return freshOf(first)
  if (schema.type === 'array') return []
  if (schema.type === 'boolean') return false
  if (schema.type === 'number' || schema.type === 'integer') return schema.minimum ?? 0
  if (schema.type === 'null') return null
  if (schema.type !== 'object') return ''
  const members = (schema.required ?? []).map((name) => [name, freshOf(schema.properties?.[name] ?? {})] as const)
  return Object.fromEntries(members)
}

/** How strings here are written. */
export function roleOf({ description = '' }: Schema): 'text' | 'logic' | 'plain' {
  if (description.startsWith('Liquid')) return 'text'
  return description.startsWith('CEL') ? 'logic' : 'plain'
}

/** `media_type` → `Media type`. */
export function titleOf(member: string): string {
  const words = member.replace(/[_-]/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
