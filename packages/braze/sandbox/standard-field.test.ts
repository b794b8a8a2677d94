import { isProfileField } from '@parley/braze/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEmail, readField } from './standard-field.ts'

function read(name: string, value: unknown) {
  if (!isProfileField(name)) throw new Error(`${name} is no standard field`)
  return readField(name, value)
}

describe('readField', () => {
  it.each([
    ['first_name', 'Ann', 'Ann'],
    ['phone', 15551234567, '15551234567'],
    ['home_city', 'x'.repeat(300), 'x'.repeat(255)],
    ['email', 'Ann@Example.COM', 'ann@example.com'],
    ['dob', '1990-05-03', '1990-05-03'],
    ['gender', 'F', 'F'],
    ['country', 'de', 'DE'],
    ['country', 'South Korea', 'KR'],
    ['country', 'UK', 'GB'],
    ['language', 'ko', 'ko'],
    ['time_zone', 'Europe/Berlin', 'Europe/Berlin'],
    ['email_subscribe', 'opted_in', 'opted_in'],
    ['email_open_tracking_disabled', true, true],
    ['date_of_first_session', '2020-01-02', '2020-01-02T00:00:00.000Z'],
    ['current_location', { longitude: 13.4, latitude: 52.5 }, { longitude: 13.4, latitude: 52.5 }],
    ['push_tokens', [{ app_id: 'a', token: 't' }], [{ app_id: 'a', token: 't' }]],
  ])('sets %s from %j', (name, value, kept) => {
    expect(read(name, value)).toEqual({ kind: 'set', value: kept })
  })

  it.each(['first_name', 'email', 'dob', 'email_subscribe', 'push_tokens'])('clears %s on null', (name) => {
    expect(read(name, null)).toEqual({ kind: 'clear' })
  })

  it('clears a country that it does not know', () => {
    expect(read('country', 'Atlantis')).toEqual({ kind: 'clear' })
  })

  it.each([
    ['dob', '03/05/1990'],
    ['dob', '1990-02-30'],
    ['gender', 'female'],
    ['language', 'german'],
    ['time_zone', 'Mars/Base'],
    ['time_zone', '+01:00'],
    ['first_name', { a: 1 }],
    ['email_open_tracking_disabled', 'yes'],
    ['twitter', { id: 'x' }],
  ])('ignores %s of %j', (name, value) => {
    expect(read(name, value).kind).toBe('ignored')
  })

  it.each([
    ['email', 'nobody', "The value provided for the 'email' field is not a valid email."],
    ['email', '', "The value provided for the 'email' field is not a valid email."],
    ['email_subscribe', 'yes', 'BAD_EMAIL_SUBSCRIPTION_STATE'],
    ['push_subscribe', 1, 'BAD_PUSH_SUBSCRIPTION_STATE'],
    ['current_location', { longitude: 200, latitude: 0 }, 'BAD_LOCATION_UPDATE'],
    ['push_tokens', 'x', 'BAD_PUSH_TOKEN_VALUE'],
    ['push_tokens', [{ token: 't' }], 'BAD_PUSH_TOKEN_APP_ID'],
    ['push_tokens', [{ app_id: 'a', token: 1 }], 'BAD_PUSH_TOKEN_STRING'],
    ['push_tokens', [{ app_id: 'a', token: '' }], 'BAD_PUSH_TOKEN_VALUE'],
    ['push_tokens', [{ app_id: 'a', token: 't', device_id: 'short' }], 'BAD_DEVICE_ID'],
    ['subscription_groups', {}, 'BAD_SUBSCRIPTION_GROUP_ARRAY'],
    ['subscription_groups', ['x'], 'BAD_SUBSCRIPTION_GROUP_HASH'],
    ['subscription_groups', [{ subscription_state: 'subscribed' }], 'BAD_SUBSCRIPTION_GROUP_ID'],
    ['subscription_groups', [{ subscription_group_id: 'g', subscription_state: 'x' }], 'BAD_SUBSCRIPTION_GROUP_STATE'],
  ])('refuses the object for %s of %j', (name, value, type) => {
    expect(read(name, value)).toEqual({ kind: 'refused', type })
  })
})

describe('isEmail', () => {
  it.each(['a@b.co', 'first.last+tag@sub.example.com', 'ünï@exämple.de'])('takes %s', (text) => {
    expect(isEmail(text)).toBe(true)
  })

  it.each(['a', 'a@b', '@b.co', 'a b@c.de', 'a@b..co', 'a@.co', 'a@b.co\n', `${'x'.repeat(250)}@b.co`])(
    'does not take %j',
    (text) => expect(isEmail(text)).toBe(false),
  )

  it('takes every address that is made as one', () => {
    fc.assert(fc.property(fc.emailAddress({ size: 'small' }), isEmail))
  })
})
