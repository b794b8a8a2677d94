import { z } from 'zod'
import type { Text } from './template.ts'

export const idleSource = z.strictObject({
  after: z.string().meta({ description: 'Silence since the last activity or the rule before, "10m".' }),
  remind: z.string().optional().meta({ description: 'Say this.' }),
  abandon: z.literal(true).optional().meta({ description: 'Give the conversation up.' }),
  port: z.literal('idle').optional().meta({ description: 'Leave the question by this port; only at a node.' }),
})
export type IdleSource = z.infer<typeof idleSource>

/** What happens when the person stays silent. Rules fire one after the other. */
export interface IdleRule {
  /** Milliseconds since the last activity or the rule before. */
  readonly after: number
  readonly does:
    | { readonly kind: 'remind'; readonly text: Text }
    | { readonly kind: 'abandon' }
    | { readonly kind: 'leave' }
}

/** Every conversation ends some day: a flow without rules abandons a silent person after half an hour. */
export const defaultIdle: readonly IdleRule[] = [{ after: 30 * 60_000, does: { kind: 'abandon' } }]
