// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface TranslationsMethods {
  readonly campaigns: {
    readonly translations: {
      /**
       * Reads a campaign's translations. Early access: only where Braze has switched it on.
       *
       * `GET /campaigns/translations` · permission `campaigns.translations.get` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/campaigns/get_translation_campaign.md
       */
      readonly get: Method<'campaigns.translations.get'>
      /**
       * Updates a campaign's translations. Early access: only where Braze has switched it on.
       *
       * `PUT /campaigns/translations` · permission `campaigns.translations.update` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/campaigns/put_update_translation_campaign.md
       */
      readonly update: Method<'campaigns.translations.update'>
      /**
       * Reads the texts of a campaign that are to be translated. Early access: only where Braze has switched it on.
       *
       * `GET /campaigns/translations/source` · permission `campaigns.translations.get` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/campaigns/get_source_campaign.md
       */
      readonly source: Method<'campaigns.translations.source'>
    }
  }
  readonly canvas: {
    readonly translations: {
      /**
       * Reads a Canvas's translations. Early access: only where Braze has switched it on.
       *
       * `GET /canvas/translations` · permission `canvas.translations.get` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/canvas/get_translation_canvas.md
       */
      readonly get: Method<'canvas.translations.get'>
      /**
       * Updates a Canvas's translations. Early access: only where Braze has switched it on.
       *
       * `PUT /canvas/translations` · permission `canvas.translations.update` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/canvas/put_update_translation_canvas.md
       */
      readonly update: Method<'canvas.translations.update'>
      /**
       * Reads the texts of a Canvas that are to be translated. Early access: only where Braze has switched it on.
       *
       * `GET /canvas/translations/source` · permission `canvas.translations.get` · 250,000 / min (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/canvas/get_source_canvas.md
       */
      readonly source: Method<'canvas.translations.source'>
    }
  }
  readonly templates: {
    readonly email: {
      readonly translations: {
        /**
         * Reads an e-mail template's translations. Early access: only where Braze has switched it on.
         *
         * `GET /templates/email/translations` · permission `templates.translations.get` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/email_templates/get_view_translation_template.md
         */
        readonly get: Method<'templates.email.translations.get'>
        /**
         * Updates an e-mail template's translations. Early access: only where Braze has switched it on.
         *
         * `PUT /templates/email/translations` · permission `templates.translations.update` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/email_templates/put_update_template.md
         */
        readonly update: Method<'templates.email.translations.update'>
        /**
         * Reads the texts of an e-mail template that are to be translated. Early access: only where Braze has switched
         * it on.
         *
         * `GET /templates/email/translations/source` · permission `templates.translations.get` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/email_templates/get_view_source_template.md
         */
        readonly source: Method<'templates.email.translations.source'>
      }
    }
    readonly webhook: {
      readonly translations: {
        /**
         * Reads the texts of a webhook template that are to be translated. Early access: only where Braze has switched
         * it on.
         *
         * `GET /templates/webhook/translations/source` · permission `templates.translations.get` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/webhook_templates/get_view_source_webhook_template.md
         */
        readonly source: Method<'templates.webhook.translations.source'>
        /**
         * Reads a webhook template's translations. Early access: only where Braze has switched it on.
         *
         * `GET /templates/webhook/translations` · permission `templates.translations.get` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/webhook_templates/get_view_translations_webhook_template.md
         */
        readonly get: Method<'templates.webhook.translations.get'>
        /**
         * Updates a webhook template's translations. Path and permission inferred from the reading endpoints. Early
         * access: only where Braze has switched it on.
         *
         * `PUT /templates/webhook/translations` · permission `templates.translations.update` · 250,000 / min
         * (`translations`)
         *
         * @see
         * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/webhook_templates/put_update_webhook_template.md
         */
        readonly update: Method<'templates.webhook.translations.update'>
      }
    }
  }
  readonly content_blocks: {
    readonly translations: {
      /**
       * Reads a Content Block's translations. Early access: only where Braze has switched it on.
       *
       * `GET /content_blocks/translations` · permission `content_blocks.translations.get` · 250,000 / min
       * (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/content_blocks/get_translation_content_block.md
       */
      readonly get: Method<'content_blocks.translations.get'>
      /**
       * Updates a Content Block's translations. Early access: only where Braze has switched it on.
       *
       * `PUT /content_blocks/translations` · permission `content_blocks.translations.update` · 250,000 / min
       * (`translations`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/translations/content_blocks/put_update_translation_content_block.md
       */
      readonly update: Method<'content_blocks.translations.update'>
    }
  }
}
