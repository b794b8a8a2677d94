/** The members of a request, and the objects that several requests have, as lines of the reference page. */
import { z } from 'zod'
import { namedObjects } from './piece.ts'
import { describeMember, innerOf, nameOf } from './type-text.ts'

type Schema = z.core.$ZodType

/** A line for each member, and below it those of an object that has no name of its own. `place` says how a member travels. */
export function tellMembers(
  shape: { readonly [member: string]: Schema },
  indent: string,
  place: (member: string) => readonly string[],
): readonly string[] {
  return Object.entries(shape).flatMap(([name, member]) => {
    const needed = member instanceof z.ZodExactOptional ? [] : ['required']
    const said = [...place(name), ...needed, ...tellObject(member)].join(', ')
    const words = [describeMember(member), tellWords(member)].filter((text) => text !== undefined).join(' ')
    return [`${indent}- \`${name}\`${said === '' ? '' : ` (${said})`}: ${words}`, ...tellInside(member, `${indent}  `)]
  })
}

/** A section for each object with a name. */
export function tellObjects(named: ReadonlyMap<string, Schema>): string {
  return [...named].map(([name, schema]) => `### ${name}\n\n${tellNamed(schema)}\n`).join('\n')
}

function tellNamed(schema: Schema): string {
  const what = namedObjects.get(schema)?.what ?? ''
  if (schema instanceof z.ZodEnum) return `${what} ${listWords(schema)}`
  return `${what}\n\n${tellInside(schema, '', true).join('\n')}`
}

/** The words that a member may be, where it may be nothing else. */
function tellWords(schema: Schema): string | undefined {
  if (nameOf(schema) !== undefined) return undefined
  const inner = innerOf(schema)
  if (inner !== undefined) return tellWords(inner)
  return schema instanceof z.ZodEnum ? listWords(schema) : undefined
}

function listWords({ options }: z.ZodEnum): string {
  return `One of ${options.map((word) => `\`${word}\``).join(', ')}.`
}

function tellInside(schema: Schema, indent: string, inside = false): readonly string[] {
  if (nameOf(schema) !== undefined && !inside) return []
  const inner = innerOf(schema)
  if (inner !== undefined) return tellInside(inner, indent)
  if (schema instanceof z.ZodLazy) return tellInside(schema.unwrap(), indent)
  if (schema instanceof z.ZodArray) return tellInside(schema.element, indent)
  if (schema instanceof z.ZodUnion) {
    const options: readonly Schema[] = schema.options
    const objects = options.flatMap((option) => tellInside(option, indent))
    const names = options.flatMap((option) => nameOf(option) ?? [])
    return [...names.map((name) => `${indent}- ${link(name)}`), ...objects]
  }
  if (!(schema instanceof z.ZodObject)) return []
  const { catchall } = schema.def
  const others = catchall === undefined ? undefined : describeMember(catchall)
  return [
    ...tellMembers(schema.shape, indent, () => []),
    ...(others === undefined ? [] : [`${indent}- any other name: ${others}`]),
  ]
}

/** The object with a name that a member holds, alone or several of. */
function tellObject(schema: Schema): readonly string[] {
  const name = nameOf(schema)
  if (name !== undefined) return [link(name)]
  const inner = innerOf(schema)
  if (inner !== undefined) return tellObject(inner)
  return schema instanceof z.ZodArray ? tellObject(schema.element).map((one) => `list of ${one}`) : []
}

function link(name: string): string {
  return `[${name}](#${name.toLowerCase()})`
}
