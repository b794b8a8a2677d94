import type { HandlerGroup } from '../handler.ts'
import {
  campaignSource,
  canvasSource,
  contentBlockSource,
  emailTemplateSource,
  webhookTemplateSource,
} from './source.ts'
import { translationHandlers } from './translations.ts'

const campaign = translationHandlers(campaignSource)
const canvas = translationHandlers(canvasSource)
const emailTemplate = translationHandlers(emailTemplateSource)
const webhookTemplate = translationHandlers(webhookTemplateSource)
const contentBlock = translationHandlers(contentBlockSource)

export const translationsHandlers = {
  'campaigns.translations.get': campaign.get,
  'campaigns.translations.update': campaign.update,
  'campaigns.translations.source': campaign.source,
  'canvas.translations.get': canvas.get,
  'canvas.translations.update': canvas.update,
  'canvas.translations.source': canvas.source,
  'templates.email.translations.get': emailTemplate.get,
  'templates.email.translations.update': emailTemplate.update,
  'templates.email.translations.source': emailTemplate.source,
  'templates.webhook.translations.get': webhookTemplate.get,
  'templates.webhook.translations.update': webhookTemplate.update,
  'templates.webhook.translations.source': webhookTemplate.source,
  'content_blocks.translations.get': contentBlock.get,
  'content_blocks.translations.update': contentBlock.update,
} as const satisfies HandlerGroup
