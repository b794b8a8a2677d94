import { z } from 'zod'
import type { MessageRecord } from './send-record.ts'
import type { Webhooks } from './webhook.ts'

/** Where the statuses of a transactional e-mail are posted, and what every one of them says. */
export const postback = z
  .object({ url: z.string(), dispatchId: z.string(), metadata: z.record(z.string(), z.string()).readonly() })
  .readonly()
export type Postback = z.output<typeof postback>

/** Posts that the e-mail was taken up. */
export function postSent(webhooks: Webhooks, to: Postback, now: number): Promise<void> {
  const at = showPostbackTime(now)
  return postStatus(webhooks, to, 'sent', { enqueued_at: at, executed_at: at })
}

function postStatus(
  webhooks: Webhooks,
  { url, dispatchId, metadata }: Postback,
  status: string,
  more: { readonly [name: string]: string },
): Promise<void> {
  const body = JSON.stringify({ dispatch_id: dispatchId, status, metadata: { ...metadata, ...more } })
  const call = { url, method: 'POST', headers: { 'Content-Type': 'application/json' }, body }
  return webhooks.begin(call, { kind: 'status', status }).attempt()
}

/** Posts how the e-mail ended. */
export async function postEnd(webhooks: Webhooks, to: Postback, record: MessageRecord, now: number): Promise<void> {
  const at = showPostbackTime(now)
  if (record.status !== 'sent') {
    return postStatus(webhooks, to, 'aborted', { aborted_at: at, reason: record.reason ?? record.status })
  }
  await Promise.all([
    postStatus(webhooks, to, 'processed', { processed_at: at }),
    postStatus(webhooks, to, 'delivered', { delivered_at: at }),
  ])
}

/** As the postbacks of the documentation write times. */
export function showPostbackTime(at: number): string {
  return new Date(at).toISOString().replace('Z', '+00:00')
}
