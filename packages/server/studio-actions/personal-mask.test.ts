import { expect, test } from 'vitest'
import { mask, maskPath, maskPersonal, maskText } from './personal-mask.ts'

test('people’s values are masked, what the request is about stays', () => {
  const body = {
    attributes: [{ external_id: 'ada', first_name: 'Ada', age: 36, vip: true, _update_existing_only: false }],
    events: [{ external_id: 'ada', name: 'Signed up', time: '2031-05-03', properties: { name: 'Ada' } }],
    canvas_id: 'c-1',
    recipients: [{ external_user_id: 'ada', canvas_entry_properties: { city: ['London'] } }],
  }
  expect(maskPersonal(body)).toEqual({
    attributes: [{ external_id: mask, first_name: mask, age: mask, vip: true, _update_existing_only: false }],
    events: [{ external_id: mask, name: 'Signed up', time: '2031-05-03', properties: { name: mask } }],
    canvas_id: 'c-1',
    recipients: [{ external_user_id: mask, canvas_entry_properties: { city: [mask] } }],
  })
})

test('Braze’s own sentences stay, but for addresses and numbers in them', () => {
  const answer = { message: 'success', errors: [{ type: 'no profile for ada@example.com', index: 0 }], users: [] }
  expect(maskPersonal(answer)).toEqual({
    message: 'success',
    errors: [{ type: `no profile for ${mask}`, index: 0 }],
    users: [],
  })
  expect(maskText('call +44 7400 123456 now')).toBe(`call ${mask} now`)
})

test('the values of a query are masked, pages are not', () => {
  expect(maskPath('/email/unsubscribes?email=a%40b.de&limit=100')).toBe(`/email/unsubscribes?email=${mask}&limit=100`)
  expect(maskPath('/users/track')).toBe('/users/track')
})
