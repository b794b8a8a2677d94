import { connectedAudience } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { type Driver, drive } from './test-driver.ts'

const now = Date.parse('2026-06-17T19:30:00Z')
const driveAt = () => drive({ machineTime: () => now })

async function series(braze: Driver, path: string): Promise<unknown> {
  return (await braze.get(path)).body.data
}

async function live(braze: Driver): Promise<void> {
  await braze.track({
    attributes: [{ external_id: 'a' }, { external_id: 'b' }],
    events: [
      { external_id: 'a', name: 'came', time: '2026-06-17T18:10:00Z', app_id: 'app' },
      { external_id: 'a', name: 'came', time: '2026-06-17T18:50:00Z' },
      { external_id: 'b', name: 'went', time: '2026-06-15T18:50:00Z' },
    ],
    purchases: [
      { external_id: 'a', product_id: 'tea', currency: 'EUR', price: 0.1, quantity: 3, time: '2026-06-17T01:00:00Z' },
      { external_id: 'a', product_id: 'cup', currency: 'EUR', price: 0.2, time: '2026-06-17T01:00:00Z' },
    ],
  })
  await braze.post('/__sandbox/activity', { external_id: 'b', kind: 'session', at: '2026-06-17T02:00:00Z' })
  await braze.post('/__sandbox/activity', { external_id: 'b', kind: 'uninstall' })
}

describe('analytics', () => {
  it.each([
    [
      '/events/data_series?event=came&length=2',
      [
        { time: '2026-06-16', count: 0 },
        { time: '2026-06-17', count: 2 },
      ],
    ],
    ['/events/data_series?event=came&length=1&app_id=app', [{ time: '2026-06-17', count: 1 }]],
    [
      '/events/data_series?event=came&length=2&unit=hour',
      [
        { time: '2026-06-17T18:00:00.000Z', count: 2 },
        { time: '2026-06-17T19:00:00.000Z', count: 0 },
      ],
    ],
    ['/events/data_series?event=went&length=1&ending_at=2026-06-15T23:00:00Z', [{ time: '2026-06-15', count: 1 }]],
    ['/purchases/quantity_series?length=1', [{ time: '2026-06-17', purchase_quantity: 4 }]],
    ['/purchases/revenue_series?length=1', [{ time: '2026-06-17', revenue: 0.5 }]],
    ['/purchases/revenue_series?length=1&product=tea', [{ time: '2026-06-17', revenue: 0.3 }]],
    ['/sessions/data_series?length=1', [{ time: '2026-06-17', sessions: 1 }]],
    ['/kpi/new_users/data_series?length=1', [{ time: '2026-06-17', new_users: 2 }]],
    [
      '/kpi/dau/data_series?length=3',
      [
        { time: '2026-06-15', dau: 1 },
        { time: '2026-06-16', dau: 0 },
        { time: '2026-06-17', dau: 2 },
      ],
    ],
    ['/kpi/mau/data_series?length=1', [{ time: '2026-06-17', mau: 2 }]],
    ['/kpi/uninstalls/data_series?length=1', [{ time: '2026-06-17', uninstalls: 1 }]],
  ])('GET %s shows what happened', async (path, data) => {
    const braze = await driveAt()
    await live(braze)
    expect(await series(braze, path)).toEqual(data)
  })

  it.each([
    '/kpi/dau/data_series',
    '/kpi/dau/data_series?length=0',
    '/kpi/dau/data_series?length=101',
    '/kpi/dau/data_series?length=2.5',
    '/kpi/dau/data_series?length=1&unit=hour',
    '/kpi/dau/data_series?length=1&ending_at=tomorrow',
    '/events/data_series?length=1',
    '/sessions/data_series?length=1&segment_id=nope',
    '/segments/data_series?length=1&segment_id=nope',
    '/segments/details?segment_id=nope',
    '/segments/list?page=-1',
    '/events?cursor=nope',
  ])('GET %s is 400', async (path) => {
    const braze = await driveAt()
    expect((await braze.get(path)).status).toBe(400)
  })
})

