/**
 * Messages that a request carries itself. `_docs/_api/objects_filters/messaging/*_object.md`. Each may name the
 * `message_variation_id` under which the dashboard counts it; what is not named here is passed on as it is.
 */
import { z } from 'zod'
import { flag, int, record, text } from './piece.ts'

const variation = { message_variation_id: text.exactOptional() } as const

const push = z
  .looseObject({ ...variation, alert: z.union([text, record]).exactOptional(), title: text.exactOptional() })
  .readonly()

const email = z
  .looseObject({
    ...variation,
    app_id: text,
    subject: text.exactOptional(),
    /** `Name <address>`. */
    from: text,
    reply_to: text.exactOptional(),
    bcc: text.exactOptional(),
    /** HTML. Either this or `email_template_id`. */
    body: text.exactOptional(),
    plaintext_body: text.exactOptional(),
    preheader: text.exactOptional(),
    email_template_id: text.exactOptional(),
    extras: record.exactOptional(),
    headers: record.exactOptional(),
    should_inline_css: flag.exactOptional(),
  })
  .readonly()

const webhookObject = z
  .looseObject({
    ...variation,
    url: text,
    request_method: z.enum(['POST', 'PUT', 'DELETE', 'GET']),
    request_headers: z.record(text, text).readonly().exactOptional(),
    /** Free text; for JSON, write it as text. */
    body: text.exactOptional(),
  })
  .readonly()

const contentCard = z
  .looseObject({
    ...variation,
    type: z.enum(['CLASSIC', 'CAPTIONED_IMAGE', 'BANNER', 'CONTROL']),
    title: text.exactOptional(),
    description: text.exactOptional(),
    image_url: text.exactOptional(),
    url: text.exactOptional(),
    time_to_live: int.exactOptional(),
    extras: record.exactOptional(),
  })
  .readonly()

const sms = z
  .looseObject({
    ...variation,
    subscription_group_id: text,
    body: text,
    app_id: text,
    media_items: z.array(z.unknown()).readonly().exactOptional(),
  })
  .readonly()

const whatsApp = z
  .looseObject({ ...variation, subscription_group_id: text, app_id: text, message_type: text, message: record })
  .readonly()

/** One message per channel; at least one. */
export const messageObjects = z
  .object({
    apple_push: push.exactOptional(),
    android_push: push.exactOptional(),
    kindle_push: push.exactOptional(),
    web_push: push.exactOptional(),
    windows_push: push.exactOptional(),
    email: email.exactOptional(),
    webhook: webhookObject.exactOptional(),
    content_card: contentCard.exactOptional(),
    sms: sms.exactOptional(),
    whats_app: whatsApp.exactOptional(),
  })
  .readonly()
export type MessageObjects = z.output<typeof messageObjects>
