import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const group = { kind: 'braze-subscribe', group: 'g1', state: 'subscribed' }
const refused = { options: { refused: 'It is not known whom this is about.' } }
const stranger = { contact: { id: 'cont_test' } }

describe('a subscribe node', () => {
  it('[FB11] sets the state of a group by id or address', () => {
    expect(asking(group).runs[0]).toMatchObject({
      action: 'braze.subscription.status.set',
      input: {
        subscription_groups: [{ subscription_group_id: 'g1', subscription_state: 'subscribed', external_ids: ['ada'] }],
      },
    })
    const reached = (user: object, variables: { [name: string]: string }) =>
      requested(
        { ...group, group: '{{ name }}', double_opt_in: true, user },
        { variables: { name: 'g2', ...variables } },
      )
    const set = { subscription_group_id: 'g2', subscription_state: 'subscribed', use_double_opt_in_logic: true }
    expect(reached({ email: 'mail' }, { mail: 'a@b.com' })).toEqual({
      subscription_groups: [{ ...set, emails: ['a@b.com'] }],
    })
    expect(reached({ phone: 'number' }, { number: '+447400123456' })).toEqual({
      subscription_groups: [{ ...set, phones: ['+447400123456'] }],
    })
  })

  it('[FB11] sets the state of a whole channel on the profile', () => {
    const channel = { kind: 'braze-subscribe', channel: 'push', state: 'opted_in' }
    expect(asking(channel).runs[0]).toMatchObject({
      action: 'braze.users.track',
      input: { attributes: [{ external_id: 'ada', push_subscribe: 'opted_in' }] },
    })
    expect(requested({ ...channel, channel: 'email' })).toEqual({
      attributes: [{ external_id: 'ada', email_subscribe: 'opted_in' }],
    })
    expect(requested(channel, stranger)).toEqual({ attributes: [{ push_subscribe: 'opted_in' }], ...refused })
  })

  it('[FB3] is refused without anybody, or without a group', () => {
    expect(requested(group, stranger)).toMatchObject(refused)
    expect(requested({ ...group, group: '{{ name }}' })).toMatchObject({
      options: { refused: 'The id of the subscription group is blank.' },
    })
  })
})
