import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { profileFields } from './profile.ts'
import { checkProfile } from './profile-check.ts'

const ann = { external_id: 'ann' }

function codes(attributes: { readonly [name: string]: unknown }) {
  return checkProfile({ ...ann, ...attributes }).map(({ code, field }) => [code, field])
}

describe('checkProfile', () => {
  it('finds nothing wrong with a profile that is right', () => {
    const right = {
      external_id: 'ann',
      user_alias: undefined,
      email: 'ann@example.com',
      phone: '+49 151 1234567',
      dob: '1990-05-03',
      gender: 'F',
      country: 'DE',
      language: 'de',
      time_zone: 'Europe/Berlin',
      home_city: null,
      current_location: { longitude: 9.9, latitude: 53.5 },
      email_subscribe: 'opted_in',
      date_of_first_session: '2026-01-31T12:00:00Z',
      subscription_groups: [{ subscription_group_id: 'g', subscription_state: 'subscribed' }],
      visits: { inc: 1 },
      seats: { add: ['12A'] },
      cars: { $add: [{ plate: 'HH' }] },
      operating_system: 'Linux',
      _merge_objects: true,
    }
    expect(checkProfile(right)).toEqual([])
  })

  it.each([
    ['First_Name', 'first_name'],
    ['firstName', 'first_name'],
    ['first-name', 'first_name'],
    ['lastname', 'last_name'],
    ['birthday', 'dob'],
    ['date_of_birth', 'dob'],
    ['Email', 'email'],
    ['emial', 'email'],
    ['phone_number', 'phone'],
    ['gendr', 'gender'],
    ['timezone', 'time_zone'],
    ['contry', 'country'],
    ['city', 'home_city'],
  ])('asks whether %s is %s', (name, suggestion) => {
    const [problem] = checkProfile({ ...ann, [name]: 'x' })
    expect(problem).toMatchObject({ code: 'near-miss', field: name, suggestion })
    expect(problem?.message).toContain(suggestion)
  })

  it.each(['operating_system', 'favourite_city', 'plan', 'score', 'agenda', 'toString', '__proto__'])(
    'takes %s for a custom attribute',
    (name) => {
      expect(codes(Object.fromEntries([[name, 'x']]))).toEqual([])
    },
  )

  it.each([
    { dob: '03.05.1990' },
    { dob: '1990-02-30' },
    { gender: 'female' },
    { email: 'ann at example' },
    { email_subscribe: 'yes' },
    { language: 'German' },
    { country: '49' },
    { time_zone: 'Berlin' },
    { phone: 'call me' },
    { current_location: { longitude: 200, latitude: 0 } },
    { date_of_last_session: 'yesterday' },
    { first_name: 4 },
    { email_open_tracking_disabled: 'true' },
    { subscription_groups: {} },
  ])('refuses %j', (attributes) => {
    expect(codes(attributes)).toEqual([['bad-value', Object.keys(attributes)[0]]])
  })

  it.each([
    [{ note: 'x'.repeat(256) }, 'too-long'],
    [{ first_name: 'x'.repeat(256) }, 'too-long'],
    [{ [`k${'x'.repeat(255)}`]: 1 }, 'bad-key'],
    [{ $price: 1 }, 'bad-key'],
    [{ visits: { inc: 1.5 } }, 'bad-operation'],
    [{ cars: { $update: {} } }, 'bad-operation'],
    [{ seats: Array.from({ length: 501 }, (_, n) => n) }, 'too-large'],
    [{ trip: { legs: 'x'.repeat(110_000) } }, 'too-large'],
    [{ trip: { legs: ['x'.repeat(256)] } }, 'too-long'],
    [{ tags: ['x'.repeat(256)] }, 'too-long'],
    [{ trip: { 'from.city': 'Rome' } }, 'bad-key'],
    [{ trip: [{ legs: { $from: 'Rome' } }] }, 'bad-key'],
    [{ trip: { 'from city': 'Rome' } }, 'bad-key'],
    [{ trip: { price: [{ of: 1n }] } }, 'bad-value'],
  ])('tells what Braze would cut or drop (%#)', (attributes, code) => {
    expect(codes(attributes).map(([first]) => first)).toEqual([code])
  })

  it('takes operations on objects and times in them', () => {
    const attributes = {
      trips: { $add: [{ id: 1, at: { $time: '2026-01-31T12:00:00Z' } }] },
      cars: { $update: [{ $identifier_key: 'id', $identifier_value: 2, $new_object: { age: 3 } }] },
      bikes: { $remove: [{ $identifier_key: 'id', $identifier_value: 2 }] },
      tags: { add: ['a'], remove: ['b'] },
    }
    expect(codes(attributes)).toEqual([])
  })

  it('wants one identifier', () => {
    expect(checkProfile({ first_name: 'Ann' })).toMatchObject([{ code: 'no-identifier' }])
    expect(checkProfile({ external_id: 'a', braze_id: 'b' })).toMatchObject([{ code: 'several-identifiers' }])
    expect(checkProfile({ external_id: 'ä'.repeat(494) })).toMatchObject([{ code: 'too-long' }])
    expect(checkProfile({ push_token_import: true, push_tokens: [{ app_id: 'a', token: 't' }] })).toEqual([])
  })

  it('takes null for every field, and never shows a value', () => {
    for (const name of Object.keys(profileFields)) expect(codes({ [name]: null })).toEqual([])
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (attributes) => {
        const secret = 'ann-4711-secret'
        const problems = checkProfile({ external_id: 'a', ...attributes, email: secret, gender: secret, dob: secret })
        expect(problems.length).toBeGreaterThanOrEqual(3)
        expect(JSON.stringify(problems)).not.toContain(secret)
      }),
    )
  })
})
