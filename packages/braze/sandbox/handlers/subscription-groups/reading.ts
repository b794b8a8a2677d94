import { endpoints, requestErrors, successMessage } from '@parley/braze/contract'
import type { GroupState } from '../../address-book.ts'
import type { Profile } from '../../profile.ts'
import { type Query, readMany } from '../../query.ts'
import { addressOf, groupStates } from '../../subscription.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { readWindow } from '../listing.ts'

const shown = { subscribed: 'Subscribed', unsubscribed: 'Unsubscribed' } as const satisfies {
  [State in GroupState]: string
}
/** In lower case, as recorded. */
const unknown = 'unknown'
const kinds = ['external_id', 'email', 'phone'] as const

/** `GET /subscription/status/get`: the states in one group by identifier. */
export const subscriptionStatusGet: Handler = {
  answer({ query, world }) {
    const group = query.get('subscription_group_id') ?? ''
    if (!world.groups.isKnown(group)) return badRequest('Invalid subscription group ID')
    const asked = readIdentifiers(query)
    if (typeof asked === 'string') return badRequest(asked)
    const status: { [id: string]: string } = Object.create(null)
    for (const id of asked.values) status[id] = stateOf(world, asked.kind, id, group)
    return { status: endpoints['subscription.status.get'].successStatus, body: { status, message: successMessage } }
  },
}

/** `GET /subscription/user/status`: all groups of the profiles that are asked for. */
export const subscriptionUserStatus: Handler = {
  answer({ query, world }) {
    const asked = readIdentifiers(query)
    if (typeof asked === 'string') return badRequest(asked)
    const cut = readWindow(query, { usual: 100, most: 100 })
    if (typeof cut !== 'function') return badRequest(cut.message)
    const found = new Set(asked.values.flatMap((id) => findAll(world, asked.kind, id)))
    return {
      status: endpoints['subscription.user.status'].successStatus,
      body: {
        users: cut([...found]).map((profile) => showUser(world, profile)),
        total_count: found.size,
        message: successMessage,
      },
    }
  },
}

interface Asked {
  readonly kind: (typeof kinds)[number]
  readonly values: readonly string[]
}

/** External ids win over addresses. */
function readIdentifiers(query: Query): Asked | string {
  for (const kind of kinds) {
    const values = readMany(query, kind)
    if (values.length === 0) continue
    return values.length > MAX_IDS ? requestErrors.tooManyIds : { kind, values }
  }
  return mistakes.oneOf(kinds)
}

function findAll({ profiles }: World, kind: Asked['kind'], id: string): readonly Profile[] {
  if (kind !== 'external_id') return [...profiles.sharing(kind, id)]
  const profile = profiles.find({ kind, value: id })
  return profile === undefined ? [] : [profile]
}

function stateOf(world: World, kind: Asked['kind'], id: string, group: string): string {
  const known = kind === 'external_id' ? undefined : world.addresses.read(kind, id)?.groups?.[group]?.state
  const state =
    known ??
    findAll(world, kind, id)
      .map((profile) => groupStates(profile).get(group))
      .find(Boolean)
  return state === undefined ? unknown : shown[state]
}

function showUser({ groups }: World, profile: Profile): object {
  return {
    email: addressOf(profile, 'email') ?? null,
    phone: addressOf(profile, 'phone') ?? null,
    external_id: profile.externalId ?? null,
    subscription_groups: [...groupStates(profile)].map(([id, state]) => {
      const { name = id, channel = 'email' } = groups.find(id) ?? {}
      return { id, name, channel, status: shown[state] }
    }),
  }
}
