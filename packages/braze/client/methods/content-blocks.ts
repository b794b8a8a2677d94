// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface ContentBlocksMethods {
  readonly content_blocks: {
    /**
     * Lists Content Blocks.
     *
     * `GET /content_blocks/list` · permission `content_blocks.list` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/content_blocks_templates/get_list_email_content_blocks.md
     */
    readonly list: PagedMethod<'content_blocks.list'>
    /**
     * Reads a Content Block.
     *
     * `GET /content_blocks/info` · permission `content_blocks.info` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/content_blocks_templates/get_see_email_content_blocks_information.md
     */
    readonly info: Method<'content_blocks.info'>
    /**
     * Creates a Content Block.
     *
     * `POST /content_blocks/create` · permission `content_blocks.create` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/content_blocks_templates/post_create_email_content_block.md
     */
    readonly create: Method<'content_blocks.create'>
    /**
     * Updates a Content Block.
     *
     * `POST /content_blocks/update` · permission `content_blocks.update` · 250,000 / h (`default-hourly`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/templates/content_blocks_templates/post_update_content_block.md
     */
    readonly update: Method<'content_blocks.update'>
  }
}
