import { endpoints, requestErrors, successMessage } from '@parley/braze/contract'
import { applyChange, type Change } from '../../change.ts'
import type { Profile } from '../../profile.ts'
import type { Tally } from '../../tally.ts'
import { showTime } from '../../time.ts'
import { badRequest } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { countObjects, judgeObjects, readArrays, refuseAll } from './track.ts'

/** `POST /users/track/sync`: one object, applied before the answer, which shows what of the profile it touched. */
export const usersTrackSync: Handler = {
  answer(call) {
    const arrays = readArrays(call.body)
    if (typeof arrays === 'string') return badRequest(arrays)
    if (countObjects(arrays) > endpoints['users.track.sync'].batchLimits.combined) {
      return badRequest(requestErrors.tooMany)
    }
    const { changes, errors } = judgeObjects(call, arrays)
    const [accepted] = changes
    if (accepted === undefined) return refuseAll(errors)
    const { change, warn } = accepted
    const profile = applyChange(call.world, change, call.world.clock.now(), warn)
    return {
      status: endpoints['users.track.sync'].successStatus,
      body: { users: profile === undefined ? [] : [showTouched(profile, change)], message: successMessage },
    }
  },
}

function showTouched(profile: Profile, change: Change): object {
  if (change.kind === 'push-tokens') return {}
  const identified = showIdentifier(change)
  if (change.kind === 'event') {
    return { ...identified, custom_events: [{ name: change.name, ...showTally(profile.events.get(change.name)) }] }
  }
  if (change.kind === 'purchase') {
    const { product } = change
    return { ...identified, purchase_events: [{ product_id: product, ...showTally(profile.purchases.get(product)) }] }
  }
  const fields = change.fields.map(([name]) => [name, profile.fields.get(name) ?? null])
  const attributes: { [name: string]: unknown } = Object.create(null)
  for (const [name] of change.attributes) attributes[name] = profile.attributes.get(name) ?? null
  return {
    ...identified,
    ...Object.fromEntries(fields),
    ...(change.attributes.length > 0 && { custom_attributes: attributes }),
  }
}

function showIdentifier({ target: { identifier } }: Exclude<Change, { readonly kind: 'push-tokens' }>): object {
  if (identifier.kind !== 'user_alias') return { [identifier.kind]: identifier.value }
  return { user_alias: { alias_name: identifier.name, alias_label: identifier.label } }
}

function showTally(tally: Tally | undefined): object {
  if (tally === undefined) return {}
  return { first: showTime(tally.first), last: showTime(tally.last), count: tally.count }
}
