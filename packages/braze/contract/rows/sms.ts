import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { days, listWindow } from '../member.ts'
import { answer, done, list, textMembers, texts } from '../piece.ts'

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
        ...days,
        ...listWindow(100, 500),
        phone_numbers: texts.exactOptional().describe('Only these numbers, in E.164. They win over the days.'),
        reason: z
          .enum(['provider_error', 'deactivated'])
          .exactOptional()
          .describe('Only numbers found invalid for this reason.'),
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
    request: z.object({ phone_numbers: texts.describe('Phone numbers in E.164, at most 50.') }).readonly(),
    response: done,
    docs: {
      what: 'Takes phone numbers off the invalid list.',
      docPath: '_docs/_api/endpoints/sms/post_remove_invalid_numbers.md',
    },
  },
])
