import { describe, expect, it } from 'vitest'
import { type HeardCall, listen, stage } from '../../messaging/test-stage.ts'

const messages = [{ channel: 'email', subject: 'Order {{api_trigger_properties.$' + '{order}}}', body: 'x' }]
const path = '/transactional/v1/campaigns/order/send'
const recipient = { external_user_id: 'ann' }

async function staged(more: object = {}) {
  const on = await stage()
  await on.track({ attributes: [{ external_id: 'ann', email: 'ann@example.com', email_subscribe: 'unsubscribed' }] })
  await on.campaign({ id: 'order', name: 'Order', type: 'transactional', messages, ...more })
  return on
}

const statuses = (heard: readonly HeardCall[]) => heard.map(({ body }) => JSON.parse(body)).map(({ status }) => status)

describe('a transactional e-mail', () => {
  it('is sent to one person, subscribed or not', async () => {
    const on = await staged()
    const heard = await on.post(path, { recipient, trigger_properties: { order: 7 }, external_send_id: 'abc=' })
    expect(heard).toMatchObject({
      status: 201,
      body: {
        dispatch_id: expect.any(String),
        status: 'sent',
        metadata: { campaign_api_id: 'order', external_send_id: 'abc=' },
      },
    })
    expect(await on.rendered()).toMatchObject({ status: 'sent', rendered: { subject: 'Order 7' } })
  })

  it('with the same external_send_id is sent once a day', async () => {
    const on = await staged()
    const send = async () => (await on.post(path, { recipient, external_send_id: 'a' })).body.dispatch_id
    const first = await send()
    expect(await send()).toBe(first)
    expect(await on.sends()).toHaveLength(1)
    await on.advance(86_400)
    expect(await send()).not.toBe(first)
    expect(await on.sends()).toHaveLength(2)
  })

  it('creates whom it has attributes for', async () => {
    const on = await staged()
    await on.post(path, { recipient: { external_user_id: 'new', attributes: { email: 'new@example.com' } } })
    expect(await on.profile('new')).toMatchObject({ email: 'new@example.com' })
    expect(await on.rendered()).toMatchObject({ status: 'sent' })
  })

  it('posts its statuses', async () => {
    const host = await listen()
    const on = await staged({ postback_url: `${host.url}/status` })
    await on.post(path, { recipient, external_send_id: 'a' })
    await expect.poll(() => statuses(host.heard).sort()).toEqual(['delivered', 'processed', 'sent'])
    await on.track({ attributes: [{ external_id: 'ben' }] })
    await on.post(path, { recipient: { external_user_id: 'ben' } })
    await expect.poll(() => statuses(host.heard)).toContain('aborted')
  })

  it.each([
    ['an unknown campaign', '/transactional/v1/campaigns/zz/send', {}, 'Campaign does not exist'],
    [
      'another kind of campaign',
      '/transactional/v1/campaigns/hello/send',
      {},
      'The campaign is not a transactional campaign. Only transactional campaigns may use this endpoint',
    ],
    [
      'a paused campaign',
      '/transactional/v1/campaigns/paused/send',
      {},
      'The campaign is paused. Resume the campaign in order for trigger requests to take effect.',
    ],
    [
      'an archived campaign',
      '/transactional/v1/campaigns/archived/send',
      {},
      'The campaign is archived. Unarchive the campaign in order for trigger requests to take effect.',
    ],
    ['a strange external_send_id', path, { external_send_id: 'ä' }, "'external_send_id' is not valid"],
    ['nobody', path, { recipient: undefined }, "'recipient' is required"],
  ])('refuses %s', async (_name, to, more, message) => {
    const on = await staged()
    await on.campaign({ messages })
    for (const state of ['paused', 'archived']) await on.campaign({ id: state, type: 'transactional', state, messages })
    expect(await on.post(to, { recipient, ...more })).toMatchObject({ status: 400, body: { message } })
  })
})
