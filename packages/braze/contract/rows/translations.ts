import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { campaignId, messageVariationId, postLaunchDraft } from '../member.ts'
import { answerless, done, list, maybe, text, textMembers } from '../piece.ts'

const translationMap = z.record(z.string(), z.string()).readonly()

/** Texts by their ids, one entry per locale. */
const translationsAnswer = answerless({
  message: maybe(text),
  translations: list({
    translation_map: translationMap,
    locale: maybe(z.looseObject(textMembers('uuid', 'name', 'country', 'language', 'locale_key')).readonly()),
  }),
})

const sourceAnswer = answerless({
  message: maybe(text),
  translations: z.looseObject({ translation_map: translationMap }).readonly(),
})

/** What all of them have in common. */
const translating = {
  rateLimit: buckets.translations,
  successStatus: 200,
  repeatable: true,
  stability: 'early-access',
} as const

const ofCampaign = { campaign_id: campaignId, message_variation_id: messageVariationId } as const
const ofCanvas = {
  workflow_id: text.describe('API identifier of the Canvas.'),
  step_id: text.describe('API identifier of the step.'),
  message_variation_id: messageVariationId,
} as const
const ofTemplate = { template_id: text.describe('Id of the template.') } as const
const ofContentBlock = { content_block_id: text.describe('Id of the Content Block.') } as const

const oneLocale = {
  locale_id: text.exactOptional().describe('UUID of the locale that is asked for. Default: all of them.'),
} as const
const draft = { post_launch_draft_version: postLaunchDraft.exactOptional() } as const
const texts = {
  locale_id: text.describe('UUID of the locale.'),
  translation_map: z.record(text, text).readonly().describe('Translated texts by the ids of their translation tags.'),
} as const

