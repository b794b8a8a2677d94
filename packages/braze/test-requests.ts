import type { EndpointId, EndpointRequest } from '@parley/braze/contract'

/** What the controls of the sandbox are told to make before the first call. */
export const ids = {
  campaign: 'c0ffee00-0000-4000-8000-000000000001',
  transactional: 'c0ffee00-0000-4000-8000-000000000002',
  variation: 'message-1',
  canvas: 'ca0a5000-0000-4000-8000-000000000001',
  step: 'step-1',
  segment: '5e900000-0000-4000-8000-000000000001',
  group: '90000000-0000-4000-8000-000000000001',
  locale: '10ca1e00-0000-4000-8000-000000000001',
  webhookTemplate: 'ea7e0000-0000-4000-8000-000000000001',
  integration: '1d700000-0000-4000-8000-000000000001',
  card: 'ca4d0000-0000-4000-8000-000000000001',
} as const

const greeting = '{% translation greeting %}Hello{% endtranslation %}'

const message = { id: ids.variation, channel: 'email', subject: greeting, body: greeting, from: 'Brand <a@b.example>' }

const rsaKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u
+qKhbwKfBstIs+bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW/VDL5AaWTg0nLVkjRo9z+40RQzuVaE8AkAFmxZzow3x+VJYKdjykkJ
0iT9wCS0DRTXu269V264Vf/3jvredZiKRkgwlL9xNAwxXFg0x/XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC+9aGVd+Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbc
mwIDAQAB
-----END PUBLIC KEY-----`

/** The first key of an app is its primary one, which cannot be deleted. */
export const firstKey = { app_id: 'app', rsa_public_key_str: rsaKey, description: 'First' } as const

/** By the path behind `/__sandbox`. */
export const controls: readonly (readonly [path: string, body: object])[] = [
  ['subscription-groups', { id: ids.group, name: 'News', channel: 'email' }],
  ['segments', { id: ids.segment, name: 'All' }],
  ['campaigns', { id: ids.campaign, name: 'Welcome', messages: [message] }],
  ['campaigns', { id: ids.transactional, name: 'Receipt', type: 'transactional', messages: [message] }],
  ['canvases', { id: ids.canvas, name: 'Journey', steps: [{ id: ids.step, messages: [message] }] }],
  ['tags', { tags: ['news'] }],
  ['locales', { uuid: ids.locale, name: 'de-DE', country: 'DE', language: 'de' }],
  ['webhook_templates', { id: ids.webhookTemplate, name: 'Hook', url: 'https://h.example', body: greeting }],
  ['integrations', { integration_id: ids.integration, name: 'Snow', rows: 3 }],
  ['feed_cards', { id: ids.card, title: 'Card' }],
  [
    'data_object_types',
    {
      type_name: 'order',
      schema_def: { properties: { total: { type: 'number' } } },
      user_relationship_types: ['owner'],
      object_relationship_types: [{ rel_kind: 'part_of', to_type_name: 'order' }],
    },
  ],
]

/** A text that an earlier call answered: `recall('scim.users.create', 'id')`. */
export type Recall = (id: EndpointId, ...path: readonly (string | number)[]) => string

type Requests = { readonly [Id in EndpointId]: (recall: Recall) => EndpointRequest<Id> }

const time = '2026-01-31T12:00:00Z'
const future = '2096-01-31T12:00:00Z'
const days = { start_date: '2026-01-01', end_date: '2096-01-01' } as const
const series = { length: 7 } as const
const recipients = [{ external_user_id: 'ann' }] as const
const email = { webhook: { url: 'https://h.example', request_method: 'POST', body: 'x' } } as const
const schedule = { time: future } as const
const translation = { locale_id: ids.locale, translation_map: { greeting: 'Hallo' } } as const
const ofCampaign = { campaign_id: ids.campaign, message_variation_id: ids.variation } as const
const ofCanvas = { workflow_id: ids.canvas, step_id: ids.step, message_variation_id: ids.variation } as const
const catalog = { catalog_name: 'restaurants' } as const
const order = { type_name: 'order', external_id: 'o1' } as const
const part = { ...order, related_type_name: 'order', related_external_id: 'o2', rel_kind: 'part_of' } as const
const origin = { x_request_origin: 'https://brand.example' } as const
const person = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  name: { givenName: 'Ann', familyName: 'Lee' },
  department: 'marketing',
} as const
/** A request for every endpoint that the sandbox can carry out, in an order in which what is needed has been made. */
export const requests: Requests = {
  'users.track': () => ({
    attributes: [{ external_id: 'ann', email: 'ann@example.com', phone: '+491511234567', plan: 'basic' }],
    events: [{ external_id: 'ann', name: 'Signed up', time }],
    purchases: [{ external_id: 'ann', product_id: 'book', currency: 'EUR', price: 9.5, time }],
  }),
  'users.track.bulk': () => ({ attributes: [{ external_id: 'bob' }, { external_id: 'cleo' }] }),
  'users.track.sync': () => ({ attributes: [{ external_id: 'ann', plan: 'plus' }] }),
  'users.alias.new': () => ({
    user_aliases: [
      { external_id: 'ann', alias_name: 'ann-1', alias_label: 'chat' },
      { alias_name: 'visitor', alias_label: 'chat' },
    ],
  }),
  'users.alias.update': () => ({
    alias_updates: [{ alias_label: 'chat', old_alias_name: 'visitor', new_alias_name: 'visitor-2' }],
  }),
  'users.identify': () => ({
    aliases_to_identify: [{ external_id: 'dora', user_alias: { alias_name: 'visitor-2', alias_label: 'chat' } }],
  }),
  'users.merge': () => ({
    merge_updates: [{ identifier_to_merge: { external_id: 'cleo' }, identifier_to_keep: { external_id: 'bob' } }],
  }),
  'users.external_ids.rename': () => ({
    external_id_renames: [{ current_external_id: 'dora', new_external_id: 'dorothy' }],
  }),
  'users.external_ids.remove': () => ({ external_ids: ['dora'] }),
  'users.delete': () => ({ external_ids: ['bob'] }),
  'users.export.ids': () => ({ external_ids: ['ann', 'nobody'] }),
  'users.export.segment': () => ({ segment_id: ids.segment, fields_to_export: ['email'] }),
  'users.export.global_control_group': () => ({ fields_to_export: ['email'] }),
  'export.segment.cancel': () => ({ segment_id: ids.segment }),
  'messages.send': () => ({ external_user_ids: ['ann'], messages: email }),
  'messages.schedule.create': () => ({ external_user_ids: ['ann'], messages: email, schedule }),
  'messages.schedule.update': (recall) => ({
    schedule_id: recall('messages.schedule.create', 'schedule_id'),
    schedule: { time: '2097-01-31T12:00:00Z' },
  }),
  'messages.schedule.delete': (recall) => ({ schedule_id: recall('messages.schedule.create', 'schedule_id') }),
  'messages.scheduled_broadcasts': () => ({ end_time: '2097-01-01' }),
  'messages.live_activity.start': () => ({
    app_id: 'app',
    activity_id: 'match-1',
    activity_attributes_type: 'Match',
    activity_attributes: { home: 'HSV' },
    content_state: { goals: 0 },
    notification: { alert: { title: 'Kick-off', body: 'It begins' } },
    external_user_ids: ['ann'],
  }),
  'messages.live_activity.update': () => ({ app_id: 'app', activity_id: 'match-1', content_state: { goals: 1 } }),
  'sends.id.create': () => ({ campaign_id: ids.campaign, send_id: 'spring' }),
  'campaigns.trigger.send': () => ({ campaign_id: ids.campaign, send_id: 'spring', recipients }),
  'campaigns.trigger.schedule.create': () => ({ campaign_id: ids.campaign, recipients, schedule }),
  'campaigns.trigger.schedule.update': (recall) => ({
    campaign_id: ids.campaign,
    schedule_id: recall('campaigns.trigger.schedule.create', 'schedule_id'),
    schedule,
  }),
  'campaigns.trigger.schedule.delete': (recall) => ({
    campaign_id: ids.campaign,
    schedule_id: recall('campaigns.trigger.schedule.create', 'schedule_id'),
  }),
  'campaigns.duplicate': () => ({ campaign_id: ids.campaign, name: 'Welcome again' }),
  'campaigns.list': () => ({ include_archived: true }),
  'campaigns.details': () => ({ campaign_id: ids.campaign }),
  'campaigns.data_series': () => ({ campaign_id: ids.campaign, ...series }),
  'campaigns.url_info.details': () => ofCampaign,
  'canvas.trigger.send': () => ({ canvas_id: ids.canvas, recipients, context: { offer: 'x' } }),
  'canvas.trigger.schedule.create': () => ({ canvas_id: ids.canvas, recipients, schedule }),
  'canvas.trigger.schedule.update': (recall) => ({
    canvas_id: ids.canvas,
    schedule_id: recall('canvas.trigger.schedule.create', 'schedule_id'),
    schedule,
  }),
  'canvas.trigger.schedule.delete': (recall) => ({
    canvas_id: ids.canvas,
    schedule_id: recall('canvas.trigger.schedule.create', 'schedule_id'),
  }),
  'canvas.duplicate': () => ({ canvas_id: ids.canvas, name: 'Journey again' }),
  'canvas.list': () => ({}),
  'canvas.details': () => ({ canvas_id: ids.canvas }),
  'canvas.data_series': () => ({ canvas_id: ids.canvas, ending_at: time, ...series }),
  'canvas.data_summary': () => ({ canvas_id: ids.canvas, ending_at: time, ...series }),
  'canvas.url_info.details': () => ({
    canvas_id: ids.canvas,
    canvas_step_id: ids.step,
    message_variation_id: ids.variation,
  }),
  'sends.data_series': () => ({ campaign_id: ids.campaign, send_id: 'spring', ...series }),
  'transactional.campaigns.send': () => ({
    campaign_id: ids.transactional,
    external_send_id: 'b3JkZXItMQ',
    recipient: { external_user_id: 'ann' },
  }),
  'subscription.status.set': () => ({
    subscription_group_id: ids.group,
    subscription_state: 'subscribed',
    external_id: ['ann'],
  }),
  'subscription.status.set_v2': () => ({
    subscription_groups: [
      { subscription_group_id: ids.group, subscription_state: 'subscribed', emails: ['ann@example.com'] },
    ],
  }),
  'subscription.status.get': () => ({ subscription_group_id: ids.group, external_id: ['ann', 'nobody'] }),
  'subscription.user.status': () => ({ external_id: 'ann' }),
  'email.hard_bounces': () => days,
  'email.unsubscribes': () => days,
  'email.status': () => ({ email: 'ann@example.com', subscription_state: 'opted_in' }),
  'email.bounce.remove': () => ({ email: 'ann@example.com' }),
  'email.spam.remove': () => ({ email: ['ann@example.com'] }),
  'email.blocklist': () => ({ email: 'eve@example.com' }),
  'email.blacklist': () => ({ email: 'eve@example.com' }),
  'users.subscription.get': () => ({ email: 'ann@example.com' }),
  'users.subscription.delete': () => ({ email: 'ann@example.com' }),
  'sms.invalid_phone_numbers': () => days,
  'sms.invalid_phone_numbers.remove': () => ({ phone_numbers: ['+491511234567'] }),
  'catalogs.create': () => ({
    catalogs: [
      {
        name: 'restaurants',
        description: 'Where to eat',
        fields: [
          { name: 'id', type: 'string' },
          { name: 'stars', type: 'number' },
        ],
      },
    ],
  }),
  'catalogs.list': () => ({}),
  'catalogs.fields.create': () => ({ ...catalog, fields: [{ name: 'city', type: 'string' }] }),
  'catalogs.fields.delete': () => ({ ...catalog, field_name: 'city' }),
  'catalogs.selections.create': () => ({
    ...catalog,
    selection: {
      name: 'best',
      filters: [{ field: 'stars', operator: 'greater than', value: 3 }],
      results_limit: 10,
    },
  }),
  'catalogs.selections.delete': () => ({ ...catalog, selection_name: 'best' }),
  'catalogs.items.create': () => ({ ...catalog, items: [{ id: 'r1', stars: 4 }] }),
  'catalogs.items.update': () => ({ ...catalog, items: [{ id: 'r1', stars: 5 }] }),
  'catalogs.items.replace': () => ({ ...catalog, items: [{ id: 'r2', stars: 1 }] }),
  'catalogs.items.list': () => catalog,
  'catalogs.items.delete': () => ({ ...catalog, items: [{ id: 'r2' }] }),
  'catalogs.item.create': () => ({ ...catalog, item_id: 'r3', items: [{ stars: 2 }] }),
  'catalogs.item.get': () => ({ ...catalog, item_id: 'r3' }),
  'catalogs.item.update': () => ({ ...catalog, item_id: 'r3', items: [{ stars: 3 }] }),
  'catalogs.item.replace': () => ({ ...catalog, item_id: 'r3', items: [{ stars: 4 }] }),
  'catalogs.item.delete': () => ({ ...catalog, item_id: 'r3' }),
  'catalogs.delete': () => catalog,
  'content_blocks.create': () => ({ name: 'footer', content: greeting, tags: ['news'] }),
  'content_blocks.list': () => ({ limit: 10 }),
  'content_blocks.info': (recall) => ({ content_block_id: recall('content_blocks.create', 'content_block_id') }),
  'content_blocks.update': (recall) => ({
    content_block_id: recall('content_blocks.create', 'content_block_id'),
    description: 'At the end',
  }),
  'templates.email.create': () => ({ template_name: 'Plain', subject: greeting, body: greeting }),
  'templates.email.list': () => ({}),
  'templates.email.info': (recall) => ({ email_template_id: recall('templates.email.create', 'email_template_id') }),
  'templates.email.update': (recall) => ({
    email_template_id: recall('templates.email.create', 'email_template_id'),
    preheader: 'Hi',
  }),
  'preference_center.create': () => ({
    name: 'center',
    preference_center_page_html: '<p>Your choice</p>',
    confirmation_page_html: '<p>Saved</p>',
  }),
  'preference_center.list': () => ({}),
  'preference_center.get': (recall) => ({
    preference_center_external_id: recall('preference_center.create', 'preference_center_api_id'),
  }),
  'preference_center.update': (recall) => ({
    preference_center_external_id: recall('preference_center.create', 'preference_center_api_id'),
    preference_center_page_html: '<p>New</p>',
    confirmation_page_html: '<p>Saved</p>',
  }),
  'preference_center.url': (recall) => ({
    preference_center_external_id: recall('preference_center.create', 'preference_center_api_id'),
    user_id: 'ann',
  }),
  'campaigns.translations.get': () => ofCampaign,
  'campaigns.translations.update': () => ({ ...ofCampaign, ...translation }),
  'campaigns.translations.source': () => ofCampaign,
  'canvas.translations.get': () => ofCanvas,
  'canvas.translations.update': () => ({ ...ofCanvas, ...translation }),
  'canvas.translations.source': () => ofCanvas,
  'templates.email.translations.get': (recall) => ({
    template_id: recall('templates.email.create', 'email_template_id'),
  }),
  'templates.email.translations.update': (recall) => ({
    template_id: recall('templates.email.create', 'email_template_id'),
    ...translation,
  }),
  'templates.email.translations.source': (recall) => ({
    template_id: recall('templates.email.create', 'email_template_id'),
  }),
  'content_blocks.translations.get': (recall) => ({
    content_block_id: recall('content_blocks.create', 'content_block_id'),
  }),
  'content_blocks.translations.update': (recall) => ({
    content_block_id: recall('content_blocks.create', 'content_block_id'),
    ...translation,
  }),
  'templates.webhook.translations.get': () => ({ template_id: ids.webhookTemplate }),
  'templates.webhook.translations.update': () => ({ template_id: ids.webhookTemplate, ...translation }),
  'templates.webhook.translations.source': () => ({ template_id: ids.webhookTemplate }),
  'media_library.create': () => ({
    asset_file: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
    name: 'Dot',
  }),
  'media_library.replace_file': (recall) => ({
    asset_id: readId(recall('media_library.create', 'new_assets', 0, 'url')),
    asset_file: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  }),
  'custom_attributes.get': () => ({}),
  'events.list': () => ({}),
  'events.get': () => ({}),
  'events.data_series': () => ({ event: 'Signed up', ...series }),
  'purchases.product_list': () => ({}),
  'purchases.quantity_series': () => series,
  'purchases.revenue_series': () => series,
  'sessions.data_series': () => series,
  'segments.list': () => ({}),
  'segments.details': () => ({ segment_id: ids.segment }),
  'segments.data_series': () => ({ segment_id: ids.segment, ...series }),
  'kpi.new_users.data_series': () => series,
  'kpi.dau.data_series': () => series,
  'kpi.mau.data_series': () => series,
  'kpi.uninstalls.data_series': () => series,
  'data_objects.types.list': () => ({}),
  'data_objects.types.get': () => ({ type_name: 'order' }),
  'data_objects.user_relationship_types.list': () => ({ type_name: 'order' }),
  'data_objects.object_relationship_types.list': () => ({ type_name: 'order' }),
  'data_objects.objects.create': () => ({ ...order, attributes: { total: 1 } }),
  'data_objects.objects.replace': () => ({ type_name: 'order', external_id: 'o2', attributes: { total: 2 } }),
  'data_objects.objects.update': () => ({ ...order, attributes: { total: 3 } }),
  'data_objects.objects.get': () => order,
  'data_objects.objects.list': () => ({ type_name: 'order', limit: 10 }),
  'data_objects.object_relationships.create': () => part,
  'data_objects.object_relationships.replace': () => part,
  'data_objects.object_relationships.update': () => part,
  'data_objects.object_relationships.list': () => order,
  'data_objects.object_relationships.delete': () => part,
  'data_objects.user_relationships.create': (recall) => ownedBy(recall),
  'data_objects.user_relationships.replace': (recall) => ownedBy(recall),
  'data_objects.user_relationships.update': (recall) => ownedBy(recall),
  'data_objects.user_relationships.list': () => order,
  'data_objects.user_relationships.delete': (recall) => ownedBy(recall),
  'data_objects.objects.delete': () => order,
  'cdi.integrations.list': () => ({}),
  'cdi.integrations.sync': () => ({ integration_id: ids.integration }),
  'cdi.integrations.job_sync_status': () => ({ integration_id: ids.integration }),
  'sdk_authentication.create': () => ({ ...firstKey, description: 'Second' }),
  'sdk_authentication.keys': () => ({ app_id: 'app' }),
  'sdk_authentication.primary': (recall) => ({
    app_id: 'app',
    key_id: recall('sdk_authentication.keys', 'keys', 0, 'id'),
  }),
  'sdk_authentication.delete': (recall) => ({ app_id: 'app', key_id: recall('sdk_authentication.create', 'id') }),
  'scim.users.create': () => ({ ...origin, ...person, userName: 'ann@brand.example' }),
  'scim.users.search': () => ({ ...origin, filter: 'userName eq "ann@brand.example"' }),
  'scim.users.get': (recall) => ({ ...origin, id: recall('scim.users.create', 'id') }),
  'scim.users.update': (recall) => ({ ...origin, ...person, id: recall('scim.users.create', 'id') }),
  'scim.users.delete': (recall) => ({ ...origin, id: recall('scim.users.create', 'id') }),
  'feed.list': () => ({}),
  'feed.details': () => ({ card_id: ids.card }),
  'feed.data_series': () => ({ card_id: ids.card, ...series }),
}

/** The address of an asset holds its id. */
function readId(url: string): string {
  return /images\/([\w-]+)\//.exec(url)?.[1] ?? ''
}

function ownedBy(recall: Recall) {
  return { ...order, rel_kind: 'owner', braze_id: recall('users.export.ids', 'users', 0, 'braze_id') }
}
