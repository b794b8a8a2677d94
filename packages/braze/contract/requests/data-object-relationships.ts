// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /data_objects/types/{type_name}/user_relationship_types`: Lists how objects of a type relate to profiles. */
export interface DataObjectsUserRelationshipTypesListRequest {
  /** Name of the type. */
  readonly type_name: string
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/** `GET /data_objects/types/{type_name}/object_relationship_types`: Lists how objects of a type relate to others. */
export interface DataObjectsObjectRelationshipTypesListRequest {
  /** Name of the type. */
  readonly type_name: string
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/**
 * `GET /data_objects/objects/{type_name}/{external_id}/object_relationships`: Lists a data object's relationships to
 * others.
 */
export interface DataObjectsObjectRelationshipsListRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Only relationships of this kind. */
  readonly rel_kind?: string
  /** Only those in which the object is this end. */
  readonly anchor?: 'source' | 'target'
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/**
 * `POST /data_objects/objects/{type_name}/{external_id}/object_relationships`: Creates a relationship between two data
 * objects.
 */
export interface DataObjectsObjectRelationshipsCreateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Name of the type of the other object. */
  readonly related_type_name: string
  /** Your own id of the other object. The name of the member is inferred. */
  readonly related_external_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Which end the object of the path is. Default `source`. */
  readonly anchor?: 'source' | 'target'
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `PUT /data_objects/objects/{type_name}/{external_id}/object_relationships`: Replaces a relationship between two data
 * objects.
 */
export interface DataObjectsObjectRelationshipsReplaceRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Name of the type of the other object. */
  readonly related_type_name: string
  /** Your own id of the other object. The name of the member is inferred. */
  readonly related_external_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Which end the object of the path is. Default `source`. */
  readonly anchor?: 'source' | 'target'
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `PATCH /data_objects/objects/{type_name}/{external_id}/object_relationships`: Updates a relationship between two data
 * objects.
 */
export interface DataObjectsObjectRelationshipsUpdateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Name of the type of the other object. */
  readonly related_type_name: string
  /** Your own id of the other object. The name of the member is inferred. */
  readonly related_external_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Which end the object of the path is. Default `source`. */
  readonly anchor?: 'source' | 'target'
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `DELETE /data_objects/objects/{type_name}/{external_id}/object_relationships`: Deletes a relationship between two
 * data objects.
 */
export interface DataObjectsObjectRelationshipsDeleteRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Name of the type of the other object. */
  readonly related_type_name: string
  /** Your own id of the other object. The name of the member is inferred. */
  readonly related_external_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Which end the object of the path is. Default `source`. */
  readonly anchor?: 'source' | 'target'
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `GET /data_objects/objects/{type_name}/{external_id}/user_relationships`: Lists a data object's relationships to
 * profiles.
 */
export interface DataObjectsUserRelationshipsListRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** Only relationships of this kind. */
  readonly rel_kind?: string
  /** How many entries to answer: 1 to 250, default 100. */
  readonly limit?: number
  /** How many entries to pass over. Default 0. */
  readonly offset?: number
}

/**
 * `POST /data_objects/objects/{type_name}/{external_id}/users`: Creates a relationship between a data object and a
 * profile.
 */
export interface DataObjectsUserRelationshipsCreateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** The id that Braze gave the profile. */
  readonly braze_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `PUT /data_objects/objects/{type_name}/{external_id}/users`: Replaces a relationship between a data object and a
 * profile.
 */
export interface DataObjectsUserRelationshipsReplaceRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** The id that Braze gave the profile. */
  readonly braze_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `PATCH /data_objects/objects/{type_name}/{external_id}/users`: Updates a relationship between a data object and a
 * profile.
 */
export interface DataObjectsUserRelationshipsUpdateRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** The id that Braze gave the profile. */
  readonly braze_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}

/**
 * `DELETE /data_objects/objects/{type_name}/{external_id}/users`: Deletes a relationship between a data object and a
 * profile.
 */
export interface DataObjectsUserRelationshipsDeleteRequest {
  /** Name of the type. */
  readonly type_name: string
  /** Your own id of the object. */
  readonly external_id: string
  /** The id that Braze gave the profile. */
  readonly braze_id: string
  /** Kind of the relationship, as the type names it. */
  readonly rel_kind: string
  /** Values that belong to the relationship. */
  readonly attributes?: { readonly [name: string]: unknown }
}
