import { type Endpoint, endpoints } from '@parley/braze/contract'
import { expect, it } from 'vitest'
import { placeRequest } from './address.ts'

const itemGet = endpoints['catalogs.item.get']

it('puts names in braces into the path, escaped, and the rest into the body', () => {
  const place = placeRequest(endpoints['catalogs.item.update'], {
    catalog_name: 'a/b',
    item_id: '$&',
    items: [{ n: 2 }],
  })
  expect(place).toMatchObject({ target: '/catalogs/a%2Fb/items/%24%26', body: '{"items":[{"n":2}]}' })
})

it('puts the rest of a GET into the query, arrays as the API reads them', () => {
  const endpoint = endpoints['subscription.status.get']
  expect(
    placeRequest(endpoint, { external_id: ['a b', 'c'], subscription_group_id: 'g', phone: undefined, email: null }),
  ).toMatchObject({
    target: '/subscription/status/get?external_id%5B%5D=a+b&external_id%5B%5D=c&subscription_group_id=g',
    body: undefined,
  })
  expect(placeRequest(endpoints['catalogs.list'], {})).toMatchObject({ target: '/catalogs', body: undefined })
})

it('sends a body where the endpoint takes one, and none where it does not', () => {
  expect(placeRequest(endpoints['catalogs.delete'], { catalog_name: 'a' }).body).toBeUndefined()
  expect(placeRequest(endpoints['cdi.integrations.sync'], { integration_id: 'a' }).body).toBeUndefined()
  expect(placeRequest(endpoints['catalogs.items.delete'], { catalog_name: 'a', items: [] }).body).toBe('{"items":[]}')
  expect(placeRequest(endpoints['users.export.global_control_group'], {}).body).toBe('{}')
})

it.each(['', '.', '..', undefined, null, {}, '\ud800'])(
  'refuses %j in a path, which would be another endpoint',
  (name) => {
    expect(() => placeRequest(itemGet, { catalog_name: name, item_id: '1' })).toThrow(
      expect.objectContaining({ code: 'invalid', retry: 'no' }),
    )
  },
)

it('refuses what no header and no JSON can hold, without showing it', () => {
  const scim = endpoints['scim.users.get']
  expect(() => placeRequest(scim, { id: '1', x_request_origin: 'a\r\nb-secret' })).toThrow(/^(?!.*secret).*x_request/s)
  const endpoint: Endpoint = endpoints['users.merge']
  expect(() => placeRequest(endpoint, { merge_updates: [1n] })).toThrow('cannot be written as JSON')
})
