import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { catalogName } from '../member.ts'
import { answer, done, exactly, int, list, many, maybe, namedObjects, num, text, textMembers } from '../piece.ts'

const catalogFieldTypes = ['string', 'number', 'boolean', 'time', 'array', 'object', 'geo'] as const

const catalogField = z
  .object({
    name: text.describe('Name of the field, at most 250 characters. The first field of a catalog is `id`.'),
    type: z.enum(catalogFieldTypes).describe('What it holds. `id` is a `string`.'),
  })
  .readonly()
  .register(namedObjects, { name: 'CatalogField', what: 'A field of a catalog, which has at most 500.' })

const catalog = z
  .looseObject({
    ...textMembers('name', 'description', 'updated_at', 'source'),
    fields: maybe(list({ ...textMembers('name', 'type'), token: maybe(z.union([int, text])) })),
    num_items: maybe(int),
    storage_size: maybe(num),
    selections_size: maybe(num),
    selections: maybe(z.array(z.unknown()).readonly()),
  })
  .readonly()

const catalogSelection = z
  .object({
    name: text.describe('Name of the selection.'),
    description: text.exactOptional().describe('What it is for.'),
    external_id: text.exactOptional().describe('Your own id of it.'),
    source: z.enum(['Shopify', 'Braze']).exactOptional().describe('Where its items come from.'),
    filters: exactly({
      field: text.describe('Field of the catalog.'),
      operator: text.describe('How the field is compared.'),
      value: z.unknown().describe('With what it is compared.'),
    }).describe('Which items it holds, at most 10 filters.'),
    results_limit: int.describe('How many items it gives at most: 1 to 50.'),
    sort_field: text.exactOptional().describe('Field by which items are ordered. Together with `sort_order`.'),
    sort_order: text.exactOptional().describe('Which way they are ordered. Together with `sort_field`.'),
  })
  .readonly()
  .register(namedObjects, { name: 'CatalogSelection', what: 'Items of a catalog, chosen by filters.' })

export const catalogs = defineGroup([
  {
    id: 'catalogs.list',
    method: 'GET',
    path: '/catalogs',
    permission: 'catalogs.get',
    rateLimit: buckets.catalogManagement,
    successStatus: 200,
    repeatable: true,
    request: z.object({}).readonly(),
    response: answer({ catalogs: z.array(catalog).readonly() }),
    docs: {
      what: 'Lists the catalogs of the workspace.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_management/synchronous/get_list_catalogs.md',
    },
  },
  {
    id: 'catalogs.create',
    method: 'POST',
    path: '/catalogs',
    permission: 'catalogs.create',
    rateLimit: buckets.catalogManagement,
    batchLimits: { arrays: { catalogs: 1 } },
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        catalogs: exactly({
          name: catalogName,
          description: text.exactOptional().describe('What it is for, at most 250 characters.'),
          fields: many(catalogField).describe('At most 500, of which the first is `id`, a string.'),
        }).describe('Exactly one catalog.'),
      })
      .readonly(),
    response: answer({ catalogs: z.array(catalog).readonly() }),
    docs: {
      what: 'Creates a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_management/synchronous/post_create_catalog.md',
      limits: 'Exactly one. At most 500 fields, of which the first is `id`, a string.',
    },
  },
  {
    id: 'catalogs.delete',
    method: 'DELETE',
    path: '/catalogs/{catalog_name}',
    permission: 'catalogs.delete',
    rateLimit: buckets.catalogManagement,
    successStatus: 200,
    repeatable: true,
    request: z.object({ catalog_name: catalogName }).readonly(),
    response: done,
    docs: {
      what: 'Deletes a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_management/synchronous/delete_catalog.md',
    },
  },
  {
    id: 'catalogs.fields.create',
    method: 'POST',
    path: '/catalogs/{catalog_name}/fields',
    permission: 'catalogs.create_fields',
    rateLimit: buckets.catalogFieldsSelections,
    batchLimits: { arrays: { fields: 50 } },
    successStatus: 202,
    repeatable: false,
    request: z
      .object({
        catalog_name: catalogName,
        fields: many(catalogField).describe('Fields to add, at most 50.'),
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Adds fields to a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_fields/asynchronous/post_create_catalog_fields.md',
      limits: 'Asynchronous. At most 500 fields in a catalog.',
    },
  },
  {
    id: 'catalogs.fields.delete',
    method: 'DELETE',
    path: '/catalogs/{catalog_name}/fields/{field_name}',
    permission: 'catalogs.delete_fields',
    rateLimit: buckets.catalogFieldsSelections,
    successStatus: 202,
    statusInferred: true,
    repeatable: true,
    request: z.object({ catalog_name: catalogName, field_name: text.describe('The field to delete.') }).readonly(),
    response: done,
    docs: {
      what: 'Deletes a field of a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_fields/asynchronous/delete_catalog_field.md',
      limits: 'Asynchronous. The permission is inferred.',
    },
  },
  {
    id: 'catalogs.selections.create',
    method: 'POST',
    path: '/catalogs/{catalog_name}/selections',
    permission: 'catalogs.create_selection',
    rateLimit: buckets.catalogFieldsSelections,
    successStatus: 202,
    repeatable: false,
    request: z.object({ catalog_name: catalogName, selection: catalogSelection }).readonly(),
    response: done,
    docs: {
      what: 'Creates a selection of a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_selections/asynchronous/post_create_catalog_selections.md',
      limits: 'Asynchronous.',
    },
  },
  {
    id: 'catalogs.selections.delete',
    method: 'DELETE',
    path: '/catalogs/{catalog_name}/selections/{selection_name}',
    permission: 'catalogs.delete_selection',
    rateLimit: buckets.catalogFieldsSelections,
    successStatus: 202,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({ catalog_name: catalogName, selection_name: text.describe('The selection to delete.') })
      .readonly(),
    response: done,
    docs: {
      what: 'Deletes a selection of a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_selections/asynchronous/delete_catalog_selection.md',
      limits: 'Asynchronous. The permission is inferred.',
    },
  },
])
