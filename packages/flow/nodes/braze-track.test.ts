import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const track = (more: object) => ({ kind: 'braze-track', ...more })

describe('a track node', () => {
  it('[FB1] asks for its call and waits; the outcome is the port', () => {
    const bot = asking(track({ attributes: { first_name: 'name' }, timeout: '5s' }), { variables: { name: 'Ada' } })
    expect(bot.is('working').runs).toEqual([
      {
        kind: 'run-action',
        id: '1.0',
        flow: 'main',
        node: 'node',
        action: 'braze.users.track',
        input: { attributes: [{ external_id: 'ada', first_name: 'Ada' }] },
        mode: 'await',
        timeoutMs: 5000,
      },
    ])
    bot.actionEnds('success', { attributes_processed: 1 }).hears('Bye.').is('ended')
    expect(bot.state.results).toEqual({ node: { outcome: 'success', outputs: { attributes_processed: 1 } } })
    asking(track({ events: [{ name: 'e' }] }))
      .actionFails('rejected', 'No such thing.')
      .hears('Oops rejected: No such thing.')
  })

  it('[FB1] with mode queue goes on at once', () => {
    const bot = asking(track({ mode: 'queue', events: [{ name: 'e' }] }))
    bot.hears('Later.').hears('Bye.').is('ended')
    expect(bot.runs).toMatchObject([{ mode: 'queue', action: 'braze.users.track' }])
  })

  it('[FB4] leaves out what is null or fails, and sends null where the file says so', () => {
    const attributes = { first_name: 'name', visits: 'count / 0', plan: "'free'", old: null }
    expect(requested(track({ attributes }))).toEqual({ attributes: [{ external_id: 'ada', plan: 'free', old: null }] })
    const events = [{ name: 'e', properties: { a: 'name', b: 'count + 1' } }]
    expect(requested(track({ events }), { at: 0 })).toEqual({
      events: [{ external_id: 'ada', name: 'e', time: '1970-01-01T00:00:00.000Z' }],
    })
  })

  it('[FB5] gives events and purchases the time of the event, or their own', () => {
    const events = [{ name: 'a' }, { name: 'b', time: 'day' }, { name: 'c', time: 'name' }, { name: 'd', time: 'now' }]
    const purchases = [{ product_id: "'p'", currency: "'GBP'", price: '9.99', quantity: '2', app_id: 'x' }]
    const options = { at: '2026-05-03T10:00:00Z', variables: { day: '1990-01-02', name: 'soon' } }
    const at = '2026-05-03T10:00:00.000Z'
    const ada = { external_id: 'ada' }
    expect(requested(track({ events, purchases }), options)).toEqual({
      events: [
        { ...ada, name: 'a', time: at },
        { ...ada, name: 'b', time: '1990-01-02' },
        { ...ada, name: 'c', time: at },
        { ...ada, name: 'd', time: at },
      ],
      purchases: [{ ...ada, product_id: 'p', currency: 'GBP', price: 9.99, quantity: 2, time: at, app_id: 'x' }],
    })
  })

  it('[FB6] cuts texts to 255 characters wherever they are, and never an identifier', () => {
    const long = '😀'.repeat(300)
    const cut = '😀'.repeat(255)
    const attributes = { a: 'name', b: "{'c': [name]}", d: { add: 'name' } }
    const node = track({
      user: { external_id: 'name' },
      attributes,
      events: [{ name: 'e', properties: { p: 'name' } }],
    })
    expect(requested(node, { variables: { name: long } })).toMatchObject({
      attributes: [{ external_id: long, a: cut, b: { c: [cut] }, d: { add: [cut] } }],
      events: [{ external_id: long, properties: { p: cut } }],
    })
  })

  it('[FB7] changes attributes', () => {
    const attributes = {
      visits: { inc: 'count' },
      tags: { add: "['x', name]" },
      plans: { remove: 'name' },
      pets: { $add: "{'id': 1}" },
      cars: { $update: "[{'$identifier_key': 'id', '$identifier_value': 2, '$new_object': {'age': count}}]" },
      bikes: { $remove: "[{'$identifier_key': 'id', '$identifier_value': 2}]" },
      none: { inc: 'data' },
      empty: { add: '[]' },
    }
    const options = { variables: { name: 'n', count: -3, data: 'many' } }
    expect(requested(track({ attributes, merge_objects: true, update_existing_only: false }), options)).toEqual({
      attributes: [
        {
          external_id: 'ada',
          _merge_objects: true,
          _update_existing_only: false,
          visits: { inc: -3 },
          tags: { add: ['x', 'n'] },
          plans: { remove: ['n'] },
          pets: { $add: [{ id: 1 }] },
          cars: { $update: [{ $identifier_key: 'id', $identifier_value: 2, $new_object: { age: -3 } }] },
          bikes: { $remove: [{ $identifier_key: 'id', $identifier_value: 2 }] },
        },
      ],
    })
  })

  it('[FB7] counts up by whole numbers only', () => {
    const attributes = { visits: { inc: 'count' }, other: { inc: 'count * 2.0' } }
    expect(requested(track({ attributes }), { variables: { count: 1.5 } })).toEqual({
      attributes: [{ external_id: 'ada', other: { inc: 3 } }],
    })
  })

  it('says when unchanged attributes are to be sent all the same', () => {
    expect(requested(track({ attributes: { plan: "'free'" }, deltas: false }))).toEqual({
      attributes: [{ external_id: 'ada', plan: 'free' }],
      options: { deltas: false },
    })
  })

  it('[FB3] is refused when an event turns out to have no name', () => {
    expect(requested(track({ events: [{ name: '{{ name }}' }] }))).toEqual({
      options: { refused: 'The name of an event is blank.' },
    })
  })

  it('never lets an attribute take the place of the identifier', () => {
    const node = track({ user: { email: 'mail' }, attributes: { email: "'other@example.com'" } })
    expect(requested(node, { variables: { mail: 'a@b.com' } })).toEqual({ attributes: [{ email: 'a@b.com' }] })
  })
})
