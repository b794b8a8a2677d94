// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /campaigns/translations`: Reads a campaign's translations. */
export interface CampaignsTranslationsGetRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
}

/** `PUT /campaigns/translations`: Updates a campaign's translations. */
export interface CampaignsTranslationsUpdateRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale. */
  readonly locale_id: string
  /** Translated texts by the ids of their translation tags. */
  readonly translation_map: { readonly [name: string]: string }
}

/** `GET /campaigns/translations/source`: Reads the texts of a campaign that are to be translated. */
export interface CampaignsTranslationsSourceRequest {
  /** API identifier of the campaign. */
  readonly campaign_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
}

/** `GET /canvas/translations`: Reads a Canvas's translations. */
export interface CanvasTranslationsGetRequest {
  /** API identifier of the Canvas. */
  readonly workflow_id: string
  /** API identifier of the step. */
  readonly step_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
}

/** `PUT /canvas/translations`: Updates a Canvas's translations. */
export interface CanvasTranslationsUpdateRequest {
  /** API identifier of the Canvas. */
  readonly workflow_id: string
  /** API identifier of the step. */
  readonly step_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale. */
  readonly locale_id: string
  /** Translated texts by the ids of their translation tags. */
  readonly translation_map: { readonly [name: string]: string }
}

/** `GET /canvas/translations/source`: Reads the texts of a Canvas that are to be translated. */
export interface CanvasTranslationsSourceRequest {
  /** API identifier of the Canvas. */
  readonly workflow_id: string
  /** API identifier of the step. */
  readonly step_id: string
  /** API identifier of the message variation. */
  readonly message_variation_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
  /** The draft made after the launch instead of what is live. Default false. */
  readonly post_launch_draft_version?: boolean
}

/** `GET /templates/email/translations`: Reads an e-mail template's translations. */
export interface TemplatesEmailTranslationsGetRequest {
  /** Id of the template. */
  readonly template_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
}

/** `PUT /templates/email/translations`: Updates an e-mail template's translations. */
export interface TemplatesEmailTranslationsUpdateRequest {
  /** Id of the template. */
  readonly template_id: string
  /** UUID of the locale. */
  readonly locale_id: string
  /** Translated texts by the ids of their translation tags. */
  readonly translation_map: { readonly [name: string]: string }
}

/** `GET /templates/email/translations/source`: Reads the texts of an e-mail template that are to be translated. */
export interface TemplatesEmailTranslationsSourceRequest {
  /** Id of the template. */
  readonly template_id: string
}

/** `GET /content_blocks/translations`: Reads a Content Block's translations. */
export interface ContentBlocksTranslationsGetRequest {
  /** Id of the Content Block. */
  readonly content_block_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
}

/** `PUT /content_blocks/translations`: Updates a Content Block's translations. */
export interface ContentBlocksTranslationsUpdateRequest {
  /** Id of the Content Block. */
  readonly content_block_id: string
  /** UUID of the locale. */
  readonly locale_id: string
  /** Translated texts by the ids of their translation tags. */
  readonly translation_map: { readonly [name: string]: string }
}

/** `GET /templates/webhook/translations/source`: Reads the texts of a webhook template that are to be translated. */
export interface TemplatesWebhookTranslationsSourceRequest {
  /** Id of the template. */
  readonly template_id: string
}

/** `GET /templates/webhook/translations`: Reads a webhook template's translations. */
export interface TemplatesWebhookTranslationsGetRequest {
  /** Id of the template. */
  readonly template_id: string
  /** UUID of the locale that is asked for. Default: all of them. */
  readonly locale_id?: string
}

/** `PUT /templates/webhook/translations`: Updates a webhook template's translations. */
export interface TemplatesWebhookTranslationsUpdateRequest {
  /** Id of the template. */
  readonly template_id: string
  /** UUID of the locale. */
  readonly locale_id: string
  /** Translated texts by the ids of their translation tags. */
  readonly translation_map: { readonly [name: string]: string }
}
