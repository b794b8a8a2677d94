import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, flag, int, maybe, record, text, textMembers } from '../piece.ts'

const dataObject = z
  .looseObject({ ...textMembers('type_name', 'external_id', 'display_name', 'rel_kind'), attributes: maybe(record) })
  .readonly()

export const dataObjectRelationships = defineGroup([
  {
    id: 'data_objects.user_relationship_types.list',
    method: 'GET',
    path: '/data_objects/types/{type_name}/user_relationship_types',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        /** 1 to 250, default 100. */
        limit: int.exactOptional(),
        /** Default 0. */
        offset: int.exactOptional(),
      })
      .readonly(),
    response: answerless({
      items: z.array(dataObject).readonly(),
      total_count: maybe(int),
      has_more: maybe(flag),
      next_offset: maybe(int),
      offset: maybe(int),
      limit: maybe(int),
    }),
    docs: {
      what: 'Lists how objects of a type relate to profiles.',
      docPath: '_docs/_api/endpoints/data_objects/types/get_list_user_relationship_types.md',
    },
  },
  {
    id: 'data_objects.object_relationship_types.list',
    method: 'GET',
    path: '/data_objects/types/{type_name}/object_relationship_types',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        /** 1 to 250, default 100. */
        limit: int.exactOptional(),
        /** Default 0. */
        offset: int.exactOptional(),
      })
      .readonly(),
    response: answerless({
      items: z.array(dataObject).readonly(),
      total_count: maybe(int),
      has_more: maybe(flag),
      next_offset: maybe(int),
      offset: maybe(int),
      limit: maybe(int),
    }),
    docs: {
      what: 'Lists how objects of a type relate to others.',
      docPath: '_docs/_api/endpoints/data_objects/types/get_list_object_relationship_types.md',
    },
  },
  {
    id: 'data_objects.object_relationships.list',
    method: 'GET',
    path: '/data_objects/objects/{type_name}/{external_id}/object_relationships',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        rel_kind: text.exactOptional(),
        anchor: z.enum(['source', 'target']).exactOptional(),
        /** 1 to 250, default 100. */
        limit: int.exactOptional(),
        /** Default 0. */
        offset: int.exactOptional(),
      })
      .readonly(),
    response: answerless({
      items: z.array(dataObject).readonly(),
      total_count: maybe(int),
      has_more: maybe(flag),
      next_offset: maybe(int),
      offset: maybe(int),
      limit: maybe(int),
    }),
    docs: {
      what: "Lists a data object's relationships to others.",
      docPath: '_docs/_api/endpoints/data_objects/object_relationships/get_list_object_relationships.md',
    },
  },
  {
    id: 'data_objects.object_relationships.create',
    method: 'POST',
    path: '/data_objects/objects/{type_name}/{external_id}/object_relationships',
    permission: 'data_objects.object_relationships.create',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        related_type_name: text,
        /** The name is inferred. */
        related_external_id: text,
        rel_kind: text,
        /** Default `source`. */
        anchor: z.enum(['source', 'target']).exactOptional(),
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ object_relationship: maybe(dataObject) }),
    docs: {
      what: 'Creates a relationship between two data objects.',
      docPath: '_docs/_api/endpoints/data_objects/object_relationships/post_create_object_relationship.md',
      limits: '409 `duplicate-object-relationship` where it exists.',
    },
  },
  {
    id: 'data_objects.object_relationships.replace',
    method: 'PUT',
    path: '/data_objects/objects/{type_name}/{external_id}/object_relationships',
    permission: 'data_objects.object_relationships.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        related_type_name: text,
        /** The name is inferred. */
        related_external_id: text,
        rel_kind: text,
        /** Default `source`. */
        anchor: z.enum(['source', 'target']).exactOptional(),
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ object_relationship: maybe(dataObject) }),
    docs: {
      what: 'Replaces a relationship between two data objects.',
      docPath: '_docs/_api/endpoints/data_objects/object_relationships/put_replace_object_relationship.md',
    },
  },
  {
    id: 'data_objects.object_relationships.update',
    method: 'PATCH',
    path: '/data_objects/objects/{type_name}/{external_id}/object_relationships',
    permission: 'data_objects.object_relationships.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        related_type_name: text,
        /** The name is inferred. */
        related_external_id: text,
        rel_kind: text,
        /** Default `source`. */
        anchor: z.enum(['source', 'target']).exactOptional(),
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ object_relationship: maybe(dataObject) }),
    docs: {
      what: 'Updates a relationship between two data objects.',
      docPath: '_docs/_api/endpoints/data_objects/object_relationships/patch_update_object_relationship.md',
    },
  },
  {
    id: 'data_objects.object_relationships.delete',
    method: 'DELETE',
    path: '/data_objects/objects/{type_name}/{external_id}/object_relationships',
    permission: 'data_objects.object_relationships.delete',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        related_type_name: text,
        /** The name is inferred. */
        related_external_id: text,
        rel_kind: text,
        /** Default `source`. */
        anchor: z.enum(['source', 'target']).exactOptional(),
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ object_relationship: maybe(dataObject) }),
    docs: {
      what: 'Deletes a relationship between two data objects.',
      docPath: '_docs/_api/endpoints/data_objects/object_relationships/delete_object_relationship.md',
    },
  },
  {
    id: 'data_objects.user_relationships.list',
    method: 'GET',
    path: '/data_objects/objects/{type_name}/{external_id}/user_relationships',
    permission: 'data_objects.user_relationships.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    repeatable: true,
    pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        rel_kind: text.exactOptional(),
        /** 1 to 250, default 100. */
        limit: int.exactOptional(),
        /** Default 0. */
        offset: int.exactOptional(),
      })
      .readonly(),
    response: answerless({
      items: z.array(dataObject).readonly(),
      total_count: maybe(int),
      has_more: maybe(flag),
      next_offset: maybe(int),
      offset: maybe(int),
      limit: maybe(int),
    }),
    docs: {
      what: "Lists a data object's relationships to profiles.",
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/get_list_user_relationships.md',
    },
  },
  {
    id: 'data_objects.user_relationships.create',
    method: 'POST',
    path: '/data_objects/objects/{type_name}/{external_id}/users',
    permission: 'data_objects.user_relationships.create',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        braze_id: text,
        rel_kind: text,
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ user_relationship: maybe(dataObject) }),
    docs: {
      what: 'Creates a relationship between a data object and a profile.',
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/post_create_user_relationship.md',
    },
  },
  {
    id: 'data_objects.user_relationships.replace',
    method: 'PUT',
    path: '/data_objects/objects/{type_name}/{external_id}/users',
    permission: 'data_objects.user_relationships.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        braze_id: text,
        rel_kind: text,
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ user_relationship: maybe(dataObject) }),
    docs: {
      what: 'Replaces a relationship between a data object and a profile.',
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/put_replace_user_relationship.md',
    },
  },
  {
    id: 'data_objects.user_relationships.update',
    method: 'PATCH',
    path: '/data_objects/objects/{type_name}/{external_id}/users',
    permission: 'data_objects.user_relationships.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        braze_id: text,
        rel_kind: text,
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ user_relationship: maybe(dataObject) }),
    docs: {
      what: 'Updates a relationship between a data object and a profile.',
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/patch_update_user_relationship.md',
    },
  },
  {
    id: 'data_objects.user_relationships.delete',
    method: 'DELETE',
    path: '/data_objects/objects/{type_name}/{external_id}/users',
    permission: 'data_objects.user_relationships.delete',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({
        type_name: text,
        external_id: text,
        braze_id: text,
        rel_kind: text,
        attributes: record.exactOptional(),
      })
      .readonly(),
    response: answerless({ user_relationship: maybe(dataObject) }),
    docs: {
      what: 'Deletes a relationship between a data object and a profile.',
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/delete_user_relationship.md',
    },
  },
])
