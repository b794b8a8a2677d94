import { z } from 'zod'
import { readEmail } from './answers/email.ts'
import { isPhone } from './answers/phone.ts'
import { isIsoDate, isIsoDateTime } from './calendar.ts'
import { isIsoTime } from './clock.ts'
import { locationOf } from './content/location.ts'
import type { Value, Values } from './value.ts'

export const variableTypes = [
  'text',
  'email',
  'phone',
  'date',
  'time',
  'date-time',
  'number',
  'boolean',
  'choice',
  'choices',
  'file',
  'location',
  'form',
  'json',
] as const

/**
 * What a variable may hold. `date` is `YYYY-MM-DD`, `time` `HH:MM`, `date-time` `YYYY-MM-DDTHH:MM`, `phone` E.164, `choice` the
 * id of a choice and `choices` a list of them, `file` { id, name, type, size }, `location` { latitude, longitude, name?, address? }
 * or { address }, `form` an object.
 */
export type VariableType = (typeof variableTypes)[number]

export const variableSource = z.strictObject({
  type: z.enum(variableTypes),
  sensitive: z
    .boolean()
    .optional()
    .meta({ description: 'Answers stored here are marked sensitive in the transcript and never logged.' }),
  given: z
    .boolean()
    .optional()
    .meta({ description: 'Whoever starts the conversation hands it in, so that it counts as known from the start.' }),
  default: z.json().optional().meta({ description: 'The value it has from the start.' }),
  entity: z.string().min(1).max(64).optional().meta({
    description:
      'Type of the entity that fills it, whatever was asked when it is mentioned: "city", "given_name", one of the solution.',
  }),
  role: z.string().min(1).max(64).optional().meta({ description: 'Only an entity in this role fills it: "from".' }),
  called: z
    .array(z.string().min(1).max(64))
    .max(40)
    .optional()
    .meta({ description: 'Words by which people name it when they correct it, in any language.' }),
  note: z.string().optional(),
})

/** A declared variable of a flow. */
export interface Declaration {
  readonly type: VariableType
  readonly sensitive: boolean
  /** `null` when none is declared. */
  readonly default: Value
  /** The entity that fills it; `null`: none that its author names. */
  readonly slot: { readonly type: string; readonly role: string | null } | null
  /** Words by which people name it. */
  readonly called: readonly string[]
}

/** Long enough for anything a person types; a variable is stored with every turn. */
const longestText = 65_536

function fitText(value: Value): Value | undefined {
  return typeof value === 'string' && value.length <= longestText ? value : undefined
}

/** As many as a question offers, and as long as an id is that comes out of logic. */
const mostChoices = 200
const longestChoice = 256

function fitChoices(value: Value): Value | undefined {
  if (!Array.isArray(value) || value.length > mostChoices) return undefined
  const list = value as readonly Value[]
  return list.every((id) => typeof id === 'string' && id.length <= longestChoice) ? [...new Set(list)] : undefined
}

function isObject(value: Value): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fitFile(value: Value): Value | undefined {
  if (!isObject(value)) return undefined
  const { id, name, type, size } = value
  const whole = [id, name, type].every((text) => typeof text === 'string' && text !== '' && text.length <= 400)
  return whole && typeof size === 'number' && size >= 0 ? ({ id, name, type, size } as Values) : undefined
}

function fitLocation(value: Value): Value | undefined {
  const place = isObject(value) ? locationOf(value) : null
  return place === null ? undefined : { ...place }
}

const fits: { readonly [type in VariableType]: (value: Value) => Value | undefined } = {
  text: fitText,
  choice: fitText,
  email: (value) => (typeof value === 'string' ? (readEmail(value) ?? undefined) : undefined),
  phone: (value) => (typeof value === 'string' && isPhone(value) ? value : undefined),
  date: (value) => (typeof value === 'string' && isIsoDate(value) ? value : undefined),
  time: (value) => (typeof value === 'string' && isIsoTime(value) ? value : undefined),
  'date-time': (value) => (typeof value === 'string' && isIsoDateTime(value) ? value : undefined),
  choices: fitChoices,
  file: fitFile,
  location: fitLocation,
  form: (value) => (isObject(value) ? value : undefined),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  json: (value) => value,
}

/** `value` as a variable of `type` holds it; `undefined` when it does not fit. `null` fits every type: nothing is known. */
export function fit(type: VariableType, value: Value): Value | undefined {
  return value === null ? null : fits[type](value)
}

/** What a flow's variables hold when it begins. */
export function defaultsOf(variables: ReadonlyMap<string, Declaration>): { [name: string]: Value } {
  const values: { [name: string]: Value } = {}
  for (const [name, declared] of variables) if (declared.default !== null) values[name] = declared.default
  return values
}
