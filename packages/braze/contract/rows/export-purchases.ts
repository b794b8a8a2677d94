import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { oneApp, page, unitSeries } from '../member.ts'
import { answer, list, maybe, num, text, textMembers, texts } from '../piece.ts'

const purchaseSeries = {
  ...unitSeries,
  app_id: oneApp.exactOptional(),
  product: text.exactOptional().describe('Only of this product, by its id.'),
} as const

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
    request: z.object({ page: page.exactOptional() }).readonly(),
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
    request: z.object(purchaseSeries).readonly(),
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
    request: z.object(purchaseSeries).readonly(),
    response: answer({ data: list({ ...textMembers('time'), revenue: maybe(num) }) }),
    docs: {
      what: 'Reads revenue by day or hour.',
      docPath: '_docs/_api/endpoints/export/purchases/get_revenue_series.md',
    },
  },
])
