/** A schema as the type that it takes, written in TypeScript the way the formatter leaves it. */
import { z } from 'zod'
import { renderComment, WIDTH } from './comment-text.ts'
import { namedObjects } from './piece.ts'

type Schema = z.core.$ZodType

/** The name that a schema's type has on its own, where it has one. */
export function nameOf(schema: Schema): string | undefined {
  return namedObjects.get(schema)?.name
}

/** What a member means: said of the member itself, else of what it holds. */
export function describeMember(schema: Schema): string | undefined {
  for (let at: Schema | undefined = schema; at !== undefined; at = innerOf(at)) {
    const words = z.globalRegistry.get(at)?.description ?? namedObjects.get(at)?.what
    if (words !== undefined) return words
  }
  return undefined
}

/** The schema inside of one that only says how it may be given. */
export function innerOf(schema: Schema): Schema | undefined {
  return schema instanceof z.ZodReadonly || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable
    ? schema.unwrap()
    : undefined
}

interface Place {
  /** Written out although it has a name: it is what the name stands for. */
  readonly inside?: boolean
  readonly frozen?: boolean
}

/**
 * @param indent of the line that the type begins on
 * @throws Error for a kind of schema that no request has had so far
 */
export function renderType(schema: Schema, indent: string, { inside = false, frozen = false }: Place = {}): string {
  const name = nameOf(schema)
  if (name !== undefined && !inside) return name
  if (schema instanceof z.ZodReadonly) return renderType(schema.unwrap(), indent, { frozen: true })
  if (schema instanceof z.ZodExactOptional) return renderType(schema.unwrap(), indent)
  if (schema instanceof z.ZodNullable)
    return renderUnion([renderType(schema.unwrap(), `${indent}    `), 'null'], indent)
  if (schema instanceof z.ZodLazy) return renderType(schema.unwrap(), indent)
  if (schema instanceof z.ZodObject) return renderObject(schema, indent, frozen)
  if (schema instanceof z.ZodArray) {
    const element = renderType(schema.element, indent)
    return `${frozen ? 'readonly ' : ''}${/^[^{]*\|/.test(element) ? `(${element})` : element}[]`
  }
  if (schema instanceof z.ZodRecord) {
    return `{ ${frozen ? 'readonly ' : ''}[name: string]: ${renderType(schema.valueType, indent)} }`
  }
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `'${word}'`).join(' | ')
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map((option) => renderType(option, `${indent}    `))
    return renderUnion(options, indent)
  }
  if (schema instanceof z.ZodString || schema instanceof z.ZodISODate) return 'string'
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  if (schema instanceof z.ZodUnknown) return 'unknown'
  if (schema instanceof z.ZodUndefined) return 'undefined'
  throw new Error(`${schema._zod.def.type} has no text yet`)
}

/** One option a line where one of them has lines of its own. */
function renderUnion(options: readonly string[], indent: string): string {
  return options.some((option) => option.includes('\n')) ? breakUnion(options, indent) : options.join(' | ')
}

function breakUnion(options: readonly string[], indent: string): string {
  return options.map((option) => `\n${indent}  | ${option}`).join('')
}

/** A type behind what stands on its line: broken where it is too long, which only a union can be. */
export function fitType(before: string, type: string, indent: string): string {
  const [first = ''] = type.split('\n')
  if (first === '') return `${before}${type}`
  if (before.length + 1 + first.length <= WIDTH) return `${before} ${type}`
  if (!/^('\w+' \| )+'\w+'$/.test(type)) throw new Error(`give the type a name: ${before} ${type}`)
  return `${before}${breakUnion(type.split(' | '), indent)}`
}

function renderObject(schema: z.ZodObject, indent: string, frozen: boolean): string {
  const { catchall } = schema.def
  const inner = `${indent}  `
  const start = `${inner}${frozen ? 'readonly ' : ''}`
  const members = Object.entries<Schema>(schema.shape).map(([name, member]) => {
    const optional = member instanceof z.ZodExactOptional
    const words = describeMember(member)
    const key = /^[a-z_]\w*$/i.test(name) ? name : `'${name}'`
    return (
      (words === undefined ? '' : renderComment([words], inner)) +
      `${fitType(`${start}${key}${optional ? '?' : ''}:`, renderType(member, inner), inner)}\n`
    )
  })
  if (catchall !== undefined && !(catchall instanceof z.ZodNever)) {
    const words = describeMember(catchall)
    members.push(
      (words === undefined ? '' : renderComment([words], inner)) +
        `${start}[name: string]: ${renderType(catchall, inner)}\n`,
    )
  }
  if (members.length === 0) return frozen ? 'Readonly<Record<string, never>>' : 'Record<string, never>'
  return `{\n${members.join('')}${indent}}`
}

/** Every schema with a name that is reached from these, by name. */
export function findNamed(schemas: readonly Schema[]): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>()
  const rest = [...schemas]
  for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
    const name = nameOf(at)
    if (name !== undefined) {
      if (found.has(name)) continue
      found.set(name, at)
    }
    rest.push(...partsOf(at))
  }
  return new Map([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function partsOf(schema: Schema): readonly Schema[] {
  const inner = innerOf(schema)
  if (inner !== undefined) return [inner]
  if (schema instanceof z.ZodLazy) return [schema.unwrap()]
  if (schema instanceof z.ZodObject) return Object.values<Schema>(schema.shape)
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  return schema instanceof z.ZodUnion ? schema.options : []
}
