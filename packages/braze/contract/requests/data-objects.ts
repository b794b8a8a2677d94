// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /data_objects/types`: Lists the types of data objects. */
export interface DataObjectsTypesListRequest {
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/** `GET /data_objects/types/{type_name}`: Reads a type of data objects. */
export interface DataObjectsTypesGetRequest {
  /** Name of the type. */
  readonly type_name: string
}

/** `GET /data_objects/objects/{type_name}`: Lists data objects of a type. */
export interface DataObjectsObjectsListRequest {
  /** Name of the type. */
  readonly type_name: string
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/** `GET /data_objects/objects/{type_name}/{external_id}`: Reads a data object. */
export interface DataObjectsObjectsGetRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
}

/** `POST /data_objects/objects/{type_name}`: Creates a data object. */
export interface DataObjectsObjectsCreateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Values by the names of the properties of the type. */
  readonly attributes: { readonly [name: string]: unknown }
  /** What the dashboard calls the object. */
  readonly display_name?: string
}

/** `PUT /data_objects/objects/{type_name}/{external_id}`: Replaces a data object. */
export interface DataObjectsObjectsReplaceRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Values by the names of the properties of the type. */
  readonly attributes: { readonly [name: string]: unknown }
  /** What the dashboard calls the object. */
  readonly display_name?: string
}

/** `PATCH /data_objects/objects/{type_name}/{external_id}`: Updates a data object. */
export interface DataObjectsObjectsUpdateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Values by the names of the properties of the type. */
  readonly attributes: { readonly [name: string]: unknown }
  /** What the dashboard calls the object. */
  readonly display_name?: string
}

/** `DELETE /data_objects/objects/{type_name}/{external_id}`: Deletes a data object. */
export interface DataObjectsObjectsDeleteRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
}
