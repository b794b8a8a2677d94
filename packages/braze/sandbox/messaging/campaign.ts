import { connectedAudience } from '@parley/braze/contract'
import { z } from 'zod'
import { message } from './message.ts'

/** `active` sends; `stopped` and `paused` are the same to a request. */
export const states = ['active', 'paused', 'archived', 'draft'] as const

const ownSchedule = z
  .object({
    /** Epoch milliseconds. */
    time: z.number(),
    schedule_type: z.enum(['local_time_zones', 'intelligent_delivery', 'UTC']),
  })
  .readonly()

/** What campaigns and Canvases have in common. Times are epoch milliseconds. */
export const definitionShape = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()).readonly(),
  state: z.enum(states),
  /** Whom a broadcast reaches; without one, everybody. */
  audience: connectedAudience.exactOptional(),
  /** Set in the dashboard: a broadcast at that time. */
  schedule: ownSchedule.exactOptional(),
  createdAt: z.number(),
  updatedAt: z.number(),
  firstAt: z.number().exactOptional(),
  lastAt: z.number().exactOptional(),
} as const

export const campaign = z
  .object({
    ...definitionShape,
    /** `transactional` ones are sent by their own endpoint. */
    type: z.enum(['api_triggered', 'transactional']),
    messages: z.array(message).readonly(),
    /** Where the statuses of a transactional e-mail are posted. */
    postbackUrl: z.string().exactOptional(),
  })
  .readonly()
export type Campaign = z.output<typeof campaign>
