// Made by contract/generate.ts from the rows of the contract: change those.

/** Items of a catalog, chosen by filters. */
export interface CatalogSelection {
  /** Name of the selection. */
  readonly name: string
  /** What it is for. */
  readonly description?: string
  /** Your own id of it. */
  readonly external_id?: string
  /** Where its items come from. */
  readonly source?: 'Shopify' | 'Braze'
  /** Which items it holds, at most 10 filters. */
  readonly filters: readonly {
    /** Field of the catalog. */
    readonly field: string
    /** How the field is compared. */
    readonly operator: string
    /** With what it is compared. */
    readonly value: unknown
  }[]
  /** How many items it gives at most: 1 to 50. */
  readonly results_limit: number
  /** Field by which items are ordered. Together with `sort_order`. */
  readonly sort_field?: string
  /** Which way they are ordered. Together with `sort_field`. */
  readonly sort_order?: string
}
