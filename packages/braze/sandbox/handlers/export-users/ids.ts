import {
  endpoints,
  exportFields,
  limits,
  type RateLimit,
  requestErrors,
  successMessage,
  userAlias,
} from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { exportUser, exportView } from '../../export-user.ts'
import type { Profile } from '../../profile.ts'
import type { ProfileStore } from '../../profile-store.ts'
import type { Answer, Handler } from '../handler.ts'

/** Requests that name their fields, and none of the slow ones, have a faster bucket of their own. */
const namedFieldsLimit: RateLimit = { requests: 40, windowSeconds: 1, bucket: 'users-export-ids-named-fields' }
const slowFields: readonly string[] = ['campaigns_received', 'canvases_received']

const singles = ['device_id', 'email_address', 'phone'] as const

/** `POST /users/export/ids`: reads profiles. Ids that nobody has are listed as sent, which is no error. */
export const usersExportIds: Handler = {
  rateLimit({ body }) {
    const fields = isObject(body) ? body.fields_to_export : undefined
    const quick = Array.isArray(fields) && fields.length > 0 && !fields.some((field) => slowFields.includes(field))
    return quick ? namedFieldsLimit : undefined
  },
  answer({ body, world, settings, warn }) {
    if (!isObject(body)) return bad(ownErrors.noIdentifier)
    const wrong = findMistake(body, settings.requireFieldsToExport)
    if (wrong !== undefined) return bad(wrong)
    const only = readFields(body.fields_to_export, warn)
    const { found, missing } = findProfiles(world.profiles, body)
    const view = exportView(world)
    return {
      status: endpoints['users.export.ids'].successStatus,
      body: {
        users: [...found].map((profile) => exportUser(view, profile, only)),
        invalid_user_ids: missing,
        message: successMessage,
      },
    }
  },
}

/** Texts of our own: the documentation forbids these without giving words. */
const ownErrors = {
  noIdentifier:
    "One of 'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address' or 'phone' must be provided",
  onlyOne: "Only one of 'device_id', 'email_address' or 'phone' may be provided",
  notIds: "'external_ids' must be an array of strings",
  notAliases: "'user_aliases' must be an array of objects with an 'alias_name' and an 'alias_label'",
  notText: (member: string) => `'${member}' must be a string`,
  notFields: "'fields_to_export' must be an array of strings",
  fieldsRequired: "'fields_to_export' is required",
} as const

interface Body {
  readonly [member: string]: unknown
}

function findMistake(body: Body, requireFields: boolean): string | undefined {
  const { external_ids, user_aliases, fields_to_export: fields } = body
  const given = ['external_ids', 'user_aliases', 'braze_id', ...singles].filter((name) => isGiven(body[name]))
  if (given.length === 0) return ownErrors.noIdentifier
  if (singles.filter((name) => isGiven(body[name])).length > 1) return ownErrors.onlyOne
  if (isGiven(external_ids) && !isListOf(external_ids, isId)) return ownErrors.notIds
  if (isGiven(user_aliases) && !isListOf(user_aliases, (alias) => userAlias.safeParse(alias).success)) {
    return ownErrors.notAliases
  }
  if ([external_ids, user_aliases].some((list) => Array.isArray(list) && list.length > limits.exportIds)) {
    return requestErrors.tooManyIds
  }
  const notText = ['braze_id', ...singles].find((name) => isGiven(body[name]) && typeof body[name] !== 'string')
  if (notText !== undefined) return ownErrors.notText(notText)
  if (isGiven(fields) && !isListOf(fields, (field) => typeof field === 'string')) return ownErrors.notFields
  return requireFields && !isGiven(fields) ? ownErrors.fieldsRequired : undefined
}

/** Profiles in the order of the request, each once; and the identifiers that nobody has, as sent. */
function findProfiles(
  profiles: ProfileStore,
  body: Body,
): { found: ReadonlySet<Profile>; missing: readonly unknown[] } {
  const found = new Set<Profile>()
  const missing: unknown[] = []
  const collect = (sent: unknown, matches: Iterable<Profile | undefined>) => {
    const matched = [...matches].filter((profile) => profile !== undefined)
    for (const profile of matched) found.add(profile)
    if (matched.length === 0) missing.push(sent)
  }
  for (const id of listOf(body.external_ids)) {
    collect(id, [profiles.find({ kind: 'external_id', value: String(id) })])
  }
  for (const alias of listOf(body.user_aliases)) {
    const { alias_name: name, alias_label: label } = userAlias.parse(alias)
    collect(alias, [profiles.find({ kind: 'user_alias', name, label })])
  }
  const { braze_id, device_id, email_address, phone } = body
  if (typeof braze_id === 'string') collect(braze_id, [profiles.find({ kind: 'braze_id', value: braze_id })])
  if (typeof device_id === 'string') collect(device_id, [profiles.findDevice(device_id)])
  if (typeof email_address === 'string') collect(email_address, profiles.sharing('email', email_address))
  if (typeof phone === 'string') collect(phone, profiles.sharing('phone', phone))
  return { found, missing }
}

function readFields(fields: unknown, warn: (text: string) => void): ReadonlySet<string> | undefined {
  if (!Array.isArray(fields)) return undefined
  const known: readonly string[] = exportFields
  const unknown = fields.filter((field) => !known.includes(field))
  if (unknown.length > 0) warn(`fields_to_export: ${unknown.length} unknown names: ignored`)
  return new Set(fields)
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isId(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value)
}

function bad(message: string): Answer {
  return { status: 400, body: { message } }
}
