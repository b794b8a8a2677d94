import { z } from 'zod'
import { namedObjects } from './piece.ts'

export const userAlias = z
  .object({
    alias_name: z.string().describe('The id itself. Case-sensitive, unique within its label.'),
    alias_label: z.string().describe('What kind of id it is.'),
  })
  .readonly()
  .register(namedObjects, { name: 'UserAlias', what: 'Another id of a profile, which needs no external id for it.' })
export type UserAlias = z.output<typeof userAlias>

/**
 * How an object names its profile: exactly one of `external_id`, `user_alias`, `braze_id`; without any of them `email`,
 * then `phone`. Beside one of the first three, e-mail and phone are plain profile fields.
 */
export const identifierShape = {
  external_id: z
    .union([z.string(), z.number()])
    .exactOptional()
    .describe('Your own id of the profile: at most 987 bytes, case-sensitive. Numbers are kept as text.'),
  user_alias: userAlias
    .exactOptional()
    .describe('An alias instead of `external_id`. Updates only, unless `_update_existing_only` is false.'),
  braze_id: z.string().exactOptional().describe('The id that Braze gave the profile, instead of `external_id`.'),
  email: z
    .string()
    .nullable()
    .exactOptional()
    .describe('E-mail address, kept in lower case. Names the profile only where no id does. `null` removes it.'),
  phone: z
    .string()
    .nullable()
    .exactOptional()
    .describe(
      'Phone number, best in E.164. Names the profile only where neither an id nor `email` does. `null` removes it.',
    ),
} as const

/** The members that may name a profile, strongest first. */
export const primaryIdentifiers = ['external_id', 'user_alias', 'braze_id'] as const
export const secondaryIdentifiers = ['email', 'phone'] as const

export type Identifier =
  | { readonly kind: 'external_id' | 'braze_id' | 'email' | 'phone'; readonly value: string }
  | { readonly kind: 'user_alias'; readonly name: string; readonly label: string }

/**
 * The profile that a track object is about, or why it names none: `several` when more than one primary identifier is there,
 * `none` when there is no identifier, or the strongest one is blank or no text.
 */
export function readIdentifier(object: { readonly [member: string]: unknown }): Identifier | 'none' | 'several' {
  let primary: (typeof primaryIdentifiers)[number] | undefined
  for (const member of primaryIdentifiers) {
    if (object[member] === undefined || object[member] === null) continue
    if (primary !== undefined) return 'several'
    primary = member
  }
  if (primary === 'user_alias') return readAlias(object.user_alias)
  if (primary !== undefined) return readText(primary, object[primary])
  for (const member of secondaryIdentifiers) {
    if (object[member] !== undefined && object[member] !== null) return readText(member, object[member])
  }
  return 'none'
}

function readText(kind: 'external_id' | 'braze_id' | 'email' | 'phone', value: unknown): Identifier | 'none' {
  if (typeof value === 'string' && value !== '') return { kind, value }
  return kind === 'external_id' && typeof value === 'number' ? { kind, value: String(value) } : 'none'
}

function readAlias(value: unknown): Identifier | 'none' {
  const alias = userAlias.safeParse(value)
  if (!alias.success || alias.data.alias_name === '' || alias.data.alias_label === '') return 'none'
  return { kind: 'user_alias', name: alias.data.alias_name, label: alias.data.alias_label }
}
