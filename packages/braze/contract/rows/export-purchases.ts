import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answer, int, list, maybe, num, seriesUnit, text, textMembers, texts } from '../piece.ts'

export const exportPurchases = defineGroup([
  {
    id: 'purchases.product_list',
    method: 'GET',
    path: '/purchases/product_list',
    permission: 'purchases.product_list',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    pages: { kind: 'page', items: 'products' },
    request: z.object({ page: int.exactOptional() }).readonly(),
    response: answer({ products: texts }),
    docs: { what: 'Lists product ids.', docPath: '_docs/_api/endpoints/export/purchases/get_list_product_id.md' },
  },
  {
    id: 'purchases.quantity_series',
    method: 'GET',
    path: '/purchases/quantity_series',
    permission: 'purchases.quantity_series',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        /** ISO 8601. */
        ending_at: text.exactOptional(),
        /** 1 to 100. */
        length: int,
        /** Default `day`. */
        unit: seriesUnit.exactOptional(),
        app_id: text.exactOptional(),
        product: text.exactOptional(),
      })
      .readonly(),
    response: answer({ data: list({ ...textMembers('time'), purchase_quantity: maybe(num) }) }),
    docs: {
      what: 'Reads the number of purchases by day or hour.',
      docPath: '_docs/_api/endpoints/export/purchases/get_number_of_purchases.md',
    },
  },
  {
    id: 'purchases.revenue_series',
    method: 'GET',
    path: '/purchases/revenue_series',
    permission: 'purchases.revenue_series',
    rateLimit: buckets.customDataLists,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        /** ISO 8601. */
        ending_at: text.exactOptional(),
        /** 1 to 100. */
        length: int,
        /** Default `day`. */
        unit: seriesUnit.exactOptional(),
        app_id: text.exactOptional(),
        product: text.exactOptional(),
      })
      .readonly(),
    response: answer({ data: list({ ...textMembers('time'), revenue: maybe(num) }) }),
    docs: {
      what: 'Reads revenue by day or hour.',
      docPath: '_docs/_api/endpoints/export/purchases/get_revenue_series.md',
    },
  },
])
