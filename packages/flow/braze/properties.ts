import { z } from 'zod'
import { brazeLimits } from '../braze-facts.ts'
import type { Expression } from '../expression.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Value, Values } from '../value.ts'
import { clip } from './clip.ts'
import { checkKey } from './name.ts'
import { checkValue } from './value-check.ts'

export const propertiesSource = z
  .record(z.string(), z.string())
  .optional()
  .meta({ description: 'Property to CEL; null is left out.' })

/** Named values that go with an event, a purchase or a trigger. */
export type Properties = readonly (readonly [name: string, value: Expression])[]

/** `reserved`: names that Braze keeps for itself here. */
export function compileProperties(
  source: { readonly [name: string]: string } | undefined,
  reserved: readonly string[],
  build: NodeBuild,
  path: Path,
): Properties {
  const entries = Object.entries(source ?? {})
  if (entries.length > brazeLimits.eventProperties)
    build.problem(
      'braze-limit',
      path,
      `These are ${entries.length} properties; Braze takes ${brazeLimits.eventProperties}.`,
      'Leave some out, or put them into an object.',
    )
  return entries.map(([name, logic]) => {
    const at = [...path, name]
    if (reserved.includes(name))
      build.problem(
        'braze-name',
        at,
        `Braze keeps the property name "${name}" for itself.`,
        `Give it another name, such as "${name}_given".`,
      )
    else checkKey(name, 'property', build, at)
    const value = build.logic(logic, at, 'any')
    checkValue(value.outline, 'property', build, at)
    return [name, value] as const
  })
}

/** The properties with the values of this moment, without those that are not known. FB4 */
function propertiesOf(properties: Properties, scope: Scope): Values {
  const values: { [name: string]: Value } = {}
  for (const [name, expression] of properties) {
    const value = expression.evaluate(scope)
    if (value !== undefined && value !== null) values[name] = clip(value)
  }
  return values
}

/** `{ [member]: properties }`, or nothing when there are none. */
export function propertiesMember(member: string, properties: Properties, scope: Scope): Values {
  const values = propertiesOf(properties, scope)
  return Object.keys(values).length === 0 ? {} : { [member]: values }
}
