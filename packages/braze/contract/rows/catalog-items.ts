import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { catalogName, cursor } from '../member.ts'
import { answer, done, exactly, many, record, text } from '../piece.ts'

const catalogItem = z
  .object({ id: text.describe('Id of the item: at most 250 letters, digits, `-` and `_`.') })
  .catchall(z.unknown().describe('A field of the catalog, by its name.'))
  .readonly()

const itemsById = many(catalogItem).describe('Items, 1 to 50.')
const oneItem = many(record).describe('Exactly one item, without `id`: its fields by their names.')

const itemPath = {
  catalog_name: catalogName,
  item_id: text.describe('Id of the item: at most 250 letters, digits, `-` and `_`.'),
} as const

/** What the endpoints for many items have in common. */
const asynchronous = {
  rateLimit: buckets.catalogItemsAsync,
  batchLimits: { arrays: { items: 50 } },
  successStatus: 202,
  response: done,
} as const

export const catalogItems = defineGroup([
  {
    id: 'catalogs.items.create',
    method: 'POST',
    path: '/catalogs/{catalog_name}/items',
    permission: 'catalogs.add_items',
    ...asynchronous,
    repeatable: false,
    request: z.object({ catalog_name: catalogName, items: itemsById }).readonly(),
    docs: {
      what: 'Creates catalog items.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/asynchronous/post_create_catalog_items_bulk.md',
      limits: 'Asynchronous. Each item at most 5,000 characters, nested at most 50 deep.',
    },
  },
  {
    id: 'catalogs.items.update',
    method: 'PATCH',
    path: '/catalogs/{catalog_name}/items',
    permission: 'catalogs.update_items',
    ...asynchronous,
    repeatable: true,
    request: z.object({ catalog_name: catalogName, items: itemsById }).readonly(),
    docs: {
      what: 'Edits catalog items.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/asynchronous/patch_catalog_items_bulk.md',
      limits: 'Asynchronous. Each item at most 5,000 characters, nested at most 50 deep.',
    },
  },
  {
    id: 'catalogs.items.replace',
    method: 'PUT',
    path: '/catalogs/{catalog_name}/items',
    permission: 'catalogs.replace_items',
    ...asynchronous,
    repeatable: true,
    request: z.object({ catalog_name: catalogName, items: itemsById }).readonly(),
    docs: {
      what: 'Replaces catalog items, or creates them.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/asynchronous/put_update_catalog_items.md',
      limits: 'Asynchronous. Each item at most 5,000 characters, nested at most 50 deep.',
    },
  },
  {
    id: 'catalogs.items.delete',
    method: 'DELETE',
    path: '/catalogs/{catalog_name}/items',
    permission: 'catalogs.delete_items',
    ...asynchronous,
    repeatable: true,
    request: z
      .object({
        catalog_name: catalogName,
        items: exactly({ id: text.describe('Id of the item.') }).describe('Items to delete, 1 to 50.'),
      })
      .readonly(),
    docs: {
      what: 'Deletes catalog items.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/asynchronous/delete_catalog_items_bulk.md',
      limits: 'Asynchronous.',
    },
  },
  {
    id: 'catalogs.items.list',
    method: 'GET',
    path: '/catalogs/{catalog_name}/items',
    permission: 'catalogs.get_items',
    rateLimit: buckets.catalogItemsSync,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'link', items: 'items', size: 50 },
    request: z.object({ catalog_name: catalogName, cursor: cursor.exactOptional() }).readonly(),
    response: answer({ items: z.array(catalogItem).readonly() }),
    docs: {
      what: 'Lists the items of a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/get_catalog_items_details_bulk.md',
    },
  },
  {
    id: 'catalogs.item.get',
    method: 'GET',
    path: '/catalogs/{catalog_name}/items/{item_id}',
    permission: 'catalogs.get_item',
    rateLimit: buckets.catalogItemsSync,
    successStatus: 200,
    repeatable: true,
    request: z.object(itemPath).readonly(),
    response: answer({ items: z.array(catalogItem).readonly() }),
    docs: {
      what: 'Reads a catalog item.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/get_catalog_item_details.md',
    },
  },
  {
    id: 'catalogs.item.create',
    method: 'POST',
    path: '/catalogs/{catalog_name}/items/{item_id}',
    permission: 'catalogs.create_item',
    rateLimit: buckets.catalogItemsSync,
    batchLimits: { arrays: { items: 1 } },
    successStatus: 201,
    repeatable: false,
    request: z.object({ ...itemPath, items: oneItem }).readonly(),
    response: done,
    docs: {
      what: 'Creates a catalog item.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/post_create_catalog_item.md',
      limits: 'Exactly one in `items`, without `id`.',
    },
  },
  {
    id: 'catalogs.item.update',
    method: 'PATCH',
    path: '/catalogs/{catalog_name}/items/{item_id}',
    permission: 'catalogs.update_item',
    rateLimit: buckets.catalogItemsSync,
    batchLimits: { arrays: { items: 1 } },
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ ...itemPath, items: oneItem }).readonly(),
    response: done,
    docs: {
      what: 'Edits a catalog item.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/patch_catalog_item.md',
      limits: 'Exactly one in `items`, without `id`.',
    },
  },
  {
    id: 'catalogs.item.replace',
    method: 'PUT',
    path: '/catalogs/{catalog_name}/items/{item_id}',
    permission: 'catalogs.replace_item',
    rateLimit: buckets.catalogItemsSync,
    batchLimits: { arrays: { items: 1 } },
    successStatus: 200,
    repeatable: true,
    request: z.object({ ...itemPath, items: oneItem }).readonly(),
    response: done,
    docs: {
      what: 'Replaces a catalog item.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/put_update_catalog_item.md',
      limits: 'Exactly one in `items`, without `id`.',
    },
  },
  {
    id: 'catalogs.item.delete',
    method: 'DELETE',
    path: '/catalogs/{catalog_name}/items/{item_id}',
    permission: 'catalogs.delete_item',
    rateLimit: buckets.catalogItemsSync,
    successStatus: 200,
    repeatable: true,
    request: z.object(itemPath).readonly(),
    response: done,
    docs: {
      what: 'Deletes a catalog item.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_items/synchronous/delete_catalog_item.md',
    },
  },
])
