import { type EndpointRequest, endpoints, isProfileField, profileShape, readIdentifier } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'

describe('the contract table', () => {
  it.each(Object.entries(endpoints))(
    'keeps the row of %s under its own id, with a path and a limit that can be kept',
    (id, row) => {
      expect(row.id).toBe(id)
      expect(row.path).toMatch(/^(\/[\w{}]+)+$/)
      expect(row.rateLimit.requests / row.rateLimit.windowSeconds).toBeGreaterThan(0)
    },
  )

  it('takes standard fields, custom attributes and null', () => {
    const request: EndpointRequest<'users.track'> = {
      attributes: [
        { external_id: 'a', dob: '1990-05-03', home_city: null, operating_system: 'iOS', visits: { inc: 1 } },
      ],
      events: [{ email: 'a@b.cd', name: 'Completed', time: '2026-01-01T00:00:00Z' }],
    }
    expect(endpoints['users.track'].request.parse(request)).toEqual(request)
  })

  it('holds a standard field to its type and leaves custom attributes alone', () => {
    const { request } = endpoints['users.track']
    expect(request.safeParse({ attributes: [{ external_id: 'a', email_subscribe: 'maybe' }] }).success).toBe(false)
    expect(request.safeParse({ attributes: [{ external_id: 'a', Email_Subscribe: 'maybe' }] }).success).toBe(true)
    expect(profileShape.dob.safeParse('03/05/1990').success).toBe(false)
    expect(isProfileField('home_city')).toBe(true)
    expect(isProfileField('operating_system')).toBe(false)
    expect(isProfileField('toString')).toBe(false)
  })
})

describe('readIdentifier', () => {
  it.each([
    [
      { external_id: 'a', email: 'a@b.cd' },
      { kind: 'external_id', value: 'a' },
    ],
    [{ external_id: 12345 }, { kind: 'external_id', value: '12345' }],
    [
      { user_alias: { alias_name: 'n', alias_label: 'l' }, phone: '+49' },
      { kind: 'user_alias', name: 'n', label: 'l' },
    ],
    [{ braze_id: 'b' }, { kind: 'braze_id', value: 'b' }],
    [
      { email: 'a@b.cd', phone: '+49' },
      { kind: 'email', value: 'a@b.cd' },
    ],
    [
      { email: null, phone: '+49' },
      { kind: 'phone', value: '+49' },
    ],
    [{ external_id: 'a', braze_id: 'b' }, 'several'],
    [{ external_id: '', email: 'a@b.cd' }, 'none'],
    [{ user_alias: { alias_name: 'n' } }, 'none'],
    [{ first_name: 'Ada' }, 'none'],
  ])('reads %j', (object, identifier) => {
    expect(readIdentifier(object)).toEqual(identifier)
  })
})
