import { z } from 'zod'

const units: { readonly [unit: string]: number } = { h: 3_600_000, d: 86_400_000 }
const leastMs = 3_600_000
const mostMs = 3650 * 86_400_000

/** Milliseconds of a time like `90d`; NaN when it is none. */
export function readKeep(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([hd])$/.exec(text) ?? []
  return Number(amount) * (units[unit ?? ''] ?? Number.NaN)
}

const keep = z
  .string()
  .refine((text) => readKeep(text) >= leastMs && readKeep(text) <= mostMs, 'a time like 90d or 12h, at most 3650d')

export const privacySettings = z.strictObject({
  keep: z
    .strictObject({
      conversations: keep.exactOptional(),
      files: keep.exactOptional(),
      page_events: keep.exactOptional(),
    })
    .exactOptional(),
})

/** `privacy` in `solution.ts`: how long what people said is kept. See `docs/privacy.md`. */
export interface PrivacySettings {
  /** Times like `90d` or `12h`; what is left out is kept for good. */
  readonly keep?: {
    /** Conversations with everything of theirs, from when they ended. */
    readonly conversations?: string
    /** Files that people gave, from when they came. */
    readonly files?: string
    /** What pages reported; 30 days at most in any case. */
    readonly page_events?: string
  }
}
