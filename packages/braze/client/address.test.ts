import { endpoints } from '@parley/braze/contract'
import { expect, it } from 'vitest'
import { placeRequest } from './address.ts'
import { nestMethods } from './method.ts'

const row = endpoints['users.track']

it('puts names in braces into the path, escaped, and the rest into the body', () => {
  const endpoint = { ...row, method: 'DELETE', path: '/catalogs/{catalog_name}/items/{item_id}' } as const
  expect(placeRequest(endpoint, { catalog_name: 'a/b', item_id: 1, items: [2] })).toEqual({
    target: '/catalogs/a%2Fb/items/1',
    body: '{"items":[2]}',
  })
})

it('puts the rest of a GET into the query, arrays as the API reads them', () => {
  const endpoint = { ...row, method: 'GET', path: '/subscription/status/get' } as const
  expect(placeRequest(endpoint, { external_id: ['a b', 'c'], subscription_group_id: 'g', phone: undefined })).toEqual({
    target: '/subscription/status/get?external_id%5B%5D=a+b&external_id%5B%5D=c&subscription_group_id=g',
    body: undefined,
  })
  expect(placeRequest(endpoint, {})).toEqual({ target: '/subscription/status/get', body: undefined })
})

it('hangs a method whose id goes on in the id of another on that one', () => {
  const method = async () => ({ message: 'success', errors: [] })
  const nested: object = nestMethods({
    'users.track.sync': method,
    'users.track': method,
    'users.export.ids': method,
  } as never)
  expect(nested).toHaveProperty('users.track.sync', method)
  expect(nested).toHaveProperty('users.track', method)
})
