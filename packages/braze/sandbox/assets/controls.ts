import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type ControlCall, type ControlTable, readControlBody } from '../controls/control.ts'
import { type ControlProblem, sendJson, sendProblem } from '../problem.ts'
import type { World } from '../world.ts'
import { selectItems } from './catalog-selection.ts'
import { dataObjectType } from './data-object-type.ts'
import type { Shelf } from './shelf.ts'

const text = z.string().min(1).max(255)
/** Seconds and rows: more is a mistake. */
const amount = z.number().int().min(0).max(1_000_000_000)

const tagRequest = z.strictObject({ tags: z.array(text).min(1).max(1000) })

const localeRequest = z
  .strictObject({
    uuid: z.uuid().optional(),
    name: text,
    country: z.string().max(255).default(''),
    language: text,
    locale_key: text.optional(),
  })
  .transform((asked) => ({
    ...asked,
    uuid: asked.uuid ?? randomUUID(),
    locale_key: asked.locale_key ?? asked.name.toLowerCase(),
  }))

const webhookTemplateRequest = z
  .strictObject({ id: text.optional(), name: text, url: z.string().max(10_000), body: z.string().default('') })
  .transform((asked) => ({ ...asked, id: asked.id ?? randomUUID() }))

const integrationRequest = z
  .strictObject({
    integration_id: z.uuid().optional(),
    name: text,
    type: text.default('User Attributes'),
    warehouse_type: text.default('Snowflake'),
    contact_emails: z.string().max(1000).default(''),
    rows: amount.default(0),
    failing_rows: amount.default(0),
    sync_seconds: amount.default(0),
  })
  .refine(({ rows, failing_rows: failing }) => failing <= rows, {
    path: ['failing_rows'],
    message: 'More rows fail than there are',
  })

const feedCardRequest = z.strictObject({
  id: text.optional(),
  type: text.default('captioned_image'),
  name: text.optional(),
  title: z.string().max(1000),
  description: z.string().max(10_000).default(''),
  image_url: z.string().max(10_000).default(''),
  tags: z.array(text).max(100).default([]),
  extras: z.record(z.string(), z.unknown()).default({}),
  archived: z.boolean().default(false),
  draft: z.boolean().default(false),
  publish_at: z.iso.datetime({ offset: true }).nullable().default(null),
  end_at: z.iso.datetime({ offset: true }).nullable().default(null),
})

/** The controls under `/__sandbox` that make what only the dashboard of Braze makes, and show what was made. */
export function assetControls({ assets }: World): ControlTable {
  return {
    '/__sandbox/tags': { GET: shower('tags', assets.tags), POST: createTags },
    '/__sandbox/locales': { GET: shower('locales', assets.locales), POST: createLocale },
    '/__sandbox/webhook_templates': {
      GET: shower('webhook_templates', assets.webhookTemplates),
      POST: createWebhookTemplate,
    },
    '/__sandbox/integrations': { GET: shower('integrations', assets.integrations), POST: createIntegration },
    '/__sandbox/data_object_types': {
      GET: shower('data_object_types', assets.dataObjectTypes),
      POST: createDataObjectType,
    },
    '/__sandbox/feed_cards': { GET: shower('feed_cards', assets.feedCards), POST: createFeedCard },
    '/__sandbox/media': { GET: shower('media', assets.media) },
    '/__sandbox/catalogs': { GET: showCatalogs },
    '/__sandbox/preference_centers/{api_id}/users/{external_id}': { GET: showPreferenceCenter },
  }
}

function shower<Thing>(name: string, shelf: Shelf<Thing>): (call: ControlCall) => void {
  return ({ response, query }) => {
    const all = shelf.all()
    const shown = all.slice(Math.max(0, all.length - query.limit))
    sendJson(response, 200, { [name]: shown }, { 'X-Total-Count': String(all.length) })
  }
}

function createTags(call: ControlCall): void {
  const { tags } = call.world.assets
  const asked = readControlBody(call, tagRequest)
  if (asked === undefined) return
  for (const tag of asked.tags) tags.put(tag, tag)
  sendJson(call.response, 201, { tags: tags.all() })
}

function createLocale(call: ControlCall): void {
  const locale = readControlBody(call, localeRequest)
  if (locale === undefined) return
  call.world.assets.locales.put(locale.uuid, locale)
  sendJson(call.response, 201, locale)
}

function createWebhookTemplate(call: ControlCall): void {
  const template = readControlBody(call, webhookTemplateRequest)
  if (template === undefined) return
  call.world.assets.webhookTemplates.put(template.id, template)
  sendJson(call.response, 201, template)
}

function createIntegration(call: ControlCall): void {
  const asked = readControlBody(call, integrationRequest)
  if (asked === undefined) return
  const { assets, clock } = call.world
  const id = (asked.integration_id ?? randomUUID()).toLowerCase()
  assets.integrations.put(id, {
    id,
    name: asked.name,
    type: asked.type,
    warehouse: asked.warehouse_type,
    contactEmails: asked.contact_emails,
    rows: asked.rows,
    failingRows: asked.failing_rows,
    syncSeconds: asked.sync_seconds,
    createdAt: clock.now(),
    jobs: [],
  })
  sendJson(call.response, 201, { ...asked, integration_id: id })
}

function createDataObjectType(call: ControlCall): void {
  const type = readControlBody(call, dataObjectType)
  if (type === undefined) return
  call.world.assets.dataObjectTypes.put(type.type_name, type)
  sendJson(call.response, 201, type)
}

function createFeedCard(call: ControlCall): void {
  const asked = readControlBody(call, feedCardRequest)
  if (asked === undefined) return
  const { assets, clock } = call.world
  const id = asked.id ?? randomUUID()
  const card = { ...asked, id, name: asked.name ?? asked.title, createdAt: clock.now() }
  assets.feedCards.put(id, card)
  sendJson(call.response, 201, card)
}

/** With what each selection finds at present. */
function showCatalogs({ response, world, query }: ControlCall): void {
  const catalogs = world.assets.catalogs.all().map((catalog) => {
    const { definition, items } = catalog
    return {
      ...definition,
      selections: definition.selections.map((selection) => ({
        ...selection,
        item_ids: selectItems(catalog, selection).map(({ id }) => id),
      })),
      num_items: items.size,
      items: items.all().slice(Math.max(0, items.size - query.limit)),
    }
  })
  sendJson(response, 200, { catalogs })
}

/** What the address of a user's preference center leads to: the page as text, which no browser runs. */
function showPreferenceCenter({ response, world, params }: ControlCall): void {
  const center = world.assets.preferenceCenters.get(params.api_id ?? '')
  const user = world.profiles.find({ kind: 'external_id', value: params.external_id ?? '' })
  if (center === undefined || user === undefined) {
    sendProblem(response, noPreferenceCenterProblem)
    return
  }
  sendJson(response, 200, {
    name: center.name,
    external_id: params.external_id,
    state: center.state,
    preference_center_title: center.title,
    preference_center_page_html: center.pageHtml,
    confirmation_page_html: center.confirmationHtml,
  })
}

const noPreferenceCenterProblem: ControlProblem = {
  status: 404,
  code: 'unknown-preference-center',
  title: 'There is no such preference center for this user',
  detail: 'GET /preference_center/v1/{id}/url/{user} makes the address for a user that exists.',
}
