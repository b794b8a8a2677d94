import { isIP } from 'node:net'

/**
 * The network that an address belongs to, as log and lists keep it: enough to tell one place from another, too little for a person.
 * IPv4 without its last part (`203.0.113.0/24`), IPv6 its first three groups (`2001:db8:1::/48`).
 */
export function networkOf(address: string | null): string | null {
  if (address === null) return null
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(address) !== 6) return null
  if (address === '::1') return '::1/128'
  const [head = ''] = address.split('%', 1)
  const [before = '', after] = head.split('::')
  const groups = before === '' ? [] : before.split(':')
  // What `::` stands for lies behind the groups before it.
  const filled = after === undefined ? groups : [...groups, '0', '0', '0']
  return `${filled
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/48`
}
