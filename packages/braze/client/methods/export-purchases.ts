// Made by contract/generate.ts from the rows of the contract: change those.
import type { Method, PagedMethod } from '../method.ts'

export interface ExportPurchasesMethods {
  readonly purchases: {
    /**
     * Lists product ids.
     *
     * `GET /purchases/product_list` · permission `purchases.product_list` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/purchases/get_list_product_id.md
     */
    readonly product_list: PagedMethod<'purchases.product_list'>
    /**
     * Reads the number of purchases by day or hour.
     *
     * `GET /purchases/quantity_series` · permission `purchases.quantity_series` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/purchases/get_number_of_purchases.md
     */
    readonly quantity_series: Method<'purchases.quantity_series'>
    /**
     * Reads revenue by day or hour.
     *
     * `GET /purchases/revenue_series` · permission `purchases.revenue_series` · 1,000 / h (`custom-data-lists`)
     *
     * @see
     * https://github.com/braze-inc/braze-docs/blob/HEAD/_docs/_api/endpoints/export/purchases/get_revenue_series.md
     */
    readonly revenue_series: Method<'purchases.revenue_series'>
  }
}
