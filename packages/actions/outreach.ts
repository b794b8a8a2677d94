import { parseDuration } from '@parley/flow'
import { z } from 'zod'

const secretName = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'lower-case words joined by underscores')
  .max(64)

/** As many as a change of keys needs, and a third for the one who forgot the first. */
const mostSecrets = 3

const longestLife = 90 * 86_400_000

/** Whether a link may be good for so many milliseconds: from a minute to 90 days. */
export function isLinkLife(ms: number | null): ms is number {
  return ms !== null && ms >= 60_000 && ms <= longestLife
}

export const outreachSettings = z.strictObject({
  secret: z.union([secretName, z.array(secretName).min(1).max(mostSecrets).readonly()]),
  expiresIn: z
    .string()
    .refine((text) => isLinkLife(parseDuration(text)), 'how long a link is good, like 12h or 7d, at most 90d')
    .exactOptional(),
})

/** `outreach` in `solution.ts`: who may ask for links and conversations, and how long a link is good. */
export interface OutreachSettings {
  /** Name of the declared secret that the caller sends; several while it is being changed. */
  readonly secret: string | readonly string[]
  /** How long a link is good where the call does not say: `12h`, `7d`, at most 90 days. Default `7d`. */
  readonly expiresIn?: string
}
