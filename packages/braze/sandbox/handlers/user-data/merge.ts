import { endpoints, successMessage, userAlias } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { mergeProfiles } from '../../merge.ts'
import { prioritize, readPrioritization } from '../../prioritize.ts'
import type { Profile } from '../../profile.ts'
import type { ProfileStore } from '../../profile-store.ts'
import { badRequest, MAX_IDS, type Members, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

/** Texts as documented. */
const texts = {
  notArray: mistakes.notArray('merge_updates', 'objects'),
  tooMany: `a single request may not contain more than ${MAX_IDS} merge updates`,
  identifier:
    "identifiers must be objects with an 'external_id' property that is a string, 'user_alias' property that is an object, 'email' property that is a string, or 'phone' property that is a string",
  members: "'merge_updates' must only have 'identifier_to_merge' and 'identifier_to_keep'",
} as const

type Find = () => Profile | undefined

/** `POST /users/merge`: joins two profiles into one. Finding none or several for an identifier is no error. */
export const usersMerge: Handler = {
  answer({ body, world, warn }) {
    const { merge_updates: updates } = membersOf(body)
    if (!Array.isArray(updates) || updates.length === 0 || !updates.every(isObject)) return badRequest(texts.notArray)
    if (updates.length > MAX_IDS) return badRequest(texts.tooMany)
    const merges: { readonly gone: Find; readonly kept: Find }[] = []
    for (const update of updates) {
      const names = Object.keys(update)
      if (names.some((name) => name !== 'identifier_to_merge' && name !== 'identifier_to_keep')) {
        return badRequest(texts.members)
      }
      const gone = readFind(update.identifier_to_merge, world.profiles)
      const kept = readFind(update.identifier_to_keep, world.profiles)
      for (const one of [gone, kept]) if (typeof one === 'string') return badRequest(one)
      if (typeof gone !== 'string' && typeof kept !== 'string') merges.push({ gone, kept })
    }
    return {
      status: endpoints['users.merge'].successStatus,
      body: { message: successMessage },
      apply: () => {
        for (const [index, { gone, kept }] of merges.entries()) {
          const [source, target] = [gone(), kept()]
          if (source === undefined || target === undefined)
            warn(`merge_updates[${index}] not exactly one profile: ignored`)
          else mergeProfiles(world.profiles, target, source, world.clock.now())
        }
      },
    }
  },
}

/** How to find the profile of an identifier, or the text of a 400. */
function readFind(identifier: unknown, profiles: ProfileStore): Find | string {
  if (!isObject(identifier)) return texts.identifier
  const given = ['external_id', 'user_alias', 'email', 'phone'].filter((name) => identifier[name] !== undefined)
  const [kind] = given
  if (given.length !== 1 || kind === undefined) return texts.identifier
  if (kind === 'user_alias') {
    const alias = userAlias.safeParse(identifier.user_alias)
    if (!alias.success) return texts.identifier
    return () => profiles.find({ kind, name: alias.data.alias_name, label: alias.data.alias_label })
  }
  const value = identifier[kind]
  if (typeof value !== 'string' || value === '') return texts.identifier
  if (kind === 'external_id') return () => profiles.find({ kind, value })
  return readAddressFind(identifier, kind === 'email' ? 'email' : 'phone', value, profiles)
}

function readAddressFind(
  identifier: Members,
  kind: 'email' | 'phone',
  value: string,
  profiles: ProfileStore,
): Find | string {
  const words = readPrioritization(identifier.prioritization)
  if (words === undefined) return mistakes.notValid('prioritization')
  return () => prioritize(profiles.sharing(kind, value), words)
}
