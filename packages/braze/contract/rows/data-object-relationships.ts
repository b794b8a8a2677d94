import { z } from 'zod'
import { creating, dataObject, listing, ofObject, ofType, page, writing } from '../data-object.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, maybe, record, text } from '../piece.ts'

const relKind = text.describe('Kind of the relationship, as the type names it.')
const anchor = z.enum(['source', 'target'])
const attributes = record.exactOptional().describe('Values that belong to the relationship.')

const toObject = z
  .object({
    ...ofObject,
    related_type_name: text.describe('Name of the type of the other object.'),
    related_external_id: text.describe('Your own id of the other object. The name of the member is inferred.'),
    rel_kind: relKind,
    anchor: anchor.exactOptional().describe('Which end the object of the path is. Default `source`.'),
    attributes,
  })
  .readonly()

const toUser = z
  .object({
    ...ofObject,
    braze_id: text.describe('The id that Braze gave the profile.'),
    rel_kind: relKind,
    attributes,
  })
  .readonly()

const objectRelationship = answerless({ object_relationship: maybe(dataObject) })
const userRelationship = answerless({ user_relationship: maybe(dataObject) })

export const dataObjectRelationships = defineGroup([
  {
    id: 'data_objects.user_relationship_types.list',
    method: 'GET',
    path: '/data_objects/types/{type_name}/user_relationship_types',
    permission: 'data_objects.read',
    ...listing,
    statusInferred: true,
    request: z.object({ ...ofType, ...page }).readonly(),
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
    ...listing,
    statusInferred: true,
    request: z.object({ ...ofType, ...page }).readonly(),
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
    ...listing,
    statusInferred: true,
    request: z
      .object({
        ...ofObject,
        rel_kind: relKind.exactOptional().describe('Only relationships of this kind.'),
        anchor: anchor.exactOptional().describe('Only those in which the object is this end.'),
        ...page,
      })
      .readonly(),
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
    ...creating,
    request: toObject,
    response: objectRelationship,
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
    ...writing,
    statusInferred: true,
    request: toObject,
    response: objectRelationship,
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
    ...writing,
    statusInferred: true,
    request: toObject,
    response: objectRelationship,
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
    ...writing,
    statusInferred: true,
    request: toObject,
    response: objectRelationship,
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
    ...listing,
    request: z
      .object({
        ...ofObject,
        rel_kind: relKind.exactOptional().describe('Only relationships of this kind.'),
        ...page,
      })
      .readonly(),
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
    ...creating,
    request: toUser,
    response: userRelationship,
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
    ...writing,
    statusInferred: true,
    request: toUser,
    response: userRelationship,
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
    ...writing,
    request: toUser,
    response: userRelationship,
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
    ...writing,
    statusInferred: true,
    request: toUser,
    response: userRelationship,
    docs: {
      what: 'Deletes a relationship between a data object and a profile.',
      docPath: '_docs/_api/endpoints/data_objects/user_relationships/delete_user_relationship.md',
    },
  },
])
