import { expect, it, onTestFinished, vi } from 'vitest'
import { readSettings } from '../settings.ts'
import { createWorld, type World } from '../world.ts'
import { readDraft } from './trigger-request.ts'

const START = Date.parse('2030-01-31T12:00:00Z')

/** With a database that nobody connects to: its parts collect what they would write. */
function newWorld(): World {
  const world = createWorld(readSettings({ machineTime: () => START, databaseUrl: 'postgres://nowhere' }))
  onTestFinished(() => world.close())
  world.profiles.create({ kind: 'external_id', value: 'ann' }, START)
  return world
}

/** What a keeper does between two starts. */
function carryOver(from: World, to: World): void {
  for (const name of ['messaging', 'statistics'] as const) {
    const part = (world: World) => (name === 'messaging' ? world.messaging : world.messaging.statistics)
    part(to).load(JSON.parse(JSON.stringify(part(from).save())))
  }
  for (const [kind, rows] of Object.entries(from.messaging.rows)) {
    const saved = rows.changes.take().map((id) => [id, JSON.parse(JSON.stringify(rows.read(id) ?? null))] as const)
    to.messaging.rows[kind]?.load(saved.filter(([, data]) => data !== null))
  }
}

function fill({ messaging }: World): void {
  const common = { description: '', tags: [], state: 'active', createdAt: START, updatedAt: START } as const
  const messages = [{ id: 'm', name: 'M', channel: 'content_cards', content: { title: 'Hi' } }] as const
  messaging.putCampaign({ ...common, id: 'hello', name: 'Hello', type: 'api_triggered', messages })
  const variants = [{ id: 'v', name: 'V', percentage: 100, firstStepId: 's' }]
  const steps = [{ kind: 'message', id: 's', name: 'S', delaySeconds: 0, messages, next: null }] as const
  const rules = { entryDeeds: [], reentrySeconds: 0, exitDeeds: [] }
  const schedule = { time: START + 7_200_000, schedule_type: 'UTC' } as const
  messaging.putCanvas({ ...common, id: 'journey', name: 'Journey', variants, ...rules, steps, schedule })
}

const body = { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] }

it('takes back what it saved, and goes on with what was still to come', async () => {
  const world = newWorld()
  fill(world)
  const draft = readDraft('campaign', body, world.messaging.definitions, () => undefined)
  if ('refusal' in draft) throw new Error(draft.refusal)
  world.messaging.send({ ...draft.value, dispatchId: 'd-1', sendId: 's-1' })
  await world.messaging.idle()
  const schedule = { time: START + 3_600_000, local: false }
  world.messaging.schedules.add({ dispatchId: 'd-2', kind: 'campaign', sourceId: 'hello', schedule, body })

  const next = newWorld()
  carryOver(world, next)
  expect(next.messaging.save()).toEqual(world.messaging.save())
  expect(next.messaging.statistics.save()).toEqual(world.messaging.statistics.save())
  next.messaging.resume()
  next.clock.advance(7_200_000)
  await next.messaging.idle()
  const sends = next.messaging.records.list({ limit: 10, search: '' })
  expect(sends.map(({ dispatch_id, source }) => [dispatch_id.slice(0, 3), source.id])).toMatchObject([
    ['d-1', 'hello'],
    ['d-2', 'hello'],
    [expect.any(String), 'journey'],
  ])
})

it('reads Canvases as they were kept when they were one row of messages', () => {
  const world = newWorld()
  fill(world)
  const saved = JSON.parse(JSON.stringify(world.messaging.save()))
  const [[, kept]] = saved.canvases
  const { variants: _variants, entryDeeds: _entry, exitDeeds: _exit, reentrySeconds: _again, ...rest } = kept
  const linear = (id: string) => ({ id, name: id, delaySeconds: 60, messages: [] })
  saved.canvases = [['journey', { ...rest, variant: { id: 'v', name: 'V' }, steps: [linear('a'), linear('b')] }]]
  const next = newWorld()
  next.messaging.load(saved)
  expect(next.messaging.canvases.get('journey')).toMatchObject({
    variants: [{ id: 'v', percentage: 100, firstStepId: 'a' }],
    reentrySeconds: 0,
    steps: [
      { kind: 'message', id: 'a', delaySeconds: 60, next: 'b' },
      { kind: 'message', id: 'b', next: null },
    ],
  })
})

it('knows what each profile received', async () => {
  const world = newWorld()
  fill(world)
  for (const kind of ['campaign', 'canvas'] as const) {
    const draft = readDraft(kind, { ...body, canvas_id: 'journey' }, world.messaging.definitions, () => undefined)
    if ('refusal' in draft) throw new Error(draft.refusal)
    world.messaging.send({ ...draft.value, dispatchId: kind })
  }
  await world.messaging.idle()
  const brazeId = world.profiles.find({ kind: 'external_id', value: 'ann' })?.brazeId ?? ''
  expect(world.messaging.received.campaigns(brazeId)).toMatchObject([
    { name: 'Hello', api_campaign_id: 'hello', last_received: '2030-01-31T12:00:00.000Z', variation_name: 'M' },
  ])
  expect(world.messaging.received.canvases(brazeId)).toMatchObject([
    {
      name: 'Journey',
      api_canvas_id: 'journey',
      variation_name: 'V',
      in_control: false,
      steps_received: [{ name: 'S', api_canvas_step_id: 's' }],
    },
  ])
})

it('renders a broadcast to 2,000 people while others are answered', async () => {
  const world = newWorld()
  fill(world)
  for (let index = 1; index < 2000; index += 1) {
    world.profiles.create({ kind: 'external_id', value: `u${index}` }, START)
  }
  const draft = readDraft(
    'campaign',
    { campaign_id: 'hello', broadcast: true },
    world.messaging.definitions,
    () => undefined,
  )
  if ('refusal' in draft) throw new Error(draft.refusal)
  world.messaging.send({ ...draft.value, dispatchId: 'all' })
  // A machine on which every piece of work takes long, however fast this one is.
  let clock = 0
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => {
    clock += 100
    return clock
  })
  let breaths = 0
  const breathe = (): void => {
    breaths += 1
    next = setImmediate(breathe)
  }
  let next = setImmediate(breathe)
  onTestFinished(() => {
    clearImmediate(next)
    slow.mockRestore()
  })
  await world.messaging.idle()
  expect(breaths).toBeGreaterThan(0)
  const [send] = world.messaging.records.list({ limit: 1, search: '' })
  expect(send).toMatchObject({ recipients_total: 2000 })
  expect(send?.recipients).toHaveLength(1000)
  expect(world.messaging.statistics.days('hello', START, START)[0]?.recipients.size).toBe(2000)
})
