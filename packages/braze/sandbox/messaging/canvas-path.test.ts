// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import { attribute, card, enter, got, last, staged } from './test-canvas.ts'
import { listen } from './test-stage.ts'

describe('splits', () => {
  const gold = { external_id: 'gold', plan: 'gold' }
  const silver = { external_id: 'silver', plan: 'silver' }
  const none = { external_id: 'none' }

  it('decide by an audience, a segment, and what was done lately', async () => {
    const on = await staged(
      {
        steps: [
          { type: 'decision_split', audience: attribute('plan', 'gold'), yes: 'gold', no: 'next' },
          last('gold'),
          { id: 'next', type: 'decision_split', segment_id: 's', yes: 'silver', no: 'lately' },
          last('silver'),
          {
            id: 'lately',
            type: 'decision_split',
            custom_event: { name: 'seen', within_seconds: 3600 },
            yes: 'seen',
            no: 'ever',
          },
          last('seen'),
          { id: 'ever', type: 'decision_split', purchase: {}, yes: 'bought', no: null },
          last('bought'),
        ],
      },
      [gold, silver, none, { external_id: 'seen' }, { external_id: 'bought' }],
    )
    await on.post('/__sandbox/segments', { id: 's', name: 'Silver', audience: attribute('plan', 'silver') })
    await on.track({
      events: [
        { external_id: 'seen', name: 'seen', time: '2030-01-31T11:30:00Z' },
        { external_id: 'bought', name: 'seen', time: '2030-01-31T10:30:00Z' },
      ],
      purchases: [{ external_id: 'bought', product_id: 'p', currency: 'EUR', price: 1, time: '2030-01-01T00:00:00Z' }],
    })
    await enter(on, 'gold', 'silver', 'none', 'seen', 'bought')
    expect(await got(on)).toEqual({ gold: ['gold'], silver: ['silver'], none: [], seen: ['seen'], bought: ['bought'] })
    expect((await on.recipients())[1]?.entry?.steps).toMatchObject([
      { type: 'decision_split', path: 'No' },
      { id: 'next', path: 'Yes' },
      { type: 'message' },
    ])
  })

  it('lead along the first audience path that fits, else along the last', async () => {
    const on = await staged(
      {
        steps: [
          {
            type: 'audience_paths',
            paths: [
              { name: 'Gold', audience: attribute('plan', 'gold'), next: 'a' },
              {
                name: 'Any plan',
                audience: { custom_attribute: { custom_attribute_name: 'plan', comparison: 'exists' } },
                next: 'b',
              },
            ],
            everyone_else: 'c',
          },
          last('a'),
          last('b'),
          last('c'),
        ],
      },
      [gold, silver, none],
    )
    await enter(on, 'gold', 'silver', 'none')
    expect(await got(on)).toEqual({ gold: ['a'], silver: ['b'], none: ['c'] })
    expect((await on.recipients()).map(({ entry }) => entry?.steps[0]?.path)).toEqual([
      'Gold',
      'Any plan',
      'Everyone Else',
    ])
  })

  it('share people out by percentages, each along the same path again', async () => {
    const people = Array.from({ length: 50 }, (_, index) => ({ external_id: `u${index}` }))
    const names = people.map(({ external_id }) => external_id)
    const paths = [33.33, 33.33, 33.34].map((percentage, index) => ({
      name: `P${index}`,
      percentage,
      next: `p${index}`,
    }))
    const on = await staged(
      { steps: [{ type: 'experiment_paths', paths }, last('p0'), last('p1'), last('p2')] },
      people,
    )
    await enter(on, ...names)
    const first = await got(on)
    const taken = new Set(Object.values(first).flat())
    expect([...taken].sort()).toEqual(['p0', 'p1', 'p2'])
    await enter(on, ...names)
    expect(await got(on)).toEqual(first)
  })
})

