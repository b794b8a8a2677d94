import { describe, expect, it } from 'vitest'
import { drive } from '../../test-driver.ts'

const time = '2026-01-02T03:04:05Z'
const people = (count: number, same = false) =>
  Array.from({ length: count }, (_, index) => ({ external_id: same ? 'one' : `u${index}`, n: index }))

describe('POST /users/track/bulk', () => {
  it('takes 1,000 objects, of which 100 for one profile', async () => {
    const braze = await drive()
    const send = (attributes: object[]) => braze.post('/users/track/bulk', { attributes })
    expect(await send(people(1000))).toMatchObject({
      status: 201,
      body: { attributes_processed: 1000, message: 'success' },
    })
    expect(await send(people(1001))).toMatchObject({ status: 400, body: { message: 'Max Input Length Exceeded' } })
    expect((await send(people(100, true))).status).toBe(201)
    expect((await send(people(101, true))).status).toBe(400)
    expect((await braze.profile('one')).custom_attributes).toEqual({ n: 99 })
  })

  it('answers 400 above 2 MB, and refuses objects one by one', async () => {
    const braze = await drive()
    const big = Array.from({ length: 300 }, (_, index) => ({ external_id: `u${index}`, o: { text: 'x'.repeat(8000) } }))
    expect((await braze.post('/users/track/bulk', { attributes: big })).status).toBe(400)
    const heard = await braze.post('/users/track/bulk', {
      events: [
        { external_id: 'a', name: 'e', time },
        { name: 'e', time },
      ],
    })
    expect(heard.body).toMatchObject({ events_processed: 1, errors: [{ input_array: 'events', index: 1 }] })
  })
})

describe('POST /users/track/sync', () => {
  it('shows what it touched, whatever the delay of other writes', async () => {
    const braze = await drive({ delayMs: 60_000 })
    const sync = async (body: object) => (await braze.post('/users/track/sync', body)).body
    expect(await sync({ attributes: [{ external_id: 'u', first_name: 'U', plan: 'gold', gone: null }] })).toEqual({
      users: [{ external_id: 'u', first_name: 'U', custom_attributes: { plan: 'gold', gone: null } }],
      message: 'success',
    })
    const shown = { first: '2026-01-02T03:04:05.000Z', last: '2026-01-02T03:04:05.000Z', count: 1 }
    expect(await sync({ events: [{ external_id: 'u', name: 'e', time }] })).toEqual({
      users: [{ external_id: 'u', custom_events: [{ name: 'e', ...shown }] }],
      message: 'success',
    })
    const purchase = { external_id: 'u', product_id: 'p', currency: 'EUR', price: 1, time }
    expect(await sync({ purchases: [purchase] })).toEqual({
      users: [{ external_id: 'u', purchase_events: [{ product_id: 'p', ...shown }] }],
      message: 'success',
    })
  })

  it('shows nobody when only existing profiles were to be written', async () => {
    const braze = await drive()
    const heard = await braze.post('/users/track/sync', {
      attributes: [{ external_id: 'u', _update_existing_only: true }],
    })
    expect(heard).toMatchObject({ status: 201, body: { users: [], message: 'success' } })
  })

  it.each([
    [{}],
    [{ attributes: people(2) }],
    [{ attributes: people(1), events: [{}] }],
    [{ events: [{ name: 'e' }] }],
  ])('refuses %j', async (body) => {
    const braze = await drive()
    expect((await braze.post('/users/track/sync', body)).status).toBe(400)
  })
})
