// Made by contract/generate.ts from the rows of the contract: change those.

/** A field of a catalog, which has at most 500. */
export interface CatalogField {
  /** Name of the field, at most 250 characters. The first field of a catalog is `id`. */
  readonly name: string
  /** What it holds. `id` is a `string`. */
  readonly type: 'string' | 'number' | 'boolean' | 'time' | 'array' | 'object' | 'geo'
}
