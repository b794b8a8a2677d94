import { endpoints, pathMembers } from '@parley/braze/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSettings } from '../settings.ts'
import { createWorld } from '../world.ts'
import { type AssetDriver, driveAssets } from './test-client.ts'
import { putTranslation } from './translation.ts'

const begins = [
  'catalogs.',
  'templates.',
  'content_blocks.',
  'media_library.',
  'preference_center.',
  'scim.',
  'cdi.',
  'sdk_authentication.',
  'data_objects.',
  'feed.',
  'campaigns.translations.',
  'canvas.translations.',
]
const rows = Object.values(endpoints).filter(({ id }) => begins.some((begin) => id.startsWith(begin)))
const ids = rows.map(({ id }) => id)

/** Something of every kind, so that a request may find it. */
async function fill(braze: AssetDriver): Promise<readonly string[]> {
  const fields = [
    { name: 'id', type: 'string' },
    { name: 'x', type: 'array' },
    { name: 'o', type: 'object' },
  ]
  await braze.expect(201, 'POST /catalogs', { catalogs: [{ name: 'known', description: '', fields }] })
  await braze.expect(202, 'POST /catalogs/known/items', { items: [{ id: 'known', o: { toString: 1 } }] })
  const block = await braze.expect(201, 'POST /content_blocks/create', { name: 'known', content: 'x' })
  const template = await braze.expect(201, 'POST /templates/email/create', {
    template_name: 'n',
    subject: 's',
    body: 'b',
  })
  const page = { name: 'known', preference_center_page_html: 'x', confirmation_page_html: 'x' }
  const center = await braze.expect(201, 'POST /preference_center/v1', page)
  const integration = (await braze.post('/__sandbox/integrations', { name: 'known' })).body
  const locale = (await braze.post('/__sandbox/locales', { name: 'es', language: 'es' })).body
  const card = (await braze.post('/__sandbox/feed_cards', { title: 'known' })).body
  await braze.post('/__sandbox/data_object_types', {
    type_name: 'known',
    schema_def: { properties: { x: { type: 'array' }, o: { type: 'object' } } },
    user_relationship_types: ['known'],
    object_relationship_types: [{ rel_kind: 'known', to_type_name: 'known' }],
  })
  await braze.expect(201, 'POST /data_objects/objects/known', { external_id: 'known', attributes: {} })
  await braze.track({ attributes: [{ external_id: 'known' }] })
  const { braze_id } = await braze.profile('known')
  return [
    'known',
    block.content_block_id,
    template.email_template_id,
    center.preference_center_api_id,
    integration.integration_id,
    locale.uuid,
    card.id,
    braze_id,
  ]
}

it('answers every request with a documented kind of status, never with a failure of its own', async () => {
  const braze = await driveAssets()
  const known = await fill(braze)
  const word = fc.oneof(fc.constantFrom(...known, '__proto__', 'toString', 'id', 'x', 'o', '$add'), fc.string())
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(word, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }))
  const members = [...new Set(rows.flatMap((row) => Object.keys(requestShape(row.request))))]
  const body = fc.oneof(value, fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 8 }))
  const query = fc.dictionary(fc.constantFrom(...members), word, { maxKeys: 4 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ids),
      fc.array(word, { minLength: 3, maxLength: 3 }),
      query,
      body,
      async (id, words, asked, sent) => {
        const row = endpoints[id]
        const path = pathMembers(row.path).reduce(
          (text, name, index) => text.replace(`{${name}}`, encodeURIComponent(inPath(words[index] ?? ''))),
          row.path as string,
        )
        const search = new URLSearchParams(Object.entries(asked).map(([name, text]) => [name, text.toWellFormed()]))
        const isScim = row.id.startsWith('scim.')
        const { status } = await braze.ask(
          `${row.method} ${path}?${search}`,
          row.method === 'GET' ? undefined : sent,
          isScim ? { Authorization: 'Bearer sandbox-scim-token', 'X-Request-Origin': 'x' } : {},
        )
        expect([200, 201, 202, 204, 400, 404, 409, 422, 429]).toContain(status)
      },
    ),
    { numRuns: 1500 },
  )
  expect(braze.bugs).toEqual([])
}, 60_000)

it('gives back after a restart what it kept', () => {
  const { assets } = createWorld(readSettings({}))
  const field = { name: 'id', type: 'string', token: '-1' } as const
  const selection = { name: 's', filters: [{ field: 'id', operator: 'equals', value: 'a' }], results_limit: 1 }
  const catalog = { name: 'c', description: 'd', fields: [field], selections: [selection], updatedAt: 1, nextToken: 0 }
  assets.catalogs.create(catalog)
  assets.catalogs.get('c')?.items.put('a', { id: 'a' })
  assets.tags.put('t', 't')
  assets.sdkKeys.put('app', { keys: [{ id: 'k', publicKey: 'p', description: 'd' }], primaryId: 'k' })
  const end = { typeName: 'account', id: 'a' }
  assets.dataObjects.put({ ...end, displayName: 'A', attributes: { x: [1, null, { y: true }] } })
  assets.dataObjects.userRelationships.put('key', { object: end, brazeId: 'b', kind: 'k', attributes: {} })
  putTranslation(assets.translations, { kind: 'content_block', ids: ['b'] }, 'es', new Map([['id_0', 'Hola']]))
  const kept: unknown = JSON.parse(JSON.stringify(assets.save()))
  const { assets: after } = createWorld(readSettings({}))
  after.load(kept)
  expect(after.save()).toEqual(assets.save())
  expect(after.catalogs.get('c')?.items.get('a')).toEqual({ id: 'a' })
  expect(after.dataObjects.get(end)?.attributes).toEqual({ x: [1, null, { y: true }] })
})

it('counts a revision with every change, and none without', () => {
  const { assets } = createWorld(readSettings({}))
  const revisions = [assets.revision]
  const note = () => revisions.push(assets.revision)
  assets.tags.put('t', 't')
  note()
  assets.tags.remove('none')
  note()
  assets.tags.remove('t')
  note()
  expect(revisions).toEqual([0, 1, 1, 2])
})

/** What an address can hold in its path: no half of a surrogate pair, and no dots, which are taken out on the way. */
function inPath(text: string): string {
  return /^\.{0,2}$/.test(text) ? 'x' : text.toWellFormed()
}

function requestShape(schema: unknown): object {
  const inner = Object(schema).def?.innerType ?? schema
  return Object(inner).shape ?? {}
}