describe('lists', () => {
  it('of names come in pages', async () => {
    const braze = await drive()
    const events = Array.from({ length: 260 }, (_, index) => ({
      external_id: 'a',
      name: `e${index}`,
      time: '2026-01-01',
    }))
    for (let start = 0; start < 260; start += 75) await braze.track({ events: events.slice(start, start + 75) })
    expect((await braze.get('/events/list')).body.events).toHaveLength(250)
    expect((await braze.get('/events/list?page=1')).body.events).toHaveLength(10)
    expect((await braze.get('/events/list?page=2')).body).toEqual({ events: [], message: 'success' })
  })

  it('with a cursor lead through all of it, 50 at a time, and back', async () => {
    const braze = await drive()
    const attributes = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`a${String(index).padStart(3, '0')}`, index]),
    )
    await braze.track({
      attributes: [{ external_id: 'a', ...attributes, list: [1], when: '2026-01-01', deep: { a: 1 } }],
    })
    const seen: { name: string; data_type: string }[] = []
    let path: string | undefined = '/custom_attributes'
    let pages = 0
    while (path !== undefined) {
      const heard = await braze.get(path)
      seen.push(...heard.body.attributes)
      pages += 1
      const link = heard.headers.get('link') ?? ''
      expect(link.includes('rel="prev"')).toBe(pages > 1)
      path = /<([^>]+)>; rel="next"/.exec(link)?.[1]?.replace(braze.url, '')
    }
    expect([seen.length, pages]).toEqual([123, 3])
    const types = Object.fromEntries(seen.map(({ name, data_type }) => [name, data_type]))
    expect(types).toMatchObject({
      a000: 'Number (Automatically Detected)',
      list: 'Array (Automatically Detected)',
      when: 'Time (Automatically Detected)',
      deep: 'Object (Automatically Detected)',
    })
  })
})

describe('segments', () => {
  it('are created by a control and hold whoever fits', async () => {
    const braze = await driveAt()
    await braze.track({
      attributes: [
        { external_id: 'a', plan: 'gold', age: 40, since: '2026-06-01', tags: ['x'] },
        { external_id: 'b', plan: 'tin', age: 20, email_subscribe: 'opted_in' },
      ],
    })
    const size = async (audience: unknown) => {
      expect(connectedAudience.safeParse(audience).success).toBe(true)
      await braze.post('/__sandbox/segments', { id: 's', name: 'Some', audience })
      return (await series(braze, '/segments/data_series?segment_id=s&length=1')) as [{ size: number }]
    }
    const attribute = (custom_attribute_name: string, comparison: string, value?: unknown) => ({
      custom_attribute: { custom_attribute_name, comparison, ...(value !== undefined && { value }) },
    })
    const cases: readonly (readonly [unknown, number])[] = [
      [attribute('plan', 'equals', 'gold'), 1],
      [attribute('plan', 'not_equal', 'gold'), 1],
      [attribute('plan', 'matches_regex', '^g'), 1],
      [attribute('plan', 'matches_regex', '('), 0],
      [attribute('since', 'exists'), 1],
      [attribute('since', 'does_not_exist'), 1],
      [attribute('since', 'less_than_x_days_ago', 30), 1],
      [attribute('since', 'before', '2026-05-01'), 0],
      [attribute('since', 'equals', '2026-06-01'), 1],
      [attribute('tags', 'includes_value', 'x'), 1],
      [attribute('age', 'greater_than_or_equal_to', 20), 2],
      [{ AND: [attribute('age', 'greater_than', 10), attribute('age', 'less_than', 30)] }, 1],
      [{ OR: [attribute('plan', 'equals', 'gold'), attribute('plan', 'equals', 'tin')] }, 2],
      [{ email_subscription_status: { comparison: 'is', value: 'opted_in' } }, 1],
      [{ push_subscription_status: { comparison: 'is_not', value: 'opted_in' } }, 2],
      [{ has_never_used_app: true }, 2],
    ]
    for (const [audience, expected] of cases) {
      expect(await size(audience), JSON.stringify(audience)).toEqual([{ time: '2026-06-17', size: expected }])
    }
  })

  it('stop a regular expression that would take for ever', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'a', text: 'a'.repeat(200) }] })
    const value = '^(a+)+$b'
    const audience = { custom_attribute: { custom_attribute_name: 'text', comparison: 'matches_regex', value } }
    await braze.post('/__sandbox/segments', { id: 's', name: 'Slow', audience })
    expect(await series(braze, '/segments/data_series?segment_id=s&length=1')).toMatchObject([{ size: 0 }])
  })

  it('are listed and described', async () => {
    const braze = await driveAt()
    for (const name of ['One', 'Two']) await braze.post('/__sandbox/segments', { name, tags: ['t'] })
    const { segments } = (await braze.get('/segments/list?sort_direction=desc')).body
    expect(segments).toMatchObject([{ name: 'Two', analytics_tracking_enabled: true, tags: ['t'] }, { name: 'One' }])
    expect((await braze.get(`/segments/details?segment_id=${segments[0].id}`)).body).toMatchObject({
      name: 'Two',
      created_at: '2026-06-17T19:30:00.000Z',
      text_description: 'All users',
      teams: [],
      message: 'success',
    })
    expect((await braze.post('/__sandbox/segments', { name: '' })).status).toBe(400)
  })
})
