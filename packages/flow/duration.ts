const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** One year: longer than any conversation can sensibly rest, and far inside what a timer column holds. */
const longest = 365 * units.d

/**
 * Reads a duration as authors write it: a whole number and a unit (`ms`, `s`, `m`, `h`, `d`), or several of them from
 * large to small, `1h30m`. Answers milliseconds, from 1 ms to 365 days; `null` for anything else.
 */
export function parseDuration(text: string): number | null {
  if (!/^(\d{1,9}d)?(\d{1,9}h)?(\d{1,9}m)?(\d{1,9}s)?(\d{1,9}ms)?$/.test(text)) return null
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhd])/g)) {
    total += Number(amount) * units[unit as keyof typeof units]
  }
  return total > 0 && total <= longest ? total : null
}
