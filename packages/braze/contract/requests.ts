// Made by contract/generate.ts from the rows of the contract: change those.
import type {
  CampaignsDataSeriesRequest,
  CampaignsDetailsRequest,
  CampaignsDuplicateRequest,
  CampaignsListRequest,
  CampaignsTriggerScheduleCreateRequest,
  CampaignsTriggerScheduleDeleteRequest,
  CampaignsTriggerScheduleUpdateRequest,
  CampaignsTriggerSendRequest,
  CampaignsUrlInfoDetailsRequest,
} from './requests/campaigns.ts'
import type {
  CanvasDataSeriesRequest,
  CanvasDataSummaryRequest,
  CanvasDetailsRequest,
  CanvasDuplicateRequest,
  CanvasListRequest,
  CanvasTriggerScheduleCreateRequest,
  CanvasTriggerScheduleDeleteRequest,
  CanvasTriggerScheduleUpdateRequest,
  CanvasTriggerSendRequest,
  CanvasUrlInfoDetailsRequest,
} from './requests/canvas.ts'
import type {
  CatalogsItemCreateRequest,
  CatalogsItemDeleteRequest,
  CatalogsItemGetRequest,
  CatalogsItemReplaceRequest,
  CatalogsItemsCreateRequest,
  CatalogsItemsDeleteRequest,
  CatalogsItemsListRequest,
  CatalogsItemsReplaceRequest,
  CatalogsItemsUpdateRequest,
  CatalogsItemUpdateRequest,
} from './requests/catalog-items.ts'
import type {
  CatalogsCreateRequest,
  CatalogsDeleteRequest,
  CatalogsFieldsCreateRequest,
  CatalogsFieldsDeleteRequest,
  CatalogsListRequest,
  CatalogsSelectionsCreateRequest,
  CatalogsSelectionsDeleteRequest,
} from './requests/catalogs.ts'
import type {
  CdiIntegrationsJobSyncStatusRequest,
  CdiIntegrationsListRequest,
  CdiIntegrationsSyncRequest,
} from './requests/cdi.ts'
import type {
  ContentBlocksCreateRequest,
  ContentBlocksInfoRequest,
  ContentBlocksListRequest,
  ContentBlocksUpdateRequest,
} from './requests/content-blocks.ts'
import type { CustomAttributesGetRequest } from './requests/custom-attributes.ts'
import type {
  DataObjectsObjectRelationshipsCreateRequest,
  DataObjectsObjectRelationshipsDeleteRequest,
  DataObjectsObjectRelationshipsListRequest,
  DataObjectsObjectRelationshipsReplaceRequest,
  DataObjectsObjectRelationshipsUpdateRequest,
  DataObjectsObjectRelationshipTypesListRequest,
  DataObjectsUserRelationshipsCreateRequest,
  DataObjectsUserRelationshipsDeleteRequest,
  DataObjectsUserRelationshipsListRequest,
  DataObjectsUserRelationshipsReplaceRequest,
  DataObjectsUserRelationshipsUpdateRequest,
  DataObjectsUserRelationshipTypesListRequest,
} from './requests/data-object-relationships.ts'
import type {
  DataObjectsObjectsCreateRequest,
  DataObjectsObjectsDeleteRequest,
  DataObjectsObjectsGetRequest,
  DataObjectsObjectsListRequest,
  DataObjectsObjectsReplaceRequest,
  DataObjectsObjectsUpdateRequest,
  DataObjectsTypesGetRequest,
  DataObjectsTypesListRequest,
} from './requests/data-objects.ts'
import type {
  EmailBlacklistRequest,
  EmailBlocklistRequest,
  EmailBounceRemoveRequest,
  EmailHardBouncesRequest,
  EmailSpamRemoveRequest,
  EmailStatusRequest,
  EmailUnsubscribesRequest,
  UsersSubscriptionDeleteRequest,
  UsersSubscriptionGetRequest,
} from './requests/email-lists.ts'
import type { EventsDataSeriesRequest, EventsGetRequest, EventsListRequest } from './requests/export-events.ts'
import type {
  KpiDauDataSeriesRequest,
  KpiMauDataSeriesRequest,
  KpiNewUsersDataSeriesRequest,
  KpiUninstallsDataSeriesRequest,
} from './requests/export-kpi.ts'
import type {
  PurchasesProductListRequest,
  PurchasesQuantitySeriesRequest,
  PurchasesRevenueSeriesRequest,
} from './requests/export-purchases.ts'
import type {
  ExportSegmentCancelRequest,
  SegmentsDataSeriesRequest,
  SegmentsDetailsRequest,
  SegmentsListRequest,
} from './requests/export-segments.ts'
import type { SessionsDataSeriesRequest } from './requests/export-sessions.ts'
import type {
  UsersExportGlobalControlGroupRequest,
  UsersExportIdsRequest,
  UsersExportSegmentRequest,
} from './requests/export-users.ts'
import type { FeedDataSeriesRequest, FeedDetailsRequest, FeedListRequest } from './requests/feed.ts'
import type { MessagesLiveActivityStartRequest, MessagesLiveActivityUpdateRequest } from './requests/live-activities.ts'
import type { MediaLibraryCreateRequest, MediaLibraryReplaceFileRequest } from './requests/media-library.ts'
import type {
  MessagesScheduleCreateRequest,
  MessagesScheduleDeleteRequest,
  MessagesScheduledBroadcastsRequest,
  MessagesScheduleUpdateRequest,
  MessagesSendRequest,
} from './requests/messages.ts'
import type {
  PreferenceCenterCreateRequest,
  PreferenceCenterGetRequest,
  PreferenceCenterListRequest,
  PreferenceCenterUpdateRequest,
  PreferenceCenterUrlRequest,
} from './requests/preference-center.ts'
import type {
  ScimUsersCreateRequest,
  ScimUsersDeleteRequest,
  ScimUsersGetRequest,
  ScimUsersSearchRequest,
  ScimUsersUpdateRequest,
} from './requests/scim.ts'
import type {
  SdkAuthenticationCreateRequest,
  SdkAuthenticationDeleteRequest,
  SdkAuthenticationKeysRequest,
  SdkAuthenticationPrimaryRequest,
} from './requests/sdk-authentication.ts'
import type { SendsDataSeriesRequest, SendsIdCreateRequest } from './requests/sends.ts'
import type { SmsInvalidPhoneNumbersRemoveRequest, SmsInvalidPhoneNumbersRequest } from './requests/sms.ts'
import type {
  SubscriptionStatusGetRequest,
  SubscriptionStatusSetRequest,
  SubscriptionStatusSetV2Request,
  SubscriptionUserStatusRequest,
} from './requests/subscription-groups.ts'
import type {
  TemplatesEmailCreateRequest,
  TemplatesEmailInfoRequest,
  TemplatesEmailListRequest,
  TemplatesEmailUpdateRequest,
} from './requests/templates.ts'
import type { TransactionalCampaignsSendRequest } from './requests/transactional.ts'
import type {
  CampaignsTranslationsGetRequest,
  CampaignsTranslationsSourceRequest,
  CampaignsTranslationsUpdateRequest,
  CanvasTranslationsGetRequest,
  CanvasTranslationsSourceRequest,
  CanvasTranslationsUpdateRequest,
  ContentBlocksTranslationsGetRequest,
  ContentBlocksTranslationsUpdateRequest,
  TemplatesEmailTranslationsGetRequest,
  TemplatesEmailTranslationsSourceRequest,
  TemplatesEmailTranslationsUpdateRequest,
  TemplatesWebhookTranslationsGetRequest,
  TemplatesWebhookTranslationsSourceRequest,
  TemplatesWebhookTranslationsUpdateRequest,
} from './requests/translations.ts'
import type {
  UsersAliasNewRequest,
  UsersAliasUpdateRequest,
  UsersDeleteRequest,
  UsersExternalIdsRemoveRequest,
  UsersExternalIdsRenameRequest,
  UsersIdentifyRequest,
  UsersMergeRequest,
  UsersTrackBulkRequest,
  UsersTrackRequest,
  UsersTrackSyncRequest,
} from './requests/user-data.ts'

