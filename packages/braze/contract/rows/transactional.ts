import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { campaignId } from '../member.ts'
import { answerless, maybe, record, text, textMembers } from '../piece.ts'
import { transactionalRecipient } from '../recipient.ts'

export const transactional = defineGroup([
  {
    id: 'transactional.campaigns.send',
    method: 'POST',
    path: '/transactional/v1/campaigns/{campaign_id}/send',
    permission: 'transactional.send',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z
      .object({
        campaign_id: campaignId,
        external_send_id: text
          .exactOptional()
          .describe(
            'Your own id of the send, of letters that Base64 has. Keeps a repeat within 24 hours from going out.',
          ),
        trigger_properties: record.exactOptional().describe('Values for the e-mail.'),
        recipient: transactionalRecipient.describe('Who gets it.'),
      })
      .readonly(),
    response: answerless({ ...textMembers('dispatch_id', 'status', 'message'), metadata: maybe(record) }),
    docs: {
      what: 'Sends a transactional e-mail to one recipient.',
      docPath: '_docs/_api/endpoints/messaging/send_messages/post_send_transactional_message.md',
      limits:
        '`external_send_id`, Base64-compatible, keeps a repeat within 24 hours from being sent twice. Statuses: sent, processed, aborted, delivered, bounced; later ones are posted to an address set in the dashboard. Counts toward the default limit.',
    },
  },
])
