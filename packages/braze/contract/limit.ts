/**
 * Figures of the Braze documentation that client and sandbox both go by. Sources are files of `braze-inc/braze-docs`:
 * `_docs/_api/objects_filters/{user_attributes,event,purchase}_object.md` and the endpoint pages.
 */
export const limits = {
  /** Objects of one track request, the three arrays together. Older contracts: 75 in each. */
  trackObjects: 75,
  /** Bytes of a request body; beyond it 413. */
  bodyBytes: 4 * 1024 * 1024,
  /** UTF-8 bytes of an external id. */
  externalIdBytes: 987,
  /** Characters of a text value, an attribute key, an event name, a product id. */
  textCharacters: 255,
  /** Elements of an array of scalars. */
  arrayElements: 500,
  /** JSON bytes of an object or array of objects, as an attribute or as event properties. */
  objectBytes: 100 * 1024,
  /** JSON bytes of purchase properties. */
  purchasePropertiesBytes: 50 * 1024,
  /** Distinct properties of one event. */
  eventProperties: 256,
  purchaseQuantity: 100,
  deviceIdBytes: { min: 8, max: 255 },
  /** Ids of each kind in one export request. */
  exportIds: 50,
} as const

/** Property keys that are taken: using one makes the properties invalid. */
export const reservedPropertyKeys = {
  events: ['time', 'event_name'],
  purchases: ['time', 'product_id', 'quantity', 'event_name', 'price', 'currency'],
} as const
