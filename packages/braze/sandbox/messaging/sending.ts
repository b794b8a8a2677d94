import { z } from 'zod'
import type { MessageOrigin, SentProperties } from './liquid/scope.ts'
import { message } from './message.ts'
import { postback } from './postback.ts'
import { subscriptionStates } from './reach.ts'

const names = z.record(z.string(), z.string()).readonly()
const values = z.record(z.string(), z.unknown()).readonly()

const messageOrigin: z.ZodType<MessageOrigin> = z.object({ campaign: names, canvas: names }).readonly()

export const sentProperties: z.ZodType<SentProperties> = z
  .object({ kind: z.enum(['trigger', 'context']), values, event: values.exactOptional() })
  .readonly()

/** One message on its way to one person, with all that is needed to send it, also after a restart. */
export const sending = z
  .object({
    /** Of its record. */
    id: z.string(),
    /** Of the send that it belongs to. */
    recordId: z.string(),
    brazeId: z.string(),
    message,
    origin: messageOrigin,
    sent: sentProperties,
    subscriptionState: z.enum(subscriptionStates),
    dispatchId: z.string(),
    /** Of a Canvas. */
    step: z.object({ id: z.string(), name: z.string() }).readonly().exactOptional(),
    /** What it is counted for. */
    source: z
      .object({ kind: z.enum(['campaign', 'canvas']), id: z.string(), name: z.string() })
      .readonly()
      .exactOptional(),
    sendId: z.string().exactOptional(),
    postback: postback.exactOptional(),
  })
  .readonly()
export type Sending = z.output<typeof sending>
