import type { HandlerGroup } from '../handler.ts'
import { transactionalSend } from './send.ts'

export const transactionalHandlers = {
  'transactional.campaigns.send': transactionalSend,
} as const satisfies HandlerGroup
