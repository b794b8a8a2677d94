// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import { describe, expect, it } from 'vitest'
import { attribute, card, enter, got, staged } from './test-canvas.ts'

describe('entry, re-entry and exit', () => {
  it('once in a life, or again after a time', async () => {
    const on = await staged({ reentry: false, steps: [card('a')] })
    await enter(on)
    await enter(on)
    expect((await on.recipients())[0]).toMatchObject({ left_out: 'the profile has been in the Canvas before' })
    await on.canvas({ reentry: { after_seconds: 3600 }, steps: [card('a')] })
    await on.advance(3599)
    await enter(on)
    expect((await on.recipients())[0]).toMatchObject({ left_out: 'the profile may not enter again yet' })
    await on.advance(1)
    await enter(on)
    expect(await got(on)).toEqual({ ann: ['a'] })
  })

  it('again shows the last entry, and what was received before', async () => {
    const on = await staged({ steps: [card('a')] })
    await enter(on)
    await on.sends()
    await on.advance(3600)
    await on.canvas({ state: 'active', steps: [{ type: 'user_update', attributes: { x: 1 } }] })
    await enter(on)
    await on.sends()
    expect((await on.profile('ann')).canvases_received).toMatchObject([
      {
        last_entered: '2030-01-31T13:00:00.000Z',
        last_received_message: '2030-01-31T12:00:00.000Z',
        steps_received: [{ api_canvas_step_id: 'a' }],
      },
    ])
  })

  it('by what people do, with the properties of the event', async () => {
    const on = await staged(
      {
        entry: { triggers: [{ custom_event: 'cart' }, { purchase: true }] },
        audience: attribute('plan', 'gold'),
        steps: [
          card('a', {
            messages: [{ channel: 'content_cards', title: '{{event_properties.${item}}} {{context.${item}}}' }],
          }),
        ],
      },
      [{ external_id: 'ann', plan: 'gold' }, { external_id: 'ben' }],
    )
    const event = { name: 'cart', time: '2030-01-31T12:00:00Z', properties: { item: 'tea' } }
    await on.track({
      events: [
        { ...event, external_id: 'ann' },
        { ...event, external_id: 'ben' },
        { ...event, external_id: 'ann', name: 'other' },
      ],
    })
    expect(await on.sends()).toHaveLength(1)
    expect(await got(on)).toEqual({ ann: ['tea tea'] })
    expect((await on.get('/canvas/details?canvas_id=journey')).body.schedule_type).toBe('action_based')
    await on.canvas({ state: 'paused', entry: { triggers: [{ custom_event: 'cart' }] }, steps: [card('a')] })
    await on.track({ events: [{ ...event, external_id: 'ann' }] })
    expect(await on.sends()).toHaveLength(1)
  })

  it('[J3] by an event or an audience end the journey with the step', async () => {
    const on = await staged(
      {
        exit: { triggers: [{ custom_event: 'done' }], criteria: { audience: attribute('out', true) } },
        steps: [card('a'), { type: 'delay', delay_seconds: 60 }, card('b'), card('c', { delay_seconds: 60 })],
      },
      [{ external_id: 'ann' }, { external_id: 'ben' }, { external_id: 'cy' }, { external_id: 'dee', out: true }],
    )
    await enter(on, 'ann', 'ben', 'cy', 'dee')
    await on.track({ events: [{ external_id: 'ann', name: 'done', time: '2030-01-31T12:00:00Z' }] })
    expect((await on.recipients())[0]?.entry?.status).toBe('underway')
    await on.advance(60)
    await on.track({ attributes: [{ external_id: 'ben', out: true }] })
    await on.advance(60)
    expect(await got(on)).toEqual({ ann: ['a'], ben: ['a', 'b'], cy: ['a', 'b', 'c'], dee: [] })
    const [ann, ben] = await on.recipients()
    expect(ann?.entry).toMatchObject({ status: 'exited', reason: 'the exit criteria are met' })
    expect(ben?.messages.at(-1)).toMatchObject({ status: 'skipped', reason: 'the exit criteria are met' })
  })

  it('[J2] of a stopped or changed Canvas: people go on where they find their step', async () => {
    const steps = [card('a', { delay_seconds: 60 }), card('b', { delay_seconds: 60 })]
    const on = await staged({ steps })
    await enter(on)
    await on.canvas({ state: 'paused', steps })
    await on.canvas({ steps })
    await on.advance(60)
    expect(await got(on)).toEqual({ ann: ['a'] })
    await on.canvas({ steps: steps.slice(0, 1) })
    await on.advance(60)
    expect((await on.recipients())[0]?.entry).toMatchObject({ status: 'exited', reason: 'the step is gone' })
    await enter(on)
    await on.canvas({ state: 'paused', steps })
    await on.advance(60)
    expect((await on.recipients())[0]?.entry).toMatchObject({ status: 'exited', reason: 'the Canvas is not active' })
  })

  it('[J5] end after so many steps when they lead back to each other', async () => {
    const on = await staged({
      steps: [
        { id: 'a', type: 'user_update', attributes: { rounds: { inc: 1 } }, next: 'b' },
        { id: 'b', type: 'decision_split', audience: attribute('stop', true), yes: null, no: 'a' },
      ],
    })
    await enter(on)
    expect((await on.recipients())[0]?.entry).toMatchObject({ status: 'exited', reason: 'more than 500 steps' })
    expect((await on.profile('ann')).custom_attributes).toEqual({ rounds: 250 })
  })

  it('follow a person who is deleted no further', async () => {
    const on = await staged({ steps: [{ type: 'delay', delay_seconds: 60 }, card('a')] })
    await enter(on)
    await on.post('/users/delete', { external_ids: ['ann'] })
    await on.advance(60)
    expect((await on.recipients())[0]?.entry).toMatchObject({ status: 'exited', reason: 'the profile is gone' })
  })
})
