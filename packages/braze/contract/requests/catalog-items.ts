// Made by contract/generate.ts from the rows of the contract: change those.

/** `POST /catalogs/{catalog_name}/items`: Creates catalog items. */
export interface CatalogsItemsCreateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Items, 1 to 50. */
  readonly items: readonly {
    /** Id of the item: at most 250 letters, digits, `-` and `_`. */
    readonly id: string
    /** A field of the catalog, by its name. */
    readonly [name: string]: unknown
  }[]
}

/** `PATCH /catalogs/{catalog_name}/items`: Edits catalog items. */
export interface CatalogsItemsUpdateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Items, 1 to 50. */
  readonly items: readonly {
    /** Id of the item: at most 250 letters, digits, `-` and `_`. */
    readonly id: string
    /** A field of the catalog, by its name. */
    readonly [name: string]: unknown
  }[]
}

/** `PUT /catalogs/{catalog_name}/items`: Replaces catalog items, or creates them. */
export interface CatalogsItemsReplaceRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Items, 1 to 50. */
  readonly items: readonly {
    /** Id of the item: at most 250 letters, digits, `-` and `_`. */
    readonly id: string
    /** A field of the catalog, by its name. */
    readonly [name: string]: unknown
  }[]
}

/** `DELETE /catalogs/{catalog_name}/items`: Deletes catalog items. */
export interface CatalogsItemsDeleteRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Items to delete, 1 to 50. */
  readonly items: readonly {
    /** Id of the item. */
    readonly id: string
  }[]
}

/** `GET /catalogs/{catalog_name}/items`: Lists the items of a catalog. */
export interface CatalogsItemsListRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Where to go on: the `cursor` of the `Link` header. Left out: from the start. */
  readonly cursor?: string
}

/** `GET /catalogs/{catalog_name}/items/{item_id}`: Reads a catalog item. */
export interface CatalogsItemGetRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Id of the item: at most 250 letters, digits, `-` and `_`. */
  readonly item_id: string
}

/** `POST /catalogs/{catalog_name}/items/{item_id}`: Creates a catalog item. */
export interface CatalogsItemCreateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Id of the item: at most 250 letters, digits, `-` and `_`. */
  readonly item_id: string
  /** Exactly one item, without `id`: its fields by their names. */
  readonly items: readonly { readonly [name: string]: unknown }[]
}

/** `PATCH /catalogs/{catalog_name}/items/{item_id}`: Edits a catalog item. */
export interface CatalogsItemUpdateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Id of the item: at most 250 letters, digits, `-` and `_`. */
  readonly item_id: string
  /** Exactly one item, without `id`: its fields by their names. */
  readonly items: readonly { readonly [name: string]: unknown }[]
}

/** `PUT /catalogs/{catalog_name}/items/{item_id}`: Replaces a catalog item. */
export interface CatalogsItemReplaceRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Id of the item: at most 250 letters, digits, `-` and `_`. */
  readonly item_id: string
  /** Exactly one item, without `id`: its fields by their names. */
  readonly items: readonly { readonly [name: string]: unknown }[]
}

/** `DELETE /catalogs/{catalog_name}/items/{item_id}`: Deletes a catalog item. */
export interface CatalogsItemDeleteRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Id of the item: at most 250 letters, digits, `-` and `_`. */
  readonly item_id: string
}
