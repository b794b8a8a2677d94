import { z } from 'zod'
import { creating, dataObject, listing, ofObject, ofType, page, reading, writing } from '../data-object.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, doneOrEmpty, maybe, record, text } from '../piece.ts'

const objectBody = {
  attributes: record.describe('Values by the names of the properties of the type.'),
  display_name: text.exactOptional().describe('What the dashboard calls the object.'),
} as const
const oneObject = answerless({ data_object: maybe(dataObject) })

export const dataObjects = defineGroup([
  {
    id: 'data_objects.types.list',
    method: 'GET',
    path: '/data_objects/types',
    permission: 'data_objects.read',
    ...listing,
    statusInferred: true,
    request: z.object(page).readonly(),
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
    ...reading,
    statusInferred: true,
    request: z.object(ofType).readonly(),
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
    ...listing,
    statusInferred: true,
    request: z.object({ ...ofType, ...page }).readonly(),
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
    ...reading,
    statusInferred: true,
    request: z.object(ofObject).readonly(),
    response: oneObject,
    docs: { what: 'Reads a data object.', docPath: '_docs/_api/endpoints/data_objects/objects/get_data_object.md' },
  },
  {
    id: 'data_objects.objects.create',
    method: 'POST',
    path: '/data_objects/objects/{type_name}',
    permission: 'data_objects.create',
    ...creating,
    request: z.object({ ...ofObject, ...objectBody }).readonly(),
    response: oneObject,
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
    ...writing,
    request: z.object({ ...ofObject, ...objectBody }).readonly(),
    response: oneObject,
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
    ...writing,
    statusInferred: true,
    request: z.object({ ...ofObject, ...objectBody }).readonly(),
    response: oneObject,
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
    ...writing,
    statusInferred: true,
    request: z.object(ofObject).readonly(),
    response: doneOrEmpty,
    docs: {
      what: 'Deletes a data object.',
      docPath: '_docs/_api/endpoints/data_objects/objects/delete_data_object.md',
      limits: 'The answer is not documented.',
    },
  },
])
