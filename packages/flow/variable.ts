import { z } from 'zod'
import { readEmail } from './answers/email.ts'
import { isPhone } from './answers/phone.ts'
import { isIsoDate } from './calendar.ts'
import type { Value } from './value.ts'

export const variableTypes = ['text', 'email', 'phone', 'date', 'number', 'boolean', 'choice', 'json'] as const

/** What a variable may hold. `date` is `YYYY-MM-DD`, `phone` E.164, `choice` the id of a choice. */
export type VariableType = (typeof variableTypes)[number]

export const variableSource = z.strictObject({
  type: z.enum(variableTypes),
  sensitive: z
    .boolean()
    .optional()
    .meta({ description: 'Answers stored here are marked sensitive in the transcript and never logged.' }),
  default: z.json().optional().meta({ description: 'The value it has from the start.' }),
  note: z.string().optional(),
})

/** A declared variable of a flow. */
export interface Declaration {
  readonly type: VariableType
  readonly sensitive: boolean
  /** `null` when none is declared. */
  readonly default: Value
}

/** Long enough for anything a person types; a variable is stored with every turn. */
const longestText = 65_536

function fitText(value: Value): Value | undefined {
  return typeof value === 'string' && value.length <= longestText ? value : undefined
}

const fits: { readonly [type in VariableType]: (value: Value) => Value | undefined } = {
  text: fitText,
  choice: fitText,
  email: (value) => (typeof value === 'string' ? (readEmail(value) ?? undefined) : undefined),
  phone: (value) => (typeof value === 'string' && isPhone(value) ? value : undefined),
  date: (value) => (typeof value === 'string' && isIsoDate(value) ? value : undefined),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  json: (value) => value,
}

/** `value` as a variable of `type` holds it; `undefined` when it does not fit. `null` fits every type: nothing is known. */
export function fit(type: VariableType, value: Value): Value | undefined {
  return value === null ? null : fits[type](value)
}
