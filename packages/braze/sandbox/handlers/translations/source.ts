import { templateTexts } from '../../assets/email-template.ts'
import { messagesOf } from '../../messaging/canvas-step.ts'
import { type Message, textsOf } from '../../messaging/message.ts'
import type { FindSource, TranslationSource } from './translations.ts'

export const emailTemplateSource: FindSource = ({ assets }, { template_id: id }) => {
  const template = typeof id === 'string' ? assets.emailTemplates.get(id) : undefined
  if (template === undefined) return { unknown: 'Template not found' }
  return { owner: { kind: 'email_template', ids: [template.id] }, texts: templateTexts(template) }
}

export const webhookTemplateSource: FindSource = ({ assets }, { template_id: id }) => {
  const template = typeof id === 'string' ? assets.webhookTemplates.get(id) : undefined
  if (template === undefined) return { unknown: 'Template not found' }
  return { owner: { kind: 'webhook_template', ids: [template.id] }, texts: [template.url, template.body] }
}

export const contentBlockSource: FindSource = ({ assets }, { content_block_id: id }) => {
  const block = typeof id === 'string' ? assets.contentBlocks.get(id) : undefined
  if (block === undefined) return { unknown: 'Content Block not found' }
  return { owner: { kind: 'content_block', ids: [block.id] }, texts: [block.content] }
}

export const campaignSource: FindSource = ({ messaging }, { campaign_id: id, message_variation_id: variation }) => {
  const campaign = typeof id === 'string' ? messaging.campaigns.get(id) : undefined
  if (campaign === undefined) return { unknown: 'Campaign not found' }
  return findMessage(campaign.messages, variation, 'campaign', [campaign.id])
}

export const canvasSource: FindSource = ({ messaging }, members) => {
  const { workflow_id: id, step_id: stepId, message_variation_id: variation } = members
  const canvas = typeof id === 'string' ? messaging.canvases.get(id) : undefined
  if (canvas === undefined) return { unknown: 'Canvas not found' }
  const step = canvas.steps.find((one) => one.id === stepId)
  if (step === undefined) return { unknown: 'Canvas step not found' }
  return findMessage(messagesOf(step), variation, 'canvas', [canvas.id, step.id])
}

function findMessage(
  messages: readonly Message[],
  variation: unknown,
  kind: 'campaign' | 'canvas',
  ids: readonly string[],
): TranslationSource | { readonly unknown: string } {
  const message = messages.find(({ id }) => id === variation)
  if (message === undefined) return { unknown: 'Message variation not found' }
  const texts = [...textsOf(message.content)].map(({ text }) => text)
  return { owner: { kind, ids: [...ids, message.id] }, texts }
}
