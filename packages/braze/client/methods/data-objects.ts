// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface DataObjectsMethods {
  readonly data_objects: {
    readonly types: {
      /**
       * Lists the types of data objects. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/types` · permission `data_objects.read` · 50 / min (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/types/get_list_data_object_types.md
       */
      readonly list: PagedMethod<'data_objects.types.list'>
      /**
       * Reads a type of data objects. Names in the answer are uncertain. Early access: only where Braze has switched it
       * on.
       *
       * `GET /data_objects/types/{type_name}` · permission `data_objects.read` · 50 / min (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/types/get_data_object_type.md
       */
      readonly get: Method<'data_objects.types.get'>
    }
    readonly objects: {
      /**
       * Lists data objects of a type. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/objects/{type_name}` · permission `data_objects.read` · 50 / min (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/get_list_data_objects.md
       */
      readonly list: PagedMethod<'data_objects.objects.list'>
      /**
       * Reads a data object. Early access: only where Braze has switched it on.
       *
       * `GET /data_objects/objects/{type_name}/{external_id}` · permission `data_objects.read` · 50 / min
       * (`data-objects-read`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/get_data_object.md
       */
      readonly get: Method<'data_objects.objects.get'>
      /**
       * Creates a data object. 409 where it exists. Early access: only where Braze has switched it on.
       *
       * `POST /data_objects/objects/{type_name}` · permission `data_objects.create` · 50 / min (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/post_create_data_object.md
       */
      readonly create: Method<'data_objects.objects.create'>
      /**
       * Replaces a data object. Early access: only where Braze has switched it on.
       *
       * `PUT /data_objects/objects/{type_name}/{external_id}` · permission `data_objects.update` · 50 / min
       * (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/put_replace_data_object.md
       */
      readonly replace: Method<'data_objects.objects.replace'>
      /**
       * Updates a data object. Early access: only where Braze has switched it on.
       *
       * `PATCH /data_objects/objects/{type_name}/{external_id}` · permission `data_objects.update` · 50 / min
       * (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/patch_update_data_object.md
       */
      readonly update: Method<'data_objects.objects.update'>
      /**
       * Deletes a data object. The answer is not documented. Early access: only where Braze has switched it on.
       *
       * `DELETE /data_objects/objects/{type_name}/{external_id}` · permission `data_objects.delete` · 50 / min
       * (`data-objects-write`)
       *
       * @see
       * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/data_objects/objects/delete_data_object.md
       */
      readonly delete: Method<'data_objects.objects.delete'>
    }
  }
}
