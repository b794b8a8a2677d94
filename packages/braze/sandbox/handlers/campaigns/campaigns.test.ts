import { endpoints } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { stage } from '../../messaging/test-stage.ts'

const email = { id: 'mail', name: 'Mail', channel: 'email', subject: 's', body: '<a href="https://x.example/">x</a>' }
const hook = { id: 'hook', name: 'Hook', channel: 'webhook', url: 'http://127.0.0.1:1/', body: { a: 1 } }

async function staged() {
  const on = await stage()
  await on.track({ attributes: [{ external_id: 'ann', email: 'ann@example.com' }] })
  await on.campaign({ messages: [email, hook], tags: ['a'], description: 'd' })
  await on.canvas({
    steps: [
      { id: 'one', name: 'One', messages: [email] },
      { id: 'two', delay_seconds: 60 },
    ],
  })
  return on
}

describe('campaigns and Canvases', () => {
  it('are listed, archived ones on demand', async () => {
    const on = await staged()
    await on.campaign({ id: 'old', name: 'Old', state: 'archived', messages: [email] })
    expect((await on.get('/campaigns/list')).body).toEqual({
      campaigns: [
        { id: 'hello', last_edited: '2030-01-31T12:00:00.000Z', name: 'Hello', is_api_campaign: true, tags: ['a'] },
      ],
      message: 'success',
    })
    const all = await on.get('/campaigns/list?include_archived=true&sort_direction=desc')
    expect(all.body.campaigns.map(({ id }: { id: string }) => id)).toEqual(['old', 'hello'])
    expect((await on.get('/campaigns/list?last_edit.time[gt]=2030-02-01')).body.campaigns).toEqual([])
    expect((await on.get('/canvas/list')).body.canvases).toMatchObject([{ id: 'journey', name: 'Journey' }])
  })

  it('show their details', async () => {
    const on = await staged()
    const details = await on.get('/campaigns/details?campaign_id=hello')
    expect(endpoints['campaigns.details'].response.safeParse(details.body).success).toBe(true)
    expect(details.body).toMatchObject({
      name: 'Hello',
      channels: ['email', 'webhook'],
      first_sent: null,
      messages: {
        mail: { channel: 'email', subject: 's' },
        hook: { channel: 'webhook', method: 'POST', type: 'json' },
      },
    })
    expect((await on.get('/canvas/details?canvas_id=journey')).body).toMatchObject({
      variants: [{ name: 'Variant 1', first_step_ids: ['one'] }],
      steps: [
        { id: 'one', type: 'message', next_step_ids: ['two'], next_paths: [{ name: null, next_step_id: 'two' }] },
        { id: 'two', type: 'delay', next_step_ids: [] },
      ],
    })
    expect((await on.get('/campaigns/details?campaign_id=zz')).status).toBe(400)
    expect(await on.get('/canvas/details?canvas_id=zz')).toMatchObject({
      status: 400,
      body: { message: 'canvas_id must be a string of the Canvas api identifier' },
    })
  })

  it('count what was sent by day', async () => {
    const on = await staged()
    await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] })
    await on.sends()
    await on.advance(86_400)
    await on.sends()
    const { data } = (await on.get('/campaigns/data_series?campaign_id=hello&length=3')).body
    expect(data.map(({ time }: { time: string }) => time)).toEqual(['2030-01-30', '2030-01-31', '2030-02-01'])
    expect(data[1]).toMatchObject({
      unique_recipients: 1,
      messages: { email: [{ variation_name: 'Mail', sent: 1, delivered: 1, opens: 0 }] },
    })
    expect((await on.get('/campaigns/data_series?campaign_id=hello&length=101')).status).toBe(400)
    expect((await on.get('/campaigns/details?campaign_id=hello')).body.first_sent).toBe('2030-01-31T12:00:00.000Z')
  })

  it('count entries and steps of a Canvas', async () => {
    const on = await staged()
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }] })
    await on.sends()
    const query =
      'canvas_id=journey&ending_at=2030-01-31T23:00:00Z&length=2&include_step_breakdown=true&include_variant_breakdown=true'
    const summary = (await on.get(`/canvas/data_summary?${query}`)).body
    expect(summary.data).toMatchObject({
      name: 'Journey',
      total_stats: { entries: 1 },
      step_stats: { one: { messages: { email: [{ sent: 1 }] } } },
    })
    expect(Object.values(summary.data.variant_stats)).toMatchObject([{ name: 'Variant 1', entries: 1 }])
    const series = (await on.get(`/canvas/data_series?${query}`)).body
    expect(
      series.data.stats.map(({ total_stats }: { total_stats: { entries: number } }) => total_stats.entries),
    ).toEqual([0, 1])
    for (const wrong of ['', '&length=15', '&starting_at=2030-01-01']) {
      expect((await on.get(`/canvas/data_series?canvas_id=journey&ending_at=2030-01-31${wrong}`)).status).toBe(400)
    }
  })

  it('are duplicated as drafts', async () => {
    const on = await staged()
    expect(await on.post('/campaigns/duplicate', { campaign_id: 'hello', name: 'Copy' })).toMatchObject({ status: 202 })
    expect(await on.post('/canvas/duplicate', { canvas_id: 'journey', name: 'Copy' })).toMatchObject({ status: 202 })
    const copy = (await on.get('/__sandbox/campaigns?search=copy')).body.campaigns[0]
    expect(copy).toMatchObject({
      name: 'Copy',
      state: 'draft',
      description: 'd',
      messages: [{ channel: 'email' }, { channel: 'webhook' }],
    })
    expect(copy.messages[0].id).not.toBe('mail')
    expect((await on.post('/campaigns/duplicate', { campaign_id: 'hello' })).status).toBe(400)
  })

  it('list the links of a message', async () => {
    const on = await staged()
    const links = await on.get('/campaigns/url_info/details?campaign_id=hello&message_variation_id=mail')
    const link = {
      link_URL: 'https://x.example/',
      link_id: 'link_1',
      link_alias: 'link_1',
      content_block_path_info: [],
    }
    expect(links.body).toMatchObject({ channel: 'email', link_data: [link], message: 'success' })
    const none = await on.get(
      '/campaigns/url_info/details?campaign_id=hello&message_variation_id=mail&includes_link_id=link_2',
    )
    expect(none.body.link_data).toEqual([])
    const step = await on.get('/canvas/url_info/details?canvas_id=journey&canvas_step_id=one&message_variation_id=mail')
    expect(step.body.link_data).toHaveLength(1)
  })

  it('belong to send ids', async () => {
    const on = await staged()
    expect(await on.post('/sends/id/create', { campaign_id: 'hello', send_id: 'spring' })).toMatchObject({
      status: 201,
      body: { message: 'success', send_id: 'spring' },
    })
    expect((await on.post('/sends/id/create', { campaign_id: 'hello' })).body.send_id).toBeTypeOf('string')
    expect((await on.post('/sends/id/create', { campaign_id: 'zz' })).body.message).toBe('Invalid Campaign ID')
    expect((await on.post('/sends/id/create', { campaign_id: 'hello', send_id: 'a b' })).status).toBe(400)
    expect((await on.post('/sends/id/create', { campaign_id: 'hello' })).headers.get('x-ratelimit-limit')).toBe('100')
  })
})
