export const defaultTimeoutMs = 10_000
/** Longer work belongs to the back end: a conversation waits. */
export const longestTimeoutMs = 60_000

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/** Reads `500ms`, `10s`, `1m` into milliseconds; `null` when it is none, zero, or more than the longest. */
export function readTimeout(text: string): number | null {
  const [, amount, unit] = /^(\d{1,6})(ms|s|m)$/.exec(text) ?? []
  const total = Number(amount) * (units[unit ?? ''] ?? 0)
  return total > 0 && total <= longestTimeoutMs ? total : null
}
