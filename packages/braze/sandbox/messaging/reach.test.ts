import { describe, expect, it } from 'vitest'
import { stage } from './test-stage.ts'

const recipients = [{ external_user_id: 'ann' }]

/** What became of one message to a profile with these fields. */
async function send(fields: object, message: object, more: object = {}): Promise<string | undefined> {
  const on = await stage()
  await on.track({ attributes: [{ external_id: 'ann', ...fields }] })
  const body = { external_user_ids: ['ann'], messages: message, ...more }
  const heard = await on.post('/messages/send', body)
  expect(heard.status).toBe(201)
  const { status, reason } = await on.rendered()
  return reason ?? status
}

const email = { email: { subject: 'Hi', body: 'x', from: 'a <a@b.com>', app_id: 'app' } }
const sms = { sms: { body: 'x', subscription_group_id: 'g', app_id: 'app' } }
const push = { apple_push: { alert: 'x' } }
const address = { email: 'ann@example.com' }

describe('a message', () => {
  it.each([
    ['e-mail without an address', {}, email, {}, 'the profile has no e-mail address'],
    ['e-mail to an address', address, email, {}, 'sent'],
    [
      'e-mail to the unsubscribed',
      { ...address, email_subscribe: 'unsubscribed' },
      email,
      {},
      'the profile is not subscribed to e-mail',
    ],
    [
      'e-mail to all',
      { ...address, email_subscribe: 'unsubscribed' },
      email,
      { recipient_subscription_state: 'all' },
      'sent',
    ],
    [
      'e-mail to the opted in alone',
      address,
      email,
      { recipient_subscription_state: 'opted_in' },
      'the profile is not subscribed to e-mail',
    ],
    ['push without a token', {}, push, {}, 'the profile has no push token'],
    ['push to a token', { push_tokens: [{ app_id: 'app', token: 't' }] }, push, {}, 'sent'],
    ['SMS without a number', {}, sms, {}, 'the profile has no phone number'],
    ['SMS outside the group', { phone: '+441234567890' }, sms, {}, 'the profile is not subscribed to the group'],
    [
      'SMS within the group',
      {
        phone: '+441234567890',
        subscription_groups: [{ subscription_group_id: 'g', subscription_state: 'subscribed' }],
      },
      sms,
      {},
      'sent',
    ],
    ['a content card', {}, { content_card: { type: 'CLASSIC', title: 'x' } }, {}, 'sent'],
  ])('%s', async (_name, fields, message, more, outcome) => {
    expect(await send(fields, message, more)).toBe(outcome)
  })

  it('[D2] that reaches nobody shows what it would have been', async () => {
    const on = await stage()
    await on.track({ attributes: [{ external_id: 'ann', first_name: 'Ann' }] })
    await on.campaign({ messages: [{ channel: 'push', alert: 'Hi {{$' + '{first_name}}}' }] })
    await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients })
    expect(await on.rendered()).toMatchObject({ channel: 'ios_push', status: 'skipped', rendered: { alert: 'Hi Ann' } })
  })
})
