import { z } from 'zod'

/**
 * A value that a schema takes: every member there, one entry in every array, the first choice of every union that has an end. Texts
 * are told apart by where they stand, so that a test sees it when two are exchanged.
 */
export function sample(schema: z.core.$ZodType, at = 'x', depth = 0): unknown {
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) {
    return sample(schema.unwrap(), at, depth)
  }
  if (schema instanceof z.ZodLazy) return sample(schema.unwrap(), at, depth + 1)
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries<z.core.$ZodType>(schema.shape).map(([name, member]) => [name, sample(member, name, depth)]),
    )
  }
  if (schema instanceof z.ZodArray) return [sample(schema.element, at, depth)]
  if (schema instanceof z.ZodRecord) return { [`${at}_key`]: `${at} value & more` }
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodUnion) return sample(schema.options[0] ?? z.never(), at, depth)
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodNumber) return 7
  if (schema instanceof z.ZodISODate) return '2026-01-31'
  // Three letters where a currency is wanted, else something that has to be escaped everywhere.
  if (schema instanceof z.ZodString) return at === 'currency' ? 'EUR' : `${at} ä/?&=#"`
  if (schema instanceof z.ZodUnknown) return `${at} anything`
  throw new Error(`no sample for ${schema._zod.def.type} at ${at}`)
}