export const translations = defineGroup([
  {
    id: 'campaigns.translations.get',
    method: 'GET',
    path: '/campaigns/translations',
    permission: 'campaigns.translations.get',
    ...translating,
    request: z.object({ ...ofCampaign, ...oneLocale, ...draft }).readonly(),
    response: translationsAnswer,
    docs: {
      what: "Reads a campaign's translations.",
      docPath: '_docs/_api/endpoints/translations/campaigns/get_translation_campaign.md',
    },
  },
  {
    id: 'campaigns.translations.update',
    method: 'PUT',
    path: '/campaigns/translations',
    permission: 'campaigns.translations.update',
    ...translating,
    request: z.object({ ...ofCampaign, ...texts }).readonly(),
    response: done,
    docs: {
      what: "Updates a campaign's translations.",
      docPath: '_docs/_api/endpoints/translations/campaigns/put_update_translation_campaign.md',
    },
  },
  {
    id: 'campaigns.translations.source',
    method: 'GET',
    path: '/campaigns/translations/source',
    permission: 'campaigns.translations.get',
    ...translating,
    request: z.object({ ...ofCampaign, ...oneLocale, ...draft }).readonly(),
    response: sourceAnswer,
    docs: {
      what: 'Reads the texts of a campaign that are to be translated.',
      docPath: '_docs/_api/endpoints/translations/campaigns/get_source_campaign.md',
    },
  },
  {
    id: 'canvas.translations.get',
    method: 'GET',
    path: '/canvas/translations',
    permission: 'canvas.translations.get',
    ...translating,
    request: z.object({ ...ofCanvas, ...oneLocale, ...draft }).readonly(),
    response: translationsAnswer,
    docs: {
      what: "Reads a Canvas's translations.",
      docPath: '_docs/_api/endpoints/translations/canvas/get_translation_canvas.md',
    },
  },
  {
    id: 'canvas.translations.update',
    method: 'PUT',
    path: '/canvas/translations',
    permission: 'canvas.translations.update',
    ...translating,
    statusInferred: true,
    request: z.object({ ...ofCanvas, ...texts }).readonly(),
    response: done,
    docs: {
      what: "Updates a Canvas's translations.",
      docPath: '_docs/_api/endpoints/translations/canvas/put_update_translation_canvas.md',
    },
  },
  {
    id: 'canvas.translations.source',
    method: 'GET',
    path: '/canvas/translations/source',
    permission: 'canvas.translations.get',
    ...translating,
    statusInferred: true,
    request: z.object({ ...ofCanvas, ...oneLocale, ...draft }).readonly(),
    response: sourceAnswer,
    docs: {
      what: 'Reads the texts of a Canvas that are to be translated.',
      docPath: '_docs/_api/endpoints/translations/canvas/get_source_canvas.md',
    },
  },
  {
    id: 'templates.email.translations.get',
    method: 'GET',
    path: '/templates/email/translations',
    permission: 'templates.translations.get',
    ...translating,
    request: z.object({ ...ofTemplate, ...oneLocale }).readonly(),
    response: translationsAnswer,
    docs: {
      what: "Reads an e-mail template's translations.",
      docPath: '_docs/_api/endpoints/translations/email_templates/get_view_translation_template.md',
    },
  },
  {
    id: 'templates.email.translations.update',
    method: 'PUT',
    path: '/templates/email/translations',
    permission: 'templates.translations.update',
    ...translating,
    statusInferred: true,
    request: z.object({ ...ofTemplate, ...texts }).readonly(),
    response: done,
    docs: {
      what: "Updates an e-mail template's translations.",
      docPath: '_docs/_api/endpoints/translations/email_templates/put_update_template.md',
    },
  },
  {
    id: 'templates.email.translations.source',
    method: 'GET',
    path: '/templates/email/translations/source',
    permission: 'templates.translations.get',
    ...translating,
    request: z.object(ofTemplate).readonly(),
    response: sourceAnswer,
    docs: {
      what: 'Reads the texts of an e-mail template that are to be translated.',
      docPath: '_docs/_api/endpoints/translations/email_templates/get_view_source_template.md',
    },
  },
  {
    id: 'content_blocks.translations.get',
    method: 'GET',
    path: '/content_blocks/translations',
    permission: 'content_blocks.translations.get',
    ...translating,
    statusInferred: true,
    request: z.object({ ...ofContentBlock, ...oneLocale }).readonly(),
    response: translationsAnswer,
    docs: {
      what: "Reads a Content Block's translations.",
      docPath: '_docs/_api/endpoints/translations/content_blocks/get_translation_content_block.md',
    },
  },
  {
    id: 'content_blocks.translations.update',
    method: 'PUT',
    path: '/content_blocks/translations',
    permission: 'content_blocks.translations.update',
    ...translating,
    request: z.object({ ...ofContentBlock, ...texts }).readonly(),
    response: done,
    docs: {
      what: "Updates a Content Block's translations.",
      docPath: '_docs/_api/endpoints/translations/content_blocks/put_update_translation_content_block.md',
    },
  },
  {
    id: 'templates.webhook.translations.source',
    method: 'GET',
    path: '/templates/webhook/translations/source',
    permission: 'templates.translations.get',
    ...translating,
    request: z.object(ofTemplate).readonly(),
    response: sourceAnswer,
    docs: {
      what: 'Reads the texts of a webhook template that are to be translated.',
      docPath: '_docs/_api/endpoints/translations/webhook_templates/get_view_source_webhook_template.md',
    },
  },
  {
    id: 'templates.webhook.translations.get',
    method: 'GET',
    path: '/templates/webhook/translations',
    permission: 'templates.translations.get',
    ...translating,
    request: z.object({ ...ofTemplate, ...oneLocale }).readonly(),
    response: translationsAnswer,
    docs: {
      what: "Reads a webhook template's translations.",
      docPath: '_docs/_api/endpoints/translations/webhook_templates/get_view_translations_webhook_template.md',
    },
  },
  {
    id: 'templates.webhook.translations.update',
    method: 'PUT',
    path: '/templates/webhook/translations',
    permission: 'templates.translations.update',
    ...translating,
    statusInferred: true,
    request: z.object({ ...ofTemplate, ...texts }).readonly(),
    response: done,
    docs: {
      what: "Updates a webhook template's translations.",
      docPath: '_docs/_api/endpoints/translations/webhook_templates/put_update_webhook_template.md',
      limits: 'Path and permission inferred from the reading endpoints.',
    },
  },
])
