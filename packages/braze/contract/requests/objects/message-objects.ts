// Made by contract/generate.ts from the rows of the contract: change those.
import type { ContentCard } from './content-card.ts'
import type { EmailMessage } from './email-message.ts'
import type { PushMessage } from './push-message.ts'
import type { SmsMessage } from './sms-message.ts'
import type { WebhookMessage } from './webhook-message.ts'
import type { WhatsAppMessage } from './whats-app-message.ts'

/** One message per channel; 400 `No message to send` where there is none. */
export interface MessageObjects {
  /** Push to iOS. The alert has at most 1,912 bytes. */
  readonly apple_push?: PushMessage
  /** Push to Android. At most 4,000 bytes. */
  readonly android_push?: PushMessage
  /** Push to Kindle. */
  readonly kindle_push?: PushMessage
  /** Push to browsers. */
  readonly web_push?: PushMessage
  /** Push to Windows. */
  readonly windows_push?: PushMessage
  /** An e-mail. */
  readonly email?: EmailMessage
  /** A request to a server of your own, one per user. */
  readonly webhook?: WebhookMessage
  /** A Content Card. */
  readonly content_card?: ContentCard
  /** An SMS. */
  readonly sms?: SmsMessage
  /** A WhatsApp message. */
  readonly whats_app?: WhatsAppMessage
}
