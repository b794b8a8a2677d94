import type { Expression } from './expression.ts'
import { suggest } from './nearest.ts'
import type { NodeBuild } from './node-build.ts'
import type { Value, Values } from './value.ts'

/** JSON Schema types that a CEL type can end up as; a type that is not listed may be anything. */
const jsonTypes: { readonly [celType: string]: readonly string[] } = {
  string: ['string'],
  'google.protobuf.Timestamp': ['string'],
  bool: ['boolean'],
  int: ['integer', 'number'],
  // A number variable may hold a whole number.
  double: ['integer', 'number'],
  null: ['null'],
}

/** Holds an action's input against what the action declares. */
export function checkInput(input: readonly (readonly [string, Expression])[], schema: Values, build: NodeBuild): void {
  const properties = objectAt(schema, 'properties')
  const given = new Map(input)
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  for (const name of required) {
    // What has a default may be left out, although schemas made from parsers' output call it required.
    if (given.has(name) || objectAt(properties, name).default !== undefined) continue
    build.problem('missing-input', ['input'], `The action needs the input "${name}".`, `Add "${name}" to "input".`)
  }
  for (const [name, expression] of input) {
    if (!Object.hasOwn(properties, name)) {
      // zod's plain objects drop what they do not know, so a name outside the schema is a slip either way.
      if (isOpen(schema)) continue
      build.problem(
        'unknown-input',
        ['input', name],
        `The action has no input "${name}".`,
        suggest(name, Object.keys(properties)),
      )
      continue
    }
    checkType(name, expression, objectAt(properties, name), build)
  }
}

function checkType(name: string, expression: Expression, schema: Values, build: NodeBuild): void {
  const wanted = typesOf(schema)
  const yields = typesOfCel(expression.type)
  if (wanted !== null && yields !== null && !yields.some((type) => wanted.includes(type))) {
    build.problem(
      'mistyped-input',
      ['input', name],
      `The action wants ${wanted.join(' or ')} for "${name}", and this is ${yields[0] ?? expression.type}.`,
      'Give a value of the right type, or convert it: string(…), double(…), int(…).',
    )
    return
  }
  const { enum: values } = schema
  if (!Array.isArray(values)) return
  const allowed = (values as readonly Value[]).map(String)
  const stray = possible(expression, build).find((value) => !allowed.includes(value))
  if (stray !== undefined)
    build.problem(
      'mistyped-input',
      ['input', name],
      `The action takes no "${stray}" for "${name}".`,
      suggest(stray, allowed),
    )
}

/** Values that the expression may well have: the one that it always has, or the ids of the choices that its variable holds. */
function possible({ outline }: Expression, build: NodeBuild): readonly string[] {
  if (outline.kind === 'constant') return outline.value === null ? [] : [String(outline.value)]
  return outline.kind === 'name' && build.declared(outline.name)?.type === 'choice' ? build.choiceIds(outline.name) : []
}

function isOpen(schema: Values): boolean {
  const more = schema.additionalProperties
  return more === true || (typeof more === 'object' && more !== null) || schema.properties === undefined
}

function objectAt(object: Values, name: string): Values {
  const found = Object.hasOwn(object, name) ? object[name] : undefined
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Values) : {}
}

/** The types a schema names; `null` when it does not say, or says it in a way that only running it can tell. */
function typesOf(schema: Values): readonly string[] | null {
  const type: Value | undefined = schema.type
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : null
}

function typesOfCel(type: string): readonly string[] | null {
  if (type.startsWith('list')) return ['array']
  if (type.startsWith('map')) return ['object']
  return jsonTypes[type] ?? null
}
