// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface TemplatesMethods {
  readonly templates: {
    readonly email: {
      /**
       * Lists e-mail templates.
       *
       * `GET /templates/email/list` · permission `templates.email.list` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/email_templates/get_list_email_templates.md
       */
      readonly list: PagedMethod<'templates.email.list'>
      /**
       * Reads an e-mail template. Templates of the drag-and-drop editor are refused.
       *
       * `GET /templates/email/info` · permission `templates.email.info` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/email_templates/get_see_email_template_information.md
       */
      readonly info: Method<'templates.email.info'>
      /**
       * Creates an e-mail template.
       *
       * `POST /templates/email/create` · permission `templates.email.create` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/email_templates/post_create_email_template.md
       */
      readonly create: Method<'templates.email.create'>
      /**
       * Updates an e-mail template. At least one member besides the id.
       *
       * `POST /templates/email/update` · permission `templates.email.update` · 250,000 / h (`default-hourly`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/email_templates/post_update_email_template.md
       */
      readonly update: Method<'templates.email.update'>
    }
  }
}