describe('action paths', () => {
  const event = (name: string, more: object = {}) => ({
    external_id: 'ann',
    name,
    time: '2030-01-31T12:00:00Z',
    ...more,
  })
  const step = (more: object = {}) => ({
    type: 'action_paths',
    within_seconds: 3600,
    paths: [
      { name: 'Cart', triggers: [{ custom_event: 'cart', properties: { kind: 'tea' } }], next: 'cart' },
      { name: 'Bought', triggers: [{ purchase: 'p' }, { custom_event: 'paid' }], next: 'bought' },
    ],
    everyone_else: 'else',
    ...more,
  })
  const steps = (more?: object) => [step(more), last('cart'), last('bought'), last('else')]

  it('lead on with the first deed that fits, at once', async () => {
    const on = await staged({ steps: steps() })
    await enter(on)
    await on.track({ events: [event('cart', { properties: { kind: 'milk' } }), event('other')] })
    expect((await on.recipients())[0]?.entry).toMatchObject({
      status: 'underway',
      waiting: { until: '2030-01-31T13:00:00.000Z' },
    })
    await on.track({ events: [event('paid'), event('cart', { properties: { kind: 'tea' } })] })
    expect(await got(on)).toEqual({ ann: ['bought'] })
    await on.advance(3600)
    expect(await got(on)).toEqual({ ann: ['bought'] })
  })

  it('lead everyone else on at the end of the window', async () => {
    const on = await staged({ steps: steps() })
    await on.track({ events: [event('paid')] }) // before the entry
    await enter(on)
    await on.advance(3600)
    expect(await got(on)).toEqual({ ann: ['else'] })
    await on.track({ events: [event('paid')] }) // after the window
    expect(await got(on)).toEqual({ ann: ['else'] })
  })

  it('ranked, hold everybody until the end, and the first path counts', async () => {
    const on = await staged({ steps: steps({ ranked: true }) })
    await enter(on)
    await on.track({ events: [event('paid'), event('cart', { properties: { kind: 'tea' } }), event('paid')] })
    expect(await got(on)).toEqual({ ann: [] })
    await on.advance(3600)
    expect(await got(on)).toEqual({ ann: ['cart'] })
  })

  it('of several entries of one person lead on the earliest alone', async () => {
    const on = await staged({ steps: steps() })
    await enter(on)
    await on.advance(60)
    await enter(on)
    await on.track({ events: [event('paid')] })
    const sends = await on.sends()
    expect(sends.map(({ recipients: [one] }) => one?.entry?.status)).toEqual(['finished', 'underway'])
  })
})

describe('user updates', () => {
  it('write attributes with Liquid, and what follows sees them', async () => {
    const on = await staged(
      {
        steps: [
          {
            type: 'user_update',
            attributes: {
              first_name: '{{context.${name}}}',
              visits: { inc: 2 },
              tags: { add: ['{{${user_id}}}'] },
              email_subscribe: 'unsubscribed',
              external_id: 'other',
            },
          },
          card('seen', {
            messages: [{ channel: 'content_cards', title: '{{${first_name}}} {{custom_attribute.${visits}}}' }],
          }),
        ],
      },
      [{ external_id: 'ann', email: 'ann@example.com', tags: ['x'] }],
    )
    await on.post('/canvas/trigger/send', {
      canvas_id: 'journey',
      recipients: [{ external_user_id: 'ann', context: { name: 'Anna' } }],
    })
    expect(await got(on)).toEqual({ ann: ['Anna 2'] })
    expect(await on.profile('ann')).toMatchObject({
      external_id: 'ann',
      first_name: 'Anna',
      email_subscribe: 'unsubscribed',
      custom_attributes: { visits: 2, tags: ['x', 'ann'] },
    })
    expect(await on.profile('other')).toBeUndefined()
  })

  it('that cannot be rendered write nothing and say so', async () => {
    const on = await staged({
      steps: [{ type: 'user_update', attributes: { a: '{{ 1 | divided_by: 0 }}', b: 1 } }, card('on')],
    })
    await enter(on)
    expect(await got(on)).toEqual({ ann: ['on'] })
    expect((await on.recipients())[0]?.entry?.steps[0]).toMatchObject({
      problem: expect.stringContaining('divided by 0'),
    })
    expect((await on.profile('ann')).custom_attributes).toBeUndefined()
  })
})

it('a webhook in a path is called for those who take it alone', async () => {
  const host = await listen()
  const on = await staged(
    {
      steps: [
        { type: 'decision_split', audience: attribute('plan', 'gold'), yes: 'call', no: null },
        { id: 'call', messages: [{ channel: 'webhook', url: host.url, body: '{{${user_id}}}' }] },
      ],
    },
    [{ external_id: 'ann', plan: 'gold' }, { external_id: 'ben' }],
  )
  await enter(on, 'ann', 'ben')
  await on.sends()
  expect(host.heard.map(({ body }) => body)).toEqual(['ann'])
})
