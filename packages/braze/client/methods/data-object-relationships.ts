// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface DataObjectRelationshipsMethods {
  readonly data_objects: {
    readonly user_relationship_types: {
      /**
       * Lists how objects of a type relate to profiles. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/types/{type_name}/user_relationship_types` · permission `data_objects.read` · 50 / min
       * (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/types/get_list_user_relationship_types.md
       */
      readonly list: PagedMethod<'data_objects.user_relationship_types.list'>
    }
    readonly object_relationship_types: {
      /**
       * Lists how objects of a type relate to others. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/types/{type_name}/object_relationship_types` · permission `data_objects.read` · 50 / min
       * (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/types/get_list_object_relationship_types.md
       */
      readonly list: PagedMethod<'data_objects.object_relationship_types.list'>
    }
    readonly object_relationships: {
      /**
       * Lists a data object's relationships to others. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/objects/{type_name}/{external_id}/object_relationships` · permission `data_objects.read` ·
       * 50 / min (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/object_relationships/get_list_object_relationships.md
       */
      readonly list: PagedMethod<'data_objects.object_relationships.list'>
      /**
       * Creates a relationship between two data objects. 409 `duplicate-object-relationship` where it exists. Early
       * access: only where Braze has switched it on.
       *
       * `POST /data_objects/objects/{type_name}/{external_id}/object_relationships` · permission
       * `data_objects.object_relationships.create` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/object_relationships/post_create_object_relationship.md
       */
      readonly create: Method<'data_objects.object_relationships.create'>
      /**
       * Replaces a relationship between two data objects. Early access: only where Braze has switched it on.
       *
       * `PUT /data_objects/objects/{type_name}/{external_id}/object_relationships` · permission
       * `data_objects.object_relationships.update` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/object_relationships/put_replace_object_relationship.md
       */
      readonly replace: Method<'data_objects.object_relationships.replace'>
      /**
       * Updates a relationship between two data objects. Early access: only where Braze has switched it on.
       *
       * `PATCH /data_objects/objects/{type_name}/{external_id}/object_relationships` · permission
       * `data_objects.object_relationships.update` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/object_relationships/patch_update_object_relationship.md
       */
      readonly update: Method<'data_objects.object_relationships.update'>
      /**
       * Deletes a relationship between two data objects. Early access: only where Braze has switched it on.
       *
       * `DELETE /data_objects/objects/{type_name}/{external_id}/object_relationships` · permission
       * `data_objects.object_relationships.delete` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/object_relationships/delete_object_relationship.md
       */
      readonly delete: Method<'data_objects.object_relationships.delete'>
    }
    readonly user_relationships: {
      /**
       * Lists a data object's relationships to profiles. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/objects/{type_name}/{external_id}/user_relationships` · permission
       * `data_objects.user_relationships.read` · 50 / min (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/user_relationships/get_list_user_relationships.md
       */
      readonly list: PagedMethod<'data_objects.user_relationships.list'>
      /**
       * Creates a relationship between a data object and a profile. Early access: only where Braze has switched it on.
       *
       * `POST /data_objects/objects/{type_name}/{external_id}/users` · permission
       * `data_objects.user_relationships.create` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/user_relationships/post_create_user_relationship.md
       */
      readonly create: Method<'data_objects.user_relationships.create'>
      /**
       * Replaces a relationship between a data object and a profile. Early access: only where Braze has switched it on.
       *
       * `PUT /data_objects/objects/{type_name}/{external_id}/users` · permission
       * `data_objects.user_relationships.update` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/user_relationships/put_replace_user_relationship.md
       */
      readonly replace: Method<'data_objects.user_relationships.replace'>
      /**
       * Updates a relationship between a data object and a profile. Early access: only where Braze has switched it on.
       *
       * `PATCH /data_objects/objects/{type_name}/{external_id}/users` · permission
       * `data_objects.user_relationships.update` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/user_relationships/patch_update_user_relationship.md
       */
      readonly update: Method<'data_objects.user_relationships.update'>
      /**
       * Deletes a relationship between a data object and a profile. Early access: only where Braze has switched it on.
       *
       * `DELETE /data_objects/objects/{type_name}/{external_id}/users` · permission
       * `data_objects.user_relationships.delete` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/user_relationships/delete_user_relationship.md
       */
      readonly delete: Method<'data_objects.user_relationships.delete'>
    }
  }
}
