import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, done, int, list, text, textMembers, texts } from '../piece.ts'

export const sms = defineGroup([
  {
    id: 'sms.invalid_phone_numbers',
    method: 'GET',
    path: '/sms/invalid_phone_numbers',
    permission: 'sms.invalid_phone_numbers',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'offset', items: 'sms', size: 100, most: 500 },
    request: z
      .object({
        /** `YYYY-MM-DD`. */
        start_date: text.exactOptional(),
        /** `YYYY-MM-DD`. */
        end_date: text.exactOptional(),
        /** 1 to 500, default 100. */
        limit: int.exactOptional(),
        offset: int.exactOptional(),
        phone_numbers: texts.exactOptional(),
        reason: z.enum(['provider_error', 'deactivated']).exactOptional(),
      })
      .readonly(),
    response: answer({ sms: list(textMembers('phone', 'invalid_detected_at', 'reason')) }),
    docs: {
      what: 'Lists phone numbers found invalid.',
      docPath: '_docs/_api/endpoints/sms/get_query_invalid_numbers.md',
      limits: '`phone_numbers` wins over the dates.',
    },
  },
  {
    id: 'sms.invalid_phone_numbers.remove',
    method: 'POST',
    path: '/sms/invalid_phone_numbers/remove',
    permission: 'sms.invalid_phone_numbers.remove',
    rateLimit: buckets.hourly,
    batchLimits: { arrays: { phone_numbers: 50 } },
    successStatus: 201,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        /** At most 50. */
        phone_numbers: texts,
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Takes phone numbers off the invalid list.',
      docPath: '_docs/_api/endpoints/sms/post_remove_invalid_numbers.md',
    },
  },
])
