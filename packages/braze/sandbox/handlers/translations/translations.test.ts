import { describe, expect, it } from 'vitest'
import { type AssetDriver, driveAssets } from '../../assets/test-client.ts'

const tagged = 'Hi {% translation id_0 %}Hello{% endtranslation %} {% translation id_1 %} World {% endtranslation %}'

async function addLocale(braze: AssetDriver): Promise<string> {
  const heard = await braze.post('/__sandbox/locales', { name: 'es-MX', country: 'MX', language: 'es' })
  return heard.body.uuid
}

/** Creates what has the tags; says where its translations are and what names it. */
const owners: readonly (readonly [string, (braze: AssetDriver) => Promise<readonly [string, object]>])[] = [
  [
    'an e-mail template',
    async (braze) => {
      const template = { template_name: 't', subject: 's', body: tagged }
      const made = await braze.expect(201, 'POST /templates/email/create', template)
      return ['/templates/email/translations', { template_id: made.email_template_id }]
    },
  ],
  [
    'a webhook template',
    async (braze) => {
      const { body } = await braze.post('/__sandbox/webhook_templates', { name: 'w', url: 'https://h', body: tagged })
      return ['/templates/webhook/translations', { template_id: body.id }]
    },
  ],
  [
    'a message of a campaign',
    async (braze) => {
      const messages = [{ channel: 'email', id: 'm', subject: 's', body: tagged }]
      await braze.post('/__sandbox/campaigns', { id: 'c', name: 'c', messages })
      return ['/campaigns/translations', { campaign_id: 'c', message_variation_id: 'm' }]
    },
  ],
  [
    'a message of a Canvas',
    async (braze) => {
      const messages = [{ channel: 'email', id: 'm', subject: 's', body: tagged }]
      await braze.post('/__sandbox/canvases', { id: 'w', name: 'w', steps: [{ id: 's', name: 's', messages }] })
      return ['/canvas/translations', { workflow_id: 'w', step_id: 's', message_variation_id: 'm' }]
    },
  ],
  [
    'a Content Block',
    async (braze) => {
      const made = await braze.expect(201, 'POST /content_blocks/create', { name: 'b', content: tagged })
      return ['/content_blocks/translations', { content_block_id: made.content_block_id }]
    },
  ],
]

describe.each(owners)('translations of %s', (_, create) => {
  it('are written and read by locale', async () => {
    const braze = await driveAssets()
    const locale_id = await addLocale(braze)
    const [path, owner] = await create(braze)
    const query = `${path}?${new URLSearchParams({ ...owner })}`
    expect((await braze.expect(200, `GET ${query}`)).translations).toMatchObject([{ translation_map: {} }])
    await braze.expect(200, `PUT ${path}`, { ...owner, locale_id, translation_map: { id_0: 'Hola' } })
    await braze.expect(200, `PUT ${path}`, { ...owner, locale_id, translation_map: { id_1: 'Mundo' } })
    expect((await braze.expect(200, `GET ${query}&locale_id=${locale_id}`)).translations).toEqual([
      {
        translation_map: { id_0: 'Hola', id_1: 'Mundo' },
        locale: { uuid: locale_id, name: 'es-MX', country: 'MX', language: 'es', locale_key: 'es-mx' },
      },
    ])
  })

  it('are refused for an unknown locale, unknown ids, and an unknown owner', async () => {
    const braze = await driveAssets()
    const locale_id = await addLocale(braze)
    const [path, owner] = await create(braze)
    const put = async (body: object) => {
      const heard = await braze.ask(`PUT ${path}`, body)
      return [heard.status, heard.body.errors[0].message]
    }
    const map = { translation_map: { id_0: 'Hola' } }
    const noLocale = 'The provided locale code does not exist.'
    expect(await put({ ...owner, ...map, locale_id: 'none' })).toEqual([400, noLocale])
    expect(await put({ ...owner, locale_id, translation_map: { id_9: 'x' } })).toEqual([
      400,
      expect.stringContaining('yielded errors when parsing'),
    ])
    expect((await put({ locale_id, ...map }))[0]).toBe(404)
    const heard = await braze.ask(`GET ${path}?${new URLSearchParams({ ...owner })}&locale_id=none`)
    expect([heard.status, heard.body.errors]).toEqual([400, [{ message: noLocale }]])
  })
})

it.each(owners.slice(0, -1))('the source of %s is what stands between its tags', async (_, create) => {
  const braze = await driveAssets()
  const [path, owner] = await create(braze)
  for (const end of ['', '/']) {
    const query = `${path}/source${end}?${new URLSearchParams({ ...owner })}`
    expect(await braze.expect(200, `GET ${query}`)).toEqual({
      translations: { translation_map: { id_0: 'Hello', id_1: 'World' } },
      message: 'success',
    })
  }
})
