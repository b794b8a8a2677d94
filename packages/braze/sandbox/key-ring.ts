import { BlockList, isIP } from 'node:net'
import type { SandboxKey, Settings } from './settings.ts'

/** The keys of a sandbox, and from where each may be used. */
export interface KeyRing {
  find(key: string | undefined): SandboxKey | undefined
  isScimToken(key: string | undefined): boolean
  /** Whether the key may be used from this address. */
  admits(key: SandboxKey, address: string | undefined): boolean
}

/** @throws TypeError where a key names no address or subnet */
export function createKeyRing({ keys, scimTokens }: Pick<Settings, 'keys' | 'scimTokens'>): KeyRing {
  const byKey = new Map(keys.map((key) => [key.key, { key, admitted: key.addresses && readAddresses(key.addresses) }]))
  return {
    find: (key) => (key === undefined ? undefined : byKey.get(key)?.key),
    isScimToken: (key) => key !== undefined && scimTokens.includes(key),
    admits({ key }, address = '') {
      const admitted = byKey.get(key)?.admitted
      if (admitted === undefined) return true
      // A socket that takes both families shows IPv4 as ::ffff:127.0.0.1.
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
      const family = isIP(plain)
      return family !== 0 && admitted.check(plain, family === 6 ? 'ipv6' : 'ipv4')
    },
  }
}

function readAddresses(addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of addresses) {
    const [address = '', prefix] = text.split('/', 2)
    const family = isIP(address)
    if (family === 0) throw new TypeError(`'${text}' is no IP address and no subnet such as 10.0.0.0/8`)
    const kind = family === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, kind)
    else list.addSubnet(address, Number(prefix), kind)
  }
  return list
}
