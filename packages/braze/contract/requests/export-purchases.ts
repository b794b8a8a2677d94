// Made by contract/generate.ts from the rows of the contract: change those.

/** `GET /purchases/product_list`: Lists product ids. */
export interface PurchasesProductListRequest {
  /** Which page, from 0. Default 0. */
  readonly page?: number
}

/** `GET /purchases/quantity_series`: Reads the number of purchases by day or hour. */
export interface PurchasesQuantitySeriesRequest {
  /** How many days or hours: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** What an entry stands for. Default `day`. */
  readonly unit?: 'day' | 'hour'
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
  /** Only of this product, by its id. */
  readonly product?: string
}

/** `GET /purchases/revenue_series`: Reads revenue by day or hour. */
export interface PurchasesRevenueSeriesRequest {
  /** How many days or hours: 1 to 100. */
  readonly length: number
  /** When the series ends, ISO 8601. Default now. */
  readonly ending_at?: string
  /** What an entry stands for. Default `day`. */
  readonly unit?: 'day' | 'hour'
  /** Only of this app, by its API identifier. */
  readonly app_id?: string
  /** Only of this product, by its id. */
  readonly product?: string
}
