import { limits, objectErrors, reservedPropertyKeys } from '@parley/braze/contract'
import { isObject } from '../attribute-value.ts'
import {
  accepted,
  hasGoodProperties,
  holdsLongText,
  ownErrors,
  type Reading,
  type ReadObject,
  readApp,
  readPastTime,
  readRequiredText,
  readTarget,
  refused,
} from './reading.ts'

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Reads one object of `purchases`. */
export const readPurchase: ReadObject = (object, { now, settings }) => {
  const target = readTarget(object)
  if (target.kind === 'refused') return target
  const { product_id } = object
  const product = readRequiredText('product_id', Number.isFinite(product_id) ? String(product_id) : product_id)
  if (product.kind === 'refused') return product
  const price = readPrice(object)
  if (price.kind === 'refused') return price
  const quantity = object.quantity ?? 1
  if (!isQuantity(quantity)) return refused(objectErrors.quantity)
  const at = readPastTime(object.time, now)
  if (at.kind === 'refused') return at
  if (!hasGoodProperties(object.properties, reservedPropertyKeys.purchases, limits.purchasePropertiesBytes)) {
    return refused(objectErrors.properties)
  }
  if (settings.strict && holdsLongText(object.properties)) return refused(objectErrors.properties)
  return accepted({
    kind: 'purchase',
    target: target.value,
    product: product.value,
    app: readApp(object),
    at: at.value,
    quantity,
    price: price.value,
    properties: isObject(object.properties) ? object.properties : {},
  })
}

function readPrice(object: { readonly [member: string]: unknown }): Reading<number> {
  const currency = readRequiredText('currency', object.currency)
  if (currency.kind === 'refused') return currency
  if (!currencies.has(currency.value.toUpperCase())) return refused(ownErrors.notValid('currency'))
  const { price } = object
  if (price === undefined || price === null) return refused(ownErrors.required('price'))
  return typeof price === 'number' && Number.isFinite(price) ? accepted(price) : refused(ownErrors.notValid('price'))
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= limits.purchaseQuantity
}
