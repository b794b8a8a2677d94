import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, doneOrEmpty, flag, int, maybe, record, text, textMembers } from '../piece.ts'

const dataObject = z
  .looseObject({ ...textMembers('type_name', 'external_id', 'display_name', 'rel_kind'), attributes: maybe(record) })
  .readonly()

export const dataObjects = defineGroup([
  {
    id: 'data_objects.types.list',
    method: 'GET',
    path: '/data_objects/types',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
    stability: 'early-access',
    request: z
      .object({
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
      what: 'Lists the types of data objects.',
      docPath: '_docs/_api/endpoints/data_objects/types/get_list_data_object_types.md',
    },
  },
  {
    id: 'data_objects.types.get',
    method: 'GET',
    path: '/data_objects/types/{type_name}',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z.object({ type_name: text }).readonly(),
    response: answerless({ data_object_type: maybe(record) }),
    docs: {
      what: 'Reads a type of data objects.',
      docPath: '_docs/_api/endpoints/data_objects/types/get_data_object_type.md',
      limits: 'Names in the answer are uncertain.',
    },
  },
  {
    id: 'data_objects.objects.list',
    method: 'GET',
    path: '/data_objects/objects/{type_name}',
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
      what: 'Lists data objects of a type.',
      docPath: '_docs/_api/endpoints/data_objects/objects/get_list_data_objects.md',
    },
  },
  {
    id: 'data_objects.objects.get',
    method: 'GET',
    path: '/data_objects/objects/{type_name}/{external_id}',
    permission: 'data_objects.read',
    rateLimit: buckets.dataObjectsRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z.object({ type_name: text, external_id: text }).readonly(),
    response: answerless({ data_object: maybe(dataObject) }),
    docs: { what: 'Reads a data object.', docPath: '_docs/_api/endpoints/data_objects/objects/get_data_object.md' },
  },
  {
    id: 'data_objects.objects.create',
    method: 'POST',
    path: '/data_objects/objects/{type_name}',
    permission: 'data_objects.create',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    stability: 'early-access',
    request: z
      .object({ type_name: text, external_id: text, attributes: record, display_name: text.exactOptional() })
      .readonly(),
    response: answerless({ data_object: maybe(dataObject) }),
    docs: {
      what: 'Creates a data object.',
      docPath: '_docs/_api/endpoints/data_objects/objects/post_create_data_object.md',
      limits: '409 where it exists.',
    },
  },
  {
    id: 'data_objects.objects.replace',
    method: 'PUT',
    path: '/data_objects/objects/{type_name}/{external_id}',
    permission: 'data_objects.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({ type_name: text, external_id: text, attributes: record, display_name: text.exactOptional() })
      .readonly(),
    response: answerless({ data_object: maybe(dataObject) }),
    docs: {
      what: 'Replaces a data object.',
      docPath: '_docs/_api/endpoints/data_objects/objects/put_replace_data_object.md',
    },
  },
  {
    id: 'data_objects.objects.update',
    method: 'PATCH',
    path: '/data_objects/objects/{type_name}/{external_id}',
    permission: 'data_objects.update',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z
      .object({ type_name: text, external_id: text, attributes: record, display_name: text.exactOptional() })
      .readonly(),
    response: answerless({ data_object: maybe(dataObject) }),
    docs: {
      what: 'Updates a data object.',
      docPath: '_docs/_api/endpoints/data_objects/objects/patch_update_data_object.md',
    },
  },
  {
    id: 'data_objects.objects.delete',
    method: 'DELETE',
    path: '/data_objects/objects/{type_name}/{external_id}',
    permission: 'data_objects.delete',
    rateLimit: buckets.dataObjectsWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    stability: 'early-access',
    request: z.object({ type_name: text, external_id: text }).readonly(),
    response: doneOrEmpty,
    docs: {
      what: 'Deletes a data object.',
      docPath: '_docs/_api/endpoints/data_objects/objects/delete_data_object.md',
      limits: 'The answer is not documented.',
    },
  },
])
