/**
 * The contract: every endpoint of the API, one row each, in the files of `rows/`. Client, sandbox and reference page are derived
 * from it and none imports another. A new endpoint is one row; the client's method and its types follow.
 */
import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import type { Requests } from './requests.ts'
import { campaigns } from './rows/campaigns.ts'
import { canvas } from './rows/canvas.ts'
import { catalogItems } from './rows/catalog-items.ts'
import { catalogs } from './rows/catalogs.ts'
import { cdi } from './rows/cdi.ts'
import { contentBlocks } from './rows/content-blocks.ts'
import { customAttributes } from './rows/custom-attributes.ts'
import { dataObjectRelationships } from './rows/data-object-relationships.ts'
import { dataObjects } from './rows/data-objects.ts'
import { emailLists } from './rows/email-lists.ts'
import { exportEvents } from './rows/export-events.ts'
import { exportKpi } from './rows/export-kpi.ts'
import { exportPurchases } from './rows/export-purchases.ts'
import { exportSegments } from './rows/export-segments.ts'
import { exportSessions } from './rows/export-sessions.ts'
import { exportUsers } from './rows/export-users.ts'
import { feed } from './rows/feed.ts'
import { liveActivities } from './rows/live-activities.ts'
import { mediaLibrary } from './rows/media-library.ts'
import { messages } from './rows/messages.ts'
import { preferenceCenter } from './rows/preference-center.ts'
import { scim } from './rows/scim.ts'
import { sdkAuthentication } from './rows/sdk-authentication.ts'
import { sends } from './rows/sends.ts'
import { sms } from './rows/sms.ts'
import { subscriptionGroups } from './rows/subscription-groups.ts'
import { templates } from './rows/templates.ts'
import { transactional } from './rows/transactional.ts'
import { translations } from './rows/translations.ts'
import { userData } from './rows/user-data.ts'

/** The endpoints by chapter of the documentation. */
export const groups = {
  'user-data': userData,
  'export-users': exportUsers,
  messages,
  'live-activities': liveActivities,
  campaigns,
  canvas,
  sends,
  transactional,
  'subscription-groups': subscriptionGroups,
  'email-lists': emailLists,
  sms,
  catalogs,
  'catalog-items': catalogItems,
  'content-blocks': contentBlocks,
  templates,
  'preference-center': preferenceCenter,
  translations,
  'media-library': mediaLibrary,
  'custom-attributes': customAttributes,
  'export-events': exportEvents,
  'export-purchases': exportPurchases,
  'export-sessions': exportSessions,
  'export-segments': exportSegments,
  'export-kpi': exportKpi,
  'data-objects': dataObjects,
  'data-object-relationships': dataObjectRelationships,
  cdi,
  'sdk-authentication': sdkAuthentication,
  scim,
  feed,
} as const satisfies { readonly [group: string]: { readonly [id: string]: Endpoint } }

export type EndpointGroup = keyof typeof groups

export const endpoints = {
  ...userData,
  ...exportUsers,
  ...messages,
  ...liveActivities,
  ...campaigns,
  ...canvas,
  ...sends,
  ...transactional,
  ...subscriptionGroups,
  ...emailLists,
  ...sms,
  ...catalogs,
  ...catalogItems,
  ...contentBlocks,
  ...templates,
  ...preferenceCenter,
  ...translations,
  ...mediaLibrary,
  ...customAttributes,
  ...exportEvents,
  ...exportPurchases,
  ...exportSessions,
  ...exportSegments,
  ...exportKpi,
  ...dataObjects,
  ...dataObjectRelationships,
  ...cdi,
  ...sdkAuthentication,
  ...scim,
  ...feed,
} as const satisfies { readonly [id: string]: Endpoint }

export type EndpointId = keyof typeof endpoints

/**
 * What a caller passes: `EndpointRequest<'users.track'>`. Members of path, query, headers and body side by side, with what they mean
 * for the editor, as `requests.ts` has it from the rows' schemas.
 */
export type EndpointRequest<Id extends EndpointId> = Requests[Id]

/** What the API answers when all is well. */
export type EndpointResponse<Id extends EndpointId> = z.output<(typeof endpoints)[Id]['response']>