/** What a caller passes, by the id of the endpoint. Members of path, query, headers and body side by side. */
export interface Requests {
  readonly 'users.track': UsersTrackRequest
  readonly 'users.track.bulk': UsersTrackBulkRequest
  readonly 'users.track.sync': UsersTrackSyncRequest
  readonly 'users.identify': UsersIdentifyRequest
  readonly 'users.merge': UsersMergeRequest
  readonly 'users.delete': UsersDeleteRequest
  readonly 'users.alias.new': UsersAliasNewRequest
  readonly 'users.alias.update': UsersAliasUpdateRequest
  readonly 'users.external_ids.rename': UsersExternalIdsRenameRequest
  readonly 'users.external_ids.remove': UsersExternalIdsRemoveRequest
  readonly 'users.export.ids': UsersExportIdsRequest
  readonly 'users.export.segment': UsersExportSegmentRequest
  readonly 'users.export.global_control_group': UsersExportGlobalControlGroupRequest
  readonly 'messages.send': MessagesSendRequest
  readonly 'messages.schedule.create': MessagesScheduleCreateRequest
  readonly 'messages.schedule.update': MessagesScheduleUpdateRequest
  readonly 'messages.schedule.delete': MessagesScheduleDeleteRequest
  readonly 'messages.scheduled_broadcasts': MessagesScheduledBroadcastsRequest
  readonly 'messages.live_activity.start': MessagesLiveActivityStartRequest
  readonly 'messages.live_activity.update': MessagesLiveActivityUpdateRequest
  readonly 'campaigns.trigger.send': CampaignsTriggerSendRequest
  readonly 'campaigns.trigger.schedule.create': CampaignsTriggerScheduleCreateRequest
  readonly 'campaigns.trigger.schedule.update': CampaignsTriggerScheduleUpdateRequest
  readonly 'campaigns.trigger.schedule.delete': CampaignsTriggerScheduleDeleteRequest
  readonly 'campaigns.duplicate': CampaignsDuplicateRequest
  readonly 'campaigns.list': CampaignsListRequest
  readonly 'campaigns.details': CampaignsDetailsRequest
  readonly 'campaigns.data_series': CampaignsDataSeriesRequest
  readonly 'campaigns.url_info.details': CampaignsUrlInfoDetailsRequest
  readonly 'canvas.trigger.send': CanvasTriggerSendRequest
  readonly 'canvas.trigger.schedule.create': CanvasTriggerScheduleCreateRequest
  readonly 'canvas.trigger.schedule.update': CanvasTriggerScheduleUpdateRequest
  readonly 'canvas.trigger.schedule.delete': CanvasTriggerScheduleDeleteRequest
  readonly 'canvas.duplicate': CanvasDuplicateRequest
  readonly 'canvas.list': CanvasListRequest
  readonly 'canvas.details': CanvasDetailsRequest
  readonly 'canvas.data_series': CanvasDataSeriesRequest
  readonly 'canvas.data_summary': CanvasDataSummaryRequest
  readonly 'canvas.url_info.details': CanvasUrlInfoDetailsRequest
  readonly 'sends.id.create': SendsIdCreateRequest
  readonly 'sends.data_series': SendsDataSeriesRequest
  readonly 'transactional.campaigns.send': TransactionalCampaignsSendRequest
  readonly 'subscription.status.set': SubscriptionStatusSetRequest
  readonly 'subscription.status.set_v2': SubscriptionStatusSetV2Request
  readonly 'subscription.status.get': SubscriptionStatusGetRequest
  readonly 'subscription.user.status': SubscriptionUserStatusRequest
  readonly 'email.hard_bounces': EmailHardBouncesRequest
  readonly 'email.unsubscribes': EmailUnsubscribesRequest
  readonly 'email.status': EmailStatusRequest
  readonly 'email.bounce.remove': EmailBounceRemoveRequest
  readonly 'email.spam.remove': EmailSpamRemoveRequest
  readonly 'email.blocklist': EmailBlocklistRequest
  readonly 'email.blacklist': EmailBlacklistRequest
  readonly 'users.subscription.get': UsersSubscriptionGetRequest
  readonly 'users.subscription.delete': UsersSubscriptionDeleteRequest
  readonly 'sms.invalid_phone_numbers': SmsInvalidPhoneNumbersRequest
  readonly 'sms.invalid_phone_numbers.remove': SmsInvalidPhoneNumbersRemoveRequest
  readonly 'catalogs.list': CatalogsListRequest
  readonly 'catalogs.create': CatalogsCreateRequest
  readonly 'catalogs.delete': CatalogsDeleteRequest
  readonly 'catalogs.fields.create': CatalogsFieldsCreateRequest
  readonly 'catalogs.fields.delete': CatalogsFieldsDeleteRequest
  readonly 'catalogs.selections.create': CatalogsSelectionsCreateRequest
  readonly 'catalogs.selections.delete': CatalogsSelectionsDeleteRequest
  readonly 'catalogs.items.create': CatalogsItemsCreateRequest
  readonly 'catalogs.items.update': CatalogsItemsUpdateRequest
  readonly 'catalogs.items.replace': CatalogsItemsReplaceRequest
  readonly 'catalogs.items.delete': CatalogsItemsDeleteRequest
  readonly 'catalogs.items.list': CatalogsItemsListRequest
  readonly 'catalogs.item.get': CatalogsItemGetRequest
  readonly 'catalogs.item.create': CatalogsItemCreateRequest
  readonly 'catalogs.item.update': CatalogsItemUpdateRequest
  readonly 'catalogs.item.replace': CatalogsItemReplaceRequest
  readonly 'catalogs.item.delete': CatalogsItemDeleteRequest
  readonly 'content_blocks.list': ContentBlocksListRequest
  readonly 'content_blocks.info': ContentBlocksInfoRequest
  readonly 'content_blocks.create': ContentBlocksCreateRequest
  readonly 'content_blocks.update': ContentBlocksUpdateRequest
  readonly 'templates.email.list': TemplatesEmailListRequest
  readonly 'templates.email.info': TemplatesEmailInfoRequest
  readonly 'templates.email.create': TemplatesEmailCreateRequest
  readonly 'templates.email.update': TemplatesEmailUpdateRequest
  readonly 'preference_center.list': PreferenceCenterListRequest
  readonly 'preference_center.get': PreferenceCenterGetRequest
  readonly 'preference_center.create': PreferenceCenterCreateRequest
  readonly 'preference_center.update': PreferenceCenterUpdateRequest
  readonly 'preference_center.url': PreferenceCenterUrlRequest
  readonly 'campaigns.translations.get': CampaignsTranslationsGetRequest
  readonly 'campaigns.translations.update': CampaignsTranslationsUpdateRequest
  readonly 'campaigns.translations.source': CampaignsTranslationsSourceRequest
  readonly 'canvas.translations.get': CanvasTranslationsGetRequest
  readonly 'canvas.translations.update': CanvasTranslationsUpdateRequest
  readonly 'canvas.translations.source': CanvasTranslationsSourceRequest
  readonly 'templates.email.translations.get': TemplatesEmailTranslationsGetRequest
  readonly 'templates.email.translations.update': TemplatesEmailTranslationsUpdateRequest
  readonly 'templates.email.translations.source': TemplatesEmailTranslationsSourceRequest
  readonly 'content_blocks.translations.get': ContentBlocksTranslationsGetRequest
  readonly 'content_blocks.translations.update': ContentBlocksTranslationsUpdateRequest
  readonly 'templates.webhook.translations.source': TemplatesWebhookTranslationsSourceRequest
  readonly 'templates.webhook.translations.get': TemplatesWebhookTranslationsGetRequest
  readonly 'templates.webhook.translations.update': TemplatesWebhookTranslationsUpdateRequest
  readonly 'media_library.create': MediaLibraryCreateRequest
  readonly 'media_library.replace_file': MediaLibraryReplaceFileRequest
  readonly 'custom_attributes.get': CustomAttributesGetRequest
  readonly 'events.list': EventsListRequest
  readonly 'events.get': EventsGetRequest
  readonly 'events.data_series': EventsDataSeriesRequest
  readonly 'purchases.product_list': PurchasesProductListRequest
  readonly 'purchases.quantity_series': PurchasesQuantitySeriesRequest
  readonly 'purchases.revenue_series': PurchasesRevenueSeriesRequest
  readonly 'sessions.data_series': SessionsDataSeriesRequest
  readonly 'segments.list': SegmentsListRequest
  readonly 'segments.details': SegmentsDetailsRequest
  readonly 'segments.data_series': SegmentsDataSeriesRequest
  readonly 'export.segment.cancel': ExportSegmentCancelRequest
  readonly 'kpi.new_users.data_series': KpiNewUsersDataSeriesRequest
  readonly 'kpi.dau.data_series': KpiDauDataSeriesRequest
  readonly 'kpi.mau.data_series': KpiMauDataSeriesRequest
  readonly 'kpi.uninstalls.data_series': KpiUninstallsDataSeriesRequest
  readonly 'data_objects.types.list': DataObjectsTypesListRequest
  readonly 'data_objects.types.get': DataObjectsTypesGetRequest
  readonly 'data_objects.objects.list': DataObjectsObjectsListRequest
  readonly 'data_objects.objects.get': DataObjectsObjectsGetRequest
  readonly 'data_objects.objects.create': DataObjectsObjectsCreateRequest
  readonly 'data_objects.objects.replace': DataObjectsObjectsReplaceRequest
  readonly 'data_objects.objects.update': DataObjectsObjectsUpdateRequest
  readonly 'data_objects.objects.delete': DataObjectsObjectsDeleteRequest
  readonly 'data_objects.user_relationship_types.list': DataObjectsUserRelationshipTypesListRequest
  readonly 'data_objects.object_relationship_types.list': DataObjectsObjectRelationshipTypesListRequest
  readonly 'data_objects.object_relationships.list': DataObjectsObjectRelationshipsListRequest
  readonly 'data_objects.object_relationships.create': DataObjectsObjectRelationshipsCreateRequest
  readonly 'data_objects.object_relationships.replace': DataObjectsObjectRelationshipsReplaceRequest
  readonly 'data_objects.object_relationships.update': DataObjectsObjectRelationshipsUpdateRequest
  readonly 'data_objects.object_relationships.delete': DataObjectsObjectRelationshipsDeleteRequest
  readonly 'data_objects.user_relationships.list': DataObjectsUserRelationshipsListRequest
  readonly 'data_objects.user_relationships.create': DataObjectsUserRelationshipsCreateRequest
  readonly 'data_objects.user_relationships.replace': DataObjectsUserRelationshipsReplaceRequest
  readonly 'data_objects.user_relationships.update': DataObjectsUserRelationshipsUpdateRequest
  readonly 'data_objects.user_relationships.delete': DataObjectsUserRelationshipsDeleteRequest
  readonly 'cdi.integrations.list': CdiIntegrationsListRequest
  readonly 'cdi.integrations.sync': CdiIntegrationsSyncRequest
  readonly 'cdi.integrations.job_sync_status': CdiIntegrationsJobSyncStatusRequest
  readonly 'sdk_authentication.create': SdkAuthenticationCreateRequest
  readonly 'sdk_authentication.keys': SdkAuthenticationKeysRequest
  readonly 'sdk_authentication.primary': SdkAuthenticationPrimaryRequest
  readonly 'sdk_authentication.delete': SdkAuthenticationDeleteRequest
  readonly 'scim.users.create': ScimUsersCreateRequest
  readonly 'scim.users.search': ScimUsersSearchRequest
  readonly 'scim.users.get': ScimUsersGetRequest
  readonly 'scim.users.update': ScimUsersUpdateRequest
  readonly 'scim.users.delete': ScimUsersDeleteRequest
  readonly 'feed.list': FeedListRequest
  readonly 'feed.details': FeedDetailsRequest
  readonly 'feed.data_series': FeedDataSeriesRequest
}
