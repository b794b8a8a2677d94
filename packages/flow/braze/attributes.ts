import { z } from 'zod'
import { fieldSynonyms, profileFields, reservedAttributes } from '../braze-facts.ts'
import type { Expression } from '../expression.ts'
import { isOneSlip } from '../nearest.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Value, Values } from '../value.ts'
import { clip } from './clip.ts'
import { checkField } from './field-check.ts'
import { checkKey } from './name.ts'
import { checkValue } from './value-check.ts'

const operations = ['inc', 'add', 'remove', '$add', '$update', '$remove'] as const

const changeSource = z.strictObject({
  inc: z.string().optional().meta({ description: 'CEL; add this number.' }),
  add: z.string().optional().meta({ description: 'CEL; add these values to a list.' }),
  remove: z.string().optional().meta({ description: 'CEL; remove these values from a list.' }),
  $add: z.string().optional().meta({ description: 'CEL; add these objects to a list of objects.' }),
  $update: z.string().optional().meta({
    description: "CEL; change objects, [{'$identifier_key': …, '$identifier_value': …, '$new_object': {…}}].",
  }),
  $remove: z.string().optional().meta({ description: 'CEL; remove the objects with this key and value.' }),
})
type ChangeSource = z.infer<typeof changeSource>

/** Attribute to CEL, `null` to remove it, or one change of it. */
export const attributesSource = z
  .record(
    z.string(),
    z.union([z.string(), z.null(), changeSource], { error: 'expected CEL in quotes, null, or a change of it' }),
  )
  .meta({ description: 'Attribute to CEL, null to remove it, or a change such as { "inc": "1" }.' })
export type AttributesSource = z.infer<typeof attributesSource>

/** One attribute as a node writes it. */
export interface Change {
  readonly name: string
  readonly operation: 'set' | (typeof operations)[number]
  /** `null` removes the attribute. */
  readonly value: Expression | null
}

export function compileAttributes(source: AttributesSource, build: NodeBuild, path: Path): readonly Change[] {
  return Object.entries(source).flatMap(([name, given]) => {
    const at = [...path, name]
    checkName(name, build, at)
    if (given === null) return [{ name, operation: 'set' as const, value: null }]
    if (typeof given === 'string') return [compileSet(name, given, build, at)]
    return compileChange(name, given, build, at)
  })
}

function compileSet(name: string, source: string, build: NodeBuild, path: Path): Change {
  const value = build.logic(source, path, 'any')
  checkField(name, value, build, path)
  checkValue(value.outline, 'attribute', build, path)
  return { name, operation: 'set', value }
}

function compileChange(name: string, source: ChangeSource, build: NodeBuild, path: Path): readonly Change[] {
  const given = operations.filter((operation) => source[operation] !== undefined)
  if (given.length !== 1)
    build.problem(
      'wrong-shape',
      path,
      `A change of "${name}" does exactly one thing.`,
      `Give it one of ${operations.map((each) => `"${each}"`).join(', ')}.`,
    )
  if (profileFields[name] !== undefined)
    build.problem(
      'braze-field',
      path,
      `The field "${name}" can be set and removed, and nothing else.`,
      'Give CEL for its new value.',
    )
  return given.flatMap((operation) => {
    const at = [...path, operation]
    const value = build.logic(source[operation] ?? '', at, 'any')
    checkValue(value.outline, 'attribute', build, at)
    if (operation === 'inc') checkIncrement(value, build, at)
    return [{ name, operation, value }]
  })
}

function checkIncrement({ type, outline }: Expression, build: NodeBuild, path: Path): void {
  const given =
    outline.kind === 'constant' && !Number.isInteger(outline.value)
      ? JSON.stringify(outline.value).slice(0, 80)
      : ['int', 'double', 'dyn'].includes(type)
        ? null
        : type
  if (given !== null)
    build.problem('braze-field', path, `"inc" takes a whole number, and this is ${given}.`, 'Give one: int(…).')
}

function checkName(name: string, build: NodeBuild, path: Path): void {
  if ((reservedAttributes as readonly string[]).includes(name)) {
    build.problem(
      'braze-identifier',
      path,
      `"${name}" is not an attribute: it says which profile is meant, or how it is written.`,
      'Say whom under "user", and how with "merge_objects" and "update_existing_only".',
    )
    return
  }
  checkKey(name, 'attribute', build, path)
  const meant = standardField(name)
  if (meant !== null)
    build.problem(
      'braze-near-field',
      path,
      `"${name}" is a custom attribute, and close to the standard field "${meant}".`,
      `Did you mean "${meant}"?`,
    )
}

/** The standard field that the attribute's name was probably meant to be; `null` for a standard field itself. */
function standardField(name: string): string | null {
  if (profileFields[name] !== undefined) return null
  const bare = lettersOf(name)
  const synonym = Object.hasOwn(fieldSynonyms, bare) ? fieldSynonyms[bare] : undefined
  if (synonym !== undefined) return synonym
  const known = Object.keys(profileFields)
  return (
    known.find((field) => lettersOf(field) === bare) ??
    known.find((field) => name !== `${field}s` && isOneSlip(name, field)) ??
    null
  )
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

/** The attributes with the values of this moment; what is not known is left out. FB4 */
export function attributesOf(changes: readonly Change[], scope: Scope): Values {
  const attributes: { [name: string]: Value } = {}
  for (const { name, operation, value } of changes) {
    const given = value === null ? null : changed(operation, value.evaluate(scope))
    if (given !== undefined && (given !== null || value === null)) attributes[name] = given
  }
  return attributes
}

/** The attribute's new value, or the operation on it; `undefined` when the value is none for this operation. FB7 */
function changed(operation: Change['operation'], given: Value | undefined): Value | undefined {
  if (given === undefined || given === null) return undefined
  switch (operation) {
    case 'set':
      return clip(given)
    case 'inc':
      return Number.isInteger(given) ? { inc: given } : undefined
    case 'add':
    case 'remove':
    case '$add':
    case '$update':
    case '$remove': {
      const list = Array.isArray(given) ? given : [given]
      return list.length === 0 ? undefined : { [operation]: clip(list) }
    }
  }
}
