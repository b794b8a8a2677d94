import { isObject, jsonBytes } from '../attribute-value.ts'
import type { Campaign } from './campaign.ts'
import { type Channel, type Json, type JsonObject, type Message, textsOf } from './message.ts'
import type { Checked } from './recipient.ts'

/** The members of `messages` in a request, and the channels that they are. */
const members: { readonly [member: string]: Channel } = {
  apple_push: 'ios_push',
  android_push: 'android_push',
  kindle_push: 'kindle_push',
  web_push: 'web_push',
  windows_push: 'windows_push',
  email: 'email',
  sms: 'sms',
  whats_app: 'whats_app',
  webhook: 'webhook',
  content_card: 'content_cards',
}

/** JSON bytes of a push: what the services of Apple and Google take. */
const PUSH_BYTES = { apple_push: 1912, android_push: 4000 } as const
const webhookMethods = ['POST', 'PUT', 'DELETE', 'GET']
/** Texts of one message. Braze names no number; beyond it a message is no message. */
const TEXTS = 1000

/** Reads the member `messages`. With a campaign, each message names the variation that it is counted as. */
export function readApiMessages(value: unknown, campaign: Campaign | undefined): Checked<readonly Message[]> {
  if (!isObject(value)) return { refusal: 'No message to send' }
  const messages: Message[] = []
  for (const [member, channel] of Object.entries(members)) {
    const content = value[member]
    if (content === undefined || content === null) continue
    if (!isObject(content)) return { refusal: 'No message to send' }
    const refusal = findMisfit(member, content) ?? findWrongVariation(content.message_variation_id, channel, campaign)
    if (refusal !== undefined) return { refusal }
    messages.push(readMessage(channel, content as JsonObject, campaign))
  }
  return messages.length === 0 ? { refusal: 'No message to send' } : { value: messages }
}

function findMisfit(member: string, content: { readonly [member: string]: unknown }): string | undefined {
  const isPush = member === 'apple_push' || member === 'android_push'
  const extra = content.extra
  if (isPush && extra !== undefined && !isObject(extra)) return 'Invalid Extra Push Payload'
  if (member === 'apple_push' && jsonBytes(content) > PUSH_BYTES.apple_push) return 'Apple Push Length Exceeded'
  if (member === 'android_push' && jsonBytes(content) > PUSH_BYTES.android_push) return 'Android Push Length Exceeded'
  if (member === 'webhook') {
    if (typeof content.url !== 'string' || content.url === '') return 'url is required'
    if (!webhookMethods.includes(String(content.request_method))) return 'request_method is invalid'
  }
  let texts = 0
  for (const _text of textsOf(content as Json)) texts += 1
  return texts > TEXTS ? 'Max Input Length Exceeded' : undefined
}

function findWrongVariation(id: unknown, channel: Channel, campaign: Campaign | undefined): string | undefined {
  if (campaign === undefined) return undefined
  if (id === undefined || id === null) return 'Message Variant Unspecified'
  const variation = campaign.messages.find((one) => one.id === id)
  if (variation === undefined) return 'Invalid Message Variant'
  return variation.channel === channel ? undefined : 'Mismatched Message Type'
}

function readMessage(channel: Channel, content: JsonObject, campaign: Campaign | undefined): Message {
  const { message_variation_id: id, ...rest } = content
  const variation = campaign?.messages.find((one) => one.id === id)
  return {
    id: typeof id === 'string' ? id : channel,
    name: variation?.name ?? channel,
    channel,
    content: channel === 'webhook' ? readWebhook(rest) : rest,
  }
}

function readWebhook({ url = '', request_method = 'POST', request_headers = {}, body = '' }: JsonObject): JsonObject {
  return { url, method: request_method, headers: request_headers, body }
}
