/**
 * Which addresses the broker may connect to: public ones, and those the operator opened. Decided on the address that is
 * about to be connected to, never on a name.
 */
import ipaddr from 'ipaddr.js'

/** An address or network the operator opened, `10.0.0.0/8` or `127.0.0.1:4010`. */
interface Opening {
  readonly network: readonly [ipaddr.IPv4 | ipaddr.IPv6, number]
  readonly port: number | null
}

export type MayConnect = (address: string, port: number) => boolean

/** Global unicast: every IPv6 address that is handed out lies in here. */
const globalV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/** Whether an address is on the public internet: not this machine, its network, a cloud's metadata, or a way around that. */
export function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  // Mapped, NAT64, 6to4 and Teredo addresses lead to IPv4 ones and have ranges of their own, so they are refused.
  return address.range() === 'unicast' && address.match(globalV6)
}

function readOpening(entry: string): Opening {
  const withPort = /^(?:\[([^\]]+)\]|([\d.]+)):(\d{1,5})$/.exec(entry)
  const host = withPort ? (withPort[1] ?? withPort[2] ?? '') : entry
  const port = withPort ? Number(withPort[3]) : null
  try {
    if (host.includes('/')) return { network: ipaddr.parseCIDR(host), port }
    const address = ipaddr.parse(host)
    return { network: [address, address.kind() === 'ipv4' ? 32 : 128], port }
  } catch (cause) {
    throw new Error(`"${entry}" is not an address, ip:port or network. Write 127.0.0.1:8080 or 10.0.0.0/8.`, { cause })
  }
}

/**
 * Builds the decision. `opened` is the operator's list of private addresses (`PARLEY_EGRESS_PRIVATE`).
 * @throws Error naming the entry that cannot be read.
 */
export function createMayConnect(opened: readonly string[]): MayConnect {
  const openings = opened.map(readOpening)
  return (text, port) => {
    if (isPublic(text)) return true
    if (!ipaddr.isValid(text)) return false
    const address = ipaddr.process(text)
    return openings.some(
      (one) =>
        (one.port === null || one.port === port) &&
        address.kind() === one.network[0].kind() &&
        address.match(one.network as [ipaddr.IPv4, number]),
    )
  }
}

/** Whether a URL names, by its address, something private that the operator opened: plain HTTP may carry secrets there. */
export function isOpenedAddress({ hostname, port, protocol }: URL, mayConnect: MayConnect): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(host) && !isPublic(host) && mayConnect(host, Number(port) || (protocol === 'https:' ? 443 : 80))
}
