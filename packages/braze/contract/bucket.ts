import type { RateLimit } from './endpoint.ts'

/** The rate limits of the API. `_docs/_api/api_limits.md`. Endpoints that share a bucket share its figure. */
export const buckets = {
  hourly: limit(
    'default-hourly',
    250_000,
    3600,
    'Shared by every endpoint on the default limit. Counts by the clock hour, per workspace.',
  ),
  track: limit(
    'users-track',
    3000,
    3,
    'Contracts priced by data points. Others: an hourly allowance with a three-second burst; newest contracts count per company.',
  ),
  trackBulk: limit(
    'users-track-bulk',
    50,
    1,
    'The base speed for most customers. Newer contracts: a burst per second and a rate per hour.',
  ),
  trackSync: limit('users-track-sync', 500, 60),
  identity: limit(
    'identity',
    20_000,
    60,
    'Shared by `users.delete`, `users.alias.new`, `users.alias.update`, `users.identify`, `users.merge`.',
  ),
  externalIdRename: limit('external-id-rename', 1000, 60),
  externalIdRemove: limit('external-id-remove', 1000, 60),
  exportIds: limit(
    'users-export-ids',
    250,
    60,
    '2,500 per minute for companies from before 2024-08-22; 40 per second with fields_to_export and without campaign or Canvas receipts.',
  ),
  /** Of sends to everyone, a segment or an audience; they do not count against the default bucket. */
  broadcast: limit('broadcast', 250, 60, 'Sends without listed recipients, all audiences together.'),
  /** One for each audience: a campaign or Canvas with its segment, filters and audience object. */
  audience: limit('broadcast-audience', 10, 60, 'Sends without listed recipients, for one audience.'),
  campaignDuplicate: limit('campaign-duplicate', 100, 60),
  campaignsDataSeries: limit('campaigns-data-series', 50_000, 60),
  canvasDuplicate: limit('canvas-duplicate', 100, 60),
  sendsIdCreate: limit('sends-id-create', 100, 86_400, 'Per workspace.'),
  subscriptionSet: limit('subscription-set', 5000, 60, 'Shared by both versions.'),
  catalogManagement: limit('catalog-management', 50, 60, 'Shared by listing, creating and deleting catalogs.'),
  catalogItemsAsync: limit('catalog-items-async', 16_000, 60, 'Shared by all asynchronous item endpoints.'),
  catalogItemsSync: limit('catalog-items-sync', 50, 60, 'Shared by all synchronous item endpoints.'),
  catalogFieldsSelections: limit('catalog-fields-selections', 50, 60, 'Shared by fields and selections.'),
  preferenceCenterRead: limit('preference-center-read', 1000, 60, 'Per workspace.'),
  preferenceCenterWrite: limit('preference-center-write', 10, 60, 'Per workspace.'),
  translations: limit('translations', 250_000, 60, 'Documented per minute, though perhaps per hour is meant.'),
  scim: limit(
    'scim',
    5000,
    86_400,
    'Per company, shared by all SCIM endpoints. Another translation of the page says 20,000.',
  ),
  cdiList: limit('cdi-list', 50, 60),
  cdiSync: limit('cdi-sync', 20, 60),
  cdiStatus: limit('cdi-status', 100, 60),
  mediaLibrary: limit('media-library', 100, 3600),
  customDataLists: limit(
    'custom-data-lists',
    1000,
    3600,
    'Shared by the lists of custom attributes, events and products, and by the purchase series.',
  ),
  dataObjectsRead: limit('data-objects-read', 50, 60),
  dataObjectsWrite: limit('data-objects-write', 50, 60),
} as const

function limit(bucket: string, requests: number, windowSeconds: number, note?: string): RateLimit {
  return { bucket, requests, windowSeconds, ...(note !== undefined && { note }) }
}
