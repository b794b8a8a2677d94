import { z } from 'zod'

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of `15m`, `300ms`; `NaN` for anything else. */
export function readSpan(text: string): number {
  const [, amount, unit] = /^(\d{1,6})(ms|s|m|h)$/.exec(text) ?? []
  return Number(amount) * (units[unit ?? ''] ?? Number.NaN)
}

const longestKeepMs = 24 * 3_600_000
const longestWaitMs = 5000

const span = (longestMs: number, words: string) => z.string().refine((text) => readSpan(text) <= longestMs, words)

/** What a conversation may know of the person's Braze profile. */
export const insightSettings = z.strictObject({
  fields: z.array(z.string().min(1).max(255)).min(1).max(50).readonly(),
  at: z.enum(['start', 'demand']).exactOptional(),
  keep: span(longestKeepMs, 'a time like 15m or 2h, at most 24h').exactOptional(),
  wait: span(longestWaitMs, 'a time like 300ms or 1s, at most 5s').exactOptional(),
})

/** `insight` in `solution.ts`: which fields of a person's Braze profile texts and logic see as `profile`. See `docs/insight.md`. */
export interface InsightSettings {
  /** Fields of the profile export: `first_name`, `custom_attributes.plan`, `custom_events`. No others are kept. */
  readonly fields: readonly string[]
  /** `start` (default): looked up when a conversation begins. `demand`: only by a `braze-look-up` node. */
  readonly at?: 'start' | 'demand'
  /** How long a profile that was looked up is taken to be right: `15m` (default), at most `24h`, `0s` never. */
  readonly keep?: string
  /** How long the first turn waits for it: `300ms` (default), at most `5s`. */
  readonly wait?: string
}

// What the type allows, the schema must take, and the other way round.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never
const agreed: Same<z.output<typeof insightSettings>, InsightSettings> = true
void agreed
