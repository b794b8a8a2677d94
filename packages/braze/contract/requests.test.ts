import { describe, expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { type Endpoint, shapeOf } from './endpoint.ts'
import { type EndpointId, type EndpointRequest, endpoints } from './table.ts'
import { describeMember, innerOf } from './type-text.ts'

type Taken<Id extends EndpointId> = z.input<(typeof endpoints)[Id]['request']>

/** The endpoints whose written request is not what the schema of the row takes. */
type Different = {
  [Id in EndpointId]: (<T>() => T extends EndpointRequest<Id> ? 1 : 2) extends <T>() => T extends Taken<Id> ? 1 : 2
    ? never
    : Id
}[EndpointId]

/** The members of a request without a word on them, at any depth. */
function findSilent(schema: z.core.$ZodType, at: string, seen = new Set<z.core.$ZodType>()): readonly string[] {
  if (seen.has(schema)) return []
  seen.add(schema)
  const inner = innerOf(schema)
  if (inner !== undefined) return findSilent(inner, at, seen)
  if (schema instanceof z.ZodLazy) return findSilent(schema.unwrap(), at, seen)
  if (schema instanceof z.ZodArray) return findSilent(schema.element, `${at}[]`, seen)
  if (schema instanceof z.ZodUnion) {
    const options: readonly z.core.$ZodType[] = schema.options
    return options.flatMap((option) => findSilent(option, at, seen))
  }
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, member]) => [
    ...(describeMember(member) === undefined ? [`${at}.${name}`] : []),
    ...findSilent(member, `${at}.${name}`, seen),
  ])
}

describe('the requests', () => {
  // Checked by `npm run check:types`: at run time there are no types.
  it('as they are written out take what the schemas take', () => {
    expectTypeOf<Different>().toBeNever()
  })

  it.each(Object.values<Endpoint>(endpoints).map((row) => [row.id, row] as const))(
    'of %s say what every member means',
    (id, row) => {
      expect(findSilent(row.request, id)).toEqual([])
    },
  )

  it('say it in sentences', () => {
    for (const row of Object.values<Endpoint>(endpoints)) {
      for (const [name, member] of Object.entries(shapeOf(row))) {
        expect(describeMember(member), `${row.id} ${name}`).toMatch(/^[A-Z`0-9].*\.$/)
      }
    }
  })
})
