import { ActionHostError } from '@parley/actions/host'
import { BrazeError } from '@parley/braze'
import type { PageDelivery } from '@parley/runtime'
import { expect, test } from 'vitest'
import { createPageDelivery } from './page-delivery.ts'

const at = Date.UTC(2026, 2, 1)
const report: PageDelivery = {
  id: 'r1',
  solution: 'shop',
  environment: 'prod',
  visitor: 'visitor_x',
  consent: 'full',
  page: { url: 'https://shop.example/shoe' },
  events: [
    {
      id: 'e1',
      name: 'product_viewed',
      at,
      properties: { sku: 'S1', text: 'x'.repeat(300), time: 1, $a: 1, none: null },
    },
    { id: 'e2', name: 'scrolled', at, properties: {} },
  ],
  at,
  attempts: 1,
  doubtful: false,
  person: { alias_name: 'cont_1', alias_label: 'parley_visitor' },
}

async function deliver(reports: readonly PageDelivery[], answer: () => unknown, hold = true) {
  const calls: (readonly unknown[])[] = []
  const warned: unknown[] = []
  const run = createPageDelivery({
    host: {
      async call(...call) {
        calls.push(call.slice(0, 3))
        return answer()
      },
    },
    placeOf: async (solution) =>
      solution === 'shop' ? { deployment: 'ver_1/prod', listen: { braze: { events: ['product_*'] } } } : null,
    log: { warn: (...line: unknown[]) => void warned.push(line) },
  })
  const ends = await run(reports, {
    signal: new AbortController().signal,
    async mark() {
      if (!hold) throw new Error('another node')
    },
  })
  return { ends, calls, warned }
}

const refuses = (more: Partial<ConstructorParameters<typeof BrazeError>[1]>) => () => {
  throw new BrazeError('no', {
    code: 'server',
    retry: 'later',
    status: 500,
    ambiguous: false,
    errors: [],
    ...more,
  } as never)
}

test('chosen events are written to the visitor’s alias as Braze takes them, or to the person who is proved', async () => {
  const { ends, calls } = await deliver([report, { ...report, person: { external_id: 'ada' } }], () => ({
    message: 'success',
  }))
  const event = {
    name: 'product_viewed',
    time: '2026-03-01T00:00:00.000Z',
    properties: { page_url: 'https://shop.example/shoe', sku: 'S1', text: 'x'.repeat(255), parley_event_id: 'e1' },
  }
  const alias = { user_alias: report.person, _update_existing_only: false }
  expect(calls).toEqual([
    ['ver_1/prod', 'users.track', { events: [{ ...alias, ...event }] }],
    ['ver_1/prod', 'users.track', { events: [{ external_id: 'ada', ...event }] }],
  ])
  expect(ends).toEqual([{ kind: 'done' }, { kind: 'done' }])
})

test('what nobody wants any more is not sent', async () => {
  const others = [
    { ...report, solution: 'gone' },
    { ...report, events: report.events.slice(1) },
  ]
  expect(await deliver(others, () => ({}))).toMatchObject({ ends: [{ kind: 'done' }, { kind: 'done' }], calls: [] })
})

test('what Braze has no time for is tried again, what it refuses is given up and told without the report', async () => {
  expect((await deliver([report], refuses({}))).ends).toEqual([{ kind: 'later', doubtful: false }])
  expect((await deliver([report], refuses({ retry: { afterMs: 7000 } }))).ends).toEqual([
    { kind: 'later', doubtful: false, afterMs: 7000 },
  ])
  expect((await deliver([report], refuses({ ambiguous: true }))).ends).toEqual([{ kind: 'later', doubtful: true }])
  const { ends, warned } = await deliver([report], refuses({ code: 'invalid', retry: 'no', status: 400 } as never))
  expect(ends).toEqual([{ kind: 'done' }])
  expect(JSON.stringify(warned)).not.toMatch(/S1|product_viewed|cont_1/)
})

test('without a key, without a host or held by another node it waits and nothing is lost', async () => {
  const gone = () => {
    throw new ActionHostError('host-gone', 'gone', 'later')
  }
  const keyless = () => {
    throw new ActionHostError('braze', 'no key', 'no')
  }
  const waits = [{ kind: 'later', doubtful: false }]
  expect((await deliver([report], gone)).ends).toEqual(waits)
  expect((await deliver([report], keyless)).ends).toEqual(waits)
  expect(await deliver([report], () => ({}), false)).toMatchObject({ ends: waits, calls: [] })
})
