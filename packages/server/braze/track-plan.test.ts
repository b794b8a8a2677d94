import type { TrackError } from '@parley/braze/contract'
import type { Values } from '@parley/flow'
import { describe, expect, test } from 'vitest'
import { countSent, placeErrors, planTrack, readBody, readWrites, restOf } from './track-plan.ts'

const mark = { key: 'conv_1.2.0', doubtful: false, repeated: false }

/** What is sent when the profiles already have everything that may be left out. */
function planKnown(input: Values) {
  const body = readBody(input)
  const writes = readWrites(body)
  const known = new Map(writes.map(({ index, comparable }) => [index, new Set(Object.keys(comparable))]))
  return planTrack(body, writes, known, mark)
}

const sentOf = (object: Values) => planKnown({ attributes: [object] }).body

describe('what is unchanged is left out', () => {
  test('scalars, arrays, objects and removals, and the whole object when nothing is left', () => {
    const object = {
      external_id: 'ada',
      plan: 'gold',
      tags: ['a'],
      address: { city: 'London' },
      old: null,
      email: 'a@b.c',
    }
    expect(planKnown({ attributes: [object] })).toMatchObject({ body: null, unsent: 1, saved: 5, marked: false })
  })

  test.for([
    ['an increment', { visits: { inc: 1 } }],
    ['an addition', { tags: { add: ['a'] } }],
    ['a removal from an array', { tags: { remove: ['a'] } }],
    ['an added object', { pets: { $add: [{ id: 1 }] } }],
    ['a changed object', { pets: { $update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: {} }] } }],
    ['a removed object', { pets: { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] } }],
    ['an object that is merged', { _merge_objects: true, address: { city: 'London' } }],
    ['an e-mail subscription', { email_subscribe: 'opted_in' }],
    [
      'subscription groups',
      { subscription_groups: [{ subscription_group_id: 'a', subscription_state: 'subscribed' }] },
    ],
  ] as const)('never %s', ([, change]) => {
    const object = { external_id: 'ada', ...change }
    expect(sentOf({ ...object, plan: 'gold' })).toEqual({ attributes: [object] })
  })

  test('never for a profile that an address names, or that occurs twice in the body', () => {
    expect(sentOf({ email: 'a@b.c', plan: 'gold' })).toEqual({ attributes: [{ email: 'a@b.c', plan: 'gold' }] })
    expect(sentOf({ phone: '+44', email: null, plan: 1 })).toEqual({
      attributes: [{ phone: '+44', email: null, plan: 1 }],
    })
    const twice = [
      { external_id: 'ada', plan: 'gold' },
      { external_id: 'ada', plan: 'silver' },
      { external_id: 'ben', plan: 'gold' },
    ]
    expect(planKnown({ attributes: twice }).body).toEqual({ attributes: twice.slice(0, 2) })
  })

  test('but an object that says nothing but its name is sent: it makes the profile', () => {
    expect(sentOf({ external_id: 'ada' })).toEqual({ attributes: [{ external_id: 'ada' }] })
  })

  test('only an object that must have met its profile proves anything', () => {
    const proves = (object: Values) => readWrites(readBody({ attributes: [object] }))[0]?.proves
    const user_alias = { alias_name: 'a', alias_label: 'b' }
    expect(proves({ external_id: 'ada', x: 1 })).toBe(true)
    expect(proves({ external_id: 'ada', _update_existing_only: true, x: 1 })).toBe(false)
    expect(proves({ user_alias, x: 1 })).toBe(false)
    expect(proves({ user_alias, _update_existing_only: false, x: 1 })).toBe(true)
    expect(proves({ braze_id: 'b', x: 1 })).toBe(false)
  })
})

describe('[R22] events and purchases', () => {
  const input = {
    events: [
      { external_id: 'ada', name: 'a', properties: { x: 1 } },
      { external_id: 'ada', name: 'a' },
    ],
    purchases: [{ external_id: 'ada', product_id: 'p', price: 1 }],
  }
  const idsOf = (doubtful: boolean, repeated = false) => {
    const { body } = planTrack(readBody(input), [], new Map(), { key: 'k', doubtful, repeated })
    const { events, purchases } = readBody(body ?? {})
    return [...events, ...purchases].map((object) => object.properties)
  }

  test('carry an id of their own, the same at every attempt, beside their own properties', () => {
    expect(idsOf(false)).toEqual([
      { x: 1, parley_delivery_id: 'k.0' },
      { parley_delivery_id: 'k.1' },
      { parley_delivery_id: 'k.2' },
    ])
  })

  test('say so when they may have been there before', () => {
    const repeats = [0, 1, 2].map((n) => ({ parley_delivery_id: `k.${n}`, parley_repeat: true }))
    expect([idsOf(true), idsOf(false, true)]).toMatchObject([repeats, repeats])
  })
})

