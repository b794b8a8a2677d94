// Made by contract/generate.ts from the rows of the contract: change those.
import type { CatalogField } from './objects/catalog-field.ts'
import type { CatalogSelection } from './objects/catalog-selection.ts'

/** `GET /catalogs`: Lists the catalogs of the workspace. */
export type CatalogsListRequest = Readonly<Record<string, never>>

/** `POST /catalogs`: Creates a catalog. */
export interface CatalogsCreateRequest {
  /** Exactly one catalog. */
  readonly catalogs: readonly {
    /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
    readonly name: string
    /** What it is for, at most 250 characters. */
    readonly description?: string
    /** At most 500, of which the first is `id`, a string. */
    readonly fields: readonly CatalogField[]
  }[]
}

/** `DELETE /catalogs/{catalog_name}`: Deletes a catalog. */
export interface CatalogsDeleteRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
}

/** `POST /catalogs/{catalog_name}/fields`: Adds fields to a catalog. */
export interface CatalogsFieldsCreateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Fields to add, at most 50. */
  readonly fields: readonly CatalogField[]
}

/** `DELETE /catalogs/{catalog_name}/fields/{field_name}`: Deletes a field of a catalog. */
export interface CatalogsFieldsDeleteRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** The field to delete. */
  readonly field_name: string
}

/** `POST /catalogs/{catalog_name}/selections`: Creates a selection of a catalog. */
export interface CatalogsSelectionsCreateRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** Items of a catalog, chosen by filters. */
  readonly selection: CatalogSelection
}

/** `DELETE /catalogs/{catalog_name}/selections/{selection_name}`: Deletes a selection of a catalog. */
export interface CatalogsSelectionsDeleteRequest {
  /** Name of the catalog: at most 250 letters, digits, `-` and `_`. */
  readonly catalog_name: string
  /** The selection to delete. */
  readonly selection_name: string
}
