import type { Channel } from '../../messaging/message.ts'
import type { DayFigures, MessageFigures } from '../../messaging/statistic.ts'

type Figures = { readonly [name: string]: string | number }

const push = (sent: number): Figures => ({ sent, direct_opens: 0, total_opens: 0, bounces: 0, body_clicks: 0 })

/** The figures of each channel. What a recipient does afterwards is not emulated, so nobody opens or clicks anything. */
const channelFigures: { readonly [Name in Channel]: (sent: number, errors: number) => Figures } = {
  email: (sent) => ({
    sent,
    opens: 0,
    unique_opens: 0,
    clicks: 0,
    unique_clicks: 0,
    unsubscribes: 0,
    bounces: 0,
    delivered: sent,
    reported_spam: 0,
  }),
  ios_push: push,
  android_push: push,
  kindle_push: push,
  web_push: push,
  windows_push: push,
  webhook: (sent, errors) => ({ sent, errors }),
  sms: (sent) => ({ sent, delivered: sent, undelivered: 0, delivery_failed: 0 }),
  whats_app: (sent) => ({ sent, delivered: sent, read: 0, failed: 0 }),
  content_cards: (sent) => ({
    sent,
    total_impressions: 0,
    unique_impressions: 0,
    total_clicks: 0,
    unique_clicks: 0,
    total_dismissals: 0,
    unique_dismissals: 0,
  }),
}

/** The figures of messages by channel, one entry for each variation. */
export function showMessages(messages: readonly MessageFigures[]): { readonly [channel: string]: readonly Figures[] } {
  const shown: { [channel: string]: Figures[] } = {}
  for (const { channel, name, id, sent, errors, recipients } of messages) {
    const list = shown[channel] ?? []
    shown[channel] = list
    list.push({
      variation_name: name,
      variation_api_id: id,
      ...channelFigures[channel](sent, errors),
      revenue: 0,
      unique_recipients: recipients.size,
      conversions: 0,
      conversions_by_send_time: 0,
    })
  }
  return shown
}

/** One day of a campaign or of a send id. */
export function showDay({ day, messages, recipients }: DayFigures): object {
  return {
    time: day,
    messages: showMessages(messages),
    conversions: 0,
    conversions_by_send_time: 0,
    unique_recipients: recipients.size,
    revenue: 0,
  }
}

/** The same messages of several days as one. */
export function sumMessages(days: readonly DayFigures[]): readonly MessageFigures[] {
  const sums = new Map<string, MessageFigures>()
  for (const one of days.flatMap(({ messages }) => messages)) {
    const { sent = 0, errors = 0, recipients = new Set<string>() } = sums.get(one.id) ?? {}
    sums.set(one.id, {
      ...one,
      sent: sent + one.sent,
      errors: errors + one.errors,
      recipients: new Set([...recipients, ...one.recipients]),
    })
  }
  return [...sums.values()]
}
