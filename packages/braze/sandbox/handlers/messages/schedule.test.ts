import { describe, expect, it } from 'vitest'
import { stage } from '../../messaging/test-stage.ts'

const card = { channel: 'content_cards', title: '{{api_trigger_properties.$' + '{offer}}}' }
const recipients = [{ external_user_id: 'ann', trigger_properties: { offer: 'tea' } }]
const schedule = { time: '2030-01-31T13:00:00Z' }

async function staged() {
  const on = await stage()
  await on.track({
    attributes: [
      { external_id: 'ann', time_zone: 'Asia/Tokyo' },
      { external_id: 'ben', time_zone: 'America/New_York' },
    ],
  })
  await on.campaign({ messages: [card] })
  await on.canvas({ steps: [{ messages: [card] }] })
  const create = (more: object = {}) =>
    on.post('/campaigns/trigger/schedule/create', { campaign_id: 'hello', recipients, schedule, ...more })
  return { ...on, create }
}

describe('a schedule', () => {
  it('sends when its time comes, once', async () => {
    const on = await staged()
    const heard = await on.create()
    expect(heard).toMatchObject({
      status: 201,
      body: {
        dispatch_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        schedule_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        message: 'success',
      },
    })
    await on.advance(3599)
    expect(await on.sends()).toEqual([])
    await on.advance(1)
    expect(await on.sends()).toMatchObject([
      {
        dispatch_id: heard.body.dispatch_id,
        schedule_id: heard.body.schedule_id,
        recipients: [{ external_id: 'ann', messages: [{ rendered: { title: 'tea' } }] }],
      },
    ])
    await on.advance(9999)
    expect(await on.sends()).toHaveLength(1)
  })

  it('can be moved and deleted until then', async () => {
    const on = await staged()
    const { schedule_id } = (await on.create()).body
    const change = { campaign_id: 'hello', schedule_id, schedule: { time: '2030-01-31T15:00:00Z' } }
    expect(await on.post('/campaigns/trigger/schedule/update', change)).toMatchObject({
      status: 201,
      body: { message: 'success' },
    })
    await on.advance(7200)
    expect(await on.sends()).toEqual([])
    expect((await on.get('/__sandbox/schedules')).body.schedules).toMatchObject([
      { schedule_id, time: '2030-01-31T15:00:00.000Z' },
    ])
    expect((await on.post('/campaigns/trigger/schedule/delete', { campaign_id: 'hello', schedule_id })).status).toBe(
      201,
    )
    await on.advance(7200)
    expect(await on.sends()).toEqual([])
    expect(await on.post('/campaigns/trigger/schedule/delete', { campaign_id: 'hello', schedule_id })).toMatchObject({
      status: 400,
      body: { message: 'Invalid schedule_id' },
    })
  })

  it('of a Canvas and of messages works alike', async () => {
    const on = await staged()
    const canvas = await on.post('/canvas/trigger/schedule/create', {
      canvas_id: 'journey',
      recipients: [{ external_user_id: 'ann' }],
      schedule,
    })
    expect(canvas.status).toBe(201)
    const messages = { content_card: { type: 'CLASSIC', title: 'one' } }
    const message = await on.post('/messages/schedule/create', { external_user_ids: ['ann'], messages, schedule })
    const update = {
      schedule_id: message.body.schedule_id,
      messages: { content_card: { type: 'CLASSIC', title: 'two' } },
    }
    expect((await on.post('/messages/schedule/update', update)).status).toBe(201)
    await on.advance(3600)
    expect((await on.sends()).map(({ source }) => source.kind)).toEqual(['canvas', 'message'])
    expect(await on.rendered()).toMatchObject({ rendered: { title: 'two' } })
  })

  it('in local time reaches each zone at its own hour', async () => {
    const on = await staged()
    await on.create({
      recipients: [{ external_user_id: 'ann' }, { external_user_id: 'ben' }],
      schedule: { time: '2030-02-01T09:00:00', in_local_time: true },
    })
    const reached = async () =>
      (await on.sends()).flatMap(({ recipients: people }) => people.map(({ external_id }) => external_id))
    // 09:00 in Tokyo is 00:00 UTC, in New York 14:00 UTC.
    await on.advance(12 * 3600)
    expect(await reached()).toEqual(['ann'])
    await on.advance(14 * 3600)
    expect(await reached()).toEqual(['ann', 'ben'])
    await on.advance(24 * 3600)
    expect((await on.get('/__sandbox/schedules')).body.schedules).toEqual([])
  })

  it.each([
    ['no time', {}, 'Cannot parse send_at datetime'],
    ['a time that is none', { time: 'tomorrow' }, 'Cannot parse send_at datetime'],
    [
      'a local time past everywhere',
      { time: '2030-01-30T00:00:00', in_local_time: true },
      'in_local_time set but time is past',
    ],
    ['no schedule', undefined, 'schedule must be an object'],
  ])('with %s is refused', async (_name, wrong, message) => {
    const on = await staged()
    expect(await on.create({ schedule: wrong })).toMatchObject({ status: 400, body: { message } })
  })

  it('with a time that is past goes at once', async () => {
    const on = await staged()
    await on.create({ schedule: { time: '2030-01-01T00:00:00Z' } })
    expect(await on.sends()).toHaveLength(1)
  })
})

describe('GET /messages/scheduled_broadcasts', () => {
  it('lists campaigns and Canvases that the dashboard scheduled, which then go to everybody', async () => {
    const on = await staged()
    const own = { schedule: { time: '2030-01-31T13:00:00Z', schedule_type: 'local_time_zones' }, tags: ['a'] }
    await on.campaign({ id: 'news', name: 'News', messages: [card], ...own })
    await on.canvas({
      id: 'tour',
      name: 'Tour',
      steps: [{ messages: [card] }],
      schedule: { time: '2030-02-15T00:00:00Z' },
    })
    await on.create()
    const list = await on.get('/messages/scheduled_broadcasts?end_time=2030-02-01T00:00:00Z')
    expect(list.body).toEqual({
      message: 'success',
      scheduled_broadcasts: [
        {
          name: 'News',
          id: 'news',
          type: 'Campaign',
          tags: ['a'],
          next_send_time: '2030-01-31T13:00:00.000Z',
          schedule_type: 'local_time_zones',
        },
      ],
    })
    await on.advance(3600)
    expect((await on.sends()).find(({ source }) => source.id === 'news')).toMatchObject({
      broadcast: true,
      recipients_total: 2,
    })
    expect((await on.get('/messages/scheduled_broadcasts')).status).toBe(400)
  })
})
