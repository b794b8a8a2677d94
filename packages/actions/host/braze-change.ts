import { type Identifier, readIdentifier } from '@parley/braze/contract'
import type { WireRequest } from './frame.ts'

/** A profile by the way it is named: `external_id:ada`, `user_alias:["chat","4711"]`. */
export function nameProfile(identifier: Identifier): string {
  if (identifier.kind === 'user_alias') return `user_alias:${JSON.stringify([identifier.label, identifier.name])}`
  return `${identifier.kind}:${identifier.value}`
}

/**
 * Where the bodies of the calls that change profiles name them: lists of objects, and lists of plain ids. Recipients are
 * changed by the attributes that they bring along.
 */
const objects: { readonly [method: string]: readonly string[] } = {
  'users.track': ['attributes'],
  'users.track.sync': ['attributes'],
  'users.track.bulk': ['attributes'],
  'users.identify': ['aliases_to_identify', 'emails_to_identify', 'phone_numbers_to_identify'],
  'users.merge': ['merge_updates'],
  'users.alias.new': ['user_aliases'],
  'users.alias.update': ['alias_updates'],
  'users.delete': ['user_aliases'],
  'canvas.trigger.send': ['recipients'],
  'campaigns.trigger.send': ['recipients'],
  'users.external_ids.rename': ['external_id_renames'],
}
const ids: { readonly [method: string]: readonly (readonly [member: string, kind: 'external_id' | 'braze_id'])[] } = {
  'users.delete': [
    ['external_ids', 'external_id'],
    ['braze_ids', 'braze_id'],
  ],
  'users.external_ids.remove': [['external_ids', 'external_id']],
}

type Members = { readonly [member: string]: unknown }

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The profiles whose attributes a call changes, as far as it names them. */
export function findChanged(method: string, body: unknown): readonly string[] {
  const request = membersOf(body)
  const named = (objects[method] ?? []).flatMap((member) =>
    listOf(request[member])
      .filter((entry) => member !== 'recipients' || membersOf(entry).attributes !== undefined)
      .flatMap(method === 'users.alias.new' ? aliasIn : namesIn),
  )
  const listed = (ids[method] ?? []).flatMap(([member, kind]) =>
    listOf(request[member]).map((value) => nameProfile({ kind, value: String(value) })),
  )
  return [...new Set([...named, ...listed])]
}

/**
 * The same for a request that an action writes itself, without the client: what it changes of Braze's, be it at `brazeUrl` or
 * any other address of Braze.
 */
export function findChangedByRequest({ method, url, body }: WireRequest, brazeUrl: string | null): readonly string[] {
  if (method === 'GET' || body === null || !URL.canParse(url)) return []
  const { origin, hostname, pathname } = new URL(url)
  const own = brazeUrl !== null && URL.canParse(brazeUrl) && new URL(brazeUrl).origin === origin
  if (!own && !/(^|\.)braze\.(com|eu)$/.test(hostname)) return []
  try {
    const called = pathname.split('/').filter((part) => part !== '')
    return findChanged(called.join('.'), JSON.parse(Buffer.from(body, 'base64').toString()))
  } catch {
    // No JSON: Braze takes nothing of it.
    return []
  }
}

/** The profile with the external id stays as it is: what the alias names from now on is another. */
const aliasIn = (entry: unknown): readonly string[] => namesIn({ ...membersOf(entry), external_id: undefined })

/** Every identifier of an entry, each for itself: where two are named, both profiles change. */
function namesIn(entry: unknown): readonly string[] {
  const { external_user_id, external_id = external_user_id, ...more } = membersOf(entry)
  const { user_alias, braze_id, alias_name, alias_label } = more
  const alias = user_alias ?? (alias_name === undefined ? undefined : { alias_name, alias_label })
  const own = [{ external_id }, { user_alias: alias }, { braze_id }].flatMap((each) => {
    const identifier = readIdentifier(each)
    return typeof identifier === 'string' ? [] : [nameProfile(identifier)]
  })
  const renamed = [more.current_external_id, more.new_external_id].flatMap((value) =>
    typeof value === 'string' ? [nameProfile({ kind: 'external_id', value })] : [],
  )
  const updated = [more.old_alias_name, more.new_alias_name].flatMap((name) =>
    name === undefined ? [] : namesIn({ user_alias: { alias_name: name, alias_label } }),
  )
  const merged = [more.identifier_to_merge, more.identifier_to_keep].flatMap((each) =>
    each === undefined ? [] : namesIn(each),
  )
  return [...own, ...renamed, ...updated, ...merged]
}
