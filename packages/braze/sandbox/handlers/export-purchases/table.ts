import { endpoints, successMessage } from '@parley/braze/contract'
import { roundMoney } from '../../change.ts'
import { badRequest } from '../bad-request.ts'
import { countOf, seriesOf } from '../export-kpi/series.ts'
import type { Call, Handler, HandlerGroup } from '../handler.ts'
import { readPage } from '../listing.ts'

/** How many a page holds is not documented; events have as many. */
const PAGE = 250

const productList: Handler = {
  answer({ query, world }) {
    const products = readPage(query, world.activity.names('purchase'), PAGE)
    if (typeof products === 'string') return badRequest(products)
    return { status: endpoints['purchases.product_list'].successStatus, body: { products, message: successMessage } }
  },
}

const product = ({ query }: Call) => query.get('product') || undefined
const revenue = countOf('revenue', product)

export const exportPurchasesHandlers = {
  'purchases.product_list': productList,
  'purchases.quantity_series': seriesOf('purchases.quantity_series', {
    member: 'purchase_quantity',
    units: ['day', 'hour'],
    value: countOf('purchase', product),
  }),
  'purchases.revenue_series': seriesOf('purchases.revenue_series', {
    member: 'revenue',
    units: ['day', 'hour'],
    value: (call, span) => roundMoney(revenue(call, span)),
  }),
} as const satisfies HandlerGroup
