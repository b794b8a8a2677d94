import { campaignsHandlers } from './campaigns/table.ts'
import { canvasHandlers } from './canvas/table.ts'
import { catalogsHandlers } from './catalogs/table.ts'
import { cdiHandlers } from './cdi/table.ts'
import { contentBlocksHandlers } from './content-blocks/table.ts'
import { customAttributesHandlers } from './custom-attributes/table.ts'
import { dataObjectsHandlers } from './data-objects/table.ts'
import { emailListsHandlers } from './email-lists/table.ts'
import { exportEventsHandlers } from './export-events/table.ts'
import { exportKpiHandlers } from './export-kpi/table.ts'
import { exportPurchasesHandlers } from './export-purchases/table.ts'
import { exportSegmentsHandlers } from './export-segments/table.ts'
import { exportSessionsHandlers } from './export-sessions/table.ts'
import { exportUsersHandlers } from './export-users/table.ts'
import { feedHandlers } from './feed/table.ts'
import type { Handlers } from './handler.ts'
import { liveActivitiesHandlers } from './live-activities/table.ts'
import { mediaLibraryHandlers } from './media-library/table.ts'
import { messagesHandlers } from './messages/table.ts'
import { preferenceCenterHandlers } from './preference-center/table.ts'
import { scimHandlers } from './scim/table.ts'
import { sdkAuthenticationHandlers } from './sdk-authentication/table.ts'
import { sendsHandlers } from './sends/table.ts'
import { smsHandlers } from './sms/table.ts'
import { subscriptionGroupsHandlers } from './subscription-groups/table.ts'
import { templatesHandlers } from './templates/table.ts'
import { transactionalHandlers } from './transactional/table.ts'
import { translationsHandlers } from './translations/table.ts'
import { userDataHandlers } from './user-data/table.ts'

export const handlers: Handlers = {
  ...userDataHandlers,
  ...exportUsersHandlers,
  ...messagesHandlers,
  ...campaignsHandlers,
  ...canvasHandlers,
  ...sendsHandlers,
  ...transactionalHandlers,
  ...liveActivitiesHandlers,
  ...catalogsHandlers,
  ...templatesHandlers,
  ...contentBlocksHandlers,
  ...mediaLibraryHandlers,
  ...preferenceCenterHandlers,
  ...scimHandlers,
  ...cdiHandlers,
  ...sdkAuthenticationHandlers,
  ...dataObjectsHandlers,
  ...translationsHandlers,
  ...subscriptionGroupsHandlers,
  ...emailListsHandlers,
  ...smsHandlers,
  ...exportSegmentsHandlers,
  ...exportKpiHandlers,
  ...exportPurchasesHandlers,
  ...exportSessionsHandlers,
  ...exportEventsHandlers,
  ...customAttributesHandlers,
  ...feedHandlers,
}
