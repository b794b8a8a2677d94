import { expect, test } from 'vitest'
import { countAttribute, countPurchase } from './data-point.ts'

test.for([
  ['first_name', 'Ada', 1],
  ['plan', null, 1],
  ['interests', ['a', 'b', 'c'], 1],
  ['visits', { inc: 5 }, 1],
  ['interests', { add: ['a', 'b'] }, 2],
  ['interests', { remove: ['a'] }, 1],
  ['address', { city: 'London', zip: null, geo: { lat: 1, long: 2 } }, 4],
  ['address', {}, 1],
  ['pets', [{ name: 'a', age: 1 }, { name: 'b' }], 3],
  ['pets', { $add: [{ name: 'a', age: 1 }] }, 2],
  ['pets', { $update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { age: 2 } }] }, 1],
  ['pets', { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] }, 1],
  ['email_subscribe', 'opted_in', 0],
  ['subscription_groups', [{ subscription_group_id: 'a', subscription_state: 'subscribed' }], 0],
  ['country', 'GB', 0],
] as const)('writing %s as %j costs %i', ([name, value, points]) => {
  expect(countAttribute(name, value)).toBe(points)
})

test('a purchase costs one per piece', () => {
  expect([countPurchase({}), countPurchase({ quantity: 1 }), countPurchase({ quantity: 3 })]).toEqual([1, 1, 3])
})
