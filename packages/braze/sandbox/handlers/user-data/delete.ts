import { endpoints, type Identifier, requestErrors, successMessage, userAlias } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { prioritize, readPrioritization } from '../../prioritize.ts'
import type { Profile } from '../../profile.ts'
import type { ProfileStore } from '../../profile-store.ts'
import { badRequest, MAX_IDS, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

type Find = () => Profile | undefined
type ReadFind = (item: unknown, profiles: ProfileStore) => Find | undefined

const readers: { readonly [member: string]: ReadFind } = {
  external_ids: byId('external_id'),
  braze_ids: byId('braze_id'),
  user_aliases: (item, profiles) => {
    const alias = userAlias.safeParse(item)
    if (!alias.success) return undefined
    return () => profiles.find({ kind: 'user_alias', name: alias.data.alias_name, label: alias.data.alias_label })
  },
  email_addresses: byAddress('email'),
  phone_numbers: byAddress('phone'),
}

/** `POST /users/delete`. `deleted` counts the ids that were sent, whether somebody had them or not, as recorded traffic shows. */
export const usersDelete: Handler = {
  answer({ body, world }) {
    const members = membersOf(body)
    const finds: Find[] = []
    let sent = false
    for (const [member, read] of Object.entries(readers)) {
      const items = members[member]
      if (items === undefined || items === null) continue
      sent = true
      if (!Array.isArray(items)) return badRequest(mistakes.notArray(member, 'identifiers'))
      if (items.length > MAX_IDS) return badRequest(requestErrors.tooManyIds)
      for (const item of items) {
        const find = read(item, world.profiles)
        if (find === undefined) return badRequest(mistakes.notValid(member))
        finds.push(find)
      }
    }
    if (!sent) return badRequest(mistakes.oneOf(Object.keys(readers)))
    return {
      status: endpoints['users.delete'].successStatus,
      body: { deleted: finds.length, message: successMessage },
      apply: () => {
        // Found before any is gone: deleting one must not change whom the next words single out.
        const found = new Set(finds.map((find) => find()))
        for (const profile of found) if (profile !== undefined) world.profiles.remove(profile)
      },
    }
  },
}

function byId(kind: Extract<Identifier, { readonly value: string }>['kind']): ReadFind {
  return (item, profiles) => {
    const value = typeof item === 'number' ? String(item) : item
    return typeof value === 'string' && value !== '' ? () => profiles.find({ kind, value }) : undefined
  }
}

function byAddress(kind: 'email' | 'phone'): ReadFind {
  return (item, profiles) => {
    if (!isObject(item)) return undefined
    const address = item[kind]
    const words = readPrioritization(item.prioritization ?? [])
    if (typeof address !== 'string' || address === '' || words === undefined) return undefined
    return () => prioritize(profiles.sharing(kind, address), words)
  }
}
