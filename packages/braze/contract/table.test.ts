import {
  buckets,
  type Endpoint,
  type EndpointRequest,
  endpoints,
  groups,
  isProfileField,
  pathMembers,
  placeOf,
  profileShape,
  readIdentifier,
  requestMembers,
} from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { sample } from './test-sample.ts'

const rows = Object.values<Endpoint>(endpoints)

describe.each(rows.map((row) => [row.id, row] as const))('the row of %s', (id, row) => {
  it('stands under its own id, whose parts are names', () => {
    expect(endpoints).toHaveProperty([id], row)
    expect(id).toMatch(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/)
  })

  it('has a path, whose names in braces are required texts of its request', () => {
    expect(row.path).toMatch(/^(\/([A-Za-z0-9_]+|\{[a-z_]+\}))+$/)
    for (const member of pathMembers(row.path)) {
      expect(requestMembers(row)).toContain(member)
      expect(row.request.safeParse(without(sample(row.request) as object, member)).success).toBe(false)
    }
  })

  it('has one of the known buckets, and a permission unless it needs none', () => {
    expect(Object.values(buckets)).toContain(row.rateLimit)
    if (row.permission !== undefined) expect(row.permission).toMatch(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/)
    else expect(row.token ?? row.stability).toMatch(/^(scim|hidden)$/)
  })

  it('succeeds with a 2XX', () => {
    expect(row.successStatus).toBeGreaterThanOrEqual(200)
    expect(row.successStatus).toBeLessThan(300)
  })

  it('takes a request with every member, and knows the arrays that it limits', () => {
    const request = sample(row.request)
    expect(row.request.safeParse(request).error).toBeUndefined()
    for (const name of Object.keys(row.batchLimits?.arrays ?? {})) {
      const [member = '', inner] = name.split('[].')
      expect(request).toHaveProperty(member)
      if (inner !== undefined) expect(request).toHaveProperty([member, 0, inner])
    }
  })

  it('takes an answer with every member, with none but the needed ones, and with one of tomorrow', () => {
    const full = sample(row.response)
    for (const answer of [full, { ...(full as object), of_tomorrow: [1] }]) {
      expect(row.response.safeParse(answer).error).toBeUndefined()
    }
  })

  it('reads a GET without a body, and may be repeated then', () => {
    for (const member of requestMembers(row))
      expect(placeOf(row, member) === 'body').toBe(row.method !== 'GET' && !isElsewhere(row, member))
    if (row.method === 'GET') expect(row.repeatable).toBe(true)
  })

  it('is documented', () => {
    expect(row.docs.what).toMatch(/^[A-Z].*\.$/)
    expect(row.docs.docPath).toMatch(/^_docs\/[\w./-]+\.md$/)
    if (row.docs.limits !== undefined) expect(row.docs.limits).toMatch(/[.!]$/)
  })

  it('names, where it comes in pages, what leads to the next, and what holds the entries', () => {
    if (row.pages === undefined) return
    const { kind, items } = row.pages
    expect(row.method).toBe('GET')
    const leads = { page: ['page'], offset: ['limit', 'offset'], link: ['cursor'] }[kind]
    expect(requestMembers(row)).toEqual(expect.arrayContaining(leads))
    expect(row.response.safeParse(without(sample(row.response) as object, items)).success).toBe(false)
  })
})

function isElsewhere(row: Endpoint, member: string): boolean {
  return pathMembers(row.path).includes(member) || Object.hasOwn(row.headers ?? {}, member)
}

function without(object: object, member: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
}

describe('the contract table', () => {
  it('has every endpoint once, in a group', () => {
    const grouped = Object.values(groups).flatMap((group) => Object.values<Endpoint>(group))
    expect(grouped.map((row) => row.id).sort()).toEqual(rows.map((row) => row.id).sort())
    expect(new Set(rows.map((row) => `${row.method} ${row.path}`)).size).toBe(rows.length)
    expect(rows).toHaveLength(154)
  })

  it('gives every bucket one figure', () => {
    const names = Object.values(buckets).map(({ bucket }) => bucket)
    expect(new Set(names).size).toBe(names.length)
  })

  it('leaves no path that two endpoints of one method could both mean', () => {
    for (const row of rows.filter((one) => one.path.includes('{'))) {
      const shape = new RegExp(`^${row.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
      const others = rows.filter((one) => one !== row && one.method === row.method && shape.test(one.path))
      // `/preference_center/v1/list` is not the preference center "list".
      expect(others.map((one) => one.id)).toEqual(row.id === 'preference_center.get' ? ['preference_center.list'] : [])
    }
  })

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
