/**
 * One profile from two.
 *
 * M1 What the kept profile has stays; its gaps are filled from the other.
 * M2 Counts and revenue are added; of first times the earlier stays, of last times the later.
 * M3 The other profile is gone afterwards, with its external ids; its aliases move unless their label is taken.
 */
import type { ProfileFieldName } from '@parley/braze/contract'
import { roundMoney } from './change.ts'
import { note, type Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'
import type { FieldValue } from './standard-field.ts'
import type { Tally } from './tally.ts'

/** Merges `gone` into `kept`. */
export function mergeProfiles(profiles: ProfileStore, kept: Profile, gone: Profile, now: number): void {
  if (kept === gone) return
  const aliases = [...gone.aliases]
  const addresses = (['email', 'phone'] as const).map((kind) => [kind, gone.fields.get(kind)] as const)
  const fields = [...gone.fields]
  profiles.remove(gone) // M3
  for (const alias of aliases) profiles.addAlias(kept, alias) // M3
  for (const [kind, address] of addresses) {
    if (kept.fields.has(kind) || typeof address !== 'string') continue
    profiles.setAddress(kept, kind, address)
  }
  for (const [name, value] of fields) {
    if (name !== 'email' && name !== 'phone') kept.fields.set(name, joinField(name, kept.fields.get(name), value))
  }
  for (const [name, value] of gone.attributes) if (!kept.attributes.has(name)) kept.attributes.set(name, value) // M1
  for (const [name, tally] of gone.events) kept.events.set(name, joinTallies(kept.events.get(name), tally))
  for (const [name, tally] of gone.purchases) kept.purchases.set(name, joinTallies(kept.purchases.get(name), tally))
  kept.revenue = roundMoney(kept.revenue + gone.revenue)
  note(kept, now, `merged with ${gone.externalId ?? gone.brazeId}`)
  profiles.touch(kept)
}

function joinField(name: ProfileFieldName, kept: FieldValue | undefined, gone: FieldValue): FieldValue {
  if (kept === undefined) return gone // M1
  if (name === 'date_of_first_session') return kept < gone ? kept : gone // M2
  if (name === 'date_of_last_session') return kept > gone ? kept : gone // M2
  if (name === 'push_tokens' && Array.isArray(kept) && Array.isArray(gone)) {
    const tokens: readonly FieldValue[] = [...kept, ...gone]
    const byToken = new Map(tokens.map((item) => [(item as { readonly token: string }).token, item]))
    return [...byToken.values()]
  }
  return kept // M1
}

function joinTallies(kept: Tally | undefined, gone: Tally): Tally {
  if (kept === undefined) return gone
  return {
    first: Math.min(kept.first, gone.first),
    last: Math.max(kept.last, gone.last),
    count: kept.count + gone.count,
    heard: Math.max(kept.heard, gone.heard),
  }
}
