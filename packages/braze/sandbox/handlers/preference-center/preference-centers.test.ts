import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'

const good = { name: 'Mine', preference_center_page_html: '<p>page</p>', confirmation_page_html: '<p>done</p>' }

describe('preference centers', () => {
  it('are created, listed, shown and updated; the name stays', async () => {
    let now = Date.parse('2022-09-22T18:28:07Z')
    const braze = await driveAssets({ machineTime: () => now })
    const made = await braze.expect(201, 'POST /preference_center/v1', good)
    expect(made).toEqual({
      preference_center_api_id: expect.any(String),
      liquid_tag: `{{preference_center.\${Mine}}}`,
      created_at: '2022-09-22T18:28:07Z',
      message: 'success',
    })
    const id = made.preference_center_api_id
    now += 60_000
    const options = { 'meta-viewport-content': 'width=device-width' }
    const change = { ...good, name: 'Other', preference_center_title: 'T', state: 'draft', options }
    expect(await braze.expect(200, `PUT /preference_center/v1/${id}`, change)).toMatchObject({
      preference_center_api_id: id,
      updated_at: '2022-09-22T18:29:07Z',
    })
    expect(await braze.expect(200, `GET /preference_center/v1/${id}`)).toMatchObject({
      name: 'Mine',
      preference_center_title: 'T',
      preference_center_page_html: '<p>page</p>',
      confirmation_page_html: '<p>done</p>',
      redirect_page_html: null,
      options,
      state: 'draft',
    })
    const { preference_centers } = await braze.expect(200, 'GET /preference_center/v1/list')
    expect(preference_centers).toEqual([
      {
        name: 'Mine',
        preference_center_api_id: id,
        created_at: '2022-09-22T18:28:07Z',
        updated_at: '2022-09-22T18:29:07Z',
      },
    ])
  })

  it('have an address for each user, which shows the page as text', async () => {
    const braze = await driveAssets()
    await braze.track({ attributes: [{ external_id: 'a/b' }, { external_id: 'c' }] })
    const { preference_center_api_id: id } = await braze.expect(201, 'POST /preference_center/v1', good)
    const { preference_center_url: url } = await braze.expect(200, `GET /preference_center/v1/${id}/url/a%2Fb`)
    const other = await braze.expect(200, `GET /preference_center/v1/${id}/url/c`)
    expect(other.preference_center_url).not.toBe(url)
    const shown = await braze.send(url.slice(braze.url.length))
    expect(shown.headers.get('content-type')).toContain('json')
    expect(shown.body).toMatchObject({ external_id: 'a/b', preference_center_page_html: '<p>page</p>' })
    expect((await braze.ask(`GET /preference_center/v1/${id}/url/nobody`)).status).toBe(404)
    expect((await braze.ask('GET /preference_center/v1/none/url/c')).status).toBe(404)
  })

  it.each([
    [{ ...good, name: 'a b' }],
    [{ ...good, name: undefined }],
    [{ ...good, preference_center_page_html: '' }],
    [{ ...good, confirmation_page_html: 1 }],
    [{ ...good, state: 'on' }],
    [{ ...good, options: { 'links-tags': [{ rel: 'stylesheet', href: 'x' }] } }],
    [[]],
  ])('are refused: %j', async (body) => {
    const braze = await driveAssets()
    const heard = await braze.ask('POST /preference_center/v1', body)
    expect([heard.status, heard.body.message]).toEqual([400, expect.any(String)])
  })

  it('are written 10 times a minute and read 1,000 times', async () => {
    const braze = await driveAssets({ rateLimits: {} })
    expect((await braze.ask('POST /preference_center/v1', good)).headers.get('x-ratelimit-limit')).toBe('10')
    expect((await braze.ask('GET /preference_center/v1/list')).headers.get('x-ratelimit-limit')).toBe('1000')
  })
})
