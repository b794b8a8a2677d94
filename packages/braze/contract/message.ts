/**
 * Messages that a request carries itself. `_docs/_api/objects_filters/messaging/*_object.md`. What is not named here is passed on
 * as it is.
 */
import { z } from 'zod'
import { exactly, flag, int, namedObjects, record, text } from './piece.ts'

const variation = {
  message_variation_id: text.exactOptional().describe('Variation of the campaign under which the dashboard counts it.'),
} as const
const appId = text.describe('API identifier of the app that sends it.')
const groupId = text.describe('Subscription group that sends it, and whose subscribers get it.')

export const attachments = exactly({
  file_name: text.describe('Name of the file.'),
  url: text.describe('Where the file is. It decides the type.'),
}).describe('Files for an e-mail, at most 2 MB each.')

const push = z
  .looseObject({
    ...variation,
    alert: z.union([text, record]).exactOptional().describe('Text, or an object as the platform knows it.'),
    title: text.exactOptional().describe('Title.'),
  })
  .readonly()
  .register(namedObjects, { name: 'PushMessage', what: 'A push message. Members of the platform are passed on.' })

const email = z
  .looseObject({
    ...variation,
    app_id: appId,
    subject: text.exactOptional().describe('Subject. Default: that of the template.'),
    from: text.describe('Sender, as `Name <address>`.'),
    reply_to: text
      .exactOptional()
      .describe('Where answers go. Default: that of the workspace; `NO_REPLY_TO`: nowhere.'),
    bcc: text.exactOptional().describe('Who gets a blind copy: one of the BCC addresses of the workspace.'),
    body: text.exactOptional().describe('HTML. Either this or `email_template_id`.'),
    plaintext_body: text.exactOptional().describe('Body as plain text. Default: made from `body`.'),
    preheader: text.exactOptional().describe('What the inbox shows behind the subject, best 50 to 100 characters.'),
    email_template_id: text.exactOptional().describe('Template for what is not given here.'),
    extras: record.exactOptional().describe('Keys and values for the sending service.'),
    headers: record.exactOptional().describe('Further headers of the e-mail.'),
    should_inline_css: flag
      .exactOptional()
      .describe('Whether styles are written into the elements. Default: as the workspace does.'),
    attachments: attachments.exactOptional(),
  })
  .readonly()
  .register(namedObjects, { name: 'EmailMessage', what: 'An e-mail.' })

const webhook = z
  .looseObject({
    ...variation,
    url: text.describe('Where it goes.'),
    request_method: z.enum(['POST', 'PUT', 'DELETE', 'GET']).describe('How it goes there.'),
    request_headers: z.record(text, text).readonly().exactOptional().describe('Headers of the request.'),
    body: text.exactOptional().describe('Any text; JSON is written as text.'),
  })
  .readonly()
  .register(namedObjects, { name: 'WebhookMessage', what: 'A request to a server of your own, one per user.' })

const contentCard = z
  .looseObject({
    ...variation,
    type: z.enum(['CLASSIC', 'CAPTIONED_IMAGE', 'BANNER', 'CONTROL']).describe('How it looks.'),
    title: text.exactOptional().describe('Title.'),
    description: text.exactOptional().describe('Text.'),
    pinned: flag.exactOptional().describe('Whether it stays on top. Default false.'),
    image_url: text.exactOptional().describe('Address of the image. Needed by `CAPTIONED_IMAGE` and `BANNER`.'),
    time_to_live: int.exactOptional().describe('Seconds until it goes away. This or `expire_at`, at most 30 days.'),
    expire_at: text.exactOptional().describe('When it goes away, ISO 8601. This or `time_to_live`, at most 30 days.'),
    expire_in_local_time: flag
      .exactOptional()
      .describe("Whether `expire_at` is a time of the user's own zone. Default false."),
    ios_uri: text.exactOptional().describe('Where a click leads on iOS.'),
    android_uri: text.exactOptional().describe('Where a click leads on Android.'),
    web_uri: text.exactOptional().describe('Where a click leads in a browser.'),
    uri_text: text.exactOptional().describe('Text of the link.'),
    extra: record.exactOptional().describe('Keys and values that go along.'),
  })
  .readonly()
  .register(namedObjects, { name: 'ContentCard', what: 'A Content Card.' })

const sms = z
  .looseObject({
    ...variation,
    subscription_group_id: groupId,
    body: text.describe('Text.'),
    app_id: appId,
    media_items: z.array(z.unknown()).readonly().exactOptional().describe('Images that go along, as MMS.'),
  })
  .readonly()
  .register(namedObjects, { name: 'SmsMessage', what: 'An SMS.' })

const whatsApp = z
  .looseObject({
    ...variation,
    subscription_group_id: groupId,
    app_id: appId,
    message_type: text.describe('Of which kind `message` is.'),
    message: record.describe('What is sent, in the form of its kind.'),
  })
  .readonly()
  .register(namedObjects, { name: 'WhatsAppMessage', what: 'A WhatsApp message.' })

export const messageObjects = z
  .object({
    apple_push: push.exactOptional().describe('Push to iOS. The alert has at most 1,912 bytes.'),
    android_push: push.exactOptional().describe('Push to Android. At most 4,000 bytes.'),
    kindle_push: push.exactOptional().describe('Push to Kindle.'),
    web_push: push.exactOptional().describe('Push to browsers.'),
    windows_push: push.exactOptional().describe('Push to Windows.'),
    email: email.exactOptional(),
    webhook: webhook.exactOptional(),
    content_card: contentCard.exactOptional(),
    sms: sms.exactOptional(),
    whats_app: whatsApp.exactOptional(),
  })
  .readonly()
  .register(namedObjects, {
    name: 'MessageObjects',
    what: 'One message per channel; 400 `No message to send` where there is none.',
  })
export type MessageObjects = z.output<typeof messageObjects>
