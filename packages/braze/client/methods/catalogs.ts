// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method } from '../method.ts'

export interface CatalogsMethods {
  readonly catalogs: {
    /**
     * Lists the catalogs of the workspace.
     *
     * `GET /catalogs` · permission `catalogs.get` · 50 / min (`catalog-management`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_management/synchronous/get_list_catalogs.md
     */
    readonly list: Method<'catalogs.list'>
    /**
     * Creates a catalog. Exactly one. At most 500 fields, of which the first is `id`, a string.
     *
     * `POST /catalogs` · permission `catalogs.create` · 50 / min (`catalog-management`) · at most 1 `catalogs`
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog.md
     */
    readonly create: Method<'catalogs.create'>
    /**
     * Deletes a catalog.
     *
     * `DELETE /catalogs/{catalog_name}` · permission `catalogs.delete` · 50 / min (`catalog-management`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_management/synchronous/delete_catalog.md
     */
    readonly delete: Method<'catalogs.delete'>
    readonly fields: {
      /**
       * Adds fields to a catalog. Asynchronous. At most 500 fields in a catalog.
       *
       * `POST /catalogs/{catalog_name}/fields` · permission `catalogs.create_fields` · 50 / min
       * (`catalog-fields-selections`) · at most 50 `fields`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_fields/asynchronous/post_create_catalog_fields.md
       */
      readonly create: Method<'catalogs.fields.create'>
      /**
       * Deletes a field of a catalog. Asynchronous. The permission is inferred.
       *
       * `DELETE /catalogs/{catalog_name}/fields/{field_name}` · permission `catalogs.delete_fields` · 50 / min
       * (`catalog-fields-selections`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_fields/asynchronous/delete_catalog_field.md
       */
      readonly delete: Method<'catalogs.fields.delete'>
    }
    readonly selections: {
      /**
       * Creates a selection of a catalog. Asynchronous.
       *
       * `POST /catalogs/{catalog_name}/selections` · permission `catalogs.create_selection` · 50 / min
       * (`catalog-fields-selections`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_selections/asynchronous/post_create_catalog_selections.md
       */
      readonly create: Method<'catalogs.selections.create'>
      /**
       * Deletes a selection of a catalog. Asynchronous. The permission is inferred.
       *
       * `DELETE /catalogs/{catalog_name}/selections/{selection_name}` · permission `catalogs.delete_selection` · 50 /
       * min (`catalog-fields-selections`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_selections/asynchronous/delete_catalog_selection.md
       */
      readonly delete: Method<'catalogs.selections.delete'>
    }
  }
}
