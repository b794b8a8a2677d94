import { endpoints, requestErrors, successMessage } from '@parley/braze/contract'
import type { GroupState } from '../../address-book.ts'
import { isObject } from '../../attribute-value.ts'
import { note } from '../../profile.ts'
import { isEmail } from '../../standard-field.ts'
import { setGroupStateOf, writeGroupState } from '../../subscription.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, type Members, membersOf, mistakes } from '../bad-request.ts'
import type { Handler } from '../handler.ts'

/** As recorded. */
const unknownGroup = 'Invalid subscription group ID'

interface StateWrite {
  readonly group: string
  readonly state: GroupState
  readonly externalIds: readonly string[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** What the three lists are called: one form takes one or several, the other always several. */
const names = {
  v1: { externalIds: 'external_id', emails: 'email', phones: 'phone' },
  v2: { externalIds: 'external_ids', emails: 'emails', phones: 'phones' },
} as const
type Version = keyof typeof names

/** `POST /subscription/status/set`: one group. */
export const subscriptionStatusSet: Handler = {
  answer({ body, world }) {
    const write = readStateWrite(membersOf(body), 'v1', world)
    return typeof write === 'string' ? badRequest(write) : done(world, [write])
  },
}

/** `POST /v2/subscription/status/set`: several groups, all of them or none. */
export const subscriptionStatusSetV2: Handler = {
  answer({ body, world }) {
    const { subscription_groups: items } = membersOf(body)
    if (!Array.isArray(items) || items.length === 0 || !items.every(isObject)) {
      return badRequest(mistakes.notArray('subscription_groups', 'objects'))
    }
    const writes: StateWrite[] = []
    for (const item of items) {
      const write = readStateWrite(item, 'v2', world)
      if (typeof write === 'string') return badRequest(write)
      writes.push(write)
    }
    return done(world, writes)
  },
}

function done(world: World, writes: readonly StateWrite[]): ReturnType<Handler['answer']> {
  const { successStatus: status } = endpoints['subscription.status.set']
  return {
    status,
    body: { message: successMessage },
    apply: () => {
      for (const write of writes) apply(world, write)
    },
  }
}

function apply(world: World, { group, state, externalIds, emails, phones }: StateWrite): void {
  const now = world.clock.now()
  const change = { group, state, now }
  for (const id of externalIds) {
    const profile = world.profiles.find({ kind: 'external_id', value: id })
    if (profile === undefined) continue
    writeGroupState(world, profile, change)
    note(profile, now, `${state} in group ${group}`)
    world.profiles.touch(profile)
  }
  for (const email of emails) setGroupStateOf(world, 'email', email, change)
  for (const phone of phones) setGroupStateOf(world, 'phone', phone, change)
}

/** What is to be written, or the message of a 400. */
function readStateWrite(members: Members, version: Version, { groups }: World): StateWrite | string {
  const { subscription_group_id: group, subscription_state: state, use_double_opt_in_logic: optIn = false } = members
  if (!groups.isKnown(group)) return unknownGroup
  if (state !== 'subscribed' && state !== 'unsubscribed') return mistakes.notValid('subscription_state')
  if (typeof optIn !== 'boolean') return mistakes.notValid('use_double_opt_in_logic')
  const { externalIds, emails, phones } = names[version]
  const lists = [externalIds, emails, phones].map((name) => readList(members, name, version))
  const wrong = lists.find((list) => typeof list === 'string')
  if (typeof wrong === 'string') return wrong
  const [ids = [], mails = [], numbers = []] = lists as readonly (readonly string[])[]
  if (ids.length + mails.length + numbers.length === 0) return mistakes.oneOf([externalIds, emails, phones])
  if (mails.length > 0 && numbers.length > 0) return `Either '${emails}' or '${phones}' may be provided, but not both`
  if (!mails.every(isEmail)) return mistakes.notValid(emails)
  return { group, state, externalIds: ids, emails: mails, phones: numbers }
}

function readList(members: Members, name: string, version: Version): readonly string[] | string {
  const value = members[name] ?? []
  if (version === 'v2' && !Array.isArray(value)) return mistakes.notArray(name, 'strings')
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > MAX_IDS) return requestErrors.tooManyIds
  const texts = list.map((item) => (typeof item === 'number' ? String(item) : item))
  return texts.every((item) => typeof item === 'string' && item !== '') ? (texts as string[]) : mistakes.notValid(name)
}
