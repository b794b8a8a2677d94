// Made by contract/generate.ts from the rows of the contract: change those.
import type { CampaignsMethods } from './methods/campaigns.ts'
import type { CanvasMethods } from './methods/canvas.ts'
import type { CatalogItemsMethods } from './methods/catalog-items.ts'
import type { CatalogsMethods } from './methods/catalogs.ts'
import type { CdiMethods } from './methods/cdi.ts'
import type { ContentBlocksMethods } from './methods/content-blocks.ts'
import type { CustomAttributesMethods } from './methods/custom-attributes.ts'
import type { DataObjectRelationshipsMethods } from './methods/data-object-relationships.ts'
import type { DataObjectsMethods } from './methods/data-objects.ts'
import type { EmailListsMethods } from './methods/email-lists.ts'
import type { ExportEventsMethods } from './methods/export-events.ts'
import type { ExportKpiMethods } from './methods/export-kpi.ts'
import type { ExportPurchasesMethods } from './methods/export-purchases.ts'
import type { ExportSegmentsMethods } from './methods/export-segments.ts'
import type { ExportSessionsMethods } from './methods/export-sessions.ts'
import type { ExportUsersMethods } from './methods/export-users.ts'
import type { FeedMethods } from './methods/feed.ts'
import type { LiveActivitiesMethods } from './methods/live-activities.ts'
import type { MediaLibraryMethods } from './methods/media-library.ts'
import type { MessagesMethods } from './methods/messages.ts'
import type { PreferenceCenterMethods } from './methods/preference-center.ts'
import type { ScimMethods } from './methods/scim.ts'
import type { SdkAuthenticationMethods } from './methods/sdk-authentication.ts'
import type { SendsMethods } from './methods/sends.ts'
import type { SmsMethods } from './methods/sms.ts'
import type { SubscriptionGroupsMethods } from './methods/subscription-groups.ts'
import type { TemplatesMethods } from './methods/templates.ts'
import type { TransactionalMethods } from './methods/transactional.ts'
import type { TranslationsMethods } from './methods/translations.ts'
import type { UserDataMethods } from './methods/user-data.ts'

/** A method for every endpoint: `users.export.ids` is `braze.users.export.ids`. */
export type Methods = UserDataMethods &
  ExportUsersMethods &
  MessagesMethods &
  LiveActivitiesMethods &
  CampaignsMethods &
  CanvasMethods &
  SendsMethods &
  TransactionalMethods &
  SubscriptionGroupsMethods &
  EmailListsMethods &
  SmsMethods &
  CatalogsMethods &
  CatalogItemsMethods &
  ContentBlocksMethods &
  TemplatesMethods &
  PreferenceCenterMethods &
  TranslationsMethods &
  MediaLibraryMethods &
  CustomAttributesMethods &
  ExportEventsMethods &
  ExportPurchasesMethods &
  ExportSessionsMethods &
  ExportSegmentsMethods &
  ExportKpiMethods &
  DataObjectsMethods &
  DataObjectRelationshipsMethods &
  CdiMethods &
  SdkAuthenticationMethods &
  ScimMethods &
  FeedMethods
