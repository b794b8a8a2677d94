import { endpoints, successMessage, userAlias } from '@parley/braze/contract'
import { isObject } from '../../attribute-value.ts'
import { mergeProfiles } from '../../merge.ts'
import { type Prioritization, prioritize, readPrioritization } from '../../prioritize.ts'
import { note, type Profile } from '../../profile.ts'
import type { World } from '../../world.ts'
import { badRequest, MAX_IDS, type Members, membersOf, mistakes, readArray } from '../bad-request.ts'
import type { Answer, Handler } from '../handler.ts'

const arrays = ['aliases_to_identify', 'emails_to_identify', 'phone_numbers_to_identify'] as const
type ArrayName = (typeof arrays)[number]

/** One entry that can be acted on: who becomes whom. */
interface Identification {
  readonly externalId: string
  readonly findSource: () => Profile | undefined
}

/** `POST /users/identify`: gives profiles without external id one. A profile that nobody has found is no error. */
export const usersIdentify: Handler = {
  answer({ body, world }) {
    const members = membersOf(body)
    const identifications: Identification[] = []
    let sent = false
    for (const name of arrays) {
      const read = readIdentifications(members, name, world)
      if (typeof read === 'string') return badRequest(read)
      if (read === undefined) continue
      sent = true
      identifications.push(...read)
    }
    if (!sent) return badRequest(mistakes.oneOf(arrays))
    const { merge_behavior: behavior = 'merge' } = members
    if (behavior !== 'merge' && behavior !== 'none') return badRequest(mistakes.notValid('merge_behavior'))
    return done(identifications.length, () => {
      for (const one of identifications) identify(world, one, behavior === 'merge')
    })
  },
}

function done(count: number, apply: () => void): Answer {
  const { successStatus: status } = endpoints['users.identify']
  return { status, body: { aliases_processed: count, message: successMessage }, apply }
}

function readIdentifications(
  members: Members,
  name: ArrayName,
  world: World,
): readonly Identification[] | string | undefined {
  const items = readArray(members, name, { of: 'objects', max: MAX_IDS })
  if (items === undefined || typeof items === 'string') return items
  const identifications: Identification[] = []
  for (const item of items) {
    if (!isObject(item)) return mistakes.notArray(name, 'objects')
    const externalId = readExternalId(item.external_id)
    if (externalId === undefined) return mistakes.required('external_id')
    const findSource = name === 'aliases_to_identify' ? readAlias(item, world) : readAddress(item, name, world)
    if (typeof findSource === 'string') return findSource
    identifications.push({ externalId, findSource })
  }
  return identifications
}

function readExternalId(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

function readAlias(item: Members, { profiles }: World): (() => Profile | undefined) | string {
  const alias = userAlias.safeParse(item.user_alias)
  if (!alias.success) return mistakes.notValid('user_alias')
  const { alias_name: name, alias_label: label } = alias.data
  return () => profiles.find({ kind: 'user_alias', name, label })
}

function readAddress(item: Members, name: ArrayName, { profiles }: World): (() => Profile | undefined) | string {
  const kind = name === 'emails_to_identify' ? 'email' : 'phone'
  const address = item[kind]
  if (typeof address !== 'string' || address === '') return mistakes.required(kind)
  const words: readonly Prioritization[] | undefined = readPrioritization(item.prioritization)
  if (words === undefined) return mistakes.notValid('prioritization')
  return () => {
    const unidentified = [...profiles.sharing(kind, address)].filter(({ externalId }) => externalId === undefined)
    return prioritize(unidentified, words)
  }
}

function identify(world: World, { externalId, findSource }: Identification, merges: boolean): void {
  const { profiles, clock } = world
  const source = findSource()
  if (source === undefined || source.externalId !== undefined) return
  const target = profiles.find({ kind: 'external_id', value: externalId })
  if (target === undefined) {
    profiles.setExternalId(source, externalId)
    profiles.touch(source)
    note(source, clock.now(), `identified as ${externalId}`)
    return
  }
  // Another name under the same label: the two are not one person.
  const clashes = source.aliases.some(({ alias_label }) =>
    target.aliases.some((own) => own.alias_label === alias_label),
  )
  if (clashes) return
  if (merges) {
    mergeProfiles(profiles, target, source, clock.now())
    return
  }
  const aliases = [...source.aliases]
  profiles.remove(source)
  for (const alias of aliases) profiles.addAlias(target, alias)
  profiles.touch(target)
}
