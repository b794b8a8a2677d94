import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, done, exactly, int, list, many, maybe, num, text, textMembers } from '../piece.ts'

const catalogFieldTypes = ['string', 'number', 'boolean', 'time', 'array', 'object', 'geo'] as const

/** At most 500 in a catalog; the first one is `id`, a string. */
const catalogField = z.object({ name: text, type: z.enum(catalogFieldTypes) }).readonly()

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
    name: text,
    description: text.exactOptional(),
    external_id: text.exactOptional(),
    source: z.enum(['Shopify', 'Braze']).exactOptional(),
    /** At most 10. */
    filters: z.array(z.object({ field: text, operator: text, value: z.unknown() }).readonly()).readonly(),
    /** 1 to 50. */
    results_limit: int,
    /** Together with `sort_order`. */
    sort_field: text.exactOptional(),
    sort_order: text.exactOptional(),
  })
  .readonly()

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
        /** Exactly one. */
        catalogs: exactly({ name: text, description: text.exactOptional(), fields: z.array(catalogField).readonly() }),
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
    request: z
      .object({
        /** At most 250 letters, digits, `-` and `_`. */
        catalog_name: text,
      })
      .readonly(),
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
        /** At most 250 letters, digits, `-` and `_`. */
        catalog_name: text,
        /** At most 50. */
        fields: many(catalogField),
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
    request: z
      .object({
        /** At most 250 letters, digits, `-` and `_`. */
        catalog_name: text,
        field_name: text,
      })
      .readonly(),
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
    request: z
      .object({
        /** At most 250 letters, digits, `-` and `_`. */
        catalog_name: text,
        selection: catalogSelection,
      })
      .readonly(),
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
      .object({
        /** At most 250 letters, digits, `-` and `_`. */
        catalog_name: text,
        selection_name: text,
      })
      .readonly(),
    response: done,
    docs: {
      what: 'Deletes a selection of a catalog.',
      docPath: '_docs/_api/endpoints/catalogs/catalog_selections/asynchronous/delete_catalog_selection.md',
      limits: 'Asynchronous. The permission is inferred.',
    },
  },
])