describe('[R22] what adds up', () => {
  const plan = (
    objects: readonly Values[],
    doubtful: boolean,
    known: ReadonlyMap<number, ReadonlySet<string>> = new Map(),
  ) => {
    const body = readBody({ attributes: objects })
    return planTrack(body, readWrites(body), known, { ...mark, doubtful })
  }
  const more = { visits: { inc: 1 }, pets: { $add: [{ id: 1 }] }, play: { song: 'a', count: { inc: 2 } } }
  const other = {
    plan: 'gold',
    inc: 5,
    tags: { add: ['a'] },
    old: { remove: ['b'] },
    cars: { $update: [{ $identifier_key: 'id', $identifier_value: 1, $new_object: { age: 2 } }] },
    bikes: { $remove: [{ $identifier_key: 'id', $identifier_value: 1 }] },
  }

  test('is sent, and marked before, as long as nothing is doubtful', () => {
    const object = { external_id: 'ada', _merge_objects: true, ...more, ...other }
    expect(plan([object], false)).toMatchObject({ body: { attributes: [object] }, marked: true, held: new Map() })
    expect(plan([{ external_id: 'ada', ...other }], false).marked).toBe(false)
  })

  test('is kept back after a doubtful attempt, and all the rest is sent', () => {
    const named = { external_id: 'ada', _merge_objects: true }
    const { body, held, marked } = plan(
      [
        { ...named, ...more, ...other },
        { external_id: 'ben', plan: 'gold' },
      ],
      true,
    )
    expect(body).toEqual({
      attributes: [
        { ...named, ...other },
        { external_id: 'ben', plan: 'gold' },
      ],
    })
    expect([...held]).toEqual([[0, { ...named, ...more }]])
    expect(marked).toBe(false)
  })

  test('leaves nothing to send when there is nothing else, or nothing else is new', () => {
    const object = { external_id: 'ada', visits: { inc: 1 } }
    expect(plan([object], true)).toMatchObject({ body: null, unsent: 0, held: new Map([[0, object]]) })
    const known = new Map([[0, new Set(['plan'])]])
    expect(plan([{ ...object, plan: 'gold' }], true, known)).toMatchObject({ body: null, unsent: 0, saved: 1 })
  })
})

describe('objects that were refused', () => {
  const input = {
    attributes: ['ada', 'ben', 'cleo'].map((external_id) => ({ external_id, plan: 'gold', visits: { inc: 1 } })),
    events: [{ external_id: 'ada', name: 'a' }],
    options: { deltas: false },
  }
  const error = (input_array: TrackError['input_array'], index: number): TrackError => ({
    type: 'bad',
    input_array,
    index,
  })

  test('have their places in what the flow gave, although fewer were sent', () => {
    const body = readBody({
      attributes: [
        { external_id: 'ada', plan: 1 },
        { external_id: 'ben', plan: 1 },
      ],
    })
    const plan = planTrack(body, readWrites(body), new Map([[0, new Set(['plan'])]]), mark)
    expect(plan.body).toEqual({ attributes: [{ external_id: 'ben', plan: 1 }] })
    expect(placeErrors(plan, [error('attributes', 0)])).toEqual([error('attributes', 1)])
  })

  test('are all that is left to do', () => {
    expect(restOf(input, [error('attributes', 1), error('events', 0), error('attributes', 1)])).toEqual({
      attributes: [input.attributes[1]],
      events: input.events,
      options: { deltas: false },
    })
  })

  test('are left beside what was kept back of the others', () => {
    const held = new Map([
      [0, { external_id: 'ada', visits: { inc: 1 } }],
      [1, { external_id: 'ben', visits: { inc: 1 } }],
    ])
    expect(restOf(input, [error('attributes', 1)], held)).toEqual({
      attributes: [{ external_id: 'ada', visits: { inc: 1 } }, input.attributes[1]],
      options: { deltas: false },
    })
  })

  test('cost no data points', () => {
    const plan = planTrack(readBody(input), readWrites(readBody(input)), new Map(), mark)
    expect(countSent(plan, readBody(input), [])).toBe(7)
    expect(countSent(plan, readBody(input), [error('attributes', 0), error('events', 0)])).toBe(4)
  })
})
