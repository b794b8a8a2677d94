// Made by contract/generate.ts from the rows of the contract: change those.
import type { PagedMethod } from '../method.ts'

export interface CustomAttributesMethods {
  readonly custom_attributes: {
    /**
     * Lists custom attributes with what is known of them. A type is text such as `String (Automatically Detected)`.
     *
     * `GET /custom_attributes` · permission `custom_attributes.get` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/custom_attributes/get_custom_attributes.md
     */
    readonly get: PagedMethod<'custom_attributes.get'>
  }
}
