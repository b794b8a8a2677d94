import { hash } from 'node:crypto'

/** Names a JSON value by its content: the same for the same value, whatever the order of its members. */
export function fingerprint(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex').slice(0, 32)
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
