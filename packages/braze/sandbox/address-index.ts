import type { Profile } from './profile.ts'

/** Profiles by an address that several may share. */
export interface AddressIndex {
  /** Everyone with the address. */
  all(address: string): Iterable<Profile>
  /** Writes the address into the profile, under its form for comparing, and remembers it; `undefined` clears. */
  write(profile: Profile, address: string | undefined): void
}

export function createAddressIndex(kind: 'email' | 'phone'): AddressIndex {
  const groups = new Map<string, Set<Profile>>()
  const keyOf = (address: string) => (kind === 'email' ? address.toLowerCase() : address)

  function forget(profile: Profile): void {
    const address = profile.fields.get(kind)
    if (typeof address !== 'string') return
    const group = groups.get(address)
    group?.delete(profile)
    if (group?.size === 0) groups.delete(address)
    profile.fields.delete(kind)
  }

  return {
    all: (address) => groups.get(keyOf(address)) ?? [],
    write(profile, address) {
      forget(profile)
      if (address === undefined) return
      const key = keyOf(address)
      profile.fields.set(kind, key)
      groups.set(key, (groups.get(key) ?? new Set()).add(profile))
    },
  }
}
