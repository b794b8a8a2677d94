import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stage } from './test-stage.ts'

const card = { messages: [{ channel: 'content_cards', title: 'x' }] }
const audience = { custom_attribute: { custom_attribute_name: 'a', comparison: 'exists' } }

describe('the control of Canvases', () => {
  it('shows a Canvas as it takes it', async () => {
    const on = await stage()
    const written = {
      name: 'All',
      variants: [
        { id: 'v1', name: 'A', percentage: 60, first_step: 'split' },
        { id: 'v2', name: 'B', percentage: 30, first_step: null },
      ],
      control_percentage: 10,
      entry: { triggers: [{ custom_event: 'e', properties: { a: 1 } }, { purchase: true }, { purchase: 'p' }] },
      reentry: { after_seconds: 60 },
      exit: {
        triggers: [{ custom_event: 'bye' }],
        criteria: { segment_id: 's', custom_event: { name: 'x', within_seconds: 5 } },
      },
      steps: [
        { id: 'split', name: 'Split', type: 'decision_split', audience, purchase: {}, yes: 'wait', no: null },
        { id: 'wait', name: 'Wait', type: 'delay', until_time: '09:05', in_local_time: true, next: 'day' },
        { id: 'day', name: 'Day', type: 'delay', until: '2030-02-01T00:00:00.000Z', next: 'ways' },
        {
          id: 'ways',
          name: 'Ways',
          type: 'audience_paths',
          paths: [{ name: 'P', audience, next: 'try' }],
          everyone_else: null,
        },
        {
          id: 'try',
          name: 'Try',
          type: 'experiment_paths',
          paths: [
            { name: 'One', percentage: 50, next: 'act' },
            { name: 'Two', percentage: 50, next: null },
          ],
        },
        {
          id: 'act',
          name: 'Act',
          type: 'action_paths',
          within_seconds: 60,
          ranked: true,
          paths: [{ name: 'Q', triggers: [{ custom_event: 'q' }], next: 'write' }],
          everyone_else: 'write',
        },
        { id: 'write', name: 'Write', type: 'user_update', attributes: { a: { inc: 1 }, b: '{{x}}' }, next: 'say' },
        {
          id: 'say',
          name: 'Say',
          type: 'message',
          delay_seconds: 5,
          messages: [{ id: 'm', name: 'M', channel: 'sms', body: 'b' }],
          next: null,
        },
      ],
    }
    const { canvas } = (await on.post('/__sandbox/canvases', written)).body
    expect(canvas).toMatchObject(written)
    const { created_at: _at, updated_at: _until, first_sent: _first, last_sent: _last, ...shown } = canvas
    const again = (await on.post('/__sandbox/canvases', shown)).body.canvas
    expect(again.steps).toEqual(canvas.steps)
    expect(again.variants).toEqual(canvas.variants)
  })

  it('takes the Canvas of the documentation', async () => {
    const text = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    const [, written = ''] = /^```\n(\{ "id": "onboarding"[^`]*)```$/m.exec(text) ?? []
    const on = await stage()
    expect(await on.post('/__sandbox/canvases', written)).toMatchObject({
      status: 201,
      body: { canvas: { name: 'Onboarding' } },
    })
  })

  it('gives steps and variants the same ids each time a Canvas is written', async () => {
    const on = await stage()
    const write = async () => {
      const { canvas } = (
        await on.post('/__sandbox/canvases', { id: 'c', name: 'C', steps: [card, { delay_seconds: 5 }] })
      ).body
      return [...canvas.variants, ...canvas.steps].map(({ id }: { id: string }) => id)
    }
    const first = await write()
    expect(new Set(first).size).toBe(3)
    expect(await write()).toEqual(first)
  })

  it('shows the documented details', async () => {
    const on = await stage()
    await on.canvas({
      variants: [
        { id: 'v1', name: 'A', percentage: 50, first_step: 'hello' },
        { id: 'v2', name: 'B', percentage: 50, first_step: 'split' },
      ],
      steps: [
        { id: 'hello', name: 'Hello', ...card, next: 'split' },
        { id: 'split', name: 'Split', type: 'decision_split', audience, yes: 'bye', no: null },
        {
          id: 'act',
          type: 'action_paths',
          within_seconds: 60,
          paths: [{ name: 'Paid', triggers: [{ purchase: true }], next: 'bye' }],
          everyone_else: 'hello',
        },
        { id: 'bye', name: 'Bye', messages: [{ channel: 'sms', body: 'b' }] },
      ],
    })
    const { body } = await on.get('/canvas/details?canvas_id=journey')
    expect(body).toMatchObject({
      channels: ['content_cards', 'sms'],
      variants: [
        { name: 'A', id: 'v1', first_step_ids: ['hello'] },
        { name: 'B', id: 'v2', first_step_ids: ['split'] },
      ],
    })
    expect(body.steps).toMatchObject([
      {
        name: 'Hello',
        type: 'message',
        id: 'hello',
        next_step_ids: ['split'],
        next_paths: [{ name: null, next_step_id: 'split' }],
      },
      {
        type: 'decision_split',
        next_step_ids: [],
        next_paths: [{ name: 'Yes', next_step_id: 'bye' }],
        channels: [],
        messages: {},
      },
      {
        type: 'action_paths',
        next_paths: [
          { name: 'Paid', next_step_id: 'bye' },
          { name: 'Everyone Else', next_step_id: 'hello' },
        ],
      },
      { name: 'Bye', next_step_ids: [], next_paths: [], channels: ['sms'] },
    ])
    await on.post('/canvas/duplicate', { canvas_id: 'journey', name: 'Copy' })
    const { canvases } = (await on.get('/__sandbox/canvases?search=copy')).body
    const [copy] = canvases
    const ids = new Set(copy.steps.map(({ id }: { id: string }) => id))
    expect(ids.has('hello')).toBe(false)
    expect(ids.has(copy.steps[0].next) && ids.has(copy.variants[1].first_step)).toBe(true)
    expect(copy.steps[1].yes).toBe(copy.steps[3].id)
  })

  it.each([
    ['no steps', { steps: [] }, '/steps'],
    ['too many steps', { steps: Array.from({ length: 101 }, () => card) }, '/steps'],
    ['an unknown type', { steps: [{ type: 'feature_flag' }] }, '/steps/0/type'],
    ['an unknown member', { steps: [{ ...card, colour: 1 }] }, '/steps/0'],
    ['a delay without a time', { steps: [{ type: 'delay' }] }, '/steps/0'],
    ['a delay with two', { steps: [{ type: 'delay', delay_seconds: 1, until_time: '09:00' }] }, '/steps/0'],
    ['a time of day that is none', { steps: [{ type: 'delay', until_time: '25:00' }] }, '/steps/0/until_time'],
    ['a split by nothing', { steps: [{ type: 'decision_split', yes: null, no: null }] }, '/steps/0'],
    ['a split without a way', { steps: [{ type: 'decision_split', audience, yes: null }] }, '/steps/0/no'],
    [
      'percentages of paths that are too few',
      {
        steps: [
          {
            type: 'experiment_paths',
            paths: [
              { name: 'a', percentage: 50, next: null },
              { name: 'b', percentage: 49, next: null },
            ],
          },
        ],
      },
      '/steps/0/paths',
    ],
    [
      'percentages of variants that are too many',
      { variants: [{ name: 'a', percentage: 100 }], control_percentage: 1, steps: [card] },
      '/variants',
    ],
    ['a way to nowhere', { steps: [{ ...card, next: 'zz' }] }, '/steps/0'],
    [
      'a variant that begins nowhere',
      { variants: [{ name: 'a', percentage: 100, first_step: 'zz' }], steps: [card] },
      '/variants/0/first_step',
    ],
    [
      'Liquid that is broken',
      { steps: [{ type: 'user_update', attributes: { a: { b: '{{ c' } } }] },
      '/steps/0/attributes/a/b',
    ],
    ['a trigger that is none', { entry: { triggers: [{ session: true }] }, steps: [card] }, '/entry/triggers/0'],
  ])('refuses %s', async (_name, written, pointer) => {
    const on = await stage()
    const heard = await on.post('/__sandbox/canvases', { name: 'x', ...written })
    expect(heard.status).toBe(400)
    expect(heard.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })
})
