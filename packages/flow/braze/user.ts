import { z } from 'zod'
import { visitorLabel } from '../event.ts'
import type { Expression } from '../expression.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Text } from '../template.ts'
import type { Value, Values } from '../value.ts'
import { checkField } from './field-check.ts'
import { compileName } from './name.ts'

const alias = z.strictObject({
  name: z.string().meta({ description: 'CEL; the name, which is unique within its label.' }),
  label: z.string().meta({ description: 'Liquid; what kind of name this is.' }),
})

/** Whom a call is about, all but the alias in CEL. Calls pick the members by which they can be addressed. */
export const userSource = z.strictObject({
  external_id: z.string().optional().meta({ description: 'CEL; the id that the brand gave the person.' }),
  braze_id: z.string().optional().meta({ description: 'CEL; the id that Braze gave the profile.' }),
  alias: alias.optional(),
  email: z.string().optional().meta({ description: 'CEL.' }),
  phone: z.string().optional().meta({ description: 'CEL; E.164.' }),
})
export type UserSource = z.infer<typeof userSource>

export type IdentifierName = keyof UserSource

/** A name that a profile may go by. */
type Known =
  | { readonly kind: Exclude<IdentifierName, 'alias'>; readonly value: Expression }
  | { readonly kind: 'alias'; readonly name: Expression; readonly label: Text }

/** The names that a profile may go by, strongest first. */
export type User = readonly Known[]

/** The profile that a call is about. */
export type Identifier =
  | { readonly kind: Exclude<IdentifierName, 'alias'>; readonly value: string }
  | { readonly kind: 'alias'; readonly name: string; readonly label: string }

const strongestFirst: readonly IdentifierName[] = ['external_id', 'braze_id', 'alias', 'email', 'phone']
const contactMembers: readonly IdentifierName[] = ['external_id', 'alias', 'email', 'phone']

/** As whom Braze knows somebody who comes back and whom nobody knows yet. */
const visitor = { name: 'contact.visitor', label: visitorLabel }

/** Why a call about nobody is refused. */
export const nobody = 'It is not known whom this is about.'

/** `takes`: the members by which the call can be addressed. */
export function compileUser(
  source: UserSource | undefined,
  takes: readonly IdentifierName[],
  build: NodeBuild,
  path: Path = ['user'],
): User {
  if (source === undefined) {
    const members = contactMembers.filter((name) => takes.includes(name))
    return members.map((name) => compileKnown(name, name === 'alias' ? visitor : `contact.${name}`, build, path))
  }
  const given = strongestFirst.filter((name) => source[name] !== undefined)
  if (given.length === 0)
    build.problem(
      'braze-identifier',
      path,
      'This names nobody.',
      `Give ${takes.map((name) => `"${name}"`).join(', ')}, or leave "user" out to mean the contact.`,
    )
  return given.flatMap((name) => {
    const value = source[name]
    return value === undefined ? [] : [compileKnown(name, value, build, [...path, name])]
  })
}

function compileKnown(
  kind: IdentifierName,
  source: string | { readonly name: string; readonly label: string },
  build: NodeBuild,
  path: Path,
): Known {
  if (typeof source !== 'string') {
    return {
      kind: 'alias',
      name: compileId(source.name, build, [...path, 'name']),
      label: compileName(source.label, 'alias label', build, [...path, 'label']),
    }
  }
  if (kind !== 'email' && kind !== 'phone')
    return { kind: kind === 'alias' ? 'external_id' : kind, value: compileId(source, build, path) }
  const value = build.logic(source, path, 'any')
  checkField(kind, value, build, path)
  return { kind, value }
}

/** An id in CEL: a text, or a number that is sent as one. */
export function compileId(source: string, build: NodeBuild, path: Path): Expression {
  const expression = build.logic(source, path, 'any')
  const { type, outline } = expression
  const repair = 'Give the variable that holds the id.'
  if (!['string', 'int', 'double', 'null', 'dyn'].includes(type))
    build.problem('braze-identifier', path, `An id is a text or a number, and this is ${type}.`, repair)
  else if (outline.kind === 'constant' && textOf(outline.value) === null)
    build.problem('braze-identifier', path, 'This names nobody: it is always blank.', repair)
  return expression
}

/** The strongest name that is known at this moment, `null` when there is none. FB2 */
export function findUser(user: User, scope: Scope & { render(text: Text): string }): Identifier | null {
  for (const known of user) {
    if (known.kind === 'alias') {
      const name = idOf(known.name, scope)
      const label = scope.render(known.label).trim()
      if (name !== null && label !== '') return { kind: 'alias', name, label }
    } else {
      const value = idOf(known.value, scope)
      if (value !== null) return { kind: known.kind, value }
    }
  }
  return null
}

/** The id that logic yields, `null` when it yields none. */
export function idOf(expression: Expression, scope: Scope): string | null {
  return textOf(expression.evaluate(scope))
}

function textOf(value: Value | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text : null
}

/** The members that name the profile in a track object. */
export function trackIdentifier(identifier: Identifier): Values {
  return identifier.kind === 'alias'
    ? { user_alias: { alias_name: identifier.name, alias_label: identifier.label } }
    : { [identifier.kind]: identifier.value }
}
