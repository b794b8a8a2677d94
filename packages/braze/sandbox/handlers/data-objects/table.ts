import type { HandlerGroup } from '../handler.ts'
import {
  createObjectRelationship,
  deleteObjectRelationship,
  listObjectRelationships,
  replaceObjectRelationship,
  updateObjectRelationship,
} from './object-relationships.ts'
import { createObject, deleteObject, listObjects, replaceObject, showOneObject, updateObject } from './objects.ts'
import { listObjectRelationshipTypes, listTypes, listUserRelationshipTypes, showType } from './types.ts'
import {
  createUserRelationship,
  deleteUserRelationship,
  listUserRelationships,
  replaceUserRelationship,
  updateUserRelationship,
} from './user-relationships.ts'

export const dataObjectsHandlers = {
  'data_objects.types.list': listTypes,
  'data_objects.types.get': showType,
  'data_objects.user_relationship_types.list': listUserRelationshipTypes,
  'data_objects.object_relationship_types.list': listObjectRelationshipTypes,
  'data_objects.objects.list': listObjects,
  'data_objects.objects.get': showOneObject,
  'data_objects.objects.create': createObject,
  'data_objects.objects.replace': replaceObject,
  'data_objects.objects.update': updateObject,
  'data_objects.objects.delete': deleteObject,
  'data_objects.object_relationships.list': listObjectRelationships,
  'data_objects.object_relationships.create': createObjectRelationship,
  'data_objects.object_relationships.replace': replaceObjectRelationship,
  'data_objects.object_relationships.update': updateObjectRelationship,
  'data_objects.object_relationships.delete': deleteObjectRelationship,
  'data_objects.user_relationships.list': listUserRelationships,
  'data_objects.user_relationships.create': createUserRelationship,
  'data_objects.user_relationships.replace': replaceUserRelationship,
  'data_objects.user_relationships.update': updateUserRelationship,
  'data_objects.user_relationships.delete': deleteUserRelationship,
} as const satisfies HandlerGroup
