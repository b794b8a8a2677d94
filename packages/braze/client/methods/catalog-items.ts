// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface CatalogItemsMethods {
  readonly catalogs: {
    readonly items: {
      /**
       * Creates catalog items. Asynchronous. Each item at most 5,000 characters, nested at most 50 deep.
       *
       * `POST /catalogs/{catalog_name}/items` · permission `catalogs.add_items` · 16,000 / min (`catalog-items-async`)
       * · at most 50 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/asynchronous/post_create_catalog_items_bulk.md
       */
      readonly create: Method<'catalogs.items.create'>
      /**
       * Edits catalog items. Asynchronous. Each item at most 5,000 characters, nested at most 50 deep.
       *
       * `PATCH /catalogs/{catalog_name}/items` · permission `catalogs.update_items` · 16,000 / min
       * (`catalog-items-async`) · at most 50 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk.md
       */
      readonly update: Method<'catalogs.items.update'>
      /**
       * Replaces catalog items, or creates them. Asynchronous. Each item at most 5,000 characters, nested at most 50
       * deep.
       *
       * `PUT /catalogs/{catalog_name}/items` · permission `catalogs.replace_items` · 16,000 / min
       * (`catalog-items-async`) · at most 50 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items.md
       */
      readonly replace: Method<'catalogs.items.replace'>
      /**
       * Deletes catalog items. Asynchronous.
       *
       * `DELETE /catalogs/{catalog_name}/items` · permission `catalogs.delete_items` · 16,000 / min
       * (`catalog-items-async`) · at most 50 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items_bulk.md
       */
      readonly delete: Method<'catalogs.items.delete'>
      /**
       * Lists the items of a catalog.
       *
       * `GET /catalogs/{catalog_name}/items` · permission `catalogs.get_items` · 50 / min (`catalog-items-sync`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk.md
       */
      readonly list: PagedMethod<'catalogs.items.list'>
    }
    readonly item: {
      /**
       * Reads a catalog item.
       *
       * `GET /catalogs/{catalog_name}/items/{item_id}` · permission `catalogs.get_item` · 50 / min
       * (`catalog-items-sync`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/get_catalog_item_details.md
       */
      readonly get: Method<'catalogs.item.get'>
      /**
       * Creates a catalog item. Exactly one in `items`, without `id`.
       *
       * `POST /catalogs/{catalog_name}/items/{item_id}` · permission `catalogs.create_item` · 50 / min
       * (`catalog-items-sync`) · at most 1 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/post_create_catalog_item.md
       */
      readonly create: Method<'catalogs.item.create'>
      /**
       * Edits a catalog item. Exactly one in `items`, without `id`.
       *
       * `PATCH /catalogs/{catalog_name}/items/{item_id}` · permission `catalogs.update_item` · 50 / min
       * (`catalog-items-sync`) · at most 1 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/patch_catalog_item.md
       */
      readonly update: Method<'catalogs.item.update'>
      /**
       * Replaces a catalog item. Exactly one in `items`, without `id`.
       *
       * `PUT /catalogs/{catalog_name}/items/{item_id}` · permission `catalogs.replace_item` · 50 / min
       * (`catalog-items-sync`) · at most 1 `items`
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/put_update_catalog_item.md
       */
      readonly replace: Method<'catalogs.item.replace'>
      /**
       * Deletes a catalog item.
       *
       * `DELETE /catalogs/{catalog_name}/items/{item_id}` · permission `catalogs.delete_item` · 50 / min
       * (`catalog-items-sync`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/catalogs/catalog_items/synchronous/delete_catalog_item.md
       */
      readonly delete: Method<'catalogs.item.delete'>
    }
  }
}
